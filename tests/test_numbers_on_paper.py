# SPDX-License-Identifier: MIT
"""Paper and data agree in every number: limits, fees, phones, days; none is lost, none comes from elsewhere.

The text of the built manual, in each of its sizes, and of all notices is held against what the same build publishes
as `m/<code>.json`, and against the hall. Numbers are compared with the character behind them: 30日 isn't 30元. All
2,370 sides are read, which takes half a minute of processor time; the three manuals take another.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import pytest

from tests.pdf_facts import PdfFacts
from tests.test_manual import sheets_of, squeezed
from twotrees.layout.notices import Notice, NoticeMaker
from twotrees.layout.page_maker import HOTLINE, PageMaker
from twotrees.layout.selection import EVERYTHING
from twotrees.layout.sheets import SheetMaker
from twotrees.model.corpus import Corpus

MANUALS = ("handbook", "handbook-a5", "handbook-large")
FOOT = f"2026年 11月版 {HOTLINE}"  # on every page: the month of tests.building.DAY, the hotline
ON_EVERY_SIDE = (HOTLINE, "示范数据", "2026年11月版", "经办人", "日期")
# What a record has and a matter's pages in the manual leave out, by the end of its path.
NOT_IN_MANUAL = (
    "basis.law", "basis.title", "basis.number", "basis.effective",  # a law is cited by its label
    "before.code", "after.code", "obtained_in.code", "renew.code",  # another matter by its page
    "condition",  # `when` says it in words
    "value",  # `text` says it with its unit; 0 is 不收费
    "questions",  # asked on a screen
    "sources.title", "sources.url", "sources.note", "changes.on", "changes.text",  # for the office and the website
    "id",
)  # fmt: skip
# What every side of a matter says, whatever the situation, unless it depends on one itself.
ON_EACH_SIDE = (
    "deadlines.text", "deadlines.if_late", "deadlines.extension", "deadlines.suspended_while",
    "fees.text", "fees.reduction", "amounts.text", "visits.text", "appointment", "hotline",
    "steps.text", "steps.limit", "steps.at_least", "results.text", "materials.text", "materials.note",
    "conditions.text", "exclusions.text", "quota.text", "authority.text", "warnings.text",
    "windows.label", "windows.floor", "windows.address", "windows.phone",
)  # fmt: skip
# What only screens use: names of links, and what stands on the pages of matters.
NO_NUMBER_OF_HALL = re.compile(r"\.matters\b|\.(anchor|code|tel|complaint_tel)$").search
_NUMBER = re.compile(r"(?<![A-Za-z\d.])(\d+(?:\.\d+)?)([一-龥%％]?)")
_PAGE = re.compile(r"（?第\s*\d+\s*页）?")  # that it is the right one, test_manual.py tells


class Number(NamedTuple):
    """A number with the character behind it, if that belongs to it: on paper a line or a cell may end there."""

    digits: str
    unit: str


def numbers(*texts: str) -> set[Number]:
    """Give all numbers in texts."""
    return {Number(*found) for text in texts for found in _NUMBER.findall(text)}


def lacking(some: set[Number], known: set[Number]) -> set[Number]:
    """Give which of some numbers aren't known; one whose unit isn't seen may have any."""
    seen = {digits for digits, _ in known}
    units = known | {Number(digits, "") for digits in seen}
    bare = {digits for digits, unit in known if not unit}
    return {one for one in some if one not in units and one.digits not in bare}


def texts_of(
    value: Any, path: str = "", *, is_sure: bool = True
) -> Iterator[tuple[str, str, bool]]:
    """Give each text of a record with its path, and whether it holds in every situation."""
    if isinstance(value, dict):
        sure = is_sure and "when" not in value
        for key, part in value.items():
            yield from texts_of(part, f"{path}.{key}", is_sure=sure)
    elif isinstance(value, (list, tuple)):
        for part in value:
            yield from texts_of(part, path, is_sure=is_sure)
    elif isinstance(value, str):
        yield path, value, is_sure


def in_manual(record: dict[str, Any]) -> set[Number]:
    """Give the numbers of a record that its pages in the manual have to say."""
    ends = tuple(f".{end}" for end in NOT_IN_MANUAL)
    inside = tuple(f".{end}." for end in NOT_IN_MANUAL)
    said = (
        text
        for path, text, _ in texts_of(record)
        if not path.endswith(ends) and not any(part in path for part in inside)
    )
    return numbers(*said)


@pytest.fixture(scope="module")
def published(built_site: Path) -> dict[str, dict[str, Any]]:
    """The record of each living matter by its number."""
    records = json.loads((built_site / "data/matters.json").read_text("utf-8"))["matters"]
    codes = [record["code"] for record in records]
    return {code: json.loads((built_site / f"m/{code}.json").read_text("utf-8")) for code in codes}


@pytest.fixture(scope="module")
def maker(corpus: Corpus) -> SheetMaker:
    """The sheets of the repository's own content."""
    return sheets_of(corpus)


@pytest.fixture(scope="module")
def hall(maker: SheetMaker) -> set[Number]:
    """The numbers of the hall: phones, hours, windows."""
    halls = msgspec.to_builtins(PageMaker(maker).hall().halls)
    return numbers(*(text for path, text, _ in texts_of(halls) if not NO_NUMBER_OF_HALL(path)))


def pages_of(file: Path) -> tuple[PdfFacts, list[str]]:
    """Read a PDF: its facts, and the text of each page."""
    facts = PdfFacts(file.read_bytes())
    return facts, [page.get_textpage().get_text_range() for page in facts.document]


@pytest.fixture(scope="module")
def manuals(built_site: Path) -> dict[str, tuple[PdfFacts, list[str]]]:
    """The manual in each size, with the text of its pages."""
    return {name: pages_of(built_site / f"print/{name}.pdf") for name in MANUALS}


@pytest.mark.parametrize("name", MANUALS)
def test_the_manual_has_the_numbers_of_the_data_and_no_others(
    name: str,
    manuals: dict[str, tuple[PdfFacts, list[str]]],
    corpus: Corpus,
    published: dict[str, dict[str, Any]],
    hall: set[Number],
) -> None:
    """On the pages of each matter stand all numbers of its record; else only the hall's, counts, chapter and page."""
    facts, pages = manuals[name]
    codes = {record["name"]: code for code, record in published.items()}
    events = {event.name for event in corpus.events.values()}
    ends = [entry.page for entry in facts.outline[1:]]
    printed, chapter = set(), 0
    for entry, end in zip(facts.outline, ends, strict=False):
        chapter += entry.title in events
        if entry.level != 1:
            continue
        code, span = codes[entry.title], range(entry.page, end)
        printed.add(code)
        record = published[code]
        text = _PAGE.sub(" ", "\n".join(pages[page - 1] for page in span))
        wanted, found = in_manual(record), numbers(text)
        assert lacking(wanted, found) == set(), code
        furniture = numbers(FOOT, str(chapter), *map(str, span))
        assert lacking(found, wanted | hall | counted(record) | furniture) == set(), code
    assert printed == published.keys()


def counted(record: dict[str, Any]) -> set[Number]:
    """Give what the manual counts: steps, and of how many papers one is enough."""
    groups = [paper["one_of"] for paper in record["materials"] if "one_of" in paper]
    steps = (str(n) for n in range(1, len(record["steps"]) + 1))
    return numbers(*steps, *(f"{groups.count(name)}样" for name in groups))


def test_the_manual_has_the_numbers_of_the_hall(
    manuals: dict[str, tuple[PdfFacts, list[str]]], hall: set[Number]
) -> None:
    """Phones, hours and windows stand on the pages of the halls."""
    for name, (facts, pages) in manuals.items():
        titles = [entry.title for entry in facts.outline]
        start = titles.index("政务大厅和窗口")
        first, end = facts.outline[start].page, facts.outline[start + 1].page
        assert lacking(hall, numbers("\n".join(pages[first - 1 : end - 1]))) == set(), name


@pytest.fixture(scope="module")
def sides(built_site: Path) -> dict[str, str]:
    """The text of each side of a notice by its number."""
    facts, pages = pages_of(built_site / "print/notices.pdf")
    marks = (entry for entry in facts.outline if entry.level == 1)
    return {mark.title.split()[0]: pages[mark.page - 1] for mark in marks}


@pytest.fixture(scope="module")
def planned(corpus: Corpus, maker: SheetMaker) -> list[tuple[str, Notice]]:
    """Every notice with the number of its matter."""
    notices = NoticeMaker(maker)
    living = [head for head in corpus.heads.values() if head.is_living]
    return [(head.code, notice) for head in living for notice in notices.notices(head, EVERYTHING)]


def test_every_side_says_what_is_planned(
    sides: dict[str, str], planned: list[tuple[str, Notice]]
) -> None:
    """Each text of each notice is on its side, each paper has a box to tick, the clerk has a line to sign."""
    assert sides.keys() == {notice.number for _, notice in planned}
    for _, notice in planned:
        text = as_printed(sides[notice.number])
        assert [one for one in said_by(notice) if as_printed(one) not in text] == [], notice.number
        assert [word for word in ON_EVERY_SIDE if word not in text] == [], notice.number
        papers = sum(len(group.papers) for group in notice.groups)
        assert text.count("□") + text.count("○") == papers, notice.number


def said_by(notice: Notice) -> Iterator[str]:
    """Give all texts of a notice."""
    for fact in (*notice.above, *notice.below):
        yield from (fact.label, *fact.texts)
    for paper in (paper for group in notice.groups for paper in group.papers):
        yield from (paper.name, paper.owner, paper.amount)
        yield from (text for note in paper.notes for text in note)
    yield from (text for answer in notice.answers for text in answer)


def as_printed(text: str) -> str:
    """Take out what the reading of a PDF makes of spaces, and of hyphens at a line's end."""
    return re.sub("[-\x02]", "", squeezed(text))


def test_no_side_has_a_number_that_is_not_in_the_data(
    sides: dict[str, str],
    planned: list[tuple[str, Notice]],
    published: dict[str, dict[str, Any]],
    hall: set[Number],
) -> None:
    """All come from the record of its matter, from the hall, or count the papers of which one is enough."""
    known = {code: everything(record) | hall | numbers(FOOT) for code, record in published.items()}
    for code, notice in planned:
        groups = (f"{len(group.papers)}样" for group in notice.groups if group.name)
        found = numbers(sides[notice.number])
        assert lacking(found, known[code] | numbers(*groups)) == set(), notice.number


def everything(record: dict[str, Any]) -> set[Number]:
    """Give all numbers of a record."""
    return numbers(*(text for _, text, _ in texts_of(record)))


def test_no_side_lacks_a_number_of_the_data(
    sides: dict[str, str],
    planned: list[tuple[str, Notice]],
    published: dict[str, dict[str, Any]],
) -> None:
    """What holds in every situation is on each side of the matter; what holds in some, on at least one."""
    of_matter: dict[str, list[set[Number]]] = {code: [] for code in published}
    for code, notice in planned:
        of_matter[code].append(numbers(sides[notice.number]))
    for code, found in of_matter.items():
        sure, some = on_sides(published[code])
        assert [lacking(sure, side) for side in found] == [set()] * len(found), code
        assert lacking(some, set().union(*found)) == set(), code


def on_sides(record: dict[str, Any]) -> tuple[set[Number], set[Number]]:
    """Give the numbers that a matter's notices have to say: in every situation, and in some."""
    ends = tuple(f".{end}" for end in ON_EACH_SIDE)
    said = [(text, is_sure) for path, text, is_sure in texts_of(record) if path.endswith(ends)]
    return (
        numbers(*(text for text, is_sure in said if is_sure)),
        numbers(*(text for text, is_sure in said if not is_sure)),
    )
