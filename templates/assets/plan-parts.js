// SPDX-License-Identifier: MIT
// A plan in, what the page and its print show of it out: order, papers, trips, dates, money.
// What nobody must do (按需, 任选) stands apart and isn't printed.
"use strict";
(() => {
  const { UNSURE, addressOf, el, event, freeDays, joined, root, today } = twotrees;
  const NEEDS = { required: "必办", choice: "任选", optional: "按需" };
  const STATES = { late: "来不及了：要先办的事办不完。", missed: "已经过期。", later: "还没开始。" };

  const maybe = (isSure) => (isSure ? "" : el("span", { class: "tag" }, "可能要"));
  const item = (...children) => el("li", null, ...children);
  const block = (title, items, kind = "dot") =>
    (items.length ? [el("h3", null, title), el("ul", { class: kind }, items)] : []);

  // 12月23日; with the year, where it isn't this one.
  function dayText(day) {
    const [year, month, date] = day.split("-").map(Number);
    return `${day.startsWith(today().slice(0, 4)) ? "" : `${year}年`}${month}月${date}日`;
  }

  // ---- Who it is for ---------------------------------------------------------------------------
  function situation(plan, { answers, date }) {
    const said = Object.entries(answers).map(([key, value]) => {
      const { text, unit, choices } = event.questions[key];
      const choice = choices.find(([id]) => id === value);
      return `${text}${value === UNSURE ? "不确定" : choice ? choice[1] : `${value}${unit}`}`;
    });
    const day = date && `${event.facts.starts}：${date}`;
    return el("p", { class: "paper s" }, `${[day, ...said].filter(Boolean).join("；")}。`,
      `${today()}按这些回答算的。`, plan.next_question ? "没回答的，都按可能要办来算。" : "");
  }

  // ---- Order and time --------------------------------------------------------------------------
  const span = (m) => {
    if (!m.is_limit_known) return "时限各地不同";
    const days = m.days ? `${m.days}个工作日` : "当场";
    return m.longest > m.days ? `${days}（最长${m.longest}个）` : days;
  };

  // Answers go along to the page of a matter, which shows what holds for them.
  let query = "";

  function matter(m, names, critical) {
    const before = m.after.filter((code) => names[code]).map((code) => names[code]).join("、");
    return el("li", { "data-code": m.code },
      el("span", { class: `tag ${m.need}` }, NEEDS[m.need]), " ",
      el("a", { href: `${root}m/${m.code}.html${query}` }, m.name), " ", maybe(m.is_sure),
      el("p", { class: "s" }, joined([
        before && `先办完${before}`, span(m), critical.has(m.code) ? "关键" : m.is_counted && freeDays(m) && `可晚${freeDays(m)}个工作日`,
        m.start_by && `最晚${dayText(m.start_by)}申请`,
      ])), m.note && el("p", { class: "s dim" }, m.note));
  }

  function order(plan, names) {
    const counted = plan.matters.filter((m) => m.is_counted);
    const critical = new Set(plan.critical_path);
    const waves = [...new Set(counted.map((m) => m.wave))].map((wave) => item(
      el("ul", { class: "dot" }, counted.filter((m) => m.wave === wave)
        .map((m) => matter(m, names, critical)))));
    return [el("h3", null, "先办什么，后办什么"), el("p", { class: "s dim" }, "同一批可以同时办。"),
      el("ol", { class: "flow" }, waves)];
  }

  function time(plan, names) {
    const { parallel, sequential, statutory, longest } = plan.days;
    if (!parallel) return [];
    const last = plan.matters.map((m) => m.finish).filter(Boolean).sort().pop();
    const chain = plan.critical_path.map((code) => names[code]).join(" → ");
    return block("要多久", [
      `按承诺的时限同时办：${parallel}个工作日，最快${dayText(last)}办完。`,
      sequential > parallel && `一件办完再办下一件：${sequential}个工作日。`,
      statutory > parallel && `按法律给的时限：${statutory}个工作日。`,
      longest > statutory && `依法能延长的都延长：${longest}个工作日。`,
      `关键：${chain}。晚一天，全部就晚一天。`,
    ].filter(Boolean).map((text) => item(text)));
  }

  // ---- What is ticked off, kept on this phone --------------------------------------------------
  const TICKS = `twotrees-ticks-${event.facts.id}`;
  let ticks = new Set();
  try { ticks = new Set(JSON.parse(localStorage.getItem(TICKS))); } catch { /* storage may be off */ }

  function tick(key, isOn) {
    if (isOn) ticks.add(key);
    else ticks.delete(key);
    try { localStorage.setItem(TICKS, JSON.stringify([...ticks])); } catch { /* lasts for this page */ }
  }

  const paper = (names) => (line) => {
    const key = `${line.id} ${line.of}`;
    const each = line.is_each ? "每人" : "";
    const covered = line.covered_by && event.facts.papers[line.covered_by].name;
    const whose = line.covered_by_of === line.of ? "" : `${line.covered_by_of}的`;
    const text = joined([
      line.originals && `${each}原件${line.originals}份`,
      line.kept > line.originals && `窗口收走的一共${line.kept}份`,
      line.copies && `${each}复印件${line.copies}份`,
      !line.originals && !line.copies && "报出信息即可",
      line.waiver,
      !line.is_required && (line.one_of.length ? "任选一样" : "没有也能办"),
      covered && `已有${whose}${covered}就不用`,
      line.is_for_collection && "领取或核查时才要",
    ]);
    const used = line.for.map((code) => names[code]).filter(Boolean).join("、");
    return item(el("label", { class: "tick" }, el("input", {
      type: "checkbox", checked: ticks.has(key),
      onchange: ({ target }) => tick(key, target.checked),
    }), el("span", null, el("b", null, `${line.name}（${line.of}）`), ` ${text} `, maybe(line.is_sure),
      el("span", { class: "s dim" }, joined([`用于${used}`, `来源：${line.issuer}`])))));
  };

  const isOf = (codes) => (line) => line.for.some((code) => codes[code]);

  // What one only may have to bring is folded, but printed: paper can't be opened.
  let isMaybeOpen = false;
  let isPrinting = false;
  for (const name of ["beforeprint", "afterprint"]) {
    addEventListener(name, () => {
      isPrinting = name === "beforeprint";
      const maybe = document.querySelector("#plan .maybe");
      if (maybe) maybe.open = isPrinting || isMaybeOpen;
    });
  }

  function bring(plan, names) {
    const lines = plan.materials.filter((line) => line.obtained_in === null && isOf(names)(line));
    const sure = lines.filter((line) => line.is_sure);
    const rest = lines.filter((line) => !line.is_sure);
    const first = sure.length ? sure : rest;
    const forms = first.filter((line) => line.kind === "申请表").length;
    return [...block("带什么", first.map(paper(names))),
      forms ? el("p", { class: "s dim" }, `其中要填的表${forms}张。`) : "",
      sure.length && rest.length ? el("details", {
        class: "maybe", open: isMaybeOpen,
        ontoggle: ({ target }) => { if (!isPrinting) isMaybeOpen = target.open; },
      }, el("summary", null, `可能还要带的${rest.length}样`),
      el("ul", { class: "dot" }, rest.map(paper(names)))) : ""];
  }

  function obtained(plan, isWanted) {
    const lines = plan.materials.filter((line) => line.obtained_in !== null && isWanted(line));
    return block("办理中取得，不用先准备", lines.map((line) => {
      const giver = plan.matters.find((m) => m.code === line.obtained_in);
      const otherwise = giver.is_counted && giver.is_sure ? "" : "；不办这件事的，要自己带";
      return item(`${line.name}（${line.of}）：办${giver.name}时拿到${otherwise}`);
    }));
  }

  function prepare(plan, names) {
    return block("提前想好", plan.prepare.filter(isOf(names)).map((input) =>
      item(input.source ? `${input.text}：${input.source}` : input.text, " ", maybe(input.is_sure))),
    "dot run");
  }

  // ---- Where, when, how much -------------------------------------------------------------------
  function trips(plan, all) {
    const online = plan.matters.filter((m) => m.is_counted && m.is_online).map((m) => m.name);
    return block("跑几趟", [...plan.trips.map((trip, number) => item(el("b", null,
      `第${number + 1}趟 ${trip.name}${trip.windows.length ? `，窗口${trip.windows.join("、")}` : ""}`),
    `：${trip.matters.map((code) => all[code]).join("、")}`)),
    ...(online.length ? [item(el("b", null, "不用跑"), `：${online.join("、")}`)] : [])]);
  }

  function dates(plan, names) {
    const lines = plan.dates.filter((line) => names[line.code]
      && (line.closes || event.texts[line.code].filing[line.index].is_limited));
    return block("最晚哪天办", lines.map((line) => {
      const said = event.texts[line.code].filing[line.index];
      const days = joined([line.opens && `${dayText(line.opens)}起`,
        line.closes && `${dayText(line.closes)}止`]);
      const isLate = line.state === "late" || line.state === "missed";
      return item(el("b", null, names[line.code]), ` ${said.text}`, days && ` → ${days}`, "。",
        isLate ? el("b", null, STATES[line.state]) : STATES[line.state] || "", isLate ? said.late : "",
        " ", maybe(line.is_sure), said.basis && el("p", { class: "law" }, said.basis));
    }));
  }

  const prices = (plan, names) => ["fees", "amounts"].flatMap((kind) =>
    (kind === "fees" ? plan.fees.items : plan.amounts).filter((price) => names[price.code])
      .map((price) => item(`${names[price.code]}：`,
        joined([price.direction, event.texts[price.code][kind][price.index]]), " ",
        maybe(price.is_sure))));

  function money(plan, names) {
    const { total, items, is_complete: isComplete } = plan.fees;
    const head = !items.length ? "办手续不收费。" : isComplete ? `一共收费${total}元。`
      : Number(total) ? `定好数的一共${total}元，别的看下面。` : "";
    return block("花多少钱，领多少钱", [head && item(head), ...prices(plan, names)].filter(Boolean));
  }

  function duties(plan, names) {
    return block("办完以后", plan.duties.filter((task) => names[task.code]).map((task) => item(
      el("b", null, names[task.code]), ` ${task.name}：`, joined([task.every,
        [task.opens, task.closes].filter(Boolean).join("至"), task.exempt && `不用做的人：${task.exempt}`,
        task.if_missed && `没做：${task.if_missed}`]), " ", maybe(task.is_sure))));
  }

  function cautions(plan, all) {
    const named = (codes, glue) => codes.map((code) => all[code]).join(glue);
    const said = plan.warnings.map((w) => `${named(w.codes, "和")}：${w.rule}。${w.note}`);
    if (plan.days.unknown.length) {
      said.push(`${named(plan.days.unknown, "、")}没有统一时限，按当场办完算，以窗口告知为准。`);
    }
    if (plan.estimated_years.length) {
      said.push(`${plan.estimated_years.join("、")}年的放假安排还没公布，日期是估算的。`);
    }
    return block("要注意", said.map((text) => item(text)));
  }

  // ---- What nobody must do ---------------------------------------------------------------------
  let isSpareOpen = false;

  function spare(plan, all, names) {
    const matters = plan.matters.filter((m) => !m.is_counted);
    if (!matters.length) return [];
    const rest = Object.fromEntries(matters.map((m) => [m.code, m.name]));
    const isRest = (line) => !isOf(names)(line);
    const papers = plan.materials.filter((line) => line.obtained_in === null && isRest(line));
    return [el("details", {
      class: "spare", open: isSpareOpen, ontoggle: ({ target }) => { isSpareOpen = target.open; },
    }, el("summary", null, `按需办、任选的${matters.length}件`),
    el("ul", { class: "dot" }, matters.map((m) => matter(m, all, new Set()))),
    block("只有它们才用的材料", papers.map(paper(all))), obtained(plan, isRest), prepare(plan, rest), dates(plan, rest),
    block("它们的收费和补贴", prices(plan, rest)), duties(plan, rest)),
    el("p", { class: "paper s" }, `按需办、任选，没算在内：${matters.map((m) => m.name).join("、")}。`)];
  }

  // ---- On the phone ----------------------------------------------------------------------------
  // Always the published address: a page from a USB stick leads there, too.
  function code({ answers, date }) {
    const address = document.querySelector("link[rel=canonical]").href + addressOf({ answers, date });
    const drawing = twotrees.qrDrawing(address);
    return drawing ? [el("figure", { class: "code" }, drawing,
      el("figcaption", null, "手机扫一扫，接着看这份计划。"))] : [];
  }

  function actions(plan) {
    const file = twotrees.calendarFile(plan);
    const button = (id, text, onclick) => el("button", { type: "button", class: "btn", id, onclick }, text);
    return el("p", { class: "acts" },
      file && button("ics", "存到日历", () => twotrees.download(file)),
      button("paper", "打印", () => print()));
  }

  // A choice that the answers have made is no choice any more: nothing else is left to take.
  function made(plan) {
    const isOpen = plan.matters.some((m) => m.need === "choice" && !(m.is_counted && m.is_sure));
    return isOpen ? plan : { ...plan, matters: plan.matters.map((m) => (
      m.need === "choice" ? { ...m, need: "required" } : m)) };
  }

  twotrees.planParts = (asked, state) => {
    const plan = made(asked);
    query = addressOf(state);
    const all = Object.fromEntries(plan.matters.map((m) => [m.code, m.name]));
    const names = Object.fromEntries(plan.matters.filter((m) => m.is_counted).map((m) => [m.code, m.name]));
    const course = el("div", { class: "course" },
      el("div", null, order(plan, all), time(plan, all)), twotrees.timeline(plan, dayText));
    return [situation(plan, state), course, bring(plan, names), trips(plan, all), dates(plan, names),
      money(plan, names), prepare(plan, names), obtained(plan, isOf(names)), duties(plan, names),
      cautions(plan, all), spare(plan, all, names), code(state), actions(plan)].flat(2);
  };
})();
