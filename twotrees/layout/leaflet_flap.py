# SPDX-License-Identifier: MIT
"""A leaflet in; the lines to write on for which its flap has room, out, reckoned by the lines of its text."""

from collections.abc import Iterator
from math import ceil
from typing import NamedTuple

from twotrees.layout.drawing import text_width
from twotrees.layout.leaflet import Leaflet
from twotrees.layout.pages import JointPart

_POINT = 25.4 / 72
_WIDTH, _HEIGHT = 83.0, 190.0  # mm of the flap's text
_TYPE, _SMALL, _LEADING = 11, 9, 1.5
_ABOVE = 6.0  # a heading, but for the first
_HEADING = 15 * 1.35 * _POINT + 2.5 + _ABOVE
_COLUMNS = 6.0  # heads of the columns to write in
_LINE, _LEAST = 9.0, 3  # height of a line to write on; fewer lines aren't worth their heading
# Characters of the sentence that leaves days open, and of the one that gives them.
_SHORT, _LONG = 29, 50


class Writing(NamedTuple):
    """Lines to write on, and the height of each in mm, with which they fill the flap."""

    lines: int
    height: float


def writing_on(leaflet: Leaflet) -> Writing | None:
    """Give the lines to write on, None if too few would fit."""
    rest = _HEIGHT - sum(_texts(leaflet)) - _HEADING - _COLUMNS
    lines = int(rest / _LINE)
    return Writing(lines, rest / lines) if lines >= _LEAST else None


def _texts(leaflet: Leaflet) -> Iterator[float]:
    """Give the heights of what the flap says."""
    yield -_ABOVE
    if joint := leaflet.event.joint:
        yield from _joint(joint)
    is_open = any(matter.is_counted and not matter.is_sure for matter in leaflet.plan.matters)
    unknown = "、".join(leaflet.plan.days.unknown)
    yield _HEADING + _text("办" * (_SHORT if is_open else _LONG) + ("" if is_open else unknown))
    if leaflet.event.intro:
        yield _HEADING + _text(leaflet.event.intro)


def _joint(joint: JointPart) -> Iterator[float]:
    yield _HEADING + _text(f"谁能用：{joint.eligible}")
    if joint.replaces:
        yield _text(f"一张表：{joint.replaces}")
    yield from map(_text, joint.shared_steps)
    yield _text(f"不符合的：{joint.otherwise}")
    if joint.local:
        yield _text(joint.local, _SMALL)


def _text(text: str, size: float = _TYPE) -> float:
    """Give the height of a paragraph: a line ends half a character early on average."""
    char = size * _POINT
    return ceil(text_width(text) * char / (_WIDTH - char / 2)) * char * _LEADING
