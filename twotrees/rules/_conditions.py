# SPDX-License-Identifier: MIT
"""Conditions as they stand in a record in; which of them may hold together out."""

from collections.abc import Mapping, Sequence
from functools import cache

from twotrees.model.catalogue import Question
from twotrees.model.common import Test, When
from twotrees.model.parts import parts_of
from twotrees.model.terms import QuestionKind
from twotrees.rules._rule import At
from twotrees.situation import comparable, questions_of
from twotrees.situations import outcomes_of


def outcomes_at(when: When, at: At) -> set[bool]:
    """Give which answers `when` may give, whoever asks; both where it is faulty in itself."""
    known = at.survey.outcomes
    if when not in known:
        known[when] = _outcomes(when, at.survey.corpus.questions)
    return known[when]


def _outcomes(when: When, questions: Mapping[str, Question]) -> set[bool]:
    if not is_sound([when], questions):
        return {True, False}
    return {0 in held for held in outcomes_of([when], questions)}


def outcomes_among(whens: Sequence[When], at: At) -> set[frozenset[int]]:
    """Give which of a matter's conditions may hold together for those who have the matter.

    Nothing where one of them is faulty in itself, which is reported by itself.
    """
    questions = at.survey.corpus.questions
    applies = at.survey.applies.get(at.key)
    if not is_sound([*whens, *([applies] if applies else [])], questions):
        return set()
    return outcomes_of(whens, questions, applies)


@cache
def asked_in(when: When) -> frozenset[str]:
    """Give the questions that a condition asks; the same condition stands in many records."""
    return frozenset(questions_of(when))


def is_sound(whens: Sequence[When], questions: Mapping[str, Question]) -> bool:
    """Whether all that the conditions name exists and is asked in the way that it is answered."""
    tests = [part for when in whens for _, part, _ in parts_of(when) if isinstance(part, Test)]
    return all(
        test.question in questions and _fits(test, questions[test.question]) for test in tests
    )


def _fits(test: Test, question: Question) -> bool:
    if question.kind is QuestionKind.CHOICE:
        return bool(test.one_of) and set(test.one_of) <= question.choices.keys()
    form = float if question.kind is QuestionKind.NUMBER else str
    bounds = [comparable(bound) for bound in (test.from_, test.below) if bound]
    return (
        bool(bounds)
        and all(isinstance(bound, form) for bound in bounds)
        and bounds == sorted(set(bounds), key=lambda bound: (bound,))
    )
