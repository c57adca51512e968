// SPDX-License-Identifier: MIT
// The plan of an event: what outline.js begins of facts, answers and a calendar in; the same plan as
// twotrees/journey computes out, field by field (docs/data.md, docs/decisions/040-journey.md).
// The browser compiles all of it beforehand, and not one function after the other at its first call:
//# allFunctionsCalledOnLoad
"use strict";
(() => {
  const { Schedule, add, days, list, timesOf } = twotrees;
  const { dayOf, iso, parse, yearOf } = days;

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
    const grouped = papers.filter((paper) => paper.isGrouped);
    const covering = findCovering(grouped, findCertain(route, situation));
    for (const paper of grouped) paper.cover = coverOf(paper, covering);
    const lines = papers.map((paper) => materialLine(paper, facts.papers[paper.material]));
    return lines.sort((a, b) => (a.obtained_in !== null) - (b.obtained_in !== null));
  }

  // The papers, each with the wishes for it: one wish is one matter's ask.
  function findPapers(route, situation) {
    const papers = new Map();
    route.chosen.forEach((chosen) => {
      const handed = route.handed.get(chosen.id);
      situation.those(chosen.matter.asks).forEach((ask) => {
        const { material, of } = ask;
        const key = paperKey(material, of);
        let paper = papers.get(key);
        if (!paper) {
          paper = { material, wishes: [], givers: [], isGrouped: false, cover: null };
          papers.set(key, paper);
        }
        if (ask.one_of) paper.isGrouped = true;
        const givers = handed.length ? handed.filter((order) => isHanded(order, ask)) : handed;
        paper.wishes.push({ chosen, ask, givers, holds: situation.isSure(ask) });
      });
    });
    return [...papers.values()];
  }

  const isHanded = (order, { material, of }) => order.material === material && (order.of || "") === of;
  const isFirm = ({ ask }) => !(ask.is_optional || ask.one_of);
  const isSure = ({ chosen, holds }) => chosen.isSure && holds;
  const groupOf = ({ chosen, ask }) => (ask.one_of ? `${chosen.code}:${ask.one_of}` : "");

  function giversOf({ wishes }, route) {
    if (!wishes.every((wish) => wish.givers.length)) return [];
    const ids = new Set(wishes.flatMap((wish) => wish.givers.map((order) => order.before)));
    return route.chosen.filter((c) => ids.has(c.id))
      .sort((a, b) => b.isCounted - a.isCounted).map((c) => c.code);
  }

  // What earlier matters give for certain.
  function findCertain(route, situation) {
    const certain = new Set();
    for (const { id, matter, isSure, isCounted } of route.chosen) {
      if (!isSure || !isCounted) continue;
      list(matter.gifts).forEach((gift) => {
        if (situation.isSure(gift)) certain.add(giftKey(id, gift.material, gift.of));
      });
    }
    return certain;
  }

  // By group, the first of its papers that one certainly has and may certainly show there. What only
  // an optional or uncertain matter asks for or gives, nobody has for certain.
  function findCovering(papers, certain) {
    const covering = new Map();
    for (const paper of papers) {
      const { material, wishes, givers } = paper;
      const isBrought = wishes.some((wish) => isFirm(wish) && isSure(wish) && wish.chosen.isCounted);
      const isGiven = (wish) => givers.length
        && wish.givers.some(({ before }) => certain.has(giftKey(before, material, wish.ask.of)));
      for (const wish of wishes) {
        const group = groupOf(wish);
        if (group && wish.holds && !covering.has(group) && (isBrought || isGiven(wish))) {
          covering.set(group, paper);
        }
      }
    }
    return covering;
  }

  // The paper that makes this one needless: one must do so in every group.
  function coverOf(paper, covering) {
    const coverOfWish = (wish) => covering.get(groupOf(wish)) || paper;
    return paper.wishes.some((wish) => coverOfWish(wish) === paper) ? null : coverOfWish(paper.wishes[0]);
  }

  // A paper that a family shares may be named after several people.
  function whoseOf(wishes) {
    const named = ({ ask }) => ask.whose || ask.of;
    const whose = named(wishes[0]);
    return wishes.every((wish) => named(wish) === whose) ? whose : FAMILY;
  }

  function materialLine({ material, wishes, givers, cover }, about) {
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
      const { ask, chosen } = wish;
      const originals = ask.originals || 0;
      line.originals = Math.max(line.originals, originals);
      line.copies += ask.copies || 0;
      if (ask.is_kept) line.kept += originals;
      add(line.for, chosen.code);
      waiver = Math.min(waiver, waiverOf(ask));
      if (isFirm(wish)) line.is_required = true;
      if (isSure(wish)) line.is_sure = true;
      if (ask.is_each) line.is_each = true;
      if (ask.one_of) add(line.one_of, groupOf(wish));
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
    route.chosen.forEach(({ code, matter, isSure }) => {
      situation.those(matter.inputs).forEach((item) => {
        const { text, source = "" } = item;
        const key = `${text}\0${source}`; // `check` lets no NUL into a text
        let input = found.get(key);
        if (!input) {
          input = { text, source, for: [], is_sure: false };
          found.set(key, input);
        }
        add(input.for, code);
        input.is_sure ||= isSure && situation.isSure(item);
      });
    });
    return [...found.values()];
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
      route.chosen.forEach((chosen) => {
        this.lines.set(chosen.id,
          clockwork.situation.those(chosen.matter.windows).map((w) => this.line(chosen, w)));
      });
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

  // `begun`: what `beginPlan` gives.
  function makePlan(begun) {
    const { facts, request, situation, today, event, route, clockwork, counted, schedule, trips, outline } = begun;
    const dates = new Dates(route, clockwork, event, today);
    const lines = [...dates.lines.values()].flat();
    const codes = new Map(counted.map((c) => [c.id, c.code]));
    const [statutory, longest] = ["statutory", "longest"]
      .map((pace) => new Schedule(clockwork, route, counted, schedule.begin, pace));
    return {
      event: facts.id,
      answers: { ...request.answers },
      date: request.date || null,
      matters: matterLines(route, clockwork, dates, schedule),
      materials: mergeMaterials(facts, route, situation),
      ...outline,
      trips,
      days: { ...outline.days, statutory: statutory.days(), longest: longest.days() },
      critical_path: schedule.critical().map((id) => codes.get(id)),
      fees: sumFees(route, situation),
      amounts: prices(route, situation, "amounts"),
      prepare: mergeInputs(route, situation),
      dates: lines.map((l) => ({ ...l, opens: iso(l.opens), closes: iso(l.closes) })),
      duties: duties(route, situation),
      warnings: warnings(route, situation),
      estimated_years: estimatedYears(clockwork.calendar, longest, lines),
    };
  }

  Object.assign(twotrees, { makePlan });
})();
