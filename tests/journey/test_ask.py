# SPDX-License-Identifier: MIT
"""Questions: what an address says, and the fields in which one answers."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from twotrees.render.site import TEMPLATES

QUESTIONS = {
    "where": {"text": "在哪？", "help": "", "kind": "单选", "unit": "", "choices": [["a", "这里"], ["b-c", "那里"]]},
    "age": {"text": "几岁？", "help": "", "kind": "数字", "unit": "周岁", "choices": []},
    "born": {"text": "哪天？", "help": "", "kind": "日期", "unit": "", "choices": []},
}  # fmt: skip
HTML = '<!DOCTYPE html><meta charset="utf-8"><title>问</title><section id="ask" hidden></section>'


@pytest.fixture
def asked(page: Page, tmp_path: Path) -> Page:
    """A page with nothing but the scripts that ask."""
    (tmp_path / "ask.html").write_text(HTML, encoding="utf-8")
    page.goto((tmp_path / "ask.html").as_uri())
    load(page)
    return page


def load(page: Page) -> None:
    """Add the scripts to a page that was opened."""
    for name in ("when.js", "ask.js"):
        page.add_script_tag(path=TEMPLATES / "assets" / name)


def read(page: Page, query: str) -> Any:
    """Say what the page reads from an address."""
    page.goto(page.url.partition("?")[0] + query)
    load(page)
    return page.evaluate("questions => twotrees.readAddress(questions)", QUESTIONS)


@pytest.mark.parametrize(
    ("query", "answers", "others", "date"),
    [
        ("", {}, {}, ""),
        ("?q=where.a&d=2026-11-18", {"where": "a"}, {}, "2026-11-18"),
        ("?q=where.b-c_age.12.5_born.2026-02-28", {"where": "b-c", "age": "12.5", "born": "2026-02-28"}, {}, ""),
        ("?q=born.1949-10-01&d=1999-12-31", {"born": "1949-10-01"}, {}, "1999-12-31"),
        ("?q=where._age._born.", {"where": "?", "age": "?", "born": "?"}, {}, ""),
        ("?q=where.c_age.12a_born.2026-02-30", {}, {}, ""),
        ("?q=age.1234567_born.2026-13-01", {}, {}, ""),
        ("?q=age.1.234_born.x2026-02-28", {}, {}, ""),
        ("?q=other.x_else._where.a", {"where": "a"}, {"other": "x", "else": "?"}, ""),
        ("?q=constructor.x_where.a", {"where": "a"}, {}, ""),
        ("?q=where_Where.a_.a_where.A", {}, {}, ""),
        ("?d=2026-02-30", {}, {}, ""),
        ("?d=2026-13-01", {}, {}, ""),
        ("?d=1899-12-31", {}, {}, ""),
        ("?d=2026-11-18x", {}, {}, ""),
    ],
)  # fmt: skip
def test_an_address_is_read(
    asked: Page, query: str, answers: dict[str, str], others: dict[str, str], date: str
) -> None:
    """What it says wrongly is left out; what is asked elsewhere stays."""
    assert read(asked, query) == {"answers": answers, "others": others, "date": date}


@pytest.mark.parametrize(
    ("state", "query"),
    [
        ({"answers": {}, "others": {}, "date": ""}, ""),
        ({"answers": {}, "others": {}, "date": "2026-11-18"}, "?d=2026-11-18"),
        ({"answers": {"where": "a", "age": "?"}, "others": {}, "date": ""}, "?q=where.a_age."),
        (
            {"answers": {"where": "a"}, "others": {"other": "x"}, "date": "2026-11-18"},
            "?q=other.x_where.a&d=2026-11-18",
        ),
    ],
)
def test_an_address_is_written(asked: Page, state: dict[str, Any], query: str) -> None:
    """It says the answers and the day, and gives them back."""
    assert asked.evaluate("state => twotrees.addressOf(state)", state) == query
    assert read(asked, query) == state


def test_where_the_address_cannot_change_answers_last_as_long_as_the_page(asked: Page) -> None:
    """A browser may forbid it to a page that was opened from a USB stick."""
    forbid = "() => { history.pushState = () => { throw new DOMException('', 'SecurityError'); }; }"
    asked.evaluate(forbid)
    asked.evaluate(
        "() => twotrees.keepInAddress({ answers: { where: 'a' }, others: {}, date: '' })"
    )


DRAW = """([questions, answers]) => {
  globalThis.taken = globalThis.taken || [];
  const fields = Object.keys(questions).map((key) =>
    twotrees.field(questions, key, answers[key], (answer) => taken.push([key, answer])));
  twotrees.redraw(document.getElementById("ask"), fields);
}"""


def draw(page: Page, **answers: str) -> None:
    """Show the fields with these answers."""
    page.evaluate(DRAW, [QUESTIONS, answers])


def test_fields_show_answers(asked: Page) -> None:
    """The choice that was made is marked, a number and a day stand in their fields."""
    checked = "() => [...document.querySelectorAll('input:checked')].map((node) => node.id)"
    values = "() => ['q-age-', 'q-born-'].map((id) => document.getElementById(id).value)"
    draw(asked)
    assert (asked.evaluate(checked), asked.evaluate(values)) == ([], ["", ""])
    draw(asked, where="b-c", age="12", born="2026-02-28")
    assert asked.evaluate(checked) == ["q-where-b-c"]
    assert asked.evaluate(values) == ["12", "2026-02-28"]
    draw(asked, where="?", age="?", born="?")
    assert asked.evaluate(checked) == ["q-where-?", "q-age-?", "q-born-?"]
    assert asked.evaluate(values) == ["", ""]
    assert asked.locator("#ask").is_visible()


def test_fields_take_answers(asked: Page) -> None:
    """What is no answer isn't taken."""
    draw(asked)
    asked.locator("#q-where-a").click()
    asked.locator("[id='q-age-?']").click()
    for number in ("12.5", "1234567", "-1", ""):
        asked.locator("#q-age-").fill(number)
        asked.locator("#q-age-").blur()
    for day in ("1949-10-01", "2026-02-28", "1899-12-31"):
        asked.locator("#q-born-").fill(day)
        asked.locator("#q-born-").blur()
    assert asked.evaluate("taken") == [
        ["where", "a"],
        ["age", "?"],
        ["age", "12.5"],
        ["born", "1949-10-01"],
        ["born", "2026-02-28"],
    ]


def test_drawing_anew_keeps_the_place(asked: Page) -> None:
    """The field in which one is stays the same; what stands elsewhere isn't taken from its place."""
    draw(asked)
    asked.locator("#q-age-").focus()
    draw(asked, age="3")
    assert asked.evaluate("document.activeElement.id") == "q-age-"
