# SPDX-License-Identifier: MIT
"""Text in; lines for a terminal out, in which a Chinese character is two columns wide."""

import re
import unicodedata

WIDTH = 80

# Words and numbers stay whole; a Chinese character stands alone, with the brackets before it and
# the stops after it.
_PIECES = re.compile(
    r"[（〔《“]*(?:[\x21-\x7e]+|[^\x21-\x7e\s])[,.!?:;)\]，。！？：；、）〕》”]*|\s+"
)


def width_of(text: str, *, wide: str = "WFA") -> int:
    """Count the columns that `text` takes at most.

    Some terminals show □ and “ in one column, some in two (`A`); without `A` in `wide` they are one.
    """
    return sum(
        1 + (unicodedata.east_asian_width(char) in wide)
        for char in text
        if not unicodedata.combining(char)
    )


def pad(text: str, width: int) -> str:
    """Fill `text` with spaces to `width` columns."""
    return text + " " * max(0, width - width_of(text))


def wrap(text: str, *, first: str = "", indent: int | None = None) -> list[str]:
    """Break `text` into lines of at most `WIDTH` columns.

    `first` stands before it; further lines are set in by `indent`, by default as wide as `first`.
    """
    lead = " " * (width_of(first, wide="WF") if indent is None else indent)
    lines, line = [], first
    for piece in _PIECES.findall(text):
        if width_of(line) + width_of(piece.rstrip()) > WIDTH and line.strip():
            lines.append(line.rstrip())
            line = lead + piece.lstrip()
        else:
            line += piece
    return [*lines, line.rstrip()]
