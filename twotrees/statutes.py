# SPDX-License-Identifier: MIT
"""Rules that law gives as a formula: a birth month or a year in; ages, months and their tables out.

全国人民代表大会常务委员会关于实施渐进式延迟法定退休年龄的决定 (in force 2025-01-01) and the
国务院关于渐进式延迟法定退休年龄的办法 that it approves, 第一条, 第二条 and annexes 1 to 4. The annexes
are in tests/vectors; pages and print show the tables made here.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum

from twotrees.workdays import add_months


@dataclass(frozen=True)
class _Course:
    """How one kind of workers' age rises: from which birth month, by one month for how many."""

    words: str
    age: int
    """The age before, in years."""
    since: date
    """The first birth month (its first day) whose age rises."""
    step: int
    """One month more for each so many months of birth."""
    most: int
    """The most months that are added."""


class Worker(Enum):
    """The three kinds of workers that the measures know (第一条)."""

    MAN = _Course("男职工", 60, date(1965, 1, 1), 4, 36)
    WOMAN_55 = _Course("原55岁退休的女职工", 55, date(1970, 1, 1), 4, 36)
    WOMAN_50 = _Course("原50岁退休的女职工", 50, date(1975, 1, 1), 2, 60)


@dataclass(frozen=True)
class Retirement:
    """The age at which someone retires by law, and the month in which that is."""

    years: int
    months: int
    delay: int
    """Months more than before the reform."""
    month: date
    """The first day of that month."""


def retirement_of(worker: Worker, born: date) -> Retirement:
    """Give the statutory retirement of a worker born in the month of `born` (第一条)."""
    course = worker.value
    passed = (born.year - course.since.year) * 12 + born.month - course.since.month
    delay = min(max(passed // course.step + 1, 0), course.most)
    age = course.age * 12 + delay
    return Retirement(age // 12, age % 12, delay, add_months(born.replace(day=1), age))


def minimum_months(year: int) -> int:
    """Give the least months of contribution for a monthly pension to who retires in `year` (第二条).

    15 years (社会保险法 第十六条); from 2030 half a year more each year, up to 20 years.
    """
    return 15 * 12 + min(max(year - 2029, 0) * 6, 60)


def retirement_rows(worker: Worker) -> Iterator[tuple[str, str, str]]:
    """Give rows of birth months, age, and months of retirement, as annexes 1 to 3 go."""
    course = worker.value
    for delay in range(1, course.most + 1):
        first = add_months(course.since, (delay - 1) * course.step)
        last = add_months(first, course.step - 1)
        found, ends = retirement_of(worker, first), retirement_of(worker, last)
        age = _said(found.years, "岁", found.months)
        if delay == course.most:
            yield f"{first.year}年{first.month}月起", age, f"满{age}的那个月"
        else:
            months = f"{_dotted(found.month)}—{_dotted(ends.month, after=found.month)}"
            yield f"{first.year}年{first.month}—{last.month}月", age, months


def minimum_rows() -> Iterator[tuple[str, str]]:
    """Give rows of years and the least contribution, as annex 4 goes."""
    spans = [("2025—2029年", 2025), *((f"{year}年", year) for year in range(2030, 2039))]
    for words, year in [*spans, ("2039年起", 2039)]:
        years, months = divmod(minimum_months(year), 12)
        yield words, _said(years, "年", months)


def _said(years: int, unit: str, months: int) -> str:
    return f"{years}{unit}{months}个月" if months else f"{years}{unit}"


def _dotted(month: date, *, after: date | None = None) -> str:
    """Give 2025.2; the year is left out where it is that of the month before."""
    is_same = after is not None and after.year == month.year
    return str(month.month) if is_same else f"{month.year}.{month.month}"
