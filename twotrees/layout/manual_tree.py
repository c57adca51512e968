# SPDX-License-Identifier: MIT
"""A tree of the manual in, plates of one printed page out: a trunk, its events to both sides.

Measures are points. Events keep their order: down the left side of the trunk, then down the right,
then on the next plate. On a narrow page the trunk stands at the left, with one side only.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from twotrees.layout.drawing import Box, Branch, Drawing, Node, Style, draw
from twotrees.layout.manual import Chapter, TreePart
from twotrees.model.terms import Audience

_FOOT = 32.0  # where the trunk spreads into the ground
_TRUNK = 16.0  # its width where the branches leave it
_EVENT, _MATTER = Style(54, 11, gap=5, pad=5), Style(142, 8.5, gap=2, pad=2.5)
_EDGE = 44.0  # from the left of a narrow page to the middle of its trunk: the foot spreads that far
_BESIDE = 92.0  # what a branch and an event take beside their matters
_BOTH = 2  # sides of the trunk
_LONGEST = 24  # matters in one bunch; a longer event goes on in a second one


class Room(NamedTuple):
    """What a page has for a plate, in points; `sides` of the trunk are used, two or one."""

    width: float
    height: float
    sides: int = 2

    @property
    def middle(self) -> float:
        """Where the trunk stands."""
        return self.width / 2 if self.sides == _BOTH else _EDGE

    @property
    def matter(self) -> Style:
        """The measures of a matter's box: what is left beside trunk and event."""
        if self.sides == _BOTH:
            return _MATTER
        return _MATTER._replace(width=self.width - self.middle - _BESIDE)


@dataclass(frozen=True)
class Plate:
    """One printed page of a tree; `part` of `parts`."""

    tree: TreePart
    room: Room
    part: int
    parts: int
    boxes: Sequence[Box]
    branches: Sequence[Branch]

    @property
    def bunches(self) -> tuple[tuple[Box, tuple[Box, ...]], ...]:
        """Each event's box with the boxes of its matters."""
        found: list[tuple[Box, list[Box]]] = []
        for box in self.boxes:
            if box.kind == "stage":
                found.append((box, []))
            else:
                found[-1][1].append(box)
        return tuple((event, tuple(matters)) for event, matters in found)


def tree_plates(tree: TreePart, room: Room) -> tuple[Plate, ...]:
    """Draw a tree on as few pages as hold it, about equally full."""
    bunches = [
        _bunch(node, tree, room) for chapter in tree.chapters for node in _nodes(chapter, room)
    ]
    heights = [bunch.height for bunch in bunches]
    pages = 1
    while pages < len(bunches) and _fullest(heights, room.sides * pages) > room.height - _FOOT:
        pages += 1
    sides = _shared_out(bunches, room.sides * pages)
    return tuple(
        Plate(
            tree,
            room,
            number,
            pages,
            *_plate(sides[room.sides * (number - 1) :][: room.sides], room),
        )
        for number in range(1, pages + 1)
    )


def _nodes(chapter: Chapter, room: Room) -> list[Node]:
    """Give an event as one bunch of its matters, or as several where they are many."""
    event = chapter.event
    rows = {row.code: row for stage in event.stages for row in stage.rows}
    leaves = tuple(
        Node(f"{code} {row.name}", "matter" if row.need == "required" else "more", f"#m{code}")
        for code, row in rows.items()
    )
    bunches = _cut_up(leaves, room)
    return [
        Node(
            f"{event.name}{'（续）' if position else ''}",
            "stage",
            f"#{chapter.anchor}",
            note="页",
            children=bunch,
        )
        for position, bunch in enumerate(bunches)
    ]


def _cut_up(leaves: Sequence[Node], room: Room) -> list[tuple[Node, ...]]:
    """Give bunches of at most `_LONGEST` matters, each of which a side of the trunk holds."""
    style, used = room.matter, 0.0
    found: list[tuple[Node, ...]] = [()]
    for leaf in leaves:
        height = style.height(len(style.wrap(leaf.text))) + style.gap
        if len(found[-1]) == _LONGEST or used + height > room.height - 2 * _FOOT:
            found.append(())
            used = 0.0
        found[-1] = (*found[-1], leaf)
        used += height
    return found


def _bunch(node: Node, tree: TreePart, room: Room) -> Drawing:
    audience = Audience.ENTERPRISE if tree.tone == "enterprise" else Audience.PERSON
    return draw([node], (_EVENT, room.matter), label=tree.name, audience=audience)


def _fullest(heights: Sequence[float], columns: int) -> float:
    """Give the least height that lets `columns` columns hold everything in order."""
    sums = sorted(
        sum(heights[start:end])
        for start in range(len(heights))
        for end in range(start + 1, len(heights) + 1)
    )
    return next((room for room in sums if len(_filled(heights, room)) <= columns), 0.0)


def _filled(heights: Sequence[float], room: float) -> list[int]:
    """Fill columns up to `room`; give how many each takes."""
    counts, used = [0], 0.0
    for height in heights:
        if counts[-1] and used + height > room:
            counts.append(0)
            used = 0.0
        counts[-1] += 1
        used += height
    return counts


def _shared_out(bunches: Sequence[Drawing], columns: int) -> list[Sequence[Drawing]]:
    heights = [bunch.height for bunch in bunches]
    parts: list[Sequence[Drawing]] = []
    start = 0
    for count in _filled(heights, _fullest(heights, columns)):
        parts.append(bunches[start : start + count])
        start += count
    return parts + [()] * (columns - len(parts))


def _plate(sides: Sequence[Sequence[Drawing]], room: Room) -> tuple[list[Box], list[Branch]]:
    """Set the last side to the right of the trunk, one before it to the left, as in a mirror."""
    middle, off = room.middle, _TRUNK / 2 - 6
    boxes: list[Box] = []
    branches: list[Branch] = []
    for side, sign in zip(sides, (-1, 1)[-room.sides :], strict=True):
        for bunch, y in _spread(side, room):
            for b in bunch.boxes:
                x = off + b.x + (b.width if sign < 0 else 0)
                boxes.append(b._replace(x=middle + sign * x, y=b.y + y))
            branches += [
                Branch(
                    middle + sign * (off + b.x1), b.y1 + y, middle + sign * (off + b.x2), b.y2 + y
                )
                for b in bunch.branches
            ]
    return boxes, branches


def _spread(side: Sequence[Drawing], page: Room) -> Iterator[tuple[Drawing, float]]:
    """Give each bunch its height on the trunk; what is left of the page stands between them."""
    room = page.height - _FOOT - sum(bunch.height for bunch in side)
    gap = room / (len(side) + 1)
    y = 0.0
    for bunch in side:
        y += gap
        yield bunch, y
        y += bunch.height
