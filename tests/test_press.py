# SPDX-License-Identifier: MIT
"""The print shop's edition: bleed, crop marks, inks instead of light, and nothing that only a screen needs."""

import csv
import io
import re

import pikepdf
import pytest

from tests.paper_codes import codes_on
from tests.pdf_facts import PdfFacts
from tests.test_manual import made, order_of, reduced, sheets_of
from twotrees.layout.selection import Selection
from twotrees.layout.sheets import SheetMaker
from twotrees.model.corpus import Corpus
from twotrees.render.print.booklet import MM, Booklet
from twotrees.render.print.handbook import A5, handbook
from twotrees.render.print.jobs import job_list, job_row
from twotrees.render.print.leaflets import leaflets
from twotrees.render.print.making import Printed
from twotrees.render.print.palette import cmyk
from twotrees.render.print.posters import posters
from twotrees.render.print.press import for_press

LIGHT = re.compile(rb"[\d.]+ [\d.]+ [\d.]+ (?:rg|RG)\b|[\d.]+ [gG]\b")


@pytest.fixture(scope="module")
def maker(corpus: Corpus) -> SheetMaker:
    """Two chapters with a matter each."""
    return sheets_of(
        reduced(corpus, [k for k, e in corpus.events.items() if e.code in {"E01", "E02"}])
    )


@pytest.fixture(scope="module")
def booklets(maker: SheetMaker) -> list[Booklet]:
    """A book, a leaflet and a poster."""
    order = order_of(maker, Selection(events=frozenset({"birth"})))
    return [*handbook(order), *handbook(order, A5), *leaflets(order), *posters(order)]


@pytest.fixture(scope="module")
def printed(booklets: list[Booklet]) -> list[Printed]:
    """The same bound."""
    return made(booklets)


@pytest.fixture(scope="module")
def files(printed: list[Printed]) -> dict[str, bytes]:
    """Their PDFs for the screen."""
    return {one.booklet.path: one.data for one in printed}


@pytest.fixture(scope="module")
def press(files: dict[str, bytes]) -> dict[str, PdfFacts]:
    """The same for the print shop."""
    return {path: PdfFacts(for_press(data)) for path, data in files.items()}


def test_the_trim_is_that_of_the_screen_and_the_bleed_three_millimetres_more(
    press: dict[str, PdfFacts], files: dict[str, bytes]
) -> None:
    """On every page: media box beyond bleed box beyond trim box; as many pages as before."""
    for path, facts in press.items():
        before = pikepdf.open(io.BytesIO(files[path])).pages
        assert len(facts.structure.pages) == len(before)
        for page, screen in zip(facts.structure.pages, before, strict=True):
            trim = [float(value) for value in page.TrimBox]
            assert trim == pytest.approx([float(value) for value in screen.MediaBox])
            bleed = [float(value) for value in page.BleedBox]
            grown = [trim[0] - 3 * MM, trim[1] - 3 * MM, trim[2] + 3 * MM, trim[3] + 3 * MM]
            assert bleed == pytest.approx(grown)
            media = [float(value) for value in page.MediaBox]
            assert media[0] < bleed[0]
            assert media[3] > bleed[3]


def test_all_colour_is_ink(press: dict[str, PdfFacts]) -> None:
    """No stream sets light, there is no shading, no transparency, no picture in light."""
    for path, facts in press.items():
        inked = 0
        for item in facts.structure.objects:
            if not isinstance(item, pikepdf.Stream) or "/Length1" in item:
                continue
            assert item.get("/Subtype") != "/Image", path
            if item.get("/Subtype") in {None, "/Form"}:
                data = item.read_bytes()
                if data.startswith(b"q ") or b" cm\n" in data or b" re\n" in data:
                    assert LIGHT.findall(data) == [], path
                    inked += len(re.findall(rb" [kK]\b", data))
        assert inked > 10, path
        for page in facts.structure.pages:
            for state in page.Resources.get("/ExtGState", {}).values():
                assert float(state.get("/ca", 1)) == float(state.get("/CA", 1)) == 1
            assert len(page.Resources.get("/Shading", {})) == 0


def test_it_says_for_which_printing_it_is_made(press: dict[str, PdfFacts]) -> None:
    """PDF/X-1a:2003 with an output intent; PDF 1.4; fonts embedded in a form that it knows; nothing for screens."""
    for facts in press.values():
        pdf = facts.structure
        assert str(pdf.docinfo["/GTS_PDFXVersion"]) == "PDF/X-1a:2003"
        assert str(pdf.docinfo["/Trapped"]) == "/False"
        (intent,) = pdf.Root.OutputIntents
        assert str(intent.OutputConditionIdentifier) == "FOGRA39"
        assert facts.data.startswith(b"%PDF-1.4")
        assert "/StructTreeRoot" not in pdf.Root
        assert all("/Annots" not in page for page in pdf.pages)
        for font in facts.fonts():
            file = font.DescendantFonts[0].FontDescriptor.FontFile3
            assert file.Subtype == "/CIDFontType0C"


def test_the_colour_at_the_edge_goes_on_into_the_bleed(press: dict[str, PdfFacts]) -> None:
    """Two millimetres outside the trim the cover's foot is as dark as inside."""
    page = press["print/handbook.pdf"].document[0]
    picture = page.render(scale=1).to_pil().convert("L")
    beyond = (picture.width - 595.28) / 2
    foot = round(picture.height - beyond - 20)
    outside, inside = (
        picture.getpixel((round(beyond - 2 * MM), foot)),
        picture.getpixel((round(beyond + 9), foot)),
    )
    assert outside == inside
    assert picture.getpixel((2, foot)) == 255


def test_text_reads_and_codes_decode_from_ink(
    press: dict[str, PdfFacts], files: dict[str, bytes]
) -> None:
    """The characters are those of the screen's edition, and each code still gives its address."""
    for path, facts in press.items():
        screen = PdfFacts(files[path])
        assert len("".join(g.char for p in facts.glyphs for g in p)) == len(
            "".join(g.char for p in screen.glyphs for g in p)
        )
        for number in range(len(facts.document)):
            assert codes_on(facts, number) == codes_on(screen, number), (path, number)


@pytest.mark.parametrize(
    ("light", "inks"),
    [
        ((0, 0, 0), (0, 0, 0, 1)),  # a code
        ((0x17 / 255, 0x23 / 255, 0x1F / 255), (0, 0, 0, 1)),  # text
        ((1, 1, 1), (0, 0, 0, 0)),
        ((0.5, 0.5, 0.5), (0, 0, 0, 0.5)),
    ],
)
def test_black_is_pure_black(light: tuple[float, ...], inks: tuple[float, ...]) -> None:
    """Text and codes get one ink, so that no other can be printed beside it."""
    assert cmyk(*light) == pytest.approx(inks)


def test_no_colour_has_too_much_ink() -> None:
    """At most 300 %, for any colour, or paper stays wet."""
    steps = [n / 16 for n in range(17)]
    assert max(sum(cmyk(r, g, b)) for r in steps for g in steps for b in steps) <= 3


def test_the_list_tells_what_to_cut_and_how_many_pages(
    printed: list[Printed], press: dict[str, PdfFacts]
) -> None:
    """One row a piece, in the words of a print shop, readable by Excel."""
    data = job_list(job_row(one.booklet, one.pages) for one in printed)
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))
    found = {row["文件"]: row for row in rows}
    assert set(found) == {one.booklet.press_path for one in printed}
    book = found["print/press/handbook-a5.pdf"]
    assert (book["成品宽（毫米）"], book["成品高（毫米）"], book["出血（毫米）"]) == (
        "148",
        "210",
        "3",
    )
    assert int(book["页数"]) == len(press["print/handbook-a5.pdf"].document)


def test_the_same_pdf_gives_the_same_bytes(files: dict[str, bytes]) -> None:
    """No clock, no chance."""
    data = files["print/events/birth.pdf"]
    assert for_press(data) == for_press(data)
