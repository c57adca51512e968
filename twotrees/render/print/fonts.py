# SPDX-License-Identifier: MIT
"""A subset of a font in; the same so written that it deflates to a third out.

A subset keeps the numbers of the whole font, and so a table of 65,000 offsets, each one more than
the last. Deflate finds nothing in it; in the differences of its rows it finds zeros (ISO 32000-1,
7.4.4.4, predictor 12).
"""

import pydyf
from PIL import Image, ImageChops

_COLUMNS = 96  # a multiple of the two, three or four bytes of an offset
_UP = b"\2"  # before each row: what follows is its difference from the row above


def shrink(font: pydyf.Stream) -> None:
    """Write a font's rows as differences; zeros after its end change nothing in a font."""
    data = b"".join(font.stream)
    height = -(-len(data) // _COLUMNS)
    rows = data.ljust(height * _COLUMNS, b"\0")
    above = (b"\0" * _COLUMNS + rows)[: len(rows)]
    size = (_COLUMNS, height)
    differences = ImageChops.subtract_modulo(
        Image.frombytes("L", size, rows), Image.frombytes("L", size, above)
    ).tobytes()
    starts = range(0, len(differences), _COLUMNS)
    font.stream = [b"".join(_UP + differences[start : start + _COLUMNS] for start in starts)]
    font.extra["DecodeParms"] = pydyf.Dictionary({"Predictor": 12, "Columns": _COLUMNS})
