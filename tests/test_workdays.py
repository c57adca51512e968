# SPDX-License-Identifier: MIT
"""Working days against two independent packages; spans by the rules of the Civil Code."""

from datetime import date, timedelta

import chinese_calendar
import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from twotrees.model.calendar import Holiday, WorkYear
from twotrees.model.common import Duration
from twotrees.model.corpus import Corpus
from twotrees.workdays import FIXED_HOLIDAYS, WorkCalendar, add_months, shift

YEARS = (2024, 2025, 2026)


@pytest.fixture(scope="module")
def days(corpus: Corpus) -> WorkCalendar:
    """The calendar of the real content."""
    return WorkCalendar(corpus.workdays)


def every_day(year: int) -> list[date]:
    """Give all days of a year."""
    first = date(year, 1, 1)
    return [first + timedelta(days=n) for n in range((date(year + 1, 1, 1) - first).days)]


@pytest.mark.parametrize("year", YEARS)
def test_two_packages_agree_with_every_day(days: WorkCalendar, year: int) -> None:
    """Both packages say of each day of the announced years what the data say."""
    china = holidays.country_holidays("CN", years=year)
    for day in every_day(year):
        assert days.is_workday(day) is chinese_calendar.is_workday(day), day
        assert days.is_workday(day) is china.is_working_day(day), day


@pytest.mark.parametrize("year", YEARS)
def test_a_notice_speaks_of_its_own_year(corpus: Corpus, year: int) -> None:
    """Every date lies in its year; only weekends are made workdays; the source has its number."""
    notice = corpus.workdays[str(year)]
    assert f"关于{year}年部分节假日安排的通知" in notice.source
    assert f"国办发明电〔{year - 1}〕" in notice.source
    assert notice.published.year == year - 1
    assert {day.year for day in (*notice.days_off(), *notice.workdays)} == {year}
    assert all(day.weekday() >= 5 for day in notice.workdays)
    assert not notice.days_off() & set(notice.workdays)
    assert {(d.month, d.day) for d in notice.days_off()} >= {(1, 1), (5, 1), (10, 1), (10, 3)}


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [
        ("2026-11-23", 1, "2026-11-24"),  # the day of acceptance doesn't count
        ("2026-11-20", 1, "2026-11-23"),  # over a weekend
        ("2026-09-30", 1, "2026-10-08"),  # over 国庆
        ("2026-10-08", 2, "2026-10-10"),  # a Saturday that is worked
        ("2026-02-13", 1, "2026-02-14"),
        ("2026-02-14", 1, "2026-02-24"),  # over 春节
        ("2025-12-31", 1, "2026-01-04"),  # from one year's notice into the next
        ("2026-12-31", 1, "2027-01-04"),  # 元旦 is certain, even without a notice
        ("2026-11-21", 1, "2026-11-23"),  # handed in on a Saturday
        ("2026-11-23", 0, "2026-11-23"),  # 当场
    ],
)
def test_working_days_are_counted_from_the_next_day(
    days: WorkCalendar, start: str, count: int, end: str
) -> None:
    """Weekends and holidays are left out, worked weekends counted."""
    first, last = date.fromisoformat(start), date.fromisoformat(end)
    assert days.add_workdays(first, count) == last
    assert days.workdays_between(first, last) == count


@pytest.mark.parametrize(
    ("start", "span", "end"),
    [
        ("2026-11-23", "当场", "2026-11-23"),
        ("2026-11-23", "10个工作日", "2026-12-07"),
        ("2026-11-23", "30日", "2026-12-23"),
        ("2026-11-26", "30日", "2026-12-28"),  # 12-26 is a Saturday
        ("2026-08-28", "1个月", "2026-09-28"),
        ("2026-09-01", "1个月", "2026-10-08"),  # 10-01 lies in the holiday
        ("2026-01-31", "1个月", "2026-02-28"),  # the month's last day, a worked Saturday
        ("2024-02-29", "1年", "2025-02-28"),
        ("2026-03-31", "6个月", "2026-09-30"),
        ("2026-11-23", "2周", "2026-12-07"),
        ("2026-11-23", "24小时", "2026-11-24"),
        ("2026-11-23", "25小时", "2026-11-25"),
        ("2026-11-23", "9999年", "9000-11-24"),
    ],
)
def test_spans_end_as_the_civil_code_says(
    days: WorkCalendar, start: str, span: str, end: str
) -> None:
    """The first day doesn't count; months end on the same day; a day off moves the end on."""
    assert days.end_of(date.fromisoformat(start), Duration.parse(span)) == date.fromisoformat(end)


def test_a_span_can_be_counted_backwards() -> None:
    """What must be done two months before ends on the corresponding day."""
    assert shift(date(2026, 4, 30), Duration.parse("2个月"), back=True) == date(2026, 2, 28)
    assert shift(date(2026, 4, 30), Duration.parse("30日"), back=True) == date(2026, 3, 31)


def test_a_year_without_a_notice_is_an_estimate(days: WorkCalendar) -> None:
    """It is said, and only the holidays of fixed date are left out."""
    assert [y for y in range(2023, 2029) if days.is_estimate(date(y, 7, 1))] == [2023, 2027, 2028]
    off = {d for d in every_day(2027) if d.weekday() < 5 and not days.is_workday(d)}
    assert {(d.month, d.day) for d in off} <= FIXED_HOLIDAYS
    assert date(2027, 10, 1) in off
    assert not days.is_workday(date(2027, 2, 6))  # a Saturday


def test_an_empty_calendar_still_counts() -> None:
    """Content without any notice estimates every year."""
    days = WorkCalendar({})
    assert days.add_workdays(date(2026, 9, 30), 1) == date(2026, 10, 5)
    assert days.is_estimate(date(2026, 1, 1))


def test_a_run_of_days_off_holds_both_ends() -> None:
    """First and last day are off."""
    run = Holiday(name="节", from_=date(2026, 2, 27), until=date(2026, 3, 1))
    year = WorkYear(source="通知的标题", published=date(2025, 1, 1), holidays=(run,))
    assert year.days_off() == {date(2026, 2, 27), date(2026, 2, 28), date(2026, 3, 1)}


@given(st.dates(date(2020, 1, 1), date(2035, 1, 1)), st.integers(0, 60))
def test_counting_back_and_forth_agrees(start: date, count: int) -> None:
    """Between a day and its nth working day lie n working days; the end is one of them."""
    days = WorkCalendar({})
    end = days.add_workdays(start, count)
    assert days.workdays_between(start, end) == count
    assert count == 0 or days.is_workday(end)


@given(st.dates(date(2000, 1, 31), date(2100, 1, 1)), st.integers(0, 600))
def test_months_keep_the_day_or_end_with_the_month(day: date, months: int) -> None:
    """The corresponding day, or the last of a shorter month."""
    later = add_months(day, months)
    assert later.day == day.day or (later + timedelta(days=1)).day == 1
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
