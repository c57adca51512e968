# SPDX-License-Identifier: MIT
"""The command line: what is asked, what is answered, and the exit code."""

import io
import json
import re
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest

from twotrees import arguments, cli, new_matter, report
from twotrees.model.matter import Matter
from twotrees.model.problem import Problem, Severity
from twotrees.progress import Progress

ROOT = Path(__file__).parent.parent
ARGPARSE_WORDS = re.compile(r"usage|error|options|positional|required|invalid|expected|show this")
LINE = re.compile(r"(\S+):(\d+):(\d+): (error|warning): \S.* \[[a-z0-9-]+\]")
DAY = "--as-of=2026-11-21"


def run(*words: str) -> int:
    """Run a command line in this process; give its exit code."""
    try:
        return cli.main(words)
    except SystemExit as exit_:
        return int(exit_.code or 0)


def spoil(content: Path) -> None:
    """Put an error into the content."""
    file = content / "matters/birth/registration.yaml"
    file.write_text(file.read_text("utf-8").replace("fees:", "feees:"), "utf-8")


@pytest.mark.parametrize(
    ("words", "culprit"),
    [
        (["edition", "26A"], "edition"),
        (["import", "a.xlsx"], "import"),
        (["export", "a.xlsx"], "export"),
        (["check", "--format", "xml"], "xml"),
        (["check", "--bogus"], "--bogus"),
        (["check", "--strict=1"], "--strict"),
        (["build", "--strict"], "--strict"),
        (["check", "--as-of", "2026-13-01"], "2026-13-01"),
        (["check", "--as-of", "20261101"], "20261101"),
        (["--as-of"], "--as-of"),
        (["--jobs", "0"], "0"),
        (["--jobs", "many"], "many"),
        (["--content", "nowhere"], "nowhere"),
        (["print", "poster"], "poster"),
        (["new", "matter"], "ID"),
        (["new", "law", "x"], "law"),
        (["test"], "build.py test"),
    ],
    ids=str,
)
def test_a_wrong_line_is_refused_in_chinese(
    words: list[str], culprit: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Wrong usage ends with 2, names what is wrong, and uses none of argparse's own words."""
    assert run(*words) == 2
    said = capsys.readouterr().err
    assert culprit in said
    assert not ARGPARSE_WORDS.search(said.replace(culprit, ""))


@pytest.mark.parametrize("command", ["", *arguments.COMMANDS])
def test_every_command_explains_itself(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Help ends with 0 and is in Chinese."""
    assert run(*command.split(), "--help") == 0
    said = capsys.readouterr().out
    assert command in said
    assert "--content" in said
    assert not ARGPARSE_WORDS.search(said)


@pytest.mark.parametrize(
    ("words", "command"),
    [
        ([], "build"),
        (["--quiet"], "build"),
        (["--jobs", "1"], "build"),
        (["--quiet", "check"], "check"),
        (["--jobs", "1", "qr", "--quiet"], "qr"),
        (["print", "handbook"], "print"),
    ],
)
def test_options_may_stand_before_the_command(words: list[str], command: str) -> None:
    """The command may stand anywhere; without one it is build."""
    assert arguments.parse(words).command == command


@pytest.mark.parametrize(
    ("epoch", "day"),
    [
        ("0", date(1970, 1, 1)),
        ("1795190399", date(2026, 11, 20)),
        ("1795190400", date(2026, 11, 21)),
    ],
)
def test_the_day_is_that_of_source_date_epoch_in_china(
    epoch: str, day: date, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A day begins at midnight in Shanghai, whatever the machine's zone; --as-of comes first."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    monkeypatch.setenv("TZ", "America/New_York")
    assert arguments.parse([]).as_of == day
    assert arguments.parse(["--as-of", "2025-01-31"]).as_of == date(2025, 1, 31)


def test_an_epoch_that_is_no_number_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """SOURCE_DATE_EPOCH is part of the usage."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    assert run("check") == 2


def test_check_lists_what_is_wrong_and_how_much(
    small_content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Problems come sorted, one a line that editors can click; a summary is last."""
    spoil(small_content)
    assert run("check", DAY, "--content", str(small_content)) == 1
    *lines, summary = capsys.readouterr().out.splitlines()
    found = [LINE.fullmatch(line) for line in lines]
    assert found
    assert all(found)
    keys = [(m[1], int(m[2]), int(m[3])) for m in found if m]
    assert keys == sorted(keys)
    errors = sum(m[4] == "error" for m in found if m)
    assert f"{errors} 个错误" in summary


def test_check_passes_faultless_content(
    small_content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without problems the exit code is 0 and only the summary is printed."""
    assert run("check", DAY, "--content", str(small_content), "--strict") == 0
    assert len(capsys.readouterr().out.splitlines()) == 1


def test_strict_counts_warnings(small_content: Path) -> None:
    """A warning passes, and fails with --strict."""
    file = small_content / "trees/departments/departments.yaml"
    file.write_text(file.read_text("utf-8") + "unused: {name: 无用局, short: 无用}\n", "utf-8")
    line = ["check", DAY, "--quiet", "--content", str(small_content)]
    assert run(*line) == 0
    assert run(*line, "--strict") == 1


def test_json_is_a_list_of_problems(
    small_content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The JSON holds every field of every problem, and nothing else is printed."""
    spoil(small_content)
    assert run("check", DAY, "--format", "json", "--content", str(small_content)) == 1
    problems = json.loads(capsys.readouterr().out)
    assert problems
    assert all(set(problem) == set(Problem._fields) for problem in problems)


PROBLEM = Problem("a,b/c.yaml", 3, 5, "some-code", "100% 不对:\n再看", "写成 1", Severity.WARNING)


def test_github_annotations_escape_what_ends_a_field() -> None:
    """Percent signs, line ends, colons and commas can't break a workflow command."""
    expected = (
        "::warning file=a%2Cb/c.yaml,line=3,col=5,title=some-code::100%25 不对:%0A再看。写成 1\n"
    )
    assert report.as_github([PROBLEM]) == expected


def test_only_a_terminal_gets_colours() -> None:
    """Without colour a line is the problem's own text."""
    assert report.as_text([PROBLEM]) == f"{PROBLEM}\n"
    coloured = report.as_text([PROBLEM], colour=True)
    assert re.sub(r"\x1b\[\d*m", "", coloured) == f"{PROBLEM}\n" != coloured


def test_faulty_content_is_not_published(small_content: Path, tmp_path: Path) -> None:
    """With an error, build ends with 1 and makes no folder."""
    spoil(small_content)
    output = tmp_path / "out" / "site"
    assert run("build", DAY, "--content", str(small_content), "--output", str(output)) == 1
    assert not output.parent.exists()


def test_a_proof_leaves_the_site_alone(small_content: Path, tmp_path: Path) -> None:
    """Only build publishes: qr writes the codes into proof/ beside the site."""
    output = tmp_path / "site"
    line = [DAY, "--quiet", "--content", str(small_content), "--output", str(output)]
    assert run("qr", *line) == 0
    assert not output.exists()
    assert {p.suffix for p in (tmp_path / "proof/qr").iterdir()} == {".svg", ".png", ".csv"}
    assert [p.name for p in (tmp_path / "proof").iterdir()] == ["qr"]


def _raise(error: BaseException) -> None:
    raise error


@pytest.mark.parametrize(
    ("error", "code"),
    [(RuntimeError("boom"), 2), (OSError(28, "No space"), 2), (KeyboardInterrupt(), 130)],
    ids=["bug", "disk", "interrupt"],
)
def test_whatever_happens_a_person_gets_a_sentence(
    error: BaseException,
    code: int,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """No traceback is shown, unless TWOTREES_DEBUG asks for it."""
    monkeypatch.setattr(cli, "check", lambda _: _raise(error))
    monkeypatch.delenv("TWOTREES_DEBUG", raising=False)
    assert run("check") == code
    assert len(capsys.readouterr().err.strip().splitlines()) == 1
    monkeypatch.setenv("TWOTREES_DEBUG", "1")
    assert run("check") == code
    assert ("Traceback" in capsys.readouterr().err) == (code == 2)


def test_any_terminal_can_show_what_is_said(small_content: Path) -> None:
    """Where the terminal knows no Chinese, and the reader has gone, there is no traceback either."""
    command = [sys.executable, "-m", "twotrees", "check", DAY, "--content", str(small_content)]
    environment = {"PYTHONIOENCODING": "latin-1", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, env=environment, capture_output=True, check=True)
    assert b"\\u" in done.stdout
    assert b"Traceback" not in done.stderr


def test_progress_is_a_line_a_stage_without_a_terminal() -> None:
    """Without a terminal each stage is told once; with --quiet, nothing is."""
    for quiet, lines in ((False, 2), (True, 0)):
        stream = io.StringIO()
        progress = Progress(quiet=quiet, stream=stream)
        for name in ("一", "二"):
            with progress.stage(name, 3) as advance:
                advance(3)
        assert len(stream.getvalue().splitlines()) == lines
        assert list(progress.seconds) == ["一", "二"]


class Terminal(io.StringIO):
    """A stream that says that it is a terminal."""

    def isatty(self) -> bool:
        """Say so."""
        return True


def test_progress_is_a_bar_on_a_terminal() -> None:
    """On a terminal a bar is drawn and taken away again."""
    stream = Terminal()
    with Progress(stream=stream).stage("网页", 3) as advance:
        advance(3)
    assert "网页" in stream.getvalue()
    assert "\r" in stream.getvalue()


@pytest.mark.parametrize("stream", [Terminal(), io.StringIO()], ids=["terminal", "pipe"])
def test_progress_counts_what_has_no_total(stream: io.StringIO) -> None:
    """Of four pieces two are ready, with 1,203 pages: both are shown; the last line tells pages."""
    with Progress(stream=stream).stage("排版", 4, unit="页") as advance:
        advance(1, 1200)
        time.sleep(0.2)  # a bar is drawn ten times a second at most
        advance(1, 3)
        advance(2)
        shown = stream.getvalue()
    assert ("排版  1,203 页   50%" in shown) is stream.isatty()
    assert re.fullmatch(r"排版：1,203 页，[\d.]+ 秒", stream.getvalue().split("\r")[-1].strip())


def test_a_new_record_explains_every_field(small_content: Path) -> None:
    """The record names every field of the model; check then asks for what is still empty."""
    assert run("new", "matter", "birth/first-card", "--content", str(small_content)) == 0
    text = (small_content / "matters/birth/first-card.yaml").read_text("utf-8")
    for field in Matter.__struct_fields__:
        assert re.search(rf"^(# )?{field}:", text, re.MULTILINE), field
    assert 'code: "1010"' in text  # after 1001, 1004 and the ended 1009
    assert run("check", DAY, "--content", str(small_content)) == 1


def test_uncommented_fields_are_those_that_must_be_there(
    small_content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What check reports in a new record is that values are empty, never that a field is wrong."""
    run("new", "matter", "birth/first-card", "--content", str(small_content))
    run("check", DAY, "--format", "json", "--content", str(small_content))
    printed = capsys.readouterr().out
    problems = json.loads(printed[printed.index("[") :])
    mine = {p["code"] for p in problems if p["file"] == "matters/birth/first-card.yaml"}
    assert mine == {"empty-value"}


@pytest.mark.parametrize(
    "matter_id",
    ["birth/registration", "Birth/card", "../card", "birth/", "/card", "卡", "a.yaml", ""],
)
def test_a_new_record_needs_a_free_and_well_formed_id(matter_id: str, small_content: Path) -> None:
    """A taken or badly named id is refused, and no file changes."""
    before = {f: f.read_bytes() for f in small_content.parent.rglob("*") if f.is_file()}
    assert run("new", "matter", matter_id, "--content", str(small_content)) == 2
    assert {f: f.read_bytes() for f in small_content.parent.rglob("*") if f.is_file()} == before


def test_the_next_code_is_free_and_national(tmp_path: Path) -> None:
    """The code follows the folder's highest; past the end, the first free one is taken."""
    codes = {"birth/a": 1001, "birth/b": 1003, "work/c": 8999, "local/d": 9000}
    for name, code in codes.items():
        file = tmp_path / f"matters/{name}.yaml"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f'code: "{code}"\n', "utf-8")
    assert new_matter.next_code(tmp_path, "birth/x") == "1004"
    assert new_matter.next_code(tmp_path, "work/x") == "1000"
