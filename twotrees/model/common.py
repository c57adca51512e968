# SPDX-License-Identifier: MIT
"""What every record part shares: the base of all records, durations, bases, conditions."""

import re
from enum import StrEnum
from typing import Annotated, ClassVar, Self

import msgspec
from msgspec import Meta

from twotrees.model.terms import Grade


class Record(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Base of everything that is read from YAML: frozen, by keyword, defaults left out."""


class Unit(StrEnum):
    """时限单位; units are never added except through the calendar (model.md row 3)."""

    WORKDAY = "个工作日"
    DAY = "日"
    WEEK = "周"
    MONTH = "个月"
    YEAR = "年"
    HOUR = "小时"


_DURATION = re.compile(r"(\d{1,4})(个工作日|日|周|个月|年|小时)")


class Duration(Record, frozen=True):
    """A span of time as law writes it: `10个工作日`, `1个月`, `30日`, or `当场` (n is 0)."""

    n: int
    unit: Unit = Unit.DAY

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `text`; ValueError says in Chinese what to write instead."""
        if text == "当场":
            return cls(n=0)
        match = _DURATION.fullmatch(text)
        if not match or not int(match[1]):
            message = "时限写成「数字+单位」，如 10个工作日、30日、1个月、2年；当场办好写 当场"
            raise ValueError(message)
        return cls(n=int(match[1]), unit=Unit(match[2]))

    def __str__(self) -> str:
        """Give the words that `parse` reads, digits and unit unspaced."""
        return f"{self.n}{self.unit}" if self.n else "当场"


_BASIS = re.compile(r"([a-z0-9-]+)(?: (\S+))?")


class Basis(Record, frozen=True):
    """依据: a law of the register and the place in it, written `law-id 第七条`."""

    law: str
    article: str = ""

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `law-id 第N条第N款`; ValueError says what to write instead."""
        match = _BASIS.fullmatch(text)
        if not match:
            message = "依据写成「法规编号 条款」，中间空一格，如 hukou-regulations 第七条"
            raise ValueError(message)
        return cls(law=match[1], article=match[2] or "")

    def __str__(self) -> str:
        """Give the words that `parse` reads."""
        return f"{self.law} {self.article}".rstrip()


class Test(Record, frozen=True):
    """One question's answer: one of some choices, or a number or date in [from, below)."""

    question: str
    one_of: tuple[str, ...] = ()
    from_: str = ""
    below: str = ""


class When(Record, frozen=True):
    """A closed rule: all of `tests`, `all`, at least one of `any` (if given), and not `not_`."""

    tests: tuple[Test, ...] = ()
    all: tuple["When", ...] = ()
    any: tuple["When", ...] = ()
    not_: "When | None" = None


class Fact(Record, frozen=True, kw_only=True):
    """A part of a record that may hold only in some situations and carries its own proof."""

    when: Annotated[
        When | None,
        Meta(
            title="适用情形",
            description="只在哪些情形下适用。写「问题: 选项」，多个选项用列表；"
            "可用 all、any、not 组合。不写就是一律适用。",
        ),
    ] = None
    basis: Annotated[
        tuple[Basis, ...],
        Meta(title="依据", description="法规编号和条款，如 hukou-regulations 第七条。"),
    ] = ()
    grade: Annotated[
        Grade,
        Meta(title="可信度", description="A 查到原文；B 公认的法条；C 各地不同，须写 local。"),
    ] = Grade.SEEN
    local: Annotated[
        str,
        Meta(
            title="各地差异",
            description="哪里各地不同，用一句话说清，如 份数各地不同，以窗口告知为准。",
        ),
    ] = ""


class Clause(Fact, frozen=True, kw_only=True):
    """One sentence with its proof; a bare text in YAML is a clause of that text (`SHORT`)."""

    SHORT: ClassVar[str] = "text"

    text: Annotated[str, Meta(title="内容", description="一句话，动词在前。")]
