# SPDX-License-Identifier: MIT
"""The plan of the manual in; the two books for the hall's staff out: 受理指南 for windows, 业务手册 for back offices."""

from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

from twotrees.layout.manual import Manual, plan_manual
from twotrees.layout.sheets import SheetMaker
from twotrees.layout.staff import StaffMatter, plan_staff_matter
from twotrees.render.print.booklet import Booklet, Format, Piece
from twotrees.render.print.writer import Order, Writer

A4 = Format(210, 297, top=20, outer=18, bottom=16, inner=22)
_SHEET = 4


class _Book(NamedTuple):
    """A book by its template, which is also its file's name."""

    template: str
    title: str
    readers: str


ACCEPTANCE = _Book(
    "acceptance", "受理指南", "窗口人员用：收件前问什么、每份材料看什么、什么时候收、什么时候不收。"
)
OPERATIONS = _Book(
    "operations",
    "业务手册",
    "审批人员用：谁在哪个环节做什么、多久、依据什么、出什么结果、留什么档。",
)


def _staff_book(order: Order, *, book: _Book) -> Iterator[Booklet]:
    """Plan and write one of the books, in the order of the manual."""
    manual = plan_manual(order.maker, order.wanted)
    writer = Writer(order, A4, manual=manual, book=book)
    title = f"{manual.site.region}{book.title}"
    yield writer.booklet(
        book.template,
        title,
        _pieces(writer, manual, book),
        style="staff",
        name=book.title,
        notes=writer.piece("notes", key="notes", name="笔记", heads="notes"),
        sheet=_SHEET,
    )


acceptance = partial(_staff_book, book=ACCEPTANCE)
operations = partial(_staff_book, book=OPERATIONS)


def _pieces(writer: Writer, manual: Manual, book: _Book) -> Iterator[Piece]:
    yield writer.piece("staff-contents", key="contents", name="目录", heads="book")
    corpus = writer.maker.corpus
    for chapter in manual.chapters:
        for head in chapter.matters:
            yield writer.piece(
                book.template,
                key=f"m{head.code}",
                name=f"{head.name}（{head.code}）",
                place=corpus.place("matter", head.id),
                heads="book",
                chapter=chapter,
                values=partial(_matter, writer.maker, head.id),
            )


def _matter(maker: SheetMaker, matter_id: str) -> dict[str, StaffMatter]:
    """Give what a matter's piece says."""
    return {"matter": plan_staff_matter(maker, matter_id)}
