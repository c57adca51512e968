# SPDX-License-Identifier: MIT
"""The search: what people type finds the matter that they mean (the shipped script in Chromium)."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import Page

from twotrees.graph import build_graph
from twotrees.layout.index import build_index
from twotrees.model.corpus import Corpus
from twotrees.render.search import search_entries, search_js

ROOT = Path(__file__).parent.parent

PAGE = """<!DOCTYPE html><html lang="zh-CN"><meta charset="utf-8"><title>搜索</title>
<form><input id="q"></form><p role="status"></p><ol id="results"></ol>
<script src="index.js"></script><script src="search.js"></script></html>"""


@pytest.fixture(scope="module")
def search_page(corpus: Corpus, page: Page, tmp_path_factory: pytest.TempPathFactory) -> Page:
    """A page with the shipped script and the real index, opened from a folder, not a server."""
    folder = tmp_path_factory.mktemp("search")
    index = build_index(corpus, build_graph(corpus))
    (folder / "index.js").write_bytes(search_js(corpus, index))
    (folder / "search.js").write_text(
        (ROOT / "templates/assets/search.js").read_text("utf-8"), "utf-8"
    )
    (folder / "search.html").write_text(PAGE, "utf-8")
    page.goto((folder / "search.html").as_uri())
    return page


def first_names(page: Page, query: str) -> list[str]:
    """Give the names that the script lists for a query."""
    page.fill("#q", query)
    return page.locator("#results li a:first-child").all_inner_texts()


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("出生登记", "出生登记"),
        ("上户口", "出生登记"),
        ("落户 孩子", "出生登记"),
        ("csdj", "出生登记"),
        ("CSDJ", "出生登记"),
        ("shk", "出生登记"),
        ("chushengdengji", "出生登记"),
        ("1004", "出生登记"),
        ("１００４", "出生登记"),
        ("给孩子上户口", "出生登记"),
        ("开公司", "有限责任公司设立登记"),
        ("身份证", "居民身份证首次申领"),
    ],
)
def test_what_people_type_finds_it_among_the_first(
    search_page: Page, query: str, name: str
) -> None:
    """Names, everyday names, initials, pinyin, numbers, several words: among the first three."""
    assert name in first_names(search_page, query)[:3]


def test_matters_come_before_everything_else(search_page: Page) -> None:
    """A document or an event never stands above a matter."""
    search_page.fill("#q", "出生")
    kinds = search_page.locator("#results .tag").all_inner_texts()
    assert kinds
    assert kinds == sorted(kinds, key=lambda kind: kind != "事项")


@pytest.mark.parametrize("query", ["", "   ", "。,", "xqzzqx", "魑魅魍魉"])
def test_nothing_is_found_for_nothing(search_page: Page, query: str) -> None:
    """An empty or foreign query lists nothing."""
    assert first_names(search_page, query) == []


def test_markup_in_a_query_stays_text(search_page: Page) -> None:
    """A query is never run as HTML."""
    search_page.fill("#q", "<img src=x onerror=alert(1)>")
    assert search_page.locator("#results img").count() == 0


def test_every_living_matter_is_in_the_index(corpus: Corpus) -> None:
    """The index holds each living matter once, first."""
    index = build_index(corpus, build_graph(corpus))
    entries = list(search_entries(corpus, index))
    living = [head.name for head in corpus.heads.values() if head.is_living]
    assert [e.name for e in entries[: len(living)]] == living
    json.dumps(entries)
