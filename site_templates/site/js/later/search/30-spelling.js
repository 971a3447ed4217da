// The words that pages and synonyms know, and which of them somebody may have meant who typed another.
(function () {
  "use strict";
  // What a slip of the thumb costs: a letter typed twice or once instead of twice is the smallest, then two letters swapped.
  var DOUBLED = 0.5;
  var SWAPPED = 0.6;
  var OTHER = 1;
  // What is nearly as near as the nearest may be meant, too.
  var NEARLY = 0.45;
  var MOST = 6;

  function Spelling() {
    this.stems = new Map();
    this.letters = new Map();
    this.sorted = null;
  }

  Spelling.prototype.add = function (word, stem) {
    if (this.stems.has(word)) return;
    this.stems.set(word, stem);
    this.sorted = null;
    if (/\d/.test(word)) return;
    var length = this.letters.get(word.length) || [];
    length.push(word);
    this.letters.set(word.length, length);
  };

  // Stems of the words that begin so.
  Spelling.prototype.beginning = function (start) {
    if (!this.sorted) this.sorted = Array.from(this.stems.keys()).sort();
    var low = 0;
    var high = this.sorted.length;
    while (low < high) {
      var middle = (low + high) >> 1;
      if (this.sorted[middle] < start) low = middle + 1;
      else high = middle;
    }
    var found = new Set();
    for (; low < this.sorted.length && this.sorted[low].startsWith(start); low += 1) found.add(this.stems.get(this.sorted[low]));
    return Array.from(found);
  };

  // Words that may be meant by one that nobody knows, each with what the slip would cost; the nearest first.
  Spelling.prototype.meant = function (word) {
    if (word.length < 4 || /\d/.test(word)) return [];
    var limit = word.length < 5 ? 1 : word.length < 8 ? 1.6 : 2.2;
    var found = [];
    for (var length = word.length - 2; length <= word.length + 2; length += 1) {
      (this.letters.get(length) || []).forEach(function (known) {
        var cost = slip(word, known, limit);
        if (cost <= limit) found.push({ word: known, cost: cost + (known[0] === word[0] ? 0 : 0.3) });
      });
    }
    return found.sort(function (a, b) { return a.cost - b.cost || (a.word < b.word ? -1 : 1); });
  };

  // Of those, the ones worth asking for.
  Spelling.prototype.nearest = function (meant) {
    return meant.filter(function (each) { return each.cost <= meant[0].cost + NEARLY; }).slice(0, MOST);
  };

  // The least cost of the slips that lead from one word to the other (Damerau and Levenshtein's table, row by row); more than `limit` is only "more".
  function slip(typed, known, limit) {
    var before = null;
    var row = [];
    for (var column = 0; column <= known.length; column += 1) row.push(column * OTHER);
    for (var at = 1; at <= typed.length; at += 1) {
      var next = [at * OTHER];
      var least = next[0];
      for (var to = 1; to <= known.length; to += 1) {
        var same = typed[at - 1] === known[to - 1];
        var extra = row[to] + (at > 1 && typed[at - 1] === typed[at - 2] ? DOUBLED : OTHER);
        var left = next[to - 1] + (to > 1 && known[to - 1] === known[to - 2] ? DOUBLED : OTHER);
        var cost = Math.min(row[to - 1] + (same ? 0 : OTHER), extra, left);
        if (before && to > 1 && typed[at - 1] === known[to - 2] && typed[at - 2] === known[to - 1]) cost = Math.min(cost, before[to - 2] + SWAPPED);
        next.push(cost);
        least = Math.min(least, cost);
      }
      if (least > limit) return limit + 1;
      before = row;
      row = next;
    }
    return row[known.length];
  }

  window.musterSpelling = function () { return new Spelling(); };
})();
