// SPDX-License-Identifier: MIT
// The plan of an event: its facts, answers and a calendar in; the same plan as twotrees/journey
// computes out, field by field (docs/data.md, docs/decisions/040-journey.md). Tests compare both.
// Conditions are judged by when.js. A page's first plan is computed by code that the browser has hardly
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
    for (const matter of facts.matters) {
      const listings = situation.those(matter.listings);
      if (!listings.length) continue;
      const isSure = listings.some((listing) => situation.isSure(listing));
      const listing = listings.reduce((a, b) => (RANK[b.need] < RANK[a.need] ? b : a));
      found.push({ id: matter.id, code: matter.code, matter, listing, isSure });
    }
    const first = new Map();
    for (const chosen of [...found].sort((a, b) => b.isSure - a.isSure)) {
      const stage = chosen.listing.stage;
      if (chosen.listing.need === "choice" && !first.has(stage)) first.set(stage, chosen);
    }
    for (const chosen of found) {
      const { need, stage } = chosen.listing;
      chosen.isCounted = need === "required" || (need === "choice" && first.get(stage) === chosen);
    }
    return found;
  }

  function nextQuestion(facts, chosen, situation) {
    const listings = facts.matters.flatMap((matter) => matter.listings);
    const parts = (matter) => PARTS.flatMap((part) => list(matter[part]));
    return situation.next(listings) || situation.next(chosen.flatMap((c) => parts(c.matter)));
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
    for (const c of chosen) {
      byId.set(c.id, c);
      before.set(c.id, []);
      after.set(c.id, []);
      handed.set(c.id, []);
    }
    for (const order of list(facts.orders)) {
      if (!isReal(order, byId, situation)) continue;
      add(before.get(order.after), order.before);
      add(after.get(order.before), order.after);
      handed.get(order.after).push(order);
    }
    const wave = new Map();
    for (const { id } of chosen) findWave(id, before, wave);
    const line = [...chosen].sort((a, b) => wave.get(a.id) - wave.get(b.id));
    const rank = new Map(line.map((c, number) => [c.id, number]));
    const byRank = (a, b) => rank.get(a) - rank.get(b);
    for (const { id } of chosen) {
      before.get(id).sort(byRank);
      after.get(id).sort(byRank);
    }
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

  // ---- Papers ----------------------------------------------------------------------------------
  const FAMILY = "全家";
  // What a line says of a paper, by how far everyone who asks for it does without.
  const WAIVERS = [null, "容缺", "告知承诺", "免提交"];
  // What is the same paper: one material of one person, or that as a matter's gift. Ids have no spaces.
  const paperKey = (material, of) => `${material} ${of}`;
  const giftKey = (id, material, of) => `${id} ${material} ${of}`;

  function mergeMaterials(facts, route, situation) {
    const papers = findPapers(route, situation);
    for (const paper of papers) paper.givers = giversOf(paper, route);
    const covering = findCovering(papers);
    const lines = papers.map((paper) =>
      materialLine(paper, facts.papers[paper.material], coverOf(paper, covering)));
    return lines.sort((a, b) => (a.obtained_in !== null) - (b.obtained_in !== null));
  }

  // The papers, each with the wishes for it: one wish is one matter's ask.
  function findPapers(route, situation) {
    const papers = new Map();
    const certain = new Set();
    for (const { id, matter, isSure, isCounted } of route.chosen) {
      if (!isSure || !isCounted) continue;
      list(matter.gifts).forEach((gift) => {
        if (situation.isSure(gift)) certain.add(giftKey(id, gift.material, gift.of));
      });
    }
    for (const chosen of route.chosen) {
      const handed = route.handed.get(chosen.id);
      situation.those(chosen.matter.asks).forEach((ask) => {
        const { material, of } = ask;
        const key = paperKey(material, of);
        let paper = papers.get(key);
        if (!paper) {
          paper = { material, wishes: [], givers: [] };
          papers.set(key, paper);
        }
        const givers = handed.filter((o) => o.material === material && (o.of || "") === of)
          .map((o) => o.before);
        const holds = situation.isSure(ask);
        paper.wishes.push({
          chosen,
          ask,
          givers,
          holds,
          isGiven: givers.some((id) => certain.has(giftKey(id, material, of))),
          isSure: chosen.isSure && holds,
          isFirm: !(ask.is_optional || ask.one_of),
          group: ask.one_of ? `${chosen.code}:${ask.one_of}` : "",
        });
      });
    }
    return [...papers.values()];
  }

  function giversOf({ wishes }, route) {
    if (!wishes.every((wish) => wish.givers.length)) return [];
    const ids = new Set(wishes.flatMap((wish) => wish.givers));
    return route.chosen.filter((c) => ids.has(c.id))
      .sort((a, b) => b.isCounted - a.isCounted).map((c) => c.code);
  }

  // By group, the first of its papers that one certainly has and may certainly show there. What only
  // an optional or uncertain matter asks for or gives, nobody has for certain.
  function findCovering(papers) {
    const covering = new Map();
    for (const paper of papers) {
      const isBrought = paper.wishes.some((w) => w.isFirm && w.isSure && w.chosen.isCounted);
      paper.wishes.forEach(({ group, holds, isGiven }) => {
        const isHad = isBrought || (paper.givers.length && isGiven);
        if (group && holds && isHad && !covering.has(group)) covering.set(group, paper);
      });
    }
    return covering;
  }

  // The paper that makes this one needless: one must do so in every group.
  function coverOf(paper, covering) {
    const coverOfWish = ({ group }) => covering.get(group) || paper;
    return paper.wishes.some((wish) => coverOfWish(wish) === paper) ? null : coverOfWish(paper.wishes[0]);
  }

  // A paper that a family shares may be named after several people.
  function whoseOf(wishes) {
    const named = ({ ask }) => ask.whose || ask.of;
    const whose = named(wishes[0]);
    return wishes.every((wish) => named(wish) === whose) ? whose : FAMILY;
  }

  function materialLine({ material, wishes, givers }, about, cover) {
    const line = {
      id: material,
      name: about.name,
      of: whoseOf(wishes),
      originals: 0,
      copies: 0,
      kept: 0,
      for: [],
      obtained_in: givers.length ? givers[0] : null,
      givers,
      waiver: null,
      is_required: false,
      is_sure: false,
      is_each: false,
      one_of: [],
      covered_by: cover && cover.material,
      covered_by_of: cover && whoseOf(cover.wishes),
      is_for_collection: true,
      kind: about.kind,
      issuer: about.issuer,
      how_to_get: about.how_to_get || "",
    };
    let waiver = WAIVERS.length;
    wishes.forEach((wish) => {
      const { ask, chosen, group } = wish;
      const originals = ask.originals || 0;
      line.originals = Math.max(line.originals, originals);
      line.copies += ask.copies || 0;
      if (ask.is_kept) line.kept += originals;
      add(line.for, chosen.code);
      waiver = Math.min(waiver, waiverOf(ask));
      if (wish.isFirm) line.is_required = true;
      if (wish.isSure) line.is_sure = true;
      if (ask.is_each) line.is_each = true;
      if (group) add(line.one_of, group);
      if (!ask.is_for_collection) line.is_for_collection = false;
    });
    line.waiver = WAIVERS[waiver];
    return line;
  }

  // How far one matter does without a paper: its place in WAIVERS.
  function waiverOf(ask) {
    if (ask.is_exempt) return 3;
    if (ask.may_promise) return 2;
    return ask.may_follow ? 1 : 0;
  }

  function mergeInputs(route, situation) {
    const found = new Map();
    for (const { code, matter, isSure } of route.chosen) {
      for (const item of situation.those(matter.inputs)) {
        const { text, source = "" } = item;
        const key = JSON.stringify([text, source]);
        if (!found.has(key)) found.set(key, { text, source, for: [], is_sure: false });
        const input = found.get(key);
        add(input.for, code);
        input.is_sure ||= isSure && situation.isSure(item);
      }
    }
    return [...found.values()];
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
      for (const { starts, promised, statutory, extension } of this.limits(matter)) {
        if (!byStart.has(starts)) {
          byStart.set(starts, []);
          found.push(byStart.get(starts));
        }
        byStart.get(starts).push({
          promised: promised || statutory, statutory: statutory || promised, extension,
        });
      }
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
      Object.assign(this, { clockwork, route, members, begin, end: begin, pace, spans: new Map() });
      for (const { id, matter } of members) {
        let start = begin;
        for (const key of route.before.get(id)) {
          if (this.spans.has(key)) start = Math.max(start, this.spans.get(key).finish);
        }
        const finish = clockwork.finish(matter, start, pace);
        this.spans.set(id, { start, finish });
        this.end = Math.max(this.end, finish);
      }
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

  // ---- Dates -----------------------------------------------------------------------------------
  function yearly(text, today) {
    const [first, last] = text.split("..");
    const dayIn = (year, part) => dayOf(year, ...part.split("-").map(Number));
    let closes = dayIn(yearOf(today), last);
    if (closes < today) closes = dayIn(yearOf(today) + 1, last);
    return [dayIn(yearOf(closes) - (first > last), first), closes];
  }

  function bounds(window, calendar, event, today) {
    if (window.every_year) return yearly(window.every_year, today);
    let opens = parse(window.on_or_after);
    let closes = parse(window.on_or_before);
    if (event !== null && window.starts === "after") {
      const first = window.opens ? calendar.after(event, window.opens) : event;
      opens = Math.max(first, opens === null ? first : opens);
      if (window.within) {
        const last = calendar.endOf(first, window.within);
        closes = Math.min(last, closes === null ? last : closes);
      }
    }
    if (event !== null && window.starts === "before") {
      const days = [window.opens, window.within].filter(Boolean)
        .map((span) => calendar.before(event, span)).sort((a, b) => a - b);
      opens = days.length ? days[0] : opens;
      closes = days.length > 1 ? days[1] : event - 1;
    }
    return [opens, closes];
  }

  class Dates {
    constructor(route, clockwork, event, today) {
      Object.assign(this, { route, clockwork, event, today });
      this.soonest = this.findSoonest();
      this.lines = new Map();
      for (const chosen of route.chosen) {
        this.lines.set(chosen.id,
          clockwork.situation.those(chosen.matter.windows).map((w) => this.line(chosen, w)));
      }
    }
    // What waits for the event begins on its day; what comes before it begins today.
    findSoonest() {
      const { route, clockwork, event, today } = this;
      const from = (day) => new Schedule(clockwork, route, route.chosen, day, "promised").spans;
      const before = from(today);
      const after = event !== null && event > today ? from(event) : before;
      return { before, after, "": after };
    }
    line(chosen, window) {
      const { calendar, situation } = this.clockwork;
      const [opens, closes] = bounds(window, calendar, this.event, this.today);
      const { start } = this.soonest[window.starts || ""].get(chosen.id);
      return {
        code: chosen.code,
        index: window.index,
        opens,
        closes,
        state: this.state(opens, closes, start),
        effect: window.effect || null,
        is_sure: chosen.isSure && situation.isSure(window),
      };
    }
    state(opens, closes, earliest) {
      if (opens === null && closes === null) return "undated";
      if (closes !== null && closes < this.today) return "missed";
      if (closes !== null && closes < earliest) return "late";
      return opens !== null && opens > this.today ? "later" : "open";
    }
    dues() {
      const found = new Map();
      for (const [id, lines] of this.lines) {
        const days = lines.map((line) => line.closes).filter((day) => day !== null);
        const left = days.filter((day) => day >= this.today);
        if (left.length) found.set(id, Math.min(...left));
        else if (days.length && days.length === lines.length) found.set(id, Math.max(...days));
      }
      return found;
    }
    startBy(dues) {
      const { route, clockwork } = this;
      const found = new Map();
      for (const { id, matter } of [...route.chosen].reverse()) {
        const days = dues.has(id) ? [clockwork.calendar.onOrBefore(dues.get(id))] : [];
        for (const key of route.after.get(id)) {
          if (found.has(key)) days.push(clockwork.latestStart(matter, found.get(key), "statutory"));
        }
        if (days.length) found.set(id, Math.min(...days));
      }
      return found;
    }
  }

  // ---- Money, duties, warnings -----------------------------------------------------------------
  function prices(route, situation, kind) {
    return route.chosen.flatMap((chosen) => situation.those(chosen.matter[kind]).map((item) => ({
      code: chosen.code,
      index: item.index,
      item: item.item,
      value: item.value || "",
      per: item.per || "",
      direction: item.direction || "",
      is_sure: chosen.isSure && chosen.isCounted && situation.isSure(item),
    })));
  }

  function sumFees(route, situation) {
    const items = prices(route, situation, "fees");
    const values = items.filter((item) => item.value && item.is_sure).map((item) => item.value);
    const digits = Math.max(0, ...values.map((value) => (value.split(".")[1] || "").length));
    const cents = values.reduce((sum, value) => sum + Math.round(Number(value) * 100), 0);
    const total = (cents / 100).toFixed(digits);
    return { total, is_complete: values.length === items.length, items };
  }

  function duties(route, situation) {
    return route.chosen.flatMap((chosen) => situation.those(chosen.matter.tasks).map((task) => ({
      code: chosen.code,
      name: task.name,
      matter: task.matter || "",
      every: task.every || "",
      opens: task.opens || "",
      closes: task.closes || "",
      exempt: task.exempt || "",
      if_missed: task.if_missed || "",
      is_sure: chosen.isSure && situation.isSure(task),
    })));
  }

  function warnings(route, situation) {
    const byId = new Map(route.chosen.map((c) => [c.id, c]));
    const seen = new Set();
    const found = [];
    for (const chosen of route.chosen) {
      for (const clash of situation.those(chosen.matter.clashes)) {
        const other = byId.get(clash.matter);
        if (!other) continue;
        const pair = JSON.stringify([[chosen.id, other.id].sort(), clash.rule]);
        if (seen.has(pair)) continue;
        seen.add(pair);
        found.push({
          codes: [chosen.code, other.code],
          rule: clash.rule,
          note: clash.note || "",
          is_sure: chosen.isSure && other.isSure && situation.isSure(clash),
        });
      }
    }
    return found;
  }

  // ---- The plan --------------------------------------------------------------------------------
  function matterLines(route, clockwork, dates, schedule) {
    const codes = new Map(route.chosen.map((c) => [c.id, c.code]));
    const dues = dates.dues();
    const startBy = dates.startBy(dues);
    const slack = schedule.slack();
    const { calendar, situation } = clockwork;
    const day = (days, id) => (days.has(id) ? iso(days.get(id)) : null);
    return route.chosen.map((c) => {
      const { id, matter } = c;
      const { start, finish } = schedule.spans.get(id) || { start: null, finish: null };
      const from = start === null ? schedule.begin : start;
      return {
        code: c.code,
        id,
        name: matter.name,
        wave: route.wave.get(id),
        need: c.listing.need,
        start_by: day(startBy, id),
        due: day(dues, id),
        is_sure: c.isSure,
        is_counted: c.isCounted,
        after: route.before.get(id).map((key) => codes.get(key)),
        days: calendar.between(from, clockwork.finish(matter, from, "promised")),
        longest: calendar.between(from, clockwork.finish(matter, from, "longest")),
        is_limit_known: clockwork.isKnown(matter),
        slack: slack.has(id) ? slack.get(id) : null,
        start: iso(start),
        finish: iso(finish),
        wait: calendar.between(from, clockwork.waitEnd(matter, from)),
        is_online: !timesOf(c, situation),
        note: c.listing.note || "",
      };
    });
  }

  function estimatedYears(calendar, schedule, lines) {
    const years = new Set(lines.filter((l) => l.closes !== null).map((l) => yearOf(l.closes)));
    for (let y = yearOf(schedule.begin); y <= yearOf(schedule.end); y += 1) years.add(y);
    return [...years].filter((year) => !calendar.years.has(year)).sort((a, b) => a - b);
  }

  // `request`: {answers: question → choice, today, date (or null)}, days as ISO dates.
  function makePlan(facts, request, calendar) {
    const situation = new Situation(request.answers);
    const today = parse(request.today);
    const event = parse(request.date);
    const chosen = choose(facts, situation);
    const route = findRoute(facts, chosen, situation);
    const clockwork = new Clockwork(calendar, situation);
    const dates = new Dates(route, clockwork, event, today);
    const lines = [...dates.lines.values()].flat();
    const counted = route.chosen.filter((c) => c.isCounted);
    const codes = new Map(counted.map((c) => [c.id, c.code]));
    const begin = calendar.onOrAfter(Math.max(today, event === null ? today : event));
    const [promised, statutory, longest] = ["promised", "statutory", "longest"]
      .map((pace) => new Schedule(clockwork, route, counted, begin, pace));
    const trips = planTrips(counted, route, clockwork);
    return {
      event: facts.id,
      answers: { ...request.answers },
      date: request.date || null,
      matters: matterLines(route, clockwork, dates, promised),
      materials: mergeMaterials(facts, route, situation),
      visits: trips.length,
      trips,
      days: {
        parallel: promised.days(),
        sequential: promised.sequential(),
        statutory: statutory.days(),
        longest: longest.days(),
        unknown: counted.filter((c) => !clockwork.isKnown(c.matter)).map((c) => c.code),
      },
      critical_path: promised.critical().map((id) => codes.get(id)),
      fees: sumFees(route, situation),
      amounts: prices(route, situation, "amounts"),
      prepare: mergeInputs(route, situation),
      dates: lines.map((l) => ({ ...l, opens: iso(l.opens), closes: iso(l.closes) })),
      duties: duties(route, situation),
      warnings: warnings(route, situation),
      next_question: nextQuestion(facts, chosen, situation),
      estimated_years: estimatedYears(calendar, longest, lines),
    };
  }

  Object.assign(twotrees, { WorkCalendar, makePlan, pruneFor });
})();
