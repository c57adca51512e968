# SPDX-License-Identifier: MIT
"""What a plan is computed from: the facts of one event's matters, and nothing else.

They have a JSON form, so that any engine in any language can compute the same plan from them.
Persons are words (孩子); the person of a paper that a whole family shares is empty.
"""

from datetime import date

import msgspec

from twotrees.model.common import Duration, When
from twotrees.model.terms import LateEffect, Need

FAMILY = "全家"
"""Whose a paper is that a family shares, where records name several people."""


class _Facts(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Base: frozen, by keyword; `when` is None where something always holds."""

    when: When | None = None


class Listing(_Facts, frozen=True, kw_only=True):
    """A place at which the event lists a matter."""

    need: Need
    stage: int
    """The number of the stage, from 0: the choices of one stage exclude each other."""
    note: str = ""


class Ask(_Facts, frozen=True, kw_only=True):
    """A paper of one person that a matter asks for."""

    material: str
    of: str
    whose: str = ""
    """Where a family shares the paper, and `of` is empty: the person as the record names it."""
    originals: int = 0
    copies: int = 0
    is_kept: bool = False
    """Whether the window keeps the original."""
    is_optional: bool = False
    one_of: str = ""
    is_each: bool = False
    """Whether every person of that kind brings one."""
    is_for_collection: bool = False
    """Whether it is needed only after applying."""
    is_exempt: bool = False
    may_promise: bool = False
    may_follow: bool = False


class Gift(_Facts, frozen=True, kw_only=True):
    """A paper that comes out of a matter for the first time."""

    material: str
    of: str


class Limit(_Facts, frozen=True, kw_only=True):
    """A limit of the office; `longest` with the extension that the law allows."""

    starts: str
    promised: Duration | None = None
    statutory: Duration | None = None
    extension: Duration | None = None


class Wait(_Facts, frozen=True, kw_only=True):
    """The least time that a step takes by law."""

    span: Duration
    is_office: bool = False
    """Whether it lies within the office's limit."""


class Window(_Facts, frozen=True, kw_only=True):
    """A span in which to apply; `index` is its place in the record's `filing`."""

    index: int
    starts: str = ""
    """`after` or `before` the day of the event; empty where no such day is meant."""
    opens: Duration | None = None
    within: Duration | None = None
    every_year: str = ""
    on_or_after: date | None = None
    on_or_before: date | None = None
    effect: LateEffect | None = None


class Visit(_Facts, frozen=True, kw_only=True):
    """How often one must come."""

    times: int


class Site(_Facts, frozen=True, kw_only=True):
    """Where one goes; `place` is equal where two matters can be handled in one visit."""

    place: str
    name: str


class Input(_Facts, frozen=True, kw_only=True):
    """Something to have thought of, besides papers."""

    text: str
    source: str = ""


class Price(_Facts, frozen=True, kw_only=True):
    """A fee or an amount; `index` is its place in the record's list."""

    index: int
    item: str
    value: str = ""
    per: str = ""
    direction: str = ""


class Task(_Facts, frozen=True, kw_only=True):
    """A duty that a result brings."""

    name: str
    matter: str = ""
    every: str = ""
    opens: str = ""
    closes: str = ""
    exempt: str = ""
    if_missed: str = ""


class Clash(_Facts, frozen=True, kw_only=True):
    """A matter that excludes, precedes or counts together with another."""

    matter: str
    rule: str
    note: str = ""


class MatterFacts(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One matter of the event."""

    id: str
    code: str
    name: str
    listings: tuple[Listing, ...]
    asks: tuple[Ask, ...] = ()
    gifts: tuple[Gift, ...] = ()
    limits: tuple[Limit, ...] = ()
    waits: tuple[Wait, ...] = ()
    windows: tuple[Window, ...] = ()
    visits: tuple[Visit, ...] = ()
    sites: tuple[Site, ...] = ()
    counters: tuple[str, ...] = ()
    """Codes of the hall's windows that take it."""
    inputs: tuple[Input, ...] = ()
    fees: tuple[Price, ...] = ()
    amounts: tuple[Price, ...] = ()
    tasks: tuple[Task, ...] = ()
    clashes: tuple[Clash, ...] = ()


class Order(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A paper that one matter gives and another asks for; no paper where `after:` says the order."""

    before: str
    after: str
    material: str = ""
    of: str = ""


class PaperFacts(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A material as the checklist names it."""

    name: str
    kind: str
    issuer: str
    how_to_get: str = ""


class EventFacts(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An event: its matters in the order of the stages, and what they hand to each other."""

    id: str
    code: str
    name: str
    starts: str
    matters: tuple[MatterFacts, ...]
    orders: tuple[Order, ...] = ()
    papers: dict[str, PaperFacts] = {}
