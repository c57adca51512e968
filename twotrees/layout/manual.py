# SPDX-License-Identifier: MIT
"""The manual's plan: which chapters in which order, which matter where, and the indexes.

A matter is printed once, in the first event that lists it; other events refer to it by page.
Page numbers aren't known here: the plan says to which anchor (`m1004`, `e01`) a reference leads.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from twotrees.layout.codes import code_url
from twotrees.layout.page_maker import PageMaker, tone
from twotrees.layout.pages import DepartmentPage, EventPage, HallPart, SiteInfo
from twotrees.layout.selection import EVERYTHING, Selection
from twotrees.layout.sheets import SheetMaker
from twotrees.model.corpus import Corpus, Head
from twotrees.model.tree import Tree

DIGITS = "0—9"  # the letter of entries that begin with a number


@dataclass(frozen=True)
class Chapter:
    """An event's chapter: its page, and the matters that are printed in it, by id."""

    number: int
    event: EventPage
    url: str
    matters: tuple[Head, ...]

    @property
    def anchor(self) -> str:
        """Where the chapter begins."""
        return self.event.code.lower()


@dataclass(frozen=True)
class TreePart:
    """A tree with its chapters; `tone` is its colour class."""

    id: str
    name: str
    intro: str
    tone: str
    chapters: tuple[Chapter, ...]


@dataclass(frozen=True)
class IndexEntry:
    """A name by which people look for a matter; `name` is the official one where it differs."""

    text: str
    code: str
    name: str = ""


@dataclass(frozen=True)
class IndexLetter:
    """The entries under one letter of the alphabet, or under `DIGITS`."""

    letter: str
    entries: tuple[IndexEntry, ...]


@dataclass(frozen=True)
class Manual:
    """The whole manual; `home` is the chapter that prints a matter, by the matter's code."""

    site: SiteInfo
    issuer: str
    day: date
    url: str
    halls: tuple[HallPart, ...]
    notices: tuple[str, ...]
    trees: tuple[TreePart, ...]
    home: dict[str, Chapter]
    departments: tuple[DepartmentPage, ...]

    @property
    def chapters(self) -> tuple[Chapter, ...]:
        """All chapters in order."""
        return tuple(chapter for tree in self.trees for chapter in tree.chapters)

    @property
    def letters(self) -> tuple[IndexLetter, ...]:
        """The index by name of all matters; it takes time to make."""
        return everyday_index([head for chapter in self.chapters for head in chapter.matters])


def plan_manual(maker: SheetMaker, wanted: Selection = EVERYTHING) -> Manual:
    """Plan the manual of the publishing region; only living matters that a tree lists are printed."""
    corpus, pages = maker.corpus, PageMaker(maker)
    trees = manual_trees(maker, wanted)
    home = {h.code: c for tree in trees for c in tree.chapters for h in c.matters}
    hall = pages.hall()
    return Manual(
        site=pages.site(),
        issuer=corpus.region.issuer or corpus.region.name,
        day=maker.day,
        url=corpus.region.site_url.upper(),
        halls=hall.halls,
        notices=hall.notices,
        trees=trees,
        home=home,
        departments=_departments(pages, home),
    )


def manual_trees(maker: SheetMaker, wanted: Selection) -> tuple[TreePart, ...]:
    """Give the trees with their chapters, and each wanted matter in the first chapter that lists it."""
    corpus, pages = maker.corpus, PageMaker(maker)
    taken: set[str] = set()
    parts: list[TreePart] = []
    number = 0
    for tree_id, tree in sorted(
        corpus.trees.items(), key=lambda pair: _first_code(corpus, pair[1])
    ):
        chapters = []
        for event_id in tree.events:
            if event_id not in corpus.events or not wanted.has_event(event_id):
                continue
            number += 1
            event = pages.event(event_id)
            matters = _first_listed(corpus, event_id, taken, wanted=wanted)
            chapters.append(Chapter(number, event, code_url(corpus, event.code), matters))
        if not chapters:
            continue
        part = TreePart(tree_id, tree.name, tree.intro, tone(tree.audience), tuple(chapters))
        parts.append(part)
    return tuple(parts)


def _first_code(corpus: Corpus, tree: Tree) -> str:
    """Give the code by which a tree takes its place: people (E01) before enterprises (E10)."""
    return min((corpus.events[key].code for key in tree.events if key in corpus.events), default="")


def _first_listed(
    corpus: Corpus, event_id: str, taken: set[str], *, wanted: Selection
) -> tuple[Head, ...]:
    """Give the living matters that this event is the first to list, and add them to `taken`."""
    found = []
    for stage in corpus.events[event_id].stages:
        for item in stage.matters:
            head = corpus.heads.get(item.matter)
            if head and head.is_living and head.id not in taken and wanted.has_matter(head.id):
                taken.add(head.id)
                found.append(head)
    return tuple(found)


def _departments(pages: PageMaker, home: dict[str, Chapter]) -> tuple[DepartmentPage, ...]:
    parts = [
        DepartmentPage(
            id=page.id,
            entry=page.entry,
            matters=tuple(sorted((m for m in page.matters if m.code in home), key=_by_code)),
        )
        for page in pages.departments()
    ]
    return tuple(part for part in parts if part.matters)


def _by_code(head: Head) -> str:
    return head.code


def everyday_index(heads: list[Head]) -> tuple[IndexLetter, ...]:
    """Give official and everyday names in the order of their pinyin, under their first letter."""
    entries = {
        (text, head.code): IndexEntry(text, head.code, "" if text == head.name else head.name)
        for head in heads
        for text in (head.name, *head.aliases)
    }
    sounds = defaultdict(list)
    for entry in entries.values():
        sounds[_sound(entry.text)].append(entry)
    ordered = sorted(sounds.items())
    return tuple(
        IndexLetter(letter, tuple(e for _, group in groups for e in sorted(group, key=_by_text)))
        for letter, groups in groupby(ordered, key=lambda pair: pair[0][0])
    )


def _by_text(entry: IndexEntry) -> tuple[str, str]:
    return entry.text, entry.code


def _sound(text: str) -> tuple[str, ...]:
    """Give the letter, then the syllables: words with one first syllable stand together."""
    # Most of what is printed needs no pinyin, and its dictionary takes a fifth of a second to load.
    from pypinyin import lazy_pinyin  # noqa: PLC0415

    bare = text.lstrip("《“「（(")
    syllables = [syllable.lower() for syllable in lazy_pinyin(bare)]
    letter = syllables[0][0].upper() if syllables else ""
    return (letter if "A" <= letter <= "Z" else DIGITS, *syllables)
