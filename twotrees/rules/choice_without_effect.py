# SPDX-License-Identifier: MIT
"""No two choices of a question have the same effect everywhere."""

from collections.abc import Iterator

from twotrees.model.problem import Finding, Severity
from twotrees.model.terms import QuestionKind
from twotrees.rules._rule import CorpusRule, Survey


def _check(survey: Survey) -> Iterator[Finding]:
    if survey.corpus.unread:
        return  # what can't be read may tell them apart
    effects: dict[tuple[str, str], set[tuple[str, ...]]] = {}
    for asked, *choices in (entry[1:] for entry in survey.used if entry[0] == "choice"):
        for choice in choices:
            effects.setdefault((asked, choice), set()).add(tuple(choices))
    for key, question in survey.corpus.questions.items():
        if question.kind is not QuestionKind.CHOICE or ("question", key) not in survey.used:
            continue
        first: dict[frozenset[tuple[str, ...]], str] = {}
        for choice in question.choices:
            same = first.setdefault(frozenset(effects.get((key, choice), ())), choice)
            if same != choice:
                yield Finding(
                    survey.corpus.place("question", key, "choices", choice),
                    f"选「{question.choices[choice].text}」和选「{question.choices[same].text}」，结果处处一样",
                    "合成一个选项，或在事项里写上它的 when",
                    survey.corpus.place("question", key, "choices", same),
                )


RULE = CorpusRule(
    code="choice-without-effect",
    title="选项不起作用",
    why="每问一句，群众就多想一次。两个选项结果一样，就不该让人选。",
    bad="# 没有一个事项区分 rented 和 borrowed\nchoices:\n  owned: {letter: A, text: 自己的房, phrase: 自有房屋的}\n  rented: {letter: B, text: 租的房, phrase: 租房的}\n  borrowed: {letter: C, text: 借的房, phrase: 借房的}",
    good="choices:\n  owned: {letter: A, text: 自己的房, phrase: 自有房屋的}\n  rented: {letter: B, text: 租或借的房, phrase: 租房或借房的}",
    severity=Severity.WARNING,
    check=_check,
)
