# SPDX-License-Identifier: MIT
"""The Chinese print faces: where they are, and that they show every character that content may hold.

A layout engine shows a missing character as an empty box, or in whatever font has it; both are
faults that nobody sees before the print run.
"""

import struct
from functools import cache
from itertools import chain
from typing import NamedTuple

from fontTools.ttLib import TTFont
from PIL import ImageFont

from twotrees.characters import printable
from twotrees.render.errors import PrintError


class Face(NamedTuple):
    """A face of a font collection, by the name under which CSS asks for it."""

    family: str
    file: str
    number: int


# fonts-noto-cjk: the third face of each collection is the one for Simplified Chinese.
FACES = (
    Face("Noto Sans CJK SC", "NotoSansCJK-Regular.ttc", 2),
    Face("Noto Sans CJK SC", "NotoSansCJK-Bold.ttc", 2),
    Face("Noto Serif CJK SC", "NotoSerifCJK-Bold.ttc", 2),
)
_SEGMENTS = b"\0\14"  # of a cmap: format 12, groups of code points (OpenType, cmap)


@cache
def characters(face: Face) -> frozenset[int]:
    """Give the code points that a face has a glyph for.

    Raises:
        PrintError: the font isn't installed.
    """
    with TTFont(_path(face), fontNumber=face.number, lazy=True) as font:
        table = font.reader["cmap"]
    # Read here: fontTools names every glyph first, which takes most of a second for three faces.
    count = int.from_bytes(table[2:4])
    offsets = (int.from_bytes(table[8 + 8 * n : 12 + 8 * n]) for n in range(count))
    start = next(at for at in offsets if table[at : at + 2] == _SEGMENTS)
    end = start + int.from_bytes(table[start + 4 : start + 8])
    groups = struct.iter_unpack(">III", table[start + 16 : end])
    return frozenset(chain.from_iterable(range(low, high + 1) for low, high, _ in groups))


@cache
def stamp(face: Face) -> str:
    """Give what tells one version of a face from another.

    Raises:
        PrintError: the font isn't installed.
    """
    with TTFont(_path(face), fontNumber=face.number, lazy=True) as font:
        return f"{face.family} {font['name'].getDebugName(5)}"


@cache
def require_all() -> None:
    """See that every face shows all that the content may hold (`characters.py`), the rest being refused by `check`.

    Raises:
        PrintError: a font isn't installed, or is an old edition.
    """
    for face in FACES:
        lacking = printable() - characters(face)
        if lacking:
            raise PrintError(
                f"字体 {face.file} 缺 {len(lacking)} 个字，多半是旧版。请更新 fonts-noto-cjk 再试。"
            )


def _path(face: Face) -> str:
    """Find a face's file in the system's font folders, where Pillow looks."""
    try:
        font = ImageFont.truetype(face.file, index=face.number)
    except OSError:
        font = None
    if font is None or font.getname()[0] != face.family:
        raise PrintError(
            f"缺少中文字体 {face.family}，印不了手册。请运行 apt-get install fonts-noto-cjk 再试。"
        )
    return str(font.path)
