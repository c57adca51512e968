# SPDX-License-Identifier: MIT
"""Rules of law that are formulas give, row for row, what the official tables say.

`vectors/retirement-age.csv` holds annexes 1 to 3 of 国务院关于渐进式延迟法定退休年龄的办法 as the
National People's Congress published them (flk.npc.gov.cn, 2024-09-13): all 408 birth months.
`vectors/minimum-years.csv` is annex 4.
"""

import csv
import json
import re
from datetime import date
from pathlib import Path

import pypdfium2
import pytest

from twotrees.layout.tables import grids_of
from twotrees.model.corpus import Corpus
from twotrees.model.terms import StatuteTable
from twotrees.statutes import Worker, minimum_months, retirement_of

VECTORS = Path(__file__).parent / "vectors"
WORKERS = {"man": Worker.MAN, "woman-55": Worker.WOMAN_55, "woman-50": Worker.WOMAN_50}


def _rows(name: str) -> list[dict[str, str]]:
    with (VECTORS / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


RETIREMENT = _rows("retirement-age.csv")


def _month(text: str) -> date:
    return date.fromisoformat(f"{text}-01")


def test_the_annexes_are_whole() -> None:
    """Each annex goes month by month from its first birth month, without a gap."""
    for worker, first, count in (
        ("man", 1965, 144),
        ("woman-55", 1970, 144),
        ("woman-50", 1975, 120),
    ):
        months = [_month(row["born"]) for row in RETIREMENT if row["worker"] == worker]
        expected = [date(first + n // 12, n % 12 + 1, 1) for n in range(count)]
        assert months == expected


@pytest.mark.parametrize("name", WORKERS)
def test_retirement_as_in_the_annexes(name: str) -> None:
    """Age, month of retirement and delay of every birth month are those of the annex."""
    for row in RETIREMENT:
        if row["worker"] == name:
            found = retirement_of(WORKERS[name], _month(row["born"]))
            said = f"{found.years}-{found.months}", found.month, str(found.delay)
            assert said == (row["age"], _month(row["retires"]), row["delay"]), row


@pytest.mark.parametrize(
    ("worker", "born", "age", "month"),
    [
        (Worker.MAN, date(1964, 12, 31), (60, 0), date(2024, 12, 1)),
        (Worker.WOMAN_55, date(1969, 12, 1), (55, 0), date(2024, 12, 1)),
        (Worker.WOMAN_50, date(1974, 12, 31), (50, 0), date(2024, 12, 1)),
        (Worker.MAN, date(1980, 2, 29), (63, 0), date(2043, 2, 1)),
        (Worker.WOMAN_55, date(1990, 1, 1), (58, 0), date(2048, 1, 1)),
        (Worker.WOMAN_50, date(1990, 7, 1), (55, 0), date(2045, 7, 1)),
    ],
)
def test_outside_the_annexes(worker: Worker, born: date, age: tuple[int, int], month: date) -> None:
    """Who was born earlier keeps the old age; who was born later has the highest one."""
    found = retirement_of(worker, born)
    assert ((found.years, found.months), found.month) == (age, month)


def test_minimum_contribution_as_in_the_annex() -> None:
    """The least contribution of each year is that of annex 4, and 20 years from then on."""
    rows = _rows("minimum-years.csv")
    assert [row["year"] for row in rows] == [str(year) for year in range(2025, 2040)]
    assert [str(minimum_months(int(row["year"]))) for row in rows] == [r["months"] for r in rows]
    assert minimum_months(2024) == 180
    assert minimum_months(2060) == 240


def _months_between(text: str) -> range:
    """Give the months from `1966年5—8月`, counted through."""
    year, first, last = map(int, re.findall(r"\d+", text))
    return range(year * 12 + first - 1, year * 12 + last)


def _dotted_ends(text: str) -> list[date]:
    """Give the months of `2025.12—2026.3`, or `2025.2—5`."""
    numbers = [int(number) for number in re.findall(r"\d+", text)]
    year, first, last = numbers[0], numbers[1], numbers[-1]
    return [date(year, first, 1), date(numbers[-2] if len(numbers) > 3 else year, last, 1)]


def test_the_tables_say_what_the_annexes_say() -> None:
    """Each row of the table that people read covers the months of the annex with that age."""
    for worker, grid in zip(WORKERS, grids_of(StatuteTable.RETIREMENT_AGE), strict=True):
        official = {row["born"]: row for row in RETIREMENT if row["worker"] == worker}
        for born, age, retires in grid.rows[:-1]:
            months = [f"{n // 12}-{n % 12 + 1:02}" for n in _months_between(born)]
            rows = [official.pop(month) for month in months]
            assert {row["age"] for row in rows} == {"-".join([*re.findall(r"\d+", age), "0"][:2])}
            ends = [_month(rows[place]["retires"]) for place in (0, -1)]
            assert _dotted_ends(retires) == ends
        # The last row is for everybody born later.
        last = min(official)
        assert re.findall(r"\d+", grid.rows[-1][0]) == [last[:4], last[5:].lstrip("0")]
        assert {row["age"] for row in official.values()} == {f"{grid.rows[-1][1][:-1]}-0"}


def test_the_table_of_contributions_covers_every_year() -> None:
    """Each year from 2025 to 2039 is in one row of the table, with its own minimum."""
    (grid,) = grids_of(StatuteTable.MINIMUM_YEARS)
    found = {}
    for years, least in grid.rows:
        numbers = [int(number) for number in re.findall(r"\d+", years)]
        length = [int(number) for number in re.findall(r"\d+", least)]
        for year in range(numbers[0], numbers[-1] + 1):
            found[str(year)] = str(length[0] * 12 + sum(length[1:]))
    assert found == {row["year"]: row["months"] for row in _rows("minimum-years.csv")}


def test_the_page_of_retirement_shows_them(corpus: Corpus) -> None:
    """The record of retirement names both tables, each with its article."""
    tables = corpus.matters["retirement/normal-retirement"].tables
    assert {item.table for item in tables} == set(StatuteTable)
    assert all(item.basis for item in tables)


def test_page_print_and_data_show_them_whole(built_site: Path) -> None:
    """What is computed stands, every cell of it, on the page, in the manual and in the data."""
    grids = [grid for table in StatuteTable for grid in grids_of(table)]
    record = json.loads((built_site / "m/1701.json").read_text("utf-8"))
    assert [table["rows"] for table in record["tables"]] == [
        [list(row) for row in grid.rows] for grid in grids
    ]
    page = (built_site / "m/1701.html").read_text("utf-8")
    cells = [cell for grid in grids for row in grid.rows for cell in row]
    assert [cell for cell in cells if f"<td>{cell}</td>" not in page] == []
    with pypdfium2.PdfDocument(built_site / "print/handbook.pdf") as manual:
        texts = [page.get_textpage().get_text_range() for page in manual]
    printed = "".join(text for text in texts if "职工正常退休申请" in text)
    assert [cell for cell in cells if cell not in printed] == []
