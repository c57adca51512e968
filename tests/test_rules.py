# SPDX-License-Identifier: MIT
"""Rules: each has one broken example, a page, and finds nothing wrong with what is right."""

import ast
import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest

from tests.content import BAD, BASE, Case, cases, check, copy_base, edit
from twotrees.cache import ByteCache
from twotrees.model.matter import Matter
from twotrees.model.problem import Finding, Problem
from twotrees.rules import PRINTED, RULES, UNREADABLE
from twotrees.rules._rule import At, PartRule, Rule
from twotrees.rules.and_so_on import is_and_so_on

ROOT = Path(__file__).parent.parent
CODES = {rule.code: rule for rule in (*RULES, *UNREADABLE, *PRINTED)}
ALL_CASES = [case for file in sorted(BAD.glob("*.txt")) for case in cases(file)]
# tests/test_misfits.py has the others: only a layout finds them.
CASES = [case for case in ALL_CASES if case.code not in {rule.code for rule in PRINTED}]


def _short(problem: Problem) -> str:
    return f"{problem.file}:{problem.line}:{problem.column} {problem.severity} [{problem.code}]"


def test_base_has_no_problem() -> None:
    """The valid base content has neither errors nor warnings."""
    assert check(BASE) == []


@pytest.mark.parametrize("case", CASES, ids=[f"{c.code}-{n}" for n, c in enumerate(CASES)])
def test_broken_example(case: Case, tmp_path: Path) -> None:
    """A broken example is reported at its place, with its code, and nothing else is."""
    problems = check(edit(copy_base(tmp_path), *case.edits))
    assert [_short(problem) for problem in problems] == case.expected, "\n".join(map(str, problems))
    assert all(problem.severity == CODES[case.code].severity for problem in problems)


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> ByteCache:
    """What was found in the base content, kept."""
    cache = ByteCache(tmp_path_factory.mktemp("kept") / "findings.sqlite")
    assert check(BASE, kept=cache) == []
    return cache


@pytest.mark.parametrize("case", CASES, ids=[f"{c.code}-{n}" for n, c in enumerate(CASES)])
def test_kept_findings_hide_nothing(case: Case, tmp_path: Path, kept: ByteCache) -> None:
    """After an edit anywhere, with the former findings kept, the same is found; and then again."""
    folder = edit(copy_base(tmp_path), *case.edits)
    problems = check(folder)
    assert check(folder, kept=kept) == problems
    assert check(folder, kept=kept) == problems


def test_kept_findings_hold_for_their_day_only(kept: ByteCache) -> None:
    """What depends on the day is found on another day, though nothing was edited."""
    old = date(1990, 1, 1)
    problems = check(BASE, old)
    assert problems
    assert check(BASE, old, kept=kept) == problems


def test_a_record_is_not_looked_at_twice(kept: ByteCache, monkeypatch: pytest.MonkeyPatch) -> None:
    """With all findings kept, the rules see no matter again."""
    seen: list[str] = []
    rule = next(rule for rule in RULES if isinstance(rule, PartRule) and Matter in rule.kinds)
    look = rule.check

    def watched(part: Matter, at: At) -> Iterable[Finding]:
        seen.append(at.key)
        return look(part, at)

    monkeypatch.setitem(rule.__dict__, "check", watched)
    check(BASE)
    assert seen
    seen.clear()
    check(BASE, kept=kept)
    assert not seen


def test_every_code_has_an_example() -> None:
    """Each rule, and each code of source, reading and load, has a broken example and no example is left over."""
    assert {case.code for case in ALL_CASES} == set(CODES)


def test_every_example_expects_a_problem() -> None:
    """An example that expects nothing would prove nothing."""
    assert [case for case in ALL_CASES if not case.expected] == []


def test_codes_in_the_readers_are_documented() -> None:
    """Each code that source, reading or load can report has its page."""
    literals = {
        node.value
        for name in ("source", "reading", "load")
        for node in ast.walk(ast.parse((ROOT / f"twotrees/{name}.py").read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    codes = {word for word in literals if re.fullmatch("[a-z]+(-[a-z0-9]+)+", word)} | (
        {"tab"} & literals
    )
    assert codes - {"utf-8"} == {rule.code for rule in UNREADABLE}


def test_codes_are_unique() -> None:
    """No two rules share a code."""
    assert len(CODES) == len(RULES) + len(UNREADABLE) + len(PRINTED)


@pytest.mark.parametrize("rule", CODES.values(), ids=list(CODES))
def test_documentation_is_complete(rule: Rule) -> None:
    """Each rule says in Chinese why it is, what breaks it and what is right."""
    assert all((rule.title, rule.why, rule.bad, rule.good))
    assert rule.bad != rule.good
    assert re.search("[一-鿿]", rule.why)


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("带身份证等。", True),
        ("身份证等材料", True),
        ("身份证、户口簿等", True),
        ("身份证、户口簿等材料带齐", True),
        ("带劳动合同等材料", True),
        ("性别等信息", True),
        ("网上等渠道都能办", True),
        ("核对等手续", True),
        ("户口、婚姻状况等变化", True),
        ("公告、通告等通知方式", True),
        ("防盗等安全设施", True),
        ("身份证等有效证件", True),
        ("印章等银行办完再交", False),
        ("要不要等执照注销", False),
        ("公告后等45日", False),
        ("残疾等级", False),
        ("人人平等", False),
        ("高等学校的学生", False),
        ("同等学力", False),
        ("初等、中等教育", False),
        ("在休息区等候", False),
        ("待遇等于基数乘比例", False),
        ("等额的现金", False),
        ("金额不等", False),
        ("一等功、二等功", False),
        ("在家等通知", False),
        ("请稍等。", False),
        ("要等多久", False),
        ("等到满16周岁", False),
        ("等3天再来", False),
        ("交完材料等结果", False),
        ("在大厅等。", False),
        ("等您来取", False),
    ],
)
def test_and_so_on(text: str, is_found: bool) -> None:  # noqa: FBT001 - a column of the table
    """等 is refused where it means "and so on", and only there."""
    assert is_and_so_on(text, text.index("等")) is is_found


TEXTS = [
    ("vague-word", "带相关证明。", True),
    ("vague-word", "到有关部门办理。", True),
    ("vague-word", "原则上当场办完。", True),
    ("vague-word", "没按规定报的，可能受罚。", False),
    ("vague-word", "和孩子有关的事。", False),
    ("vague-word", "按《关于有关材料的规定》办。", False),
    ("catch-all", "其他材料", True),
    ("catch-all", "法律、法规规定的其他条件", True),
    ("catch-all", "窗口不能再要其他材料。", False),
    ("catch-all", "其他人也可以办。", False),
    ("phone-in-matter", "打 0551-12345678。", True),
    ("phone-in-matter", "打 13800000000。", True),
    ("phone-in-matter", "打 12345。", False),
    ("phone-in-matter", "打 12320。", False),
    ("phone-in-matter", "补贴 12000元。", False),
    ("phone-in-matter", "每年 3600 元。", False),
    ("full-width-character", "带２份。", True),
    ("full-width-character", "带2份（复印件）。", False),
]


@pytest.mark.parametrize(("code", "text", "is_found"), TEXTS)
def test_texts(code: str, text: str, is_found: bool, small_content: Path) -> None:  # noqa: FBT001 - a column of the table
    """A text rule finds its words, and leaves good sentences alone."""
    file = small_content / "matters/birth/registration.yaml"
    good = file.read_text(encoding="utf-8")
    file.write_text(good.replace("text: 登记户口。", f'text: "{text}"'), encoding="utf-8")
    assert [problem.code for problem in check(small_content)] == [code] * is_found


def test_unreadable_record_starts_no_avalanche(small_content: Path) -> None:
    """What refers to a record that can't be read isn't reported as well."""
    for file in ("matters/birth/registration.yaml", "trees/materials/common.yaml"):
        path = small_content / file
        path.write_text(path.read_text(encoding="utf-8") + "x: [\n", encoding="utf-8")
    assert {problem.code for problem in check(small_content)} == {"yaml-syntax"}


def test_one_faulty_entry_leaves_the_others(small_content: Path) -> None:
    """A fault in one entry of a catalogue hides no other entry."""
    path = small_content / "trees/materials/common.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("kind: 证照, issuer: 接", "kind: 证, issuer: 接"),
        encoding="utf-8",
    )
    assert [problem.code for problem in check(small_content)] == ["unknown-word"]


def test_second_place_is_shown(small_content: Path) -> None:
    """A duplicate names the place of the first."""
    path = small_content / "matters/birth/registration.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace('"1004"', '"1001"'), encoding="utf-8")
    (problem,) = check(small_content)
    assert problem.see == "matters/birth/certificate.yaml:1:7"
