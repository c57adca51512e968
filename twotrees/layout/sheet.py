# SPDX-License-Identifier: MIT
"""The matter sheet: one matter with every id resolved and every sentence written.

Page, manual, Markdown and JSON are made from it and nothing else, so they cannot disagree. Its
JSON form is the public record (`m/<code>.json`, `data/matters.json`); docs/data.md lists the fields.
"""

import msgspec

from twotrees.model.common import When
from twotrees.model.terms import MaterialKind


class Line(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Base of the parts: a sentence, when it holds (in words, and as data), its proof, the local."""

    text: str
    when: str = ""
    condition: When | None = None
    basis: tuple["BasisRef", ...] = ()
    grade: str = "A"
    local: str = ""


class BasisRef(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A place in a law; `label` is how it is cited: 《户口登记条例》第七条."""

    label: str
    law: str
    title: str
    number: str = ""
    article: str = ""
    effective: str = ""


class MatterRef(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Another matter, and the paper that leads there (if one does)."""

    id: str
    code: str
    name: str
    via: str = ""
    is_soft: bool = False


class Location(msgspec.Struct, frozen=True, kw_only=True):
    """Where a matter stands in the trees."""

    tree: str
    tree_name: str
    event: str
    event_code: str
    event_name: str
    stage: str
    need: str


class WindowRef(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A window that takes the matter."""

    code: str
    name: str
    label: str
    hall: str
    hall_name: str
    address: str
    floor: str
    zone: str
    queue: str = ""
    phone: str = ""


class MaterialLine(Line, frozen=True, kw_only=True, omit_defaults=True):
    """A paper to bring; `text` says how many and what happens to them."""

    id: str
    name: str
    of: tuple[str, ...]
    originals: int
    copies: int
    issuer: str
    kind: str
    form: str
    handling: str
    is_required: bool = True
    optional: bool = False
    is_local: bool = False
    one_of: str = ""
    per: str = ""
    due: str = "申请时"
    exempt: str = ""
    promise: bool = False
    tolerance: bool = False
    instead: str = ""
    check: tuple[str, ...] = ()
    note: str = ""
    how_to_get: str = ""
    obtained_in: tuple[MatterRef, ...] = ()

    @property
    def is_looked_up(self) -> bool:
        """Whether the window finds it in its own system, so that nobody carries it."""
        return self.kind == MaterialKind.DATA and bool(self.exempt)


class StepLine(Line, frozen=True, kw_only=True, omit_defaults=True):
    """A step; `text` says what is done, `limit` within which time."""

    phase: str
    actor: str
    limit: str = ""
    clock: str = ""
    at_least: str = ""
    if_objection: str = ""


class DeadlineLine(Line, frozen=True, kw_only=True, omit_defaults=True):
    """A time limit; `kind` keeps the clocks apart: 申请期限、办理时限、补正期、有效期."""

    kind: str
    name: str = ""
    n: int | None = None
    unit: str = ""
    statutory: str = ""
    promised: str = ""
    starts: str = ""
    if_late: str = ""
    late_effect: str = ""
    excludes: tuple[str, ...] = ()
    extension: str = ""
    suspended_while: str = ""


class MoneyLine(Line, frozen=True, kw_only=True, omit_defaults=True):
    """Money: `direction` 收费, 领取, 借款 or 缴费; `text` is the whole sentence."""

    direction: str
    item: str = ""
    value: str = ""
    percent: str = ""
    reduction: str = ""
    group: str = ""


class ResultLine(Line, frozen=True, kw_only=True, omit_defaults=True):
    """What comes out; `text` names it and says how long it holds."""

    id: str
    name: str
    kind: str
    of: str
    outcome: str
    validity: str = ""
    note: str = ""
    renew: MatterRef | None = None
    duties: tuple[str, ...] = ()


class ChannelLine(Line, frozen=True, kw_only=True, omit_defaults=True):
    """A way to handle it."""

    kind: str
    name: str = ""
    url: str = ""
    depth: str = ""
    is_local: bool = False


class TableSheet(Line, frozen=True, kw_only=True, omit_defaults=True):
    """A table that follows from a rule of law; `text` is its title."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """常见问题."""

    q: str
    a: str


class ChoiceLine(msgspec.Struct, frozen=True, kw_only=True):
    """An answer to choose; letters are permanent."""

    id: str
    letter: str
    text: str


class QuestionLine(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A question on which conditions depend; only a 单选 has choices."""

    id: str
    text: str
    kind: str
    help: str = ""
    unit: str = ""
    choices: tuple[ChoiceLine, ...] = ()


class SourceLine(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """出处."""

    title: str
    url: str = ""
    seen: str = ""
    note: str = ""


class ConfirmedLine(msgspec.Struct, frozen=True, kw_only=True):
    """核对: ISO date, by whom, and how often it is due."""

    on: str
    by: str
    every_days: int


class ChangeLine(msgspec.Struct, frozen=True, kw_only=True):
    """变更说明."""

    on: str
    text: str
    weight: str


class EndedLine(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """已取消, and where to go instead."""

    on: str
    reason: str
    successor: MatterRef | None = None


class Glance(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The first screen: what to bring, where, how long, how much, and by when."""

    bring: tuple[str, ...]
    bring_more: int
    where: tuple[str, ...]
    how_long: str
    how_much: str
    by_when: str = ""
    visits: str = ""


class MatterSheet(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One matter, ready to be shown."""

    id: str
    code: str
    name: str
    aliases: tuple[str, ...]
    summary: str
    type: str
    department: str
    department_name: str
    url: str
    materials: tuple[MaterialLine, ...]
    steps: tuple[StepLine, ...]
    deadlines: tuple[DeadlineLine, ...]
    fees: tuple[MoneyLine, ...]
    results: tuple[ResultLine, ...]
    basis: tuple[Line, ...]
    sources: tuple[SourceLine, ...]
    confirmed: ConfirmedLine
    glance: Glance
    audience: str
    initiative: str
    applicant: str
    hotline: str = ""
    partners: tuple[str, ...] = ()
    case_kind: str = ""
    status: str = ""
    conditions: tuple[Line, ...] = ()
    exclusions: tuple[Line, ...] = ()
    authority: tuple[Line, ...] = ()
    where: tuple[Line, ...] = ()
    quota: Line | None = None
    questions: tuple[QuestionLine, ...] = ()
    prepare: tuple[Line, ...] = ()
    promise: Line | None = None
    tolerance: Line | None = None
    amounts: tuple[MoneyLine, ...] = ()
    delivery: tuple[Line, ...] = ()
    visits: tuple[Line, ...] = ()
    channels: tuple[ChannelLine, ...] = ()
    appointment: str = ""
    intermediaries: tuple[Line, ...] = ()
    tables: tuple[TableSheet, ...] = ()
    remedies: tuple[str, ...] = ()
    warnings: tuple[Line, ...] = ()
    faq: tuple[Question, ...] = ()
    pitfalls: tuple[str, ...] = ()
    local: tuple[str, ...] = ()
    local_notes: tuple[Line, ...] = ()
    rounds: tuple[Line, ...] = ()
    conflicts: tuple[Line, ...] = ()
    codes: tuple[tuple[str, str], ...] = ()
    changes: tuple[ChangeLine, ...] = ()
    ended: EndedLine | None = None
    locations: tuple[Location, ...] = ()
    windows: tuple[WindowRef, ...] = ()
    before: tuple[MatterRef, ...] = ()
    after: tuple[MatterRef, ...] = ()
    notices: tuple[str, ...] = ()
