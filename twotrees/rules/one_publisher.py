# SPDX-License-Identifier: MIT
"""Exactly one region publishes, under its own address."""

from collections.abc import Iterator

from twotrees.model.problem import Finding, Place
from twotrees.rules._rule import CorpusRule, Survey


def _check(survey: Survey) -> Iterator[Finding]:
    corpus = survey.corpus
    if any(kind == "region" for kind, _ in corpus.unread):
        return
    publishing = [key for key, region in corpus.regions.items() if region.publishes]
    if not publishing:
        yield Finding(
            corpus.place("region", min(corpus.regions))
            if corpus.regions
            else Place("trees/regions"),
            "没有一个区域写 publishes: true",
            "给发布这本手册的区域写上 publishes: true",
        )
    for key in publishing[1:]:
        yield Finding(
            corpus.place("region", key, "publishes"),
            "已经有一个区域写了 publishes: true",
            "只留一个",
            corpus.place("region", publishing[0], "publishes"),
        )
    for key in publishing:
        if not corpus.regions[key].site_url:
            yield Finding(
                corpus.place("region", key), "发布的区域没有网站地址", "补上 site_url，二维码要印它"
            )


RULE = CorpusRule(
    code="one-publisher",
    title="发布的区域不是一个",
    why="网站、手册和二维码都以一个区域的名义发布，地址也是它的。",
    bad="# 两个区域都写了\npublishes: true",
    good="publishes: true\nsite_url: https://shifanxian.example",
    check=_check,
)
