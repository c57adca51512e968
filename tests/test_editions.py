# SPDX-License-Identifier: MIT
"""The manual on A5 and in large print: the same text on other pages, codes as wide as on A4."""

from pathlib import Path

import outloud
import pytest
import zxingcpp

from tests.pdf_facts import PdfFacts
from tests.test_manual import bound, order_of, plan_keys, reduced, said_by, sheets_of, squeezed
from twotrees.arguments import PRINTS
from twotrees.layout.codes import code_url
from twotrees.layout.sheets import SheetMaker
from twotrees.model.corpus import Corpus
from twotrees.render.print import catalogue
from twotrees.render.print.booklet import MM
from twotrees.render.print.handbook import A5, LARGE, Edition, handbook

SIZES = {"handbook-a5": (148, 210), "handbook-large": (210, 297)}


@pytest.fixture(scope="module")
def maker(corpus: Corpus) -> SheetMaker:
    """Three chapters in two trees, with a matter each."""
    return sheets_of(
        reduced(corpus, [k for k, e in corpus.events.items() if e.code in {"E01", "E02", "E10"}])
    )


@pytest.fixture(scope="module", params=[A5, LARGE], ids=lambda edition: edition.file)
def edition(request: pytest.FixtureRequest) -> Edition:
    """Each edition in turn."""
    found: Edition = request.param
    return found


@pytest.fixture(scope="module")
def pdf(maker: SheetMaker, edition: Edition) -> PdfFacts:
    """An edition with few matters."""
    return PdfFacts(bound(handbook(order_of(maker), edition))[f"print/{edition.file}.pdf"])


def test_every_name_on_the_command_line_is_printed_by_something() -> None:
    """The command line knows the names without loading what prints them."""
    assert tuple(catalogue.PRINTS) == PRINTS


def test_pages_have_the_size_and_fill_whole_sheets(pdf: PdfFacts, edition: Edition) -> None:
    """A5 is A5, large print is A4; four pages make a sheet."""
    for page in pdf.document:
        assert page.get_size() == pytest.approx([mm * MM for mm in SIZES[edition.file]], abs=0.6)
    assert len(pdf.document) % 4 == 0


def test_an_edition_says_what_the_manual_says(pdf: PdfFacts, maker: SheetMaker) -> None:
    """Names, papers, fees, limits and steps of every printed matter."""
    sheets = map(maker.sheet, plan_keys(maker))
    missing = [
        text for sheet in sheets for text in said_by(sheet) if squeezed(text) not in pdf.text
    ]
    assert missing == []


def test_large_print_is_sixteen_point(maker: SheetMaker) -> None:
    """The text of tables is 9 parts of 10, small print 8; nothing of the body is under 12 point."""
    page = next(iter(handbook(order_of(maker), LARGE))).format
    assert page.scale * 10 == pytest.approx(16)


def test_codes_read_back_and_are_wide_enough(pdf: PdfFacts, maker: SheetMaker) -> None:
    """At 150 dpi each matter's code gives its address, on whatever page size."""
    for head in map(maker.corpus.heads.__getitem__, plan_keys(maker)):
        number = next(entry.page for entry in pdf.outline if entry.title == head.name)
        picture = pdf.document[number - 1].render(scale=150 / 72).to_pil()
        (code,) = zxingcpp.read_barcodes(picture)
        assert code.text == code_url(maker.corpus, head.code)
        width = code.position.top_right.x - code.position.top_left.x
        assert (
            width / 150 * 25.4 > 29 * 0.6 - 0.5
        )  # version 3 without its quiet zone, 0.6 mm a module


def test_nothing_stands_beyond_the_page(pdf: PdfFacts) -> None:
    """No character is cut by the edge."""
    for number, glyphs in enumerate(pdf.glyphs, 1):
        width, height = pdf.document[number - 1].get_size()
        for glyph in glyphs:
            assert 0 < glyph.x < width - 4, number
            assert 0 < glyph.y < height, number


def test_an_independent_checker_finds_no_error(pdf: PdfFacts, tmp_path: Path) -> None:
    """The package outloud checks PDF/UA-1 by rules of its own."""
    file = tmp_path / "edition.pdf"
    file.write_bytes(pdf.data)
    result = outloud.check(str(file))
    assert result.errors == 0, result.findings
