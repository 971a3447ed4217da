/* New values put into the text of a file: each field that nobody changed keeps its bytes, with the comments around it. */
"use strict";

(function () {
  /* null where the text isn't laid out line by line, or holds what can't be changed piece by piece. */
  Muster.putInto = function (text, values, fields, tools) {
    var doc = tools.parse(text);
    if (doc.contents === null) { return tools.isEmpty(values) ? text : withHeadComments(text, tools.render(tools.ordered(tools.pruned(values), fields))); }
    if (!YAML.isMap(doc.contents) || doc.contents.flow) { return null; }
    var before = tools.valuesOf(doc);
    var entries = doc.contents.items.map(function (pair) { return placed(text, pair); });
    var names = entries.map(function (entry) { return entry.name; });
    var cuts = [];
    var added = new Map();
    entries.forEach(function (entry) {
      var value = values[entry.name];
      if (tools.isSame(value, before[entry.name])) { return; }
      cuts.push(tools.isEmpty(value) ? { start: entry.start, end: entry.end, text: "" } : changed(text, entry, value, fields, tools));
    });
    Object.keys(tools.ordered(values, fields)).forEach(function (name) {
      if (names.indexOf(name) >= 0 || tools.isEmpty(values[name])) { return; }
      var at = placeOf(name, entries, fields);
      added.set(at, (added.get(at) || "") + fieldText(name, values[name], fields, tools));
    });
    added.forEach(function (lines, at) {
      cuts.push({ start: at, end: at, text: at > 0 && text[at - 1] !== "\n" ? "\n" + lines : lines });
    });
    return apply(text, cuts);
  };

  function withHeadComments(text, made) {
    return text === "" || text.endsWith("\n") ? text + made : text + "\n" + made;
  }

  /* Where a field stands: from the beginning of its line to the end of the last line of its value. */
  function placed(text, pair) {
    var key = pair.key.range;
    var colon = text.indexOf(":", key[1]) + 1;
    var value = pair.value && pair.value.range ? pair.value.range : [colon, colon, colon];
    var last = Math.max(value[1], colon);
    var end = text[last - 1] === "\n" ? last : text.indexOf("\n", last) + 1 || text.length;
    return { name: String(pair.key.value), pair: pair, start: key[0], colon: colon, end: end, value: value };
  }

  function changed(text, entry, value, fields, tools) {
    var node = entry.pair.value;
    var source = text.slice(entry.value[0], entry.value[1]);
    var isPlain = value === null || typeof value !== "object";
    if (isPlain && YAML.isScalar(node) && !/\n/.test(source) && !/\n/.test(String(value)) && !/^[|>&!*]/.test(source)) {
      var made = scalarText(value, source, tools);
      if (source !== "") { return { start: entry.value[0], end: entry.value[1], text: made }; }
      /* An empty field with a word of help behind it: the help keeps its column where there is room. */
      var room = /^ */.exec(text.slice(entry.colon))[0].length;
      var hasHelp = text[entry.colon + room] === "#";
      var rest = hasHelp ? " ".repeat(Math.max(room - made.length - 1, 1)) : "";
      return { start: entry.colon, end: entry.colon + room, text: " " + made + rest };
    }
    return { start: entry.start, end: entry.end, text: partText(entry, value, fields, tools) };
  }

  /* Text that stood in quotes stays in quotes. */
  function scalarText(value, source, tools) {
    if (typeof value === "string" && source[0] === '"') { return tools.render([value]).trim().slice(1, -1).replace(/^(?!").*$/, JSON.stringify(value)); }
    if (typeof value === "string" && source[0] === "'" && !/[\u0000-\u001f\u007f-\uffff]/.test(value)) { return "'" + value.replace(/'/g, "''") + "'"; }
    return tools.render({ v: value }).slice(3).replace(/\n$/, "");
  }

  /* A list or a part that was changed: what is in it keeps its comments and its form. */
  function partText(entry, value, fields, tools) {
    var field = (fields || []).find(function (each) { return each.name === entry.name; }) || {};
    var doc = new YAML.Document({}, tools.READING);
    var node = merged(entry.pair.value, value, field.fields, tools);
    doc.contents.items.push(new YAML.Pair(entry.pair.key, node));
    entry.pair.key.commentBefore = undefined;
    entry.pair.key.spaceBefore = undefined;
    return doc.toString(tools.WRITING);
  }

  function merged(node, value, fields, tools) {
    if (YAML.isNode(node) && tools.isSame(node.toJS(new YAML.Document()), value)) { return node; }
    if (YAML.isMap(node) && value !== null && typeof value === "object" && !Array.isArray(value)) { return mergedMap(node, value, fields, tools); }
    if (YAML.isSeq(node) && Array.isArray(value)) { return mergedList(node, tools.pruned(value), fields, tools); }
    if (YAML.isScalar(node) && (value === null || typeof value !== "object") && typeof node.value === typeof value && !/\n/.test(String(value))) {
      node.value = value;
      return node;
    }
    var made = nodeOf(tools.ordered(tools.pruned(value), fields), tools);
    if (YAML.isNode(node) && node.comment) { made.commentBefore = node.comment; }
    return made;
  }

  function mergedMap(node, value, fields, tools) {
    node.items = node.items.filter(function (pair) {
      var name = String(pair.key.value);
      if (!Object.prototype.hasOwnProperty.call(value, name) || (tools.isEmpty(value[name]) && !isNothing(pair.value))) { return false; }
      pair.value = tools.isEmpty(value[name]) ? pair.value : merged(pair.value, value[name], inner(fields, name), tools);
      return true;
    });
    Object.keys(tools.ordered(value, fields)).forEach(function (name) {
      var isThere = node.items.some(function (pair) { return String(pair.key.value) === name; });
      if (isThere || tools.isEmpty(value[name])) { return; }
      var pair = new YAML.Pair(new YAML.Scalar(name), nodeOf(tools.ordered(tools.pruned(value[name]), inner(fields, name)), tools));
      node.items.splice(indexOf(name, node.items, fields), 0, pair);
    });
    return node;
  }

  /* The beginning and the end that are the same keep their entries; between them entries are changed in order. */
  function mergedList(node, value, fields, tools) {
    var old = node.items;
    function isKept(item, wanted) { return tools.isSame(item.toJS ? item.toJS(new YAML.Document()) : item.value, wanted); }
    var first = 0;
    while (first < old.length && first < value.length && isKept(old[first], value[first])) { first++; }
    var last = 0;
    while (last < old.length - first && last < value.length - first && isKept(old[old.length - 1 - last], value[value.length - 1 - last])) { last++; }
    var between = value.slice(first, value.length - last).map(function (wanted, index) {
      var before = first + index < old.length - last ? old[first + index] : null;
      return before ? merged(before, wanted, fields, tools) : nodeOf(tools.ordered(tools.pruned(wanted), fields), tools);
    });
    node.items = old.slice(0, first).concat(between, old.slice(old.length - last));
    if (node.flow && node.items.some(function (item) { return !YAML.isScalar(item) && !item.flow; })) { node.flow = false; }
    return node;
  }

  function nodeOf(value, tools) {
    return YAML.parseDocument(tools.render({ v: value }), tools.READING).contents.items[0].value;
  }

  function isNothing(node) { return node === null || (YAML.isScalar(node) && (node.value === null || node.value === "")); }

  function inner(fields, name) {
    var field = (fields || []).find(function (each) { return each.name === name; });
    return field ? field.fields : undefined;
  }

  function fieldText(name, value, fields, tools) {
    var whole = {};
    whole[name] = tools.ordered(tools.pruned(value), inner(fields, name));
    return tools.render(whole);
  }

  /* Behind the nearest field that stands before it in the form. */
  function placeOf(name, entries, fields) {
    var index = indexOf(name, entries, fields);
    return index === 0 ? entries[0].start : entries[index - 1].end;
  }

  function indexOf(name, entries, fields) {
    var order = (fields || []).map(function (each) { return each.name; });
    var own = order.indexOf(name);
    if (own < 0) { return entries.length; }
    var index = 0;
    entries.forEach(function (entry, at) {
      var place = order.indexOf(entry.name || String(entry.key.value));
      if (place >= 0 && place < own) { index = at + 1; }
    });
    return index;
  }

  function apply(text, cuts) {
    cuts.sort(function (one, other) { return other.start - one.start || other.end - one.end; });
    cuts.forEach(function (cut) { text = text.slice(0, cut.start) + cut.text + text.slice(cut.end); });
    return text;
  }
})();
