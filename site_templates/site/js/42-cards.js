// A table that is wider than the phone becomes a list of cards, each value under the name of its column; on a desk its head stays in
// sight. The names stand in the head of the table only and are copied from there, so that no page carries them once for every cell.
// Without scripts a wide table scrolls inside its frame.
(function () {
  "use strict";
  var LONG = 15; // Rows from which on the head of a table that scrolls sideways has to stay in sight too.
  var phone = window.matchMedia("(max-width: 44.9375em)");

  // Lists of cards are no tables any more for the browser, so what they are is said again.
  function name(table) {
    var names = Array.prototype.map.call(table.tHead.rows[0].cells, function (head) { return head.textContent.trim(); });
    table.setAttribute("role", "table");
    table.querySelectorAll("thead, tbody").forEach(function (part) { part.setAttribute("role", "rowgroup"); });
    Array.prototype.forEach.call(table.rows, function (row) {
      row.setAttribute("role", "row");
      Array.prototype.forEach.call(row.cells, function (cell, column) {
        if (row.parentNode === table.tHead) {
          cell.setAttribute("role", "columnheader");
        } else {
          cell.setAttribute("role", cell.tagName === "TH" ? "rowheader" : "cell");
          cell.dataset.label = names[column] || "";
        }
      });
    });
    table.dataset.named = "";
  }

  function fit() {
    var frames = Array.prototype.filter.call(document.querySelectorAll(".m-scroll"), function (frame) {
      var table = frame.querySelector("table.m-table");
      return table && table.tHead && table.tBodies.length;
    });
    frames.forEach(function (frame) {
      frame.classList.remove("m-scroll--cards", "m-scroll--whole", "m-scroll--tall");
    });
    // What lies in a closed fold has no width yet; it is measured when it is opened.
    frames = frames.filter(function (frame) { return frame.clientWidth; });
    // All are measured before any is changed: each change would make the browser lay out the page again.
    var wide = frames.map(function (frame) { return frame.scrollWidth > frame.clientWidth + 1; });
    frames.forEach(function (frame, number) {
      var table = frame.querySelector("table.m-table");
      var cards = wide[number] && phone.matches;
      if (cards && !("named" in table.dataset)) name(table);
      frame.classList.toggle("m-scroll--cards", cards);
      frame.classList.toggle("m-scroll--whole", !wide[number]);
      frame.classList.toggle("m-scroll--tall", wide[number] && !cards && table.tBodies[0].rows.length > LONG);
      if (wide[number] && !cards) frame.tabIndex = 0;
      else frame.removeAttribute("tabindex"); // Nothing to scroll: no stop for the keyboard.
    });
  }

  var waiting = 0;
  function soon() {
    cancelAnimationFrame(waiting);
    waiting = requestAnimationFrame(fit);
  }

  window.addEventListener("resize", soon);
  document.addEventListener("toggle", soon, true);
  if (window.document$) window.document$.subscribe(fit);
  else fit();
})();
