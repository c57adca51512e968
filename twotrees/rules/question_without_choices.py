# SPDX-License-Identifier: MIT
"""A choice question offers at least two choices; the others offer none."""

from collections.abc import Iterator

from twotrees.model.catalogue import Question
from twotrees.model.problem import Finding
from twotrees.model.terms import QuestionKind
from twotrees.rules._rule import At, PartRule

_FEWEST = 2


def _check(question: Question, at: At) -> Iterator[Finding]:
    if question.kind is QuestionKind.CHOICE and len(question.choices) < _FEWEST:
        yield at.finding("选择题至少要有两个选项", "补上 choices，或改 kind", "text")
    if question.kind is not QuestionKind.CHOICE and question.choices:
        yield at.finding(f"{question.kind}题不能有选项", "删掉 choices，或去掉 kind", "kind")


RULE = PartRule(
    code="question-without-choices",
    title="问题的选项不对",
    why="只有一个选项，问了等于没问。数字题和日期题由人自己填。",
    bad="proxy:\n  text: 谁来办?\n  choices:\n    self: {letter: A, text: 本人来办, phrase: 本人来办的}",
    good="proxy:\n  text: 谁来办?\n  choices:\n    self: {letter: A, text: 本人来办, phrase: 本人来办的}\n    agent: {letter: B, text: 委托别人来办, phrase: 委托别人来办的}",
    kinds=(Question,),
    check=_check,
)
