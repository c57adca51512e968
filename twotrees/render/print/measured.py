# SPDX-License-Identifier: MIT
"""A booklet and selectors in, the type of what they select out: as its style sheet says, nothing typed twice."""

import re
from collections.abc import Iterable

import weasyprint
from weasyprint.css import get_all_computed_styles

from twotrees.render.print.booklet import Booklet, Type
from twotrees.render.print.part import NOTHING_ELSE, style_sheet

_POINT = 0.75  # of a CSS pixel
# It has no type, and takes most of the time to read.
_DRAWING = re.compile(r"<svg.*?</svg>", re.DOTALL)


def measured(booklet: Booklet, selectors: Iterable[str]) -> dict[str, Type]:
    """Give the type of the first element of each selector in the booklet's pieces; none for what isn't there."""
    style, left = style_sheet(booklet.style), set(selectors)
    types: dict[str, Type] = {}
    for piece in booklet.pieces:
        source = weasyprint.HTML(string=_DRAWING.sub("", piece.write()), url_fetcher=NOTHING_ELSE)
        found = {one: element for one in left if (element := source.wrapper_element.query(one))}
        if found:
            style_for = get_all_computed_styles(source, [style])
            for selector, element in found.items():
                text = " ".join("".join(element.etree_element.itertext()).split())
                own = style_for(element.etree_element)
                types[selector] = _type(text, own, booklet.format.scale)
        left -= types.keys()
        if not left:
            break
    return types


def _type(text: str, style: weasyprint.css.ComputedStyle, scale: float) -> Type:
    size, leading = style["font_size"], style["line_height"]
    pixels = leading * size if isinstance(leading, float | int) else leading.value
    red, green, blue = (round(255 * part) for part in style["color"].coordinates)
    return Type(
        text=text,
        size=round(size * _POINT * scale, 1),
        leading=round(pixels * _POINT * scale, 1),
        family=style["font_family"][0],
        weight=style["font_weight"],
        colour=f"#{red:02x}{green:02x}{blue:02x}",
    )
