// Opens the search, and asks for its parts when it is opened for the first time: not a byte of it before.
(function () {
  "use strict";
  // This file is assets/muster.js of the site. Where a page lies can't be read off its address, which changes without a reload.
  var root = new URL("../", document.currentScript.src);
  var box = document.querySelector("dialog.m-search");
  var toggle = document.getElementById("__search");
  if (!box || !toggle || !box.showModal) return;
  var input = box.querySelector("input");
  var isAsked = false;

  // Who went to a page that wasn't the right one finds the question as it was, for as long as the tab is open.
  function remembered() {
    try {
      return sessionStorage.getItem("muster-question") || "";
    } catch (error) {
      return "";
    }
  }

  function remember() {
    try {
      sessionStorage.setItem("muster-question", input.value);
    } catch (error) {
      // A browser that keeps nothing is asked again.
    }
  }

  function open() {
    if (box.open) return;
    input.value = input.value || remembered();
    box.querySelectorAll("a[data-path]").forEach(function (link) { link.href = address(link.dataset.path); });
    box.showModal();
    input.focus();
    input.select();
    if (!isAsked) ask();
  }

  // On a stick there is no server that would add the name of a folder's page.
  function address(location) {
    var found = new URL(location, root);
    if (root.protocol === "file:" && /\/$/.test(found.pathname)) found.pathname += "index.html";
    return found.href;
  }

  function ask() {
    isAsked = true;
    status(box.dataset.loading);
    Promise.all([load("assets/search.js"), index()]).then(function (parts) {
      return window.musterSearch(box, parts[1], address);
    }).catch(function () {
      isAsked = false;
      status(box.dataset.failed);
      again.hidden = false;
    });
  }

  function status(text) {
    box.querySelector(".m-search__status").textContent = text;
  }

  // Opened from a folder a browser runs scripts but fetches nothing, so there the index comes as a script.
  function index() {
    if (root.protocol === "file:") return load("search/index.js").then(function () { return window.musterIndex; });
    return fetch(new URL("search/index.json", root), { credentials: "same-origin" }).then(function (answer) {
      if (!answer.ok) throw new Error(String(answer.status));
      return answer.json();
    });
  }

  function load(path) {
    return new Promise(function (resolve, reject) {
      var script = document.createElement("script");
      script.src = new URL(path, root).href;
      script.onload = resolve;
      script.onerror = reject;
      document.head.appendChild(script);
    });
  }

  var again = box.querySelector(".m-search__again");
  again.addEventListener("click", function () {
    again.hidden = true;
    ask();
  });
  // The box that the theme's labels tick is only a button here. Left ticked, the theme would hold the page still behind the dialog and put
  // it back to where it was, away from the section that was looked for; so it is unticked at once, and the theme is told.
  toggle.addEventListener("change", function () {
    if (!toggle.checked) return;
    toggle.checked = false;
    toggle.dispatchEvent(new Event("change"));
    open();
  });
  box.querySelector(".m-search__close").addEventListener("click", function () { box.close(); });
  // In a search field the browser takes the first Escape for emptying it, so that closing would need two.
  box.addEventListener("keydown", function (event) {
    if (event.key !== "Escape") return;
    event.preventDefault();
    box.close();
  });
  box.addEventListener("close", remember);
  box.addEventListener("click", function (event) {
    if (event.target.closest("a[href]")) remember();
    if (event.target === box || event.target.closest("a[href]")) box.close();
  });
  document.addEventListener("keydown", function (event) {
    var isKey = event.key === "/" || (event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey));
    if (!isKey || event.altKey || box.open || event.target.closest("input, textarea, select, [contenteditable]")) return;
    event.preventDefault();
    open();
  });
})();
