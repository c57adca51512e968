# SPDX-License-Identifier: MIT
"""Pages of the real events with the shipped scripts, opened without a server on a fixed day."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.journey.opening import TODAY
from tests.journey.two_languages import Both
from twotrees.graph import build_graph
from twotrees.journey import gather_event
from twotrees.layout.index import build_index
from twotrees.layout.sheets import SheetMaker
from twotrees.model.corpus import Corpus
from twotrees.render.plan import plan_js, words_js
from twotrees.render.site import read_asset

HTML = """<!DOCTYPE html><html lang="zh-CN"><meta charset="utf-8"><title>一件事</title>
<link rel="canonical" href="https://shifanxian.example/e/{0}.html">
<link rel="stylesheet" href="site.css"><link rel="stylesheet" href="plan.css">
<main><div class="w"><div id="plan" class="plan" data-root="" data-more="{0}-words.js plan-show.js" hidden>
</div></div></main>
<script src="{0}.js"></script><script src="outline.js"></script><script src="plan-page.js"></script>"""


@pytest.fixture(scope="session")
def folder(corpus: Corpus, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page for each real event, with the shipped scripts, opened without a server."""
    folder = tmp_path_factory.mktemp("plan")
    graph = build_graph(corpus)
    maker = SheetMaker(corpus, build_index(corpus, graph), TODAY)
    for event in corpus.events:
        facts = gather_event(corpus, graph, event, day=TODAY)
        (folder / f"{event}.js").write_bytes(plan_js(maker, facts))
        (folder / f"{event}-words.js").write_bytes(words_js(maker, facts))
        (folder / f"{event}.html").write_text(HTML.format(event), encoding="utf-8")
    for name in ("site.css", "plan.css", "outline.js", "plan-page.js", "plan-show.js"):
        (folder / name).write_bytes(read_asset(name))
    return folder


@pytest.fixture
def phone(page: Page) -> Iterator[Page]:
    """A page on which it is noon in China on a fixed day, and no script fails."""
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.clock.set_fixed_time("2026-11-21T04:00:00Z")
    yield page
    assert not faults


@pytest.fixture(scope="module")
def both(page: Page, corpus: Corpus) -> Both:
    """The shipped script in Chromium beside the Python engine, with the real events."""
    return Both(page, corpus)
