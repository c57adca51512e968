# SPDX-License-Identifier: MIT
"""Which of two spans is surely the longer one, without a calendar."""

from twotrees.model.common import Duration, Unit

# The fewest and the most hours that one unit can last. A working day is counted by the days that
# it takes at least: between two of them any number of days off may lie.
_HOURS: dict[Unit, tuple[float, float]] = {
    Unit.HOUR: (1, 1),
    Unit.DAY: (24, 24),
    Unit.WORKDAY: (24, float("inf")),
    Unit.WEEK: (168, 168),
    Unit.MONTH: (28 * 24, 31 * 24),
    Unit.YEAR: (365 * 24, 366 * 24),
}


def is_longer(one: Duration, other: Duration) -> bool:
    """Whether `one` is longer than `other` on any calendar; False where it depends."""
    if one.unit is other.unit or not (one.n and other.n):
        return one.n > other.n
    return one.n * _HOURS[one.unit][0] > other.n * _HOURS[other.unit][1]
