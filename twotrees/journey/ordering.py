# SPDX-License-Identifier: MIT
"""The chosen matters and what they hand to each other in; their order out.

Only a paper that the one really gives and the other really asks for in this situation makes an
order; so the same event may have other waves for other people.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from twotrees.journey.choosing import Chosen, Situation
from twotrees.journey.facts import EventFacts, Order


@dataclass(frozen=True)
class Route:
    """The matters of a plan in their order: by wave, then as the stages list them."""

    chosen: tuple[Chosen, ...]
    before: Mapping[str, tuple[str, ...]]
    """The matters that come directly before each, in order."""
    after: Mapping[str, tuple[str, ...]]
    wave: Mapping[str, int]
    givers: Mapping[tuple[str, str, str], tuple[str, ...]]
    """(matter, material, of) → the matters of the plan that give this paper before."""


def find_route(facts: EventFacts, chosen: tuple[Chosen, ...], situation: Situation) -> Route:
    """Put `chosen` in order."""
    by_id = {c.id: c for c in chosen}
    orders = [order for order in facts.orders if _is_real(order, by_id, situation)]
    before = {c.id: {o.before for o in orders if o.after == c.id} for c in chosen}
    wave: dict[str, int] = {}
    for c in chosen:
        _find_wave(c.id, before, wave)
    place = {c.id: number for number, c in enumerate(chosen)}
    line = sorted(chosen, key=lambda c: (wave[c.id], place[c.id]))
    rank = {c.id: number for number, c in enumerate(line)}
    givers: dict[tuple[str, str, str], list[str]] = {}
    for order in sorted(orders, key=lambda o: rank[o.before]):
        if order.material:
            givers.setdefault((order.after, order.material, order.of), []).append(order.before)
    after = {key: {o.after for o in orders if o.before == key} for key in by_id}
    return Route(
        chosen=tuple(line),
        before={key: tuple(sorted(ids, key=rank.__getitem__)) for key, ids in before.items()},
        after={key: tuple(sorted(ids, key=rank.__getitem__)) for key, ids in after.items()},
        wave=wave,
        givers={key: tuple(ids) for key, ids in givers.items()},
    )


def _is_real(order: Order, chosen: Mapping[str, Chosen], situation: Situation) -> bool:
    if order.before not in chosen or order.after not in chosen:
        return False
    if not order.material:
        return True
    paper = (order.material, order.of)
    gifts = situation.those(chosen[order.before].matter.gifts)
    asks = situation.those(chosen[order.after].matter.asks)
    return any((gift.material, gift.of) == paper for gift in gifts) and any(
        (ask.material, ask.of) == paper for ask in asks
    )


def _find_wave(key: str, before: Mapping[str, set[str]], wave: dict[str, int]) -> int:
    """Give the length of the longest way to `key`; the orders together have no cycle."""
    if key not in wave:
        wave[key] = 1 + max((_find_wave(other, before, wave) for other in before[key]), default=0)
    return wave[key]
