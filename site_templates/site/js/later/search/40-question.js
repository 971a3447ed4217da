// What somebody asks for: the words of a question as units, each with the ways in which pages may say it.
(function () {
  "use strict";
  var words = window.musterWords;
  var SYNONYM = 0.5;
  var BEGUN = 0.5;
  // Beginnings that so many words have say too little to ask for each of them.
  var MOST_BEGUN = 40;
  // Words that say nothing about what is looked for; left out of a question unless it has no others.
  var EMPTY = new Set("a an and are at by do does for from how i in is it my of on or the there to we what when where who with le la les l un une de des du d et ou au aux en pour".split(" "));

  function Question(spelling, synonyms) {
    var self = this;
    this.spelling = spelling;
    // By the first word of each phrase: the phrase, and the other phrases of its groups.
    this.groups = new Map();
    synonyms.forEach(function (group) {
      var phrases = group.map(function (each) { return words.plain(each); });
      phrases.forEach(function (phrase) {
        phrase.forEach(function (word) { spelling.add(word, words.stem(word)); });
        self.note(phrase, phrases);
      });
    });
  }

  Question.prototype.note = function (phrase, phrases) {
    var key = stems(phrase).join(" ");
    var group = this.groups.get(key) || { words: stems(phrase), others: [] };
    phrases.forEach(function (each) { if (stems(each).join(" ") !== key) group.others.push(stems(each)); });
    this.groups.set(key, group);
  };

  function stems(phrase) {
    return phrase.map(words.stem);
  }

  // Each unit is a list of ways: stems that must all be there, what the way is worth, and whether they must stand side by side.
  Question.prototype.units = function (text) {
    var self = this;
    var isOpen = !/\s$/.test(text);
    var asked = (text.match(words.WORD) || []).map(words.parts);
    var heard = asked.map(function (parts, at) { return self.hear(parts, isOpen && at === asked.length - 1); });
    var units = [];
    for (var at = 0; at < heard.length; ) {
      var joined = at + 1 < heard.length && this.join(heard[at], heard[at + 1]);
      var group = joined ? null : this.group(heard, at);
      if (joined) units.push({ ways: [{ stems: [joined], worth: 1 }] });
      else if (group) units.push({ ways: said(group), isGuess: heard.slice(at, at + group.words.length).some(function (each, number) { return each.stem !== group.words[number]; }) });
      else if (!EMPTY.has(heard[at].word) || heard.length === 1) units.push({ ways: heard[at].ways, isGuess: heard[at].isGuess });
      at += joined ? 2 : group ? group.words.length : 1;
    }
    return units;
  };

  function said(group) {
    return [{ stems: group.words, worth: 1 }].concat(group.others.map(function (each) { return { stems: each, worth: SYNONYM, isPhrase: true }; }));
  }

  // One word: as it is, else as the beginning of others, else as what was perhaps meant.
  Question.prototype.hear = function (parts, isOpen) {
    var word = parts[parts.length - 1] || "";
    var stem = words.stem(word);
    var ways = [];
    var known = this.spelling.stems.has(word) || this.knows(stem);
    if (known) ways.push({ stems: [stem], worth: 1 });
    if (parts.length > 1) ways.push({ stems: stems(parts.slice(0, -1)), worth: 0.8 });
    if (!/\d/.test(word) && word.length >= (isOpen ? 2 : 4)) {
      var begun = this.spelling.beginning(word).filter(function (each) { return each !== stem; });
      if (begun.length <= MOST_BEGUN) begun.forEach(function (each) { ways.push({ stems: [each], worth: BEGUN, isBegun: true }); });
      else ways.push({ stems: [word], worth: BEGUN, isBeginning: true });
    }
    var meant = this.spelling.meant(word);
    var costs = new Map([[stem, 0]]);
    meant.forEach(function (each) {
      var near = words.stem(each.word);
      if (!costs.has(near)) costs.set(near, each.cost);
    });
    if (ways.length) return { word: word, stem: stem, ways: ways, costs: costs };
    ways = this.spelling.nearest(meant).map(function (each) { return { stems: [words.stem(each.word)], worth: 0.8 / (1 + each.cost) }; });
    return { word: word, stem: stem, ways: ways, costs: costs, isGuess: true };
  };

  Question.prototype.knows = function (stem) {
    if (this.size !== this.spelling.stems.size) {
      this.known = new Set(this.spelling.stems.values());
      this.size = this.spelling.stems.size;
    }
    return this.known.has(stem);
  };

  // "swp 7" is SWP-07, "lock out" is lockout; but two words that pages know apart stay two, unless the second is a number.
  Question.prototype.join = function (first, second) {
    var joined = words.stem(first.word + second.word);
    var isId = /^\d+$/.test(second.word) && /^[a-z]+$/.test(first.word);
    return this.knows(joined) && (isId || !this.knows(first.stem) || !this.knows(second.stem)) ? joined : "";
  };

  // The longest group of synonyms that the question names from here on. In a group of several words one may be mistyped, even into
  // another word: "premiers sins" are premiers soins.
  Question.prototype.group = function (heard, at) {
    var found = null;
    var least = Infinity;
    this.groups.forEach(function (group) {
      var cost = 0;
      var slips = 0;
      for (var number = 0; number < group.words.length; number += 1) {
        var word = heard[at + number];
        if (!word || !word.costs.has(group.words[number])) return;
        var slip = word.costs.get(group.words[number]);
        if (slip && !word.isGuess && (group.words.length === 1 || slip > 1)) return;
        cost += slip;
        slips += slip ? 1 : 0;
      }
      if (slips > 1 || (found && (found.words.length > group.words.length || (found.words.length === group.words.length && least <= cost)))) return;
      found = group;
      least = cost;
    });
    return found;
  };

  window.musterQuestion = function (spelling, synonyms) { return new Question(spelling, synonyms); };
})();
