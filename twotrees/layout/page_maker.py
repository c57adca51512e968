# SPDX-License-Identifier: MIT
"""Takes corpus and index, gives the content of every page that isn't a matter's (`pages.py`)."""

import re
from collections.abc import Iterator

from twotrees.layout import wording
from twotrees.layout.drawing import LOGIC_WORDS, NEED_WORDS
from twotrees.layout.index import all_windows
from twotrees.layout.pages import (
    ChangeRow,
    DepartmentPage,
    EventCard,
    EventPage,
    HallPage,
    HallPart,
    HomePage,
    JointPart,
    MaterialPage,
    SearchPage,
    SiteInfo,
    StagePart,
    StageRow,
    TreeCard,
    WindowPage,
    ZonePart,
)
from twotrees.layout.sheets import SheetMaker
from twotrees.model.corpus import Head
from twotrees.model.place import Footer, Hall, Window, Zone
from twotrees.model.terms import Audience
from twotrees.model.tree import Event, Joint, Stage, StageItem

HOTLINE = "12345"  # the government's service hotline, the same all over the country
# A phone on a weak signal shouldn't load a list that nobody reads to its end.
LONGEST_LIST = 600
_LATEST = 3
_TITLES = {Audience.PERSON: "人生", Audience.ENTERPRISE: "企业"}
_PHONE = re.compile(r"[0-9-]+")


class PageMaker:
    """Makes the pages of one corpus as they are on one day; nothing is kept but what it was given."""

    def __init__(self, maker: SheetMaker) -> None:
        """Take the maker of sheets, which knows corpus, index and day."""
        self._maker = maker
        self._corpus = maker.corpus
        self._index = maker.index

    def site(self) -> SiteInfo:
        """Give what the frame of every page says; calls go to the first hall, or to 12345."""
        region = self._corpus.region
        hall = next(iter(self._corpus.local_halls().values()), None)
        phone = hall.phone if hall else HOTLINE
        complaint = hall.complaint_phone if hall else ""
        return SiteInfo(
            name=region.site_name or region.name,
            url=region.site_url,
            domain=region.site_url.removeprefix("https://"),
            region=region.name,
            is_demonstration=region.demonstration,
            phone=phone,
            tel=tel(phone),
            complaint_phone=complaint,
            complaint_tel=tel(complaint),
            footer=region.footer or Footer(),
        )

    def home(self) -> HomePage:
        """Give the home page."""
        trees = self._corpus.trees
        persons_first = sorted(trees, key=lambda key: trees[key].audience is Audience.ENTERPRISE)
        return HomePage(
            trees=tuple(map(self._tree_card, persons_first)),
            halls=self.hall().halls,
            changes=self.changes()[:_LATEST],
            notices=self._maker.notices(),
        )

    def _tree_card(self, tree_id: str) -> TreeCard:
        tree = self._corpus.trees[tree_id]
        events = [
            (key, self._corpus.events[key]) for key in tree.events if key in self._corpus.events
        ]
        return TreeCard(
            id=tree_id,
            title=f"{_TITLES[tree.audience]}{len(events)}件事",
            intro=tree.intro,
            tone=tone(tree.audience),
            events=tuple(
                EventCard(id=key, code=event.code, name=event.name, count=self._count(event))
                for key, event in events
            ),
        )

    def _count(self, event: Event) -> int:
        listed = {item.matter for stage in event.stages for item in stage.matters}
        return sum(head.is_living for key in listed if (head := self._corpus.heads.get(key)))

    def event(self, event_id: str) -> EventPage:
        """Give an event's page."""
        event = self._corpus.events[event_id]
        tree_id = self._corpus.event_tree[event_id]
        tree = self._corpus.trees[tree_id]
        return EventPage(
            id=event_id,
            code=event.code,
            name=event.name,
            summary=event.summary,
            intro=event.intro,
            tree=tree_id,
            tree_name=tree.name,
            tone=tone(tree.audience),
            count=self._count(event),
            stages=tuple(map(self._stage, event.stages)),
            joint=self._joint(event.joint) if event.joint else None,
        )

    def _stage(self, stage: Stage) -> StagePart:
        return StagePart(
            name=stage.name,
            logic=LOGIC_WORDS[stage.logic],
            intro=stage.intro,
            rows=self._rows(stage.matters),
        )

    def _rows(self, items: tuple[StageItem, ...]) -> tuple[StageRow, ...]:
        heads = self._corpus.heads
        return tuple(
            StageRow(
                code=head.code,
                name=head.name,
                aliases=head.aliases,
                summary=head.summary,
                need=item.need,
                need_word=NEED_WORDS[item.need],
                when=self._maker.situation(item.when),
                note=item.note,
            )
            for item in items
            if (head := heads.get(item.matter)) and head.is_living
        )

    def _joint(self, joint: Joint) -> JointPart:
        members = tuple(StageItem(matter=m.matter, need=m.need, when=m.when) for m in joint.members)
        return JointPart(
            lead=self._maker.department_name(joint.lead),
            eligible=joint.eligible,
            otherwise=joint.otherwise,
            replaces=joint.replaces,
            shared_steps=joint.shared_steps,
            local=joint.local,
            members=self._rows(members),
        )

    def hall(self) -> HallPage:
        """Give the page of all halls."""
        halls = self._corpus.local_halls()
        return HallPage(
            halls=tuple(self._hall_part(key, hall) for key, hall in halls.items()),
            notices=self._maker.notices(),
        )

    def _hall_part(self, hall_id: str, hall: Hall) -> HallPart:
        extras = (
            ("预约", (hall.appointment,) if hall.appointment else ()),
            ("便民设施", hall.facilities),
            ("无障碍", hall.barrier_free),
            ("24小时自助", hall.self_service),
            ("帮办代办", hall.help),
        )
        return HallPart(
            anchor="hall-" + hall_id.rpartition("/")[2],
            name=hall.name,
            address=hall.address,
            transport=hall.transport,
            hours=wording.hours(hall.hours),
            phone=hall.phone,
            tel=tel(hall.phone),
            complaint_phone=hall.complaint_phone,
            complaint_tel=tel(hall.complaint_phone),
            zones=tuple(self._zone(hall, zone) for zone in hall.zones),
            extras=tuple((title, texts) for title, texts in extras if texts),
        )

    def _zone(self, hall: Hall, zone: Zone) -> ZonePart:
        windows = tuple(self._window(hall, zone, window) for window in zone.windows)
        return ZonePart(name=zone.name, floor=zone.floor, text=zone.text, windows=windows)

    def windows(self) -> Iterator[WindowPage]:
        """Give the pages of all windows of the publishing region."""
        for _, hall, zone, window in all_windows(self._corpus):
            yield self._window(hall, zone, window)

    def hours(self) -> dict[str, tuple[str, ...]]:
        """Give the opening hours of each window by its code."""
        windows = all_windows(self._corpus)
        return {w.code: wording.hours(w.hours or hall.hours) for _, hall, _, w in windows}

    def _window(self, hall: Hall, zone: Zone, window: Window) -> WindowPage:
        return WindowPage(
            code=window.code,
            name=window.name,
            label=window.label,
            kind=window.kind,
            hall_name=hall.name,
            address=hall.address,
            floor=zone.floor,
            zone=zone.name,
            hours=wording.hours(window.hours or hall.hours),
            phone=window.phone or hall.phone,
            tel=tel(window.phone or hall.phone),
            queue=window.queue,
            note=window.note,
            matters=self._heads(self._index.window_matters.get(window.code, ())),
            notices=self._maker.notices(),
        )

    def _heads(self, ids: tuple[str, ...]) -> tuple[Head, ...]:
        return tuple(head for key in ids if (head := self._corpus.heads[key]).is_living)

    def departments(self) -> Iterator[DepartmentPage]:
        """Give the pages of the departments that have matters, in the catalogue's order."""
        for key, entry in self._corpus.departments.items():
            if ids := self._index.department_matters.get(key):
                yield DepartmentPage(id=key, entry=entry, matters=self._heads(ids))

    def material(self, key: str) -> MaterialPage:
        """Give the page of a paper in the catalogue."""
        return MaterialPage(
            id=key,
            entry=self._corpus.materials[key],
            producers=self._heads(self._index.producers.get(key, ())),
            users=self._heads(self._index.users.get(key, ())),
        )

    def changes(self) -> tuple[ChangeRow, ...]:
        """Give all changes, the latest first."""
        rows = [
            ChangeRow(
                on=change.on.isoformat(),
                code=head.code,
                name=head.name,
                text=change.text,
                weight=change.weight,
            )
            for head in self._corpus.heads.values()
            for change in head.changes
        ]
        return tuple(sorted(rows, key=lambda row: (row.on, row.code), reverse=True))

    def search(self) -> SearchPage:
        """Give the page of the search box; beyond `LONGEST_LIST` matters it lists departments only."""
        departments = tuple(self.departments())
        count = sum(len(page.matters) for page in departments)
        return SearchPage(departments=departments, is_short=count > LONGEST_LIST)


def tone(audience: str) -> str:
    """Give the colour class of a tree."""
    return "enterprise" if audience == Audience.ENTERPRISE else "personal"


def tel(phone: str) -> str:
    """Give the address that dials a phone number; an extension follows after a pause."""
    return "tel:" + ",".join(_PHONE.findall(phone)) if phone else ""
