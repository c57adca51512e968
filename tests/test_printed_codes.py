# SPDX-License-Identifier: MIT
"""Every code on everything that is printed reads back at its printed size, also from a worn sheet.

All PDFs below `print/` of the built site are looked at, whatever pieces there are, and all their pages: what is
expected is every figure whose alternative text says that it is a code, so one that doesn't read is
a failure. Two things save processor time (a minute is left, half of it for 2,300 notices): the files of one matter's
notices are compared with the file of all, and on a worn sheet each address is read once in each size.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pikepdf
import pytest
from PIL import Image

from tests.paper_codes import DPI, PaperCode, Reading, codes_of, picture, read
from tests.pdf_facts import PdfFacts
from tests.wear import worn
from twotrees.layout.codes import code_url
from twotrees.model.corpus import Corpus
from twotrees.render.print.booklet import MM

LEAST_MODULE = 0.6  # mm
FINER = 4  # times 150 dpi: how fine a sheet is drawn before it is worn
PARTS_OF_NOTICES = "notices"  # the folder of what `notices.pdf` has in one
OF_EVERY_MATTER = ("handbook", "handbook-a5", "handbook-large", "notices", "labels")


class Printed(NamedTuple):
    """A code in a file, with what was read where it stands."""

    file: str
    facts: PdfFacts
    code: PaperCode
    readings: list[Reading]

    def worn(self, module: float | None = None) -> Image.Image:
        """Give its picture on a worn sheet, upright, as it is printed or with a module of so many mm."""
        (found,) = self.readings
        dpi = FINER * DPI * (module / self.module if module else 1)
        paper = picture(self.facts, self.code, dpi).rotate(found.turn)
        return worn(paper, found.modules, shrink=FINER, seed=self.code.url)

    @property
    def module(self) -> float:
        """The printed side of a module in mm."""
        return (self.code.dark[2] - self.code.dark[0]) / MM / self.readings[0].modules


@pytest.fixture(scope="module")
def printed(built_site: Path) -> list[Printed]:
    """Every code of everything that is printed, read at 150 dpi."""
    found = []
    for file in sorted((built_site / "print").rglob("*.pdf")):
        if file.parent.name == PARTS_OF_NOTICES:
            continue
        facts = PdfFacts(file.read_bytes())
        found += [
            Printed(file.stem, facts, code, read(picture(facts, code))) for code in codes_of(facts)
        ]
    return found


@pytest.fixture(scope="module")
def different(printed: list[Printed]) -> list[Printed]:
    """Each address once in each printed size."""
    return list({(one.code.url, one.code.size): one for one in reversed(printed)}.values())


def test_every_code_reads_back_from_paper(printed: list[Printed]) -> None:
    """At 150 dpi each gives the address that its alternative text says, at level Q."""
    wrong = [
        (one.file, one.code.page, one.code.url)
        for one in printed
        if [(found.url, found.level) for found in one.readings] != [(one.code.url, "Q")]
    ]
    assert wrong == []


def test_the_notices_of_a_matter_are_drawn_as_among_all(built_site: Path) -> None:
    """Page by page the very same drawing, so that what reads back from one reads back from the other."""
    folder = built_site / "print"
    among_all = set(drawings(folder / "notices.pdf"))
    for file in (folder / PARTS_OF_NOTICES).iterdir():
        assert set(drawings(file)) <= among_all, file.name


def drawings(file: Path) -> Iterator[tuple[bytes, ...]]:
    """Give what is drawn on each page, as it is kept in the file, but for head and page number, which come last."""
    with pikepdf.open(file) as pdf:
        for page in pdf.pages:
            yield tuple(part.read_raw_bytes() for part in list(page.Contents)[:-1])


def test_no_module_is_finer_than_phones_need(printed: list[Printed]) -> None:
    """0.6 mm at least, on the sheet as it is cut."""
    fine = [(one.file, one.code, one.module) for one in printed if one.module < LEAST_MODULE]
    assert fine == []


def test_every_matter_has_its_code_wherever_all_are_printed(
    printed: list[Printed], corpus: Corpus
) -> None:
    """In each size of the manual, among the notices and on the labels no living matter is without."""
    wanted = {code_url(corpus, head.code) for head in corpus.heads.values() if head.is_living}
    for file in OF_EVERY_MATTER:
        assert wanted <= {one.code.url for one in printed if one.file == file}, file


def test_every_code_reads_back_from_a_worn_sheet(different: list[Printed]) -> None:
    """Dots on three modules of a hundred, seen aslant, blurred and noisy, at 150 dpi."""
    lost = [
        (one.file, one.code)
        for one in different
        if [found.url for found in read(one.worn())] != [one.code.url]
    ]
    assert lost == []


@pytest.mark.parametrize(("module", "is_read"), [(LEAST_MODULE, True), (0.4, False)])
def test_wear_tells_a_code_that_is_large_enough(
    module: float,
    is_read: bool,  # noqa: FBT001 - a case's own answer
    different: list[Printed],
) -> None:
    """Worn alike, all codes with a module of 0.6 mm are read, and none with one of 0.4 mm."""
    found = [
        [code.url for code in read(one.worn(module))] == [one.code.url]
        for one in different
        if one.file == "handbook-a5"
    ]
    assert found == [is_read] * len(found)
    assert found
