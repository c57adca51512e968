// SPDX-License-Identifier: MIT
// Conditions and answers in; whether each holds, and what is still to be asked, out: the same as
// twotrees/situation.py says, by which tests judge it. The plan and the pages of matters use it.
// The browser compiles all of it beforehand, and not one function after the other at its first call:
//# allFunctionsCalledOnLoad
"use strict";
(() => {
  const UNSURE = "?";
  const NONE = Object.freeze([]);
  const list = (items) => items || NONE;

  // True, false, or null where an answer isn't known.
  const DATE = /^\d{4}-\d\d-\d\d$/;
  const NUMBER = /^-?\d{1,12}(\.\d{1,6})?$/;
  const comparable = (text) => (DATE.test(text) ? text : NUMBER.test(text) ? Number(text) : null);

  function testHolds(test, answers) {
    const answer = answers[test.question];
    if (!answer) return null;
    if (test.one_of) return test.one_of.includes(answer);
    const value = comparable(answer);
    const low = comparable(test.from_);
    const high = comparable(test.below);
    if ([low, high].some((bound) => bound !== null && typeof bound !== typeof value)) return null;
    return (low === null || low <= value) && (high === null || value < high);
  }

  const allOf = (parts) => (parts.includes(false) ? false : parts.includes(null) ? null : true);
  const anyOf = (parts) => (parts.includes(true) ? true : parts.includes(null) ? null : false);

  function holds(when, answers) {
    const parts = list(when.tests).map((test) => testHolds(test, answers));
    for (const part of list(when.all)) parts.push(holds(part, answers));
    if (list(when.any).length) parts.push(anyOf(when.any.map((part) => holds(part, answers))));
    if (when.not_) {
      const inner = holds(when.not_, answers);
      parts.push(inner === null ? null : !inner);
    }
    return allOf(parts);
  }

  class Situation {
    constructor(answers) {
      this.answers = answers;
      const known = Object.entries(answers).filter(([, value]) => value !== UNSURE);
      this.known = Object.fromEntries(known);
      this.found = new Map();
    }
    // A plan asks each condition several times.
    holds(when) {
      if (!when) return true;
      let found = this.found.get(when);
      if (found === undefined) {
        found = holds(when, this.known);
        this.found.set(when, found);
      }
      return found;
    }
    may(item) { return this.holds(item.when) !== false; }
    isSure(item) { return this.holds(item.when) === true; }
    those(items) {
      const may = (item) => this.may(item);
      return !items || items.every(may) ? list(items) : items.filter(may);
    }
    // The questions, not answered yet, on which `when` still depends, each once.
    open(when, found = new Set()) {
      if (this.holds(when) !== null) return found;
      for (const { question } of list(when.tests)) if (!(question in this.answers)) found.add(question);
      for (const part of list(when.all)) this.open(part, found);
      for (const part of list(when.any)) this.open(part, found);
      return this.open(when.not_, found);
    }
    asks(question, items) {
      return list(items).some((item) => this.open(item.when).has(question));
    }
    // The question on which most items of `lists` depend, of those the first; null where none does.
    next(lists) {
      const counts = new Map();
      const add = (question) => counts.set(question, (counts.get(question) || 0) + 1);
      const count = ({ when }) => { if (this.holds(when) === null) this.open(when).forEach(add); };
      lists.forEach((items) => { if (items) items.forEach(count); });
      return counts.size ? [...counts].reduce((a, b) => (b[1] > a[1] ? b : a))[0] : null;
    }
  }

  // The answers that decide something; of two that make each other needless the first stays.
  function prune(answers, isAsked) {
    const left = { ...answers };
    for (const question of Object.keys(answers).reverse()) {
      const { [question]: said, ...others } = left;
      if (!isAsked(question, new Situation(others))) delete left[question];
    }
    return left;
  }

  const twotrees = (globalThis.twotrees = globalThis.twotrees || {});
  Object.assign(twotrees, { Situation, UNSURE, comparable, list, prune });
})();
