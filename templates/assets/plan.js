// SPDX-License-Identifier: MIT
// The plan of an event: its facts, answers and a calendar in; the same plan as twotrees/journey
// computes out, field by field (docs/data.md, docs/decisions/040-journey.md). Tests compare both.
// Conditions are judged by when.js.
"use strict";
(() => {
  const { Situation, list, prune } = twotrees;
  const unique = (items) => [...new Set(items)];

  // ---- Days: whole numbers of days since 1970, ISO dates outside -------------------------------
  const DAY = 86400000;
  const FIXED = new Set(["01-01", "05-01", "05-02", "10-01", "10-02", "10-03"]);
  const LAST_YEAR = 9000;
  const parse = (iso) => (iso ? Math.round(Date.parse(`${iso}T00:00:00Z`) / DAY) : null);
  const iso = (day) => (day === null ? null : new Date(day * DAY).toISOString().slice(0, 10));
  const yearOf = (day) => new Date(day * DAY).getUTCFullYear();
  const monthLength = (year, month) => new Date(Date.UTC(year, month, 0)).getUTCDate();
  const dayOf = (year, month, day) =>
    Date.UTC(year, month - 1, Math.min(day, monthLength(year, month))) / DAY;

  function addMonths(day, months) {
    const date = new Date(day * DAY);
    const count = date.getUTCFullYear() * 12 + date.getUTCMonth() + months;
    const year = Math.min(Math.max(Math.floor(count / 12), 1), LAST_YEAR);
    return dayOf(year, (((count % 12) + 12) % 12) + 1, date.getUTCDate());
  }

  function shift(day, span, sign) {
    switch (span.unit || "日") {
      case "个月": return addMonths(day, sign * span.n);
      case "年": return addMonths(day, sign * span.n * 12);
      case "周": return day + sign * 7 * span.n;
      case "小时": return day + sign * Math.ceil(span.n / 24);
      default: return day + sign * span.n;
    }
  }

  class WorkCalendar {
    // `years` as in data/workdays.json.
    constructor(years) {
      this.years = new Set(Object.keys(years).map(Number));
      const notices = Object.values(years);
      this.off = new Set(notices.flatMap((notice) => notice.holidays.map(parse)));
      this.worked = new Set(notices.flatMap((notice) => notice.workdays.map(parse)));
      this.known = new Map();
    }
    // A plan asks for the same days thousands of times.
    isWorkday(day) {
      let known = this.known.get(day);
      if (known === undefined) {
        known = this.findWorkday(day);
        this.known.set(day, known);
      }
      return known;
    }
    findWorkday(day) {
      if (this.worked.has(day)) return true;
      const weekday = (((day + 4) % 7) + 7) % 7;
      if (this.off.has(day) || weekday === 0 || weekday === 6) return false;
      return this.years.has(yearOf(day)) || !FIXED.has(iso(day).slice(5));
    }
    onOrAfter(day) {
      while (!this.isWorkday(day)) day += 1;
      return day;
    }
    onOrBefore(day) {
      while (!this.isWorkday(day)) day -= 1;
      return day;
    }
    between(first, last) {
      let count = 0;
      for (let day = first + 1; day <= last; day += 1) count += this.isWorkday(day);
      return count;
    }
    after(day, span) {
      if (span.unit !== "个工作日") return shift(day, span, 1);
      for (let left = span.n; left > 0; left -= 1) day = this.onOrAfter(day + 1);
      return day;
    }
    before(day, span) {
      if (span.unit !== "个工作日") return shift(day, span, -1);
      for (let left = span.n; left > 0; left -= 1) day = this.onOrBefore(day - 1);
      return day;
    }
    endOf(start, span) {
      return span.n ? this.onOrAfter(this.after(start, span)) : start;
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
    const parts = chosen.flatMap((c) => PARTS.flatMap((part) => list(c.matter[part])));
    return situation.next(listings) || situation.next(parts);
  }

  // Whether an answer would decide anything beside those of `situation`.
  const isAsked = (facts, question, situation) =>
    facts.matters.some((matter) => situation.asks(question, matter.listings))
    || facts.matters.some((matter) => situation.those(matter.listings).length
      && PARTS.some((part) => situation.asks(question, matter[part])));

  const pruneFor = (facts, answers) =>
    prune(answers, (question, situation) => isAsked(facts, question, situation));

  // ---- Order -----------------------------------------------------------------------------------
  function findRoute(facts, chosen, situation) {
    const byId = new Map(chosen.map((c) => [c.id, c]));
    const has = (items, order) => situation.those(items)
      .some((item) => item.material === order.material && item.of === (order.of || ""));
    const orders = list(facts.orders).filter((order) => {
      const giver = byId.get(order.before);
      const user = byId.get(order.after);
      if (!giver || !user) return false;
      return !order.material || (has(giver.matter.gifts, order) && has(user.matter.asks, order));
    });
    const wave = new Map();
    const findWave = (id) => {
      if (!wave.has(id)) {
        const before = orders.filter((order) => order.after === id);
        wave.set(id, 1 + Math.max(0, ...before.map((order) => findWave(order.before))));
      }
      return wave.get(id);
    };
    chosen.forEach((c) => findWave(c.id));
    const line = [...chosen].sort((a, b) => wave.get(a.id) - wave.get(b.id));
    const rank = new Map(line.map((c, number) => [c.id, number]));
    const ranked = (ids) => unique(ids).sort((a, b) => rank.get(a) - rank.get(b));
    const before = new Map();
    const after = new Map();
    for (const { id } of chosen) {
      before.set(id, ranked(orders.filter((o) => o.after === id).map((o) => o.before)));
      after.set(id, ranked(orders.filter((o) => o.before === id).map((o) => o.after)));
    }
    const givers = (id, material, of) => orders
      .filter((o) => o.after === id && o.material === material && (o.of || "") === of)
      .map((o) => o.before);
    return { chosen: line, before, after, wave, givers };
  }

  // ---- Papers ----------------------------------------------------------------------------------
  const FAMILY = "全家";
  const sum = (items) => items.reduce((a, b) => a + b, 0);

  function mergeMaterials(facts, route, situation) {
    const papers = new Map();
    const certain = new Set(route.chosen.filter((c) => c.isSure && c.isCounted).flatMap((c) =>
      list(c.matter.gifts).filter((gift) => situation.isSure(gift))
        .map((gift) => JSON.stringify([c.id, gift.material, gift.of]))));
    for (const chosen of route.chosen) {
      for (const ask of situation.those(chosen.matter.asks)) {
        const key = JSON.stringify([ask.material, ask.of]);
        if (!papers.has(key)) papers.set(key, { material: ask.material, of: ask.of, wishes: [] });
        papers.get(key).wishes.push({
          chosen,
          ask,
          holds: situation.isSure(ask),
          isGiven: route.givers(chosen.id, ask.material, ask.of).some((id) =>
            certain.has(JSON.stringify([id, ask.material, ask.of]))),
          isSure: chosen.isSure && situation.isSure(ask),
          isFirm: !(ask.is_optional || ask.one_of),
          group: ask.one_of ? `${chosen.code}:${ask.one_of}` : "",
        });
      }
    }
    for (const paper of papers.values()) paper.givers = giversOf(paper, route);
    const covering = findCovering(papers.values());
    const lines = [...papers.values()].map((paper) => {
      const covers = paper.wishes.map((wish) => covering.get(wish.group) || paper);
      const cover = covers.includes(paper) ? null : covers[0];
      return materialLine(paper, facts.papers[paper.material], cover);
    });
    return lines.sort((a, b) => (a.obtained_in !== null) - (b.obtained_in !== null));
  }

  function giversOf(paper, route) {
    const givers = paper.wishes.map((w) => route.givers(w.chosen.id, paper.material, paper.of));
    const ids = new Set(givers.every((some) => some.length) ? givers.flat() : []);
    return route.chosen.filter((c) => ids.has(c.id))
      .sort((a, b) => b.isCounted - a.isCounted).map((c) => c.code);
  }

  // By group, the first of its papers that one certainly has and may certainly show there. What only
  // an optional or uncertain matter asks for or gives, nobody has for certain.
  function findCovering(papers) {
    const covering = new Map();
    for (const paper of papers) {
      const isBrought = paper.wishes.some((w) => w.isFirm && w.isSure && w.chosen.isCounted);
      for (const { group, holds, isGiven } of paper.wishes) {
        const isHad = isBrought || (paper.givers.length && isGiven);
        if (group && holds && isHad && !covering.has(group)) covering.set(group, paper);
      }
    }
    return covering;
  }

  // A paper that a family shares may be named after several people.
  function whoseOf(wishes) {
    const named = unique(wishes.map((wish) => wish.ask.whose));
    return named.length === 1 ? named[0] : FAMILY;
  }

  function materialLine({ material, wishes, givers }, about, cover) {
    const asks = wishes.map((wish) => wish.ask);
    return {
      id: material,
      name: about.name,
      of: whoseOf(wishes),
      originals: Math.max(...asks.map((ask) => ask.originals || 0)),
      copies: sum(asks.map((ask) => ask.copies || 0)),
      kept: sum(asks.map((ask) => (ask.is_kept ? ask.originals || 0 : 0))),
      for: unique(wishes.map((wish) => wish.chosen.code)),
      obtained_in: givers.length ? givers[0] : null,
      givers,
      waiver: waiverOf(asks),
      is_required: wishes.some((wish) => wish.isFirm),
      is_sure: wishes.some((wish) => wish.isSure),
      is_each: asks.some((ask) => ask.per),
      one_of: unique(wishes.map((wish) => wish.group).filter(Boolean)),
      covered_by: cover && cover.material,
      covered_by_of: cover && whoseOf(cover.wishes),
      is_for_collection: asks.every((ask) => ask.due !== "申请时"),
      kind: about.kind,
      issuer: about.issuer,
      how_to_get: about.how_to_get || "",
    };
  }

  function waiverOf(asks) {
    if (asks.every((ask) => ask.exempt)) return "免提交";
    if (asks.every((ask) => ask.exempt || ask.may_promise)) return "告知承诺";
    if (asks.every((ask) => ask.exempt || ask.may_promise || ask.may_follow)) return "容缺";
    return null;
  }

  function mergeInputs(route, situation) {
    const found = new Map();
    for (const chosen of route.chosen) {
      for (const item of situation.those(chosen.matter.inputs)) {
        const key = JSON.stringify([item.text, item.source || ""]);
        if (!found.has(key)) {
          found.set(key, { text: item.text, source: item.source || "", for: [], is_sure: false });
        }
        const input = found.get(key);
        if (!input.for.includes(chosen.code)) input.for.push(chosen.code);
        input.is_sure = input.is_sure || (chosen.isSure && situation.isSure(item));
      }
    }
    return [...found.values()];
  }

  // ---- Time ------------------------------------------------------------------------------------
  const LOOK_BACK = 8000;

  class Clockwork {
    constructor(calendar, situation) {
      this.calendar = calendar;
      this.situation = situation;
      this.cache = new Map();
    }
    spans(matter, pace) {
      const key = `${matter.id} ${pace}`;
      if (!this.cache.has(key)) this.cache.set(key, this.findSpans(matter, pace));
      return this.cache.get(key);
    }
    // Groups one after the other, each of alternatives, each of spans one after the other.
    findSpans(matter, pace) {
      const limits = new Map();
      for (const limit of this.situation.those(matter.limits)) {
        const span = pace === "promised"
          ? limit.promised || limit.statutory : limit.statutory || limit.promised;
        if (!span) continue;
        const more = pace === "longest" && limit.extension ? [limit.extension] : [];
        if (!limits.has(limit.starts)) limits.set(limit.starts, []);
        limits.get(limit.starts).push([span, ...more]);
      }
      return [...this.waits(matter).map((wait) => [[wait]]), ...limits.values()];
    }
    waits(matter) {
      const hasLimit = this.situation.those(matter.limits)
        .some((limit) => limit.promised || limit.statutory);
      return this.situation.those(matter.waits)
        .filter((wait) => !(wait.is_office && hasLimit)).map((wait) => wait.span);
    }
    waitEnd(matter, start) {
      return this.waits(matter).reduce((day, wait) => this.calendar.endOf(day, wait), start);
    }
    finish(matter, start, pace) {
      let day = start;
      for (const alternatives of this.spans(matter, pace)) {
        const ends = alternatives.map((chain) =>
          chain.reduce((from, span) => this.calendar.endOf(from, span), day));
        day = Math.max(...ends);
      }
      return day;
    }
    takesTime(matter) {
      return this.spans(matter, "promised").flat(2).some((span) => span.n);
    }
    isKnown(matter) { return this.spans(matter, "promised").length > 0; }
    latestStart(matter, end, pace) {
      let low = end - LOOK_BACK;
      let high = end;
      while (low < high) {
        const middle = high - Math.floor((high - low) / 2);
        if (this.finish(matter, middle, pace) <= end) low = middle;
        else high = middle - 1;
      }
      return this.calendar.onOrBefore(low);
    }
  }

  class Schedule {
    constructor(clockwork, route, members, begin, pace) {
      Object.assign(this, { clockwork, route, members, begin, pace });
      this.spans = new Map();
      for (const { id, matter } of members) {
        const ends = route.before.get(id).filter((key) => this.spans.has(key))
          .map((key) => this.spans.get(key)[1]);
        const start = Math.max(begin, ...ends);
        this.spans.set(id, [start, clockwork.finish(matter, start, pace)]);
      }
      this.end = Math.max(begin, ...[...this.spans.values()].map(([, end]) => end));
      this.days = clockwork.calendar.between(begin, this.end);
    }
    sequential() {
      const end = this.members.reduce(
        (day, { matter }) => this.clockwork.finish(matter, day, this.pace), this.begin);
      return this.clockwork.calendar.between(this.begin, end);
    }
    critical() {
      const last = [...this.members].reverse().find(({ id }) => this.spans.get(id)[1] === this.end);
      const chain = [];
      let id = last ? last.id : undefined;
      while (id !== undefined) {
        chain.unshift(id);
        const start = this.spans.get(id)[0];
        id = this.route.before.get(id)
          .find((key) => this.spans.has(key) && this.spans.get(key)[1] === start);
      }
      return chain;
    }
    slack() {
      const last = new Map();
      for (const { id, matter } of [...this.members].reverse()) {
        const bounds = this.route.after.get(id).filter((key) => last.has(key))
          .map((key) => last.get(key));
        const end = Math.min(this.end, ...bounds);
        last.set(id, this.clockwork.latestStart(matter, end, this.pace));
      }
      const count = (id, day) => this.clockwork.calendar.between(this.spans.get(id)[0], day);
      return new Map([...last].map(([id, day]) => [id, count(id, day)]));
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

  // Needs are maps from a stop's number to whether it must be made in an earlier visit.
  function makeStops(counted, route, clockwork) {
    const stops = [];
    const done = new Map();
    const { situation } = clockwork;
    for (const chosen of counted) {
      let needs = new Map();
      for (const key of route.before.get(chosen.id)) {
        for (const [stop, earlier] of done.get(key) || []) {
          needs.set(stop, needs.get(stop) || earlier);
        }
      }
      const times = timesOf(chosen, situation);
      for (let n = 0; n < times; n += 1) {
        stops.push({ place: siteOf(chosen, situation).place, needs, owner: chosen });
        needs = new Map([[stops.length - 1, true]]);
      }
      const waits = times <= 1 && clockwork.takesTime(chosen.matter);
      if (times) needs = new Map([[stops.length - 1, waits]]);
      else if (waits) needs = new Map([...needs.keys()].map((stop) => [stop, true]));
      done.set(chosen.id, needs);
    }
    return stops;
  }

  function fewestVisits(stops) {
    const places = unique(stops.map((stop) => stop.place));
    const at = (place) => stops.map((_, number) => number).filter((n) => stops[n].place === place);
    const left = new Map(places.map((place) => [place, at(place)]));
    const everything = "1".repeat(stops.length);
    let states = new Map([["0".repeat(stops.length), []]]);
    while (!states.has(everything)) {
      const following = new Map();
      for (const [done, visits] of states) {
        for (const [place, made] of nextVisits(stops, left, done)) {
          const digits = [...done];
          made.forEach((n) => { digits[n] = "1"; });
          const key = digits.join("");
          if (!following.has(key)) following.set(key, [...visits, [place, made]]);
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
        const free = [...stops[n].needs].every(([stop, earlier]) =>
          done[stop] === "1" || (!earlier && made.includes(stop)));
        if (free) made.push(n);
      }
      if (made.length && made.length === wanted.length) return [[place, made]];
      if (made.length) found.push([place, made]);
    }
    return found;
  }

  function planTrips(route, clockwork) {
    const counted = route.chosen.filter((c) => c.isCounted);
    const stops = makeStops(counted, route, clockwork);
    return fewestVisits(stops).map(([place, made]) => {
      const members = made.map((n) => stops[n].owner);
      const counters = members.flatMap((c) => list(c.matter.counters));
      return {
        place,
        name: siteOf(members[0], clockwork.situation).name,
        matters: unique(members.map((c) => c.code)),
        windows: place.startsWith("hall:") ? unique(counters) : [],
      };
    });
  }

  // ---- Dates -----------------------------------------------------------------------------------
  function yearly(text, today) {
    const [first, last] = text.split("..").map((part) => part.split("-").map(Number));
    const later = first[0] > last[0] || (first[0] === last[0] && first[1] > last[1]);
    let closes = dayOf(yearOf(today), ...last);
    if (closes < today) closes = dayOf(yearOf(today) + 1, ...last);
    return [dayOf(yearOf(closes) - later, ...first), closes];
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
      const begin = Math.max(today, event === null ? today : event);
      const soonest = (day) => new Schedule(clockwork, route, route.chosen, day, "promised").spans;
      const fromEvent = soonest(begin);
      this.soonest = { before: soonest(today), after: fromEvent, "": fromEvent };
      this.lines = route.chosen.flatMap((chosen) =>
        clockwork.situation.those(chosen.matter.windows).map((w) => this.line(chosen, w)));
    }
    line(chosen, window) {
      const { calendar, situation } = this.clockwork;
      const [opens, closes] = bounds(window, calendar, this.event, this.today);
      const [earliest] = this.soonest[window.starts || ""].get(chosen.id);
      return {
        code: chosen.code,
        index: window.index,
        opens,
        closes,
        state: this.state(opens, closes, earliest),
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
      for (const { id, code } of this.route.chosen) {
        const lines = this.lines.filter((line) => line.code === code);
        const days = lines.map((line) => line.closes).filter((day) => day !== null);
        const left = days.filter((day) => day >= this.today);
        if (left.length) found.set(id, Math.min(...left));
        else if (days.length && days.length === lines.length) found.set(id, Math.max(...days));
      }
      return found;
    }
    startBy(dues) {
      const found = new Map();
      for (const { id, matter } of [...this.route.chosen].reverse()) {
        const days = this.route.after.get(id).filter((key) => found.has(key))
          .map((key) => this.clockwork.latestStart(matter, found.get(key), "statutory"));
        if (dues.has(id)) days.push(this.clockwork.calendar.onOrBefore(dues.get(id)));
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
    const cents = sum(values.map((value) => Math.round(Number(value) * 100)));
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
        const pair = JSON.stringify([[chosen.id, clash.matter].sort(), clash.rule]);
        if (!other || seen.has(pair)) continue;
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
    const get = (map, key) => (map.has(key) ? map.get(key) : null);
    return route.chosen.map((c) => {
      const [start, finish] = schedule.spans.get(c.id) || [null, null];
      const from = start === null ? schedule.begin : start;
      const until = (end) => clockwork.calendar.between(from, end);
      return {
        code: c.code,
        id: c.id,
        name: c.matter.name,
        wave: route.wave.get(c.id),
        need: c.listing.need,
        start_by: iso(get(startBy, c.id)),
        due: iso(get(dues, c.id)),
        is_sure: c.isSure,
        is_counted: c.isCounted,
        after: route.before.get(c.id).map((id) => codes.get(id)),
        days: until(clockwork.finish(c.matter, from, "promised")),
        longest: until(clockwork.finish(c.matter, from, "longest")),
        is_limit_known: clockwork.isKnown(c.matter),
        slack: get(slack, c.id),
        start: iso(start),
        finish: iso(finish),
        wait: until(clockwork.waitEnd(c.matter, from)),
        is_online: !timesOf(c, clockwork.situation),
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
    const counted = route.chosen.filter((c) => c.isCounted);
    const codes = new Map(counted.map((c) => [c.id, c.code]));
    const begin = calendar.onOrAfter(Math.max(today, event === null ? today : event));
    const [promised, statutory, longest] = ["promised", "statutory", "longest"]
      .map((pace) => new Schedule(clockwork, route, counted, begin, pace));
    const trips = planTrips(route, clockwork);
    return {
      event: facts.id,
      answers: { ...request.answers },
      date: request.date || null,
      matters: matterLines(route, clockwork, dates, promised),
      materials: mergeMaterials(facts, route, situation),
      visits: trips.length,
      trips,
      days: {
        parallel: promised.days,
        sequential: promised.sequential(),
        statutory: statutory.days,
        longest: longest.days,
        unknown: counted.filter((c) => !clockwork.isKnown(c.matter)).map((c) => c.code),
      },
      critical_path: promised.critical().map((id) => codes.get(id)),
      fees: sumFees(route, situation),
      amounts: prices(route, situation, "amounts"),
      prepare: mergeInputs(route, situation),
      dates: dates.lines.map((l) => ({ ...l, opens: iso(l.opens), closes: iso(l.closes) })),
      duties: duties(route, situation),
      warnings: warnings(route, situation),
      next_question: nextQuestion(facts, chosen, situation),
      estimated_years: estimatedYears(calendar, longest, dates.lines),
    };
  }

  Object.assign(twotrees, { WorkCalendar, makePlan, pruneFor });
})();
