# SPDX-License-Identifier: MIT
"""Problems in; lines for people, JSON for programs or annotations for GitHub out."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import msgspec

from twotrees.model.corpus import Corpus
from twotrees.model.problem import Problem, Severity

if TYPE_CHECKING:
    from twotrees.figures import Figures

_COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33"}


def as_text(problems: Sequence[Problem], *, colour: bool = False) -> str:
    """Give one `path:line:col: error: message [code]` a line."""
    return "".join(f"{_coloured(problem) if colour else problem}\n" for problem in problems)


def as_json(problems: Sequence[Problem], figures: "Figures | None" = None) -> str:
    """Give a list of objects with the fields of `Problem`, and nothing besides.

    With `figures`, an object whose `problems` is that list and whose `report` are the figures.
    """
    data: Any = [p._asdict() for p in problems]
    if figures:
        data = {"problems": data, "report": msgspec.to_builtins(figures)}
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def as_github(problems: Sequence[Problem]) -> str:
    """Give workflow commands, which GitHub shows beside the line in a pull request."""
    return "".join(_annotation(problem) for problem in problems)


def is_failure(problems: Sequence[Problem], *, strict: bool = False) -> bool:
    """Whether these problems stop publishing; with `strict` a warning does too."""
    return any(strict or problem.severity is Severity.ERROR for problem in problems)


def summary(
    corpus: Corpus, problems: Sequence[Problem], seconds: Mapping[str, float], *, situations: int
) -> str:
    """Give the last line: what was checked, what was found, how long each stage took."""
    counts = Counter(problem.severity for problem in problems)
    sizes = {
        "个事项": len(corpus.matters),
        "种情形": situations,
        "件事": len(corpus.events),
        "种材料": len(corpus.materials),
        "部法规": len(corpus.laws),
    }
    parts = [
        "、".join(f"{size:,} {unit}" for unit, size in sizes.items()),
        f"{counts[Severity.ERROR]} 个错误、{counts[Severity.WARNING]} 个警告",
        "、".join(f"{name} {time:.2f} 秒" for name, time in seconds.items()),
    ]
    return "；".join(part for part in parts if part)


def _coloured(problem: Problem) -> str:
    text = str(problem)
    mark = f" {problem.severity}: "
    return text.replace(mark, f" \x1b[{_COLOURS[problem.severity]}m{mark[1:-1]}\x1b[0m ", 1)


def _annotation(problem: Problem) -> str:
    message = _escaped("。".join(p.rstrip("。") for p in (problem.message, problem.hint) if p))
    where = {
        "file": problem.file,
        "line": str(problem.line),
        "col": str(problem.column),
        "title": problem.code,
    }
    fields = ",".join(
        f"{name}={_escaped(value).replace(':', '%3A').replace(',', '%2C')}"
        for name, value in where.items()
    )
    return f"::{problem.severity} {fields}::{message}\n"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
