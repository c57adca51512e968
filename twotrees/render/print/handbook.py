# SPDX-License-Identifier: MIT
"""The manual's plan and its sheets in, the manual as a booklet out: cover to index."""

from collections.abc import Iterator
from functools import partial
from typing import Any, NamedTuple

from twotrees.layout.codes import code_url
from twotrees.layout.manual import Chapter, Manual, plan_manual
from twotrees.layout.manual_matter import key_facts, paper_groups
from twotrees.layout.manual_tree import Room, tree_plates
from twotrees.layout.page_maker import HOTLINE
from twotrees.model.corpus import Head
from twotrees.render.print.booklet import MM, Booklet, Format, Piece
from twotrees.render.print.palette import PALETTE
from twotrees.render.print.writer import Order, Writer

FRONTS = (
    ("guide", "怎么用这本手册"),
    ("halls", "政务大厅和窗口"),
    ("trees", "两棵树"),
    ("departments", "按部门查"),
    ("names", "按叫法查"),
)
_HEADING = 33.0  # mm that the heading of a plate takes
_BOTH_SIDES = 480  # points that a tree with two sides needs
_SITE_CODE = 30.0  # mm of the layout: the address stands under it
_SHEET = 4  # pages of a folded sheet: what a print shop imposes


class Edition(NamedTuple):
    """The manual in a size; `pages` are more than a matter takes, to know how many digits a number has."""

    file: str
    name: str
    page: Format
    pages: int
    is_narrow: bool = False


A4 = Edition(
    "handbook", "便民服务手册", Format(210, 297, top=20, outer=18, bottom=16, inner=22), pages=5
)
A5 = Edition(
    "handbook-a5",
    "便民服务手册（A5）",
    Format(148 / 0.9, 210 / 0.9, top=17, outer=13, bottom=14, inner=17, scale=0.9),
    pages=8,
)
# 16 point on A4: text of 10 point on a page of 131 mm, enlarged.
LARGE = Edition(
    "handbook-large",
    "便民服务手册（大字版）",
    Format(210 / 1.6, 297 / 1.6, top=15, outer=9, bottom=11, inner=12, scale=1.6),
    pages=12,
    is_narrow=True,
)


def handbook(order: Order, edition: Edition = A4) -> Iterator[Booklet]:
    """Plan and write the manual."""
    manual = plan_manual(order.maker, order.wanted)
    writer = Writer(order, edition.page, manual=manual, is_narrow=edition.is_narrow)
    yield _HandbookWriter(manual, writer, edition).booklet()


class _HandbookWriter:
    """Writes the pieces of one manual."""

    def __init__(self, manual: Manual, writer: Writer, edition: Edition) -> None:
        self._manual = manual
        self._writer = writer
        self._edition = edition

    def booklet(self) -> Booklet:
        """Give the whole manual."""
        manual, page = self._manual, self._edition.page
        title = f"{manual.site.region}便民服务手册"
        mark = "0" * len(str(self._edition.pages * (len(manual.home) + 20)))
        return Booklet(
            path=f"print/{self._edition.file}.pdf",
            name=self._edition.name,
            format=page,
            style=self._writer.style("handbook", title=title, page=mark, notes=_ruled(page)),
            opening=self._writer.opening(title),
            pieces=tuple(self._pieces()),
            mark=mark,
            notes=self._piece("notes", "笔记", heads="notes"),
            sheet=_SHEET,
        )

    def _pieces(self) -> Iterator[Piece]:
        """Give all pieces in the order of the pages."""
        manual, corpus = self._manual, self._writer.maker.corpus
        least = _SITE_CODE * self._edition.page.scale
        code = self._writer.code(manual.url, "手册的网站", least=least)
        yield self._piece("cover", "封面", heads="bare", side="right")
        yield self._piece("imprint", "版权页", heads="imprint", side="left")
        yield self._piece("guide", "使用说明", code=code)
        hall = next(iter(corpus.local_halls()), "")
        yield self._piece("hall", "大厅", place=corpus.place("hall", hall) if hall else None)
        yield self._piece("contents", "目录", fronts=FRONTS)
        room = _room(self._edition)
        plates = [plate for tree in manual.trees for plate in tree_plates(tree, room)]
        for number, plate in enumerate(plates):
            yield self._piece(
                f"tree{number}",
                plate.tree.name,
                place=corpus.place("tree", plate.tree.id),
                template="tree",
                plate=plate,
                is_first=not number,
            )
        for chapter in manual.chapters:
            yield from self._chapter(chapter)
        yield self._piece("departments", "按部门查")
        yield self._piece("names", "按叫法查")
        yield self._piece("back", "封底", heads="bare", side="left", code=code)

    def _chapter(self, chapter: Chapter) -> Iterator[Piece]:
        event, anchor = chapter.event, chapter.anchor
        corpus = self._writer.maker.corpus
        yield self._piece(
            anchor,
            event.name,
            side="right",
            place=corpus.place("event", event.id),
            template="chapter",
            heads=anchor,
            chapter=chapter,
            values=lambda: {"code": self._writer.code(chapter.url, event.name)},
        )
        for head in chapter.matters:
            yield self._piece(
                f"m{head.code}",
                f"{head.name}（{head.code}）",
                place=corpus.place("matter", head.id),
                template="matter",
                heads=anchor,
                chapter=chapter,
                values=partial(self._matter, head),
            )

    def _matter(self, head: Head) -> dict[str, Any]:
        """Give what a matter's piece says."""
        maker, home = self._writer.maker, self._manual.home
        sheet = maker.sheet(head.id)
        return {
            "sheet": sheet,
            "facts": key_facts(sheet, self._manual.site.phone or HOTLINE),
            "papers": paper_groups(sheet.materials),
            "before": [m for m in sheet.before if m.code in home],
            "has_visits": tuple(line.text for line in sheet.visits) != (sheet.glance.visits,),
            "after": [m for m in sheet.after if m.code in home],
            "code": self._writer.code(code_url(maker.corpus, head.code), head.name),
        }

    def _piece(self, key: str, name: str, *, template: str = "", **known: Any) -> Piece:
        """Give a piece from the template of its `key`, if no other is named; `heads` are front matter's."""
        known = {"heads": "front", **known}
        return self._writer.piece(template or key, key=key, name=name, **known)


def _room(edition: Edition) -> Room:
    """Give what a page has for a tree under its heading."""
    page = edition.page
    width, height = (measure * MM for measure in page.text)
    return Room(width, height - _HEADING * MM, 2 if width >= _BOTH_SIDES else 1)


def _ruled(page: Format) -> str:
    """Draw the lines of a page for notes, which only puts the next chapter on the right."""
    width, height = page.text
    lines = "".join(f"M0 {y}h{width:.0f}" for y in range(9, int(height) + 1, 9))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height:.0f}">'
        f'<path stroke="{PALETTE["line"].light}" stroke-width=".2" d="{lines}"/></svg>'
    )
