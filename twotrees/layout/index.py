# SPDX-License-Identifier: MIT
"""The site's reverse index, made once from corpus and graph: who stands where, who needs what."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from twotrees.layout.sheet import Location, MatterRef, WindowRef
from twotrees.model.corpus import Corpus
from twotrees.model.packed import Packed
from twotrees.model.place import Hall, Window, Zone
from twotrees.model.terms import ResultKind

Edges = tuple[tuple[str, str, bool], ...]


class Order(Protocol):
    """What the index asks of the graph: the neighbours of a matter in the derived order."""

    def predecessors(self, matter: str) -> Edges:
        """Give (matter, material that carries the order or "", is soft) of what comes first."""

    def successors(self, matter: str) -> Edges:
        """Give the same of what follows."""


@dataclass(frozen=True)
class SiteIndex:
    """Where each matter stands, which windows take it, who issues and who asks for each paper."""

    locations: Mapping[str, tuple[Location, ...]]
    windows: Mapping[str, tuple[WindowRef, ...]]
    window_matters: Mapping[str, tuple[str, ...]]
    department_matters: Mapping[str, tuple[str, ...]]
    users: Mapping[str, tuple[str, ...]]
    producers: Mapping[str, tuple[str, ...]]
    before: Mapping[str, tuple[MatterRef, ...]]
    after: Mapping[str, tuple[MatterRef, ...]]


def matter_ref(
    corpus: Corpus, matter_id: str, *, via: str = "", is_soft: bool = False
) -> MatterRef:
    """Give a matter as others name it; `via` is a material's id."""
    head = corpus.heads[matter_id]
    material = corpus.materials.get(via)
    name = material.name if material else ""
    return MatterRef(id=matter_id, code=head.code, name=head.name, via=name, is_soft=is_soft)


def build_index(corpus: Corpus, order: Order) -> SiteIndex:
    """Make the index of all living matters."""
    groups = _group(corpus)
    window_matters = _window_matters(corpus, groups.in_halls)
    return SiteIndex(
        locations=_locations(corpus),
        windows=_windows(corpus, window_matters),
        window_matters=window_matters,
        department_matters=_settled(groups.departments),
        users=_settled(groups.users),
        producers=_settled(groups.producers),
        before=_packed_refs(corpus, order.predecessors, groups.living),
        after=_packed_refs(corpus, order.successors, groups.living),
    )


def all_windows(corpus: Corpus) -> Iterator[tuple[str, Hall, Zone, Window]]:
    """Give each window of the publishing region with its hall's id, hall and zone."""
    for hall_id, hall in corpus.local_halls().items():
        for zone in hall.zones:
            for window in zone.windows:
                yield hall_id, hall, zone, window


def _packed_refs(
    corpus: Corpus, neighbours: Callable[[str], Edges], living: list[str]
) -> Packed[tuple[MatterRef, ...]]:
    """Give each matter's neighbours: in a city there are fifty thousand, of which one page shows four."""
    packed = ((key, Packed.pack(_refs(corpus, neighbours(key)))) for key in living)
    return Packed(tuple[MatterRef, ...], packed)


def _refs(corpus: Corpus, edges: Edges) -> tuple[MatterRef, ...]:
    return tuple(
        matter_ref(corpus, key, via=material, is_soft=soft)
        for key, material, soft in edges
        if key in corpus.heads
    )


Groups = defaultdict[str, list[str]]


class _Grouped(NamedTuple):
    """The living matters, by department (of those, some are handled in halls) and by paper."""

    living: list[str]
    departments: Groups
    in_halls: Groups
    users: Groups
    producers: Groups


def _group(corpus: Corpus) -> _Grouped:
    """Look at each head once, since it is unpacked each time."""
    found = _Grouped([], Groups(list), Groups(list), Groups(list), Groups(list))
    for key, head in corpus.heads.items():
        if head.is_living:
            found.living.append(key)
            found.departments[head.department].append(key)
            if head.has_hall:
                found.in_halls[head.department].append(key)
            exchange = corpus.exchanges[key]
            for material in dict.fromkeys(use.material for use in exchange.uses):
                found.users[material].append(key)
            first = (p.material for p in exchange.products if p.kind is ResultKind.FIRST)
            for material in dict.fromkeys(first):
                found.producers[material].append(key)
    return found


def _settled(groups: Groups) -> dict[str, tuple[str, ...]]:
    return {key: tuple(values) for key, values in groups.items()}


def _locations(corpus: Corpus) -> dict[str, tuple[Location, ...]]:
    found: defaultdict[str, list[Location]] = defaultdict(list)
    for event_id, event in corpus.events.items():
        tree_id = corpus.event_tree[event_id]
        for stage in event.stages:
            for item in stage.matters:
                found[item.matter].append(
                    Location(
                        tree=tree_id,
                        tree_name=corpus.trees[tree_id].name,
                        event=event_id,
                        event_code=event.code,
                        event_name=event.name,
                        stage=stage.name,
                        need=item.need,
                    )
                )
    return {key: tuple(places) for key, places in found.items()}


def _window_matters(corpus: Corpus, by_department: Groups) -> dict[str, tuple[str, ...]]:
    taken: dict[str, tuple[str, ...]] = {}
    for _, _, _, window in all_windows(corpus):
        own = [key for d in window.departments for key in by_department[d]]
        extra = [key for key in window.matters if key in corpus.heads and key not in own]
        taken[window.code] = tuple(own + extra)
    return taken


def _windows(
    corpus: Corpus, window_matters: Mapping[str, tuple[str, ...]]
) -> dict[str, tuple[WindowRef, ...]]:
    found: defaultdict[str, list[WindowRef]] = defaultdict(list)
    for hall_id, hall, zone, window in all_windows(corpus):
        ref = WindowRef(
            code=window.code,
            name=window.name,
            label=window.label,
            hall=hall_id,
            hall_name=hall.name,
            address=hall.address,
            floor=zone.floor,
            zone=zone.name,
            queue=window.queue,
            phone=window.phone or hall.phone,
        )
        for key in window_matters[window.code]:
            found[key].append(ref)
    return {key: tuple(refs) for key, refs in found.items()}
