# SPDX-License-Identifier: MIT
"""Measures plans: in the browser on a processor four times slower, in Python; and all situations.

Usage: .venv/bin/python benchmarks/plan.py
A plan is computed (`compute`), or computed and shown as a person's answer makes the page do it
(`show`). Chromium slows a processor down by halting it now and then, so each time is that of several
plans in a row; a situation counts at the fastest of its rounds. What a fresh page computes first is computed
only once, by scripts that the browser has just loaded: its `outline`, and then the `whole` plan. These are
four times the processor time, nothing answered and the first random answers, and many pages are opened.
"""

import random
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from statistics import median

import msgspec
from playwright.sync_api import Browser, CDPSession, Page, sync_playwright

from twotrees.cache import ByteCache
from twotrees.graph import build_graph
from twotrees.journey import EventFacts, Request, gather_event, make_plan
from twotrees.journey.choosing import UNSURE, every_question
from twotrees.layout.index import build_index
from twotrees.layout.sheets import SheetMaker
from twotrees.load import load_corpus
from twotrees.model.corpus import Corpus
from twotrees.render.plan import plan_js, words_js
from twotrees.render.site import read_asset
from twotrees.situations import count_situations
from twotrees.workdays import WorkCalendar

ROOT = Path(__file__).resolve().parent.parent
CHROMIUM = "/usr/bin/chromium"
DAY = date(2026, 11, 23)
SLOWER = 4
SITUATIONS, ROUNDS, PAGES = 40, 3, 15
HTML = """<!DOCTYPE html><html lang="zh-CN"><meta charset="utf-8"><title>plan</title>
<link rel="canonical" href="https://shifanxian.example/e/{0}.html">
<div id="plan" data-root="" data-more="words.js plan-show.js" hidden></div>
<script src="event.js"></script><script src="outline.js"></script><script src="plan-page.js"></script>"""
FRESH = """<!DOCTYPE html><html lang="zh-CN"><meta charset="utf-8"><title>plan</title>
<script src="event.js"></script><script src="outline.js"></script><script src="plan.js"></script>"""
FIRST = {
    "outline": """globalThis.begun = twotrees.beginPlan(twotrees.event.facts,
      {{ answers: {0}, today: "{1}", date: "{1}" }}, new twotrees.WorkCalendar(twotrees.event.years));
      twotrees.outlinePlan(begun);""",
    "whole": "twotrees.makePlan(begun);",
}
COMPUTE = """([answers, day]) => {
  const { beginPlan, event, calendar, makePlan } = twotrees;
  const start = performance.now();
  for (let n = 0; n < 10; n += 1) {
    makePlan(beginPlan(event.facts, { answers, today: day, date: day }, calendar));
  }
  return (performance.now() - start) / 10;
}"""
# What an answer does: the address changes, the page goes back to it, asks and shows.
SHOW = """([query]) => {
  history.replaceState(null, "", query);
  const start = performance.now();
  for (let n = 0; n < 5; n += 1) {
    dispatchEvent(new PopStateEvent("popstate"));
    document.body.offsetHeight;
  }
  return (performance.now() - start) / 5;
}"""


def situations(corpus: Corpus, facts: EventFacts) -> Iterator[dict[str, str]]:
    """Give no answers, everything unsure, then random answers; the same on every run."""
    keys = [key for key in every_question(facts) if corpus.questions[key].choices]
    yield {}
    yield dict.fromkeys(keys, UNSURE)
    draw = random.Random(facts.id)
    for _ in range(SITUATIONS - 2):
        yield {key: draw.choice([*corpus.questions[key].choices, UNSURE]) for key in keys}


def milliseconds(measure: Callable[[dict[str, str]], float], some: list[dict[str, str]]) -> str:
    """Give the median and the greatest time, each situation at its fastest round."""
    times = [min(measure(answers) for _ in range(ROUNDS)) for answers in some]
    return f"{median(times):.1f} / {max(times):.1f}"


def in_python(facts: EventFacts, calendar: WorkCalendar) -> Callable[[dict[str, str]], float]:
    """Give what measures one plan in Python."""

    def measure(answers: dict[str, str]) -> float:
        start = time.process_time()
        make_plan(facts, Request(answers, DAY, DAY), calendar)
        return (time.process_time() - start) * 1000

    return measure


def open_page(page: Page, folder: Path, *, maker: SheetMaker, facts: EventFacts) -> None:
    """Open the page of an event's plan, with all that shows it."""
    (folder / "event.js").write_bytes(plan_js(maker, facts))
    (folder / "words.js").write_bytes(words_js(maker, facts))
    for name in ("outline.js", "plan.js", "plan-page.js", "plan-show.js"):
        (folder / name).write_bytes(read_asset(name))
    (folder / "page.html").write_text(HTML.format(facts.id), encoding="utf-8")
    page.goto(f"{(folder / 'page.html').as_uri()}?d={DAY}")
    page.wait_for_selector("#paper")


def first_plans(browser: Browser, folder: Path, answers: dict[str, str]) -> list[str]:
    """Give the least and the median time of a page's first outline, and of its first whole plan."""
    (folder / "fresh.html").write_text(FRESH, encoding="utf-8")
    said = msgspec.json.encode(answers).decode()
    times: dict[str, list[float]] = {name: [] for name in FIRST}
    for _ in range(PAGES):
        page = browser.new_page()
        page.goto((folder / "fresh.html").as_uri())
        session = page.context.new_cdp_session(page)
        session.send("Performance.enable", {"timeDomain": "threadTicks"})
        for name, script in FIRST.items():
            before = script_time(session)
            page.add_script_tag(content=script.format(said, DAY))
            times[name].append((script_time(session) - before) * SLOWER)
        page.close()
    return [f"{min(found):.0f} / {median(found):.0f}" for found in times.values()]


def script_time(session: CDPSession) -> float:
    """Give the processor time that the page's scripts have taken, in milliseconds."""
    metrics = session.send("Performance.getMetrics")["metrics"]
    return float({metric["name"]: metric["value"] for metric in metrics}["ScriptDuration"]) * 1000


def slow_down(page: Page, rate: int) -> None:
    """Slow the processor down for a page."""
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": rate})


def query_of(answers: dict[str, str]) -> str:
    """Give what stands in the address."""
    said = "_".join(f"{key}.{'' if value == UNSURE else value}" for key, value in answers.items())
    return f"?q={said}&d={DAY}"


def measure_events(corpus: Corpus, browser: Browser, folder: Path) -> None:
    """Print a line for each event, the largest first."""
    page = browser.new_page()
    graph, calendar = build_graph(corpus), WorkCalendar(corpus.workdays)
    maker = SheetMaker(corpus, build_index(corpus, graph), DAY)
    events = [gather_event(corpus, graph, key, day=DAY) for key in corpus.events]
    print(
        f"| event | matters | first outline, browser /{SLOWER} | first whole plan, browser /{SLOWER} "
        f"| compute, browser /{SLOWER} | show, browser /{SLOWER} | Python |"
    )
    print("|---|---|---|---|---|---|---|")
    for facts in sorted(events, key=lambda one: -len(msgspec.json.encode(one))):
        some = list(situations(corpus, facts))
        open_page(page, folder, maker=maker, facts=facts)
        slow_down(page, SLOWER)
        compute = milliseconds(
            lambda answers: float(page.evaluate(COMPUTE, [answers, DAY.isoformat()])), some
        )
        show = milliseconds(lambda answers: float(page.evaluate(SHOW, [query_of(answers)])), some)
        slow_down(page, 1)
        first = zip(
            first_plans(browser, folder, {}), first_plans(browser, folder, some[2]), strict=True
        )
        python = milliseconds(in_python(facts, calendar), some)
        cells = [*(" and ".join(pair) for pair in first), compute, show, python]
        print(f"| {facts.id} | {len(facts.matters)} | {' | '.join(cells)} |", flush=True)


def main() -> None:
    """Print the tables."""
    corpus, _ = load_corpus(ROOT, cache=ByteCache(None))
    start = time.process_time()
    count = count_situations(corpus)
    took = time.process_time() - start
    print(f"All {count:,} situations of {len(corpus.heads)} matters: {took:.2f} processor s.\n")
    print(
        "Milliseconds, median / slowest situation; of what a page computes first least / median page:\n"
    )
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        measure_events(corpus, browser, Path(folder))
        browser.close()


if __name__ == "__main__":
    main()
