# SPDX-License-Identifier: MIT
"""The matters' situations in, 一次性告知单 out: one side each, all in one file and in one file a matter."""

from collections.abc import Hashable, Iterator, Sequence
from functools import partial
from itertools import chain
from typing import Any, NamedTuple

from twotrees.layout.codes import code_url
from twotrees.layout.manual import manual_trees
from twotrees.layout.notice_size import SIZES, size_of
from twotrees.layout.notices import NoticeMaker
from twotrees.layout.pages import EventPage
from twotrees.layout.selection import Selection
from twotrees.model.corpus import Head
from twotrees.render.print.booklet import Booklet, Format, Piece
from twotrees.render.print.writer import Order, Writer

PAGE = Format(210, 297, top=10, outer=13, bottom=22, inner=13)
_SIDES = 48  # of a piece: many share what they have in common, few enough that two processes end together
_NAME = "一次性告知单"


def notices(order: Order) -> Iterator[Booklet]:
    """Write all that are wanted; the same pieces stand in the whole and in a matter's own file."""
    return _NoticeWriter(order).booklets()


class _NoticeWriter:
    """Writes the notices of one corpus."""

    def __init__(self, order: Order) -> None:
        self._wanted = order.wanted
        self._corpus = order.maker.corpus
        self._trees = manual_trees(order.maker, order.wanted)
        self._notices = NoticeMaker(order.maker)
        self._writer = Writer(order, PAGE, heads="side", size_of=size_of)
        self._mark = "00000"
        self._style = self._writer.style("notice", title=_NAME, page=self._mark, sizes=SIZES)

    def booklets(self) -> Iterator[Booklet]:
        """Give the whole, then the matters' files."""
        pieces = {
            head: tuple(self._pieces(head, chapter.event))
            for tree in self._trees
            for chapter in tree.chapters
            for head in chapter.matters
        }
        counts = {head.code: sum(piece.most for piece in some) for head, some in pieces.items()}
        contents = self._writer.piece(
            "notice-contents",
            key="contents",
            name="目录",
            heads="list",
            trees=self._trees,
            counts=counts,
        )
        whole = (*([contents] if len(pieces) > 1 else []), *chain.from_iterable(pieces.values()))
        yield self._booklet("notices", f"{self._writer.site.region}{_NAME}", whole)
        for head, some in pieces.items():
            yield self._booklet(
                f"notices/{head.code}", f"{_NAME}：{head.name}（{head.code}）", some
            )

    def _booklet(self, file: str, title: str, pieces: Sequence[Piece]) -> Booklet:
        return Booklet(
            path=f"print/{file}.pdf",
            name=title,
            format=PAGE,
            style=self._style,
            opening=self._writer.opening(title),
            pieces=pieces,
            mark=self._mark,
        )

    def _pieces(self, head: Head, event: EventPage) -> Iterator[Piece]:
        """Give a matter's notices, some sides a piece."""
        numbers = self._notices.numbers(head, self._wanted)
        for start in range(0, len(numbers), _SIDES):
            some = frozenset(numbers[start : start + _SIDES])
            yield self._writer.piece(
                "notice",
                key=f"n{head.code}-{start}",
                name=f"{head.name}（{head.code}）",
                place=self._corpus.place("matter", head.id, "materials"),
                most=len(some),
                is_repetitive=True,
                head=head,
                event=event,
                is_first=not start,
                values=partial(self._sides, head, some),
            )

    def _sides(self, head: Head, numbers: frozenset[str]) -> dict[str, Any]:
        """Give what a piece of a matter's notices says."""
        return {
            "notices": tuple(self._notices.notices(head, Selection(situations=numbers))),
            "code": self._writer.code(code_url(self._corpus, head.code), head.name),
            "like": _Names(),
        }


class _Name(NamedTuple):
    """The name of a table; `is_new` tells the first of its name."""

    text: str
    is_new: bool


class _Names:
    """Names tables by what stands in them."""

    def __init__(self) -> None:
        self._known: dict[Hashable, str] = {}

    def __call__(self, *content: Hashable) -> _Name:
        """Give the name of a table."""
        is_new = content not in self._known
        return _Name(self._known.setdefault(content, f"t{len(self._known)}"), is_new)
