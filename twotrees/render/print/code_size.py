# SPDX-License-Identifier: MIT
"""Pictures that WeasyPrint draws in, the size of the QR codes among them out.

It is taken where a code is drawn, since any style sheet or template may have made it smaller.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from math import hypot
from typing import Any

from weasyprint.images import SVGImage
from weasyprint.pdf.stream import Stream

from twotrees.render.print.booklet import MM
from twotrees.render.print.replacing import replaced
from twotrees.render.qr import MODULES


@contextmanager
def modules_measured() -> Iterator[list[float]]:
    """Give the side of a module of each code, in mm of the layout, as codes are drawn while the block runs."""
    found: list[float] = []
    draw_picture = SVGImage.draw

    def draw(  # noqa: PLR0917 - WeasyPrint calls it
        image: Any, stream: Stream, width: float, height: float, style: Any
    ) -> None:
        modules = image._svg.tree.get(MODULES)  # noqa: SLF001 - an image has no attributes
        if modules:
            a, b, c, d, *_ = stream.ctm.values
            side = min(width * hypot(a, b), height * hypot(c, d))
            found.append(side / float(modules) / MM)
        draw_picture(image, stream, width, height, style)

    with replaced(SVGImage, "draw", draw):
        yield found
