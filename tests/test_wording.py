# SPDX-License-Identifier: MIT
"""The sentences of limits, money, papers: the facts stand in them, digits and units unspaced."""

from datetime import date

import pytest

from twotrees.layout import wording
from twotrees.model.common import Duration
from twotrees.model.matter import (
    Amount,
    Correction,
    Extension,
    Fee,
    Filing,
    MaterialUse,
    Processing,
    Visits,
    Where,
)
from twotrees.model.terms import (
    Actor,
    Direction,
    Handling,
    PaperForm,
    Person,
    Scope,
    Whereabouts,
)

D = Duration.parse


@pytest.mark.parametrize(
    ("text", "n"),
    [("当场", 0), ("10个工作日", 10), ("30日", 30), ("1个月", 1), ("2年", 2), ("24小时", 24)],
)
def test_a_duration_reads_and_writes_the_words_of_law(text: str, n: int) -> None:
    """A duration gives back exactly what was written."""
    assert (D(text).n, str(D(text))) == (n, text)


@pytest.mark.parametrize("text", ["0日", "10 个工作日", "十日", "10天", "-1日", "", "1.5年"])
def test_a_duration_in_other_words_is_refused(text: str) -> None:
    """Only number and unit are a duration; the message shows how to write it."""
    with pytest.raises(ValueError, match="10个工作日"):
        D(text)


@pytest.mark.parametrize(
    ("use", "facts"),
    [
        (MaterialUse(material="a"), ["原件1份", "退还"]),
        (MaterialUse(material="a", handling=Handling.KEPT), ["原件1份", "收存"]),
        (MaterialUse(material="a", originals=0, copies=2), ["复印件2份"]),
        (MaterialUse(material="a", of=(Person.FATHER, Person.MOTHER)), ["每人原件1份"]),
        (MaterialUse(material="a", per="每人", copies=1), ["每人原件1份", "每人复印件1份"]),
        (MaterialUse(material="a", form=PaperForm.ELECTRONIC), ["电子版"]),
    ],
)
def test_papers_say_how_many_of_whom(use: MaterialUse, facts: list[str]) -> None:
    """Counts, each person, and what the window does with an original are said."""
    said = wording.papers(use)
    assert all(fact in said for fact in facts), said
    assert ("原件" in said) == bool(use.originals)


@pytest.mark.parametrize(
    ("item", "said"),
    [
        (Filing(after="孩子出生", within=D("1个月")), "孩子出生后1个月内"),
        (Filing(before="居住证到期", within=D("1个月")), "居住证到期前1个月内"),
        (Filing(after="公告", opens=D("45日")), "公告满45日后"),
        (Filing(after="公告期满", opens=D("10日"), within=D("20日")), "公告期满满10日后，20日内"),
        (Filing(every_year="01-01..06-30"), "每年1月1日至6月30日"),
        (Filing(on_or_before=date(2026, 12, 31)), "2026-12-31止"),
        (Filing(name="年报", every_year="01-01..06-30"), "年报：每年1月1日至6月30日"),
        (Filing(local="以当地公告为准"), "以当地公告为准"),
    ],
)
def test_filing_says_by_when_to_apply(item: Filing, said: str) -> None:
    """Every shape of a filing window has its sentence."""
    assert wording.filing(item) == said


@pytest.mark.parametrize(
    ("statutory", "promised", "facts"),
    [
        ("20个工作日", None, ["20个工作日内办完", "法定", "受理"]),
        ("20个工作日", "5个工作日", ["承诺5个工作日", "法定20个工作日"]),
        ("20个工作日", "当场", ["当场办完", "法定20个工作日"]),
        ("当场", None, ["当场办完"]),
        ("5个工作日", "5个工作日", ["承诺5个工作日"]),
    ],
)
def test_processing_shows_promise_and_law_apart(
    statutory: str, promised: str | None, facts: list[str]
) -> None:
    """The promise comes first and the law's limit stays visible."""
    said = wording.processing(Processing(statutory=D(statutory)), D(promised) if promised else None)
    assert all(fact in said for fact in facts), said


def test_an_extension_names_who_approves_it() -> None:
    """An extension says by how much, and by whose approval."""
    item = Processing(
        statutory=D("20个工作日"), extension=Extension(by=D("10个工作日"), approval="负责人批准")
    )
    assert "负责人批准" in wording.extension(item)
    assert "10个工作日" in wording.extension(item)


def test_correction_names_actor_and_time() -> None:
    """Who must ask for what is missing, and within which time."""
    said = wording.correction(
        Correction(actor=Actor.WINDOW, within=D("5日"), text="一次说清缺什么。")
    )
    assert said.startswith("窗口5日内")


@pytest.mark.parametrize(
    ("value", "said"),
    [("3600", "3600元"), ("0.50", "0.50元"), ("20.00", "20元"), ("1000000", "1000000元")],
)
def test_money_keeps_its_digits(value: str, said: str) -> None:
    """Yuan are never rounded, grouped or written with an exponent."""
    assert wording.yuan(value) == said


@pytest.mark.parametrize(
    ("item", "facts"),
    [
        (Fee(item="工本费", value="20", per="证"), ["工本费", "20元/证"]),
        (Fee(item="工本费", local="各地不同"), ["工本费", "各地不同"]),
    ],
)
def test_a_fee_says_item_and_price(item: Fee, facts: list[str]) -> None:
    """A fee has its item and its price or what differs."""
    assert all(fact in wording.fee(item) for fact in facts)


@pytest.mark.parametrize(
    ("item", "facts"),
    [
        (
            Amount(direction=Direction.RECEIVE, item="补贴", value="3600", per="孩", every="年"),
            ["每孩每年3600元"],
        ),
        (Amount(direction=Direction.RECEIVE, item="贴息", percent="50", of="利息"), ["利息的50%"]),
        (Amount(direction=Direction.BORROW, item="贷款", max="300000"), ["最高300000元"]),
        (
            Amount(direction=Direction.BORROW, item="贷款", max="20000", per="人", every="年"),
            ["每人每年最高20000元"],
        ),
        (Amount(direction=Direction.RECEIVE, item="津贴"), ["津贴", "当地"]),
    ],
)
def test_an_amount_says_how_much(item: Amount, facts: list[str]) -> None:
    """Value, share, bounds: each number of an amount stands in its sentence."""
    said = wording.amount(item)
    assert all(fact in said for fact in facts), said


def test_where_names_place_and_scope() -> None:
    """Outside the hall the place is named; a wider scope is said."""
    assert "孩子出生的医院" in wording.where(Where(place="孩子出生的医院"))
    said = wording.where(Where(by=Whereabouts.HUKOU, scope=Scope.NATION))
    assert "户籍地" in said
    assert "全国" in said


def test_visits_say_times_and_reason() -> None:
    """No visit is said plainly; a visit has its reason."""
    assert wording.visits(Visits(times=0)) == "不用到现场"
    assert wording.visits(Visits(times=2, reason="要拍照。")) == "最多跑2次，要拍照"
