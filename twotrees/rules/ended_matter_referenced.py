# SPDX-License-Identifier: MIT
"""Nothing leads to a matter that has ended, except the code printed for it."""

from collections.abc import Iterator

from twotrees.model.problem import Finding
from twotrees.rules._rule import At, Reference, ReferenceRule


def _check(reference: Reference, at: At) -> Iterator[Finding]:
    head = at.survey.corpus.heads.get(reference.key)
    if head and not head.is_living:
        hint = f"改写 {head.successor}" if head.successor else "删掉它"
        yield at.finding(f"「{head.name}」已经取消，不能再写在这里", hint, *reference.path)


RULE = ReferenceRule(
    code="ended-matter-referenced",
    title="列出了已取消的事项",
    why="已取消的事项只为旧二维码留着。再把群众引过去，就白跑一趟。",
    bad="stages:\n  - name: 结婚\n    matters:\n      - matter: marriage/premarital-check-old  # 已取消",
    good="stages:\n  - name: 结婚\n    matters:\n      - matter: marriage/premarital-check",
    kind="matter",
    check=_check,
)
