# SPDX-License-Identifier: MIT
"""Trees as drawings: a tree, an event and their matters in, boxes and branches out.

A drawing is measured in units of one point of its text size scale: a site shows it at one unit a
pixel, print scales it. Names wrap by the width of full-width characters, so no font is needed.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import ceil
from typing import NamedTuple

from twotrees.model.corpus import Corpus
from twotrees.model.terms import Audience, Logic, Need

LOGIC_WORDS = {Logic.THEN: "依次办", Logic.AND: "可同时办", Logic.OR: "任选一样办"}
NEED_WORDS = {Need.REQUIRED: "必办", Need.OPTIONAL: "按需", Need.CHOICE: "任选"}


class Style(NamedTuple):
    """The measures of one column of boxes."""

    width: float
    size: float
    gap: float = 8
    pad: float = 8

    def wrap(self, text: str) -> tuple[str, ...]:
        """Break `text` into lines that fit the column; balanced, so that no line is one character."""
        room = max(1, int((self.width - 2 * self.pad) / self.size))
        units = text_width(text)
        if units <= room:
            return (text,)
        return _fill(text, ceil(units / ceil(units / room)))

    def height(self, lines: float) -> float:
        """Give the height of a box with that many lines."""
        return lines * self.size * 1.35 + 2 * self.pad


class Box(NamedTuple):
    """A node as drawn; `kind` is root, stage, matter or more; `href` may be empty."""

    x: float
    y: float
    width: float
    height: float
    lines: tuple[str, ...]
    size: float
    kind: str
    href: str = ""
    label: str = ""
    note: str = ""


class Branch(NamedTuple):
    """A line from a node's right edge to its child's left edge."""

    x1: float
    y1: float
    x2: float
    y2: float


@dataclass(frozen=True)
class Drawing:
    """A whole drawing; `label` is its accessible name."""

    label: str
    audience: Audience
    width: float
    height: float
    boxes: tuple[Box, ...]
    branches: tuple[Branch, ...]


@dataclass(frozen=True)
class Node:
    """A node to draw, with its children."""

    text: str
    kind: str
    href: str = ""
    label: str = ""
    note: str = ""
    children: tuple["Node", ...] = field(default=())


def event_drawing(corpus: Corpus, event_id: str) -> Drawing:
    """Draw an event for a phone: its stages in a column, their matters beside them."""
    event = corpus.events[event_id]
    stages = tuple(
        Node(
            text=f"{number} {stage.name}",
            kind="stage",
            note=LOGIC_WORDS[stage.logic] if len(stage.matters) > 1 else "",
            children=_matters(corpus, event_id, number - 1),
        )
        for number, stage in enumerate(event.stages, 1)
    )
    columns = (Style(112, 15), Style(208, 16))
    audience = corpus.trees[corpus.event_tree[event_id]].audience
    return draw(stages, columns, label=f"{event.name}的树状图", audience=audience)


def tree_drawing(corpus: Corpus, tree_id: str, events: Sequence[str] = ()) -> Drawing:
    """Draw a tree for a printed page: its events (all, or some), and each event's matters."""
    tree = corpus.trees[tree_id]
    nodes = tuple(
        Node(
            text=corpus.events[key].name,
            kind="stage",
            href=f"e/{key}.html",
            children=_event_matters(corpus, key),
        )
        for key in events or tree.events
        if key in corpus.events
    )
    columns = (Style(110, 13), Style(260, 11, gap=3, pad=3))
    return draw(nodes, columns, label=f"{tree.name}的树状图", audience=tree.audience)


def draw(
    nodes: Sequence[Node], columns: tuple[Style, Style], *, label: str, audience: Audience
) -> Drawing:
    """Set parents in the first column, each in the middle of its children in the second."""
    first, second = columns
    trunk, between = 14.0, 22.0
    boxes: list[Box] = []
    branches: list[Branch] = []
    y = 4.0
    for node in nodes:
        leaves = _column(node.children, second, x=trunk + first.width + between, y=y)
        own = _box(node, first, x=trunk, y=y)
        bottom = max(leaves[-1].y + leaves[-1].height if leaves else y, y + own.height)
        own = own._replace(y=y + (bottom - y - own.height) / 2) if leaves else own
        middle = own.y + own.height / 2
        branches.append(Branch(0, middle, own.x, middle))
        branches += [Branch(own.x + own.width, middle, b.x, b.y + b.height / 2) for b in leaves]
        boxes += [own, *leaves]
        y = bottom + 2 * first.gap
    width = trunk + first.width + between + second.width
    return Drawing(
        label=label,
        audience=audience,
        width=width + 2,
        height=y - first.gap,
        boxes=tuple(boxes),
        branches=tuple(branches),
    )


def _column(nodes: Sequence[Node], style: Style, *, x: float, y: float) -> list[Box]:
    boxes: list[Box] = []
    for node in nodes:
        boxes.append(_box(node, style, x=x, y=y))
        y += boxes[-1].height + style.gap
    return boxes


def _box(node: Node, style: Style, *, x: float, y: float) -> Box:
    lines = style.wrap(node.text)
    height = style.height(len(lines) + (0.9 if node.note else 0))
    return Box(
        x, y, style.width, height, lines, style.size, node.kind, node.href, node.label, node.note
    )


def _matters(corpus: Corpus, event_id: str, stage: int) -> tuple[Node, ...]:
    items = corpus.events[event_id].stages[stage].matters
    return tuple(
        Node(
            text=corpus.heads[item.matter].name,
            kind="matter" if item.need is Need.REQUIRED else "more",
            href=f"m/{corpus.heads[item.matter].code}.html",
            note="" if item.need is Need.REQUIRED else NEED_WORDS[item.need],
        )
        for item in items
        if item.matter in corpus.heads
    )


def _event_matters(corpus: Corpus, event_id: str) -> tuple[Node, ...]:
    """Give an event's matters once each, however many stages list them."""
    stages = range(len(corpus.events[event_id].stages))
    found = {node.href: node for stage in stages for node in _matters(corpus, event_id, stage)}
    return tuple(
        Node(text=f"{href[2:6]} {node.text}", kind=node.kind, href=href)
        for href, node in found.items()
    )


def text_width(text: str) -> float:
    """Give a text's width in full-width characters; ASCII counts as a little over half."""
    return sum(0.56 if char.isascii() else 1 for char in text)


def _fill(text: str, room: float) -> tuple[str, ...]:
    lines, line = [], ""
    for char in text:
        if line and text_width(line + char) > room and char not in ",。、)》」":
            lines.append(line)
            line = ""
        line += char
    return (*lines, line)
