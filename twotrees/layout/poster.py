# SPDX-License-Identifier: MIT
"""A tree of the manual in; a poster's two columns of events with their matters out."""

from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

from twotrees.layout.drawing import Style
from twotrees.layout.manual import Chapter, TreePart
from twotrees.layout.pages import StageRow

_ACROSS = 2  # columns of matters under an event
_HEIGHT, _HEAD = 338.0, 34.0  # mm: of a side, and of an event's heading with its code and margins
_COLUMN = 50.0  # mm: a column of matters
_LARGEST, _STEP = 12.0, 0.5  # points
_LEADING = 1.36 * 25.4 / 72  # mm of a line for each point of its type


@dataclass(frozen=True)
class PosterEvent:
    """An event with its matters, each once."""

    chapter: Chapter
    rows: tuple[StageRow, ...]

    def height(self, size: float) -> float:
        """Give its height in mm with type of that size."""
        style = Style(_COLUMN, size * 25.4 / 72, pad=2.5)
        lines = [len(style.wrap(row.name)) for row in self.rows]
        pairs = (lines[n : n + _ACROSS] for n in range(0, len(lines), _ACROSS))
        return _HEAD + sum(map(max, pairs)) * size * _LEADING


class Place(NamedTuple):
    """Where an event stands on its side, in mm from the top."""

    event: PosterEvent
    top: float
    height: float


@dataclass(frozen=True)
class Poster:
    """Events to the left and to the right of a trunk, and the size of their matters' names in points."""

    left: tuple[Place, ...]
    right: tuple[Place, ...]
    size: float


def plan_poster(tree: TreePart) -> Poster:
    """Share a tree's events between the sides of its trunk, in order, and find the largest type that fits."""
    events = [_event(chapter) for chapter in tree.chapters]
    size = _LARGEST
    while size > _STEP and min(_fullest(events, cut, size) for cut in _cuts(events)) > _HEIGHT:
        size -= _STEP
    cut = min(_cuts(events), key=lambda n: _fullest(events, n, size))
    return Poster(_placed(events[:cut], size), _placed(events[cut:], size), size)


def _placed(events: list[PosterEvent], size: float) -> tuple[Place, ...]:
    """Spread events over their side."""
    heights = [event.height(size) for event in events]
    gap = (_HEIGHT - sum(heights)) / max(1, len(events) - 1)
    tops = accumulate((height + gap for height in heights), initial=0.0)
    return tuple(map(Place, events, tops, heights))


def _event(chapter: Chapter) -> PosterEvent:
    rows = {row.code: row for stage in chapter.event.stages for row in stage.rows}
    return PosterEvent(chapter, tuple(rows.values()))


def _cuts(events: list[PosterEvent]) -> range:
    return range(len(events) + 1)


def _fullest(events: list[PosterEvent], cut: int, size: float) -> float:
    """Give the height of the taller side, if the first `cut` events stand to the left."""
    return max(sum(event.height(size) for event in side) for side in (events[:cut], events[cut:]))
