# SPDX-License-Identifier: MIT
"""A `when` and the answers in; whether it holds, or its words for paper, out."""

import re
from collections.abc import Iterator, Mapping

from twotrees.model.catalogue import Question
from twotrees.model.common import Record, Test, When
from twotrees.model.parts import parts_of

_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_AGES = ("周岁", "岁", "年", "个月", "周", "天", "日")


def holds(when: When | None, answers: Mapping[str, str]) -> bool | None:
    """Tell whether `when` holds for `answers` (question id → choice id, number or date).

    None where an answer that matters isn't known yet; no condition always holds.
    """
    if when is None:
        return True
    parts = [_test_holds(test, answers) for test in when.tests]
    parts += [holds(part, answers) for part in when.all]
    if when.any:
        parts.append(_any_of([holds(part, answers) for part in when.any]))
    if when.not_:
        inner = holds(when.not_, answers)
        parts.append(None if inner is None else not inner)
    return _all_of(parts)


def _all_of(parts: list[bool | None]) -> bool | None:
    if False in parts:
        return False
    return None if None in parts else True


def _any_of(parts: list[bool | None]) -> bool | None:
    if True in parts:
        return True
    return None if None in parts else False


def _test_holds(test: Test, answers: Mapping[str, str]) -> bool | None:
    answer = answers.get(test.question, "")
    if not answer:
        return None
    if test.one_of:
        return answer in test.one_of
    value = comparable(answer)
    low, high = comparable(test.from_), comparable(test.below)
    if any(type(bound) is not type(value) for bound in (low, high) if bound is not None):
        return None
    return (low is None or low <= value) and (high is None or value < high)  # type: ignore[operator]


def comparable(text: str) -> float | str | None:
    """Give a number or an ISO date (as it is: it sorts by itself); None for anything else."""
    if _DATE.fullmatch(text):
        return text
    return float(text) if re.fullmatch(r"-?\d{1,12}(\.\d{1,6})?", text) else None


def open_questions(when: When | None, answers: Mapping[str, str]) -> Iterator[str]:
    """Give the questions, not answered yet, on which `when` still depends; one may come twice."""
    if when is None or holds(when, answers) is not None:
        return
    for test in when.tests:
        if test.question not in answers:
            yield test.question
    for part in (*when.all, *when.any, *((when.not_,) if when.not_ else ())):
        yield from open_questions(part, answers)


def questions_of(*records: Record) -> tuple[str, ...]:
    """Give the questions on which anything in `records` depends, in the order they come up."""
    return tuple(
        dict.fromkeys(
            part.question
            for record in records
            for _, part, _ in parts_of(record)
            if isinstance(part, Test)
        )
    )


def phrase(when: When | None, questions: Mapping[str, Question]) -> str:
    """Say `when` for paper: 父母没有登记结婚、孩子随父亲落户的; empty where there is no condition."""
    if when is None:
        return ""
    said = _words(when, questions)
    is_class = all(not w.endswith("的") for w in _choice_words(when, questions))
    return said if is_class else f"{said}的"


def _words(when: When, questions: Mapping[str, Question], *, is_inner: bool = False) -> str:
    """Give the words without the closing 的; a group inside another is kept apart by commas."""
    words = [_test_words(test, questions) for test in when.tests]
    words += [_words(part, questions, is_inner=True) for part in when.all]
    if when.any:
        choices = [_words(part, questions, is_inner=True) for part in when.any]
        is_plain = all("并且" not in choice for choice in choices)
        words.append(("或者" if is_plain else "，或者").join(choices))
    if when.not_:
        words.append(f"不是{_words(when.not_, questions, is_inner=True)}")
    if when.any and len(words) > 1:
        return "，并且".join(words)
    return ("并且" if is_inner else "、").join(words)


def _test_words(test: Test, questions: Mapping[str, Question]) -> str:
    question = questions.get(test.question)
    if question is None:
        return test.question
    if test.one_of:
        names = [question.choices[c].phrase if c in question.choices else c for c in test.one_of]
        return "或者".join(name.removesuffix("的") for name in names)
    return range_words(test, question.unit)


def range_words(test: Test, unit: str) -> str:
    """Say a range of numbers or days."""
    if _DATE.fullmatch(test.from_ or test.below):
        words = [test.from_ and f"{_day(test.from_)}起", test.below and f"{_day(test.below)}以前"]
    elif unit in _AGES:
        words = [test.from_ and f"满{test.from_}{unit}", test.below and f"不满{test.below}{unit}"]
    else:
        words = [test.from_ and f"{test.from_}{unit}以上", test.below and f"不到{test.below}{unit}"]
    return "、".join(word for word in words if word)


def _day(text: str) -> str:
    year, month, day = text.split("-")
    return f"{int(year)}年{int(month)}月{int(day)}日"


def _choice_words(when: When, questions: Mapping[str, Question]) -> list[str]:
    return [
        questions[part.question].choices[choice].phrase
        for _, part, _ in parts_of(when)
        if isinstance(part, Test) and part.question in questions
        for choice in part.one_of
        if choice in questions[part.question].choices
    ] or ["的"]
