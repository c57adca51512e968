# SPDX-License-Identifier: MIT
"""Half-width punctuation between hanzi in, the full-width signs of Chinese print out.

Editors type whichever comes easier; print has one form (CLREQ 3.1). Numbers, times, addresses
and Latin words keep their own signs: `9:00`, `3,600`, `https://…`.
"""

import re

HAN = "\u3005-\u3007\u3400-\u9fff\U00020000-\U0003ffff"
_NEAR = f"{HAN}\u3001-\u3003\u3008-\u3011\uff01-\uff5e“”‘’"
_WIDE = str.maketrans(",:;?!", "，：；？！")
_SIGN = re.compile(f"(?<=[{_NEAR}])[,:;?!]|[,:;?!](?=[{_NEAR}])")
_HAN = re.compile(f"[{HAN}]")


def full_width(text: str) -> str:
    """Give `text` with the signs that stand beside hanzi in full width, brackets in pairs."""
    if "(" in text:
        text = _brackets(text)
    # Twice: a sign may stand beside a sign that has just become full-width.
    for _ in range(2):
        text = _SIGN.sub(lambda sign: sign[0].translate(_WIDE), text)
    return text


def _brackets(text: str) -> str:
    """Widen each pair of brackets that holds a hanzi or follows one."""
    signs, opened = list(text), []
    for place, sign in enumerate(text):
        if sign == "(":
            opened.append(place)
        elif sign == ")" and opened:
            start = opened.pop()
            if _HAN.search(text[max(0, start - 1) : place]):
                signs[start], signs[place] = "（", "）"
    return "".join(signs)
