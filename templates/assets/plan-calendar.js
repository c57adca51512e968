// SPDX-License-Identifier: MIT
// A plan in, a calendar file out (RFC 5545): each last day, each last safe day to start, yearly duties.
"use strict";
(() => {
  const { event, el, joined, today, isDate } = twotrees;

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
    const names = Object.fromEntries(plan.matters.map((m) => [m.code, m.name]));
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

  Object.assign(twotrees, { calendarFile, download });
})();
