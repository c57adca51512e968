# SPDX-License-Identifier: MIT
"""No two living matters, and no two materials, bear one name."""

from collections.abc import Iterator

from twotrees.model.problem import Finding, Place
from twotrees.rules._rule import CorpusRule, Survey


def _check(survey: Survey) -> Iterator[Finding]:
    corpus = survey.corpus
    matters = [
        (head.name, corpus.place("matter", key, "name"))
        for key, head in corpus.heads.items()
        if head.is_living
    ]
    materials = [
        (name, corpus.place("material", key, *path))
        for key, material in corpus.materials.items()
        for name, path in [
            (material.name, ("name",)),
            *((alias, ("aliases", n)) for n, alias in enumerate(material.aliases)),
        ]
    ]
    yield from _repeated(matters, "事项", "改名，让人分得清；办的是同一件事就合成一个")
    yield from _repeated(materials, "材料", "同一种材料只登记一次；不同的材料换个叫法")


def _repeated(names: list[tuple[str, Place]], word: str, hint: str) -> Iterator[Finding]:
    first: dict[str, Place] = {}
    for name, place in names:
        other = first.setdefault(name, place)
        if other != place:
            yield Finding(place, f"已经有{word}叫「{name}」", hint, other)


RULE = CorpusRule(
    code="duplicate-name",
    title="重名",
    why="两个事项同名，群众分不清该办哪个。一种材料登记两次，清单里就会要两份。",
    bad="# 两个编号，同一种材料\nid-card: {name: 居民身份证, …}\nidentity-card: {name: 居民身份证, …}",
    good="id-card: {name: 居民身份证, …}",
    check=_check,
)
