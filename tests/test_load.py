# SPDX-License-Identifier: MIT
"""Loading: everything readable comes in, every problem is told at once, and nothing is raised."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.content import BASE, check
from twotrees.cache import ByteCache
from twotrees.load import load_corpus
from twotrees.model.corpus import Corpus
from twotrees.model.problem import Place, Problem

NO_CACHE = ByteCache(None)


def _load(folder: Path, jobs: int = 1) -> tuple[Corpus, list[Problem]]:
    return load_corpus(folder, cache=NO_CACHE, jobs=jobs)


def _put(folder: Path, file: str, text: str) -> None:
    path = folder / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_base() -> None:
    """Every kind of file is read into its place."""
    corpus, problems = _load(BASE)
    assert problems == []
    assert list(corpus.matters) == [
        "birth/certificate",
        "birth/old-registration",
        "birth/registration",
    ]
    assert list(corpus.heads) == list(corpus.matters)
    assert list(corpus.materials) == ["birth-certificate", "household-register", "id-card"]
    assert corpus.event_tree == {"birth": "personal"}
    assert list(corpus.halls) == ["demo/main"]
    assert str(corpus.overlay("birth/registration").promised) == "当场"
    assert corpus.publisher == "demo"
    assert corpus.unread == frozenset()


PLACES = [
    (("matter", "birth/registration", "fees"), Place("matters/birth/registration.yaml", ("fees",))),
    (("material", "id-card", "name"), Place("trees/materials/common.yaml", ("id-card", "name"))),
    (("event", "birth", "stages", 0), Place("trees/personal/birth.yaml", ("stages", 0))),
    (("hall", "demo/main"), Place("trees/regions/demo/halls/main.yaml")),
    (
        ("overlays", "demo", "birth/registration"),
        Place("trees/regions/demo/matters.yaml", ("birth/registration",)),
    ),
]


@pytest.mark.parametrize(("asked", "place"), PLACES)
def test_places(asked: tuple[str, ...], place: Place) -> None:
    """The corpus knows in which file each value stands."""
    assert _load(BASE)[0].place(*asked) == place


def test_problems_of_all_files_at_once_and_sorted(small_content: Path) -> None:
    """Faults in several files are told together, by file, line and column."""
    _put(small_content, "matters/a.yaml", "a: [")
    _put(small_content, "matters/b.yaml", "b: c\nd: e")
    _put(small_content, "trees/laws/x.yaml", "x: {kind: 法律}")
    _, problems = _load(small_content)
    assert {problem.file for problem in problems} == {
        "matters/a.yaml",
        "matters/b.yaml",
        "trees/laws/x.yaml",
    }
    assert problems == sorted(problems)
    assert len(problems) > 10


UNREAD = [
    ("matters/birth/registration.yaml", "x: [", {("matter", "birth/registration")}),
    ("matters/birth/registration.yaml", "x: y", {("matter", "birth/registration")}),
    ("trees/materials/common.yaml", "lease: {}", {("material", "lease")}),
    ("trees/materials/common.yaml", "lease: [", {("material", "")}),
    ("trees/personal/birth.yaml", "x: y", {("event", "birth")}),
    ("trees/personal/tree.yaml", "x: y", {("tree", "personal"), ("event", "")}),
    ("trees/regions/demo/region.yaml", "x: y", {("region", "demo")}),
    (
        "trees/regions/demo/matters.yaml",
        "birth/certificate: {x: y}",
        {("overlay", "birth/certificate")},
    ),
]


@pytest.mark.parametrize(("file", "line", "unread"), UNREAD)
def test_what_cannot_be_read_is_known(
    file: str, line: str, unread: set[tuple[str, str]], small_content: Path
) -> None:
    """What stands in the content but can't be read is remembered, and all else is there."""
    path = small_content / file
    path.write_text(path.read_text(encoding="utf-8") + line + "\n", encoding="utf-8")
    corpus, problems = _load(small_content)
    assert corpus.unread == unread
    assert {problem.file for problem in problems} == {file}


@pytest.mark.parametrize(
    "make",
    [
        Path.mkdir,
        os.mkfifo,
        lambda file: file.symlink_to("nowhere"),
        lambda file: file.symlink_to(file.name),
    ],
    ids=["folder", "pipe", "link to nothing", "link to itself"],
)
def test_what_is_no_file_is_told(small_content: Path, make: Callable[[Path], None]) -> None:
    """Each in its place, without waiting for what never comes."""
    make(small_content / "matters/strange.yaml")
    _, problems = _load(small_content)
    assert [(problem.file, problem.code) for problem in problems] == [
        ("matters/strange.yaml", "file-unreadable")
    ]


def test_empty_folder(tmp_path: Path) -> None:
    """A folder without content is told, not raised, and starts no avalanche."""
    assert [problem.code for problem in check(tmp_path)] == ["missing-folder", "missing-folder"]


def test_jobs_change_nothing(tmp_path: Path) -> None:
    """One process and two give the same corpus and the same problems."""
    text = (BASE / "matters/birth/certificate.yaml").read_text(encoding="utf-8")
    for number in range(1000, 1400):
        _put(
            tmp_path,
            f"matters/m-{number}.yaml",
            text.replace("1001", str(number)) + "x: y\n" * (number % 7 == 0),
        )
    one, two = _load(tmp_path), _load(tmp_path, jobs=2)
    assert one[1] == two[1]
    assert one[0].heads == two[0].heads
    assert dict(one[0].matters) == dict(two[0].matters)


def test_kept_records_are_the_same(small_content: Path, tmp_path: Path) -> None:
    """A record from the cache is the record from its file, until the file changes."""
    cache = ByteCache(tmp_path / "kept.sqlite")
    first, _ = load_corpus(small_content, cache=cache)
    again, _ = load_corpus(small_content, cache=cache)
    assert dict(first.matters) == dict(again.matters)
    path = small_content / "matters/birth/registration.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("name: 出生登记", "name: 出生登记了"),
        encoding="utf-8",
    )
    changed, _ = load_corpus(small_content, cache=cache)
    assert changed.matters["birth/registration"].name == "出生登记了"


@pytest.mark.parametrize("content", [b"", b"no database", b"SQLite format 3\x00" + b"\xff" * 500])
def test_broken_cache_only_costs_time(content: bytes, tmp_path: Path) -> None:
    """A cache that was cut off or overwritten changes no result."""
    file = tmp_path / "kept.sqlite"
    file.write_bytes(content)
    corpus, problems = load_corpus(BASE, cache=ByteCache(file))
    assert (problems, len(corpus.matters)) == ([], 3)


_FILES = [
    "matters/birth/registration.yaml",
    "trees/personal/birth.yaml",
    "trees/materials/common.yaml",
    "trees/questions/common.yaml",
    "trees/regions/demo/halls/main.yaml",
    "trees/regions/demo/matters.yaml",
]


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_mutation_is_read_or_told(data: st.DataObject, small_content: Path) -> None:
    """Lines taken out, doubled or moved in any file are read or reported, never raised."""
    file = data.draw(st.sampled_from(_FILES))
    lines = (BASE / file).read_text(encoding="utf-8").splitlines()
    at = data.draw(st.integers(0, len(lines) - 1))
    other = data.draw(st.integers(0, len(lines) - 1))
    change = data.draw(st.sampled_from(["out", "double", "swap", "indent", "cut"]))
    if change == "swap":
        lines[at], lines[other] = lines[other], lines[at]
    else:
        new = {
            "out": [],
            "double": [lines[at]] * 2,
            "indent": ["  " + lines[at]],
            "cut": [lines[at][: len(lines[at]) // 2]],
        }
        lines[at : at + 1] = new[change]
    (small_content / file).write_text("\n".join(lines), encoding="utf-8")
    problems = check(small_content)
    (small_content / file).write_bytes((BASE / file).read_bytes())
    assert problems == sorted(problems)
    assert all(problem.line > 0 and problem.column > 0 for problem in problems)
