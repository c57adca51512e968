# SPDX-License-Identifier: MIT
"""A promised limit is never longer than the statutory one."""

from collections.abc import Iterator

from twotrees.model.common import Duration
from twotrees.model.matter import Matter, Processing
from twotrees.model.place import Overlay
from twotrees.model.problem import Finding
from twotrees.rules._durations import is_longer
from twotrees.rules._rule import At, PartRule

_HINT = "承诺时限只能比法定时限短，或一样长"


def _check(part: Processing | Overlay, at: At) -> Iterator[Finding]:
    if part.promised is None:
        return
    if isinstance(part, Processing):
        limits = [part.statutory] if part.statutory else []
    else:
        limits = _statutory(at)
    if limits and all(is_longer(part.promised, limit) for limit in limits):
        law = "、".join(map(str, limits))
        yield at.finding(f"承诺 {part.promised}，比法定 {law} 还长", _HINT, "promised")


def _statutory(at: At) -> list[Duration]:
    """Give the legal limits of the matter that an overlay belongs to; its id is the overlay's key."""
    matter_id = str(at.base[0])
    if matter_id not in at.survey.corpus.matters:
        return []
    matter: Matter = at.survey.corpus.matters[matter_id]
    return [p.statutory for p in matter.processing if p.statutory]


RULE = PartRule(
    code="promise-longer-than-law",
    title="承诺时限比法定时限长",
    why="承诺是为了更快。比法定还长的承诺违法，也会让群众白等。单位不同、算不清长短的不比。",
    bad="processing:\n  - statutory: 20个工作日\n    promised: 30个工作日",
    good="processing:\n  - statutory: 20个工作日\n    promised: 5个工作日",
    kinds=(Processing, Overlay),
    check=_check,
)
