# SPDX-License-Identifier: MIT
"""A tree of the manual in; a poster's events with their places on both sides of a trunk out.

Measures are those of A3, in mm. An event is a heading with its code at the right. It names its matters
if all poster's names are then legible, or else its stages. Matters follow each other like words of a
text, beside the code and then below it, which takes the least room; stages stand below each other, twigs
of the event.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import ceil
from typing import NamedTuple

from twotrees.layout.drawing import text_width
from twotrees.layout.manual import Chapter, TreePart
from twotrees.model.terms import Need

# Who stands two metres away sees a three-hundredth of that under eleven minutes of arc: then each of the
# ten strokes that a dense character has below each other is one minute high, what a healthy eye resolves.
LEGIBLE = 2000 / 300  # mm on paper: the least size of type

HEIGHT, WIDTH = 344.0, 121.0  # of a side
PAD = 4.0  # of an event, its border included
HEADING = 14.0
_LINE = WIDTH - 2 * PAD
BULLET, GAP = 1.25, 1.0  # before and after a matter's name, in characters
TWIG = 16.0  # before a stage's name
_CODE, _STAGES_CODE = 22.5, 30.0  # width of a code beside matters, and beside stages
HANG = 2.0  # by which a code's white edge reaches into the padding
_CAPTION, _MARGIN = 3.5, 1.5  # below a code, and at its left
_LEAST_GAP = 3.0  # between events
_LARGEST, _STEP = 22.0, 0.5  # points
_EASY, _TIGHT, _LOOSE = 1.4, 1.25, 2.1  # height of a line for each point
_LEADINGS = tuple(_LOOSE - 0.005 * step for step in range(171))
_POINT = 25.4 / 72


class Name(NamedTuple):
    """What a poster names: a matter, or a stage."""

    text: str
    is_required: bool = True


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

    def lines(self, text: str, room: float) -> int:
        """Count the lines that a text takes in `room` mm; one that goes on may end a character early."""
        width, most = text_width(text), int(room / self.char)
        return 1 if width * self.char <= room else ceil(width / max(1, most - 1))


class Spot(NamedTuple):
    """Where a name stands below its event's heading, in mm: its left and top, and the room that it has."""

    name: Name
    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True)
class PosterEvent:
    """An event with its matters, each once, or with its stages."""

    chapter: Chapter
    names: tuple[Name, ...]
    has_stages: bool

    @property
    def code(self) -> float:
        """How wide its code is in mm."""
        return _STAGES_CODE if self.has_stages else _CODE

    @property
    def _foot(self) -> float:
        """Where its code ends with its caption, below its top."""
        return self.code - HANG + _CAPTION

    def height(self, type_: Type) -> float:
        """Give its height in mm with names in that type."""
        end = max((spot.top + spot.height for spot in self.spots(type_)), default=0.0)
        return max(HEADING + end, self._foot) + 2 * PAD

    def spots(self, type_: Type) -> Sequence[Spot]:
        """Give the spots of its names in that type."""
        return list(self._stages(type_) if self.has_stages else self._matters(type_))

    def _stages(self, type_: Type) -> Iterator[Spot]:
        """Give a line of its own to each stage."""
        top = 0.0
        for name in self.names:
            width = self._room(top) - TWIG
            height = type_.line * type_.lines(name.text, width)
            yield Spot(name, TWIG, top, width, height)
            top += height

    def _matters(self, type_: Type) -> Iterator[Spot]:
        """Set matters one behind the other; what is too wide to stand beside the code stands below it."""
        top = used = 0.0
        for name in self.names:
            width = (text_width(name.text) + BULLET) * type_.char
            if used and used + width > self._room(top):
                top, used = top + type_.line, 0.0
            if self._room(top) < min(width, _LINE):
                top = self._foot - HEADING
            room = self._room(top) - used
            lines = type_.lines(name.text, room - BULLET * type_.char)
            yield Spot(name, used, top, room, lines * type_.line)
            top += (lines - 1) * type_.line
            used += width + GAP * type_.char

    def _room(self, top: float) -> float:
        """Give the width that a line has beside the code, or below it."""
        is_beside = HEADING + top < self._foot
        return _LINE - (self.code - HANG + _MARGIN if is_beside else 0)


class Place(NamedTuple):
    """Where an event stands on its side, in mm from the top, and the type of its names."""

    event: PosterEvent
    is_left: bool
    top: float
    height: float
    type: Type

    @property
    def spots(self) -> Sequence[Spot]:
        """Where its names stand."""
        return self.event.spots(self.type)


Sides = tuple[Sequence[int], Sequence[int]]  # the numbers of the events at left and at right


@dataclass(frozen=True)
class Poster:
    """Events in the order of the tree, each on its side of the trunk; all name their matters, or all their stages."""

    places: tuple[Place, ...]
    has_stages: bool


def plan_poster(tree: TreePart, *, scale: float) -> Poster | None:
    """Plan a poster that is printed `scale` times as large; give None if not even its stages can be legible."""
    for make in (_with_matters, _with_stages):
        events = [make(chapter) for chapter in tree.chapters]
        for leading in (_EASY, _TIGHT):
            if type_ := _largest(events, leading, least=LEGIBLE / scale):
                return _poster(events, type_)
    return None


def _with_matters(chapter: Chapter) -> PosterEvent:
    rows = {row.code: row for stage in chapter.event.stages for row in stage.rows}
    names = tuple(Name(row.name, row.need == Need.REQUIRED) for row in rows.values())
    return PosterEvent(chapter, names, has_stages=False)


def _with_stages(chapter: Chapter) -> PosterEvent:
    names = tuple(Name(stage.name) for stage in chapter.event.stages)
    return PosterEvent(chapter, names, has_stages=True)


def _largest(events: Sequence[PosterEvent], leading: float, *, least: float) -> Type | None:
    """Give the largest type in which all names fit, its characters `least` mm wide or wider."""
    type_ = Type(_LARGEST, leading)
    while type_.char >= least:
        heights = [event.height(type_) for event in events]
        if _taller(heights, _sides(heights)) <= HEIGHT:
            return type_
        type_ = type_._replace(size=type_.size - _STEP)
    return None


def _poster(events: Sequence[PosterEvent], type_: Type) -> Poster:
    sides = _sides([event.height(type_) for event in events])
    left, right = ([events[number] for number in side] for side in sides)
    places = [*_placed(left, type_, is_left=True), *_placed(right, type_, is_left=False)]
    places.sort(key=lambda place: events.index(place.event))
    return Poster(tuple(places), has_stages=events[0].has_stages)


def _sides(heights: Sequence[float]) -> Sides:
    """Share events so that the taller side is as low as can be."""
    return min(_shared(len(heights)), key=lambda sides: _taller(heights, sides))


def _shared(count: int) -> Iterator[Sides]:
    """Give all ways to share events: in order down the left and then the right, or one with a side of its own."""
    events = range(count)
    for cut in range(count + 1):
        yield events[:cut], events[cut:]
    for alone in range(1, count):
        yield [*events[:alone], *events[alone + 1 :]], [alone]


def _placed(events: Sequence[PosterEvent], type_: Type, *, is_left: bool) -> Iterator[Place]:
    """Spread events over their side, with lines as far apart as fills it."""
    loose = (type_._replace(leading=leading) for leading in _LEADINGS)
    type_ = next((t for t in loose if _tall([e.height(t) for e in events]) <= HEIGHT), type_)
    heights = [event.height(type_) for event in events]
    gap = (HEIGHT - sum(heights)) / max(1, len(events) - 1)
    tops = accumulate((height + gap for height in heights), initial=0.0)
    for event, top, height in zip(events, tops, heights, strict=False):
        yield Place(event, is_left, top, height, type_)


def _taller(heights: Sequence[float], sides: Sides) -> float:
    return max(_tall([heights[number] for number in side]) for side in sides)


def _tall(heights: Sequence[float]) -> float:
    """Give the least height of a side, its gaps included."""
    return sum(heights) + _LEAST_GAP * max(0, len(heights) - 1)
