# SPDX-License-Identifier: MIT
"""A condition asks a question in the way that it is answered: choices, a number or a date."""

from collections.abc import Iterator

from twotrees.model.common import Test
from twotrees.model.problem import Finding
from twotrees.model.terms import QuestionKind
from twotrees.rules._rule import At, PartRule
from twotrees.situation import comparable

_FORMS = {
    QuestionKind.NUMBER: (float, "数字，如 {from: 16}"),
    QuestionKind.DATE: (str, "日期，如 {from: 2026-01-01}"),
}


def _check(test: Test, at: At) -> Iterator[Finding]:
    question = at.survey.corpus.questions.get(test.question)
    if question is None:
        return
    if question.kind is QuestionKind.CHOICE:
        if not test.one_of:
            yield at.finding(f"「{question.text}」是选择题，不能写范围", "写选项，或改问题的 kind")
        return
    form, words = _FORMS[question.kind]
    bounds = [bound for bound in (test.from_, test.below) if bound]
    if not bounds or any(not isinstance(comparable(bound), form) for bound in bounds):
        yield at.finding(
            f"「{question.text}」的回答是{question.kind}", f"写{words}，from 含、below 不含"
        )
    elif len(bounds) > 1 and not _is_rising(test):
        yield at.finding("from 要小于 below，不然谁也不符合", "两个数换一下")


def _is_rising(test: Test) -> bool:
    low, high = comparable(test.from_), comparable(test.below)
    return low < high  # type: ignore[operator]


RULE = PartRule(
    code="wrong-range",
    title="条件和问题的回答方式不合",
    why="选择题按选项判断，数字和日期按范围判断。写混了，这一条永远不成立。",
    bad="when: {child-age: [3, 6]}",
    good="when: {child-age: {from: 3, below: 6}}",
    kinds=(Test,),
    check=_check,
)
