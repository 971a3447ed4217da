// Long tables: sorted by a button in the head, filtered by words and by what stands in a column; how many are left is said aloud.
// What one chose stands in the address after #~, so that a link to it shows the same rows: #~q=north&f.Kind=Weekly&s=Date-
// (of the second table of a page: q.2, f.2.Kind, s.2). Without scripts the table stands there whole.
(function () {
  "use strict";
  var MOST_CHOICES = 14; // A longer list of choices is slower than typing.
  var MOST_COLUMNS = 4;
  var tables = [];
  var waiting = 0;

  function fold(text) {
    return text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
  }

  function textOf(cell) {
    return cell ? cell.textContent.replace(/\s+/g, " ").trim() : "";
  }

  // What a cell is sorted by: what it says of itself, else its day, else its text.
  function keyOf(cell) {
    var marked = cell && cell.querySelector("[data-sort], time");
    return marked ? marked.dataset.sort || marked.dateTime : textOf(cell);
  }

  function read(frame, number) {
    var table = frame.querySelector("table");
    var tools = frame.previousElementSibling;
    var heads = Array.prototype.slice.call(table.tHead.rows[0].cells);
    var rows = Array.prototype.map.call(table.tBodies[0].rows, function (row, index) {
      return { row: row, index: index, text: fold(textOf(row)) };
    });
    var suffix = number ? "." + (number + 1) : "";
    var names = heads.map(textOf);
    return { frame: frame, table: table, tools: tools, heads: heads, names: names, rows: rows, suffix: suffix, choices: [], sort: "" };
  }

  // Columns that hold few different short words, each several times: kinds, sites, results.
  function choicesOf(list) {
    var asked = list.heads.some(function (head) { return "filter" in head.dataset; });
    var found = [];
    list.heads.forEach(function (head, column) {
      if (asked ? !("filter" in head.dataset) : found.length === MOST_COLUMNS) return;
      var seen = new Map();
      var filled = list.rows.every(function (each) {
        var text = textOf(each.row.cells[column]);
        if (text) seen.set(text, (seen.get(text) || 0) + 1);
        return seen.size <= (asked ? 4 * MOST_CHOICES : MOST_CHOICES) && text.length <= 60;
      });
      var words = Array.from(seen.keys());
      var numbers = words.every(function (text) { return /^[-\d.,:\s%]*$/.test(text); });
      if (filled && !numbers && words.length > 1 && (asked || words.length * 2 <= list.rows.length)) {
        found.push({ column: column, words: words.sort(collator.compare) });
      }
    });
    return found;
  }

  var collator = new Intl.Collator(document.documentElement.lang || undefined, { numeric: true, sensitivity: "base" });

  function option(select, value, text) {
    var made = document.createElement("option");
    made.value = value;
    made.textContent = text;
    select.appendChild(made);
  }

  function addChoices(list) {
    choicesOf(list).forEach(function (choice) {
      var label = document.createElement("label");
      var title = document.createElement("span");
      var select = document.createElement("select");
      title.textContent = list.names[choice.column];
      option(select, "", list.tools.dataset.any);
      choice.words.forEach(function (text) { option(select, text, text); });
      label.append(title, select);
      list.tools.insertBefore(label, list.tools.querySelector(".m-tools__sort"));
      select.addEventListener("change", function () { show(list, true); });
      list.choices.push({ name: list.names[choice.column], column: choice.column, select: select });
    });
  }

  // In the head a button for each column; on a phone, where the rows are cards without a head, a list of the same.
  function addSorting(list) {
    list.sorter = list.tools.querySelector(".m-tools__sort select");
    list.heads.forEach(function (head, column) {
      if (!list.names[column]) return;
      var button = document.createElement("button");
      button.type = "button";
      button.className = "m-sort";
      while (head.firstChild) button.appendChild(head.firstChild);
      head.appendChild(button);
      button.addEventListener("click", function () {
        var up = column + "+", down = column + "-";
        list.sort = list.sort === up ? down : list.sort === down ? "" : up;
        show(list, true);
      });
      option(list.sorter, column + "+", list.names[column] + " ↑");
      option(list.sorter, column + "-", list.names[column] + " ↓");
    });
    list.sorter.addEventListener("change", function () {
      list.sort = list.sorter.value;
      show(list, true);
    });
  }

  function arrange(list) {
    if (list.arranged === list.sort) return;
    var column = parseInt(list.sort, 10);
    var down = list.sort.slice(-1) === "-" ? -1 : 1;
    var ordered = list.rows.slice();
    if (list.sort) {
      ordered.forEach(function (each) { each.key = keyOf(each.row.cells[column]); });
      ordered.sort(function (one, other) {
        if (!one.key || !other.key) return (one.key ? 0 : 1) - (other.key ? 0 : 1) || one.index - other.index; // Empty ones last.
        return down * collator.compare(one.key, other.key) || one.index - other.index;
      });
    }
    var all = document.createDocumentFragment();
    ordered.forEach(function (each) { all.appendChild(each.row); });
    list.table.tBodies[0].appendChild(all);
    list.heads.forEach(function (head, number) {
      if (list.sort && number === column) head.setAttribute("aria-sort", down > 0 ? "ascending" : "descending");
      else head.removeAttribute("aria-sort");
    });
    list.sorter.value = list.sort;
    list.arranged = list.sort;
  }

  function show(list, keep) {
    var wanted = fold(list.input.value).split(/\s+/).filter(Boolean);
    var chosen = list.choices.filter(function (each) { return each.select.value; });
    var count = 0;
    list.rows.forEach(function (each) {
      var stays = wanted.every(function (word) { return each.text.indexOf(word) >= 0; }) &&
        chosen.every(function (choice) { return textOf(each.row.cells[choice.column]) === choice.select.value; });
      if (each.row.hidden === stays) each.row.hidden = !stays;
      if (stays) count += 1;
    });
    arrange(list);
    var said = count === list.rows.length ? list.tools.dataset.all : count ? list.tools.dataset.some : list.tools.dataset.none;
    said = said.replace("{n}", String(count)).replace("{m}", String(list.rows.length));
    if (list.status.textContent !== said) list.status.textContent = said;
    list.clear.hidden = !wanted.length && !chosen.length && !list.sort;
    if (keep) remember();
  }

  // Written down a moment after the last key: browsers refuse addresses that change with every letter.
  function remember() {
    var page = location.pathname;
    clearTimeout(waiting);
    waiting = setTimeout(function () { if (location.pathname === page) write(); }, 250);
  }

  function write() {
    var state = new URLSearchParams();
    tables.forEach(function (list) {
      if (list.input.value.trim()) state.set("q" + list.suffix, list.input.value.trim());
      list.choices.forEach(function (each) {
        if (each.select.value) state.set("f" + list.suffix + "." + each.name, each.select.value);
      });
      if (list.sort) state.set("s" + list.suffix, list.names[parseInt(list.sort, 10)] + list.sort.slice(-1));
    });
    var text = state.toString();
    // Its own state stays with the entry: the theme keeps there how far the page is scrolled.
    history.replaceState(history.state, "", text ? "#~" + text : location.pathname + location.search);
  }

  function reset(list) {
    list.input.value = list.sort = "";
    list.choices.forEach(function (each) { each.select.value = ""; });
  }

  // A link to a row that is sifted away shows the row.
  function reveal() {
    var row = document.querySelector("tr:target");
    tables.forEach(function (list) {
      if (!row || !row.hidden || !list.table.contains(row)) return;
      reset(list);
      show(list, false);
      row.scrollIntoView();
    });
  }

  function recall() {
    if (location.hash.slice(0, 2) !== "#~") {
      reveal();
      return;
    }
    var state = new URLSearchParams(location.hash.slice(2));
    tables.forEach(function (list) {
      list.input.value = state.get("q" + list.suffix) || "";
      list.choices.forEach(function (each) {
        each.select.value = state.get("f" + list.suffix + "." + each.name) || "";
        if (each.select.selectedIndex < 0) each.select.selectedIndex = 0; // A word that no row holds any more.
      });
      var sort = state.get("s" + list.suffix) || "";
      var column = list.names.indexOf(sort.slice(0, -1));
      list.sort = column >= 0 && sort ? column + sort.slice(-1) : "";
      show(list, false);
    });
  }

  function begin() {
    tables = [];
    clearTimeout(waiting);
    document.querySelectorAll(".m-tools[hidden] + .m-scroll").forEach(function (frame, number) {
      var list = read(frame, number);
      list.input = list.tools.querySelector("input");
      list.status = list.tools.querySelector("[role=status]");
      list.clear = list.tools.querySelector("button");
      addChoices(list);
      addSorting(list);
      list.input.addEventListener("input", function () { show(list, true); });
      list.clear.addEventListener("click", function () {
        reset(list);
        show(list, true);
        list.input.focus();
      });
      list.tools.hidden = false;
      tables.push(list);
      show(list, false);
    });
    recall();
  }

  window.addEventListener("hashchange", recall);
  if (window.document$) window.document$.subscribe(begin);
  else begin();
})();
