// The menu of a narrow screen for those without a mouse: Material opens it by a label, which no key reaches. A desk at 400 % is narrow too.
// Runs again after each page that is loaded without a reload.
(function () {
  "use strict";
  function mount() {
    var drawer = document.getElementById("__drawer");
    var opener = document.querySelector("label[for='__drawer'][role='button']");
    if (!drawer || !opener) return;
    function tell() {
      opener.setAttribute("aria-expanded", drawer.checked ? "true" : "false");
    }
    function set(open) {
      if (drawer.checked !== open) drawer.click();
      tell();
    }
    opener.onkeydown = function (event) {
      if (event.key !== "Enter" && event.key !== " ") return;
      // Material clicks a label too, for the Enter key: together the menu would open and close.
      event.preventDefault();
      event.stopPropagation();
      set(!drawer.checked);
      if (!drawer.checked) return;
      // It can't take the focus before the menu has slid in; see the style sheet of the drawer. The link to the page itself isn't shown there.
      setTimeout(function () {
        var links = Array.from(document.querySelectorAll(".md-sidebar--primary .md-nav__list a[href]"));
        var first = links.find(function (link) { return link.getClientRects().length; });
        if (first && drawer.checked) first.focus();
      }, 300);
    };
    drawer.onchange = tell;
    var side = document.querySelector(".md-sidebar--primary");
    if (side) side.onkeydown = function (event) {
      if (event.key !== "Escape" || !drawer.checked) return;
      set(false);
      opener.focus();
    };
    tell();
  }
  if (window.document$) window.document$.subscribe(mount);
  else mount();
})();
