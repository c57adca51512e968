// SPDX-License-Identifier: MIT
// The outline of an event's plan: which matters, in which order, how long, how many trips. It is what a
// page says at once, and what plan.js makes the whole plan of. Conditions are judged by when.js.
// Both give what twotrees/journey gives, field by field (docs/data.md, docs/decisions/040-journey.md);
// tests compare them. A page's first outline is computed by code that the browser has hardly
// optimized: there a loop `for (… of …)` makes two objects a round, so inner loops are `forEach`.
"use strict";
(() => {
  const { Situation, list, prune } = twotrees;
  const add = (items, item) => { if (!items.includes(item)) items.push(item); };

  // ---- Days: whole numbers of days since 1970, ISO dates outside -------------------------------
  // Rounded, though they are whole: what comes out of a division the browser keeps as a fraction.
  const DAY = 86400000;
  const FIXED = [[1, 1], [5, 1], [5, 2], [10, 1], [10, 2], [10, 3]];
  const [FIRST_YEAR, LAST_YEAR] = [1000, 9000];
  const parse = (iso) => (iso ? Math.round(Date.parse(iso) / DAY) : null);
  const iso = (day) => (day === null ? null : new Date(day * DAY).toISOString().slice(0, 10));
  const yearOf = (day) => new Date(day * DAY).getUTCFullYear();
  const monthLength = (year, month) => new Date(Date.UTC(year, month, 0)).getUTCDate();
  const dayOf = (year, month, day) =>
    Math.round(Date.UTC(year, month - 1, Math.min(day, monthLength(year, month))) / DAY);

  function addMonths(day, months) {
    const date = new Date(day * DAY);
    const count = date.getUTCFullYear() * 12 + date.getUTCMonth() + months;
    const year = Math.floor(count / 12);
    const month = count - year * 12 + 1;
    return dayOf(Math.min(Math.max(year, FIRST_YEAR), LAST_YEAR), month, date.getUTCDate());
  }

  function shift(day, span, sign) {
    switch (span.unit) {
      case "个月": return addMonths(day, sign * span.n);
      case "年": return addMonths(day, sign * span.n * 12);
      case "周": return day + sign * 7 * span.n;
      case "小时": return day + sign * Math.ceil(span.n / 24);
      default: return day + sign * span.n;
    }
  }

  class WorkCalendar {
    // `years` as in data/workdays.json; their source isn't needed.
    constructor(years) {
      this.years = new Set();
      this.off = new Set();
      this.worked = new Set();
      for (const [year, { holidays, workdays }] of Object.entries(years)) {
        this.years.add(Number(year));
        for (const day of holidays) this.off.add(parse(day));
        for (const day of workdays) this.worked.add(parse(day));
      }
      // A table of whole years up to before `next`, so that nothing is counted day by day: the working
      // days in their order, and for each day from `first` on how many of them are up to it.
      this.first = Infinity;
      this.next = -Infinity;
    }
    // Make the table reach to a year; one before it starts it anew.
    reach(year) {
      let added = this.next;
      this.next = Math.max(added, year + 1);
      const first = dayOf(year, 1, 1);
      if (first < this.first) {
        Object.assign(this, { first, days: [], counts: [] });
        added = year;
      }
      for (; added < this.next; added += 1) this.addYear(added);
    }
    addYear(year) {
      const fixed = this.years.has(year) ? [] : FIXED.map(([month, day]) => dayOf(year, month, day));
      const end = dayOf(year + 1, 1, 1);
      for (let day = dayOf(year, 1, 1); day < end; day += 1) {
        const weekday = (((day + 3) % 7) + 7) % 7;
        const isWorked = this.worked.has(day)
          || (weekday < 5 && !this.off.has(day) && !fixed.includes(day));
        if (isWorked) this.days.push(day);
        this.counts.push(this.days.length);
      }
    }
    count(day) {
      const place = day - this.first;
      if (place >= 0 && place < this.counts.length) return this.counts[place];
      this.reach(yearOf(day));
      return this.count(day);
    }
    // The working day with this number after `day`; number 0 is the last one up to it.
    workday(day, number) {
      const place = this.count(day) + number - 1;
      if (place >= 0 && place < this.days.length) return this.days[place];
      this.reach(place < 0 ? yearOf(this.first) - 1 : this.next);
      return this.workday(day, number);
    }
    onOrAfter(day) { return this.workday(day - 1, 1); }
    onOrBefore(day) { return this.workday(day, 0); }
    between(first, last) {
      if (last <= first) return 0;
      const before = this.count(first); // first, since an earlier year starts the table anew
      return this.count(last) - before;
    }
    after(day, span) {
      if (span.unit !== "个工作日") return shift(day, span, 1);
      return span.n ? this.workday(day, span.n) : day;
    }
    before(day, span) {
      if (span.unit !== "个工作日") return shift(day, span, -1);
      return span.n ? this.workday(day - 1, 1 - span.n) : day;
    }
    endOf(start, span) {
      return span.n ? this.onOrAfter(this.after(start, span)) : start;
    }
    // From the last days of a month, months end on the same day: the last of them counts.
    startOf(end, span) {
      if (!span.n) return end;
      const last = this.onOrBefore(end);
      return Math.max(this.before(last, span), this.before(last + 1, span) - 1);
    }
  }

  // ---- Which matters, and what to ask next -----------------------------------------------------
  const RANK = { required: 0, choice: 1, optional: 2 };
  const PARTS = ["asks", "gifts", "limits", "waits", "windows", "visits", "sites", "inputs", "fees",
    "amounts", "tasks", "clashes"];

  function choose(facts, situation) {
    const found = [];
    facts.matters.forEach((matter) => {
      const listings = situation.those(matter.listings);
      if (!listings.length) return;
      const isSure = listings.some((listing) => situation.isSure(listing));
      const listing = listings.reduce((a, b) => (RANK[b.need] < RANK[a.need] ? b : a));
      found.push({ id: matter.id, code: matter.code, matter, listing, isSure, isCounted: false });
    });
    const first = new Map();
    found.filter(({ listing }) => listing.need === "choice").sort((a, b) => b.isSure - a.isSure)
      .forEach((chosen) => {
        const { stage } = chosen.listing;
        if (!first.has(stage)) first.set(stage, chosen);
      });
    found.forEach((chosen) => {
      const { need, stage } = chosen.listing;
      chosen.isCounted = need === "required" || (need === "choice" && first.get(stage) === chosen);
    });
    return found;
  }

  function nextQuestion(facts, chosen, situation) {
    return situation.next(facts.matters.map((matter) => matter.listings))
      || situation.next(chosen.flatMap(({ matter }) => PARTS.map((part) => matter[part])));
  }

  // Whether an answer would decide anything beside those of `situation`.
  const isAsked = (facts, question, situation) =>
    facts.matters.some((matter) => situation.asks(question, matter.listings))
    || facts.matters.some((matter) => situation.those(matter.listings).length
      && PARTS.some((part) => situation.asks(question, matter[part])));

  const pruneFor = (facts, answers) =>
    prune(answers, (question, situation) => isAsked(facts, question, situation));

  // ---- Order -----------------------------------------------------------------------------------
  // `before`, `after`: the matters directly before and after each; `handed`: the orders that lead to it.
  function findRoute(facts, chosen, situation) {
    const byId = new Map();
    const before = new Map();
    const after = new Map();
    const handed = new Map();
    chosen.forEach((c) => {
      byId.set(c.id, c);
      before.set(c.id, []);
      after.set(c.id, []);
      handed.set(c.id, []);
    });
    for (const order of list(facts.orders)) {
      if (!isReal(order, byId, situation)) continue;
      add(before.get(order.after), order.before);
      add(after.get(order.before), order.after);
      handed.get(order.after).push(order);
    }
    const wave = new Map();
    chosen.forEach(({ id }) => findWave(id, before, wave));
    const line = [...chosen].sort((a, b) => wave.get(a.id) - wave.get(b.id));
    const rank = new Map(line.map((c, number) => [c.id, number]));
    const byRank = (a, b) => rank.get(a) - rank.get(b);
    chosen.forEach(({ id }) => {
      before.get(id).sort(byRank);
      after.get(id).sort(byRank);
    });
    return { chosen: line, before, after, wave, handed };
  }

  function isReal(order, byId, situation) {
    const giver = byId.get(order.before);
    const user = byId.get(order.after);
    if (!giver || !user || !order.material) return Boolean(giver && user);
    const has = (items) => situation.those(items)
      .some((item) => item.material === order.material && item.of === (order.of || ""));
    return has(giver.matter.gifts) && has(user.matter.asks);
  }

  // The length of the longest way to a matter; the orders together have no cycle.
  function findWave(id, before, wave) {
    if (!wave.has(id)) {
      wave.set(id, 1 + Math.max(0, ...before.get(id).map((other) => findWave(other, before, wave))));
    }
    return wave.get(id);
  }

  // ---- Time ------------------------------------------------------------------------------------
  class Clockwork {
    constructor(calendar, situation) {
      this.calendar = calendar;
      this.situation = situation;
      this.known = new Map();
    }
    // Groups of limits: groups follow each other, the limits of one are alternatives.
    groups(matter) {
      let found = this.known.get(matter);
      if (!found) {
        found = this.findGroups(matter);
        this.known.set(matter, found);
      }
      return found;
    }
    findGroups(matter) {
      const found = this.waits(matter).map((span) => [{ promised: span, statutory: span }]);
      const byStart = new Map();
      this.limits(matter).forEach(({ starts, promised, statutory, extension }) => {
        let group = byStart.get(starts);
        if (!group) {
          group = [];
          byStart.set(starts, group);
          found.push(group);
        }
        group.push({ promised: promised || statutory, statutory: statutory || promised, extension });
      });
      return found;
    }
    limits(matter) {
      return this.situation.those(matter.limits).filter((limit) => limit.promised || limit.statutory);
    }
    waits(matter) {
      const hasLimit = this.limits(matter).length;
      return this.situation.those(matter.waits)
        .filter((wait) => !(wait.is_office && hasLimit)).map((wait) => wait.span);
    }
    waitEnd(matter, start) {
      return this.waits(matter).reduce((day, wait) => this.calendar.endOf(day, wait), start);
    }
    // `pace`: promised, statutory, or longest: statutory with the extension that the law allows.
    finish(matter, start, pace) {
      return this.groups(matter).reduce((day, group) =>
        group.reduce((end, limit) => Math.max(end, this.endOf(limit, day, pace)), day), start);
    }
    endOf(limit, day, pace) {
      if (pace !== "longest") return this.calendar.endOf(day, limit[pace]);
      const end = this.calendar.endOf(day, limit.statutory);
      return limit.extension ? this.calendar.endOf(end, limit.extension) : end;
    }
    takesTime(matter) {
      return this.groups(matter).some((group) => group.some((limit) => limit.promised.n));
    }
    isKnown(matter) { return this.groups(matter).length > 0; }
    // The last working day on which to apply, so that it is finished by `end`; nothing is extended.
    latestStart(matter, end, pace) {
      const { calendar } = this;
      return calendar.onOrBefore(this.groups(matter).reduceRight((day, group) =>
        group.reduce((start, limit) => Math.min(start, calendar.startOf(day, limit[pace])), day), end));
    }
  }

  class Schedule {
    constructor(clockwork, route, members, begin, pace) {
      const spans = new Map();
      Object.assign(this, { clockwork, route, members, begin, end: begin, pace, spans });
      members.forEach(({ id, matter }) => {
        let start = begin;
        route.before.get(id).forEach((key) => {
          if (spans.has(key)) start = Math.max(start, spans.get(key).finish);
        });
        const finish = clockwork.finish(matter, start, pace);
        spans.set(id, { start, finish });
        this.end = Math.max(this.end, finish);
      });
    }
    days() { return this.clockwork.calendar.between(this.begin, this.end); }
    sequential() {
      const end = this.members.reduce(
        (day, { matter }) => this.clockwork.finish(matter, day, this.pace), this.begin);
      return this.clockwork.calendar.between(this.begin, end);
    }
    critical() {
      const last = [...this.members].reverse().find(({ id }) => this.spans.get(id).finish === this.end);
      const chain = [];
      let id = last ? last.id : undefined;
      while (id !== undefined) {
        chain.unshift(id);
        const { start } = this.spans.get(id);
        id = this.route.before.get(id)
          .find((key) => this.spans.has(key) && this.spans.get(key).finish === start);
      }
      return chain;
    }
    slack() {
      const last = new Map();
      const found = new Map();
      for (const { id, matter } of [...this.members].reverse()) {
        let end = this.end;
        for (const key of this.route.after.get(id)) {
          if (last.has(key)) end = Math.min(end, last.get(key));
        }
        const day = this.clockwork.latestStart(matter, end, this.pace);
        last.set(id, day);
        found.set(id, this.clockwork.calendar.between(this.spans.get(id).start, day));
      }
      return found;
    }
  }

  // ---- Trips -----------------------------------------------------------------------------------
  const timesOf = (chosen, situation) =>
    Math.max(0, ...situation.those(chosen.matter.visits).map((visit) => visit.times));

  function siteOf(chosen, situation) {
    const open = situation.those(chosen.matter.sites);
    const sites = open.length ? open : chosen.matter.sites;
    return sites.find((site) => situation.isSure(site)) || sites[0];
  }

  // A need is a stop (by its number) that must come first; in an earlier visit, if `isEarlier`.
  function makeStops(counted, route, clockwork) {
    const stops = [];
    const done = new Map();
    const { situation } = clockwork;
    for (const chosen of counted) {
      let needs = joinNeeds(route.before.get(chosen.id), done);
      const times = timesOf(chosen, situation);
      for (let n = 0; n < times; n += 1) {
        stops.push({ place: siteOf(chosen, situation).place, needs, owner: chosen });
        needs = [{ stop: stops.length - 1, isEarlier: true }];
      }
      // The last of several visits is the one on which the result is there.
      const waits = times <= 1 && clockwork.takesTime(chosen.matter);
      if (times) needs = [{ stop: stops.length - 1, isEarlier: waits }];
      else if (waits) needs = needs.map(({ stop }) => ({ stop, isEarlier: true }));
      done.set(chosen.id, needs);
    }
    return stops;
  }

  // Of a stop that several matters need, the stricter need stays.
  function joinNeeds(ids, done) {
    const found = new Map();
    for (const id of ids) {
      for (const { stop, isEarlier } of list(done.get(id))) {
        found.set(stop, isEarlier || found.get(stop));
      }
    }
    return [...found].map(([stop, isEarlier]) => ({ stop, isEarlier }));
  }

  function fewestVisits(stops) {
    const left = new Map();
    stops.forEach(({ place }, number) => {
      if (!left.has(place)) left.set(place, []);
      left.get(place).push(number);
    });
    const everything = "1".repeat(stops.length);
    let states = new Map([["0".repeat(stops.length), []]]);
    while (!states.has(everything)) {
      const following = new Map();
      for (const [done, visits] of states) {
        for (const visit of nextVisits(stops, left, done)) {
          const digits = done.split("");
          for (const n of visit.made) digits[n] = "1";
          const key = digits.join("");
          if (!following.has(key)) following.set(key, [...visits, visit]);
        }
      }
      states = following;
    }
    return states.get(everything);
  }

  function nextVisits(stops, left, done) {
    const found = [];
    for (const [place, numbers] of left) {
      const wanted = numbers.filter((n) => done[n] === "0");
      const made = [];
      for (const n of wanted) {
        const free = stops[n].needs.every(({ stop, isEarlier }) =>
          done[stop] === "1" || (!isEarlier && made.includes(stop)));
        if (free) made.push(n);
      }
      if (made.length && made.length === wanted.length) return [{ place, made }];
      if (made.length) found.push({ place, made });
    }
    return found;
  }

  function planTrips(counted, route, clockwork) {
    const stops = makeStops(counted, route, clockwork);
    return fewestVisits(stops).map(({ place, made }) => {
      const { name } = siteOf(stops[made[0]].owner, clockwork.situation);
      const trip = { place, name, matters: [], windows: [] };
      for (const number of made) {
        const { code, matter } = stops[number].owner;
        add(trip.matters, code);
        if (place.startsWith("hall:")) for (const one of list(matter.counters)) add(trip.windows, one);
      }
      return trip;
    });
  }

  // ---- The outline -----------------------------------------------------------------------------
  // What an outline and a whole plan are made of. `request`: {answers: question → choice, today, date
  // (or null)}, days as ISO dates.
  function beginPlan(facts, request, calendar) {
    const situation = new Situation(request.answers);
    const today = parse(request.today);
    const event = parse(request.date);
    const chosen = choose(facts, situation);
    const route = findRoute(facts, chosen, situation);
    const clockwork = new Clockwork(calendar, situation);
    const counted = route.chosen.filter((c) => c.isCounted);
    const begin = calendar.onOrAfter(Math.max(today, event === null ? today : event));
    const schedule = new Schedule(clockwork, route, counted, begin, "promised");
    const trips = planTrips(counted, route, clockwork);
    const outline = {
      visits: trips.length,
      days: {
        parallel: schedule.days(),
        sequential: schedule.sequential(),
        unknown: counted.filter((c) => !clockwork.isKnown(c.matter)).map((c) => c.code),
      },
      next_question: nextQuestion(facts, chosen, situation),
    };
    return { facts, request, situation, today, event, route, clockwork, counted, schedule, trips, outline };
  }

  // The fields of a plan that a page says before anyone opens it.
  function outlinePlan({ route, outline }) {
    const matters = route.chosen.map(({ listing, isSure, isCounted }) =>
      ({ need: listing.need, is_sure: isSure, is_counted: isCounted }));
    return { matters, ...outline };
  }

  const days = { dayOf, iso, parse, yearOf };
  Object.assign(twotrees, { Schedule, WorkCalendar, add, beginPlan, days, outlinePlan, pruneFor, timesOf });
})();
