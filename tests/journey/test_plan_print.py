# SPDX-License-Identifier: MIT
"""My plan on paper: one or two pages with order, checklist, dates and the code."""

from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from playwright.sync_api import Page, ViewportSize

from tests.journey.opening import SITE, address_of, open_event, typical
from tests.journey.test_plan_pictures import EVENTS, LEAST_MODULE, plan_of

DPI = 200
SHEET: ViewportSize = {"width": 703, "height": 1047}  # A4 within its margins, in CSS pixels


def printed(page: Page) -> pypdfium2.PdfDocument:
    """Print what is shown, as the browser would."""
    return pypdfium2.PdfDocument(page.pdf(format="A4", prefer_css_page_size=True))


def text_of(pdf: pypdfium2.PdfDocument) -> str:
    """Give the words of all pages, without spaces."""
    return "".join("".join(p.get_textpage().get_text_bounded().split()) for p in pdf)


@pytest.mark.parametrize("event", EVENTS)
def test_a_typical_plan_fits_two_pages(phone: Page, folder: Path, event: str) -> None:
    """With every matter, paper and last day that counts, and a code that reopens it."""
    open_event(phone, folder, event, address_of(typical(event)))
    plan, pdf = plan_of(phone), printed(phone)
    assert len(pdf) <= 2
    text = text_of(pdf)
    counted = {m["code"]: m for m in plan["matters"] if m["is_counted"]}
    wanted = [m["name"] for m in counted.values()]
    wanted += [
        f"{line['name']}（{line['of']}）"
        for line in plan["materials"]
        if counted.keys() & {*line["for"]}
    ]
    wanted += [f"{int(m['due'][5:7])}月{int(m['due'][8:])}日" for m in counted.values() if m["due"]]
    assert [words for words in wanted if "".join(words.split()) not in text] == []
    images = [page.render(scale=DPI / 72).to_pil() for page in pdf]
    codes = [found.text for image in images for found in zxingcpp.read_barcodes(image)]
    assert codes == [f"{SITE}/e/{event}.html{address_of(plan['answers'])}"]


@pytest.mark.parametrize("event", EVENTS)
def test_what_is_printed_is_as_large_as_an_old_phone_needs(
    phone: Page, folder: Path, event: str
) -> None:
    """On paper a module of the code has 0.6 mm; each paper to bring has its box; no button is there."""
    phone.set_viewport_size(SHEET)
    open_event(phone, folder, event, address_of(typical(event)))
    phone.emulate_media(media="print")
    phone.evaluate("() => dispatchEvent(new Event('beforeprint'))")
    code = phone.locator(".code svg")
    module = code.evaluate("svg => svg.getBoundingClientRect().width / svg.viewBox.baseVal.width")
    plan = plan_of(phone)
    counted = {m["code"] for m in plan["matters"] if m["is_counted"]}
    bring = [m for m in plan["materials"] if not m["obtained_in"] and counted & {*m["for"]}]
    boxes = phone.locator(".tick input:visible").count()
    buttons = phone.locator("button:visible").count()
    phone.emulate_media(media="null")
    assert module >= LEAST_MODULE - 0.01
    assert boxes == len(bring)
    assert buttons == 0


def test_the_largest_plan_takes_three_pages(phone: Page, folder: Path) -> None:
    """Nothing answered in the largest event: everything that may apply, on three pages at most."""
    open_event(phone, folder, "operate", address_of({}))
    assert len(printed(phone)) <= 3
