# SPDX-License-Identifier: MIT
"""Pages that say nearly the same in, the same layout out in half the time: what recurs is laid out and drawn once.

As the situations of a matter do. A table with the attribute `data-like` is like the first in the
piece with the same value, and need have nothing in it. Cells are compared by what they say. This reaches into WeasyPrint:
boxes are copied from their model and moved; glyphs and drawings are written as they were for it.
"""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from typing import Any
from xml.etree import ElementTree as ET

from weasyprint import draw
from weasyprint.formatting_structure.boxes import TableCellBox, TextBox
from weasyprint.images import SVGImage
from weasyprint.layout import block
from weasyprint.pdf.stream import Stream

from twotrees.render.print.replacing import replaced

_CELL = ("width", "border_top_width", "border_bottom_width", "padding_top", "padding_left")
_STYLE = ("font_size", "font_weight", "line_height", "color")
_NO_BREAK = {"break": "any", "page": None}


@contextmanager
def like_parts_once() -> Iterator[None]:
    """Lay out and draw like parts once while the block runs, which is one document in one style."""
    with (
        replaced(block, "block_container_layout", _laying_out(block.block_container_layout)),
        replaced(draw, "draw_text", _drawing_text(draw.draw_text)),
        replaced(SVGImage, "draw", _drawing_picture(SVGImage.draw)),
    ):
        yield


def _laying_out(lay_out: Callable[..., Any]) -> Callable[..., Any]:
    models: dict[Hashable, Any] = {}

    def lay_out_once(  # noqa: PLR0917 - WeasyPrint calls it
        context: Any, box: Any, bottom: float, skip: Any, *args: Any, **named: Any
    ) -> Any:
        key = None if skip else _key(box)
        if key is None:
            return lay_out(context, box, bottom, skip, *args, **named)
        if key not in models:
            done = lay_out(context, box, bottom, skip, *args, **named)
            if done[0] is not None and done[1] is None:
                models[key] = done[0].deepcopy()
            return done
        model = models[key]
        margins = named.get("adjoining_margins", args[3] if args else None) or []
        box.position_y += block.collapse_margin([*margins, box.margin_top]) - box.margin_top
        if context.overflows_page(bottom, box.position_y + model.border_height()):
            return None, None, _NO_BREAK, [], False, None
        return _copy(model, box), None, _NO_BREAK, [], False, None

    return lay_out_once


def _key(box: Any) -> Hashable:
    """Give what decides how a cell or a table looks, in one style sheet; None for what isn't looked at."""
    if box.is_table_wrapper:
        name: str | None = box.element.get("data-like")
        return name
    if not isinstance(box, TableCellBox):
        return None
    measures = tuple(getattr(box, name) for name in _CELL)
    style = tuple(str(box.style[name]) for name in _STYLE)
    return box.element_tag, measures, style, _content(box)


def _content(box: Any) -> Hashable:
    """Give the texts in a box with the tags and classes around them."""
    if isinstance(box, TextBox):
        text: str = box.text
        return text
    return box.element_tag, box.element.get("class"), tuple(map(_content, box.children))


def _copy(model: Any, box: Any) -> Any:
    """Give `box` laid out as its model is."""
    children = [child.deepcopy() for child in model.children]
    for child in children:
        child.translate(box.position_x - model.position_x, box.position_y - model.position_y)
    done = box.copy_with_children(children)
    done.height = model.height
    return done


def _drawing_text(draw_text: Callable[..., None]) -> Callable[..., None]:
    """Give what draws a text; what shows its glyphs is kept with its layout, which copies share."""

    def draw_text_once(stream: Stream, text: Any, *rest: Any) -> None:
        shown = getattr(text.pango_layout, "shown", None)
        if shown is None:
            start = len(stream.stream)
            draw_text(stream, text, *rest)
            text.pango_layout.shown = _glyphs(stream.stream[start:])
        else:
            stream.set_color(text.style["color"])
            stream.begin_text()
            stream.set_text_matrix(1, 0, 0, -1, text.position_x, text.position_y + text.baseline)
            stream.stream.extend(shown)
            stream.end_text()

    return draw_text_once


def _glyphs(painted: list[Any]) -> list[Any]:
    """Give what shows a text, without its colour and its place."""
    start = next((n for n, item in enumerate(painted) if item[-3:] == b" Tm"), None)
    return [] if start is None else painted[start + 1 : painted.index(b"ET")]


def _drawing_picture(draw_picture: Callable[..., None]) -> Callable[..., None]:
    """Give what draws a picture, which leaves the state of the page as it was."""
    drawn: dict[Hashable, list[Any]] = {}

    def draw_once(  # noqa: PLR0917 - WeasyPrint calls it
        image: Any, stream: Stream, width: float, height: float, style: Any
    ) -> None:
        key = ET.tostring(image._svg.tree._etree_node), width, height  # noqa: SLF001 - an image has no name
        if key in drawn:
            stream.stream.extend(drawn[key])
        else:
            start = len(stream.stream)
            draw_picture(image, stream, width, height, style)
            drawn[key] = stream.stream[start:]

    return draw_once
