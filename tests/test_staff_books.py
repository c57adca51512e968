# SPDX-License-Identifier: MIT
"""The books for the hall's staff: what to look at, when to refuse, who does what, on which basis."""

import re
from collections.abc import Iterator
from pathlib import Path

import outloud
import pytest

from tests.pdf_facts import A4, PdfFacts
from tests.test_manual import bound, order_of, plan_keys, reduced, sheets_of, squeezed
from twotrees.layout.sheet import Line
from twotrees.layout.sheets import SheetMaker
from twotrees.layout.staff import plan_staff_matter
from twotrees.model.corpus import Corpus
from twotrees.render.print.staff import acceptance, operations


@pytest.fixture(scope="module")
def maker(corpus: Corpus) -> SheetMaker:
    """Four chapters with a matter each."""
    codes = {"E01", "E05", "E10", "E11"}
    return sheets_of(
        reduced(corpus, [k for k, e in corpus.events.items() if e.code in codes | {"E02"}])
    )


@pytest.fixture(scope="module")
def books(maker: SheetMaker) -> dict[str, PdfFacts]:
    """Both books by their names."""
    order = order_of(maker)
    files = bound([*acceptance(order), *operations(order)])
    return {Path(path).stem: PdfFacts(data) for path, data in files.items()}


def parts(line: Line) -> Iterator[str]:
    """Give a sentence in parts, since a page may end in it."""
    yield from re.split(r"[，。；：、]", line.text)[:1]
    yield from (ref.label for ref in line.basis)


def test_the_acceptance_book_says_what_to_look_at_and_when_to_refuse(
    books: dict[str, PdfFacts], maker: SheetMaker
) -> None:
    """Questions with their choices, each paper with its checks, exclusions, pitfalls, limits and fees."""
    text = unhyphenated(books["acceptance"].text)
    for key in plan_keys(maker):
        matter = plan_staff_matter(maker, key)
        sheet = matter.sheet
        said = [question.text for question in matter.questions]
        said += [
            choice.text for question in matter.questions for choice in question.choices.values()
        ]
        said += [check for line in sheet.materials for check in (line.name, *line.check)]
        lines = (*sheet.conditions, *sheet.exclusions, *sheet.fees)
        said += [part for line in lines for part in parts(line)]
        said += sheet.pitfalls
        assert [item for item in said if unhyphenated(squeezed(item)) not in text] == [], sheet.code


def unhyphenated(text: str) -> str:
    """Take hyphens out: at the end of a line pdfium gives them as another character."""
    return re.sub("[-\x02]", "", text)


def test_the_operations_book_says_who_does_what_on_which_basis(
    books: dict[str, PdfFacts], maker: SheetMaker
) -> None:
    """Steps, every clock, results, remedies, what is kept, basis and sources."""
    text = books["operations"].text
    for key in plan_keys(maker):
        matter = plan_staff_matter(maker, key)
        sheet = matter.sheet
        lines = (*sheet.steps, *sheet.deadlines, *sheet.results, *sheet.basis)
        said = [part for line in lines for part in parts(line)]
        said += [line.name for line in matter.kept]
        said += [source.title for source in sheet.sources]
        assert [item for item in said if squeezed(item) not in text] == [], sheet.code


@pytest.mark.parametrize("name", ["acceptance", "operations"])
def test_a_staff_book_is_a_book(
    name: str, books: dict[str, PdfFacts], maker: SheetMaker, tmp_path: Path
) -> None:
    """A4 in whole sheets, a bookmark and a right page number for each matter, no error by outloud."""
    facts = books[name]
    assert all(page.get_size() == pytest.approx(A4, abs=0.5) for page in facts.document)
    assert len(facts.document) % 4 == 0
    titles = [entry.title for entry in facts.outline]
    for head in map(maker.corpus.heads.__getitem__, plan_keys(maker)):
        assert f"{head.code} {head.name}" in titles
    numbered = [link for link in facts.links if link.text.isdigit()]
    assert len(numbered) == len(plan_keys(maker))
    assert [link for link in numbered if int(link.text) != link.lands_on] == []
    file = tmp_path / "book.pdf"
    file.write_bytes(facts.data)
    result = outloud.check(str(file))
    assert result.errors == 0, result.findings
    for number, glyphs in enumerate(facts.glyphs, 1):
        assert "示范数据" in "".join(glyph.char for glyph in glyphs), number
