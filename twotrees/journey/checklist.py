# SPDX-License-Identifier: MIT
"""The matters of a plan in; one list of papers to bring, each asked for once, out."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

import msgspec

from twotrees.journey.choosing import Chosen, Situation
from twotrees.journey.facts import FAMILY, Ask, EventFacts, PaperFacts
from twotrees.journey.ordering import Route
from twotrees.journey.values import PlanInput, PlanMaterial

_WAIVERS = (None, "容缺", "告知承诺", "免提交")
"""What a line says of a paper, by how far everyone who asks for it does without."""


class _Paper(NamedTuple):
    """What is the same paper: one material of one person."""

    material: str
    of: str


@dataclass(frozen=True)
class _Wish:
    """One matter's ask for a paper."""

    chosen: Chosen
    ask: Ask
    holds: bool
    """Whether the matter takes this paper whatever is answered further."""
    is_given: bool
    """Whether an earlier matter, which must be done, certainly gives it."""

    @property
    def is_sure(self) -> bool:
        """Whether the person has the matter, and it takes this paper."""
        return self.chosen.is_sure and self.holds

    @property
    def is_firm(self) -> bool:
        """Whether nothing else will do."""
        return not (self.ask.is_optional or self.ask.one_of)

    @property
    def group(self) -> str:
        """The group of which one paper is enough; empty where the paper stands alone."""
        return f"{self.chosen.matter.code}:{self.ask.one_of}" if self.ask.one_of else ""


def merge_materials(
    facts: EventFacts, route: Route, situation: Situation
) -> tuple[PlanMaterial, ...]:
    """Give each paper once: first those to bring, then those that one gets on the way."""
    wishes = _wishes(route, situation)
    obtained = {paper: _givers(paper, found, route) for paper, found in wishes.items()}
    covering = _covering(wishes, obtained)
    lines = []
    for paper, some in wishes.items():
        cover = _cover(paper, some, covering)
        line = _line(some, facts.papers[paper.material], givers=obtained[paper])
        if cover:
            whose = _whose([wish.ask for wish in wishes[cover]])
            line = msgspec.structs.replace(line, covered_by=cover.material, covered_by_of=whose)
        lines.append(line)
    return tuple(sorted(lines, key=lambda line: line.obtained_in is not None))


def _wishes(route: Route, situation: Situation) -> dict[_Paper, list[_Wish]]:
    """Give by paper what asks for it, in the plan's order."""
    wishes: dict[_Paper, list[_Wish]] = {}
    certain = {
        (c.id, _Paper(gift.material, gift.of))
        for c in route.chosen
        if c.is_sure and c.is_counted
        for gift in c.matter.gifts
        if situation.is_sure(gift)
    }
    for chosen in route.chosen:
        for ask in situation.those(chosen.matter.asks):
            paper = _Paper(ask.material, ask.of)
            givers = route.givers.get((chosen.id, *paper), ())
            is_given = any((giver, paper) in certain for giver in givers)
            wish = _Wish(chosen, ask, situation.is_sure(ask), is_given)
            wishes.setdefault(paper, []).append(wish)
    return wishes


def _givers(paper: _Paper, wishes: list[_Wish], route: Route) -> tuple[str, ...]:
    """Give the codes of the matters from which the paper comes before anyone asks for it.

    What counts comes first. There is none where someone asks for the paper before.
    """
    givers = [route.givers.get((wish.chosen.id, *paper), ()) for wish in wishes]
    ids = {key for keys in givers for key in keys} if all(givers) else set()
    found = sorted((c for c in route.chosen if c.id in ids), key=lambda c: not c.is_counted)
    return tuple(c.matter.code for c in found)


def _covering(
    wishes: Mapping[_Paper, list[_Wish]], obtained: Mapping[_Paper, tuple[str, ...]]
) -> dict[str, _Paper]:
    """Give, by group, the first of its papers that one certainly has and may certainly show there.

    What only an optional or uncertain matter asks for or gives, nobody has for certain.
    """
    found: dict[str, _Paper] = {}
    for paper, some in wishes.items():
        is_brought = any(w.is_firm and w.is_sure and w.chosen.is_counted for w in some)
        for wish in some:
            is_had = is_brought or (obtained[paper] and wish.is_given)
            if wish.group and wish.holds and is_had:
                found.setdefault(wish.group, paper)
    return found


def _cover(paper: _Paper, wishes: list[_Wish], covering: Mapping[str, _Paper]) -> _Paper | None:
    """Give the paper that makes this one needless: it must do so in every group."""
    covers = [covering.get(wish.group, paper) for wish in wishes]
    return None if paper in covers else covers[0]


def _line(wishes: list[_Wish], about: PaperFacts, *, givers: tuple[str, ...]) -> PlanMaterial:
    """Give the line of a paper that no other covers."""
    asks = [wish.ask for wish in wishes]
    return PlanMaterial(
        id=asks[0].material,
        name=about.name,
        of=_whose(asks),
        originals=max(ask.originals for ask in asks),
        copies=sum(ask.copies for ask in asks),
        kept=sum(ask.originals for ask in asks if ask.is_kept),
        for_=tuple(dict.fromkeys(wish.chosen.matter.code for wish in wishes)),
        obtained_in=givers[0] if givers else None,
        givers=givers,
        waiver=_WAIVERS[min(_waiver(ask) for ask in asks)],
        is_required=any(wish.is_firm for wish in wishes),
        is_sure=any(wish.is_sure for wish in wishes),
        is_each=any(ask.is_each for ask in asks),
        one_of=tuple(dict.fromkeys(wish.group for wish in wishes if wish.group)),
        covered_by=None,
        covered_by_of=None,
        is_for_collection=all(ask.is_for_collection for ask in asks),
        kind=about.kind,
        issuer=about.issuer,
        how_to_get=about.how_to_get,
    )


def _whose(asks: list[Ask]) -> str:
    """Say whose paper it is; a paper that a family shares may be named after several people."""
    named = {ask.whose or ask.of for ask in asks}
    return named.pop() if len(named) == 1 else FAMILY


def _waiver(ask: Ask) -> int:
    """Give how far one matter does without a paper: its place in `_WAIVERS`."""
    if ask.is_exempt:
        return 3
    if ask.may_promise:
        return 2
    return 1 if ask.may_follow else 0


def merge_inputs(route: Route, situation: Situation) -> tuple[PlanInput, ...]:
    """Give what to have thought of, each once."""
    found: dict[tuple[str, str], list[tuple[str, bool]]] = {}
    for chosen in route.chosen:
        for item in situation.those(chosen.matter.inputs):
            is_sure = chosen.is_sure and situation.is_sure(item)
            found.setdefault((item.text, item.source), []).append((chosen.matter.code, is_sure))
    return tuple(
        PlanInput(
            text=text,
            source=source,
            for_=tuple(dict.fromkeys(code for code, _ in some)),
            is_sure=any(is_sure for _, is_sure in some),
        )
        for (text, source), some in found.items()
    )
