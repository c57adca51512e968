# SPDX-License-Identifier: MIT
"""What is wanted in, all 一次性告知单 out: each situation of each matter as it is printed on its side.

A notice is the matter's sheet as it is in one situation: what the situation decides is decided,
so that whoever gets the notice finds on it what is to be brought and done, and nothing else.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from twotrees.layout.manual_matter import KeyFact, paper_groups
from twotrees.layout.page_maker import HOTLINE, PageMaker
from twotrees.layout.selection import Selection
from twotrees.layout.sheet import (
    DeadlineLine,
    Line,
    MaterialLine,
    MatterSheet,
    MoneyLine,
    ResultLine,
    StepLine,
    WindowRef,
)
from twotrees.layout.sheets import SheetMaker
from twotrees.model.catalogue import Question
from twotrees.model.common import Test
from twotrees.model.corpus import Head
from twotrees.model.terms import QuestionKind
from twotrees.resolving import Known
from twotrees.situation import range_words
from twotrees.situations import Situations, applies_of, situations_of

_OWN = ("本人",)
_AT_ONCE = "申请时"  # when papers are handed in, if nothing else is said


class Answer(NamedTuple):
    """What tells a situation from the matter's others: a question, and its answer in words."""

    question: str
    text: str


class Paper(NamedTuple):
    """A paper to be ticked off; `notes` are a label, which may be empty, and a sentence each."""

    name: str
    owner: str
    amount: str
    notes: tuple[tuple[str, str], ...]


class PaperGroup(NamedTuple):
    """Papers that are all needed, or one of which is enough: then the group has a name."""

    name: str
    papers: tuple[Paper, ...]


@dataclass(frozen=True)
class Notice:
    """One side: a matter in one situation; some facts stand above the papers, some below."""

    number: str
    answers: tuple[Answer, ...]
    above: tuple[KeyFact, ...]
    groups: tuple[PaperGroup, ...]
    below: tuple[KeyFact, ...]


class NoticeMaker:
    """Makes notices of one corpus."""

    def __init__(self, maker: SheetMaker) -> None:
        """Take the maker of sheets, which knows corpus, index and day."""
        self._maker = maker
        self._applies = applies_of(maker.corpus)
        pages = PageMaker(maker)
        self._site = pages.site()
        self._hours = pages.hours()

    def notices(self, head: Head, wanted: Selection) -> Iterator[Notice]:
        """Give the wanted situations of a matter in their order."""
        situations, questions = self._situations(head), self._maker.corpus.questions
        possible = situations.possible()
        for situation in situations:
            if wanted.has_situation(situation.number):
                known = situations.like(situation)
                answers = _answers(known, possible, questions)
                yield self._notice(situation.number, answers, self._maker.sheet(head.id, known))

    def numbers(self, head: Head, wanted: Selection) -> list[str]:
        """Give the numbers of the wanted situations of a matter in their order."""
        numbers = (situation.number for situation in self._situations(head))
        return [number for number in numbers if wanted.has_situation(number)]

    def _situations(self, head: Head) -> Situations:
        corpus = self._maker.corpus
        matter = corpus.matters[head.id]
        return situations_of(matter, corpus.questions, self._applies.get(head.id))

    def _notice(self, number: str, answers: tuple[Answer, ...], sheet: MatterSheet) -> Notice:
        return Notice(
            number=number,
            answers=answers,
            above=_said_only(self._facts(sheet)),
            groups=tuple(_groups(sheet)),
            below=_said_only(_rest(sheet)),
        )

    def _facts(self, sheet: MatterSheet) -> Iterator[KeyFact]:
        """Give what a person asks first, then who may have it."""
        limits = _limits(sheet, "办理时限")
        online = (c for c in sheet.channels if c.kind != "窗口")
        where = (*map(_window, sheet.windows), *_texts(sheet.where))
        hours = dict.fromkeys("；".join(self._hours[w.code]) for w in sheet.windows)
        yield KeyFact("办理时限", limits or (sheet.glance.how_long,), is_answer=True)
        yield KeyFact("收费", tuple(map(_fee, sheet.fees)), is_answer=True)
        yield KeyFact("申请期限", _limits(sheet, "申请期限"), is_answer=True)
        yield KeyFact("跑几次", _texts(sheet.visits), is_answer=True)
        yield KeyFact("去哪办", where or sheet.glance.where, is_answer=True)
        yield KeyFact("办公时间", tuple(hours))
        yield KeyFact("电话", (self._phones(sheet),))
        yield KeyFact("别的办法", _texts(online))
        yield KeyFact("预约", (sheet.appointment,) if sheet.appointment else ())
        yield KeyFact("谁来办", (sheet.applicant,))
        yield KeyFact("办理条件", _texts(sheet.conditions))
        yield KeyFact("不能办的", _texts(sheet.exclusions))
        yield KeyFact("名额", _texts((sheet.quota,) if sheet.quota else ()))
        yield KeyFact("谁来决定", _texts(sheet.authority))

    def _phones(self, sheet: MatterSheet) -> str:
        own = dict.fromkeys(w.phone for w in sheet.windows if w.phone)
        phones = [f"咨询 {'、'.join(own) or self._site.phone}"]
        phones += [f"{sheet.department_name} {sheet.hotline}"] if sheet.hotline else []
        phones += [f"投诉 {self._site.complaint_phone}"] if self._site.complaint_phone else []
        return "；".join([*phones, f"都打不通，打 {HOTLINE}"])


def _said_only(facts: Iterable[KeyFact]) -> tuple[KeyFact, ...]:
    return tuple(fact for fact in facts if fact.texts)


def _answers(
    known: Known, possible: Known, questions: Mapping[str, Question]
) -> tuple[Answer, ...]:
    """Say a situation by the answers that not everybody gives who has the matter."""
    return tuple(
        Answer(questions[key].text, _said(questions[key], tuple(known[key]), tuple(possible[key])))
        for key in known
        if key in questions and len(known[key]) < len(possible[key])
    )


def _said(question: Question, covered: Sequence[str], possible: Sequence[str]) -> str:
    """Say one of some answers; numbers and days each begin a range that ends before the next."""
    if question.kind is QuestionKind.CHOICE:
        others = [key for key in possible if key not in covered]
        if len(others) == 1 and len(covered) > 1:
            return f"不是“{question.choices[others[0]].text}”"
        return "，或者".join(question.choices[key].text for key in covered)
    ends = dict(zip(possible, [*possible[1:], ""], strict=True))
    ranges = [[key, ends[key]] for key in covered]
    for before, after in zip(ranges[-2::-1], ranges[:0:-1], strict=True):
        if before[1] == after[0]:
            before[1] = after[1]
            ranges.remove(after)
    starts = dict(zip(possible, ["", *possible[1:]], strict=True))
    tests = (Test(question=question.text, from_=starts[low], below=high) for low, high in ranges)
    return "，或者".join(range_words(test, question.unit) for test in tests)


def _texts(lines: Iterable[Line]) -> tuple[str, ...]:
    return tuple(map(_text, lines))


def _text(line: Line) -> str:
    """Give a sentence; the situation in which it holds, if the notice leaves that open; and what differs by place."""
    text = f"{line.when}：{line.text}" if line.when else line.text
    return f"{text.rstrip('。')}。各地不同：{line.local}" if line.local else text


def _limits(sheet: MatterSheet, kind: str) -> tuple[str, ...]:
    return tuple(_limit(line) for line in sheet.deadlines if line.kind == kind)


def _limit(line: DeadlineLine) -> str:
    more = (
        _text(line),
        line.excludes and f"不算在内：{'、'.join(line.excludes)}",
        line.extension,
        line.suspended_while and f"暂停计时：{line.suspended_while}",
        line.if_late and f"过期：{line.if_late}",
    )
    return "。".join(part.rstrip("。") for part in more if part)


def _fee(line: MoneyLine) -> str:
    return f"{_text(line)}。减免：{line.reduction}" if line.reduction else _text(line)


def _window(window: WindowRef) -> str:
    queue = f"，取号按“{window.queue}”" if window.queue else ""
    place = f"{window.hall_name}{window.floor}{window.zone}"
    return f"{window.label} {window.name}（{place}，{window.address}{queue}）"


def _groups(sheet: MatterSheet) -> Iterator[PaperGroup]:
    """Give the papers; a group that has one paper only in this situation leaves no choice."""
    for name, lines in paper_groups(sheet.materials):
        papers = tuple(map(_paper, lines))
        yield PaperGroup(name if len(papers) > 1 else "", papers)


def _paper(line: MaterialLine) -> Paper:
    amount = line.text if line.due == _AT_ONCE else f"{line.text}，{line.due}交"
    givers = "或".join(f"{ref.name}（{ref.code}）" for ref in line.obtained_in)
    notes = (
        ("情形", f"{line.when}才要" if line.when else ""),
        ("可不带", "" if line.is_required or line.when or line.one_of else "没有也能办"),
        ("免提交", line.exempt),
        ("告知承诺", "可以签承诺书代替" if line.promise else ""),
        ("容缺", "可以先受理，后补交" if line.tolerance else ""),
        ("", line.note),
        ("没有的", line.instead),
        ("在哪拿", f"办{givers}" if givers else line.how_to_get),
        ("各地不同", line.local),
    )
    marks = ("、".join(line.of) if line.of != _OWN else "", "本地要求" if line.is_local else "")
    owner = "".join(f"（{mark}）" for mark in marks if mark)
    ended = tuple((label, f"{text.rstrip('。')}。") for label, text in notes if text)
    return Paper(line.name, owner, amount, ended)


def _rest(sheet: MatterSheet) -> Iterator[KeyFact]:
    """Give what belongs to the papers, the steps, what one gets, and what else is to be known."""
    yield KeyFact("提前想好", _texts(sheet.prepare))
    yield KeyFact("告知承诺", _texts((sheet.promise,) if sheet.promise else ()))
    yield KeyFact("容缺后补", _texts((sheet.tolerance,) if sheet.tolerance else ()))
    yield KeyFact("缺材料时", _limits(sheet, "补正期"))
    yield KeyFact("步骤", tuple(map(_step, sheet.steps)))
    yield KeyFact("办好拿到", tuple(map(_result, sheet.results)))
    yield KeyFact("怎么拿", _texts(sheet.delivery))
    for direction in dict.fromkeys(line.direction for line in sheet.amounts):
        yield KeyFact(direction, _texts(a for a in sheet.amounts if a.direction == direction))
    yield KeyFact("注意", _texts(sheet.warnings))
    yield KeyFact("本地说明", (*_texts(sheet.local_notes), *_texts(sheet.rounds)))
    yield KeyFact("依据", _laws(sheet))


def _step(line: StepLine) -> str:
    more = (
        f"{line.phase}（{line.actor}）：{_text(line)}",
        line.limit and f"时限：{line.limit}",
        line.at_least and f"最少等{line.at_least}",
        line.if_objection and f"有异议：{line.if_objection}",
    )
    return "。".join(part.rstrip("。") for part in more if part)


def _laws(sheet: MatterSheet) -> tuple[str, ...]:
    """Give the laws that limits, fees and the matter itself rest on, each with its articles."""
    found: dict[str, dict[str, None]] = {}
    for line in (*sheet.basis, *sheet.deadlines, *sheet.fees):
        for ref in line.basis:
            found.setdefault(ref.label.removesuffix(ref.article), {})[ref.article] = None
    laws = (f"{law}{'、'.join(filter(None, articles))}" for law, articles in found.items())
    return ("；".join(laws),) if found else ()


def _result(line: ResultLine) -> str:
    more = (
        _text(line),
        line.validity and f"有效期：{line.validity}",
        line.renew and f"到期办{line.renew.name}（{line.renew.code}）",
        line.duties and f"以后要做：{'；'.join(line.duties)}",
    )
    return "。".join(part.rstrip("。") for part in more if part)
