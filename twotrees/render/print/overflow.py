# SPDX-License-Identifier: MIT
"""A page as laid out in; what runs out of its box, or over something else, out.

A layout engine lets what is too long run on, without a word: out of a box of fixed height, beyond
the margin, over the text beside it.
"""

from collections.abc import Iterator
from itertools import takewhile
from typing import Any, NamedTuple

from weasyprint import Page
from weasyprint.formatting_structure.boxes import (
    BlockContainerBox,
    MarginBox,
    ReplacedBox,
    TableBox,
    TextBox,
)

_RISE, _FALL = 0.88, 0.12  # of the size of type: how far a hanzi reaches from its base line
_ROUNDING = 1.0  # CSS pixels


class Overflow(NamedTuple):
    """What doesn't fit: its text (none of a picture), and the nearest `data-of` around it, if any."""

    text: str
    of: str


class _Area(NamedTuple):
    """Edges in CSS pixels."""

    left: float
    top: float
    right: float
    bottom: float


class _Item(NamedTuple):
    """A text or picture where it stands, and where it may."""

    edges: _Area
    room: _Area
    what: Overflow


def overflows(page: Page) -> Iterator[Overflow]:
    """Give each text and picture that is beyond where it may be, then each that another lies on."""
    root = page._page_box  # noqa: SLF001 - no public way to boxes after layout
    sheet = _Area(0, 0, root.margin_width(), root.margin_height())
    items = [
        item
        for child in root.children
        for item in _items(child, sheet if isinstance(child, MarginBox) else _content(root), sheet)
    ]
    yield from (item.what for item in items if _is_beyond(item))
    items.sort(key=lambda item: item.edges.top)
    for place, item in enumerate(items):
        end = item.edges.bottom - _ROUNDING
        below = takewhile(lambda other: other.edges.top < end, items[place + 1 :])  # noqa: B023 - taken at once
        if any(_overlap(item.edges, other.edges) for other in below):
            yield item.what


def _items(box: Any, room: _Area, sheet: _Area, *, of: str = "") -> Iterator[_Item]:
    """Give what stands in a box that is itself in `room`, on `sheet`."""
    box = getattr(box, "_box", box)  # a box out of the flow is behind a placeholder
    of = (box.element is not None and box.element.get("data-of")) or of
    if isinstance(box, TextBox):
        yield _Item(_inked(box), room, Overflow(box.text, of))
    elif isinstance(box, ReplacedBox):
        yield _Item(_border(box), room, Overflow("", of))
    else:
        for child in box.children:
            yield from _items(child, _room(box, room, sheet), sheet, of=of)


def _room(box: Any, room: _Area, sheet: _Area) -> _Area:
    """Give where what is in a box may stand: left of its edge; if its height is fixed, not below it."""
    if box.is_absolutely_positioned():
        room = sheet
    if isinstance(box, BlockContainerBox | TableBox):
        room = room._replace(right=min(room.right, _border(box).right))
        if box.style["height"] != "auto":
            room = room._replace(bottom=min(room.bottom, _content(box).bottom))
    return room


def _is_beyond(item: _Item) -> bool:
    edges, room = item.edges, item.room
    return (
        edges.left < room.left - _ROUNDING
        or edges.top < room.top - _ROUNDING
        or edges.right > room.right + _ROUNDING
        or edges.bottom > room.bottom + _ROUNDING
    )


def _overlap(one: _Area, other: _Area) -> bool:
    return (
        min(one.right, other.right) - max(one.left, other.left) > _ROUNDING
        and min(one.bottom, other.bottom) - max(one.top, other.top) > _ROUNDING
    )


def _inked(box: TextBox) -> _Area:
    base, size = box.position_y + box.baseline, box.style["font_size"]
    unseen = len(box.text) - len(box.text.rstrip("\u3000"))  # at the end of a line it hangs
    right = box.position_x + box.width - unseen * size
    return _Area(box.position_x, base - _RISE * size, right, base + _FALL * size)


def _border(box: Any) -> _Area:
    left, top, width, height = box.hit_area()
    return _Area(left, top, left + width, top + height)


def _content(box: Any) -> _Area:
    left, top = box.content_box_x(), box.content_box_y()
    return _Area(left, top, left + box.width, top + box.height)
