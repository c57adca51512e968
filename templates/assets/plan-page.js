// SPDX-License-Identifier: MIT
// My plan on an event's page: asks questions, shows the plan of plan.js, keeps the answers in the
// address (?q=birth-place.hospital_proxy.self&d=2026-11-18; `proxy.` is 不确定), gives a calendar file.
"use strict";
(() => {
  const { event, makePlan, WorkCalendar } = twotrees;
  const UNSURE = "?";
  const calendar = new WorkCalendar(event.years);
  const section = document.getElementById("plan");
  const root = section.dataset.root;

  // Today in China, wherever the phone is.
  const today = () => new Date(Date.now() + 8 * 3600e3).toISOString().slice(0, 10);

  // ---- The address -----------------------------------------------------------------------------
  function readAddress() {
    const query = new URLSearchParams(location.search);
    const answers = {};
    for (const part of (query.get("q") || "").split("_")) {
      const [key, ...rest] = part.split(".");
      const value = rest.join(".") || UNSURE;
      if (isAnswer(key, value)) answers[key] = value;
    }
    const date = query.get("d") || "";
    return { answers, date: isDate(date) ? date : "" };
  }

  function isAnswer(key, value) {
    const question = Object.hasOwn(event.questions, key) && event.questions[key];
    if (!question) return false;
    if (value === UNSURE) return true;
    if (question.kind === "数字") return /^\d{1,6}(\.\d{1,2})?$/.test(value);
    if (question.kind === "日期") return isDate(value);
    return question.choices.some(([id]) => id === value);
  }

  function isDate(text) {
    if (!/^20\d\d-\d\d-\d\d$/.test(text)) return false;
    const day = new Date(`${text}T00:00:00Z`);
    return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
  }

  function addressOf({ answers, date }) {
    const said = Object.entries(answers)
      .map(([key, value]) => `${key}.${value === UNSURE ? "" : value}`).join("_");
    const query = [said && `q=${said}`, date && `d=${date}`].filter(Boolean).join("&");
    return `${location.pathname}${query ? `?${query}` : ""}`;
  }

  let state = readAddress();

  function change(next) {
    state = next;
    // From a USB stick the browser may forbid it; then the plan lasts as long as the page.
    try { history.pushState(null, "", addressOf(state)); } catch { /* nothing is lost but the address */ }
    show();
  }

  addEventListener("popstate", () => { state = readAddress(); show(); });

  // ---- Parts of the page -----------------------------------------------------------------------
  function el(name, attributes, ...children) {
    const node = document.createElement(name);
    for (const [key, value] of Object.entries(attributes || {})) {
      if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
      else if (value === true) node.setAttribute(key, "");
      else if (value !== false && value !== undefined) node.setAttribute(key, value);
    }
    node.append(...children.flat().filter((child) => child !== "" && child !== null));
    return node;
  }

  const joined = (parts) => parts.filter(Boolean).join("，");
  const maybe = (isSure) => (isSure ? "" : el("span", { class: "tag" }, "可能要"));
  const NEEDS = { required: "必办", choice: "任选", optional: "按需" };
  const STATES = { late: "来不及了：要先办的事办不完。", missed: "已经过期。", later: "还没开始。" };

  function question(key) {
    const { text, help, kind, unit, choices } = event.questions[key];
    const answer = (value) => change({ ...state, answers: { ...state.answers, [key]: value } });
    const radio = (value, label) => el("label", null, el("input", {
      type: "radio", name: `q-${key}`, id: `q-${key}-${value}`, value,
      checked: state.answers[key] === value, onchange: () => answer(value),
    }), label);
    const field = kind === "单选" ? choices.map(([id, label]) => radio(id, label)) : [el("label", null,
      el("input", {
        type: kind === "日期" ? "date" : "number", id: `q-${key}-`, min: "0", inputmode: "decimal",
        value: state.answers[key] === UNSURE ? "" : state.answers[key] || "",
        onchange: ({ target }) => { if (isAnswer(key, target.value)) answer(target.value); },
      }), unit)];
    return el("fieldset", null, el("legend", null, text), help && el("p", { class: "s dim" }, help),
      el("div", { class: "choices" }, field, radio(UNSURE, "不确定")));
  }

  function questions(plan) {
    const keys = [...Object.keys(state.answers), plan.next_question].filter(Boolean);
    const date = el("label", { class: "day" }, `${event.facts.starts}是哪一天？`, el("input", {
      type: "date", id: "q-day", min: "2000-01-01", max: "2099-12-31", value: state.date,
      onchange: ({ target }) => {
        if (!target.value || isDate(target.value)) change({ ...state, date: target.value });
      },
    }));
    return el("div", { class: "ask" }, keys.map(question), date,
      plan.next_question ? "" : el("p", { class: "s dim" }, "没有要问的了。"));
  }

  function summary(plan) {
    const counted = plan.matters.filter((matter) => matter.is_counted);
    const optional = plan.matters.filter((matter) => matter.need === "optional").length;
    const most = counted.every((matter) => matter.is_sure) ? "要办" : "最多要办";
    const { parallel, sequential } = plan.days;
    return el("p", { class: "sum", id: "plan-sum" }, joined([
      `${most}${counted.length}件`, `跑${plan.visits}趟`, `最快${parallel}个工作日`,
      sequential !== parallel && `一件一件办${sequential}个工作日`,
    ]), "。", optional ? `另有${optional}件按需办，不算在内。` : "");
  }

  const block = (title, items, tag = "ul") =>
    (items.length ? [el("h3", null, title), el(tag, { class: "dot" }, items)] : []);

  function order(plan) {
    const item = (m) => {
      const span = m.is_limit_known ? (m.days ? `${m.days}个工作日` : "当场") : "时限各地不同";
      return el("li", { "data-code": m.code },
        el("span", { class: `tag ${m.need}` }, NEEDS[m.need]), " ",
        el("a", { href: `${root}m/${m.code}.html` }, m.name), " ", maybe(m.is_sure),
        el("p", { class: "s" }, joined([span, m.start_by && `最晚${m.start_by}申请`])),
        m.note && el("p", { class: "s dim" }, m.note));
    };
    const waves = [...new Set(plan.matters.map((m) => m.wave))].map((wave) => el("li", null,
      el("ul", { class: "dot" }, plan.matters.filter((m) => m.wave === wave).map(item))));
    return [el("h3", null, "先办什么，后办什么"), el("p", { class: "s dim" }, "同一批可以同时办。"),
      el("ol", { class: "flow" }, waves)];
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

  function paper(names) {
    return (line) => {
      const key = `${line.id} ${line.of}`;
      const each = line.is_each ? "每人" : "";
      const covered = line.covered_by && event.facts.papers[line.covered_by].name;
      const text = joined([
        line.originals && `${each}原件${line.originals}份`,
        line.kept > line.originals && `窗口收走的一共${line.kept}份`,
        line.copies && `${each}复印件${line.copies}份`,
        !line.originals && !line.copies && "报出信息即可",
        line.waiver,
        !line.is_required && (line.one_of.length ? "任选一样" : "没有也能办"),
        covered && `已有${covered}就不用`,
        line.is_for_collection && "领取或核查时才要",
      ]);
      return el("li", null, el("label", { class: "tick" }, el("input", {
        type: "checkbox", checked: ticks.has(key),
        onchange: ({ target }) => tick(key, target.checked),
      }), el("span", null, el("b", null, `${line.name}（${line.of}）`), ` ${text} `, maybe(line.is_sure),
        el("span", { class: "s dim" }, `用于${line.for.map((code) => names[code]).join("、")}`))));
    };
  }

  function papers(plan, names) {
    const counted = new Set(plan.matters.filter((m) => m.is_counted).map((m) => m.code));
    const bring = plan.materials.filter((line) => line.obtained_in === null);
    const isSpare = (line) => !line.for.some((code) => counted.has(code));
    const obtained = plan.materials.filter((line) => line.obtained_in !== null).map((line) =>
      el("li", null, `${line.name}（${line.of}）：办${names[line.obtained_in]}时拿到`));
    return [
      ...block("带什么", bring.filter((line) => !isSpare(line)).map(paper(names))),
      ...block("按需办、任选的事才用", bring.filter(isSpare).map(paper(names))),
      ...block("办的路上会拿到，不用先准备", obtained),
      ...block("提前想好", plan.prepare.map((item) =>
        el("li", null, item.source ? `${item.text}：${item.source}` : item.text))),
    ];
  }

  function trips(plan, names) {
    return block("跑几趟", plan.trips.map((trip, number) => el("li", null,
      `第${number + 1}趟 ${trip.name}${trip.windows.length ? `，窗口${trip.windows.join("、")}` : ""}：`,
      trip.matters.map((code) => names[code]).join("、"))));
  }

  function dates(plan, names) {
    const shown = plan.dates.filter((line) =>
      line.closes || event.texts[line.code].filing[line.index].is_limited);
    return block("最晚哪天办", shown.map((line) => {
      const said = event.texts[line.code].filing[line.index];
      const span = joined([line.opens && `${line.opens}起`, line.closes && `${line.closes}止`]);
      const isLate = line.state === "late" || line.state === "missed";
      return el("li", null, el("b", null, names[line.code]), ` ${said.text}`,
        span && ` → ${span}。`, STATES[line.state] || "", isLate ? said.late : "", " ",
        maybe(line.is_sure), said.basis && el("p", { class: "law" }, said.basis));
    }));
  }

  function money(plan, names) {
    const line = (kind) => (item) => el("li", null, `${names[item.code]}：`,
      joined([item.direction, event.texts[item.code][kind][item.index]]), " ", maybe(item.is_sure));
    const { total, items, is_complete: isComplete } = plan.fees;
    const head = !items.length ? "办理都不收费。" : isComplete ? `一共收费${total}元。` : "";
    return block("花多少钱，领多少钱", [head && el("li", null, head), ...items.map(line("fees")),
      ...plan.amounts.map(line("amounts"))].filter(Boolean));
  }

  function cautions(plan, names) {
    const said = plan.warnings.map((w) =>
      `${w.codes.map((code) => names[code]).join("和")}：${w.rule}。${w.note}`);
    if (plan.days.unknown.length) {
      const unknown = plan.days.unknown.map((code) => names[code]).join("、");
      said.push(`${unknown}没有统一时限，按当场办完算，以窗口告知为准。`);
    }
    if (plan.estimated_years.length) {
      said.push(`${plan.estimated_years.join("、")}年的放假安排还没公布，日期是估算的。`);
    }
    return block("要注意", said.map((text) => el("li", null, text)));
  }

  // ---- The calendar file (RFC 5545) ------------------------------------------------------------
  const compact = (day) => day.replace(/-/g, "");
  const nextDay = (day) =>
    new Date(Date.parse(`${day}T00:00:00Z`) + 86400e3).toISOString().slice(0, 10);
  const escaped = (text) => text.replace(/[\\;,]/g, "\\$&").replace(/\n/g, "\\n");

  // Lines of at most 75 bytes, never cut within a character.
  function folded(line) {
    const lines = [];
    let text = "";
    let size = 0;
    for (const char of line) {
      const bytes = new TextEncoder().encode(char).length;
      if (size + bytes > 74) {
        lines.push(text);
        text = "";
        size = 0;
      }
      text += char;
      size += bytes;
    }
    return [...lines, text].join("\r\n ");
  }

  function entry({ key, day, title, text, rule }) {
    // All-day entries; reminders at nine in the morning, a week and a day before.
    const alarm = (trigger) => ["BEGIN:VALARM", "ACTION:DISPLAY", `DESCRIPTION:${escaped(title)}`,
      `TRIGGER:${trigger}`, "END:VALARM"];
    return ["BEGIN:VEVENT", `UID:${event.facts.code}-${key}@twotrees`,
      `DTSTAMP:${compact(today())}T000000Z`, `DTSTART;VALUE=DATE:${compact(day)}`,
      `DTEND;VALUE=DATE:${compact(nextDay(day))}`, `SUMMARY:${escaped(title)}`,
      `DESCRIPTION:${escaped(text)}`, "TRANSP:TRANSPARENT", ...(rule ? [`RRULE:${rule}`] : []),
      ...alarm("-P6DT15H"), ...alarm("-PT15H"), "END:VEVENT"];
  }

  function yearly(text) {
    const found = /^(\d{1,2})月(\d{1,2})日$/.exec(text);
    if (!found) return null;
    const [month, day] = [found[1].padStart(2, "0"), found[2].padStart(2, "0")];
    const year = Number(today().slice(0, 4));
    return [year, year + 1].map((y) => `${y}-${month}-${day}`).find((d) => isDate(d) && d >= today());
  }

  function calendarFile(plan) {
    const names = namesOf(plan);
    const found = [];
    for (const line of plan.dates) {
      if (!line.closes || line.state === "missed") continue;
      const { text, basis, late } = event.texts[line.code].filing[line.index];
      found.push({ key: `${line.code}-due-${line.index}`, day: line.closes,
        title: `最晚今天申请：${names[line.code]}`, text: [text, basis, late].filter(Boolean).join("。") });
    }
    for (const m of plan.matters) {
      if (!m.start_by || m.start_by === m.due || m.start_by < today()) continue;
      found.push({ key: `${m.code}-start`, day: m.start_by, title: `最晚今天开始办：${m.name}`,
        text: "后面要办的事等着它，再晚就来不及。" });
    }
    plan.duties.forEach((task, number) => {
      const day = task.every === "每年" && yearly(task.closes);
      if (!day) return;
      found.push({ key: `${task.code}-duty-${number}`, day, title: `最晚今天：${task.name}`,
        text: joined([task.exempt && `不用做的人：${task.exempt}`, task.if_missed]),
        rule: "FREQ=YEARLY" });
    });
    const lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//twotrees//plan//ZH",
      "CALSCALE:GREGORIAN", ...found.flatMap(entry), "END:VCALENDAR"];
    return found.length ? `${lines.map(folded).join("\r\n")}\r\n` : "";
  }

  function download(text) {
    const url = URL.createObjectURL(new Blob([text], { type: "text/calendar" }));
    el("a", { href: url, download: `${event.facts.name}.ics` }).click();
    setTimeout(() => URL.revokeObjectURL(url), 60e3);
  }

  // ---- The whole -------------------------------------------------------------------------------
  const namesOf = (plan) => Object.fromEntries(plan.matters.map((m) => [m.code, m.name]));

  const hasAnswers = () => Boolean(Object.keys(state.answers).length || state.date);

  // Closed until somebody answers or opens it: the stages below are for everybody.
  let isOpen = false;

  function details(plan) {
    const names = namesOf(plan);
    isOpen = isOpen || hasAnswers();
    return el("details", { open: isOpen, ontoggle: ({ target }) => { isOpen = target.open; } },
      el("summary", null, "看计划"), order(plan), papers(plan, names), trips(plan, names),
      dates(plan, names), money(plan, names), cautions(plan, names));
  }

  function actions(file) {
    const button = (id, text, onclick) => el("button", { type: "button", class: "btn", id, onclick }, text);
    return el("p", { class: "acts" }, file && button("ics", "存到日历", () => download(file)),
      button("paper", "打印", () => print()),
      hasAnswers() ? button("again", "重新回答", () => change({ answers: {}, date: "" })) : "");
  }

  function show() {
    const focus = document.activeElement && document.activeElement.id;
    const plan = makePlan(event.facts, { ...state, today: today() }, calendar);
    const file = calendarFile(plan);
    twotrees.plan = plan;
    section.replaceChildren(...[el("h2", null, "我的计划"),
      el("p", { class: "dim" }, "答几个问题，材料合成一张单子，先后、趟数和日期都算好。答案只留在您的手机上和网址里。"),
      questions(plan), summary(plan), details(plan), actions(file)].flat());
    section.classList.toggle("mine", hasAnswers());
    section.hidden = false;
    const again = focus && document.getElementById(focus);
    if (again && section.contains(again)) again.focus();
  }

  twotrees.calendarFile = calendarFile;
  show();
})();
