# SPDX-License-Identifier: MIT
"""Objects of a PDF that WeasyPrint made in; the same as bytes with numbers of their own out.

Pieces are kept so, and put into a book by adding one number to all of theirs, without being read as
a PDF again. Two numbers are reserved for what belongs to the book.
"""

import re
import zlib
from array import array
from collections.abc import Mapping, Sequence
from itertools import chain
from typing import Any

import msgspec
import pydyf

DOCUMENT, FONTS, FIRST = 0, 1, 2  # the book's own, and the first of a piece
_REFERENCE = re.compile(rb"(\d+) 0 R\b")
# These stand in no object: strings that aren't ASCII are hexadecimal, and no text has control characters.
_BETWEEN, _REFERRED = b"\0", b"\1"
_NUMBER = "I"


class Objects(msgspec.Struct, array_like=True, frozen=True):
    """Objects as PDF writes them, numbered from `FIRST`; `streams` has the deflated data of some, by number.

    `text` has all objects, `references` the number that each of their references has, four bytes
    a number, so that to move them isn't to read them. An object without text is one whose text
    depends on the book: a page, or a link.
    """

    count: int
    text: bytes
    references: bytes
    streams: dict[int, bytes]

    def shifted(self, by: Mapping[int, int], base: int) -> list[bytes]:
        """Give the texts with their references moved: those in `by` as it says, others from `base` on."""
        names = [b"%d" % by.get(n, base + n - FIRST) for n in range(FIRST + self.count)]
        references = map(names.__getitem__, array(_NUMBER, self.references))
        between = self.text.split(_REFERRED)
        pairs = zip(between, chain(references, (b"",)), strict=True)
        return b"".join(chain.from_iterable(pairs)).split(_BETWEEN)


def taken(
    pdf: pydyf.PDF, roots: Sequence[int], *, named: Mapping[int, int], open_ones: Sequence[int] = ()
) -> tuple[Objects, dict[int, int]]:
    """Give all that can be reached from `roots`, and which number each has now.

    References to what is `named` get the number that it says. Of `open_ones` only the number is given.
    """
    numbers, open_set = dict(named), frozenset(open_ones)
    texts: list[bytes] = []
    streams: dict[int, bytes] = {}
    waiting = [*reversed(open_ones), *reversed(roots)]
    while waiting:
        number = waiting.pop()
        if number in numbers:
            continue
        numbers[number] = FIRST + len(texts)
        text = b"" if number in open_set else _text(pdf.objects[number], numbers[number], streams)
        texts.append(text)
        waiting += (int(one) for one in reversed(_REFERENCE.findall(text)))

    text = _BETWEEN.join(texts)
    references = array(_NUMBER, (numbers[int(one)] for one in _REFERENCE.findall(text)))
    text = _REFERENCE.sub(_REFERRED + b" 0 R", text)
    return Objects(len(texts), text, references.tobytes(), streams), numbers


def _text(item: Any, number: int, streams: dict[int, bytes]) -> bytes:
    """Give an object's text; put the data of a stream into `streams`."""
    described = item
    if isinstance(item, pydyf.Stream):
        data = streams[number] = zlib.compress(b"\n".join(map(as_bytes, item.stream)))
        described = pydyf.Dictionary({**item.extra, "Filter": "/FlateDecode", "Length": len(data)})
    text: bytes = described.data
    return text


def as_bytes(item: Any) -> bytes:
    """Give an item of a stream as PDF writes it."""
    if isinstance(item, bytes):
        return item
    if isinstance(item, pydyf.Object):
        data: bytes = item.data
        return data
    return str(item).encode("ascii")
