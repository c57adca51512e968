# SPDX-License-Identifier: MIT
"""A matter in; its situations out: the answers that differ in what must be brought or done.

Two combinations of answers are one situation if the same papers in the same numbers, steps,
limits, fees, amounts, channels, places, visits, deliveries, inputs and conditions hold for them.
Questions that never meet in one condition are independent: each group of questions that do meet is
enumerated by itself, and the situations of a matter are the product of the groups.

A matter is enumerated only for people who have it: where every stage that lists it says `when`,
combinations that no stage admits are no situations.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import product
from math import prod
from typing import NamedTuple

import msgspec

from twotrees import parallel
from twotrees.model.catalogue import Question
from twotrees.model.common import Record, Test, When
from twotrees.model.corpus import Corpus
from twotrees.model.matter import Matter
from twotrees.model.parts import parts_of
from twotrees.model.terms import Grade, QuestionKind
from twotrees.situation import comparable, holds, open_questions

Answers = Mapping[str, str]

# What doesn't change what must be brought or done: proof, and remarks beside it.
_REMARKS = {"when": None, "basis": (), "grade": Grade.SEEN, "local": "", "note": "", "check": ()}


class Situation(NamedTuple):
    """A situation of a matter; `answers` is the plainest combination that leads to it."""

    number: str
    """Permanent: the matter's code and each answer that isn't the question's first letter, named by
    question and letter, in the order of the questions' names: `1004.follow-B`; `1004.A` where every
    answer is the first. A question that is added later leaves the numbers of its first answer."""
    answers: Answers


class Branch(msgspec.Struct, frozen=True):
    """A question that parts situations: by answer, what follows; a number or day begins a range."""

    ask: str
    then: tuple[tuple[str, "Tree"], ...]


Tree = Branch | tuple[str, ...] | None
"""Questions to ask one after the other; at the end, what a number says, `("follow-B",)`, or None
for people who don't have the matter."""


class _Value(NamedTuple):
    """An answer to a question, and its permanent name in numbers; empty for the first one."""

    answer: str
    letter: str


@dataclass(frozen=True)
class _Group:
    """Questions that meet in conditions, and those conditions: a thing holds if one of its does."""

    domains: Mapping[str, tuple[_Value, ...]]
    own: frozenset[str]
    """The questions on which the things depend; only `applies` asks the others."""
    things: tuple[tuple[When, ...], ...]
    applies: When | None

    @cached_property
    def outcomes(self) -> dict[frozenset[int], Answers]:
        """Give each set of things that may hold together, with the plainest answers for it."""
        found: dict[frozenset[int], Answers] = {}
        for answers in self._ends({}):
            held = self._held(answers)
            whole = {
                key: answers.get(key, values[0].answer)
                for key, values in self.domains.items()
                if key in self.own
            }
            if held not in found or self.said(whole) < self.said(found[held]):
                found[held] = whole
        return found

    def like(self, answers: Answers) -> dict[str, tuple[str, ...]]:
        """Give, by question, all answers that lead where `answers` lead, whichever are taken together."""
        target = self._held(answers)
        box = {key: [answers[key]] for key in sorted(self.own)}
        for key, values in box.items():
            for value in self.possible(key):
                if value != answers[key] and self._keeps({**box, key: [value]}, target):
                    values.append(value)
        return {key: tuple(v for v in self.possible(key) if v in box[key]) for key in box}

    def possible(self, key: str) -> tuple[str, ...]:
        """Give the answers to a question that people may give who have the matter."""
        answers = (value.answer for value in self.domains[key])
        return tuple(one for one in answers if holds(self.applies, {key: one}) is not False)

    def _keeps(self, box: Mapping[str, Sequence[str]], target: frozenset[int]) -> bool:
        """Tell whether all answers in `box` that people may give have the outcome `target`."""
        cases = (dict(zip(box, case, strict=True)) for case in product(*box.values()))
        return all(
            holds(self.applies, case) is False or self._held(case) == target for case in cases
        )

    def said(self, answers: Answers) -> tuple[int, tuple[str, ...]]:
        """Give what a number says of `answers`: how many aren't the first one, and which."""
        letters = {
            key: next(value.letter for value in self.domains[key] if value.answer == answer)
            for key, answer in answers.items()
        }
        said = tuple(f"{key}-{letter}" for key, letter in sorted(letters.items()) if letter)
        return len(said), said

    def tree(self) -> Tree:
        """Give the way from answers to what a number says of them."""
        return self._grown({})

    def _grown(self, answers: dict[str, str]) -> Tree:
        if holds(self.applies, answers) is False:
            return None
        question = self._undecided(answers)
        if question is None:
            return self.said(self.outcomes[self._held(answers)])[1]
        answered = (
            (value.answer, self._grown({**answers, question: value.answer}))
            for value in self.domains[question]
        )
        return Branch(question, tuple(answered))

    def _held(self, answers: Answers) -> frozenset[int]:
        """Give the things that hold, by their number."""
        return frozenset(
            number
            for number, whens in enumerate(self.things)
            if any(holds(when, answers) for when in whens)
        )

    @cached_property
    def _whens(self) -> tuple[When, ...]:
        """All conditions, those of the things first."""
        own = tuple(when for thing in self.things for when in thing)
        return (*own, self.applies) if self.applies else own

    def _undecided(self, answers: Answers) -> str | None:
        """Give the first question on which a condition still depends."""
        asked = (key for when in self._whens for key in open_questions(when, answers))
        return next((key for key in asked if key in self.domains), None)

    def _ends(self, answers: dict[str, str]) -> Iterator[dict[str, str]]:
        """Give partial answers that decide every condition: what they leave open changes nothing."""
        if holds(self.applies, answers) is False:
            return
        question = self._undecided(answers)
        if question is None:
            yield answers
            return
        for value in self.domains[question]:
            yield from self._ends({**answers, question: value.answer})


@dataclass(frozen=True)
class Situations:
    """All situations of a matter, in the order of their plainest answers."""

    code: str
    groups: tuple[_Group, ...]
    choices: tuple[tuple[Answers, ...], ...]
    """For each group, the plainest answers for each of its outcomes."""

    def __len__(self) -> int:
        """Count the situations without making them."""
        return prod(map(len, self.choices))

    def __iter__(self) -> Iterator[Situation]:
        """Make one after the other."""
        for parts in product(*self.choices):
            said = [group.said(part)[1] for group, part in zip(self.groups, parts, strict=True)]
            letters = sorted(letter for some in said for letter in some) or ["A"]
            answers = {key: value for part in parts for key, value in part.items()}
            yield Situation(".".join([self.code, *letters]), answers)

    def like(self, situation: Situation) -> dict[str, tuple[str, ...]]:
        """Give who is in a situation: by question, the answers that it covers, whichever are taken together."""
        found: dict[str, tuple[str, ...]] = {}
        for group in self.groups:
            found |= group.like({key: situation.answers[key] for key in group.own})
        return found

    def possible(self) -> dict[str, tuple[str, ...]]:
        """Give, by question, the answers of all people who have the matter."""
        return {key: group.possible(key) for group in self.groups for key in group.own}

    def trees(self) -> tuple[Tree, ...]:
        """Give the way from answers to their number, group by group: all that they say, in order."""
        return tuple(group.tree() for group in self.groups)


def situations_of(
    matter: Matter, questions: Mapping[str, Question], applies: When | None = None
) -> Situations:
    """Give the situations of `matter` for people for whom `applies` may hold."""
    groups = tuple(_groups(_things(matter), questions, applies))
    choices = [sorted(g.outcomes.values(), key=g.said) for g in groups]
    return Situations(matter.code, groups, tuple(map(tuple, choices)))


def count_situations(corpus: Corpus, *, jobs: int = 1) -> int:
    """Count the situations of all living matters together, with up to `jobs` processes."""
    applies = applies_of(corpus)
    living = [key for key, head in corpus.heads.items() if head.is_living]

    def count(keys: Sequence[str]) -> list[int]:
        return [
            len(situations_of(corpus.matters[key], corpus.questions, applies.get(key)))
            for key in keys
        ]

    return sum(parallel.map_shards(count, living, jobs))


def applies_of(corpus: Corpus) -> dict[str, When]:
    """Give, by matter, who has it: at least one stage admits them; nothing where anybody may."""
    found: dict[str, list[When | None]] = {}
    for event in corpus.events.values():
        for stage in event.stages:
            for item in stage.matters:
                found.setdefault(item.matter, []).append(item.when)
    return {key: When(any=tuple(filter(None, whens))) for key, whens in found.items() if all(whens)}


def outcomes_of(
    whens: Sequence[When], questions: Mapping[str, Question], applies: When | None = None
) -> set[frozenset[int]]:
    """Give which of `whens`, by number, may hold together, over all answers to their questions."""
    things = tuple((when,) for when in whens)
    asked = _tests(w for w in (*whens, applies) if w)
    domains = {key: _domain(questions.get(key), tests) for key, tests in asked.items()}
    return set(_Group(domains, frozenset(domains), things, applies).outcomes)


def _things(matter: Matter) -> list[tuple[When, ...]]:
    """Give, for each thing that not everybody must bring or do, the conditions that ask for it.

    Two entries of the record that differ in their remarks only are one thing.
    """
    found: dict[tuple[str, Record], list[When | None]] = {}
    parts: dict[str, Iterable[Record]] = {
        "condition": matter.conditions,
        "exclusion": matter.exclusions,
        "where": matter.where,
        "material": matter.materials,
        "prepare": matter.prepare,
        "step": matter.steps,
        "filing": matter.filing,
        "processing": matter.processing,
        "correction": matter.correction,
        "fee": matter.fee_items,
        "amount": matter.amounts,
        "delivery": matter.delivery,
        "visit": matter.visits,
        "channel": matter.channels,
    }
    for name, items in parts.items():
        if not any(getattr(item, "when", None) for item in items):
            continue  # all of them are everybody's
        for item in items:
            remarks = {key: value for key, value in _REMARKS.items() if hasattr(item, key)}
            bare = msgspec.structs.replace(item, **remarks)
            found.setdefault((name, bare), []).append(getattr(item, "when", None))
    return [tuple(filter(None, whens)) for whens in found.values() if all(whens)]


def _groups(
    things: list[tuple[When, ...]], questions: Mapping[str, Question], applies: When | None
) -> Iterator[_Group]:
    """Put things together whose conditions share a question, directly or through others."""
    tests = _tests(when for thing in things for when in thing)
    bounds = _tests([applies] if applies else [])
    keys = [frozenset(_tests(thing)) for thing in things]
    # A condition of the stages that shares no question with the record shuts no outcome out.
    limits = frozenset(bounds) if tests.keys() & bounds.keys() else frozenset()
    for together in _connected([*keys, limits]):
        yield _Group(
            {
                key: _domain(questions.get(key), [*tests.get(key, ()), *bounds.get(key, ())])
                for key in sorted(together)
            },
            together & tests.keys(),
            tuple(thing for thing, asked in zip(things, keys, strict=True) if asked & together),
            applies if limits & together else None,
        )


def _connected(sets: Iterable[frozenset[str]]) -> list[frozenset[str]]:
    """Join sets that share an element; empty ones are left out."""
    joined: list[frozenset[str]] = []
    for one in filter(None, sets):
        touching = [other for other in joined if other & one]
        joined = [other for other in joined if not other & one]
        joined.append(one.union(*touching))
    return joined


def _tests(whens: Iterable[When]) -> dict[str, list[Test]]:
    """Give the tests in `whens` by their question."""
    found: dict[str, list[Test]] = {}
    for when in whens:
        for _, part, _ in parts_of(when):
            if isinstance(part, Test):
                found.setdefault(part.question, []).append(part)
    return found


def _domain(question: Question | None, tests: Sequence[Test]) -> tuple[_Value, ...]:
    """Give every answer that may make a difference, the first one without a letter."""
    if question and question.kind is QuestionKind.CHOICE and question.choices:
        pairs = sorted((choice.letter, key) for key, choice in question.choices.items())
    elif question and question.kind is not QuestionKind.CHOICE:
        pairs = [(bound, bound) for bound in _bounds(tests)]
        pairs = [("", _before(pairs[0][0])), *pairs] if pairs else [("", "")]
    else:  # a question that nobody knows is reported elsewhere
        pairs = [(key, key) for key in sorted({c for test in tests for c in test.one_of} or {""})]
    return tuple(_Value(key, letter if place else "") for place, (letter, key) in enumerate(pairs))


def _bounds(tests: Iterable[Test]) -> list[str]:
    """Give the numbers or days at which an answer begins to matter, in their order."""
    bounds = {bound for test in tests for bound in (test.from_, test.below)}
    known = [bound for bound in bounds if comparable(bound) is not None]
    return sorted(known, key=lambda bound: (str(type(comparable(bound))), comparable(bound)))


def _before(bound: str) -> str:
    """Give a number or day before `bound`."""
    value = comparable(bound)
    if isinstance(value, float):
        return str(int(value) - 1)
    return str(date.fromisoformat(bound) - timedelta(days=1))
