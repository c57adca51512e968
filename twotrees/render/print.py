# SPDX-License-Identifier: MIT
"""Sheets and templates in, `print/handbook.pdf` out: tagged PDF/UA-1 by WeasyPrint, and nothing else here knows it.

The same content, day and fonts give the same bytes; what was laid out before is kept by digest.
"""

import gc
import hashlib
import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

import jinja2
import pydyf
import weasyprint
from fontTools import version as fonttools_version
from weasyprint.formatting_structure.boxes import TextBox
from weasyprint.logger import PROGRESS_LOGGER
from weasyprint.text.ffi import pango
from weasyprint.urls import URLFetcher

from twotrees.kept import KeptFiles
from twotrees.layout.manual import plan_manual
from twotrees.layout.sheets import SheetMaker
from twotrees.render import glyphs
from twotrees.render.errors import PrintError
from twotrees.render.manual_html import ManualWriter, Piece

HANDBOOK = "print/handbook.pdf"
_PAGES_A_MATTER = 2.3  # for the progress bar only
_PRINT_FLAG = 4  # ISO 32000-1 table 165
_LAID_OUT = "Step 5 - Creating layout - Page"


def render_print(
    maker: SheetMaker,
    environment: jinja2.Environment,
    *,
    kept: KeptFiles,
    advance: Callable[[int], object],
) -> Iterator[tuple[str, bytes]]:
    """Give the printed pieces with their paths; `advance` counts the matters that are laid out.

    Raises:
        PrintError: a font isn't installed, or lacks a character that the content uses.
    """
    manual = plan_manual(maker)
    writer = ManualWriter(manual, maker, environment)
    pieces = list(writer.pieces())
    _refuse_missing(pieces)
    document = writer.document(pieces)
    digest = _digest(document, writer.style())
    data = kept.get(digest)
    if data is None:
        data = _pdf(writer, document, total=len(manual.home), advance=advance)
        kept.keep(digest, data)
    else:
        advance(len(manual.home))
    yield HANDBOOK, data


def _refuse_missing(pieces: Sequence[Piece]) -> None:
    """Name every character that the faces lack, with the piece that it stands in."""
    found = [
        f"“{char}”（U+{ord(char):04X}，在“{piece.name}”里）"
        for piece in pieces
        for char in glyphs.missing(piece.html)
    ]
    if found:
        faces = "、".join(dict.fromkeys(face.family for face in glyphs.FACES))
        raise PrintError(
            f"字体 {faces} 里没有这些字，手册印不出来，请换一个写法：{'；'.join(found)}。"
        )


def _digest(*texts: str) -> str:
    """Give a digest of all that decides how the print looks."""
    versions = (weasyprint.__version__, fonttools_version, str(pango.pango_version()))
    stamps = map(glyphs.stamp, glyphs.FACES)
    return hashlib.sha256("\0".join((*versions, *stamps, *texts)).encode()).hexdigest()


def _pdf(
    writer: ManualWriter, document: str, *, total: int, advance: Callable[[int], object]
) -> bytes:
    """Lay the document out and write it."""
    nothing_else = URLFetcher(allowed_protocols=["data"])
    html = weasyprint.HTML(string=document, url_fetcher=nothing_else)
    style = weasyprint.CSS(string=writer.style(), url_fetcher=nothing_else)
    with _without_collector(), _counted(total, advance), _remembered_references():
        laid_out = html.render(stylesheets=[style])
        _number(laid_out, writer.page_mark)
        data = laid_out.write_pdf(pdf_variant="pdf/ua-1", finisher=_finish)
    if not isinstance(data, bytes):
        raise TypeError("write_pdf without a target gives bytes")
    return data


def _number(laid_out: weasyprint.Document, mark: str) -> None:
    """Put the numbers of the pages where links to them show `mark`.

    CSS could do it (target-counter), but then every page with a reference is laid out twice or
    three times. A number is as wide as `mark` or narrower, so no line changes: one alone in its
    box moves to the right, where columns of numbers align; one among hanzi gets space around it.
    """
    anchors: dict[str, int] = {}
    for number, page in enumerate(laid_out.pages, 1):
        for name in page.anchors:
            anchors.setdefault(name, number)
    for page in laid_out.pages:
        for box in page._page_box.descendants(placeholders=True):  # noqa: SLF001 - no public way to text after layout
            if isinstance(box, TextBox) and mark in box.text and box.element_tag == "a::after":
                digits = str(anchors[box.element.get("href")[1:]])
                if box.text == mark:
                    box.position_x += box.width * (1 - len(digits) / len(mark))
                else:
                    space = " " * (len(mark) - len(digits))  # two are nearly as wide as a digit
                    digits = space + digits + space
                box.text = box.pango_layout.text = box.text.replace(mark, digits)


def _finish(_: weasyprint.Document, pdf: pydyf.PDF) -> None:
    """Let links print as they look: ISO 14289-1 7.18.1 asks for the flag."""
    for item in pdf.objects:
        if isinstance(item, pydyf.Dictionary) and item.get("Subtype") == "/Link":
            item["F"] = _PRINT_FLAG


@contextmanager
def _without_collector() -> Iterator[None]:
    """Lay out without the garbage collector: a fifth of the time goes into looking at live boxes."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@contextmanager
def _remembered_references() -> Iterator[None]:
    """Let pydyf list the pages once, not anew for every tag: half the time of 500 pages' PDF."""

    def references(pdf: pydyf.PDF) -> tuple[bytes, ...]:
        kids = pdf.pages["Kids"]
        if len(kids) != known.get(pdf, (0, ()))[0]:
            known[pdf] = len(kids), listed(pdf)
        return known[pdf][1]

    known: dict[pydyf.PDF, tuple[int, tuple[bytes, ...]]] = {}
    before = pydyf.PDF.page_references
    listed = before.fget
    pydyf.PDF.page_references = property(references)
    try:
        yield
    finally:
        pydyf.PDF.page_references = before


@contextmanager
def _counted(total: int, advance: Callable[[int], object]) -> Iterator[None]:
    """Tell how far the layout is, in matters, going by the pages that are done."""
    done = 0

    class Counter(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            nonlocal done
            if record.msg.startswith(_LAID_OUT) and isinstance(record.args, tuple):
                reached = min(total, int(record.args[0] / _PAGES_A_MATTER))  # type: ignore[operator]
                advance(reached - done) if reached > done else None
                done = max(done, reached)

    counter, level = Counter(), PROGRESS_LOGGER.level
    PROGRESS_LOGGER.addHandler(counter)
    PROGRESS_LOGGER.setLevel(logging.INFO)
    try:
        yield
        advance(total - done)
    finally:
        PROGRESS_LOGGER.removeHandler(counter)
        PROGRESS_LOGGER.setLevel(level)
