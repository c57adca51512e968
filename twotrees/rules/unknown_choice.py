# SPDX-License-Identifier: MIT
"""Every choice that a condition names is one of its question's choices."""

from collections.abc import Iterator

from twotrees.model.common import Test
from twotrees.model.problem import Finding
from twotrees.model.terms import QuestionKind
from twotrees.reading import did_you_mean
from twotrees.rules._rule import At, PartRule


def _check(test: Test, at: At) -> Iterator[Finding]:
    question = at.survey.corpus.questions.get(test.question)
    if question is None or question.kind is not QuestionKind.CHOICE:
        return
    for number, choice in enumerate(test.one_of):
        if choice not in question.choices:
            message = f"问题「{question.text}」没有「{choice}」这个选项"
            yield at.finding(message, did_you_mean(choice, question.choices), number)


RULE = PartRule(
    code="unknown-choice",
    title="写了不存在的选项",
    why="选项对不上，这一条对谁都不适用，等于没写。",
    bad="when: {parents-married: yes}",
    good="when: {parents-married: married}",
    kinds=(Test,),
    check=_check,
)
