# SPDX-License-Identifier: MIT
"""Everything that can be searched in, `data/search.js` out: one classic script, so that it works from a USB stick.

An entry is a list: kind, name, address, summary, everyday names, pinyin initials, pinyin. The browser's
half is templates/assets/search.js.
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import msgspec

from twotrees.layout.index import SiteIndex, all_windows
from twotrees.model.corpus import Corpus

KINDS = ("事项", "一件事", "材料", "部门", "窗口")
_MATTER, _EVENT, _MATERIAL, _DEPARTMENT, _WINDOW = range(len(KINDS))


class Entry(NamedTuple):
    """One thing to find."""

    kind: int
    name: str
    url: str
    summary: str
    aliases: str
    initials: str
    pinyin: str


def search_js(corpus: Corpus, index: SiteIndex) -> bytes:
    """Give the script that holds the search index; matters come first, each kind in site order."""
    entries = msgspec.json.encode([list(entry) for entry in search_entries(corpus, index)])
    kinds = msgspec.json.encode(KINDS)
    return b'"use strict";(window.twotrees=window.twotrees||{}).search={kinds:%b,entries:%b};\n' % (
        kinds,
        entries,
    )


def search_entries(corpus: Corpus, index: SiteIndex) -> Iterator[Entry]:
    """Give all entries."""
    for head in corpus.heads.values():
        if head.is_living:
            yield _entry(_MATTER, head.name, f"m/{head.code}.html", head.summary, head.aliases)
    for key, event in corpus.events.items():
        yield _entry(_EVENT, event.name, f"e/{key}.html", event.summary, ())
    for key, material in corpus.materials.items():
        if key in index.users or key in index.producers:
            yield _entry(
                _MATERIAL, material.name, f"doc/{key}.html", material.how_to_get, material.aliases
            )
    for key in index.department_matters:
        if key in corpus.departments:
            department = corpus.departments[key]
            yield _entry(
                _DEPARTMENT, department.name, f"d/{key}.html", department.duty, (department.short,)
            )
    for _, hall, zone, window in all_windows(corpus):
        summary = f"{hall.name} {zone.floor}{zone.name} {window.label}"
        yield _entry(_WINDOW, window.name, f"w/{window.code}.html", summary, (window.label,))


def _entry(kind: int, name: str, url: str, summary: str, aliases: Iterable[str]) -> Entry:  # noqa: PLR0917 - one row
    names = (name, *aliases)
    spellings = [_spell(each) for each in names]
    return Entry(
        kind=kind,
        name=name,
        url=url,
        summary=summary,
        aliases=" ".join(names[1:]),
        initials=" ".join(_spelled(part[:1] for part in spelling) for spelling in spellings),
        pinyin=_spelled(spellings[0]),
    )


def _spell(text: str) -> list[str]:
    """Give the pinyin of each character; what isn't a character of Chinese stands for itself."""
    # Only the one worker that spells pays for these dictionaries: a quarter of a second, 60 MB.
    from pypinyin import Style, lazy_pinyin  # noqa: PLC0415

    return lazy_pinyin(text, style=Style.NORMAL, errors=list)  # type: ignore[arg-type]  # it takes any call that gives a list


def _spelled(parts: Iterable[str]) -> str:
    """Join parts without spaces or signs: 上户口 → shanghukou, its initials shk."""
    return re.sub(r"[^a-z0-9]", "", "".join(parts).lower())
