# SPDX-License-Identifier: MIT
"""A paper that only this place asks for rests on a law."""

from collections.abc import Iterator

from twotrees.model.place import Overlay
from twotrees.model.problem import Finding
from twotrees.rules._rule import At, PartRule


def _check(overlay: Overlay, at: At) -> Iterator[Finding]:
    for number, use in enumerate(overlay.materials):
        if not use.basis:
            yield at.finding(
                "本地另要的材料没有依据", "写上 basis；没有依据就不能要", "materials", number
            )


RULE = PartRule(
    code="local-material-without-basis",
    title="本地加要材料没有依据",
    why="全国的事项里没有的材料，本地要有法规依据才能加。",
    bad="materials:\n  - material: lease",
    good="materials:\n  - material: lease\n    basis: province-housing-rules 第八条",
    kinds=(Overlay,),
    check=_check,
)
