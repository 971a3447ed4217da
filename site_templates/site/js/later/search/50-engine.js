// The search itself, without anything that is seen: makes its tables from the index in small steps and answers questions.
(function () {
  "use strict";
  var words = window.musterWords;
  var BOOST = { title: 6, tags: 4, heading: 3, text: 1 };
  // Titles are missing in all sections but the first, so their average length is next to nothing; with the usual b of 0.7 a title of
  // three words would count as endless.
  var BM25 = { k: 1.2, b: 0.2, d: 0.5 };
  var STEP = 40;
  var HARDLY = 0.03;
  var TOGETHER = 1.5;
  // Questions are in stems already.
  var ASKING = { combineWith: "AND", boost: BOOST, bm25: BM25, tokenize: function (text) { return text.split(" "); }, processTerm: function (stem) { return stem; } };

  function Engine(index) {
    var spelling = window.musterSpelling();
    this.index = index;
    this.sections = [];
    this.question = window.musterQuestion(spelling, index.synonyms);
    this.table = new MiniSearch({ fields: Object.keys(BOOST), idField: "number", tokenize: words.plain,
      processTerm: function (word) {
        var stem = words.stem(word);
        spelling.add(word, stem);
        return stem;
      } });
  }

  // A phone must not freeze while the tables are made: a few sections, then whatever else the page has to do, then the next few.
  Engine.prototype.make = function () {
    var self = this;
    var rows = this.rows();
    this.sections = rows;
    return rows.reduce(function (before, _, start) {
      if (start % STEP) return before;
      return before.then(function () {
        self.table.addAll(rows.slice(start, start + STEP));
        return new Promise(function (resolve) { setTimeout(resolve); });
      });
    }, Promise.resolve()).then(function () { return self; });
  };

  Engine.prototype.rows = function () {
    var rows = [];
    this.index.pages.forEach(function (page, number) {
      var parts = page[6].length && page[6][0][0] === "" ? page[6] : [["", "", ""]].concat(page[6]);
      parts.forEach(function (part, position) {
        rows.push({ number: rows.length, page: number, anchor: part[0], heading: part[1], text: part[2], isHead: !position,
          title: position ? "" : page[1], tags: position ? "" : page[5].join(" · ") });
      });
    });
    return rows;
  };

  // For each section the score of a unit, and the section's words by which it was found.
  Engine.prototype.find = function (unit) {
    var self = this;
    var found = new Map();
    unit.ways.forEach(function (way) {
      var options = Object.assign({ prefix: Boolean(way.isBeginning) }, ASKING);
      self.table.search(way.stems.join(" "), options).forEach(function (each) {
        var isTogether = way.stems.length > 1 && self.says(each.id, way.stems);
        if (way.isPhrase && way.stems.length > 1 && !isTogether) return;
        // MiniSearch adds what each word of the way scores and multiplies it by their number. Of another way to say it the average counts,
        // or whatever has a long name would come before the word itself.
        var size = way.stems.length;
        var score = each.score / (way.isPhrase ? size * size : size) * way.worth * (isTogether ? TOGETHER : 1);
        var before = found.get(each.id) || { score: 0, terms: [] };
        // Saying it in several ways counts, but not as much as saying it; words that only begin alike count once.
        score = Math.max(score, before.score) + (way.isBegun ? 0 : 0.3) * Math.min(score, before.score);
        found.set(each.id, { score: score, terms: before.terms.concat(each.terms) });
      });
    });
    return found;
  };

  // Whether the words stand side by side somewhere in a section.
  Engine.prototype.says = function (number, stems) {
    var section = this.sections[number];
    if (!section.words) section.words = " " + ["title", "tags", "heading", "text"].map(function (name) { return words.cut(section[name]).join(" "); }).join(" | ") + " ";
    return section.words.indexOf(" " + stems.join(" ") + " ") >= 0;
  };

  // Pages that answer a question, the best first; withdrawn ones after all others.
  Engine.prototype.search = function (text, language) {
    var self = this;
    var units = this.question.units(text);
    var pages = new Map();
    units.forEach(function (unit, number) {
      self.find(unit).forEach(function (hit, id) {
        var section = self.sections[id];
        var page = pages.get(section.page) || { number: section.page, units: new Map(), sections: new Map() };
        pages.set(section.page, page);
        var part = page.sections.get(id) || { id: id, score: 0, terms: new Set() };
        page.sections.set(id, part);
        part.score += hit.score;
        hit.terms.forEach(function (term) { part.terms.add(term); });
        var unitScore = page.units.get(number) || { head: 0, body: 0 };
        page.units.set(number, unitScore);
        if (section.isHead) unitScore.head = hit.score;
        else unitScore.body = Math.max(unitScore.body, hit.score);
      });
    });
    var results = Array.from(pages.values(), function (page) { return self.result(page, units.length, language); });
    results.sort(function (a, b) { return a.isOld - b.isOld || b.score - a.score || a.number - b.number; });
    // What is hardly an answer beside the best one is only more to read.
    var least = results.length ? results[0].score * HARDLY : 0;
    results = results.filter(function (each) { return each.score >= least || each.isOld; });
    return { results: results, isGuess: units.some(function (unit) { return unit.isGuess; }) };
  };

  Engine.prototype.result = function (found, asked, language) {
    var self = this;
    var page = this.index.pages[found.number];
    var parts = Array.from(found.sections.values()).sort(function (a, b) { return b.score - a.score || a.id - b.id; });
    var score = 0;
    found.units.forEach(function (unit) { score += unit.head * (1 + self.share(page[1], parts)) + unit.body; });
    // A page that has all words of a question goes before one that has the rarest of them often; the reader's language goes before others.
    score *= Math.pow(found.units.size / asked, 2) * (page[3] || 1) * (page[4] === (language === "en" ? "" : language) ? 1.2 : 1);
    return { number: found.number, location: page[0], title: page[1], kind: this.index.kinds[page[2]], language: page[4], mark: page[5][0] || "",
      score: score, isOld: page[3] === 0, parts: parts.map(function (part) { return { section: self.sections[part.id], terms: part.terms }; }) };
  };

  // How much of a title was asked for: "Ladders" is all of "ladder", "Emergency response: Northgate" a third of "northgate".
  Engine.prototype.share = function (title, parts) {
    var stems = words.cut(title);
    var met = stems.filter(function (stem) { return parts.some(function (part) { return part.terms.has(stem); }); });
    return stems.length ? met.length / stems.length : 0;
  };

  window.musterEngine = function (index) { return new Engine(index).make(); };
})();
