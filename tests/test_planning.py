# SPDX-License-Identifier: MIT
"""`build.py plan`: what it prints, its JSON, and how it refuses."""

import json
from datetime import date
from pathlib import Path

import msgspec
import pytest

from twotrees.checking import Checked
from twotrees.cli import main
from twotrees.graph import build_graph
from twotrees.journey import values
from twotrees.model.corpus import Corpus
from twotrees.model.problem import RefusalError
from twotrees.planning import Wish, show
from twotrees.terminal import WIDTH, width_of

ROOT = Path(__file__).parent.parent
TODAY = date(2026, 11, 21)
OWED = {
    "event": str,
    "answers": dict,
    "matters": list,
    "materials": list,
    "visits": int,
    "days": dict,
    "critical_path": list,
    "fees": dict,
}
OWED_MATTER = ["code", "id", "name", "wave", "need", "start_by", "due"]
OWED_MATERIAL = ["id", "name", "of", "originals", "copies", "for", "obtained_in", "waiver"]


@pytest.fixture(scope="module")
def checked(corpus: Corpus) -> Checked:
    """The real content with its graph."""
    return Checked(corpus, build_graph(corpus), [])


def run(folder: Path, *words: str) -> int:
    """Run the command line on the small content."""
    return main(["plan", *words, "--content", str(folder), "--as-of", TODAY.isoformat()])


def test_json_has_the_fields_that_were_promised(
    small_content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Fields, types and dates are those of docs/data.md; papers on the way aren't asked for."""
    assert run(small_content, "E01", "proxy=self", "--date", "2026-11-18", "--json") == 0
    plan = json.loads(capsys.readouterr().out)
    assert {key: type(plan[key]) for key in OWED} == OWED
    assert (plan["event"], plan["answers"]) == ("birth", {"proxy": "self"})
    assert [[m[key] for key in OWED_MATTER] for m in plan["matters"]] == [
        ["1001", "birth/certificate", "出生医学证明首次签发", 1, "required", "2026-12-11", None],
        ["1004", "birth/registration", "出生登记", 2, "required", "2026-12-18", "2026-12-18"],
    ]
    assert [[m[key] for key in OWED_MATERIAL] for m in plan["materials"]] == [
        ["id-card", "居民身份证", "母亲", 1, 0, ["1001", "1004"], None, None],
        ["id-card", "居民身份证", "父亲", 1, 0, ["1001", "1004"], None, None],
        ["household-register", "居民户口簿", "户主", 1, 0, ["1004"], None, "告知承诺"],
        ["birth-certificate", "出生医学证明", "孩子", 1, 0, ["1004"], "1001", None],
    ]
    assert (plan["visits"], plan["critical_path"]) == (2, ["1001", "1004"])
    assert (plan["days"]["parallel"], plan["days"]["sequential"]) == (3, 3)


@pytest.mark.parametrize("event", ["birth", "E01", "e01", "新生儿出生"])
def test_an_event_is_named_in_any_way(
    small_content: Path, event: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """By its id, its code or its name."""
    assert run(small_content, event) == 0
    assert "新生儿出生（E01）" in capsys.readouterr().out


@pytest.mark.parametrize("choice", ["agent", "B", "b", "委托别人来办"])
def test_a_choice_is_named_in_any_way(
    small_content: Path, choice: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """By its id, its letter or its text; options may stand between the words."""
    assert run(small_content, "birth", "--json", f"proxy={choice}") == 0
    assert json.loads(capsys.readouterr().out)["answers"] == {"proxy": "agent"}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["brith"], "你是不是想写 birth（新生儿出生）"),
        (["E99"], "没有这件事"),
        (["birth", "prox=self"], "你是不是想写 proxy"),
        (["birth", "zzzz=self"], "没有这个问题"),
        (["birth", "proxy=agnet"], "你是不是想写 agent（委托别人来办）"),
        (["birth", "proxy=zzz"], "可以写：self（本人来办）、agent（委托别人来办）"),
        (["birth", "proxy"], "写成 问题=选项"),
        (["birth", "proxy="], "写成 问题=选项"),
        (["birth", "proxy=self", "proxy=agent"], "答了两次"),
        (["birth", "child-age=abc"], "数字（周岁）"),
        (["birth", "--date", "1900-01-01"], "年份"),
        (["birth", "--date", "2026-02-30"], "不是日期"),
        ([], "EVENT"),
    ],
)
def test_what_does_not_exist_is_refused_in_chinese(
    small_content: Path, words: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """The refusal names what is meant, or what there is; exit code 2."""
    try:
        code = run(small_content, *words)
    except SystemExit as exit_:
        code = int(exit_.code or 0)
    assert code == 2
    captured = capsys.readouterr()
    assert said in captured.err
    assert not captured.out


def test_content_with_errors_has_no_plan(
    small_content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The problems are shown instead; exit code 1."""
    (small_content / "matters/birth/registration.yaml").write_text("code: 1\n", encoding="utf-8")
    assert run(small_content, "birth") == 1
    assert "registration.yaml" in capsys.readouterr().err


def test_every_real_event_reads_well(checked: Checked) -> None:
    """Lines fit; every matter and paper is named; dates that are past say what then."""
    for event in checked.corpus.events:
        for day in (None, TODAY, date(2025, 1, 6)):
            text = show(checked, Wish(event, [], day, TODAY))
            plan = json.loads(show(checked, Wish(event, [], day, TODAY), as_json=True))
            flat = "".join(text.split())
            assert all(width_of(line) <= WIDTH for line in text.splitlines()), event
            assert all("".join(m["name"].split()) in flat for m in plan["matters"]), event
            assert all("".join(m["name"].split()) in flat for m in plan["materials"]), event
            assert ("已经过期" in text) is any(d["state"] == "missed" for d in plan["dates"])
            # What takes as long as each place says isn't promised for the same day.
            assert not plan["days"]["unknown"] or "当天能办完" not in text


def test_a_choice_that_is_made_is_called_a_must(checked: Checked) -> None:
    """As long as one of several may be taken it is 任选; the only one left is 必办."""
    asked = show(checked, Wish("marriage", [], None, TODAY))
    made = show(checked, Wish("marriage", ["marriage-partner=mainland"], None, TODAY))
    assert "任选 1301" in asked
    assert "必办 1301" in made


def test_a_question_that_no_longer_matters_is_not_asked(checked: Checked) -> None:
    """Answering what is asked, one after the other, comes to an end; no answer is asked twice."""
    for event in checked.corpus.events:
        answers: dict[str, str] = {}
        while True:
            words = [f"{key}={value}" for key, value in answers.items()]
            plan = json.loads(show(checked, Wish(event, words, None, TODAY), as_json=True))
            question = plan["next_question"]
            if question is None:
                break
            assert question not in answers
            choices = checked.corpus.questions[question].choices
            answers[question] = next(iter(choices), "1")
        assert all(m["is_sure"] for m in plan["matters"])
        assert all(m["is_sure"] for m in plan["materials"])


def test_every_field_is_documented() -> None:
    """docs/data.md names each field of a plan and of its parts."""
    text = (ROOT / "docs/data.md").read_text(encoding="utf-8")
    parts = [kind for kind in vars(values).values() if isinstance(kind, type)]
    structs = [kind for kind in parts if issubclass(kind, msgspec.Struct)]
    fields = {name for kind in structs for name in kind.__struct_encode_fields__}
    assert len(fields) > 60
    assert {name for name in fields if f"`{name}`" not in text} == set()


def test_a_refusal_is_an_error_of_the_house(checked: Checked) -> None:
    """Callers other than the command line can tell it apart."""
    with pytest.raises(RefusalError):
        show(checked, Wish("nothing", [], None, TODAY))
