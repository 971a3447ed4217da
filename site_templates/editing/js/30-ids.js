/* Ids of what is new: the next free number, as `muster new` would take it. */
"use strict";

(function () {
  var OF_KIND = { policy: "POL", swp: "SWP", sjp: "SJP", plan: "PLN", form: "FRM", rule: "POL", statement: "POL" };

  /* The letters that ids of a collection begin with; nothing where an id is a name that people choose. */
  Muster.prefixOf = function (collection, data, prefixes) {
    if (collection === "policies") { return OF_KIND[data.kind] || "PRG"; }
    return prefixes[collection] || "";
  };

  /* The next id with the letters; the number counts as taken from then on. */
  Muster.nextId = function (prefix, numbers) {
    var known = numbers[prefix] || (numbers[prefix] = { last: 0, digits: 4 });
    known.last += 1;
    return prefix + "-" + String(known.last).padStart(known.digits, "0");
  };

  /* A date is there before the folder of its year is known, an id before the name of the file. */
  Muster.fillId = function (entry, prefixes, numbers) {
    var data = entry.get("data");
    if (!entry.get("newRecord") || data.get("id")) { return data; }
    var prefix = Muster.prefixOf(entry.get("collection"), data.toJS(), prefixes);
    return prefix ? data.set("id", Muster.nextId(prefix, numbers)) : data;
  };
})();
