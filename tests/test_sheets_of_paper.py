# SPDX-License-Identifier: MIT
"""Loose sheets: windows, labels and table-tents, dates; what they say is what the data says."""

from datetime import date, timedelta
from pathlib import Path

import chinese_calendar
import outloud
import pytest

from tests.paper_codes import codes_on
from tests.pdf_facts import PdfFacts
from tests.test_manual import bound, order_of, sheets_of, squeezed
from twotrees.layout.codes import code_url
from twotrees.layout.label_groups import label_groups
from twotrees.layout.limit_dates import CLOSED, limit_tables
from twotrees.layout.page_maker import PageMaker
from twotrees.layout.selection import EVERYTHING, Selection
from twotrees.layout.sheets import SheetMaker
from twotrees.layout.window_size import lists_of
from twotrees.model.corpus import Corpus
from twotrees.render.print.dates import dates
from twotrees.render.print.labels import labels
from twotrees.render.print.windows import windows
from twotrees.workdays import WorkCalendar

A3 = (841.89, 1190.55)
LONG = 15  # matters
SOME = frozenset({"W01", "W03", "W09"})


@pytest.fixture(scope="module")
def maker(corpus: Corpus) -> SheetMaker:
    """All that the repository has."""
    return sheets_of(corpus)


@pytest.fixture(scope="module")
def window_sheets(maker: SheetMaker) -> PdfFacts:
    """The sheets of three windows."""
    order = order_of(maker, Selection(windows=SOME))
    return PdfFacts(bound(windows(order))["print/windows.pdf"])


@pytest.fixture(scope="module")
def label_sheets(maker: SheetMaker) -> PdfFacts:
    """The labels of three windows, and their tents."""
    order = order_of(maker, Selection(windows=SOME))
    return PdfFacts(bound(labels(order))["print/labels.pdf"])


def test_a_window_sheet_is_a3_and_lists_what_the_window_takes(
    window_sheets: PdfFacts, maker: SheetMaker
) -> None:
    """Number, name and queue of the window; every matter with its number, limit, fee and papers."""
    for page in window_sheets.document:
        assert page.get_size() == pytest.approx(A3, abs=0.5)
    for window in PageMaker(maker).windows():
        if window.code not in SOME:
            continue
        for text in (window.label, window.name, window.floor, window.phone):
            assert squeezed(text) in all_text(window_sheets), text
        for head in window.matters:
            glance = maker.sheet(head.id).glance
            for text in (head.code, head.name, glance.how_long, glance.how_much, *glance.bring):
                assert squeezed(text) in all_text(window_sheets), (head.code, text)


def test_a_long_list_stands_on_even_pages(maker: SheetMaker) -> None:
    """No window has a page with a few rows left over: pages are as planned, and about equally full."""
    for window in PageMaker(maker).windows():
        if len(window.matters) < LONG:
            continue
        sheets = [maker.sheet(head.id) for head in window.matters]
        size, lists = lists_of(sheets)
        assert [sheet.code for one in lists for sheet in one] == [sheet.code for sheet in sheets]
        heights = [size.height(one) for one in lists]
        assert min(heights) > max(heights) * 0.7
        order = order_of(maker, Selection(windows=frozenset({window.code})))
        facts = PdfFacts(bound(windows(order))["print/windows.pdf"])
        assert len(facts.document) == len(lists), window.code


def all_text(facts: PdfFacts) -> str:
    """Give all text without spaces, feet included."""
    return "".join(glyph.char for page in facts.glyphs for glyph in page)


def test_a_window_sheet_leads_to_its_window(window_sheets: PdfFacts, maker: SheetMaker) -> None:
    """The code on the first page of each window reads back."""
    starts = [entry.page for entry in window_sheets.outline]
    read = [codes_on(window_sheets, page - 1) for page in starts]
    assert read == [[code_url(maker.corpus, code)] for code in sorted(SOME)]


def test_labels_lead_to_every_matter_once(label_sheets: PdfFacts, maker: SheetMaker) -> None:
    """Each label reads back at 150 dpi; a tent has the code of its window on both halves."""
    groups = list(label_groups(maker, Selection(windows=SOME)))
    wanted = [code_url(maker.corpus, head.code) for group in groups for head in group.matters]
    wanted += 2 * [code_url(maker.corpus, code) for code in SOME]
    read = [
        text for page in range(len(label_sheets.document)) for text in codes_on(label_sheets, page)
    ]
    assert sorted(read) == sorted(wanted)


def test_every_matter_has_a_label(maker: SheetMaker) -> None:
    """What no window takes is under its department."""
    groups = list(label_groups(maker, EVERYTHING))
    found = {head.id for group in groups for head in group.matters}
    assert found == {head.id for head in maker.corpus.heads.values() if head.is_living}
    outside = [head.id for group in groups if not group.window for head in group.matters]
    assert len(outside) == len(set(outside))


def test_dates_are_those_of_another_calendar(maker: SheetMaker) -> None:
    """Limits in working days, counted day by day with the package chinesecalendar, for all of 2026."""
    sheets = [maker.sheet(key) for key, head in maker.corpus.heads.items() if head.is_living]
    tables = limit_tables(sheets, WorkCalendar(maker.corpus.workdays), 2026)
    limits = {table.limit: table for table in tables}
    assert {"5个工作日", "20个工作日"} <= set(limits)
    for limit, table in limits.items():
        if not limit.endswith("个工作日"):
            continue
        for accepted in (date(2026, 1, 1) + timedelta(days=n) for n in range(300)):
            cell = table.rows[accepted.day - 1][accepted.month - 1]
            if not chinese_calendar.is_workday(accepted):
                assert cell == CLOSED
                continue
            last, left = accepted, int(limit.removesuffix("个工作日"))
            while left:
                last += timedelta(days=1)
                left -= chinese_calendar.is_workday(last) if last.year == 2026 else left
            if last.year == 2026:
                assert cell == f"{last.month}月{last.day}日", (limit, accepted)


def test_a_year_without_a_notice_says_so(maker: SheetMaker) -> None:
    """2027 isn't announced: its own tables are an estimate, and so is what reaches into it."""
    sheets = [maker.sheet("open/company-registration")]
    days = WorkCalendar(maker.corpus.workdays)
    this, following = (limit_tables(sheets, days, year)[0] for year in (2026, 2027))
    assert (this.is_estimate, following.is_estimate) == (False, True)
    assert "约" in this.rows[30][11]
    assert not any("约" in cell for row in following.rows for cell in row)


@pytest.fixture(scope="module")
def date_sheets(maker: SheetMaker) -> PdfFacts:
    """The tables of one matter's limits."""
    order = order_of(maker, Selection(matters=frozenset({"open/company-registration"})))
    return PdfFacts(bound(dates(order))["print/dates.pdf"])


def test_the_table_is_printed_as_planned(date_sheets: PdfFacts, maker: SheetMaker) -> None:
    """Each row of the first page stands in the PDF, in its order."""
    sheets = [maker.sheet("open/company-registration")]
    table = limit_tables(sheets, WorkCalendar(maker.corpus.workdays), maker.day.year)[0]
    text = "".join(glyph.char for glyph in date_sheets.body(1))
    for day, row in enumerate(table.rows, 1):
        assert f"{day}日{''.join(row)}" in text


@pytest.mark.parametrize("name", ["window_sheets", "label_sheets", "date_sheets"])
def test_every_sheet_is_accessible_and_says_what_it_is(
    name: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    """No error by the rules of outloud; the issuer, and that it is a demonstration, on each page."""
    facts: PdfFacts = request.getfixturevalue(name)
    file = tmp_path / "sheets.pdf"
    file.write_bytes(facts.data)
    result = outloud.check(str(file))
    assert result.errors == 0, result.findings
    for glyphs in facts.glyphs:
        text = "".join(glyph.char for glyph in glyphs)
        assert "示范数据" in text
        assert "示范县政务服务中心" in text
