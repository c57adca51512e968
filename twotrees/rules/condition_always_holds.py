# SPDX-License-Identifier: MIT
"""A condition shuts somebody out: where everybody meets it, it needn't be written."""

from collections.abc import Iterator

from twotrees.model.common import When
from twotrees.model.problem import Finding
from twotrees.rules._conditions import outcomes_at
from twotrees.rules._rule import At, PartRule


def _check(when: When, at: At) -> Iterator[Finding]:
    if all(outcomes_at(when, at)):
        yield at.finding("这个条件人人都符合", "删掉这个 when，或删掉多写的选项")


RULE = PartRule(
    code="condition-always-holds",
    title="条件写了等于没写",
    why="把所有选项都列上，就是人人都一样。白问群众一句，还让人以为有人不用办。",
    bad="when: {proxy: [self, agent]}    # 谁来办？只有这两个选项",
    good="when: {proxy: agent}",
    kinds=(When,),
    check=_check,
)
