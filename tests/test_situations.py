# SPDX-License-Identifier: MIT
"""Situations of a matter: counted as if each combination of answers were tried, and numbered for good."""

from collections.abc import Iterable, Mapping
from itertools import product

import msgspec
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.content import BASE
from twotrees.cache import ByteCache
from twotrees.load import load_corpus
from twotrees.model.catalogue import Choice, Question
from twotrees.model.common import Test as Answered
from twotrees.model.common import When
from twotrees.model.corpus import Corpus
from twotrees.model.matter import Matter, Prepare
from twotrees.model.terms import QuestionKind
from twotrees.situation import holds
from twotrees.situations import count_situations, situations_of

BASE_CORPUS, _ = load_corpus(BASE, cache=ByteCache(None))


def _question(size: int) -> Question:
    letters = "ABCD"[:size]
    choices = {f"c{letter}": Choice(letter=letter, text="?", phrase="?") for letter in letters}
    return Question(text="?", choices=choices)


QUESTIONS = {
    "p": _question(2),
    "q": _question(3),
    "r": _question(2),
    "s": _question(4),
    "age": Question(text="?", kind=QuestionKind.NUMBER),
}
AGES = ("1", "3", "6", "8")  # one on each side of every bound below


def _tests() -> st.SearchStrategy[Answered]:
    choices = [
        st.builds(
            Answered,
            st.just(key),
            st.lists(st.sampled_from(sorted(question.choices)), min_size=1, unique=True).map(tuple),
        )
        for key, question in QUESTIONS.items()
        if question.choices
    ]
    ages = st.sampled_from(
        (Answered("age", from_="3"), Answered("age", below="6"), Answered("age", (), "3", "8"))
    )
    return st.one_of(*choices, ages)


def _conditions(depth: int = 2) -> st.SearchStrategy[When]:
    tests = st.lists(_tests(), min_size=1, max_size=2).map(tuple)
    plain = st.builds(When, tests=tests)
    if not depth:
        return plain
    inner = st.lists(_conditions(depth - 1), min_size=1, max_size=2).map(tuple)
    return st.one_of(
        plain,
        st.builds(When, any=inner),
        st.builds(When, all=inner),
        st.builds(lambda when: When(not_=when), _conditions(depth - 1)),
    )


_THINGS = st.lists(
    st.builds(Prepare, text=st.sampled_from("甲乙丙丁"), when=st.none() | _conditions()), max_size=5
)
_APPLIES = st.none() | _conditions(1)


def _matter(things: Iterable[Prepare]) -> Matter:
    """Give a matter in which nothing else depends on answers."""
    return msgspec.structs.replace(BASE_CORPUS.matters["birth/certificate"], prepare=tuple(things))


def _outcome(things: Iterable[Prepare], answers: Mapping[str, str]) -> frozenset[str]:
    return frozenset(thing.text for thing in things if holds(thing.when, answers))


def _everything() -> Iterable[dict[str, str]]:
    domains = {key: [*question.choices] or AGES for key, question in QUESTIONS.items()}
    return (dict(zip(domains, answers, strict=True)) for answers in product(*domains.values()))


ALL_ANSWERS = tuple(_everything())


@settings(max_examples=300, deadline=None)
@given(_THINGS, _APPLIES)
def test_situations_are_what_trying_everything_finds(
    things: list[Prepare], applies: When | None
) -> None:
    """There are as many as outcomes of all combinations of answers, and each leads to its own."""
    assume(any(holds(applies, answers) for answers in ALL_ANSWERS))
    found = situations_of(_matter(things), QUESTIONS, applies)
    expected = {
        _outcome(things, answers) for answers in ALL_ANSWERS if holds(applies, answers) is not False
    }
    led_to = [_outcome(things, situation.answers) for situation in found]
    assert len(found) == len(led_to) == len(expected)
    assert set(led_to) == expected
    assert len({situation.number for situation in found}) == len(found)


@settings(max_examples=100, deadline=None)
@given(_THINGS, _APPLIES)
def test_answers_that_a_situation_covers_lead_to_it(
    things: list[Prepare], applies: When | None
) -> None:
    """Whichever of them are taken together; those that name the situation are among them."""
    found = situations_of(_matter(things), QUESTIONS, applies)
    for situation in found:
        covered = found.like(situation)
        assert covered.keys() == situation.answers.keys()
        assert all(situation.answers[key] in covered[key] for key in covered)
        for case in product(*covered.values()):
            answers = dict(zip(covered, case, strict=True))
            led_to = _outcome(things, answers)
            assert holds(applies, answers) is False or led_to == _outcome(things, situation.answers)


@settings(max_examples=100, deadline=None)
@given(_THINGS, _APPLIES)
def test_numbers_have_nothing_to_do_with_order(things: list[Prepare], applies: When | None) -> None:
    """Another order of the record, the questions or the choices gives the same numbers."""
    turned = {
        key: msgspec.structs.replace(q, choices=dict(reversed(q.choices.items())))
        for key, q in reversed(QUESTIONS.items())
    }
    one = situations_of(_matter(things), QUESTIONS, applies)
    other = situations_of(_matter(things[::-1]), turned, applies)
    numbers = {situation.number: _outcome(things, situation.answers) for situation in one}
    assert {s.number: _outcome(things, s.answers) for s in other} == numbers


def _thing(text: str, **answers: str) -> Prepare:
    tests = tuple(Answered(question, (choice,)) for question, choice in answers.items())
    return Prepare(text=text, when=When(tests=tests))


@pytest.mark.parametrize(
    ("things", "numbers"),
    [
        ([], {"1002.A"}),
        ([_thing("甲", p="cB")], {"1002.A", "1002.p-B"}),
        ([_thing("甲", p="cA")], {"1002.A", "1002.p-B"}),
        ([_thing("甲", p="cB", q="cC")], {"1002.A", "1002.p-B.q-C"}),
        (
            [_thing("甲", p="cB"), _thing("乙", r="cB")],
            {"1002.A", "1002.p-B", "1002.r-B", "1002.p-B.r-B"},
        ),
        ([_thing("甲", p="cA"), _thing("甲", p="cB")], {"1002.A"}),
        ([_thing("甲", p="cB"), Prepare(text="甲")], {"1002.A"}),
    ],
    ids=["none", "one", "the first", "both needed", "independent", "always", "always anyway"],
)
def test_numbers(things: list[Prepare], numbers: set[str]) -> None:
    """A number names each answer that isn't its question's first letter; what is always so counts once."""
    matter = msgspec.structs.replace(_matter(things), code="1002")
    assert {situation.number for situation in situations_of(matter, QUESTIONS)} == numbers


def test_a_further_question_leaves_the_old_numbers() -> None:
    """Who gives a new question's first answer keeps the number of before."""
    before = [_thing("甲", p="cB"), _thing("乙", q="cC")]
    old = {s.number for s in situations_of(_matter(before), QUESTIONS)}
    new = {s.number for s in situations_of(_matter([*before, _thing("丙", s="cD")]), QUESTIONS)}
    assert old < new


def test_many_questions_are_not_tried_one_by_one() -> None:
    """Forty independent questions have more situations than anybody could list; they are counted."""
    questions = {f"q{number}": _question(2) for number in range(40)}
    things = [_thing(str(number), **{f"q{number}": "cB"}) for number in range(40)]
    assert len(situations_of(_matter(things), questions)) == 2**40


def test_remarks_make_no_situation() -> None:
    """A note beside a paper that is asked for anyway isn't another situation; another number is."""
    matter = BASE_CORPUS.matters["birth/registration"]
    mother = next(use for use in matter.materials if use.when)
    when = When(tests=(Answered("proxy", ("self",)),))
    plain = msgspec.structs.replace(mother, when=None)
    noted = msgspec.structs.replace(mother, when=when, note="带上。")
    two = msgspec.structs.replace(mother, when=when, copies=2)
    bare = msgspec.structs.replace(matter, steps=())
    for uses, count in (((plain, noted), 1), ((plain, two), 2)):
        changed = msgspec.structs.replace(bare, materials=uses)
        assert len(situations_of(changed, BASE_CORPUS.questions)) == count


def test_the_content_has_situations(corpus: Corpus) -> None:
    """All matters together have at least 600 situations (the city whose halls this follows: 1,258)."""
    assert count_situations(corpus) >= 600
