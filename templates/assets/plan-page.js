// SPDX-License-Identifier: MIT
// My plan on an event's page: asks questions (ask.js) and says the outline. What computes and shows the
// whole plan is loaded when somebody answers or opens it: a page that is only read stays light.
"use strict";
(() => {
  const { WorkCalendar, beginPlan, el, event, field, isDate, keepInAddress, outlinePlan, pruneFor, readAddress,
    redraw } = twotrees;
  const calendar = new WorkCalendar(event.years);
  const section = document.getElementById("plan");
  const { root, more } = section.dataset;

  // Today in China, wherever the phone is.
  const today = () => new Date(Date.now() + 8 * 3600e3).toISOString().slice(0, 10);

  // An answer that made others needless takes them along.
  const settled = (next) => ({ ...next, answers: pruneFor(event.facts, next.answers) });
  const read = () => settled(readAddress(event.questions));

  let state = read();

  // What somebody has answered before they came here (a shared address, the code on paper) is folded.
  const folded = new Set(Object.keys(state.answers));
  let isUnfolded = false;

  function change(next) {
    state = settled(next);
    keepInAddress(state);
    show();
  }

  addEventListener("popstate", () => { state = read(); show(); });

  // ---- Questions -------------------------------------------------------------------------------
  const joined = (parts) => parts.filter(Boolean).join("，");

  function questions(plan) {
    const ask = (key) => field(event.questions, key, state.answers[key],
      (answer) => change({ ...state, answers: { ...state.answers, [key]: answer } }));
    const said = Object.keys(state.answers).filter((key) => folded.has(key));
    const keys = [...Object.keys(state.answers), plan.next_question]
      .filter((key) => key && !said.includes(key));
    const before = said.length ? el("details", {
      class: "said", open: isUnfolded, ontoggle: ({ target }) => { isUnfolded = target.open; },
    }, el("summary", null, `已答${said.length}个问题，改`), said.map(ask)) : "";
    const date = el("label", { class: "day" }, `${event.facts.starts}是哪一天？`, el("input", {
      type: "date", id: "q-day", min: "1900-01-01", max: "2099-12-31", value: state.date,
      onchange: ({ target }) => {
        if (!target.value || isDate(target.value)) change({ ...state, date: target.value });
      },
    }));
    return el("div", { class: "ask" }, before, keys.map(ask), date,
      plan.next_question ? "" : el("p", { class: "s dim" }, "没有要问的了。"));
  }

  // ---- The answer ------------------------------------------------------------------------------
  function summary(plan) {
    const counted = plan.matters.filter((matter) => matter.is_counted);
    const optional = plan.matters.filter((matter) => matter.need === "optional").length;
    const most = counted.every((matter) => matter.is_sure) ? "要办" : "最多要办";
    const { parallel, sequential, unknown } = plan.days;
    const atOnce = unknown.length ? "几天办完各地不同" : "当天能办完";
    return el("p", { class: "sum", id: "plan-sum" }, joined([
      `${most}${counted.length}件`, plan.visits ? `跑${plan.visits}趟` : "不用跑", parallel ? `最快${parallel}个工作日` : atOnce,
      sequential !== parallel && `一件一件办${sequential}个工作日`,
    ]), "。", optional ? `另有${optional}件按需办，不算在内。` : "");
  }

  const hasAnswers = () => Boolean(Object.keys(state.answers).length || state.date);

  // The plan is closed until somebody answers or opens it: the stages below are for everybody.
  let fold = null;
  let isLoading = false;

  function load() {
    if (isLoading) return;
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

  function details(plan, isOpen, isWhole) {
    const toggle = ({ target }) => {
      if (!target.open || isWhole) return;
      if (twotrees.planParts) show();
      else load();
    };
    return el("details", { open: isOpen, ontoggle: toggle }, el("summary", null, "看计划"),
      isWhole ? twotrees.planParts(plan, state) : el("p", { class: "wait" }, "正在打开……"));
  }

  // The whole plan goes on from where its outline was, unless another answer or another day has come.
  let begun = null;

  function begin() {
    const day = today();
    if (!begun || begun.state !== state || begun.day !== day) {
      begun = { state, day, plan: beginPlan(event.facts, { ...state, today: day }, calendar) };
    }
    return begun.plan;
  }

  function show() {
    const isOpen = hasAnswers() || Boolean(fold && fold.open);
    const isWhole = isOpen && Boolean(twotrees.planParts);
    if (isOpen && !isWhole) load();
    const plan = isWhole ? twotrees.makePlan(begin()) : outlinePlan(begin());
    twotrees.plan = plan;
    fold = details(plan, isOpen, isWhole);
    const again = () => change({ answers: {}, date: "" });
    section.classList.toggle("mine", hasAnswers());
    redraw(section, [el("h2", null, `我的计划：${event.facts.name}`),
      el("p", { class: "dim" }, "答几个问题，材料合成一张单子，先后、趟数和日期都算好。答案只留在您的手机上和网址里。"),
      questions(plan), summary(plan), fold, ...(hasAnswers() ? [el("p", { class: "acts" },
        el("button", { type: "button", class: "btn", id: "again", onclick: again }, "重新回答"))] : [])]);
  }

  Object.assign(twotrees, { root, calendar, joined, today });
  show();
})();
