# SPDX-License-Identifier: MIT
"""A tree of the manual in; a poster's events with their places on both sides of a trunk out.

Measures are those of A3, in mm. An event is a heading with its code at the right; its matters' names
follow each other like words of a text, beside the code and then below it, which takes the least room
and so gives the largest type.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import ceil
from typing import NamedTuple

from twotrees.layout.drawing import text_width
from twotrees.layout.manual import Chapter, TreePart
from twotrees.layout.pages import StageRow

HEIGHT, WIDTH = 344.0, 121.0  # of a side
PAD = 4.0  # of an event, its border included
HEADING = 14.0
_WHOLE = WIDTH - 2 * PAD  # of a line
CODE = 27.0  # what a code takes of the width, and with its number of the height
BULLET, GAP = 1.25, 1.0  # before and after a name, in characters
_LEAST_GAP = 3.0  # between events
_LARGEST, _STEP = 15.0, 0.5  # points
_LEADINGS = tuple(1.45 + 0.05 * step for step in range(17))
_POINT = 25.4 / 72


class Type(NamedTuple):
    """The type of names: its size in points, and the height of a line for each point."""

    size: float
    leading: float

    @property
    def char(self) -> float:
        """How wide a Chinese character is in mm."""
        return self.size * _POINT

    @property
    def line(self) -> float:
        """How high a line is in mm."""
        return self.char * self.leading


@dataclass(frozen=True)
class PosterEvent:
    """An event with its matters, each once."""

    chapter: Chapter
    rows: tuple[StageRow, ...]

    def height(self, type_: Type) -> float:
        """Give its height in mm with names in that type."""
        return max(HEADING + type_.line * self._lines(type_), CODE) + 2 * PAD

    def _lines(self, type_: Type) -> int:
        """Count the lines of the names; what is too wide to stand beside the code stands below it."""
        number, used = 1, 0.0
        for row in self.rows:
            width = (text_width(row.name) + BULLET + GAP) * type_.char
            if used and used + width > _room(number, type_):
                number, used = number + 1, 0.0
            while _room(number, type_) < min(width, _WHOLE):
                number += 1
            number += ceil(width / _WHOLE) - 1
            used += width
        return number


def _room(number: int, type_: Type) -> float:
    """Give the width that a line has beside the code, or below it."""
    return _WHOLE - (CODE if HEADING + (number - 1) * type_.line < CODE else 0)


class Place(NamedTuple):
    """Where an event stands on its side, in mm from the top."""

    event: PosterEvent
    is_left: bool
    top: float
    height: float


@dataclass(frozen=True)
class Poster:
    """Events in the order of the tree, each on its side of the trunk, and the type of names."""

    places: tuple[Place, ...]
    type: Type


def plan_poster(tree: TreePart) -> Poster:
    """Share a tree's events between the sides of its trunk, and find the largest type that fits."""
    events = [_event(chapter) for chapter in tree.chapters]
    type_ = Type(_LARGEST, _LEADINGS[0])
    while type_.size > _STEP and not _fits(events, type_):
        type_ = type_._replace(size=type_.size - _STEP)
    loose = (type_._replace(leading=leading) for leading in reversed(_LEADINGS))
    type_ = next((one for one in loose if _fits(events, one)), type_)
    left, right = min(_shared(events), key=lambda sides: _fullest(sides, type_))
    places = [*_placed(left, type_, is_left=True), *_placed(right, type_, is_left=False)]
    return Poster(tuple(sorted(places, key=lambda place: events.index(place.event))), type_)


def _fits(events: Sequence[PosterEvent], type_: Type) -> bool:
    return min(_fullest(sides, type_) for sides in _shared(events)) <= HEIGHT


def _shared(
    events: Sequence[PosterEvent],
) -> Iterator[tuple[Sequence[PosterEvent], Sequence[PosterEvent]]]:
    """Give all ways to share events: in order down the left and then the right, or one with a side of its own."""
    for cut in range(len(events) + 1):
        yield events[:cut], events[cut:]
    for alone in range(1, len(events)):
        yield [*events[:alone], *events[alone + 1 :]], [events[alone]]


def _placed(events: Sequence[PosterEvent], type_: Type, *, is_left: bool) -> Iterator[Place]:
    """Spread events over their side."""
    heights = [event.height(type_) for event in events]
    gap = (HEIGHT - sum(heights)) / max(1, len(events) - 1)
    tops = accumulate((height + gap for height in heights), initial=0.0)
    for event, top, height in zip(events, tops, heights, strict=False):
        yield Place(event, is_left, top, height)


def _event(chapter: Chapter) -> PosterEvent:
    rows = {row.code: row for stage in chapter.event.stages for row in stage.rows}
    return PosterEvent(chapter, tuple(rows.values()))


def _fullest(sides: tuple[Sequence[PosterEvent], Sequence[PosterEvent]], type_: Type) -> float:
    """Give the height of the taller side with its gaps."""
    return max(
        sum(event.height(type_) for event in side) + _LEAST_GAP * max(0, len(side) - 1)
        for side in sides
    )
