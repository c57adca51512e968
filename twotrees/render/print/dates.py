# SPDX-License-Identifier: MIT
"""Limits in use in; a page for each with the last day to decide, by the day of acceptance, out."""

from collections.abc import Iterator

from twotrees.layout.limit_dates import CLOSED, limit_tables
from twotrees.render.print.booklet import Booklet, Format
from twotrees.render.print.writer import Order, Writer
from twotrees.workdays import WorkCalendar

A4 = Format(210, 297, top=18, outer=12, bottom=16, inner=12)


def dates(order: Order) -> Iterator[Booklet]:
    """Give the tables of this year and of the next, which an office reaches into."""
    maker, title = order.maker, "办结日期对照表"
    writer = Writer(order, A4)
    corpus, days = maker.corpus, WorkCalendar(maker.corpus.workdays)
    living = [head.id for head in corpus.heads.values() if head.is_living]
    sheets = [maker.sheet(key) for key in living if order.wanted.has_matter(key)]
    tables = [
        table
        for year in (maker.day.year, maker.day.year + 1)
        for table in limit_tables(sheets, days, year)
    ]
    pieces = (
        writer.piece(
            "dates",
            key=f"{table.year}-{table.limit}",
            name=f"{table.year}年 {table.limit}",
            heads="sheet",
            table=table,
            closed=CLOSED,
        )
        for table in tables
    )
    yield writer.booklet("dates", title, pieces, style="dates")
