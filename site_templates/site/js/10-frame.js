// What the theme leaves undone for keyboards and screen readers. Runs again after each page that is loaded without a reload.
(function () {
  "use strict";
  function mend() {
    var dialog = document.querySelector(".md-search");
    if (dialog) dialog.setAttribute("aria-label", "Search");
    document.querySelectorAll(".md-nav--secondary").forEach(function (nav, number) {
      nav.setAttribute("aria-label", number ? "Table of contents " + (number + 1) : "Table of contents");
    });
    document.querySelectorAll("label[for='__search'][role='button']").forEach(function (label) {
      label.onkeydown = function (event) {
        if (event.key === "Enter" || event.key === " ") {
          event.preventDefault();
          label.click();
        }
      };
    });
    document.querySelectorAll(".md-header__button[for='__search']").forEach(function (label) {
      label.setAttribute("aria-label", "Search");
    });
  }
  if (window.document$) window.document$.subscribe(mend);
  else mend();
})();
