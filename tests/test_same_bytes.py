# SPDX-License-Identifier: MIT
"""The same content and day give the same bytes in every file, wherever and however they are built."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.building import ROOT, SMALL, copy_content, read_files, run

# What may differ between two machines: words of the command line and settings of the environment.
PROCESSES = ("--jobs", "3")
TIME = {"TZ": "XYZ-11", "SOURCE_DATE_EPOCH": "86400"}
LANGUAGE = {"LC_ALL": "C", "LANG": "zh_CN.GB18030", "PYTHONHASHSEED": "7"}
PEOPLE = {"USER": "某人", "LOGNAME": "某人"}


def differing(one: Path, other: Path) -> list[str]:
    """Give the files that aren't in both folders with the same bytes and the same mode."""
    ours, theirs = read_files(one), read_files(other)
    return sorted(
        path
        for path in ours.keys() | theirs.keys()
        if ours.get(path) != theirs.get(path)
        or (one / path).stat().st_mode != (other / path).stat().st_mode
    )


@pytest.mark.parametrize(
    ("words", "env", "umask"),
    [
        (PROCESSES, PEOPLE, 0o077),
        ((), TIME, 0o002),
        ((), LANGUAGE, -1),
    ],
    ids=["processes and rights", "time", "language"],
)
def test_a_small_site_is_the_same(
    small_site: Path, tmp_path: Path, words: tuple[str, ...], env: Mapping[str, str], umask: int
) -> None:
    """Number of processes, rights, clock and time zone, language and hash seed change no byte."""
    content = copy_content(SMALL, tmp_path / "另一处 内容")
    run("build", *words, content=content, output=tmp_path / "输出" / "网站", env=env, umask=umask)
    assert "print/handbook.pdf" in read_files(small_site)
    assert differing(small_site, tmp_path / "输出" / "网站") == []


@pytest.mark.parametrize("words", [("site",), ("print", "handbook"), ("qr",)], ids="-".join)
def test_the_real_site_is_the_same(
    built_site: Path, tmp_path: Path, words: tuple[str, ...]
) -> None:
    """The whole repository, made from elsewhere under another roof, gives the same bytes: PDF and PNG too."""
    content, env = copy_content(ROOT, tmp_path / "内容"), {**TIME, **LANGUAGE, **PEOPLE}
    run(*words, *PROCESSES, content=content, output=tmp_path / "site", env=env, umask=0o077)
    made = read_files(tmp_path / "proof")
    made.pop("print/job.csv", None)  # lists what was asked for
    published = read_files(built_site)
    assert [path for path, data in made.items() if published.get(path) != data] == []
    assert made
