// SPDX-License-Identifier: MIT
// My plan on an event's page: asks questions and keeps the answers in the address
// (?q=birth-place.hospital_proxy.self&d=2026-11-18; `proxy.` is 不确定). What shows the plan is
// loaded when somebody answers or opens it: a page that is only read stays light.
"use strict";
(() => {
  const { event, makePlan, prune, WorkCalendar } = twotrees;
  const UNSURE = "?";
  const calendar = new WorkCalendar(event.years);
  const section = document.getElementById("plan");
  const { root, more } = section.dataset;

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
    return settled({ answers, date: isDate(date) ? date : "" });
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
    return query && `?${query}`;
  }

  // An answer that made others needless takes them along.
  const settled = ({ answers, date }) => ({ answers: prune(event.facts, answers), date });

  let state = readAddress();

  function change(next) {
    state = settled(next);
    // From a USB stick the browser may forbid it; then the plan lasts as long as the page.
    try { history.pushState(null, "", location.pathname + addressOf(state)); } catch { /* the address stays */ }
    show();
  }

  addEventListener("popstate", () => { state = readAddress(); show(); });

  // ---- Questions -------------------------------------------------------------------------------
  function fill(node, attributes, children) {
    for (const [key, value] of Object.entries(attributes || {})) {
      if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
      else if (value === true) node.setAttribute(key, "");
      else if (value !== false && value !== undefined) node.setAttribute(key, value);
    }
    node.append(...children.flat().filter((child) => child !== "" && child !== null));
    return node;
  }

  const el = (name, attributes, ...children) =>
    fill(document.createElement(name), attributes, children);

  const joined = (parts) => parts.filter(Boolean).join("，");

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

  // ---- The answer ------------------------------------------------------------------------------
  function summary(plan) {
    const counted = plan.matters.filter((matter) => matter.is_counted);
    const optional = plan.matters.filter((matter) => matter.need === "optional").length;
    const most = counted.every((matter) => matter.is_sure) ? "要办" : "最多要办";
    const { parallel, sequential } = plan.days;
    return el("p", { class: "sum", id: "plan-sum" }, joined([
      `${most}${counted.length}件`, `跑${plan.visits}趟`, parallel ? `最快${parallel}个工作日` : "当天能办完",
      sequential !== parallel && `一件一件办${sequential}个工作日`,
    ]), "。", optional ? `另有${optional}件按需办，不算在内。` : "");
  }

  const hasAnswers = () => Boolean(Object.keys(state.answers).length || state.date);

  // Closed until somebody answers or opens it: the stages below are for everybody.
  let isOpen = false;
  let isLoading = false;

  function load() {
    if (isLoading || twotrees.planParts) return;
    isLoading = true;
    const script = (path) => new Promise((resolve, reject) => {
      const parts = { src: root + path, async: false, onload: resolve, onerror: reject };
      document.head.append(Object.assign(document.createElement("script"), parts));
    });
    Promise.all(more.split(" ").map(script)).then(show, () => {
      isLoading = false;
      section.querySelector(".wait").textContent = "没有加载出来。请刷新页面再试。";
    });
  }

  function details(plan) {
    isOpen = isOpen || hasAnswers();
    if (isOpen) load();
    const toggle = ({ target }) => {
      isOpen = target.open;
      if (isOpen) load();
    };
    return el("details", { open: isOpen, ontoggle: toggle }, el("summary", null, "看计划"),
      twotrees.planParts ? twotrees.planParts(plan, state) : el("p", { class: "wait" }, "正在打开……"));
  }

  function show() {
    const focus = document.activeElement && document.activeElement.id;
    const plan = makePlan(event.facts, { ...state, today: today() }, calendar);
    twotrees.plan = plan;
    section.replaceChildren(el("h2", null, `我的计划：${event.facts.name}`),
      el("p", { class: "dim" }, "答几个问题，材料合成一张单子，先后、趟数和日期都算好。答案只留在您的手机上和网址里。"),
      questions(plan), summary(plan), details(plan));
    if (hasAnswers()) {
      const again = () => change({ answers: {}, date: "" });
      section.append(el("p", { class: "acts" },
        el("button", { type: "button", class: "btn", id: "again", onclick: again }, "重新回答")));
    }
    section.classList.toggle("mine", hasAnswers());
    section.hidden = false;
    const again = focus && document.getElementById(focus);
    if (again && section.contains(again)) again.focus();
  }

  Object.assign(twotrees, { root, calendar, el, fill, joined, today, addressOf, isDate });
  show();
})();
