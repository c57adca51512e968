// SPDX-License-Identifier: MIT
// A matter's page for one person: asks what the matter's conditions depend on, hides what doesn't
// hold for the answers, counts the papers that remain, and names the situation (decisions/042).
"use strict";
(() => {
  const { Situation, UNSURE, addressOf, comparable, el, field, keepInAddress, list, prune, readAddress,
    redraw } = twotrees;
  const box = document.getElementById("ask");
  const body = box.closest(".body");
  const sum = el("p", { class: "sum", role: "status", hidden: true });
  box.after(sum);
  const { code } = box.dataset;
  const read = (text) => JSON.parse(text);
  const questions = Object.fromEntries(read(box.dataset.questions).map((question) => [question.id,
    { ...question, choices: list(question.choices).map(({ id, text }) => [id, text]) }]));
  const numbers = read(box.dataset.numbers);
  const items = [...document.querySelectorAll("[data-when]")]
    .map((node) => ({ node, when: read(node.dataset.when) }));
  const papers = [...document.querySelectorAll(".mats>li:not(.free)")];
  // The first screen's link to the papers that not everybody needs, and what it says to everybody.
  const more = document.querySelector(".answer .a1 .more a");
  const moreText = more && more.textContent;
  const links = [...document.querySelectorAll("main a[href]")].filter((link) =>
    link.protocol === location.protocol && /\/[em]\/[^/]+\.html$/.test(link.pathname));
  for (const { node } of items) {
    const words = node.querySelector(":scope>.when");
    if (words) words.append(el("b", { class: "say" }));
  }

  let state = readAddress(questions);
  let isWhole = false;

  function change(next) {
    state = { ...state, ...next };
    keepInAddress(state);
    show();
  }

  // ---- The situation's number ------------------------------------------------------------------
  // What a number may say, whatever is answered further; trees are those of twotrees/situations.py.
  function said(tree, answers) {
    if (tree === null) return [];
    if (Array.isArray(tree)) return [tree.join(" ")];
    const next = follow(tree.then, answers[tree.ask] || "");
    return [...new Set((next ? [next] : tree.then).flatMap(([, rest]) => said(rest, answers)))];
  }

  // A choice leads on by itself; a number or day by the range in which it lies.
  function follow(ways, answer) {
    const same = ways.find(([value]) => value === answer);
    const value = comparable(answer);
    if (same || value === null || comparable(ways[0][0]) === null) return same;
    return ways.filter(([bound]) => comparable(bound) <= value).pop() || ways[0];
  }

  function numberOf(answers) {
    const parts = numbers.map((tree) => said(tree, answers));
    if (parts.some((ways) => ways.length !== 1)) return "";
    const letters = parts.flatMap(([way]) => way.split(" ")).filter(Boolean).sort();
    return [code, ...(letters.length ? letters : ["A"])].join(".");
  }

  // ---- What the page shows ---------------------------------------------------------------------
  const WORDS = { on: "您属于", off: "您不属于", open: "还不确定" };
  const shows = (node) => !node.classList.contains("off");

  function mark(situation, hasAnswers) {
    for (const { node, when } of items) {
      const verdict = situation.isSure({ when }) ? "on" : situation.may({ when }) ? "open" : "off";
      node.classList.toggle("off", hasAnswers && verdict === "off");
      node.classList.toggle("open", hasAnswers && verdict === "open");
      const words = node.querySelector(":scope>.when>.say");
      if (words) words.textContent = hasAnswers ? `：${WORDS[verdict]}` : "";
    }
    // A group of papers goes with the last of them; a heading with all that stands below it.
    for (const node of papers) {
      const parts = [...node.querySelectorAll(".one>li")];
      if (parts.length) node.classList.toggle("off", !parts.some(shows));
    }
    for (const head of document.querySelectorAll(".body h3,.body dt")) {
      const below = [];
      let next = head.nextElementSibling;
      if (head.tagName === "DT") {
        for (; next && next.tagName === "DD"; next = next.nextElementSibling) below.push(next);
      } else if (next && /^[UO]L$/.test(next.tagName)) below.push(...next.children);
      head.classList.toggle("off", below.length > 0 && !below.some(shows));
    }
  }

  function count(hasAnswers) {
    if (!hasAnswers) return "";
    const left = papers.filter(shows);
    const isOpen = (node) => node.classList.contains("open");
    const unsure = left.filter((node) => {
      const parts = [...node.querySelectorAll(".one>li")].filter(shows);
      return isOpen(node) || (parts.length > 0 && parts.every(isOpen));
    });
    if (!left.length) return "按您的情况，不用带材料。";
    const rest = papers.length - left.length;
    return `按您的情况，材料${rest ? "还剩" : "一共"}${left.length}样${unsure.length ?
      `，其中${unsure.length}样还不确定` : ""}${rest ? `；另外${rest}样不用带` : ""}。`;
  }

  function show() {
    const { answers, others } = state;
    const situation = new Situation({ ...others, ...answers });
    // What an event's plan asked besides stays in the address, but isn't asked here.
    const keys = Object.keys(prune(answers, (question, rest) => rest.asks(question, items)));
    const hasAnswers = keys.some((key) => answers[key] !== UNSURE);
    const next = situation.next([items]);
    mark(situation, hasAnswers);
    body.classList.toggle("mine", hasAnswers && !isWhole);
    const text = count(hasAnswers);
    const number = hasAnswers ? numberOf(situation.known) : "";
    const button = (id, label, onclick) =>
      el("button", { type: "button", class: "btn", id, onclick }, label);
    const toggle = () => { isWhole = !isWhole; show(); };
    redraw(box, [
      el("h3", null, "哪些和您有关"),
      el("p", { class: "s dim" }, "答几个问题，不用的就收起来。答案只留在您的手机上和网址里。"),
      ...[...keys, ...(next ? [next] : [])].map((key) => field(questions, key, answers[key],
        (answer) => change({ answers: { ...answers, [key]: answer } }))),
      ...(next ? [] : [el("p", { class: "s dim" }, "没有要问的了。")]),
      ...(number ? [el("p", { class: "s dim" }, "情形编号 ", el("b", { id: "number" }, number))] : []),
      ...(keys.length ? [el("p", { class: "acts" },
        hasAnswers ? button("whole", isWhole ? "只看和我有关的" : "全部显示", toggle) : "",
        button("again", "重新回答", () => change({ answers: {}, others: {} })))] : []),
    ]);
    sum.textContent = text;
    sum.hidden = !text;
    if (more) more.textContent = text || moreText;
    for (const link of links) link.search = addressOf(state);
  }

  addEventListener("popstate", () => { state = readAddress(questions); show(); });
  show();
})();
