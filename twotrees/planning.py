# SPDX-License-Identifier: MIT
"""The words of `build.py plan` in; a plan as text or JSON out, or a refusal that says what to write."""

import difflib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import msgspec

from twotrees.checking import Checked
from twotrees.journey import Request, gather_event, make_plan
from twotrees.journey.choosing import UNSURE
from twotrees.model.catalogue import Question
from twotrees.model.corpus import Corpus
from twotrees.model.problem import RefusalError
from twotrees.model.terms import QuestionKind
from twotrees.plan_text import plan_text
from twotrees.situation import comparable
from twotrees.workdays import WorkCalendar

_UNSURE_WORDS = (UNSURE, "？", "不确定")
_YEARS = range(2000, 2101)
_SEVERAL = 12
"""How many names a refusal lists."""


@dataclass(frozen=True)
class Wish:
    """What the command line asks for: an event, `question=choice` words, the event's day, today."""

    event: str
    answers: Sequence[str]
    event_day: date | None
    today: date


def show(checked: Checked, wish: Wish, *, as_json: bool = False) -> str:
    """Give the plan of an event as text for a terminal, or as JSON (fields: docs/data.md).

    Raises:
        RefusalError: event, question or choice doesn't exist, or a date is out of range.
    """
    corpus = checked.corpus
    event_id = find_event(corpus, wish.event)
    request = read_request(corpus, wish)
    facts = gather_event(corpus, checked.graph, event_id, day=wish.today)
    plan = make_plan(facts, request, WorkCalendar(corpus.workdays))
    if as_json:
        return msgspec.json.format(msgspec.json.encode(plan), indent=1).decode() + "\n"
    return plan_text(corpus, facts, plan)


def find_event(corpus: Corpus, word: str) -> str:
    """Give the id of the event that `word` names: by id, code or name.

    Raises:
        RefusalError: there is none.
    """
    names = {
        name: key
        for key, event in corpus.events.items()
        for name in (key, event.code, event.code.lower(), event.name)
    }
    if word not in names:
        raise RefusalError(
            unknown("这件事", word, {key: corpus.events[key].name for key in corpus.events})
        )
    return names[word]


def read_request(corpus: Corpus, wish: Wish) -> Request:
    """Give what `question=choice` words and the dates ask for.

    Raises:
        RefusalError: a word isn't of that form, or names what doesn't exist; a date is too far.
    """
    if wish.event_day and wish.event_day.year not in _YEARS:
        message = f"日期的年份要在 {_YEARS[0]} 到 {_YEARS[-1]} 之间。"
        raise RefusalError(message)
    answers: dict[str, str] = {}
    for word in wish.answers:
        question, sign, choice = word.partition("=")
        if not sign or not choice:
            message = f"“{word}”写成 问题=选项，如 proxy=self；不确定的写 proxy=?。"
            raise RefusalError(message)
        if question not in corpus.questions:
            texts = {key: item.text for key, item in corpus.questions.items()}
            raise RefusalError(unknown("这个问题", question, texts))
        if answers.get(question, choice) != choice:
            message = f"问题 {question} 答了两次，只留一个。"
            raise RefusalError(message)
        answers[question] = _choice(corpus.questions[question], question, choice)
    return Request(answers=answers, today=wish.today, event_day=wish.event_day)


def _choice(question: Question, key: str, word: str) -> str:
    """Give the choice, number or date that `word` names: a choice by id, letter or text."""
    if word in _UNSURE_WORDS:
        return UNSURE
    if question.kind is QuestionKind.CHOICE:
        names = {
            name: choice_id
            for choice_id, choice in question.choices.items()
            for name in (choice_id, choice.letter, choice.letter.lower(), choice.text)
        }
        if word in names:
            return names[word]
        texts = {choice_id: choice.text for choice_id, choice in question.choices.items()}
        raise RefusalError(unknown(f"这个选项（{key}：{question.text}）", word, texts))
    value = comparable(word)
    is_date = question.kind is QuestionKind.DATE
    if value is None or isinstance(value, str) is not is_date:
        form = "日期，如 2026-12-01" if is_date else f"数字（{question.unit}）"
        message = f"{key}：{question.text}要回答{form}，“{word}”不行。"
        raise RefusalError(message)
    return word


def unknown(what: str, word: str, texts: Mapping[str, str]) -> str:
    """Say that `word` names nothing, and what may be meant; all names where they are few."""
    close = _closest(word, [*texts, *texts.values()])
    key = next((key for key, text in texts.items() if close in (key, text)), "")
    if key:
        return f"没有{what}：“{word}”。你是不是想写 {key}（{texts[key]}）？"
    if len(texts) > _SEVERAL:
        return f"没有{what}：“{word}”。"
    listed = "、".join(f"{key}（{text}）" for key, text in texts.items())
    return f"没有{what}：“{word}”。可以写：{listed}。"


def _closest(word: str, names: Iterable[str]) -> str:
    return next(iter(difflib.get_close_matches(word, list(names), n=1, cutoff=0.5)), "")
