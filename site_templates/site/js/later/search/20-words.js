// How the search cuts text into words: accents, plurals, hyphens and leading zeros make no difference, neither in pages nor in questions.
(function () {
  "use strict";
  // Letters of every script with the marks that belong to them: without \p{M} the vowels of Gurmukhi would cut its words apart.
  var WORD = /[\p{L}\p{N}][\p{L}\p{M}\p{N}]*(?:[.'’\-‐‑–/][\p{L}\p{N}][\p{L}\p{M}\p{N}]*)*/gu;
  var JOINT = /[.'’\-‐‑–/]/;

  // Small letters, Latin ones without accents; marks of other scripts are letters in their own right and stay.
  function fold(text) {
    return text.normalize("NFKD").replace(/[\u0300-\u036f\u200b-\u200d\u00ad]/g, "").toLowerCase().replace(/œ/g, "oe").replace(/æ/g, "ae");
  }

  // A word without the endings by which its forms differ: ladders, ladder; rigging, rig; approved, approve; swp07, swp7.
  function stem(word) {
    var id = /^([a-z]{1,5})0*(\d+)$/.exec(word);
    if (id) return id[1] + id[2];
    if (!/^[a-z]{4,}$/.test(word)) return word;
    var cut = word;
    if (/[^ae]ies$/.test(cut) && cut.length > 4) cut = cut.slice(0, -3) + "y";
    else if (/(?:ss|x|ch|sh|zz)es$/.test(cut)) cut = cut.slice(0, -2);
    else if (/[^sui]s$/.test(cut)) cut = cut.slice(0, -1);
    if (/ing$/.test(cut) && cut.length > 6) cut = cut.slice(0, -3);
    else if (/ed$/.test(cut) && cut.length > 5) cut = cut.slice(0, -2);
    if (/([b-df-hj-np-tv-z])\1$/.test(cut)) cut = cut.slice(0, -1);
    if (/e$/.test(cut) && cut.length > 4) cut = cut.slice(0, -1);
    return cut;
  }

  // The parts of one word of a text, and for one with joints also the whole: lock-out is lock, out and lockout.
  function parts(word) {
    var found = fold(word).split(JOINT).filter(Boolean);
    if (found.length < 2) return found;
    var whole = found.length < 4 && !/['’]/.test(word) ? [found.join("")] : [];
    return found.filter(function (part) { return part.length > 1 || /\d/.test(part); }).concat(whole);
  }

  // Every word of a text, in order, small and without accents.
  function plain(text) {
    var found = [];
    (text.match(WORD) || []).forEach(function (word) { found.push.apply(found, parts(word)); });
    return found;
  }

  function cut(text) {
    return plain(text).map(stem);
  }

  window.musterWords = { WORD: WORD, cut: cut, parts: parts, plain: plain, stem: stem };
})();
