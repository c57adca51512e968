# SPDX-License-Identifier: MIT
"""Every character can be printed."""

import re
from collections.abc import Iterator

from twotrees.characters import unprintable
from twotrees.model.problem import Finding
from twotrees.rules._rule import At, TextRule


def _check(match: re.Match[str], at: At) -> Iterator[Finding]:
    for char in unprintable(match[0]):
        number = f"U+{ord(char):04X}"
        message, hint = f"印刷字体里没有「{char}」（{number}）", "换一个写法"
        if not char.isprintable():
            message, hint = f"这里有看不见的字符（{number}）", "删掉它；要空格就打普通的空格"
        yield Finding(at.place()._replace(text=char), message, hint)


RULE = TextRule(
    code="missing-glyph",
    title="印不出来的字符",
    why="印刷字体里没有的字符，印出来是空框，或者换成别的字体。表情符号、少见的符号、看不见的空格都是这样。汉字、字母、数字和常用符号都印得出来。",
    bad="note: 带齐了吗😀",
    good="note: 带齐了再来。",
    # What nearly every text is made of: what is left is looked up.
    pattern=re.compile("[^\n -~·‘’“”…—\u3000-\u3017\u4e00-\u9fa5\uff01-\uff5e]+"),
    in_titles=True,
    check=_check,
)
