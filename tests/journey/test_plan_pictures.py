# SPDX-License-Identifier: MIT
"""The timeline shows exactly what the plan says; the QR code leads to the plan's published address."""

import io
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Page

from tests.browser import DESKTOP, PHONE
from tests.journey.opening import DAY, SITE, address_of, open_event, typical
from twotrees.model.corpus import Corpus
from twotrees.workdays import WorkCalendar

WIDTH = 320  # of the drawing, in its own units
LEAST_MODULE = 0.6 * 96 / 25.4  # CSS pixels: docs/decisions/020-qr.md
LEAST_LETTERS = 16  # CSS pixels
EVENTS = (
    "birth", "school", "work", "marriage", "health", "support",
    "veteran", "retirement", "farewell", "open", "operate", "close",
)  # fmt: skip
# What is drawn, in the drawing's own units; a diamond has no width.
DRAWN = """() => [...document.querySelectorAll("[data-bar]")].map(bar => {
  const box = bar.getBBox();
  return [bar.dataset.bar, box.x, bar.matches("rect") ? box.width : 0, bar.matches(".critical")];
})"""
TEXTS = """() => [...document.querySelectorAll(".timeline text")].map(text => {
  const box = text.getBBox();
  return [text.textContent, box.x, box.y, box.x + box.width, box.y + box.height];
})"""


def test_all_events_are_tried(corpus: Corpus) -> None:
    """The list of events is whole."""
    assert set(EVENTS) == set(corpus.events)


def plan_of(page: Page) -> dict[str, Any]:
    """Give the plan that the page shows."""
    found: dict[str, Any] = page.evaluate("() => twotrees.plan")
    return found


@pytest.mark.parametrize("event", EVENTS)
@pytest.mark.parametrize("unsure", [True, False], ids=["unsure", "typical"])
def test_bars_are_the_plan(
    phone: Page,
    folder: Path,
    corpus: Corpus,
    event: str,
    unsure: bool,  # noqa: FBT001 - a table of truth
) -> None:
    """Each matter that counts has its bar over its working days; critical and last days are marked."""
    open_event(phone, folder, event, address_of({} if unsure else typical(event)))
    plan, calendar = plan_of(phone), WorkCalendar(corpus.workdays)
    total = plan["days"]["parallel"]
    drawn = phone.evaluate(DRAWN)
    if not total:
        assert drawn == []
        return
    counted = {m["code"]: m for m in plan["matters"] if m["is_counted"]}
    begin = min(date.fromisoformat(m["start"]) for m in counted.values())
    assert {code for code, *_ in drawn} == set(counted)
    for code, x, width, is_critical in drawn:
        m = counted[code]
        start, finish = (date.fromisoformat(m[key]) for key in ("start", "finish"))
        assert is_critical == (code in plan["critical_path"])
        assert width == pytest.approx(
            calendar.workdays_between(start, finish) * WIDTH / total, 1e-4
        )
        if width:
            offset = calendar.workdays_between(begin, start)
            assert x == pytest.approx(offset * WIDTH / total, abs=0.01)
    due = phone.locator("[data-due]").evaluate_all("all => all.map(x => x.dataset.due)")
    assert set(due) == {code for code, m in counted.items() if m["due"]}


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("event", EVENTS)
def test_the_timeline_can_be_read(
    phone: Page, folder: Path, event: str, size: dict[str, int]
) -> None:
    """Its words are text, large enough, inside the drawing, none over another; the page stays narrow."""
    phone.set_viewport_size(size)  # type: ignore[arg-type]
    open_event(phone, folder, event, address_of({}))
    assert phone.evaluate("document.documentElement.scrollWidth") <= size["width"]
    picture = phone.locator(".timeline svg")
    if not picture.count():
        return
    label = picture.get_attribute("aria-label")
    assert label
    assert label.startswith("时间图")
    scale = picture.evaluate("svg => svg.getScreenCTM().a")
    assert 16 * scale >= LEAST_LETTERS
    texts = phone.evaluate(TEXTS)
    said = "".join(text for text, *_ in texts)
    assert all(m["name"] in said for m in plan_of(phone)["matters"] if m["is_counted"])
    for n, (text, left, top, right, bottom) in enumerate(texts):
        assert left >= -1, text
        assert right <= WIDTH + 1, text
        for other, left2, top2, right2, bottom2 in texts[n + 1 :]:
            across = min(right, right2) - max(left, left2)
            down = min(bottom, bottom2) - max(top, top2)
            assert across <= 1 or down <= 4, (text, other)  # a line of text has air around it


def codes_in(image: bytes) -> list[str]:
    """Read the QR codes of a picture."""
    return [found.text for found in zxingcpp.read_barcodes(Image.open(io.BytesIO(image)))]


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("event", EVENTS)
@pytest.mark.parametrize("unsure", [True, False], ids=["unsure", "typical"])
def test_the_code_leads_to_the_published_plan(
    phone: Page,
    folder: Path,
    event: str,
    size: dict[str, int],
    unsure: bool,  # noqa: FBT001 - a table of truth
) -> None:
    """From a page opened as a file, with typical answers and with as many questions as there are."""
    phone.set_viewport_size(size)  # type: ignore[arg-type]
    open_event(phone, folder, event)
    questions = phone.evaluate("() => Object.keys(twotrees.event.questions)")
    open_event(
        phone,
        folder,
        event,
        address_of(dict.fromkeys(questions, "?") if unsure else typical(event)),
    )
    code = phone.locator(".code svg")
    answers = plan_of(phone)["answers"]
    assert answers
    expected = f"{SITE}/e/{event}.html{address_of(answers, DAY)}"
    assert codes_in(code.screenshot()) == [expected]
    module = code.evaluate("svg => svg.getBoundingClientRect().width / svg.viewBox.baseVal.width")
    assert module >= LEAST_MODULE
