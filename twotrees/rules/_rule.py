# SPDX-License-Identifier: MIT
"""What a rule is: its documentation, and a check of one kind of part, of texts, or of the whole."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple

from twotrees.graph import ServiceGraph, windows_of
from twotrees.model.common import Record, When
from twotrees.model.corpus import Corpus
from twotrees.model.problem import Finding, Path, Place, Severity
from twotrees.situations import applies_of


@dataclass(frozen=True)
class Survey:
    """Everything that a rule may ask: the corpus, its graph, the day, and which ids are used."""

    corpus: Corpus
    graph: ServiceGraph
    as_of: date
    used: frozenset[tuple[str, ...]] = frozenset()
    """`(kind, id)` of every reference, `("choice", question, a, b…)` of every condition; empty
    until all records have been read: for rules about the whole only."""

    def knows(self, kind: str, key: str) -> bool:
        """Whether `key` exists, or may exist in a file that can't be read and is reported already."""
        return (
            key in self.known[kind]
            or (kind, "") in self.corpus.unread
            or (kind, key) in self.corpus.unread
        )

    @cached_property
    def known(self) -> Mapping[str, Mapping[str, Any]]:
        """The ids of each kind."""
        corpus = self.corpus
        return {
            "matter": corpus.heads,
            "material": corpus.materials,
            "law": corpus.laws,
            "department": corpus.departments,
            "question": corpus.questions,
            "region": corpus.regions,
        }

    @cached_property
    def windowed(self) -> frozenset[str]:
        """The matters that some window takes."""
        return frozenset(m for matters in windows_of(self.corpus).values() for m in matters)

    @cached_property
    def applies(self) -> Mapping[str, When]:
        """Who has a matter, where every stage that lists it says so."""
        return applies_of(self.corpus)

    @cached_property
    def is_full(self) -> bool:
        """Whether every code from 1000 to 8999 is given away."""
        return {str(n) for n in range(1000, 9000)} <= {h.code for h in self.corpus.heads.values()}

    @cached_property
    def outcomes(self) -> dict[When, set[bool]]:
        """What each condition may give, remembered: the same one stands in many records."""
        return {}

    @cached_property
    def taken_over(self) -> Mapping[str, list[tuple[str, str]]]:
        """For each law, which newer law rules on which of its articles."""
        found: dict[str, list[tuple[str, str]]] = {}
        for key, law in self.corpus.laws.items():
            for basis in law.takes_over:
                found.setdefault(basis.law, []).append((key, basis.article))
        return found

    @cached_property
    def hotlines(self) -> frozenset[str]:
        """The national numbers that a record may name."""
        return frozenset(d.hotline for d in self.corpus.departments.values() if d.hotline)


class At(NamedTuple):
    """Where a part stands: the record, the path in it, and what surrounds it."""

    survey: Survey
    kind: str
    key: str
    root: Record
    path: Path
    owner: Record
    """The record that holds the part directly; the root itself for the root."""
    base: Path = ()
    """Where the root stands below the place of (kind, key)."""

    def place(self, *more: str | int) -> Place:
        """Give the place of the part, or of a value in it."""
        return self.survey.corpus.place(self.kind, self.key, *self.base, *self.path, *more)

    def finding(
        self, message: str, hint: str = "", *more: str | int, see: Place | None = None
    ) -> Finding:
        """Say what is wrong at the part, or at a value in it, and what to write instead."""
        return Finding(self.place(*more), message, hint, see)


@dataclass(frozen=True, kw_only=True)
class Rule:
    """A rule's documentation; `rules/<code>.py` holds each."""

    code: str
    title: str
    why: str
    bad: str
    """A snippet of YAML that breaks the rule, for its page."""
    good: str
    severity: Severity = Severity.ERROR


@dataclass(frozen=True, kw_only=True)
class PartRule(Rule):
    """Looks at every part of the given kinds, wherever it stands."""

    kinds: tuple[type, ...]
    check: Callable[[Any, At], Iterable[Finding]]


class Reference(NamedTuple):
    """An id as a part names it."""

    kind: str
    key: str
    path: Path
    """From the part."""


@dataclass(frozen=True, kw_only=True)
class ReferenceRule(Rule):
    """Looks at every id by which a record names something of the kind, wherever it stands."""

    kind: str
    check: Callable[[Reference, At], Iterable[Finding]]


@dataclass(frozen=True, kw_only=True)
class TextRule(Rule):
    """Looks at each place in a text where `pattern` is found; 《titles》 are left out unless `in_titles`."""

    pattern: re.Pattern[str]
    check: Callable[[re.Match[str], At], Iterable[Finding]]
    words: tuple[str, ...] = ("",)
    """One of them stands in every text that the pattern can match: looked for first, being quick."""
    exempt: frozenset[type] = field(default_factory=frozenset)
    """Records whose texts aren't sentences of ours, such as titles of laws."""
    in_titles: bool = False


@dataclass(frozen=True, kw_only=True)
class CorpusRule(Rule):
    """Looks at the content as a whole."""

    check: Callable[[Survey], Iterable[Finding]]
