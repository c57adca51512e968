# SPDX-License-Identifier: MIT
"""What stands on every page that isn't a matter's; a matter's page is its sheet (`sheet.py`)."""

import msgspec

from twotrees.model.catalogue import Department, Material
from twotrees.model.corpus import Head
from twotrees.model.place import Footer


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """Base of all pages."""


class SiteInfo(Page, frozen=True):
    """What the frame of every page says: whose site it is and whom to call."""

    name: str
    url: str
    domain: str
    region: str
    is_demonstration: bool
    phone: str
    tel: str
    complaint_phone: str
    complaint_tel: str
    footer: Footer


class EventCard(Page, frozen=True):
    """An event as the home page shows it."""

    id: str
    code: str
    name: str
    count: int


class TreeCard(Page, frozen=True):
    """A tree as the home page shows it; `tone` is its colour class."""

    id: str
    title: str
    intro: str
    tone: str
    events: tuple[EventCard, ...]


class ChangeRow(Page, frozen=True):
    """A change of a matter."""

    on: str
    code: str
    name: str
    text: str
    weight: str


class HomePage(Page, frozen=True):
    """The first page: two trees, the halls, the latest changes."""

    trees: tuple[TreeCard, ...]
    halls: tuple["HallPart", ...]
    changes: tuple[ChangeRow, ...]
    notices: tuple[str, ...]


class StageRow(Page, frozen=True):
    """A matter as an event's stage lists it."""

    code: str
    name: str
    aliases: tuple[str, ...]
    summary: str
    need: str
    need_word: str
    when: str
    note: str


class StagePart(Page, frozen=True):
    """A stage of an event."""

    name: str
    logic: str
    intro: str
    rows: tuple[StageRow, ...]


class JointPart(Page, frozen=True):
    """The joint service of an event."""

    lead: str
    eligible: str
    otherwise: str
    replaces: str
    shared_steps: tuple[str, ...]
    local: str
    members: tuple[StageRow, ...]


class EventPage(Page, frozen=True):
    """An event with its stages."""

    id: str
    code: str
    name: str
    summary: str
    intro: str
    tree: str
    tree_name: str
    tone: str
    count: int
    stages: tuple[StagePart, ...]
    joint: JointPart | None


class WindowPage(Page, frozen=True):
    """A window and what it takes."""

    code: str
    name: str
    label: str
    kind: str
    hall_name: str
    address: str
    floor: str
    zone: str
    hours: tuple[str, ...]
    phone: str
    tel: str
    queue: str
    note: str
    matters: tuple[Head, ...]
    notices: tuple[str, ...]


class ZonePart(Page, frozen=True):
    """A zone of a hall with its windows."""

    name: str
    floor: str
    text: str
    windows: tuple[WindowPage, ...]


class HallPart(Page, frozen=True):
    """A hall; `anchor` is its place on the page of halls."""

    anchor: str
    name: str
    address: str
    transport: tuple[str, ...]
    hours: tuple[str, ...]
    phone: str
    tel: str
    complaint_phone: str
    complaint_tel: str
    zones: tuple[ZonePart, ...]
    extras: tuple[tuple[str, tuple[str, ...]], ...]


class HallPage(Page, frozen=True):
    """All halls of the publishing region."""

    halls: tuple[HallPart, ...]
    notices: tuple[str, ...]


class DepartmentPage(Page, frozen=True):
    """A department and its matters."""

    id: str
    entry: Department
    matters: tuple[Head, ...]


class MaterialPage(Page, frozen=True):
    """A paper: where it comes from, who asks for it."""

    id: str
    entry: Material
    producers: tuple[Head, ...]
    users: tuple[Head, ...]


class SearchPage(Page, frozen=True):
    """The list of everything by department, for people without JavaScript."""

    departments: tuple[DepartmentPage, ...]
    is_short: bool
