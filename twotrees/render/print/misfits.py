# SPDX-License-Identifier: MIT
"""A piece and its layout in; what of it can't be printed as it should look, out."""

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from twotrees.model.problem import Finding, Found, Severity
from twotrees.render.print.booklet import Piece
from twotrees.render.print.part import Part


class Misfit(NamedTuple):
    """A fault of a layout; `of` is the part of the piece that it is in, if the piece names its parts."""

    code: str
    of: str
    message: str
    hint: str


def misfits(piece: Piece, part: Part) -> Iterator[Misfit]:
    """Give what takes too many pages, and, once a part of the piece, what doesn't fit its box."""
    if piece.most and len(part.sheets) > piece.most:
        yield from _too_many(piece, part)
    for of, text in {one.of: one.text for one in reversed(part.over)}.items():
        what = f"从“{text}”起" if text else "二维码"
        message = f"“{piece.name}”里{what}放不下，会盖住别的内容，或者印到纸外"
        yield Misfit("text-overflow", of, message, "写短一些")


def in_place(piece: Piece, misfit: Misfit) -> Found:
    """Give a misfit in its place."""
    place = piece.places.get(misfit.of, piece.place)
    return Found(misfit.code, Severity.ERROR, Finding(place, misfit.message, misfit.hint))


def _too_many(piece: Piece, part: Part) -> Iterator[Misfit]:
    """Tell of the names that go over one page; or of the piece, if it has none."""
    over = {
        name
        for one, after in pairwise(part.sheets)
        for name in one.anchors.keys() & after.anchors.keys()
    }
    messages = [f"“{piece.name}”的 {name} 一面印不下" for name in sorted(over)]
    for message in messages or [
        f"“{piece.name}”要印 {len(part.sheets)} 页，只能印 {piece.most} 页"
    ]:
        yield Misfit("too-many-pages", "", message, "把文字写短，或者拆成几个事项")
