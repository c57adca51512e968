# SPDX-License-Identifier: MIT
"""Whoever complains doesn't reach the one complained about."""

from collections.abc import Iterator

from twotrees.model.place import Hall
from twotrees.model.problem import Finding
from twotrees.rules._rule import At, PartRule


def _check(hall: Hall, at: At) -> Iterator[Finding]:
    if hall.phone == hall.complaint_phone:
        yield at.finding(
            "投诉电话和咨询电话一样", "写另一个号码", "complaint_phone", see=at.place("phone")
        )


RULE = PartRule(
    code="same-phone",
    title="投诉电话和咨询电话相同",
    why="投诉打到被投诉的人那里，没有人敢投诉。",
    bad='phone: "12345 转 1"\ncomplaint_phone: "12345 转 1"',
    good='phone: "12345 转 1"\ncomplaint_phone: "12345 转 2"',
    kinds=(Hall,),
    check=_check,
)
