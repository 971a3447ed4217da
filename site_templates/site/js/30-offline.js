// The copy on this phone: registers the service worker, says how old a page out of the copy is, and drives the box that saves.
// The keeping itself is in js/later/saving.js. Only the worker edition has a manifest, and without one this does nothing.
(function () {
  "use strict";
  var HOUR = 3600000;
  var manifest = document.querySelector("link[rel=manifest]");
  showBanner();
  if (window.document$) window.document$.subscribe(function () { showBanner(); showBox(); });
  if (!manifest) return;

  // Addresses are taken now: after instant loading the page stands elsewhere, and a relative link would point somewhere else.
  var root = new URL("./", manifest.href).href;
  var script = new URL("assets/saving.js", root).href;
  var copy = null;
  var invitation = null;
  var work = { is: "idle", done: 0, total: 0, trouble: "", stop: false };
  var seen = { found: null, online: null, asked: 0 };

  if (!window.isSecureContext) work.trouble = "insecure";
  else if (!("serviceWorker" in navigator) || !("caches" in window)) work.trouble = "old";
  showBox();
  if (work.trouble) return;
  window.addEventListener("beforeinstallprompt", function (event) {
    event.preventDefault();
    invitation = event;
    showBox();
  });
  window.addEventListener("online", tend);
  document.addEventListener("visibilitychange", function () {
    if (!document.hidden && Date.now() - seen.asked > HOUR) tend();
  });
  // The page comes first: on one bar of signal whatever else is fetched takes from it.
  if (document.readyState === "complete") later();
  else window.addEventListener("load", later);

  function later() { setTimeout(begin, 300); }

  async function begin() {
    try {
      await navigator.serviceWorker.register(new URL("sw.js", root).href, { scope: root });
      await load(script);
      copy = new window.musterSaving.Copy(root);
      await tend();
    } catch (error) {
      work.trouble = error.reason || "refused";
      showBox();
    }
  }

  function load(address) {
    return new Promise(function (resolve, reject) {
      var element = document.createElement("script");
      element.src = address;
      element.onload = resolve;
      element.onerror = function () { reject({ reason: "lost" }); };
      document.head.appendChild(element);
    });
  }

  // Looks at what is here and what is published, and brings the one up to the other.
  async function tend() {
    if (!copy || work.is === "saving") return;
    try {
      seen.asked = Date.now();
      seen.found = await copy.look();
      showBox();
      seen.online = navigator.onLine === false ? null : await copy.ask();
      var here = seen.found.copy;
      var spare = navigator.connection && navigator.connection.saveData;
      if (!seen.online) showBox();
      else if (seen.found.plan) await keep("all");
      else if (!here && !spare) await keep("first");
      else if (here && here.version !== seen.online.version && !spare) await keep(here.set);
      else {
        if (here && here.version === seen.online.version) await noteCheck();
        showBox();
      }
    } catch (error) {
      fail(error);
    }
  }

  async function noteCheck() {
    await copy.note();
    seen.found = await copy.look();
  }

  // Only one window saves at a time.
  async function keep(set) {
    if (!navigator.locks) return keepAlone(set);
    await navigator.locks.request("muster " + root, { ifAvailable: true }, function (lock) {
      return lock ? keepAlone(set) : undefined;
    });
  }

  async function keepAlone(set) {
    var before = seen.found && seen.found.copy && seen.found.copy.version;
    work = { is: set === "all" ? "saving" : "idle", done: 0, total: 0, trouble: "", stop: false };
    showBox();
    try {
      await copy.keep(set, tell, function () { return work.stop; });
      work.is = "idle";
      seen.found = await copy.look();
      if (navigator.serviceWorker.controller) navigator.serviceWorker.controller.postMessage("copy changed");
      if (before && before !== seen.found.copy.version) sayNewer();
    } catch (error) {
      fail(error, set);
    }
    showBox();
  }

  function tell(done, total) {
    work.done = done;
    work.total = total;
    if (work.is === "saving") showCount();
  }

  function fail(error, set) {
    work.is = "idle";
    if (!(error instanceof window.musterSaving.Trouble)) throw error;
    // Nobody asked for the first pages to be kept, so nobody has to hear that it didn't work this time.
    var isAsked = set === "all" || error.reason === "refused";
    work = { is: "idle", done: work.done, total: work.total, trouble: isAsked ? error.reason : "", stop: false };
    showBox();
  }

  async function save() {
    if (navigator.storage && navigator.storage.persist) navigator.storage.persist().catch(function () {});
    work.trouble = "";
    await keep("all");
  }

  async function remove() {
    await copy.remove();
    seen.found = await copy.look();
    work.trouble = "removed";
    showBox();
  }

  // ---- the box ----

  function showBox() {
    document.querySelectorAll("[data-m-keep]").forEach(function (box) { if (manifest) fillBox(box, JSON.parse(box.dataset.words)); });
  }

  function fillBox(box, words) {
    function part(name) { return box.querySelector("[data-m=" + name + "]"); }
    function put(name, text, act) {
      var element = part(name);
      if (!element) return;
      element.hidden = !text;
      if (text && element.textContent !== text) element.textContent = text;
      if (act) element.onclick = act;
    }
    var isShort = box.dataset.mKeep === "short";
    var cannot = work.trouble === "insecure" || work.trouble === "old";
    var here = seen.found && seen.found.copy;
    var isSaved = here && here.set === "all";
    var text = stateText(words, here, isSaved);
    part("box").hidden = !text || (isShort && (cannot || !copy));
    put("state", text);
    part("state").className = "m-keep__state" + (isSaved && !work.trouble ? " m-keep__state--saved" : work.trouble && work.trouble !== "removed" ? " m-keep__state--trouble" : "");
    var isSaving = work.is === "saving";
    part("progress").hidden = !isSaving;
    part("count").hidden = !isSaving;
    if (isSaving) showCount();
    var canStart = copy && !isSaving && !cannot && (seen.online || work.trouble);
    var isOld = isSaved && seen.online && here.version !== seen.online.version;
    var starts = isOld ? words.update : isSaved ? "" : work.trouble && work.trouble !== "removed" ? words.again : words.save;
    put("do", canStart ? starts : "", save);
    put("stop", isSaving ? words.stop : "", function () { work.stop = true; });
    put("remove", !isShort && isSaved && !isSaving ? words.remove : "", remove);
    put("install", !isShort && invitation ? part("install").textContent : "", function () { invitation.prompt(); invitation = null; showBox(); });
    showMissing(part("missing"), words);
  }

  function stateText(words, here, isSaved) {
    var online = seen.online;
    var numbers = { done: work.done, total: work.total, bytes: online ? size(online.bytes) : "" };
    if (work.is === "saving") return online ? fill(words.size, { day: day(online), sent: size(online.sent), bytes: size(online.bytes) }) : "";
    if (work.trouble) return fill(words[work.trouble], numbers);
    if (!isSaved) return online ? fill(words.size, { day: day(online), sent: size(online.sent), bytes: size(online.bytes) }) : "";
    var text = fill(words.saved, { day: day(here), bytes: size(here.bytes) });
    if (!online) return text;
    return text + " " + (online.version === here.version ? words.current : fill(words.newer, { day: day(online) }));
  }

  function showCount() {
    document.querySelectorAll("[data-m-keep]").forEach(function (box) {
      var words = JSON.parse(box.dataset.words);
      var bar = box.querySelector("[data-m=progress]");
      if (work.total) { bar.max = work.total; bar.value = work.done; }
      box.querySelector("[data-m=count]").textContent = fill(words.working, work);
    });
  }

  // The worker sends whoever asked for a page that isn't here to the page about the copy, with that page's path.
  function showMissing(element, words) {
    var path = new URL(location.href).searchParams.get("page");
    if (!element || path === null || !element.hidden) return;
    var link = document.createElement("a");
    link.href = new URL(path, root).href;
    if (!link.href.startsWith(root)) return;
    link.textContent = words.again;
    element.append(words.missing + " ", link);
    element.hidden = false;
  }

  // ---- the banner ----

  function showBanner() {
    var banner = document.querySelector(".m-saved");
    // A stick is never compared with anything; what counts is the day that it was made of.
    if (banner && banner.dataset.made) banner.querySelector("[data-m=old]").hidden = Date.now() - Date.parse(banner.dataset.made) < 31 * 24 * HOUR;
    if (banner) banner.querySelector("button").onclick = function () { location.reload(); };
  }

  function sayNewer() {
    var banner = document.querySelector(".m-saved");
    if (!banner || banner.hidden) return;
    banner.querySelector("[data-m=age]").textContent = banner.dataset.newer;
    banner.querySelector("[data-m=old]").hidden = true;
  }

  // ---- words ----

  function fill(text, values) {
    return text.replace(/\{(\w+)\}/g, function (whole, name) { return name in values ? values[name] : whole; });
  }

  function language() { return document.documentElement.lang || "en"; }

  // The day as the manual writes it: browsers have their own order for it.
  function day(of) { return of.days[language()] || of.day; }

  function size(bytes) {
    var isSmall = bytes < 950000;
    var number = isSmall ? Math.max(1, Math.round(bytes / 1000)) : Math.round(bytes / 100000) / 10;
    return new Intl.NumberFormat(language(), { style: "unit", unit: isSmall ? "kilobyte" : "megabyte", maximumFractionDigits: number < 10 && !isSmall ? 1 : 0 }).format(number);
  }
})();
