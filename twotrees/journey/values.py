# SPDX-License-Identifier: MIT
"""The plan as values: what the terminal, the page and `--json` show (fields: docs/data.md).

Matters are named by their codes. `is_sure` is false for what an unanswered question may rule out.
Sentences aren't here: `index` leads to the item of the record, which layout puts into words.
"""

from datetime import date
from enum import StrEnum

import msgspec
from msgspec import field

from twotrees.model.terms import LateEffect, Need


class DateState(StrEnum):
    """Whether an application can still be made in time."""

    UNDATED = "undated"
    """The day from which it counts isn't known."""
    LATER = "later"
    """It isn't open yet."""
    OPEN = "open"
    LATE = "late"
    """What must come first takes too long, though the last day isn't over."""
    MISSED = "missed"
    """The last day is over."""


class _Value(msgspec.Struct, frozen=True, kw_only=True):
    """Base: frozen, by keyword."""


class PlanMatter(_Value, frozen=True, kw_only=True):
    """A matter to handle."""

    code: str
    id: str
    name: str
    wave: int
    """From 1: what stands in one wave can be handled at the same time."""
    need: Need
    start_by: date | None
    """The last day on which to apply so that this and all that waits for it is in time."""
    due: date | None
    """The last day on which the law lets one apply."""
    is_sure: bool
    is_counted: bool
    """Whether it goes into visits, days and the critical path: what is required, and the first
    of the choices of a stage; not what is optional."""
    after: tuple[str, ...]
    """What must be finished before."""
    days: int
    """Working days that it takes as promised, forced waits included; 0 is at once, or unknown."""
    longest: int
    """Working days by the law's limit with its extension."""
    is_limit_known: bool
    slack: int | None
    """Working days that it may start later without delaying the end; null if not counted."""
    start: date | None
    """The first day on which one can apply, as promised; null if not counted."""
    finish: date | None
    """The day on which the result of that application is there; null if not counted."""
    wait: int
    """Those of `days` that the law makes one wait before the office's limit begins."""
    is_online: bool
    note: str


class PlanMaterial(_Value, frozen=True, kw_only=True):
    """A paper of one person, asked for once, whichever matters need it."""

    id: str
    name: str
    of: str
    """Whose; 全家 for a paper that a family shares, if several people are named."""
    originals: int
    """The most that any one window keeps or sees."""
    copies: int
    """The copies of all matters together."""
    kept: int
    """The originals that windows keep, together: where more than `originals`, prepare so many."""
    for_: tuple[str, ...] = field(name="for")
    obtained_in: str | None
    """The matter of this plan that gives it, before any other needs it: nothing to bring."""
    givers: tuple[str, ...]
    """All matters of this plan that may give it; `obtained_in` is the first that counts."""
    waiver: str | None
    """免提交, 告知承诺 or 容缺, where every matter that needs it grants that."""
    is_required: bool
    """False if each matter takes it as optional, or as one of several."""
    is_sure: bool
    is_each: bool
    """Whether every person of that kind brings one."""
    one_of: tuple[str, ...]
    """The groups `code:name` of which one paper is enough."""
    covered_by: str | None
    """The paper of the same group that is brought or obtained anyway: this one isn't needed."""
    covered_by_of: str | None
    """Whose that paper is."""
    is_for_collection: bool
    """Whether it is needed only later: at the inspection or the collection."""
    kind: str
    issuer: str
    how_to_get: str


class PlanTrip(_Value, frozen=True, kw_only=True):
    """One visit to one place."""

    place: str
    name: str
    matters: tuple[str, ...]
    windows: tuple[str, ...]


class PlanDays(_Value, frozen=True, kw_only=True):
    """Working days from the first application to the last result."""

    parallel: int
    """As promised, with everything handled as early as it can be."""
    sequential: int
    """As promised, one matter after the other."""
    statutory: int
    """As `parallel`, by the law's limits."""
    longest: int
    """As `statutory`, with every extension that the law allows."""
    unknown: tuple[str, ...]
    """Matters without any known limit; they count as no time at all."""


class PlanDate(_Value, frozen=True, kw_only=True):
    """A span in which to apply; `index` is its place in the record's `filing`."""

    code: str
    index: int
    opens: date | None
    closes: date | None
    state: DateState
    effect: LateEffect | None
    is_sure: bool


class PlanInput(_Value, frozen=True, kw_only=True):
    """Something to have thought of."""

    text: str
    source: str
    for_: tuple[str, ...] = field(name="for")
    is_sure: bool


class PlanPrice(_Value, frozen=True, kw_only=True):
    """A fee, or money received, borrowed or contributed; `index` is its place in the record."""

    code: str
    index: int
    item: str
    value: str
    per: str
    direction: str
    is_sure: bool


class PlanFees(_Value, frozen=True, kw_only=True):
    """What the matters cost together."""

    total: str
    """Yuan: the sum of the fees that are one number and sure to be paid."""
    is_complete: bool
    """False if some fee isn't a number, or may not be due."""
    items: tuple[PlanPrice, ...]


class PlanTask(_Value, frozen=True, kw_only=True):
    """What must be done after the result."""

    code: str
    name: str
    matter: str
    every: str
    opens: str
    closes: str
    exempt: str
    if_missed: str
    is_sure: bool


class PlanWarning(_Value, frozen=True, kw_only=True):
    """Two matters of the plan that don't go together as they are."""

    codes: tuple[str, str]
    rule: str
    note: str
    is_sure: bool


class Plan(_Value, frozen=True, kw_only=True):
    """One event, one situation, one plan."""

    event: str
    answers: dict[str, str]
    date: date | None
    matters: tuple[PlanMatter, ...]
    materials: tuple[PlanMaterial, ...]
    visits: int
    trips: tuple[PlanTrip, ...]
    days: PlanDays
    critical_path: tuple[str, ...]
    fees: PlanFees
    amounts: tuple[PlanPrice, ...]
    prepare: tuple[PlanInput, ...]
    dates: tuple[PlanDate, ...]
    duties: tuple[PlanTask, ...]
    warnings: tuple[PlanWarning, ...]
    next_question: str | None
    """The question that decides most of what is still open; null when nothing is."""
    estimated_years: tuple[int, ...]
    """Years of this plan's dates whose holidays aren't announced yet."""
