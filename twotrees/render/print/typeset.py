# SPDX-License-Identifier: MIT
"""Text in, Markup out that a layout engine breaks as Chinese print asks (CLREQ 3.1).

Numbers stay with their units, adjacent signs share the space of one and a half characters, and a
heading never ends in a line of one character. The text itself stays as it is: what is copied out of
the print is what the record says.
"""

import re
from functools import lru_cache
from typing import Any

from markupsafe import Markup, escape

_HAN = "\u3005-\u3007\u3400-\u9fff\U00020000-\U0003ffff"
_UNITS = (
    "个工作日|个自然日|个月|个小时|周岁|小时|分钟|工作日|万元|亿元|平方米|公里|"
    "[日天周年月时岁元份次人张页号楼种样项倍名级户寸条款孩米位套家处台]|[%％]"
)
_CLOSING, _OPENING = "，。、；：！？）》」』】”’", "（《「『【“‘"
_NUMERAL = "[零一二三四五六七八九十百千]+"
_KEPT = re.compile(
    rf"[第每]?(?:\d[\d.,]*(?:至\d[\d.]*)?(?:{_UNITS}))+[内前后]?|第{_NUMERAL}条(?:第{_NUMERAL}款)?"
)
_PAIRS = re.compile(rf"[{_CLOSING}](?=[{_CLOSING}{_OPENING}])|(?<=[{_OPENING}])[{_OPENING}]")
_MARKED = re.compile(f"{_KEPT.pattern}|{_PAIRS.pattern}")
_TAIL = re.compile(rf"[{_HAN}A-Za-z0-9]{{2}}[^{_HAN}A-Za-z0-9]*$")


def typeset(value: Any) -> Any:
    """Give a text as Markup with its units and signs kept together; other values as they are."""
    if not isinstance(value, str) or isinstance(value, Markup):
        return value
    return _set(value)


@lru_cache(maxsize=8192)  # the same sentence stands on many sheets
def _set(value: str) -> Markup:
    parts, end = [], 0
    for found in _MARKED.finditer(value):
        kind = "k" if len(found[0]) > 1 else "h"
        parts += [
            escape(value[end : found.start()]),
            Markup('<span class="{}">{}</span>').format(kind, found[0]),
        ]
        end = found.end()
    return Markup("").join([*parts, escape(value[end:])])


def heading(value: str) -> Markup:
    """Give a heading whose last two characters stay together."""
    tail = _TAIL.search(value)
    if tail is None:
        return escape(value)
    return Markup('{}<span class="k">{}</span>').format(value[: tail.start()], tail[0])
