// SPDX-License-Identifier: MIT
// Search: the query's words against data/search.js (twotrees.search); best first, matters first.
(function () {
  "use strict";
  var NAME = 1, URL = 2, SUMMARY = 3, ALIASES = 4, INITIALS = 5, PINYIN = 6;
  var LIMIT = 50;

  // Full-width letters and digits become half-width; signs part words.
  function words(query) {
    return query.normalize("NFKC").toLowerCase().split(/[\s,。、;:?!"'()《》]+/).filter(Boolean);
  }

  // The share of a word's pairs of characters that stand in the text: for words run together,
  // as in 申领身份证, or said a little differently.
  function pairShare(word, text) {
    if (word.length < 3) return 0;
    var hits = 0;
    for (var i = 0; i + 2 <= word.length; i++) if (text.indexOf(word.substr(i, 2)) >= 0) hits++;
    return hits / (word.length - 1);
  }

  function spelt(word, spellings, best) {
    var list = spellings.split(" "), score = 0;
    for (var i = 0; i < list.length; i++) {
      var at = list[i].indexOf(word);
      if (list[i] === word) score = Math.max(score, best);
      else if (at === 0) score = Math.max(score, best - 10);
      else if (at > 0 && word.length > 1) score = Math.max(score, best - 25);
    }
    return score;
  }

  function score(word, entry) {
    var name = entry[NAME].toLowerCase(), code = entry[URL].replace(/^.*\/|\.html$/g, "").toLowerCase();
    if (name === word || code === word) return 100;
    if ((" " + entry[ALIASES] + " ").indexOf(" " + word + " ") >= 0) return 95;
    if (name.indexOf(word) === 0) return 85;
    if (name.indexOf(word) > 0) return 70;
    if (entry[ALIASES].indexOf(word) >= 0) return 60;
    if (/^[a-z0-9]+$/.test(word)) {
      return Math.max(spelt(word, entry[INITIALS], 75), word.length > 2 ? spelt(word, entry[PINYIN], 72) : 0);
    }
    if (entry[SUMMARY].indexOf(word) >= 0) return 35;
    var share = pairShare(word, name + " " + entry[ALIASES] + " " + entry[SUMMARY]);
    return share >= 0.5 ? Math.round(30 * share) : 0;
  }

  // Give the entries that every word of the query fits, best first; matters stand before the rest.
  function find(query, entries) {
    var terms = words(query), found = [];
    if (!terms.length) return found;
    entries.forEach(function (entry, order) {
      var total = 0;
      for (var i = 0; i < terms.length; i++) {
        var points = score(terms[i], entry);
        if (!points) return;
        total += points;
      }
      found.push({ entry: entry, total: total, order: order });
    });
    found.sort(function (a, b) {
      return (a.entry[0] > 0) - (b.entry[0] > 0) || b.total - a.total || a.entry[0] - b.entry[0] || a.order - b.order;
    });
    return found.slice(0, LIMIT).map(function (hit) { return hit.entry; });
  }

  function row(entry, kinds) {
    var item = document.createElement("li"), link = document.createElement("a");
    var tag = document.createElement("span"), also = document.createElement("p");
    link.className = "to";
    link.href = entry[URL];
    link.textContent = entry[NAME];
    tag.className = "tag";
    tag.textContent = kinds[entry[0]];
    item.append(link, " ", tag);
    if (entry[ALIASES]) {
      also.className = "dim s";
      also.textContent = "也叫：" + entry[ALIASES].split(" ").join("、");
      item.append(also);
    }
    if (entry[SUMMARY]) {
      var text = document.createElement("p");
      text.textContent = entry[SUMMARY];
      item.append(text);
    }
    return item;
  }

  function start() {
    var field = document.getElementById("q"), list = document.getElementById("results");
    var data = window.twotrees && window.twotrees.search;
    if (!field || !list || !data) return;
    var status = document.querySelector("[role=status]");

    function show() {
      var hits = find(field.value, data.entries);
      list.replaceChildren.apply(list, hits.map(function (entry) { return row(entry, data.kinds); }));
      if (!status) return;
      status.textContent = !words(field.value).length ? "" : hits.length ?
        "找到 " + hits.length + (hits.length === LIMIT ? " 条以上" : " 条") :
        "没有找到。换个说法试试，也可以拨打 12345 问。";
    }

    field.value = new URLSearchParams(location.search).get("q") || "";
    field.addEventListener("input", show);
    show();
  }

  (window.twotrees = window.twotrees || {}).find = find;
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
