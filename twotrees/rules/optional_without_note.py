# SPDX-License-Identifier: MIT
"""A paper that may be left out says what it is good for."""

from collections.abc import Iterator

from twotrees.model.matter import MaterialUse
from twotrees.model.problem import Finding
from twotrees.rules._rule import At, PartRule


def _check(use: MaterialUse, at: At) -> Iterator[Finding]:
    if use.optional and not (use.note or use.when):
        yield at.finding(
            "可不带的材料，没说带了有什么用", "补上 note，或写 when 说清谁要带", "optional"
        )


RULE = PartRule(
    code="optional-without-note",
    title="可不带的材料没有说明",
    why="只写「可不带」，谨慎的人还是会去开。说清带了有什么用，让人自己决定。",
    bad="materials:\n  - material: photo\n    optional: true",
    good="materials:\n  - material: photo\n    optional: true\n    note: 现场也能拍。",
    kinds=(MaterialUse,),
    check=_check,
)
