# SPDX-License-Identifier: MIT
"""Groups of matters in; sheets of labels with their codes, and a table-tent for each window, out."""

from collections.abc import Iterator

from twotrees.layout.codes import code_url
from twotrees.layout.label_groups import LabelGroup, label_groups
from twotrees.render.print.booklet import Booklet, Format, Piece
from twotrees.render.print.windows import window_place
from twotrees.render.print.writer import Order, Writer

A4 = Format(210, 297, top=16, outer=12, bottom=14, inner=12)
COLUMNS, ROWS = 3, 4  # labels on a sheet
_LABEL, _TENT = 34, 58  # mm of their codes


def labels(order: Order) -> Iterator[Booklet]:
    """Give the sheets of labels, by window or department, and the table-tents."""
    title = "二维码标签和桌牌"
    writer = Writer(order, A4)
    groups = tuple(label_groups(order.maker, order.wanted))
    pieces = (piece for group in groups for piece in _pieces(writer, group))
    yield writer.booklet("labels", title, pieces, style="labels")


def _pieces(writer: Writer, group: LabelGroup) -> Iterator[Piece]:
    corpus = writer.maker.corpus
    place = (
        window_place(corpus, group.window.code)
        if group.window
        else corpus.place("department", group.key)
    )
    a_sheet = COLUMNS * ROWS
    sheets = [group.matters[n : n + a_sheet] for n in range(0, len(group.matters), a_sheet)]
    for number, heads in enumerate(sheets, 1):
        yield writer.piece(
            "labels",
            key=f"{group.key}-{number}",
            name=f"{group.name}的标签",
            place=place,
            places={head.code: corpus.place("matter", head.id, "name") for head in heads},
            heads="sheet",
            most=1,
            group=group,
            number=number,
            count=len(sheets),
            columns=COLUMNS,
            labels=[
                (head, writer.code(code_url(corpus, head.code), head.name, least=_LABEL))
                for head in heads
            ],
        )
    if group.window:
        url = code_url(corpus, group.window.code)
        yield writer.piece(
            "tent",
            key=f"{group.key}-tent",
            name=f"{group.name}的桌牌",
            place=place,
            heads="bare",
            most=1,
            window=group.window,
            code=writer.code(url, group.window.name, least=_TENT),
        )
