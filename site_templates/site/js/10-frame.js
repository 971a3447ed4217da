// What the theme leaves undone for keyboards and screen readers. Runs again after each page that is loaded without a reload.
(function () {
  "use strict";
  function mend() {
    document.querySelectorAll(".md-nav--secondary").forEach(function (nav, number) {
      var name = nav.getAttribute("aria-label");
      if (number && name && !/\d$/.test(name)) nav.setAttribute("aria-label", name + " " + (number + 1));
    });
    document.querySelectorAll("label[for='__search'][role='button']").forEach(function (label) {
      label.onkeydown = function (event) {
        if (event.key === "Enter" || event.key === " ") {
          event.preventDefault();
          label.click();
        }
      };
    });
  }
  if (window.document$) window.document$.subscribe(mend);
  else mend();
})();
