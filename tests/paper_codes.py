# SPDX-License-Identifier: MIT
"""Takes a PDF, gives its QR codes: what each is said to lead to, where and how large it is printed, its picture."""

import re
from collections import defaultdict
from collections.abc import Iterator
from ctypes import c_float
from typing import NamedTuple

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
import zxingcpp
from PIL import Image

from tests.pdf_facts import PdfFacts
from twotrees.render.print.booklet import MM

DPI = 150  # of an office printer at its worst, and of a phone's view of a sheet
_SAID = re.compile("二维码：.*，(.*)")  # the alternative text of a code ends in its address

Box = tuple[float, float, float, float]  # left, bottom, right, top in points


class PaperCode(NamedTuple):
    """A code on a page, counted from 0: the address in its alternative text, its white ground, its dark modules."""

    page: int
    url: str
    ground: Box
    dark: Box

    @property
    def size(self) -> float:
        """The printed width in mm, quiet zone included, to a hundredth."""
        return round((self.ground[2] - self.ground[0]) / MM, 2)


class Reading(NamedTuple):
    """What a reader finds in a picture: `modules` a side without the quiet zone, `turn` in degrees clockwise."""

    url: str
    level: str
    modules: int
    turn: int


def codes_of(facts: PdfFacts) -> Iterator[PaperCode]:
    """Give every figure that is said to be a code, page by page; each must have been drawn."""
    pages = {page.obj.objgen: number for number, page in enumerate(facts.structure.pages)}
    said: dict[int, dict[int, str]] = defaultdict(dict)
    for item in facts.structure.objects:
        if isinstance(item, pikepdf.Dictionary) and item.get("/S") == "/Figure":
            found = _SAID.fullmatch(str(item.get("/Alt", "")))
            if found:
                (mark,) = item.K
                said[pages[item.Pg.objgen]][int(mark)] = found[1]
    for number, urls in sorted(said.items()):
        drawn = _drawn(facts.document[number])
        for content, url in urls.items():
            ground, dark = drawn[content]
            yield PaperCode(number, url, ground, dark)


def _drawn(page: pypdfium2.PdfPage) -> dict[int, list[Box]]:
    """Give the places of the filled shapes of a page by the number of the figure that they are in."""
    found: dict[int, list[Box]] = defaultdict(list)
    for shape in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH], max_depth=1):
        content = pdfium.FPDFPageObj_GetMarkedContentID(shape)
        if content >= 0:
            sides = tuple(c_float() for _ in range(4))
            pdfium.FPDFPageObj_GetBounds(shape, *sides)
            found[content].append(tuple(side.value for side in sides))  # type: ignore[arg-type]
    return found


def picture(facts: PdfFacts, code: PaperCode, dpi: float = DPI) -> Image.Image:
    """Give a code as it is printed, with its quiet zone and whatever lies on it."""
    page = facts.document[code.page]
    width, height = page.get_size()
    left, bottom, right, top = code.ground
    crop = (left, bottom, width - right, height - top)
    image: Image.Image = page.render(scale=dpi / 72, grayscale=True, crop=crop).to_pil()
    return image


def read(image: Image.Image) -> list[Reading]:
    """Read all codes in a picture."""
    # ISO/IEC 18004 § 5.3.1: a side of version V has 17 + 4 V modules.
    return [
        Reading(
            url=code.text,
            level=code.ec_level,
            modules=17 + 4 * int(code.extra["Version"]),  # type: ignore[index]
            turn=round(code.orientation / 90) * 90,
        )
        for code in zxingcpp.read_barcodes(image)
    ]


def codes_on(facts: PdfFacts, page: int) -> list[str]:
    """Read the addresses of all codes of a page, counted from 0, in order of the alphabet."""
    image = facts.document[page].render(scale=DPI / 72, grayscale=True).to_pil()
    return sorted(found.url for found in read(image))
