# SPDX-License-Identifier: MIT
"""A one-line summary is a whole sentence in plain words, without quoting law."""

import re
from collections.abc import Iterator

from twotrees.model.matter import Matter
from twotrees.model.problem import Finding
from twotrees.model.tree import Event
from twotrees.rules._rule import At, PartRule

_LAW = re.compile("《|第[一二三四五六七八九十百零0-9]+条")


def _check(part: Matter | Event, at: At) -> Iterator[Finding]:
    if not part.summary.endswith(("。", "？", "！")):
        yield at.finding("一句话说明没有写完", "写成整句，用句号结尾", "summary")
    if _LAW.search(part.summary):
        yield at.finding(
            "一句话说明里引了法条", "这里只说办什么、拿到什么；法条写进 basis", "summary"
        )


RULE = PartRule(
    code="summary-form",
    title="一句话说明不是一句话",
    why="这一句显示在手机第一屏、搜索结果和微信卡片上，要让人一眼看懂。",
    bad="summary: 根据《户口登记条例》第七条办理出生登记",
    good="summary: 孩子出生后一个月内，到派出所给孩子上户口。",
    kinds=(Matter, Event),
    check=_check,
)
