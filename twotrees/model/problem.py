# SPDX-License-Identifier: MIT
"""What is wrong with the content, as values: where, what, and what to write instead."""

from enum import StrEnum
from typing import NamedTuple

Path = tuple[str | int, ...]
"""The way to a value inside a YAML file: keys and list positions from the root."""


class RefusalError(Exception):
    """What the machine or the command line, not the content, makes impossible: a sentence to show."""


class Severity(StrEnum):
    """An error stops publishing; a warning is counted, and stops it only with --strict."""

    ERROR = "error"
    WARNING = "warning"


class Place(NamedTuple):
    """A value in a content file, or a `text` in it, before anybody asked for its line and column."""

    file: str
    path: Path = ()
    text: str = ""


class Finding(NamedTuple):
    """What a rule found: the value, what is wrong, what to write instead, and a second place."""

    place: Place
    message: str
    hint: str = ""
    see: Place | None = None


class Problem(NamedTuple):
    """A fault shown to the editor; sorts by file, line and column (both count from 1)."""

    file: str
    line: int
    column: int
    code: str
    message: str
    hint: str = ""
    severity: Severity = Severity.ERROR
    see: str = ""

    def __str__(self) -> str:
        """Give `path:line:col: error: message [code]`, the form that editors can click."""
        parts = [self.message, self.hint, self.see and f"另见 {self.see}"]
        text = "。".join(part.rstrip("。") for part in parts if part)
        return f"{self.file}:{self.line}:{self.column}: {self.severity}: {text} [{self.code}]"


class Found(NamedTuple):
    """A finding with the code and severity of the rule that made it."""

    code: str
    severity: Severity
    finding: Finding
