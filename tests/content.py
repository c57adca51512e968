# SPDX-License-Identifier: MIT
"""Small content for tests: the valid base in tests/bad/base, and edits that break it.

A case of tests/bad/<code>.txt reads like a diff; cases are parted by a line of dashes:

    # why this is wrong
    @ matters/birth/registration.yaml     the file to edit; `as gbk` after it writes it in that encoding
    -fees: 不收费                          lines to find
    +fees: 无                              lines to put there; without lines to find, at the end
    *400000 甲                             a text to put there, so many times
    @ trees/old.yaml gone                 a file to take away
    = trees/x.yaml:3:5 warning            what check must report, and nothing else
"""

import shutil
from datetime import date
from pathlib import Path
from typing import NamedTuple

from twotrees.cache import ByteCache
from twotrees.load import load_corpus
from twotrees.locate import locate
from twotrees.model.problem import Problem
from twotrees.rules import check_content

BAD = Path(__file__).parent / "bad"
BASE = BAD / "base"
AS_OF = date(2026, 11, 21)
NO_CACHE = ByteCache(None)


class Edit(NamedTuple):
    """Lines of a file to replace, or a file to take away (`encoding` is then `gone`)."""

    file: str
    encoding: str
    old: str
    new: str


class Case(NamedTuple):
    """Content that breaks one rule, and where check must say so."""

    code: str
    edits: list[Edit]
    expected: list[str]


def copy_base(folder: Path) -> Path:
    """Put the valid base content into `folder` and give it."""
    shutil.copytree(BASE, folder, dirs_exist_ok=True)
    return folder


def edit(folder: Path, *edits: Edit) -> Path:
    """Change the content in `folder` and give it."""
    for file, encoding, old, new in edits:
        path = folder / file
        if encoding == "gone":
            shutil.rmtree(path) if path.is_dir() else path.unlink()
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        text = path.read_text(encoding="utf-8") if path.exists() else ""
        assert text.count(old) == 1 or not old, f"{file} has not one {old!r}"
        path.write_text(text.replace(old, new) if old else text + new, encoding=encoding)
    return folder


def check(folder: Path, as_of: date = AS_OF, *, kept: ByteCache = NO_CACHE) -> list[Problem]:
    """Give every problem of the content in `folder`, sorted; findings are kept in `kept`."""
    corpus, problems = load_corpus(folder, cache=NO_CACHE)
    return sorted(problems + locate(folder, check_content(corpus, as_of=as_of, cache=kept)))


def cases(file: Path) -> list[Case]:
    """Read the cases of one code."""
    parts = file.read_text(encoding="utf-8").split("\n---\n")
    return [_case(file.stem, part.splitlines()) for part in parts]


def _case(code: str, lines: list[str]) -> Case:
    edits: list[Edit] = []
    expected: list[str] = []
    for line in lines:
        mark, rest = line[:1], line[1:]
        if mark == "@":
            file, _, how = rest.strip().partition(" ")
            edits.append(Edit(file, how.removeprefix("as ") or "utf-8", "", ""))
        elif mark in "+-" and mark:
            last = edits[-1]
            if mark == "-" and last.new:
                edits.append(last := Edit(last.file, last.encoding, "", ""))
            old, new = (
                (last.old + rest + "\n", last.new)
                if mark == "-"
                else (last.old, last.new + rest + "\n")
            )
            edits[-1] = Edit(last.file, last.encoding, old, new)
        elif mark == "*":
            times, _, text = rest.partition(" ")
            edits[-1] = edits[-1]._replace(new=text * int(times) + "\n")
        elif mark == "=":
            expected.append(f"{rest.strip()} [{code}]")
    return Case(code, edits, expected)
