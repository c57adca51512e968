# SPDX-License-Identifier: MIT
"""The specimen shows what the booklets are made of; the palette stays legible on a black-and-white copy."""

import re
from collections.abc import Iterator
from pathlib import Path

import outloud
import pytest
import zxingcpp
from PIL import Image

from tests.pdf_facts import A4, PdfFacts
from tests.test_manual import bound, order_of, sheets_of, squeezed
from twotrees.layout.codes import code_url
from twotrees.layout.selection import Selection
from twotrees.layout.sheets import SheetMaker
from twotrees.model.corpus import Corpus
from twotrees.render import qr
from twotrees.render.print.booklet import MM, Booklet
from twotrees.render.print.catalogue import PRINTS, ordered
from twotrees.render.print.palette import APART, PALETTE, contrast
from twotrees.render.print.specimen import specimen

GRID, TYPE, COLOURS, PARTS = range(4)  # its pages
SCALE = {6.8, 7.5, 8, 8.5, 9, 9.5, 10, 11, 12, 15, 18, 22, 26, 30, 38, 46, 62, 84}  # of base.css
LEAST = 4.5  # WCAG 2.2, 1.4.3
APART_LEAST = 3  # WCAG 2.2, 1.4.11
PIXEL = 0.75  # points
SHOWN = Selection(
    events=frozenset({"birth"}), matters=frozenset({"birth/birth-registration"}), windows=frozenset({"W09"})
)  # fmt: skip


@pytest.fixture(scope="module")
def maker(corpus: Corpus) -> SheetMaker:
    """All that the repository has."""
    return sheets_of(corpus)


@pytest.fixture(scope="module")
def facts(maker: SheetMaker) -> PdfFacts:
    """The specimen."""
    (data,) = bound(specimen(order_of(maker))).values()
    return PdfFacts(data)


@pytest.fixture(scope="module")
def booklets(maker: SheetMaker) -> dict[str, Booklet]:
    """One or more of each kind, of a small part."""
    names = [name for name in PRINTS if name != "notices"]
    return {Path(one.path).stem: one for one in ordered(names, order_of(maker, SHOWN))}


def text_of(facts: PdfFacts, page: int) -> str:
    """Give a page's text without spaces."""
    return "".join(glyph.char for glyph in facts.glyphs[page])


def test_it_has_four_pages_that_anybody_can_read(
    facts: PdfFacts, maker: SheetMaker, tmp_path: Path
) -> None:
    """A4, a bookmark a page, no error by the rules of outloud, each page marked as a demonstration."""
    assert [entry.page for entry in facts.outline] == [1, 2, 3, 4]
    assert all(page.get_size() == pytest.approx(A4, abs=0.5) for page in facts.document)
    assert all("示范数据" in text_of(facts, page) for page in range(4))
    file = tmp_path / "specimen.pdf"
    file.write_bytes(facts.data)
    assert outloud.check(str(file)).errors == 0
    names = [squeezed(event.name) + event.code for event in maker.corpus.events.values()]
    assert [name for name in names if name not in text_of(facts, PARTS)] == []


def test_formats_are_those_of_the_booklets(facts: PdfFacts, booklets: dict[str, Booklet]) -> None:
    """The cut size of every kind of paper is on the first page."""
    text = text_of(facts, GRID)
    for booklet in booklets.values():
        if not booklet.path.endswith("a1.pdf"):  # twice A3, as it says
            width, height = (f"{round(side, 1):g}" for side in booklet.format.trim)
            assert f"{width}×{height}毫米" in text, booklet.path


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("handbook", "新生儿出生"),  # the chapter's title
        ("acceptance", "受理指南"),
        ("labels", "C01—C06"),
        ("windows", "公安综合窗口"),
    ],
)
def test_a_size_is_what_the_booklet_prints(
    file: str, text: str, facts: PdfFacts, booklets: dict[str, Booklet]
) -> None:
    """The largest of a text in a booklet's own PDF stands in that size on the page of the scale."""
    (data,) = bound([booklets[file]]).values()
    largest = max(sizes_of(PdfFacts(data), text))
    assert largest in {round(glyph.size * PIXEL, 1) for glyph in facts.glyphs[TYPE]}
    assert f"{largest:g}/" in text_of(facts, TYPE)


def sizes_of(facts: PdfFacts, text: str) -> Iterator[float]:
    """Give the size of each place where a text stands, in points."""
    for glyphs in facts.glyphs:
        whole = "".join(glyph.char for glyph in glyphs)
        for found in re.finditer(text, whole):
            yield round(glyphs[found.start()].size * PIXEL, 1)


def test_there_is_one_type_scale(booklets: dict[str, Booklet]) -> None:
    """Every style sheet keeps to the steps; the manual's cover keeps its proportions on small pages."""
    for name, booklet in booklets.items():
        sizes = re.findall(r"font(?:-size)?:[^;]*?([\d.]+)pt", booklet.style)
        assert sizes
        if name in {"handbook-a5", "handbook-large"}:
            continue
        assert {float(size) for size in sizes} - SCALE == set(), name


def test_there_is_one_palette(booklets: dict[str, Booklet], facts: PdfFacts) -> None:
    """No sheet has a colour of its own; all of the palette are shown with their value."""
    known = {one.light for one in PALETTE.values()}
    for name, booklet in booklets.items():
        if name != "specimen":
            drawn = "".join(piece.write() for piece in booklet.pieces).replace("%23", "#")
            found = set(re.findall(r"#[0-9a-f]{6}\b", booklet.style + drawn))
            assert found - known == set(), name
    text = text_of(facts, COLOURS)
    assert [one.name for one in PALETTE.values() if one.light.upper() not in text] == []


def rules(css: str) -> Iterator[tuple[str, str]]:
    """Give text and ground of each rule that sets a ground under text, by the names of the palette."""
    for selector, body in re.findall(r"([^{}]+)\{([^{}]*)\}", css):
        if ".copied" not in selector and 'content: ""' not in body:
            text = re.findall(r"(?<!-)\bcolor:\s*var\(--(\w+)\)", body)
            for ground in re.findall(r"background[^;]*var\(--(\w+)\)", body):
                yield (text or ["ink"])[0], ground


def test_text_is_legible_on_its_ground_in_colour_and_copied(booklets: dict[str, Booklet]) -> None:
    """By the copier's grey of Pillow: at least 4.5 to 1, for what the style sheets pair and what the palette lists."""
    tones = {"hue": ("pine", "blue"), "tint": ("mist", "sky")}
    pairs = {(key, ground) for key, one in PALETTE.items() for ground in one.on}
    for booklet in booklets.values():
        for text, ground in rules(booklet.style):
            texts, grounds = tones.get(text, (text, text)), tones.get(ground, (ground, ground))
            pairs |= set(zip(texts, grounds, strict=True))
    assert ("white", "fruit") in pairs
    assert ("blue", "sky") in pairs
    for text, ground in sorted(pairs):
        one, other = PALETTE[text], PALETTE[ground]
        assert contrast(one, other) >= LEAST, (text, ground)
        assert ratio(copied(one.light), copied(other.light)) >= LEAST, (text, ground)


def test_what_is_told_apart_differs_when_copied() -> None:
    """By lightness alone, as graphics must: 3 to 1."""
    for one, other, _ in APART:
        greys = (copied(PALETTE[key].light) for key in (one, other))
        assert ratio(*greys) >= APART_LEAST, (one, other)


def copied(light: str) -> int:
    """Give the grey of a colour as Pillow reckons it."""
    return Image.new("RGB", (1, 1), light).convert("L").tobytes()[0]


def ratio(one: int, other: int) -> float:
    """Give the contrast of two greys (WCAG 2.2)."""
    levels = sorted(((grey / 255 + 0.055) / 1.055) ** 2.4 + 0.05 for grey in (one, other))
    return float(levels[1] / levels[0])


def test_the_smallest_code_is_read(facts: PdfFacts, maker: SheetMaker) -> None:
    """Three codes of one matter decode at 150 dpi; the smallest is as small as it may be."""
    read = zxingcpp.read_barcodes(facts.document[PARTS].render(scale=150 / 72).to_pil())
    (url,) = {code.text for code in read}
    assert len(read) == 3
    head = next(h for h in maker.corpus.heads.values() if code_url(maker.corpus, h.code) == url)
    assert f"{head.name}（{head.code}）" in text_of(facts, PARTS)
    modules = len(qr.matrix(url)) - 2 * qr.QUIET
    wide = min(code.position.top_right.x - code.position.top_left.x for code in read)
    printed = wide / (150 / 72) / MM
    assert printed == pytest.approx(modules * qr.LEAST_MODULE_MM, rel=0.03)
