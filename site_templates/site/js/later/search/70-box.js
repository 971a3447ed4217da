// The box of the search: what is typed goes to the engine, what comes back is shown, announced, and reached by keyboard.
(function () {
  "use strict";
  var FIRST = 8;
  var PARTS = 2;
  var PAUSE = 120;

  window.musterSearch = function (box, index, address) {
    var input = box.querySelector("input");
    var list = box.querySelector(".m-search__list");
    var more = box.querySelector(".m-search__more");
    var state = { box: box, address: address, found: null, shown: 0, active: -1 };
    return window.musterEngine(index).then(function (engine) {
      var timer = 0;
      function answer() {
        clearTimeout(timer);
        var text = input.value;
        if (text.trim() === state.asked) return;
        state.asked = text.trim();
        state.found = state.asked ? engine.search(text, document.documentElement.lang) : null;
        begin(state);
      }
      input.addEventListener("input", function () {
        clearTimeout(timer);
        timer = setTimeout(answer, PAUSE);
      });
      input.addEventListener("keydown", function (event) {
        if (event.key === "Enter" || event.key === "ArrowDown") answer();
        press(state, event);
      });
      more.addEventListener("click", function () {
        var before = state.shown;
        show(state, before + 20);
        list.querySelectorAll("a")[before].focus();
      });
      box.addEventListener("close", function () { move(state, -1); });
      state.asked = null;
      answer();
      return engine;
    });
  };

  function begin(state) {
    var list = state.box.querySelector(".m-search__list");
    list.replaceChildren();
    state.shown = 0;
    state.active = -1;
    var results = state.found ? state.found.results : [];
    state.box.querySelector(".m-search__help").hidden = results.length > 0;
    state.box.querySelector(".m-search__help p").hidden = !state.found;
    say(state, results.length);
    show(state, FIRST);
    state.box.querySelector(".m-search__in").scrollTop = 0;
  }

  function say(state, number) {
    var data = state.box.dataset;
    var text = "";
    if (state.found && !number) text = data.none.replace("{question}", function () { return state.asked; });
    else if (state.found) {
      var form = new Intl.PluralRules(document.documentElement.lang || "en").select(number);
      text = (form === "one" ? data.one : data.other).replace("{}", number);
      if (state.found.isGuess) text = data.guess + " " + text;
    }
    state.box.querySelector(".m-search__status").textContent = text;
  }

  function show(state, until) {
    var results = state.found ? state.found.results : [];
    var list = state.box.querySelector(".m-search__list");
    results.slice(state.shown, until).forEach(function (result) { list.appendChild(entry(state, result)); });
    state.shown = Math.min(until, results.length);
    list.querySelectorAll("a").forEach(function (link, number) { link.id = "m-search-" + number; });
    var input = state.box.querySelector("input");
    input.setAttribute("aria-expanded", String(state.shown > 0));
    input.removeAttribute("aria-activedescendant");
    state.box.querySelector(".m-search__more").hidden = state.shown >= results.length;
  }

  // A page: its title, what it is, and the sections in which the words stand, each a link of its own.
  function entry(state, result) {
    var all = new Set();
    result.parts.forEach(function (part) { part.terms.forEach(function (term) { all.add(term); }); });
    var group = element("div", "m-search__hit");
    group.setAttribute("role", "group");
    group.setAttribute("aria-label", result.title);
    if (result.language) group.lang = result.language;
    var link = option(state, result.location, "m-search__page");
    link.appendChild(text("m-search__title", window.musterTeaser.marked(result.title, all)));
    var about = [result.kind, /^[A-Z]{1,4}-\d+$/.test(result.mark) ? result.mark : "", result.language.toUpperCase()].filter(Boolean).join(" · ");
    link.appendChild(text("m-search__kind", [{ text: about }]));
    if (result.isOld) link.appendChild(text("m-chip m-chip--none", [{ text: state.box.dataset.old }]));
    var head = result.parts.find(function (part) { return part.section.isHead; });
    if (head && head.section.text) link.appendChild(text("m-search__text", window.musterTeaser.teaser(head.section.text, all)));
    group.appendChild(link);
    result.parts.filter(function (part) { return !part.section.isHead; }).slice(0, PARTS).forEach(function (part) {
      var below = option(state, result.location + "#" + part.section.anchor, "m-search__part");
      below.appendChild(text("m-search__heading", window.musterTeaser.marked(part.section.heading, all)));
      if (part.section.text) below.appendChild(text("m-search__text", window.musterTeaser.teaser(part.section.text, part.terms)));
      group.appendChild(below);
    });
    return group;
  }

  function option(state, location, name) {
    var link = element("a", name);
    link.href = state.address(location);
    link.setAttribute("role", "option");
    link.setAttribute("aria-selected", "false");
    link.tabIndex = -1;
    return link;
  }

  function text(name, pieces) {
    var found = element("span", name);
    pieces.forEach(function (piece) {
      if (!piece.isMatch) found.append(piece.text);
      else found.appendChild(element("mark", "")).textContent = piece.text;
    });
    return found;
  }

  function element(tag, name) {
    var found = document.createElement(tag);
    if (name) found.className = name;
    return found;
  }

  // Arrows choose, Enter opens what is chosen, else the first; everything else is typing.
  function press(state, event) {
    var links = state.box.querySelectorAll(".m-search__list a");
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (links.length) move(state, (state.active + (event.key === "ArrowDown" ? 1 : -1) + links.length + (state.active < 0 && event.key === "ArrowUp" ? 1 : 0)) % links.length);
    } else if (event.key === "Enter" && !event.isComposing) {
      event.preventDefault();
      if (links.length) links[Math.max(0, state.active)].click();
    }
  }

  function move(state, to) {
    var links = state.box.querySelectorAll(".m-search__list a");
    links.forEach(function (link, number) { link.setAttribute("aria-selected", String(number === to)); });
    state.active = to;
    var input = state.box.querySelector("input");
    if (to < 0) return input.removeAttribute("aria-activedescendant");
    input.setAttribute("aria-activedescendant", links[to].id);
    links[to].scrollIntoView({ block: "nearest" });
  }
})();
