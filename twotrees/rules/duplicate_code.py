# SPDX-License-Identifier: MIT
"""No two records bear one code: matters, events and windows share one namespace below Q/."""

from collections.abc import Iterator

from twotrees.model.corpus import Corpus
from twotrees.model.problem import Finding, Place
from twotrees.rules._rule import CorpusRule, Survey


def _codes(corpus: Corpus) -> Iterator[tuple[str, Place]]:
    for key, head in corpus.heads.items():
        yield head.code, corpus.place("matter", key, "code")
    for key, event in corpus.events.items():
        yield event.code, corpus.place("event", key, "code")
    for key, hall in corpus.halls.items():
        for z, zone in enumerate(hall.zones):
            for w, window in enumerate(zone.windows):
                yield window.code, corpus.place("hall", key, "zones", z, "windows", w, "code")


def _check(survey: Survey) -> Iterator[Finding]:
    first: dict[str, Place] = {}
    for code, place in _codes(survey.corpus):
        other = first.setdefault(code, place)
        if other != place:
            yield Finding(
                place, f"编号 {code} 已经用过", "换一个没用过的编号；印出去的编号不能改", other
            )


RULE = CorpusRule(
    code="duplicate-code",
    title="编号重复",
    why="编号印在二维码里，一个编号只能打开一个页面。事项、一件事和窗口的编号合在一起也不能重复。",
    bad='# 两个事项都写了\ncode: "1004"',
    good='code: "1004"\n# 另一个事项\ncode: "1005"',
    check=_check,
)
