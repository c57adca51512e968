# SPDX-License-Identifier: MIT
"""A tree of the manual in; a poster's two columns of events with their matters out."""

from dataclasses import dataclass

from twotrees.layout.manual import Chapter, TreePart
from twotrees.layout.pages import StageRow

_HEAD = 5.0  # lines that an event's heading with its code takes
_ACROSS = 2  # columns of matters under an event


@dataclass(frozen=True)
class PosterEvent:
    """An event with its matters, each once."""

    chapter: Chapter
    rows: tuple[StageRow, ...]

    @property
    def lines(self) -> float:
        """How many lines it takes."""
        return _HEAD + -(-len(self.rows) // _ACROSS)


def poster_sides(tree: TreePart) -> tuple[tuple[PosterEvent, ...], tuple[PosterEvent, ...]]:
    """Share a tree's events between the two sides of its trunk, in order, as evenly as can be."""
    events = [_event(chapter) for chapter in tree.chapters]
    cuts = range(len(events) + 1)
    cut = min(cuts, key=lambda n: (abs(_lines(events[:n]) - _lines(events[n:])), n))
    return tuple(events[:cut]), tuple(events[cut:])


def _event(chapter: Chapter) -> PosterEvent:
    rows = {row.code: row for stage in chapter.event.stages for row in stage.rows}
    return PosterEvent(chapter, tuple(rows.values()))


def _lines(events: list[PosterEvent]) -> float:
    return sum(event.lines for event in events)
