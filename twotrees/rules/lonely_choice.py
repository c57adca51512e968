# SPDX-License-Identifier: MIT
"""A group from which one paper is to be chosen has at least two."""

from collections import Counter
from collections.abc import Iterator

from twotrees.model.matter import Matter
from twotrees.model.problem import Finding
from twotrees.rules._rule import At, PartRule


def _check(matter: Matter, at: At) -> Iterator[Finding]:
    counts = Counter(use.one_of for use in matter.materials)
    for number, use in enumerate(matter.materials):
        if use.one_of and counts[use.one_of] == 1:
            yield at.finding(
                f"「{use.one_of}」这一组只有一样材料，没得选",
                "给另一样也写上同一个组名，或删掉 one_of",
                "materials",
                number,
                "one_of",
            )


RULE = PartRule(
    code="lonely-choice",
    title="任选一组里只有一样",
    why="「下面几样带一样就行」，下面却只有一样。多半是另一样的组名写错了。",
    bad="materials:\n  - {material: lease, one_of: 住所证明}\n  - {material: deed, one_of: 住处证明}",
    good="materials:\n  - {material: lease, one_of: 住所证明}\n  - {material: deed, one_of: 住所证明}",
    kinds=(Matter,),
    check=_check,
)
