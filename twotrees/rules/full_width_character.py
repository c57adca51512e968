# SPDX-License-Identifier: MIT
"""Digits and Latin letters are written half-width."""

import re
import unicodedata
from collections.abc import Iterator

from twotrees.model.problem import Finding, Severity
from twotrees.rules._rule import At, TextRule


def _check(match: re.Match[str], at: At) -> Iterator[Finding]:
    yield at.finding(
        f"「{match[0]}」是全角字符", f"写成半角：{unicodedata.normalize('NFKC', match[0])}"
    )


RULE = TextRule(
    code="full-width-character",
    title="全角的数字或字母",
    why="全角数字搜不到、复制不了，排版也不齐。",
    bad="note: 带２份复印件。",
    good="note: 带2份复印件。",
    severity=Severity.WARNING,
    pattern=re.compile("[０-９Ａ-Ｚａ-ｚ]+"),
    check=_check,
)
