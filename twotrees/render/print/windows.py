# SPDX-License-Identifier: MIT
"""The windows of the halls in; a sheet of A3 for each, to be hung beside it, out."""

from collections.abc import Iterator

from twotrees.layout.codes import code_url
from twotrees.layout.page_maker import PageMaker
from twotrees.layout.window_size import COLUMNS, SIZES, lists_of
from twotrees.model.corpus import Corpus
from twotrees.model.parts import parts_of
from twotrees.model.place import Window
from twotrees.model.problem import Place
from twotrees.render.print.booklet import Booklet, Format
from twotrees.render.print.writer import Order, Writer

A3 = Format(297, 420, top=18, outer=18, bottom=18, inner=18)
_CODE = 44  # mm: read from two steps away


def window_place(corpus: Corpus, code: str) -> Place:
    """Give the place of a window in the file of its hall."""
    return next(
        corpus.place("hall", key, *path)
        for key, hall in corpus.local_halls().items()
        for path, part, _ in parts_of(hall)
        if isinstance(part, Window) and part.code == code
    )


def windows(order: Order) -> Iterator[Booklet]:
    """Give the sheets of all windows: what each takes, what to have ready, how long, how much."""
    maker, title = order.maker, "窗口公示牌"
    writer = Writer(order, A3, lists_of=lists_of, sizes=SIZES, columns=COLUMNS)
    pages = [page for page in PageMaker(maker).windows() if order.wanted.has_window(page.code)]
    pieces = (
        writer.piece(
            "window",
            key=page.code,
            name=f"{page.label} {page.name}",
            place=window_place(maker.corpus, page.code),
            heads="sheet",
            window=page,
            sheets=[
                maker.sheet(head.id) for head in page.matters if order.wanted.has_matter(head.id)
            ],
            code=writer.code(code_url(maker.corpus, page.code), page.name, least=_CODE),
        )
        for page in pages
    )
    yield writer.booklet("windows", title, pieces, style="windows")
