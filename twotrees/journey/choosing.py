# SPDX-License-Identifier: MIT
"""An event's facts and the answers in; which matters the person has, and what to ask next, out."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Protocol, TypeVar

from twotrees.journey.facts import EventFacts, Listing, MatterFacts
from twotrees.model.common import When
from twotrees.model.terms import Need
from twotrees.situation import holds, open_questions, questions_of

UNSURE = "?"
"""The answer of someone who doesn't know: everything that might apply stays."""

_RANK = {Need.REQUIRED: 0, Need.CHOICE: 1, Need.OPTIONAL: 2}


class Conditional(Protocol):
    """Anything that may hold only in some situations."""

    @property
    def when(self) -> When | None:
        """The condition; None where it always holds."""


Item = TypeVar("Item", bound=Conditional)


@dataclass(frozen=True)
class Situation:
    """The answers of one person; those that say `?` count as not given."""

    answers: Mapping[str, str]

    def known(self) -> dict[str, str]:
        """Give the answers that say something."""
        return {key: value for key, value in self.answers.items() if value != UNSURE}

    def may(self, item: Conditional) -> bool:
        """Whether `item` holds or might hold."""
        return holds(item.when, self.known()) is not False

    def is_sure(self, item: Conditional) -> bool:
        """Whether `item` holds whatever is answered further."""
        return holds(item.when, self.known()) is True

    def those(self, items: Iterable[Item]) -> tuple[Item, ...]:
        """Give the items that hold or might hold."""
        return tuple(item for item in items if self.may(item))

    def next(self, whens: Iterable[When | None]) -> str | None:
        """Give the question on which most of `whens` depend, of those the first; None if none does."""
        counts: dict[str, int] = {}
        for when in whens:
            for question in dict.fromkeys(open_questions(when, self.known())):
                if question not in self.answers:
                    counts[question] = counts.get(question, 0) + 1
        return max(counts, key=lambda question: counts[question], default=None)


@dataclass(frozen=True)
class Chosen:
    """A matter of the plan."""

    matter: MatterFacts
    listing: Listing
    is_sure: bool
    is_counted: bool

    @property
    def id(self) -> str:
        """The matter's id."""
        return self.matter.id


def choose(facts: EventFacts, situation: Situation) -> tuple[Chosen, ...]:
    """Give the matters that the person has or might have, in the order of the stages."""
    found = [chosen for matter in facts.matters for chosen in _choose(matter, situation)]
    first: dict[int, str] = {}
    for chosen in sorted(found, key=lambda c: not c.is_sure):
        if chosen.listing.need is Need.CHOICE:
            first.setdefault(chosen.listing.stage, chosen.id)
    return tuple(
        replace(c, is_counted=_counts(c.listing.need, first.get(c.listing.stage) == c.id))
        for c in found
    )


def _counts(need: Need, is_first: bool) -> bool:  # noqa: FBT001 - a private truth table
    return need is Need.REQUIRED or (need is Need.CHOICE and is_first)


def _choose(matter: MatterFacts, situation: Situation) -> Iterator[Chosen]:
    """Give the matter with the listing that needs it most; nothing where none may hold."""
    listings = situation.those(matter.listings)
    if listings:
        is_sure = any(situation.is_sure(listing) for listing in listings)
        listing = min(listings, key=lambda item: _RANK[item.need])
        yield Chosen(matter, listing, is_sure, is_counted=False)


def next_question(
    facts: EventFacts, chosen: tuple[Chosen, ...], situation: Situation
) -> str | None:
    """Give the question to ask now; None where no answer would change the plan any more.

    What decides about whole matters comes first, since it may make other questions needless;
    then what decides most; then what comes up first.
    """
    listings = (item.when for matter in facts.matters for item in matter.listings)
    parts = (part.when for c in chosen for part in _parts(c.matter))
    return situation.next(listings) or situation.next(parts)


def every_question(facts: EventFacts) -> tuple[str, ...]:
    """Give every question on which anything in the event may depend, in the order they come up."""
    listings = (item.when for matter in facts.matters for item in matter.listings)
    parts = (part.when for matter in facts.matters for part in _parts(matter))
    return questions_of(*(when for when in (*listings, *parts) if when))


def _parts(matter: MatterFacts) -> Iterator[Conditional]:
    for group in (
        matter.asks,
        matter.gifts,
        matter.limits,
        matter.waits,
        matter.windows,
        matter.visits,
        matter.sites,
        matter.inputs,
        matter.fees,
        matter.amounts,
        matter.tasks,
        matter.clashes,
    ):
        yield from group
