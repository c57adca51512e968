# SPDX-License-Identifier: MIT
"""Situations: when a condition holds, which questions it asks, and how it is said."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.content import BASE
from twotrees.cache import ByteCache
from twotrees.load import load_corpus
from twotrees.model.catalogue import Choice, Question
from twotrees.model.common import When
from twotrees.model.corpus import Corpus
from twotrees.model.terms import QuestionKind
from twotrees.reading import Faults, read
from twotrees.situation import holds, phrase, questions_of
from twotrees.source import compose

# The browser computes the same and runs the same file.
VECTORS = json.loads(
    (Path(__file__).parent / "vectors/situations.json").read_text(encoding="utf-8")
)


def read_when(written: Any) -> When | None:
    """Read a condition from what YAML shares with JSON."""
    faults = Faults()
    node = compose(json.dumps(written, ensure_ascii=False).encode(), faults.report)
    assert node is not None
    when: When | None = None if written is None else read(When, node, faults)
    assert not faults.found
    return when


@pytest.mark.parametrize("vector", VECTORS, ids=[vector["name"] for vector in VECTORS])
def test_holds(vector: dict[str, Any]) -> None:
    """A condition holds, fails, or waits for an answer."""
    assert holds(read_when(vector["when"]), vector["answers"]) is vector["holds"]


def _question(*phrases: str) -> Question:
    letters = zip("ABC", phrases, strict=False)
    choices = {
        letter.lower(): Choice(letter=letter, text=said, phrase=said) for letter, said in letters
    }
    return Question(text="?", choices=choices)


QUESTIONS = {
    "married": _question("父母已登记结婚的", "父母没有登记结婚的"),
    "follow": _question("孩子随母亲落户的", "孩子随父亲落户的"),
    "kind": _question("普通合伙企业", "有限合伙企业"),
    "age": Question(text="孩子多大?", kind=QuestionKind.NUMBER, unit="周岁"),
    "people": Question(text="几个人?", kind=QuestionKind.NUMBER, unit="人"),
    "born": Question(text="哪天出生?", kind=QuestionKind.DATE),
}
PHRASES: list[tuple[Any, str]] = [
    (None, ""),
    ({"married": "b"}, "父母没有登记结婚的"),
    ({"married": "b", "follow": "b"}, "父母没有登记结婚、孩子随父亲落户的"),
    ({"married": ["a", "b"]}, "父母已登记结婚或者父母没有登记结婚的"),
    ({"kind": "a"}, "普通合伙企业"),
    ({"not": {"married": "a"}}, "不是父母已登记结婚的"),
    ({"any": [{"married": "a"}, {"follow": "a"}]}, "父母已登记结婚或者孩子随母亲落户的"),
    (
        {"married": "b", "any": [{"follow": "a"}, {"age": {"from": 3}}]},
        "父母没有登记结婚，并且孩子随母亲落户或者满3周岁的",
    ),
    (
        {"any": [{"married": "a", "follow": "a"}, {"age": {"below": 3}}]},
        "父母已登记结婚并且孩子随母亲落户，或者不满3周岁的",
    ),
    ({"age": {"from": 16, "below": 18}}, "满16周岁、不满18周岁的"),
    ({"people": {"from": 3, "below": 10}}, "3人以上、不到10人的"),
    ({"born": {"from": "2025-01-01"}}, "2025年1月1日起的"),
    ({"born": {"below": "2025-01-01"}}, "2025年1月1日以前的"),
]


@pytest.mark.parametrize(("written", "said"), PHRASES)
def test_phrase(written: Any, said: str) -> None:
    """A condition is said as a person would say it on paper."""
    assert phrase(read_when(written), QUESTIONS) == said


def test_questions_come_in_order() -> None:
    """The questions of a matter come once each, in the order in which its record asks them."""
    corpus, _ = load_corpus(BASE, cache=ByteCache(None))
    assert questions_of(corpus.matters["birth/registration"]) == ("proxy", "child-age")
    assert questions_of(corpus.matters["birth/certificate"]) == ()


def test_every_condition_can_be_said(corpus: Corpus) -> None:
    """No condition of the content is left without words, or shows an id."""
    said = [
        phrase(use.when, corpus.questions)
        for matter in corpus.matters.values()
        for use in matter.materials
        if use.when
    ]
    assert said
    assert [words for words in said if not words or words.isascii()] == []
