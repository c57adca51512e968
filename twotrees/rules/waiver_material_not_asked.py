# SPDX-License-Identifier: MIT
"""Only a paper that is asked for can be replaced by a promise or follow later."""

from collections.abc import Iterator

from twotrees.model.matter import Matter
from twotrees.model.problem import Finding
from twotrees.rules._rule import At, PartRule


def _check(matter: Matter, at: At) -> Iterator[Finding]:
    local = at.survey.corpus.overlay(at.key).materials
    asked = {use.material for use in (*matter.materials, *local)}
    for field, word, waiver in (
        ("promise", "告知承诺", matter.promise),
        ("tolerance", "容缺", matter.tolerance),
    ):
        for number, material in enumerate(waiver.materials if waiver else ()):
            if material not in asked and at.survey.knows("material", material):
                name = at.survey.known["material"].get(material)
                yield at.finding(
                    f"{word}里的「{name.name if name else material}」不在申请材料里",
                    "在 materials 里补上，或从这里删掉",
                    field,
                    "materials",
                    number,
                )


RULE = PartRule(
    code="waiver-material-not-asked",
    title="承诺或容缺的材料没有要",
    why="本来就不要的材料，谈不上用承诺代替或晚点再交。",
    bad="materials:\n  - material: id-card\npromise:\n  materials: [lease]",
    good="materials:\n  - material: id-card\n  - material: lease\npromise:\n  materials: [lease]",
    kinds=(Matter,),
    check=_check,
)
