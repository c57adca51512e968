// SPDX-License-Identifier: MIT
// Large print: the button is hidden in the HTML, so that nobody meets it where scripts don't run.
"use strict";
(() => {
  const root = document.documentElement;
  const button = document.getElementById("big");
  const KEY = "twotrees-big";
  const show = (on) => {
    root.classList.toggle("big", on);
    button.setAttribute("aria-pressed", String(on));
  };
  let stored = null;
  try { stored = localStorage.getItem(KEY); } catch { /* storage may be switched off */ }
  show(stored === "1");
  button.hidden = false;
  button.addEventListener("click", () => {
    const on = !root.classList.contains("big");
    show(on);
    try { localStorage.setItem(KEY, on ? "1" : "0"); } catch { /* lasts for this page only */ }
  });
})();
