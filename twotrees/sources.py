# SPDX-License-Identifier: MIT
"""Sheets and pages in; out, for all that is to be made, what it is made from and what makes it."""

from collections.abc import Callable, Iterator

import jinja2
import msgspec

from twotrees.layout.sheet import MatterSheet
from twotrees.layout.sheets import SheetMaker
from twotrees.render.data import MarkdownWriter, record_json
from twotrees.render.site import TEMPLATES, File, SiteWriter
from twotrees.reuse import Made, Source

_PACK = msgspec.msgpack.Encoder()


class Sources:
    """Knows what the pages of a site are made from: a matter's own record, and all around it."""

    def __init__(self, sheets: SheetMaker, site: SiteWriter) -> None:
        """Take what makes sheets and pages of one corpus."""
        self._sheets, self._site = sheets, site
        self._corpus = sheets.corpus
        self._around = self._corpus.surroundings + sheets.day.isoformat().encode()
        loader = jinja2.FileSystemLoader(TEMPLATES)
        self._markdown = MarkdownWriter(jinja2.Environment(loader=loader, autoescape=False))  # noqa: S701 - plain text
        self._makers: dict[str, Callable[[str], Made]] = {
            "others": self._others,
            "search": self._search,
            "event": self._event,
            "matter": self._matter,
            "paper": self._paper,
        }

    def items(self) -> Iterator[tuple[str, str]]:
        """Give kind and id of all that is to be made."""
        yield "others", ""
        yield "search", ""
        corpus = self._corpus
        for kind, keys in (
            ("event", corpus.events),
            ("matter", corpus.matters),
            ("paper", corpus.materials),
        ):
            for key in keys:
                yield kind, key

    def source(self, kind: str, key: str) -> Source:
        """Give what an item is made from, and what makes it."""
        records = [self._corpus.matters.packed(matter) for matter in self.seen(kind, key)]
        inputs = _PACK.encode((self._around, kind, key, records))
        return Source(inputs, lambda: self._makers[kind](key))

    def seen(self, kind: str, key: str) -> list[str]:
        """Give the matters whose full records are shown."""
        if kind == "matter":
            return [key]
        if kind == "event":
            stages = self._corpus.events[key].stages
            listed = {item.matter for stage in stages for item in stage.matters}
            return sorted(listed & self._corpus.matters.keys())
        return []

    def _others(self, _: str) -> Made:
        return Made(self._around, self._site.pages)

    def _search(self, _: str) -> Made:
        corpus = self._corpus
        named = (corpus.heads, corpus.events, corpus.materials, corpus.departments, corpus.halls)
        searched = [list(entries.items()) for entries in named]
        return Made(_PACK.encode(("search", searched)), self._site.search)

    def _event(self, key: str) -> Made:
        return Made(self.source("event", key).inputs, lambda: self._site.event(key))

    def _matter(self, key: str) -> Made:
        sheet = self._sheets.sheet(key)
        # The page numbers situations, too: by the record and by who has the matter.
        decisive = sheet, self._corpus.matters.packed(key), self._sheets.applies.get(key)
        return Made(_PACK.encode(decisive), lambda: self._record_files(sheet))

    def _record_files(self, sheet: MatterSheet) -> Iterator[File]:
        yield from self._site.matter(sheet)
        yield f"m/{sheet.code}.json", record_json(sheet)
        yield f"m/{sheet.code}.md", self._markdown.record(sheet)

    def _paper(self, key: str) -> Made:
        page = self._site.paper(key)
        return Made(_PACK.encode(page), lambda: [self._site.material(page)])
