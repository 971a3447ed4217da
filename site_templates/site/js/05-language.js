// Languages: keeps the links of the header up to date, and lets the browser itself load a page in another language.
(function () {
  "use strict";
  var homes = [];

  // Material replaces the middle of the page when it loads the next one, not the header; the page brings its links along, hidden.
  function renew() {
    var list = document.querySelector(".m-alternates");
    if (!list) return;
    homes = [];
    list.querySelectorAll("a").forEach(function (link) {
      var home = new URL(link.getAttribute("data-home"), location.href).href;
      homes.push({ home: home, code: link.hreflang });
      var shown = document.querySelector(".m-languages__link[hreflang='" + link.hreflang + "']");
      if (shown) shown.href = link.href;
    });
    homes.push({ home: new URL(list.getAttribute("data-home"), location.href).href, code: document.documentElement.lang });
    // The longest first: the English pages lie around the folders of all others.
    homes.sort(function (one, other) {
      return other.home.length - one.home.length;
    });
  }

  function languageOf(address) {
    var found = homes.filter(function (each) {
      return address.indexOf(each.home) === 0;
    })[0];
    return found && found.code;
  }

  // Header, search and the language of the document itself belong to the page's language, so between languages nothing may stay. Whoever
  // stops the click here, before it reaches the theme, leaves it to the browser, which loads the whole page.
  document.addEventListener(
    "click",
    function (event) {
      var link = event.target instanceof Element ? event.target.closest("a[href]") : null;
      if (!link || !homes.length) return;
      var language = languageOf(link.href);
      if (language && language !== document.documentElement.lang) event.stopPropagation();
    },
    true
  );

  if (window.document$) window.document$.subscribe(renew);
  else renew();
})();
