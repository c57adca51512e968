# SPDX-License-Identifier: MIT
"""What a region adds to a matter is added to a matter that exists."""

from collections.abc import Iterator

from twotrees.model.problem import Finding
from twotrees.reading import did_you_mean
from twotrees.rules._rule import CorpusRule, Survey


def _check(survey: Survey) -> Iterator[Finding]:
    for region, overlays in survey.corpus.overlays.items():
        for matter_id in overlays:
            if not survey.knows("matter", matter_id):
                place = survey.corpus.place("overlays", region, matter_id)
                hint = did_you_mean(matter_id, survey.known["matter"])
                yield Finding(
                    place, f"没有编号为「{matter_id}」的事项，这些本地补充没有地方显示", hint
                )


RULE = CorpusRule(
    code="unknown-overlay-matter",
    title="给不存在的事项写了本地补充",
    why="本地的承诺时限和说明按事项编号合并。编号写错，群众就看不到。",
    bad="# trees/regions/shifanxian/matters.yaml\nbirth/birth-register:\n  promised: 当场",
    good="# trees/regions/shifanxian/matters.yaml\nbirth/birth-registration:\n  promised: 当场",
    check=_check,
)
