// The home page keeps two things on the phone, and nowhere else: which site is "mine", and which documents it has shown before.
(function () {
  "use strict";
  var SITE = "muster-my-site";
  var SEEN = "muster-seen";

  // Reading or writing fails where a browser keeps nothing (private windows, locked-down phones): then the page is as without scripts.
  function read(key) {
    try {
      return window.localStorage.getItem(key) || "";
    } catch (error) {
      return "";
    }
  }
  function keep(key, text) {
    try {
      if (text) window.localStorage.setItem(key, text);
      else window.localStorage.removeItem(key);
      return true;
    } catch (error) {
      return false;
    }
  }

  // My site first, and open; the others stay as they were.
  function putFirst(group, site) {
    var all = Array.prototype.slice.call(group.querySelectorAll(":scope > [data-site]"));
    all.forEach(function (each, number) {
      if (!each.dataset.place) each.dataset.place = String(number);
    });
    all.sort(function (a, b) {
      var mine = Number(b.dataset.site === site) - Number(a.dataset.site === site);
      return mine || Number(a.dataset.place) - Number(b.dataset.place);
    });
    all.forEach(function (each) {
      var isMine = each.dataset.site === site;
      var details = each.matches("details") ? each : each.querySelector("details");
      if (details && all.length > 1) details.open = isMine;
      each.classList.toggle("m-mine", isMine);
      group.appendChild(each);
    });
    group.classList.toggle("m-has-mine", all.length > 0 && all[0].dataset.site === site);
  }
  function showSite(site) {
    document.querySelectorAll("[data-my-site]").forEach(function (group) {
      putFirst(group, site);
    });
    fold(site);
  }
  // With a site of one's own, the others are one tap away: what follows them moves up into the first screen.
  function fold(site) {
    var line = document.querySelector(".m-places__rest");
    if (!line) return;
    var button = line.querySelector("button");
    var others = Array.prototype.slice.call(document.querySelectorAll(".m-places > [data-site]:not(.m-mine)"));
    function show(isOpen) {
      button.setAttribute("aria-expanded", String(isOpen));
      others.forEach(function (other) {
        other.hidden = !isOpen;
      });
    }
    line.hidden = !site;
    button.onclick = function () {
      show(button.getAttribute("aria-expanded") !== "true");
    };
    show(!site);
  }
  function offerSites() {
    var choice = document.getElementById("m-mysite");
    if (!choice) return;
    choice.closest(".m-mysite").hidden = false;
    var mine = read(SITE);
    var isKnown = Array.prototype.some.call(choice.options, function (option) {
      return option.value === mine;
    });
    choice.value = isKnown ? mine : "";
    if (choice.value) showSite(choice.value);
    choice.onchange = function () {
      var isKept = keep(SITE, choice.value);
      choice.parentNode.querySelector("[role=status]").textContent = isKept && choice.value ? choice.dataset.kept : "";
      showSite(choice.value);
    };
  }

  // What is new since the manual of the day that this phone showed last. Looking twice at the same manual changes nothing.
  function markNew() {
    var block = document.querySelector(".m-changes[data-as-of]");
    if (!block) return;
    var items = Array.prototype.slice.call(block.querySelectorAll("[data-seen]"));
    var now = { asOf: block.dataset.asOf, day: block.dataset.day, keys: [] };
    items.forEach(function (item) {
      if (now.keys.indexOf(item.dataset.seen) < 0) now.keys.push(item.dataset.seen);
    });
    var state = {};
    try {
      state = JSON.parse(read(SEEN)) || {};
    } catch (error) {
      state = {};
    }
    if (!state.now || state.now.asOf !== now.asOf || String(state.now.keys) !== String(now.keys)) {
      state = { before: state.now, now: now, opened: state.opened || [] };
      keep(SEEN, JSON.stringify(state));
    }
    if (!state.before || !Array.isArray(state.before.keys)) return;
    var count = 0;
    items.forEach(function (item) {
      var key = item.dataset.seen;
      var isNew = state.before.keys.indexOf(key) < 0 && (state.opened || []).indexOf(key) < 0;
      item.querySelector(".m-changes__new").hidden = !isNew;
      count += Number(isNew);
      item.onclick = function (event) {
        if (!event.target.closest("a")) return;
        state.opened = (state.opened || []).concat(key).slice(-60);
        keep(SEEN, JSON.stringify(state));
      };
    });
    var line = block.querySelector(".m-changes__since");
    line.hidden = count === 0;
    line.querySelector(".m-changes__count").textContent = String(count);
    line.querySelector(".m-changes__day").textContent = state.before.day;
  }

  function start() {
    offerSites();
    markNew();
  }
  if (window.document$) window.document$.subscribe(start);
  else start();
})();
