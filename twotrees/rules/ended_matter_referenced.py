# SPDX-License-Identifier: MIT
"""Nothing leads to a matter that has ended, except the code printed for it."""

from collections.abc import Iterator

from twotrees.model.common import Record
from twotrees.model.problem import Finding
from twotrees.rules._references import holders, references
from twotrees.rules._rule import At, PartRule


def _check(part: Record, at: At) -> Iterator[Finding]:
    for reference in references(part):
        head = at.survey.corpus.heads.get(reference.key)
        if reference.kind != "matter" or head is None or head.is_living:
            continue
        hint = f"改写 {head.successor}" if head.successor else "删掉它"
        yield at.finding(f"「{head.name}」已经取消，不能再写在这里", hint, *reference.path)


RULE = PartRule(
    code="ended-matter-referenced",
    title="列出了已取消的事项",
    why="已取消的事项只为旧二维码留着。再把群众引过去，就白跑一趟。",
    bad="stages:\n  - name: 结婚\n    matters:\n      - matter: marriage/premarital-check-old  # 已取消",
    good="stages:\n  - name: 结婚\n    matters:\n      - matter: marriage/premarital-check",
    kinds=holders("matter"),
    check=_check,
)
