// A few words of a section around what was looked for, as pieces: text, and whether it is what was looked for.
(function () {
  "use strict";
  var words = window.musterWords;
  var LONG = 150;

  function isMet(word, terms) {
    return words.parts(word).some(function (part) { return terms.has(words.stem(part)); });
  }

  // The whole text in pieces.
  function marked(text, terms) {
    var pieces = [];
    var last = 0;
    Array.from(text.matchAll(words.WORD)).forEach(function (found) {
      if (!isMet(found[0], terms)) return;
      pieces.push({ text: text.slice(last, found.index) }, { text: found[0], isMatch: true });
      last = found.index + found[0].length;
    });
    return pieces.concat({ text: text.slice(last) }).filter(function (piece) { return piece.text; });
  }

  // The stretch of the text with the most different words that were looked for, the first of several.
  function teaser(text, terms) {
    var found = Array.from(text.matchAll(words.WORD)).filter(function (each) { return isMet(each[0], terms); });
    var best = 0;
    var most = 0;
    found.forEach(function (first, number) {
      var seen = new Set();
      for (var at = number; at < found.length && found[at].index < first.index + LONG - 30; at += 1) seen.add(words.cut(found[at][0]).join(" "));
      if (seen.size > most) {
        most = seen.size;
        best = first.index;
      }
    });
    var start = best > 40 ? text.indexOf(" ", best - 40) + 1 || best : 0;
    var end = text.length > start + LONG ? text.lastIndexOf(" ", start + LONG) : text.length;
    if (end <= start) end = Math.min(text.length, start + LONG);
    var pieces = marked(text.slice(start, end), terms);
    if (start) pieces.unshift({ text: "… " });
    if (end < text.length) pieces.push({ text: " …" });
    return pieces;
  }

  window.musterTeaser = { marked: marked, teaser: teaser };
})();
