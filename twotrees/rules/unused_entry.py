# SPDX-License-Identifier: MIT
"""Every entry of a catalogue is used somewhere."""

from collections.abc import Iterator
from datetime import date

from twotrees.model.catalogue import Law
from twotrees.model.common import Record
from twotrees.model.problem import Finding, Severity
from twotrees.rules._rule import CorpusRule, Survey

_WORDS = {"material": "材料", "law": "法规", "department": "部门", "question": "情形问题"}


def _check(survey: Survey) -> Iterator[Finding]:
    if survey.corpus.unread:
        return  # what can't be read may use it
    for kind, word in _WORDS.items():
        for key, entry in survey.known[kind].items():
            if (kind, key) not in survey.used and not _is_kept(entry, survey.as_of):
                place = survey.corpus.place(kind, key)
                yield Finding(place, f"没有地方用到这个{word}", "用上它，或删掉")


def _is_kept(entry: Record, day: date) -> bool:
    """Whether an unused entry is right: a law that was replaced, isn't in force, or takes over."""
    return isinstance(entry, Law) and bool(
        entry.repealed or entry.effective > day or entry.takes_over
    )


RULE = CorpusRule(
    code="unused-entry",
    title="登记了没有用",
    why="目录里多余的条目没有人核对，时间长了就是错的。也可能是引用它的地方写错了编号。",
    bad="# trees/materials/family.yaml 里有，但没有事项要它、也没有事项发它\nold-form:\n  name: 旧申请表",
    good="# 删掉，或在事项里用上\nmaterials:\n  - material: old-form",
    severity=Severity.WARNING,
    check=_check,
)
