# SPDX-License-Identifier: MIT
"""What the rules about texts share."""

from twotrees.model.catalogue import Law
from twotrees.model.matter import Codes, Source
from twotrees.rules._rule import At

QUOTED = frozenset({Law, Source, Codes})
"""Records whose texts are titles and numbers that others gave; they stay as they are."""


def is_question(at: At) -> bool:
    """Whether the text is a citizen's question, who may speak as people speak."""
    return at.path[-1:] == ("q",)


def clause_before(text: str, end: int) -> str:
    """Give what stands between the last full or half stop and `end`."""
    start = max(text.rfind(stop, 0, end) for stop in ",，。；;：:！!？?\n")
    return text[start + 1 : end]
