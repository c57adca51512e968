# SPDX-License-Identifier: MIT
"""The law register knows what changed and what will change up to the end of 2027.

Dates as published: 生态环境法典 第一千二百四十二条 (what it repeals), 社会救助法 第七十八条, 医疗保障法
第二条 and 第五十六条, 殡葬管理条例 第七十三条, the State Council's decisions on the others.
"""

import re
from datetime import date
from pathlib import Path

import pytest

from twotrees.model.corpus import Corpus
from twotrees.rules import check_content

ROOT = Path(__file__).parent.parent
NOW, NEXT_YEAR = date(2026, 11, 21), date(2027, 1, 1)

IN_FORCE = [
    ("生态环境法典", "2026-08-15"),
    ("社会救助法", "2026-07-01"),
    ("医疗保障法", "2027-01-01"),
    ("殡葬管理条例", "2026-03-30"),
    ("住房公积金管理条例", "2026-09-20"),
    ("供水条例", "2026-06-01"),
    ("药品管理法实施条例", "2026-05-15"),
    ("信用修复管理办法", "2026-04-01"),
    ("治安管理处罚法", "2026-01-01"),
    ("增值税法", "2026-01-01"),
    ("渐进式延迟法定退休年龄的办法", "2025-01-01"),
    ("婚姻登记条例", "2025-05-10"),
    ("退役军人安置条例", "2024-09-01"),
]
REPEALED = [
    *(
        (title, "2026-08-15", "生态环境法典")
        for title in (
            "环境保护法",
            "环境影响评价法",
            "海洋环境保护法",
            "大气污染防治法",
            "水污染防治法",
            "土壤污染防治法",
            "固体废物污染环境防治法",
            "噪声污染防治法",
            "放射性污染防治法",
            "清洁生产促进法",
        )
    ),
    ("殡葬管理条例（2012年）", "2026-03-30", "殡葬管理条例"),
    ("住房公积金管理条例（2019年）", "2026-09-20", "住房公积金管理条例"),
    ("城市供水条例", "2026-06-01", "供水条例"),
    ("增值税暂行条例", "2026-01-01", "增值税法"),
    ("婚姻登记条例（2003年）", "2025-05-10", "婚姻登记条例"),
    ("退役士兵安置条例", "2024-09-01", "退役军人安置条例"),
]


def _is_called(title: str, name: str) -> bool:
    return title.removeprefix("国务院关于").removeprefix("中华人民共和国") == name


@pytest.mark.parametrize(("name", "day"), IN_FORCE)
def test_when_a_law_comes_into_force(name: str, day: str, corpus: Corpus) -> None:
    """The register has the law with the day from which its present text holds."""
    found = [law for law in corpus.laws.values() if _is_called(law.title, name)]
    assert [law.effective.isoformat() for law in found] == [day]
    assert found[0].repealed is None


@pytest.mark.parametrize(("name", "day", "successor"), REPEALED)
def test_what_was_repealed(name: str, day: str, successor: str, corpus: Corpus) -> None:
    """The register has the old law with its last day and the law that came in its place."""
    (law,) = (law for law in corpus.laws.values() if _is_called(law.title, name))
    assert law.repealed is not None
    assert law.repealed.isoformat() == day
    assert any(_is_called(corpus.laws[key].title, successor) for key in law.replaced_by)


def test_a_successor_holds_from_the_last_day_on(corpus: Corpus) -> None:
    """Between a law and its successor there is no day without a law; nothing refers to nowhere."""
    gaps = [
        (key, successor)
        for key, law in corpus.laws.items()
        if law.repealed
        for successor in law.replaced_by or ("nothing",)
        if successor not in corpus.laws or corpus.laws[successor].effective > law.repealed
    ]
    assert gaps == []


def test_what_must_be_rewritten_by_the_new_year(corpus: Corpus) -> None:
    """On 2027-01-01 check lists each basis whose matter 医疗保障法 rules on, and none before."""
    taken = corpus.laws["medical-security-law"].takes_over
    assert len(taken) == 10
    codes = {day: [f.code for f in check_content(corpus, as_of=day)] for day in (NOW, NEXT_YEAR)}
    assert "article-taken-over" not in codes[NOW]
    written = "\n".join(file.read_text("utf-8") for file in (ROOT / "matters").rglob("*.yaml"))
    cited = sum(len(re.findall(rf"{basis.law} {basis.article}", written)) for basis in taken)
    assert cited > 0
    assert codes[NEXT_YEAR].count("article-taken-over") == cited


def test_nothing_repealed_is_cited(corpus: Corpus) -> None:
    """Nobody is sent to a law that no longer holds, today or at any change that is known."""
    days = {law.repealed for law in corpus.laws.values() if law.repealed}
    for day in (NOW, *sorted(day for day in days if day > NOW)):
        assert [f for f in check_content(corpus, as_of=day) if f.code == "repealed-law"] == []
