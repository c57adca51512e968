# SPDX-License-Identifier: MIT
"""A window's matters in; the lists that its sheets hold, and the largest type that fits, out: reckoned by lines."""

from bisect import bisect
from collections.abc import Sequence
from itertools import accumulate, pairwise
from math import ceil
from typing import NamedTuple

from twotrees.layout.drawing import text_width
from twotrees.layout.sheet import MatterSheet

COLUMNS = 20.0, 62.0, 102.0, 45.0, 32.0  # mm
_MM = 72 / 25.4
_ROOM = 258 * _MM  # under the window's name and hours, in points
_LEADING = 1.38


class Size(NamedTuple):
    """The type of the list in points, and the padding of its cells."""

    type: float
    padding: float

    def height(self, sheets: Sequence[MatterSheet]) -> float:
        """Reckon how high the list is, its head and note included."""
        lines = 2 + sum(map(self._lines, sheets))
        return lines * self.type * _LEADING + (len(sheets) + 1) * (2 * self.padding + 0.5)

    def _lines(self, sheet: MatterSheet) -> int:
        glance = sheet.glance
        bring = "　".join(f"□ {paper}" for paper in glance.bring)
        texts = sheet.code, sheet.name, bring, glance.how_long, glance.how_much
        widths = (width * _MM - 13 for width in COLUMNS)
        return max(
            ceil(text_width(text) / (width / self.type - 0.6))
            for text, width in zip(texts, widths, strict=True)
        )


SIZES = tuple(Size(*pair) for pair in ((15, 6), (12, 5), (11, 4), (10, 3), (9.5, 2.5)))


def lists_of(sheets: Sequence[MatterSheet]) -> tuple[Size, list[Sequence[MatterSheet]]]:
    """Give the size and the lists, one a page: as few as the smallest type allows, about equally long."""
    count = 1
    while count < len(sheets) and not _fits(_cut(sheets, count), SIZES[-1]):
        count += 1
    lists = _cut(sheets, count)
    return next((size for size in SIZES if _fits(lists, size)), SIZES[-1]), lists


def _cut(sheets: Sequence[MatterSheet], count: int) -> list[Sequence[MatterSheet]]:
    """Cut where a part of the whole height is reached."""
    heights = list(accumulate(SIZES[-1].height([sheet]) for sheet in sheets))
    cuts = [bisect(heights, heights[-1] * part / count) for part in range(1, count)]
    return [sheets[start:end] for start, end in pairwise([0, *cuts, len(sheets)])]


def _fits(lists: Sequence[Sequence[MatterSheet]], size: Size) -> bool:
    return all(size.height(one) <= _ROOM for one in lists)
