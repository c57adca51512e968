# SPDX-License-Identifier: MIT
"""The matters' situations in, 一次性告知单 out: one side each, all in one file and in one file a matter."""

from collections.abc import Hashable, Iterator, Sequence

from twotrees.layout.codes import code_url
from twotrees.layout.manual import Chapter, TreePart, manual_trees
from twotrees.layout.notices import NoticeMaker
from twotrees.layout.notice_size import SIZES, size_of
from twotrees.layout.pages import EventPage
from twotrees.model.corpus import Head
from twotrees.render.print.booklet import Booklet, Format, Piece
from twotrees.render.print.writer import Order, Writer

PAGE = Format(210, 297, top=10, outer=13, bottom=22, inner=13)
_SIDES = 24  # of a piece: many share what they have in common, few enough that two processes end together
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
        matters = {
            head: tuple(self._pieces(head, chapter.event))
            for tree in self._trees
            for chapter in tree.chapters
            for head in chapter.matters
        }
        whole = [piece for pieces in matters.values() for piece in pieces]
        contents = [self._writer.piece("notice-contents", key="contents", name="目录", trees=self._trees)]
        yield self._booklet("notices", f"{self._writer.site.region}{_NAME}", [*contents, *whole])
        for head, pieces in matters.items():
            yield self._booklet(f"notices/{head.code}", f"{_NAME}：{head.name}（{head.code}）", pieces)

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
        sides = tuple(self._notices.notices(head, self._wanted))
        code = self._writer.code(code_url(self._corpus, head.code), head.name)
        for start in range(0, len(sides), _SIDES):
            some = sides[start : start + _SIDES]
            yield self._writer.piece(
                "notice",
                key=f"n{head.code}-{start}",
                name=f"{head.name}（{head.code}）",
                place=self._corpus.place("matter", head.id),
                most=len(some),
                head=head,
                event=event,
                notices=some,
                is_first=not start,
                code=code,
                like=_Names(),
                is_repetitive=True,
            )


class _Name(str):
    """The name of a table; `is_new` tells the first of its name."""

    is_new = False


class _Names:
    """Names tables by what stands in them."""

    def __init__(self) -> None:
        self._known: dict[Hashable, str] = {}

    def __call__(self, *content: Hashable) -> _Name:
        """Give the name of a table."""
        is_new = content not in self._known
        name = _Name(self._known.setdefault(content, f"t{len(self._known)}"))
        name.is_new = is_new
        return name
