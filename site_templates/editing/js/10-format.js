/* What the editor reads from a file and writes into it: the same data that Muster's strict reader sees, and of the text only what was changed.

   Decap's own YAML loses leading zeros and comments, turns days into moments and puts fields into another order. Here only true, false,
   null and whole numbers are anything but text, as in builder/read/yaml_text.py; a field that nobody changed keeps its bytes. */
"use strict";

var Muster = window.Muster || {};
window.Muster = Muster;

(function () {
  /* The text that a form was opened with rides along in its data, because Decap hands nothing else to whoever writes the file. */
  var KEPT = "muster-text";
  var REFUSED = "muster-refused";
  var LIST = "entries";

  var INTEGER = /^(?:0|-?[1-9][0-9]{0,17})$/;
  var NULL = /^(?:null|~)?$/;
  var BOOLEAN = /^(?:true|false)$/;
  /* What another YAML reader would take for a number, a time or a yes/no: the same list as in yaml_text.py, held against it by a test. */
  var DOUBTFUL = new RegExp(
    "^(?:" +
      [
        "[-+]?[0-9][0-9_]*",
        "[-+]?(?:[0-9][0-9_]*)?\\.[0-9][0-9_]*(?:[eE][-+]?[0-9]+)?",
        "[-+]?[0-9][0-9_]*\\.(?:[eE][-+]?[0-9]+)?",
        "[-+]?[0-9][0-9_]*[eE][-+]?[0-9]+",
        "0[xob][0-9a-fA-F_]+",
        "[-+]?\\.(?:inf|Inf|INF)|\\.(?:nan|NaN|NAN)",
        "[-+]?[0-9]+(?::[0-5]?[0-9])+(?:\\.[0-9]*)?",
        "y|Y|yes|Yes|YES|n|N|no|No|NO|on|On|ON|off|Off|OFF",
        "True|TRUE|False|FALSE|Null|NULL",
        "[0-9]{4}-[0-9][0-9]?-[0-9][0-9]?(?:[Tt]|[ \\t]+)[0-9].*",
        "=|<<",
      ].join("|") +
      ")$",
  );
  /* Signs that can't stand in a text as they are; in quotes they are written as escapes. */
  var UNSEEN = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff\ufffe\uffff]/;
  var MAX_ALIASES = 50;

  function escaped(text) {
    /* A pair of halves is one sign and stays as it is: YAML has no way to write its halves one by one. */
    return JSON.stringify(text).replace(/[\ud800-\udbff][\udc00-\udfff]|[\x7f-\uffff]/g, function (sign) {
      return sign.length === 1 && UNSEEN.test(sign) ? "\\u" + sign.charCodeAt(0).toString(16).padStart(4, "0") : sign;
    });
  }

  function isOdd(text) {
    /* Pairs of halves are whole characters; a half alone isn't. */
    /* And a text that begins like a point of a list or a key is one to some readers, within brackets. */
    return UNSEEN.test(text.replace(/[\ud800-\udbff][\udc00-\udfff]/g, "")) || /\t|\r|^[-?:]/.test(text);
  }

  var TAGS = [
    {
      tag: "tag:yaml.org,2002:str",
      default: true,
      identify: function (value) { return typeof value === "string" && isOdd(value); },
      resolve: function (text) { return text; },
      stringify: function (item) { return escaped(item.value); },
    },
    {
      tag: "tag:yaml.org,2002:null",
      default: true,
      identify: function (value) { return value === null || value === undefined; },
      createNode: function () { return new YAML.Scalar(null); },
      test: NULL,
      resolve: function () { return new YAML.Scalar(null); },
      stringify: function () { return ""; },
    },
    {
      tag: "tag:yaml.org,2002:bool",
      default: true,
      identify: function (value) { return typeof value === "boolean"; },
      test: BOOLEAN,
      resolve: function (text) { return text === "true"; },
      stringify: function (item) { return item.value ? "true" : "false"; },
    },
    {
      tag: "tag:yaml.org,2002:int",
      default: true,
      identify: function (value) { return Number.isSafeInteger(value); },
      test: INTEGER,
      /* A number that JavaScript can't hold stays text here; nobody changes it, so its bytes stay as well. */
      resolve: function (text) { return Number.isSafeInteger(Number(text)) ? Number(text) : text; },
      stringify: function (item) { return String(item.value); },
    },
    {
      tag: "!doubtful",
      default: true,
      identify: function () { return false; },
      test: DOUBTFUL,
      resolve: function (text) { return text; },
    },
  ];
  var READING = {
    version: "1.2",
    schema: "failsafe",
    customTags: function (tags) { return TAGS.concat(tags); },
    uniqueKeys: true,
    prettyErrors: true,
  };
  /* As PyYAML lays lists out: those of plain values on one line, others without further indentation; no line is folded. */
  var WRITING = { lineWidth: 0, flowCollectionPadding: false, indentSeq: false, blockQuote: "literal" };

  function parse(text) {
    var doc = YAML.parseDocument(text, READING);
    if (doc.errors.length) {
      throw new Error("The file can't be read: " + doc.errors[0].message.split("\n")[0] + ". Correct it in the folder, or ask `muster check`.");
    }
    return doc;
  }

  function valuesOf(doc) {
    return doc.toJS({ maxAliasCount: MAX_ALIASES });
  }

  function render(data) {
    var doc = new YAML.Document(data, READING);
    YAML.visit(doc, {
      Seq: function (_key, node) {
        node.flow = node.items.every(function (item) { return YAML.isScalar(item); });
      },
    });
    return doc.toString(WRITING);
  }

  /* Decap leaves empty texts, lists and parts behind where nothing was filled in; in a file they would say nothing. */
  function isEmpty(value) {
    if (value === null || value === undefined || value === "") { return true; }
    if (Array.isArray(value)) { return value.every(isEmpty); }
    return typeof value === "object" && Object.keys(value).every(function (key) { return isEmpty(value[key]); });
  }

  function pruned(value) {
    if (Array.isArray(value)) {
      return value.filter(function (item) { return !isEmpty(item); }).map(pruned);
    }
    if (value !== null && typeof value === "object") {
      var found = {};
      Object.keys(value).forEach(function (key) {
        if (!isEmpty(value[key])) { found[key] = pruned(value[key]); }
      });
      return found;
    }
    return value;
  }

  function isSame(one, other) {
    return canonical(pruned(one)) === canonical(pruned(other));
  }

  function canonical(value) {
    if (Array.isArray(value)) { return "[" + value.map(canonical).join(",") + "]"; }
    if (value !== null && typeof value === "object") {
      return "{" + Object.keys(value).sort().map(function (key) { return JSON.stringify(key) + ":" + canonical(value[key]); }).join(",") + "}";
    }
    return value === undefined ? "null" : JSON.stringify(value);
  }

  /* Fields in the order of the form, those inside others too; what the form doesn't know comes last, as it came. */
  function ordered(value, fields) {
    if (Array.isArray(value)) {
      return value.map(function (item) { return ordered(item, fields); });
    }
    if (value === null || typeof value !== "object") { return value; }
    var found = {};
    (fields || []).forEach(function (field) {
      if (Object.prototype.hasOwnProperty.call(value, field.name)) { found[field.name] = ordered(value[field.name], field.fields); }
    });
    Object.keys(value).forEach(function (key) {
      if (!Object.prototype.hasOwnProperty.call(found, key)) { found[key] = value[key]; }
    });
    return found;
  }

  function splitDocument(text) {
    var lines = text.split("\n");
    if (lines[0].trimEnd() !== "---") { return null; }
    for (var number = 1; number < lines.length; number++) {
      if (lines[number].trimEnd() === "---") {
        return {
          head: lines.slice(1, number).map(function (line) { return line + "\n"; }).join(""),
          body: lines.slice(number + 1).join("\n"),
        };
      }
    }
    return null;
  }

  function plainText(text) {
    return text.replace(/^\ufeff/, "").replace(/\r\n?/g, "\n");
  }

  var MADE_FROM = new Map();
  var TOOLS = {
    READING: READING,
    WRITING: WRITING,
    parse: parse,
    valuesOf: valuesOf,
    render: render,
    isEmpty: isEmpty,
    isSame: isSame,
    pruned: pruned,
    ordered: ordered,
  };

  function makeFormat(fields, isDocument) {
    function fromFile(content) {
      var text = plainText(content || "");
      var found = {};
      try {
        var parts = isDocument ? splitDocument(text) || { head: "", body: text } : { head: text };
        var value = valuesOf(parse(parts.head));
        if (Array.isArray(value)) {
          found[LIST] = value;
        } else if (value !== null && typeof value === "object") {
          found = value;
        } else if (value !== null && value !== undefined && value !== "") {
          throw new Error("The file can't be read: it holds no fields.");
        }
        if (isDocument) { found.body = parts.body; }
      } catch (error) {
        /* Decap would show an empty form, and saving it would empty the file. */
        found = {};
        found[REFUSED] = error.message;
      }
      found[KEPT] = text;
      return found;
    }

    function toFile(data) {
      var values = Object.assign({}, data);
      var kept = values[KEPT];
      if (values[REFUSED]) { throw new Error(values[REFUSED]); }
      delete values[KEPT];
      delete values[REFUSED];
      return remember(kept, whole(kept, values));
    }

    function whole(kept, values) {
      if (!isDocument) { return written(kept, unlisted(values), fields); }
      var body = values.body || "";
      delete values.body;
      var before = kept === undefined ? null : splitDocument(kept);
      if (before === null && isEmpty(values)) { return body; }
      var head = written(before ? before.head : undefined, values, fields);
      var gap = before || body.startsWith("\n") ? "" : "\n";
      return "---\n" + head + "---\n" + gap + body;
    }

    function unlisted(values) {
      var isList = fields.length === 1 && fields[0].name === LIST;
      return isList ? values[LIST] || [] : values;
    }

    return { fromFile: fromFile, toFile: toFile };
  }

  /* What a text was made from, for whoever sends it and wants to know whether somebody changed the file meanwhile. */
  function remember(before, after) {
    if (before !== undefined) { MADE_FROM.set(after.endsWith("\n") ? after : after + "\n", before); }
    return after;
  }

  /* The new values as text: put into the old text where there is one, and read again before anybody relies on it. */
  function written(before, values, fields) {
    var wanted = ordered(pruned(values), Array.isArray(values) ? fields[0].fields : fields);
    if (before !== undefined && !Array.isArray(values)) {
      var changed = Muster.putInto(before, values, fields, TOOLS);
      if (changed !== null && isSame(valuesOf(parse(changed)), values)) { return changed; }
    }
    if (before !== undefined && isSame(valuesOf(parse(before)), values)) { return before; }
    return isEmpty(wanted) ? "" : render(wanted);
  }

  Muster.format = {
    KEPT: KEPT,
    REFUSED: REFUSED,
    madeFrom: function (text) { return MADE_FROM.get(text); },
    make: makeFormat,
    read: function (text) { return valuesOf(parse(text)); },
    write: render,
    needsQuotes: function (text) { return NULL.test(text) || BOOLEAN.test(text) || INTEGER.test(text) || DOUBTFUL.test(text); },
  };
})();
