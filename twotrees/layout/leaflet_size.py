# SPDX-License-Identifier: MIT
"""A leaflet in; the largest type out with which its three inner panels hold it, reckoned by its lines."""

from collections.abc import Iterator
from math import ceil
from typing import NamedTuple

from twotrees.layout.drawing import text_width
from twotrees.layout.leaflet import Leaflet

_MM = 72 / 25.4
_WIDTH, _HEIGHT = 84 * _MM, 3 * 192 * _MM  # of a panel's lines, and of all three panels, in points
_FULL = 1.0  # part of the panels that is filled: it is reckoned a twentieth too high
_BRANCH, _TICK = 4.5 * _MM, 5 * _MM
_CODE = 2.8  # characters
_HEADING = 12 * 1.35 + 5.5 * _MM
_LEADING, _AFTER = 1.4, 1.5  # of a line; and points after an entry


class Size(NamedTuple):
    """Sizes of type in points; `has_details` says of each matter what to bring, how long and how much."""

    name: str
    type: float
    small: float
    has_details: bool


SIZES = (
    Size("large", 11, 9.5, has_details=True),
    Size("broad", 10, 9, has_details=True),
    Size("medium", 9.5, 8.5, has_details=True),
    Size("close", 9, 8, has_details=True),
    Size("wide", 11, 9.5, has_details=False),
    Size("plain", 10, 9, has_details=False),
    Size("small", 9, 8, has_details=False),
    Size("least", 7.5, 7.5, has_details=False),
)


def size_of(leaflet: Leaflet) -> Size:
    """Give the size for a leaflet: the largest that fits, or else the smallest."""
    return next((size for size in SIZES if height(leaflet, size) <= _FULL * _HEIGHT), SIZES[-1])


def height(leaflet: Leaflet, size: Size) -> float:
    """Reckon how high what stands inside is, in points."""
    return sum((*_way(leaflet, size), *_papers(leaflet, size), *_dates(leaflet, size)))


def _way(leaflet: Leaflet, size: Size) -> Iterator[float]:
    yield _HEADING
    told: set[str] = set()
    indent = _BRANCH + _CODE * size.type
    for stage in leaflet.event.stages:
        yield size.type * 1.35 + 3 * _MM
        for row in stage.rows:
            words = f"{row.name} {row.when or row.need_word}"
            yield _lines(words, size.type, indent) + _AFTER
            if size.has_details and row.code not in told:
                told.add(row.code)
                detail = leaflet.details[row.code]
                yield _lines(f"带：{detail.bring}", size.small, indent)
                yield _lines(detail.terms, size.small, indent)


def _papers(leaflet: Leaflet, size: Size) -> Iterator[float]:
    yield _HEADING + 2 * size.small * _LEADING
    for paper in leaflet.papers:
        words = f"{paper.name}（{paper.of}）{paper.count} {'、'.join(paper.codes)} {paper.waiver}"
        yield _lines(words, size.type, _TICK) + _AFTER
    further = "、".join(leaflet.further) if size.has_details else ""
    yield _lines(further, size.small, 0) + 2 * size.small * _LEADING


def _dates(leaflet: Leaflet, size: Size) -> Iterator[float]:
    yield _HEADING
    for line in leaflet.dates:
        late = f"过期：{line.if_late}" if size.has_details else ""
        yield _lines(f"{line.name}：{line.text} {late}", size.type, _CODE * size.type) + _AFTER


def _lines(text: str, size: float, indent: float) -> float:
    """Give the height of a text in that type: a line ends half a character early on average."""
    return ceil(text_width(text) * size / (_WIDTH - indent - size / 2)) * size * _LEADING
