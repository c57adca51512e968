# SPDX-License-Identifier: MIT
"""My plan on an event's page: asks, shows, keeps the answers in the address, gives a calendar file."""

from datetime import date, timedelta
from pathlib import Path

import icalendar
import pypdfium2
import pytest
import vobject
from playwright.sync_api import Page

from tests.journey.opening import TODAY, address_of, open_event
from twotrees.graph import build_graph
from twotrees.journey import Request, gather_event, make_plan
from twotrees.model.corpus import Corpus
from twotrees.render.site import read_asset
from twotrees.workdays import WorkCalendar


def codes(page: Page) -> list[str]:
    """Give the codes of the matters that the page shows, in order."""
    found: list[str] = page.locator("[data-code]").evaluate_all(
        "all => all.map(x => x.dataset.code)"
    )
    return found


def entries(data: bytes) -> list[icalendar.Event]:
    """Read a calendar file with the first library."""
    found = icalendar.Calendar.from_ical(data).walk("VEVENT")
    return [item for item in found if isinstance(item, icalendar.Event)]


def test_every_event_shows_its_plan(phone: Page, folder: Path, corpus: Corpus) -> None:
    """The page shows the matters of the Python engine in its order, and its numbers."""
    graph = build_graph(corpus)
    for event in corpus.events:
        open_event(phone, folder, event, "?d=2026-11-18")
        facts = gather_event(corpus, graph, event, day=TODAY)
        request = Request({}, TODAY, date(2026, 11, 18))
        plan = make_plan(facts, request, WorkCalendar(corpus.workdays))
        first = sorted(plan.matters, key=lambda m: not m.is_counted)
        assert codes(phone) == [m.code for m in first]
        said = phone.inner_text("#plan-sum")
        assert (f"跑{plan.visits}趟" if plan.visits else "不用跑") in said
        days = plan.days.parallel
        is_at_once = not days and not plan.days.unknown
        assert ("当天能办完" in said) is is_at_once
        assert (f"最快{days}个工作日" in said) is (days > 0)


@pytest.mark.parametrize("name", ["outline.js", "plan-page.js", "plan-show.js", "matter.js"])
def test_scripts_are_compiled_beforehand(name: str) -> None:
    """The word to the browser stands first in what is served: a page's first plan waits for it."""
    assert read_asset(name).startswith(b"//# allFunctionsCalledOnLoad\n")


def test_an_answer_changes_plan_and_address(phone: Page, folder: Path) -> None:
    """It is in the address; going back takes it back; the address alone brings it again."""
    open_event(phone, folder, "birth", "?d=2026-11-18")
    before = codes(phone)
    phone.locator("#q-birth-place-abroad").click()
    abroad = codes(phone)
    assert abroad != before
    assert "q=birth-place.abroad" in phone.url
    assert phone.locator("#q-birth-place-abroad").is_checked()
    address = phone.url
    phone.go_back()
    assert codes(phone) == before
    phone.goto(address)
    assert codes(phone) == abroad
    phone.locator("#again").click()
    assert codes(phone) == before
    assert "?" not in phone.url


def test_a_plan_opens_again(phone: Page, folder: Path) -> None:
    """Whoever closes it, goes back to no answers and opens it sees the plan that holds there."""
    plan = phone.locator("#plan > details")
    open_event(phone, folder, "birth")
    plan.locator("summary").first.click()
    phone.wait_for_selector("#paper")
    first = codes(phone)
    phone.locator("#q-birth-place-abroad").click()
    assert codes(phone) != first
    plan.locator("summary").first.click()
    phone.go_back()
    assert not plan.evaluate("plan => plan.open")
    plan.locator("summary").first.click()
    phone.wait_for_selector("#paper")
    assert codes(phone) == first


def test_a_choice_that_is_made_is_called_a_must(phone: Page, folder: Path) -> None:
    """As long as one of several may be taken it is 任选; the only one left is 必办."""
    open_event(phone, folder, "marriage")
    phone.locator("#plan details").first.evaluate("plan => plan.open = true")
    tag = phone.locator("[data-code='1301'] .tag").first
    assert tag.inner_text() == "任选"
    phone.locator("#q-marriage-partner-mainland").click()
    assert tag.inner_text() == "必办"


def test_answers_of_the_address_are_folded(phone: Page, folder: Path) -> None:
    """They are closed, counted, and open at a tap, as long as one wants; a new answer stays open."""
    open_event(phone, folder, "birth", address_of({"birth-place": "hospital"}))
    first = "#q-birth-place-hospital"
    next_ = f"[name=q-{phone.evaluate('() => twotrees.plan.next_question')}] >> nth=0"
    assert phone.locator(".said summary").inner_text() == "已答1个问题，改"
    assert not phone.locator(first).is_visible()
    phone.locator(next_).click()
    assert phone.locator(next_).is_visible()
    assert not phone.locator(first).is_visible()
    phone.locator(".said summary").click()
    phone.locator("#q-birth-place-elsewhere").click()
    assert phone.locator(first).is_visible()
    phone.locator("#again").click()
    phone.locator(first).click()
    assert phone.locator(first).is_visible()


def test_what_is_sure_to_be_brought_comes_first(phone: Page, folder: Path) -> None:
    """What may have to be brought, too, is folded on the phone and printed on paper."""
    open_event(phone, folder, "birth", address_of({"birth-place": "hospital"}))
    counted = {m["code"] for m in phone.evaluate("() => twotrees.plan.matters") if m["is_counted"]}
    lines = [
        (f"{line['name']}（{line['of']}）", line["is_sure"])
        for line in phone.evaluate("() => twotrees.plan.materials")
        if line["obtained_in"] is None and counted.intersection(line["for"])
    ]
    ticks = phone.locator(".tick:not(.spare *)")
    shown = [ticks.nth(n).is_visible() for n in range(ticks.count())]
    names = ticks.locator("b").all_text_contents()
    assert list(zip(names, shown, strict=True)) == sorted(lines, key=lambda item: not item[1])
    assert not all(shown)
    with pypdfium2.PdfDocument(phone.pdf()) as printed:
        pages = [page.get_textpage().get_text_range() for page in printed]
    text = "".join("".join(pages).split())
    assert all(name in text for name in names)
    assert not phone.locator(".maybe").evaluate("fold => fold.open")


def test_not_sure_is_an_answer(phone: Page, folder: Path) -> None:
    """It keeps everything, and another question comes."""
    open_event(phone, folder, "birth", address_of({}))
    before, asked = codes(phone), phone.locator("fieldset").count()
    phone.locator("[id='q-birth-place-?']").click()
    assert codes(phone) == before
    assert phone.locator("fieldset").count() == asked + 1
    assert phone.url.endswith("?q=birth-place.&d=2026-11-18")


def test_an_answer_that_decides_nothing_goes(phone: Page, folder: Path) -> None:
    """What another answer made needless isn't asked any more, and isn't in the address."""
    asked = phone.locator("fieldset :checked")
    open_event(
        phone, folder, "birth", address_of({"birth-place": "hospital", "hukou-kind": "family"})
    )
    assert asked.evaluate_all("all => all.map(x => x.name)") == ["q-birth-place", "q-hukou-kind"]
    phone.locator(".said summary").click()
    phone.locator("#q-birth-place-abroad").click()
    assert asked.evaluate_all("all => all.map(x => x.name)") == ["q-birth-place"]
    assert phone.url.endswith("?q=birth-place.abroad&d=2026-11-18")
    phone.go_back()
    assert asked.count() == 2


@pytest.mark.parametrize(
    "query",
    ["?q=__proto__.x", "?q=birth-place.nowhere", "?q=nothing.x_", "?d=2026-02-30", "?q=%00&d=x"],
)
def test_a_broken_address_is_no_address(phone: Page, folder: Path, query: str) -> None:
    """What isn't a question, a choice or a day is left out."""
    open_event(phone, folder, "birth")
    before = phone.evaluate("() => twotrees.plan")
    open_event(phone, folder, "birth", query)
    assert phone.evaluate("() => twotrees.plan") == before
    assert phone.locator("input:checked").count() == 0


def test_ticks_stay(phone: Page, folder: Path) -> None:
    """What is ticked off stays so, when an answer changes and when the page opens again."""
    open_event(phone, folder, "birth")
    phone.locator("summary").click()
    phone.locator(".tick input").first.check()
    name = phone.locator(".tick b").first.text_content()
    phone.locator("#q-day").fill("2026-11-18")
    open_event(phone, folder, "birth")
    phone.locator("summary").click()
    phone.wait_for_selector("#paper")
    ticked = phone.locator(".tick:has(:checked) b").all_text_contents()
    assert ticked == [name]


def test_the_calendar_file_is_read_by_two_libraries(phone: Page, folder: Path) -> None:
    """Both find the deadlines of the plan, all day, with reminders; lines are short enough."""
    open_event(phone, folder, "birth", "?q=birth-place.hospital&d=2026-11-18")
    with phone.expect_download() as download:
        phone.locator("#ics").click()
    assert download.value.suggested_filename == "新生儿出生.ics"
    data = Path(download.value.path()).read_bytes()
    plan = phone.evaluate("() => twotrees.plan")
    due = {date.fromisoformat(m["due"]) for m in plan["matters"] if m["due"]}
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    first = entries(data)
    second = vobject.readOne(data.decode()).vevent_list
    assert {item.start for item in first} >= due
    assert {item.dtstart.value for item in second} == {item.start for item in first}
    assert len({str(item["UID"]) for item in first}) == len(first)
    for item in first:
        assert item.end - item.start == timedelta(days=1)
        assert len(item.walk("VALARM")) == 2
        assert str(item["SUMMARY"]).startswith("最晚今天")
    assert {str(item["SUMMARY"]) for item in first} == {item.summary.value for item in second}


def test_yearly_duties_come_back_each_year(phone: Page, folder: Path) -> None:
    """The annual report stands in the calendar on its last day, every year."""
    open_event(phone, folder, "open", "?q=entity-type.company")
    text = phone.evaluate("() => twotrees.calendarFile(twotrees.plan)")
    items = entries(text.encode())
    (report,) = {i.start: i for i in items if "年度报告" in str(i["SUMMARY"])}.values()
    assert report.start == date(2027, 6, 30)
    rule = report["RRULE"]
    assert isinstance(rule, icalendar.vRecur)
    assert rule["FREQ"] == ["YEARLY"]
