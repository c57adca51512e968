# SPDX-License-Identifier: MIT
"""A notice in; the largest type out with which it fits one side, reckoned by its lines.

Reckoned, not tried: a layout costs thousands of times more. It may err by a line or two, which
`_SPARE` covers; what doesn't fit the smallest type is found by the layout, and reported.
"""

from math import ceil
from typing import NamedTuple

from twotrees.layout.notices import Notice, Paper

_MM = 72 / 25.4
_SIDE = 265 * _MM  # what the margins leave
_SPARE = 6
_HEADING = 30  # 要带的材料, with what parts the tables
_HEADER = 31 * _MM  # with the code
_NAME = (18, 154 * _MM)
_LABEL, _VALUE = 18.5 * _MM, 184 * _MM
_PADDING = 9.5  # at both sides of a cell, with its rule
_COLUMNS = tuple(width * _MM - _PADDING for width in (47, 37, 93.5))
_ANSWERS = 143 * _MM


class Size(NamedTuple):
    """A size of type in points; `has_lines` gives each of several sentences a line of its own."""

    name: str
    type: float
    leading: float
    padding: float
    has_lines: bool


SIZES = (
    Size("large", 10, 1.45, 2.2, has_lines=True),
    Size("broad", 9.5, 1.42, 2, has_lines=True),
    Size("medium", 9, 1.38, 1.7, has_lines=True),
    Size("close", 9, 1.35, 1.5, has_lines=False),
    Size("small", 8.5, 1.3, 1.3, has_lines=False),
    Size("least", 8, 1.25, 0.9, has_lines=False),
)


def size_of(notice: Notice, name: str) -> Size:
    """Give the size for a notice of the matter `name`: the largest that fits, or else the smallest."""
    return next((size for size in SIZES if height(notice, name, size) <= _SIDE), SIZES[-1])


def height(notice: Notice, name: str, size: Size) -> float:
    """Reckon how high a notice is in points."""
    lines = [
        _in_value([fact.texts for fact in facts], size) for facts in (notice.above, notice.below)
    ]
    papers = [_of_paper(paper, size) for group in notice.groups for paper in group.papers]
    papers += [1 for group in notice.groups if group.name]
    rows = len(notice.above) + len(notice.below) + len(papers) + 1
    line = size.type * size.leading
    return (
        _header(notice, name, size)
        + _HEADING
        + (sum(lines) + sum(papers) + 1) * line
        + rows * (2 * size.padding + 0.5)
        + _SPARE
    )


def _header(notice: Notice, name: str, size: Size) -> float:
    columns = 1 if len(notice.answers) == 1 else 2
    width = _ANSWERS / columns - _PADDING
    lines = [_lines(answer.question + answer.text, width, size.type) for answer in notice.answers]
    half = ceil(len(lines) / 2)
    answers = max(sum(lines[:half]), sum(lines[half:]), 2 if lines else 0)
    title = _NAME[0] * 1.25 * _lines(name, _NAME[1], _NAME[0])
    number = _lines(notice.number, _NAME[1], size.type) + 1
    return max(_HEADER, title + (answers + number) * size.type * size.leading + 19)


def _in_value(facts: list[tuple[str, ...]], size: Size) -> int:
    """Count the lines of facts beside their labels."""
    width = _VALUE - _LABEL - _PADDING
    found = 0
    for texts in facts:
        pieces = texts if size.has_lines else ["　　".join(texts)]
        found += sum(_lines(f"　{text}", width, size.type) for text in pieces)
    return found


def _of_paper(paper: Paper, size: Size) -> int:
    notes = "".join(f"{label}： {text}" for label, text in paper.notes)
    cells = (paper.name + paper.owner, paper.amount, notes)
    return max(_lines(text, width, size.type) for text, width in zip(cells, _COLUMNS, strict=True))


def _lines(text: str, width: float, size: float) -> int:
    """Count the lines of a text: a hanzi is as wide as high, a letter or digit a bit more than half."""
    ems = sum(0.57 if char.isascii() else 1 for char in text)
    # A line ends before a sign or number that mustn't be parted: half a character on average.
    return ceil(ems / max(1, width / size - 0.6)) or 1
