# SPDX-License-Identifier: MIT
"""A deadline that is stated as law says which law."""

from collections.abc import Iterator

from twotrees.model.matter import Correction, Filing, Processing
from twotrees.model.problem import Finding
from twotrees.model.terms import Grade
from twotrees.rules._rule import At, PartRule


def _check(part: Filing | Processing | Correction, at: At) -> Iterator[Finding]:
    if part.basis or (part.grade is Grade.DIFFERS and part.local):
        return
    if isinstance(part, Processing):
        if part.statutory:
            yield at.finding(
                f"法定时限 {part.statutory} 没有依据",
                "写上 basis；国家没规定的，删掉它，写 local",
                "statutory",
            )
    elif part.within:
        yield at.finding(
            f"期限 {part.within} 没有依据", "写上 basis；各地不同的，写 grade: C 和 local", "within"
        )


RULE = PartRule(
    code="deadline-without-basis",
    title="期限没有依据",
    why="过了期限，权利可能就没了。是哪一条规定的，要查得到。",
    bad="processing:\n  - statutory: 20个工作日",
    good="processing:\n  - statutory: 20个工作日\n    basis: administrative-licence-law 第四十二条",
    kinds=(Filing, Processing, Correction),
    check=_check,
)
