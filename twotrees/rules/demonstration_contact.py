# SPDX-License-Identifier: MIT
"""A demonstration region gives no number and no address that could be somebody's."""

import re
from collections.abc import Iterator

from twotrees.model.place import Hall, Region, Window
from twotrees.model.problem import Finding
from twotrees.rules._rule import At, PartRule

_PHONE = re.compile(r"12345(\D.*)?")
_ADDRESS = re.compile(r"https://([a-z0-9-]+\.)*example")


def _check(part: Region | Hall | Window, at: At) -> Iterator[Finding]:
    region_id = at.key if at.kind == "region" else at.key.rpartition("/")[0]
    region = at.survey.corpus.regions.get(region_id)
    if region is None or not region.demonstration:
        return
    if isinstance(part, Region):
        if part.site_url and not _ADDRESS.fullmatch(part.site_url):
            yield at.finding("示范区域写了真的网址", "用 https://….example", "site_url")
        return
    for field in ("phone", "complaint_phone"):
        phone = getattr(part, field, "")
        if phone and not _PHONE.fullmatch(phone):
            yield at.finding(
                f"示范区域的电话「{phone}」可能是别人的", "写 12345 加分机，如 12345 转 1", field
            )


RULE = PartRule(
    code="demonstration-contact",
    title="示范数据里有真的联系方式",
    why="示范县不存在。随手编一个电话，可能打到别人家里。",
    bad='demonstration: true\n# 大厅\nphone: "0551-62000000"',
    good='demonstration: true\n# 大厅\nphone: "12345 转 1"',
    kinds=(Region, Hall, Window),
    check=_check,
)
