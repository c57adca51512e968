# SPDX-License-Identifier: MIT
"""No matter waits, through papers or `after`, for itself."""

from collections.abc import Iterator

from twotrees.graph import Link
from twotrees.model.problem import Finding, Place
from twotrees.rules._rule import CorpusRule, Survey


def _check(survey: Survey) -> Iterator[Finding]:
    for cycle in survey.graph.cycles:
        names = [_step(survey, link) for link in cycle]
        first = survey.corpus.heads[cycle[0].matter].name
        last, goal = cycle[-1], cycle[0].matter
        yield Finding(
            _place_of_wait(survey, goal, last),
            f"先后绕成了一圈：{''.join(names)}{first}",
            "看哪一份材料其实不是第一次拿到，把那个结果的 kind 改成 变更、换发 或 补发；或去掉 after",
            _place_of_wait(survey, cycle[1].matter, cycle[0]) if len(cycle) > 1 else None,
        )


def _step(survey: Survey, link: Link) -> str:
    name = survey.corpus.heads[link.matter].name
    material = survey.corpus.materials.get(link.material)
    return f"{name} →（{material.name}）→ " if material else f"{name} → "


def _place_of_wait(survey: Survey, waiter: str, link: Link) -> Place:
    """Give the place at which `waiter` asks for what `link` brings."""
    matter = survey.corpus.matters[waiter]
    for number, use in enumerate(matter.materials):
        if link.material and use.material == link.material:
            return survey.corpus.place("matter", waiter, "materials", number, "material")
    number = matter.after.index(link.matter) if link.matter in matter.after else 0
    return survey.corpus.place("matter", waiter, "after", number)


RULE = CorpusRule(
    code="order-cycle",
    title="先后绕成一圈",
    why="先后由材料推出来：甲发的证乙要用，就先办甲。绕成一圈，哪一件都没法先办。",
    bad="# 甲：用「户口簿」，发「身份证」（首次）\n# 乙：用「身份证」，发「户口簿」（首次）",
    good="# 乙只是在户口簿上增加一页\nresults:\n  - material: household-register\n    kind: 变更",
    check=_check,
)
