# SPDX-License-Identifier: MIT
"""A table that a record names in; its title, head and rows out, computed by `statutes`."""

from typing import NamedTuple

from twotrees.model.terms import StatuteTable
from twotrees.statutes import Worker, minimum_rows, retirement_rows


class Grid(NamedTuple):
    """A table's words."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""


def grids_of(table: StatuteTable) -> tuple[Grid, ...]:
    """Give the tables that stand under one name."""
    match table:
        case StatuteTable.RETIREMENT_AGE:
            return tuple(map(_retirement, Worker))
        case StatuteTable.MINIMUM_YEARS:
            title = "领养老金最少缴多少年"
            return (Grid(title, ("到龄退休的年份", "最少缴费"), tuple(minimum_rows())),)


def _retirement(worker: Worker) -> Grid:
    course = worker.value
    note = (
        f"{course.since.year}年以前出生的，还是{course.age}岁。"
        "同一行里，出生晚一个月，退休也晚一个月。"
    )
    head = ("出生年月", "退休年龄", "退休年月")
    return Grid(f"{course.words}几岁退休", head, tuple(retirement_rows(worker)), note)
