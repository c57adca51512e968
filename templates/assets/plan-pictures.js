// SPDX-License-Identifier: MIT
// A plan in, its timeline as SVG out; an address in, its QR code out. The timeline's bars lie over
// working days exactly as the plan has them; nothing is told by colour alone.
"use strict";
(() => {
  const { calendar, el, fill, qrMatrix } = twotrees;
  const svg = (name, attributes, ...children) =>
    fill(document.createElementNS("http://www.w3.org/2000/svg", name), attributes, children);

  const number = (day) => Date.parse(`${day}T00:00:00Z`) / 864e5;
  const workdays = (from, until) => calendar.between(number(from), number(until));

  // Working days that a matter may start later: neither the end nor its own last safe day passes.
  const freeDays = (m) =>
    (m.start_by ? Math.min(m.slack, workdays(m.start, m.start_by)) : m.slack);

  // ---- The timeline: all in units of a drawing 320 wide, in which letters are 16 high ----------
  const WIDTH = 320;
  const LINE = 22;
  const BAR = 22;
  const HEAD = 30;

  const widthOf = (text) => [...text].reduce((sum, char) => sum + (char < "\u2000" ? 9.5 : 16), 0);

  function wrapped(text) {
    const lines = [""];
    for (const char of text) {
      if (widthOf(lines[lines.length - 1] + char) > WIDTH) lines.push("");
      lines[lines.length - 1] += char;
    }
    return lines;
  }

  // `at` is where the text begins, or with anchor `end` where it ends.
  const text = (at, y, content, attributes) => svg("text", { x: at, y: y + 17, ...attributes }, content);

  // As near to `at` as the drawing's edges let it be.
  function textNear(at, y, content, attributes) {
    const left = Math.min(Math.max(at - widthOf(content) / 2, 0), WIDTH - widthOf(content));
    return text(Math.max(left, 0), y, content, attributes);
  }

  function barText(m, isCritical) {
    if (!m.is_limit_known) return "时限各地不同";
    const days = m.days ? `${m.days}个工作日` : "当场";
    return isCritical ? `关键，${days}` : freeDays(m) ? `${days}，可晚${freeDays(m)}个` : days;
  }

  // A bar with what it takes, inside where there is room, else after, before or below it.
  function bar(m, y, { x, isCritical }) {
    const start = x(m.start);
    const end = x(m.finish);
    const late = x(m.start, m.days + freeDays(m));
    const kind = isCritical ? "critical" : "free";
    const shapes = [];
    if (late > end) {
      shapes.push(svg("rect", { class: "late", x: end, y: y + 4, width: late - end, height: BAR - 8 }));
    }
    if (m.days) {
      shapes.push(svg("rect", { class: kind, "data-bar": m.code, x: start, y, width: end - start, height: BAR }));
      if (m.wait) {
        const width = x(m.start, m.wait) - start;
        shapes.push(svg("rect", { class: "waiting", x: start, y, width, height: BAR, fill: "url(#waiting)" }));
      }
    } else {
      const at = Math.min(Math.max(start, 8), WIDTH - 8);
      shapes.push(svg("path", { class: kind, "data-bar": m.code, d: `M${at} ${y + 3}l8 8l-8 8l-8 -8z` }));
    }
    const label = barText(m, isCritical);
    const size = widthOf(label) + 8;
    const from = m.days ? start : start - 10;
    const until = Math.max(late, m.days ? end : Math.max(start, 8) + 10);
    if (m.days && !m.wait && end - start >= size) {
      shapes.push(text(start + 5, y, label, { class: `in ${kind}` }));
    } else if (WIDTH - until >= size) shapes.push(text(until + 5, y, label));
    else if (from >= size) shapes.push(text(from - 5, y, label, { "text-anchor": "end" }));
    else return [BAR + LINE, [...shapes, textNear((start + end) / 2, y + BAR, label)]];
    return [BAR, shapes];
  }

  function deadline(m, y, { x, dayText }) {
    const at = Math.min(Math.max(x(m.due), 5), WIDTH - 5);
    const beyond = x(m.due) > WIDTH ? " →" : "";
    const past = m.due < twotrees.today();
    return [svg("path", { class: "due", "data-due": m.code, d: `M${at} ${y}l5 8h-10z` }),
      textNear(at, y + 8, `最晚${dayText(m.due)}申请${past ? "，已过期" : beyond}`, { class: "due" })];
  }

  function row(m, top, about) {
    const isCritical = about.critical.has(m.code);
    const lines = wrapped(m.is_sure ? m.name : `${m.name}（可能要）`);
    const parts = lines.map((line, n) => text(0, top + n * LINE, line, { class: "name" }));
    let y = top + lines.length * LINE + 3;
    const [height, shapes] = bar(m, y, { ...about, isCritical });
    y += height;
    if (!m.due) return [y + 10, [...parts, ...shapes]];
    return [y + LINE + 18, [...parts, ...shapes, ...deadline(m, y + 2, about)]];
  }

  function grid(total, step, height) {
    const count = Math.ceil(total / step) - 1;
    const lines = [...Array(Math.max(count, 0)).keys()].map((n) => ((n + 1) * step * WIDTH) / total);
    return [0.5, ...lines, WIDTH - 0.5]
      .map((x) => svg("path", { class: "grid", d: `M${x} ${HEAD - 6}V${height}` }));
  }

  const hatching = () => svg("defs", null, svg("pattern", {
    id: "waiting", width: 6, height: 6, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)",
  }, svg("rect", { width: 6, height: 6, fill: "#fff" }), svg("path", { class: "hatch", d: "M1.5 0V6" })));

  function legend(members, step) {
    return [`一格${step}个工作日。`, "实心的是关键：晚一天，全部就晚一天。",
      members.some(freeDays) && "空心的不急，虚线到哪里，就可以晚到哪里。",
      members.some((m) => m.wait) && "斜线是法律规定要等的日子。",
      members.some((m) => !m.days) && "菱形是当场办完，或者时限各地不同。",
      members.some((m) => m.due) && "三角是最晚申请的一天。"].filter(Boolean).join("");
  }

  // Nothing where all is done on one day.
  function timeline(plan, dayText) {
    const total = plan.days.parallel;
    if (!total) return [];
    const order = (a, b) => (a.start < b.start ? -1 : a.start > b.start ? 1 : 0);
    const members = plan.matters.filter((m) => m.is_counted).sort(order);
    const begin = members[0].start;
    const x = (day, more = 0) => ((workdays(begin, day) + more) * WIDTH) / total;
    const about = { x, dayText, critical: new Set(plan.critical_path) };
    const step = [5, 10, 20, 50, 100, 250].find((days) => total / days <= 8) || 500;
    const end = members.map((m) => m.finish).sort().pop();
    const rows = [];
    let height = HEAD;
    for (const m of members) {
      const [bottom, parts] = row(m, height, about);
      rows.push(...parts);
      height = bottom;
    }
    const title = `时间图：${members.length}件事，从${dayText(begin)}到${dayText(end)}，${total}个工作日。先后和时限上面都写着。`;
    return [el("figure", { class: "timeline" }, svg("svg", {
      viewBox: `0 0 ${WIDTH} ${height}`, role: "img", "aria-label": title,
    }, hatching(), grid(total, step, height), rows,
    text(0, 0, dayText(begin)), text(WIDTH, 0, dayText(end), { "text-anchor": "end" })),
    el("figcaption", { class: "s dim" }, legend(members, step)))];
  }

  // ---- The code, with its quiet zone of four modules -------------------------------------------
  function qrDrawing(address) {
    const rows = qrMatrix(address);
    if (!rows) return null;
    const size = rows.length + 8;
    const runs = rows.flatMap((row, y) => [...row.join("").matchAll(/1+/g)].map(({ 0: run, index }) =>
      `M${index + 4} ${y + 4}h${run.length}v1h-${run.length}z`));
    const drawing = svg("svg", { viewBox: `0 0 ${size} ${size}`, role: "img", "aria-label": "这份计划的二维码" },
      svg("rect", { width: size, height: size, fill: "#fff" }), svg("path", { d: runs.join("") }));
    drawing.style.setProperty("--modules", size);
    return drawing;
  }

  Object.assign(twotrees, { freeDays, timeline, qrDrawing });
})();
