// The service worker of the manual: answers from the copy on this phone where the network brings nothing in time.
//
// It stores nothing. What is kept was fetched and compared with the published list by js/later/saving.js, as one whole set; this file
// only reads the set that is complete. So a login page, an error or half a new version can never end up in the copy.
// The first line, written when the site is built, says which paths the manual has: the worker answers for no other path, because
// another edition may stand in a folder of the same host, and what goes through a worker can be read and kept by it.
(function () {
  "use strict";
  const ROOT = new URL("./", self.location).href;
  // Stores are shared by everything on a host, so the name says whose this is.
  const STORE = "muster " + ROOT;
  const KEPT = ROOT + ".muster/";
  const PHONE_PAGE = "phone/";
  const PATIENCE = 2500;
  const MORE_PATIENCE = 20000;
  // Days without a comparison after which the line says that the copy may be out of date.
  const OLD = 7;
  const listed = new Set(PUBLISHED.paths);
  // Readers whose page came out of the copy get its styles and scripts from there too: those of another version may not fit.
  const readers = new Set();
  let known = null;

  self.addEventListener("install", function () { self.skipWaiting(); });
  self.addEventListener("activate", function (event) { event.waitUntil(self.clients.claim()); });
  self.addEventListener("message", function (event) { if (event.data === "copy changed") known = null; });

  self.addEventListener("fetch", function (event) {
    const path = pathOf(event.request.url);
    // Our own saving says so in a header, and must hear from the network and from nobody else.
    if (path === null || event.request.method !== "GET" || event.request.headers.has("X-Muster")) return;
    if (!listed.has(path) && !listed.has(path + "/") && !(known && known.files[path])) return;
    event.respondWith(isPage(path) ? answerPage(event, path) : answerFile(event, path));
  });

  function pathOf(url) {
    const address = new URL(url);
    const whole = address.origin + address.pathname;
    if (!whole.startsWith(ROOT)) return null;
    try {
      return decodeURIComponent(whole.slice(ROOT.length)).replace(/(^|\/)index\.html$/, "$1");
    } catch (error) {
      return null;
    }
  }

  function isPage(path) {
    return path === "" || path.endsWith("/") || listed.has(path + "/");
  }

  async function answerPage(event, path) {
    const copy = await readCopy();
    const held = copy && copy.files[path];
    // Whoever loads a page again wants the newest and is ready to wait for it.
    const again = event.request.cache === "no-cache" || event.request.cache === "reload" || event.request.isReloadNavigation;
    const answer = await inTime(event.request, held ? (again ? MORE_PATIENCE : PATIENCE) : 0);
    if (answer && (answer.status < 500 || !held)) return answer;
    const page = held && (await takePage(copy, held));
    if (page) {
      if (event.resultingClientId) readers.add(event.resultingClientId);
      return page;
    }
    if (answer) return answer;
    if (event.request.mode !== "navigate") return Response.error();
    if (copy && copy.files[path + "/"]) return Response.redirect(ROOT + path + "/");
    // The page that says what is on this phone is better than the browser's own page about a lost connection.
    const language = (/^[a-z]{2,3}(-[A-Z]{2})?\//.exec(path) || [""])[0];
    const place = [language + PHONE_PAGE, PHONE_PAGE].find(function (each) { return copy && copy.files[each] && each !== path; });
    return place ? Response.redirect(ROOT + place + "?page=" + encodeURIComponent(path)) : Response.error();
  }

  async function answerFile(event, path) {
    const copy = await readCopy();
    const held = copy && copy.files[path];
    if (held && readers.has(event.clientId)) {
      const file = await takeFile(held);
      if (file) return file;
    }
    const answer = await inTime(event.request, held ? PATIENCE : 0);
    if (answer && (answer.status < 500 || !held)) return answer;
    return (held && (await takeFile(held))) || answer || Response.error();
  }

  // What the network answers, or null: it is gone, or takes longer than `patience` milliseconds (0: as long as it takes).
  // The request isn't called off when time is up: browsers refuse a navigation request that is given a signal.
  function inTime(request, patience) {
    if (self.navigator.onLine === false) return Promise.resolve(null);
    const answer = fetch(request).catch(function () { return null; });
    if (!patience) return answer;
    const late = new Promise(function (resolve) { setTimeout(resolve, patience, null); });
    return Promise.race([answer, late]);
  }

  async function readCopy() {
    try {
      const store = await self.caches.open(STORE);
      const found = await store.match(KEPT + "copy");
      known = found ? await found.json() : null;
    } catch (error) {
      known = null;
    }
    return known;
  }

  // An answer taken as it is would carry the address of the file that it was first stored for, and a style sheet would look for its
  // pictures there. One made anew has the address that was asked for.
  async function takeFile(held) {
    const store = await self.caches.open(STORE);
    const found = await store.match(KEPT + held);
    return found ? new Response(found.body, { headers: found.headers }) : null;
  }

  // A page is stored without what stands on every page and differs with each publication. The line at its top is filled in here and
  // not by a script of the page, so that nothing moves once the page is drawn.
  async function takePage(copy, held) {
    const store = await self.caches.open(STORE);
    const found = await store.match(KEPT + held);
    if (!found) return null;
    const checked = await store.match(KEPT + "checked");
    const when = checked ? await checked.text() : copy.saved;
    let text = await found.text();
    copy.marks.forEach(function (mark) { text = text.split(mark[0]).join(mark[1]); });
    return new Response(showLine(text, when), { headers: found.headers });
  }

  function showLine(text, when) {
    const days = daysSince(when);
    const language = /<html[^>]*\slang="([A-Za-z-]+)"/.exec(text);
    const line = /class="m-saved" hidden[^>]*\sdata-age="([^"]*)"/.exec(text);
    if (!line) return text;
    const age = line[1].replace("{age}", inWords(days, language ? language[1] : "en"));
    return text
      .replace('class="m-saved" hidden', 'class="m-saved"')
      .replace('<span data-m="age"></span>', function () { return '<span data-m="age">' + age + "</span>"; })
      .replace('data-m="old" hidden', days < OLD ? 'data-m="old" hidden' : 'data-m="old"');
  }

  // By the day on the phone's calendar, not by hours: what was saved last evening was saved yesterday.
  function daysSince(moment) {
    const then = new Date(moment);
    const now = new Date();
    const between = new Date(now.getFullYear(), now.getMonth(), now.getDate()) - new Date(then.getFullYear(), then.getMonth(), then.getDate());
    return Math.max(0, Math.round(between / 86400000)) || 0;
  }

  // "yesterday", "3 weeks ago", "il y a 2 mois": the browser knows it in every language.
  function inWords(days, language) {
    const words = new Intl.RelativeTimeFormat(language, { numeric: "auto" });
    if (days < 14) return words.format(-days, "day");
    return days < 61 ? words.format(-Math.floor(days / 7), "week") : words.format(-Math.floor(days / 30.4), "month");
  }
})();
