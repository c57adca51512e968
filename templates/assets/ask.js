// SPDX-License-Identifier: MIT
// Questions and their answers: in the address (?q=birth-place.hospital_proxy.self&d=2026-11-18;
// `proxy.` is 不确定), which can be shared and gone back to, and as fields on the page.
// `questions`: id → {text, help, kind, unit, choices: [[id, label]]}.
// The browser compiles all of it beforehand, and not one function after the other at its first call:
//# allFunctionsCalledOnLoad
"use strict";
(() => {
  const { UNSURE } = twotrees;

  function isDate(text) {
    if (!/^(19|20)\d\d-\d\d-\d\d$/.test(text)) return false;
    const day = new Date(`${text}T00:00:00Z`);
    return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
  }

  function isAnswer(questions, key, value) {
    const question = questions[key];
    if (!question) return false;
    if (value === UNSURE) return true;
    if (question.kind === "数字") return /^\d{1,6}(\.\d{1,2})?$/.test(value);
    if (question.kind === "日期") return isDate(value);
    return question.choices.some(([id]) => id === value);
  }

  // What is asked elsewhere only stays in the address (`others`), for the pages to which one goes on.
  function readAddress(questions) {
    const query = new URLSearchParams(location.search);
    const [answers, others] = [{}, {}];
    for (const part of (query.get("q") || "").split("_")) {
      const [, key, said] = /^([a-z][a-z0-9-]*)\.([a-z0-9.-]*)$/.exec(part) || [];
      if (!key || key in {}) continue;
      const value = said || UNSURE;
      if (isAnswer(questions, key, value)) answers[key] = value;
      else if (!Object.hasOwn(questions, key)) others[key] = value;
    }
    const date = query.get("d") || "";
    return { answers, others, date: isDate(date) ? date : "" };
  }

  function addressOf({ answers, others, date }) {
    const said = Object.entries({ ...others, ...answers })
      .map(([key, value]) => `${key}.${value === UNSURE ? "" : value}`).join("_");
    const query = [said && `q=${said}`, date && `d=${date}`].filter(Boolean).join("&");
    return query && `?${query}`;
  }

  function keepInAddress(state) {
    // From a USB stick the browser may forbid it; then the answers last as long as the page.
    try { history.pushState(null, "", location.pathname + addressOf(state)); } catch { /* it stays */ }
  }

  // ---- Fields ----------------------------------------------------------------------------------
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

  // The field of a question; `take` gets the answer.
  function field(questions, key, answer, take) {
    const { text, help, kind, unit, choices } = questions[key];
    const radio = (value, label) => el("label", null, el("input", {
      type: "radio", name: `q-${key}`, id: `q-${key}-${value}`, value,
      checked: answer === value, onchange: () => take(value),
    }), label);
    const fields = kind === "单选" ? choices.map(([id, label]) => radio(id, label)) : [el("label", null,
      el("input", {
        type: kind === "日期" ? "date" : "number", id: `q-${key}-`, min: "0", inputmode: "decimal",
        value: answer === UNSURE ? "" : answer || "",
        onchange: ({ target }) => { if (isAnswer(questions, key, target.value)) take(target.value); },
      }), unit)];
    return el("fieldset", null, el("legend", null, text), help ? el("p", { class: "s dim" }, help) : "",
      el("div", { class: "choices" }, fields, radio(UNSURE, "不确定")));
  }

  // Put `parts` in the place of what `section` shows; the field that one was in stays the same.
  function redraw(section, parts) {
    const focus = section.contains(document.activeElement) && document.activeElement.id;
    section.replaceChildren(...parts);
    section.hidden = false;
    const again = focus && document.getElementById(focus);
    if (again) again.focus();
  }

  Object.assign(twotrees, { addressOf, el, field, fill, isDate, keepInAddress, readAddress, redraw });
})();
