# SPDX-License-Identifier: MIT
"""The choices of a question bear different letters, because notices are numbered by them."""

from collections.abc import Iterator

from twotrees.model.catalogue import Question
from twotrees.model.problem import Finding
from twotrees.rules._rule import At, PartRule


def _check(question: Question, at: At) -> Iterator[Finding]:
    first: dict[str, str] = {}
    for key, choice in question.choices.items():
        other = first.setdefault(choice.letter, key)
        if other != key:
            see = at.place("choices", other, "letter")
            yield at.finding(
                f"代号 {choice.letter} 用了两次",
                "换一个没用过的字母",
                "choices",
                key,
                "letter",
                see=see,
            )


RULE = PartRule(
    code="duplicate-letter",
    title="选项代号重复",
    why="每种情形按选项代号编号，印在告知单上。代号重复，两种情形就是一个号。",
    bad="choices:\n  self: {letter: A, …}\n  agent: {letter: A, …}",
    good="choices:\n  self: {letter: A, …}\n  agent: {letter: B, …}",
    kinds=(Question,),
    check=_check,
)
