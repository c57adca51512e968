# SPDX-License-Identifier: MIT
"""Takes a PDF, gives the facts that tests ask about: outline, characters with places, links, fonts."""

import io
import re
from ctypes import c_double
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium

A4 = (595.28, 841.89)
HEAD, FOOT = 790.0, 40.0  # what lies beyond is running head or foot, in points from the bottom


class Glyph(NamedTuple):
    """A character where it stands, with the size of its type as pdfium counts it."""

    char: str
    x: float
    y: float
    size: float


class Entry(NamedTuple):
    """An entry of the outline; `page` counts from 1."""

    title: str
    level: int
    page: int


class Link(NamedTuple):
    """A link inside the document: on which page, what is printed there, where it leads."""

    page: int
    text: str
    target: str
    lands_on: int


@dataclass(frozen=True)
class PdfFacts:
    """One PDF."""

    data: bytes

    @cached_property
    def document(self) -> pypdfium2.PdfDocument:
        """The PDF as pdfium reads it."""
        return pypdfium2.PdfDocument(self.data)

    @cached_property
    def structure(self) -> pikepdf.Pdf:
        """The PDF as objects."""
        return pikepdf.open(io.BytesIO(self.data))

    @cached_property
    def outline(self) -> list[Entry]:
        """All bookmarks in order."""
        return [
            Entry(mark.get_title(), mark.level, mark.get_dest().get_index() + 1)
            for mark in self.document.get_toc()
        ]

    @cached_property
    def glyphs(self) -> list[list[Glyph]]:
        """The characters of each page in the order in which they are drawn, without spaces."""
        return [_glyphs(page.get_textpage()) for page in self.document]

    def body(self, number: int) -> list[Glyph]:
        """Give the characters of a page without running head and foot."""
        return [glyph for glyph in self.glyphs[number - 1] if FOOT < glyph.y < HEAD]

    @cached_property
    def text(self) -> str:
        """All text between running heads and feet, without any space."""
        pages = range(1, len(self.glyphs) + 1)
        return "".join(glyph.char for number in pages for glyph in self.body(number))

    @cached_property
    def links(self) -> list[Link]:
        """All links to places inside the document."""
        pages = {page.obj.objgen: n for n, page in enumerate(self.structure.pages, 1)}
        names = list(self.structure.Root.Names.Dests.Names)
        lands = {
            str(name): pages[target[0].objgen]
            for name, target in zip(names[::2], names[1::2], strict=True)
        }
        found = []
        for number, page in enumerate(self.structure.pages, 1):
            textpage = self.document[number - 1].get_textpage()
            for link in page.get("/Annots", []):
                if "/Dest" in link:
                    target = str(link.Dest)
                    box = [float(value) for value in link.Rect]
                    text = textpage.get_text_bounded(*box)
                    found.append(Link(number, re.sub(r"\s", "", text), target, lands[target]))
        return found

    def fonts(self) -> list[pikepdf.Object]:
        """Give each font that some page uses."""
        return [
            font for key, font in self.structure.pages[0].Resources.Font.items() if key != "/Type"
        ]


def _glyphs(page: pypdfium2.PdfTextPage) -> list[Glyph]:
    found = []
    x, y = c_double(), c_double()
    for place in range(page.count_chars()):
        char = chr(pdfium.FPDFText_GetUnicode(page, place))
        if not char.isspace():
            pdfium.FPDFText_GetCharOrigin(page, place, x, y)
            size = pdfium.FPDFText_GetFontSize(page, place)
            found.append(Glyph(char, x.value, y.value, size))
    return found
