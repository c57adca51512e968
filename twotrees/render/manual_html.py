# SPDX-License-Identifier: MIT
"""The manual's plan and its sheets in, its pieces as HTML out, and the style sheet for all of them.

Each piece is whole by itself, and begins on a page of its own: pieces can be laid out apart.
"""

from collections.abc import Iterator
from math import ceil
from typing import Any, Literal, NamedTuple

import jinja2
from markupsafe import Markup, escape

from twotrees.layout.codes import code_url
from twotrees.layout.manual import Chapter, Manual
from twotrees.layout.manual_matter import key_facts, paper_groups
from twotrees.layout.manual_tree import tree_plates
from twotrees.layout.page_maker import HOTLINE
from twotrees.layout.punctuation import full_width
from twotrees.layout.sheets import SheetMaker
from twotrees.render import qr
from twotrees.render.typeset import heading, typeset

_MOST_PAGES_A_MATTER, _OTHER_PAGES = 4, 100
CODE_MM = 24  # width of a code in print, if its modules aren't too fine for that
FRONTS = (
    ("guide", "怎么用这本手册"),
    ("halls", "政务大厅和窗口"),
    ("trees", "两棵树"),
    ("departments", "按部门查"),
    ("names", "按叫法查"),
)
# A page that only puts the next chapter on the right is ruled for notes.
_RULED = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 170 261"><path stroke="#ccd6d0"'
    f' stroke-width=".2" d="{"".join(f"M0 {y}h170" for y in range(9, 261, 9))}"/></svg>'
)


Side = Literal["", "left", "right"]


class Piece(NamedTuple):
    """A piece of the manual as an HTML document, which begins on a new page.

    `key` tells it from other pieces, `name` says to an editor where it comes from, `side` is that
    of its first page where it matters.
    """

    key: str
    name: str
    html: str
    side: Side = ""

    @property
    def is_matter(self) -> bool:
        """Whether it is a matter's: front matter, chapters and indexes aren't counted."""
        return self.key[1:].isdigit() and self.key[0] == "m"


class PrintedCode(NamedTuple):
    """A QR code ready to be set: its width in mm and its drawing."""

    width: int
    svg: Markup


class ManualWriter:
    """Writes the pieces of one manual from the templates below print/."""

    def __init__(self, manual: Manual, maker: SheetMaker, environment: jinja2.Environment) -> None:
        """`environment` must escape HTML; the manual sets its texts through `typeset`."""
        self._manual = manual
        self._maker = maker
        self._jinja = environment.overlay(finalize=typeset)
        self._jinja.filters = {**environment.filters, "heading": heading, "plain": _plain}

    def pieces(self) -> Iterator[Piece]:
        """Give all pieces in the order of the pages."""
        manual = self._manual
        code = printed_code(manual.url, "手册的网站")
        yield self._piece("cover", "封面", heads="bare", side="right")
        yield self._piece("imprint", "版权页", heads="imprint", side="left")
        yield self._piece("guide", "使用说明", code=code)
        yield self._piece("hall", "大厅")
        yield self._piece("contents", "目录", fronts=FRONTS)
        plates = [plate for tree in manual.trees for plate in tree_plates(tree)]
        for number, plate in enumerate(plates):
            part: dict[str, Any] = {"template": "tree", "plate": plate, "is_first": not number}
            yield self._piece(f"tree{number}", plate.tree.name, **part)
        for chapter in manual.chapters:
            yield from self._chapter(chapter)
        yield self._piece("departments", "按部门查")
        yield self._piece("names", "按叫法查")
        yield self._piece("back", "封底", heads="bare", side="left", code=code)

    def notes(self) -> Piece:
        """Give the page for notes that stands before a piece which must begin on the other side."""
        return self._piece("notes", "笔记", heads="notes")

    def _chapter(self, chapter: Chapter) -> Iterator[Piece]:
        event, anchor = chapter.event, chapter.anchor
        yield self._piece(
            anchor,
            event.name,
            side="right",
            template="chapter",
            heads=anchor,
            chapter=chapter,
            code=printed_code(chapter.url, event.name),
        )
        for head in chapter.matters:
            sheet = self._maker.sheet(head.id)
            url = code_url(self._maker.corpus, head.code)
            yield self._piece(
                f"m{head.code}",
                f"{head.name}（{head.code}）",
                template="matter",
                heads=anchor,
                chapter=chapter,
                sheet=sheet,
                facts=key_facts(sheet, self._manual.site.phone or HOTLINE),
                papers=paper_groups(sheet.materials),
                before=[m for m in sheet.before if m.code in self._manual.home],
                has_visits=tuple(line.text for line in sheet.visits) != (sheet.glance.visits,),
                after=[m for m in sheet.after if m.code in self._manual.home],
                code=printed_code(url, head.name),
            )

    def _piece(self, key: str, name: str, *, side: Side = "", **values: Any) -> Piece:
        """Write a piece from the template of its `key`, if no other is named; `heads` are front matter's."""
        template = values.pop("template", key)
        page = self._jinja.get_template(f"print/{template}.html")
        values = {"heads": "front", "manual": self._manual, "hotline": HOTLINE, **values}
        return Piece(key, name, page.render(name=name, **values), side)

    def empty_book(self) -> str:
        """Give what the manual says about itself, without a piece."""
        page = self._jinja.get_template("print/handbook.html")
        return page.render(manual=self._manual, title=self.title)

    @property
    def title(self) -> str:
        """What stands on the cover."""
        return f"{self._manual.site.region}便民服务手册"

    @property
    def page_mark(self) -> str:
        """What stands for a page's number until the layout is done: as many zeros as the last page has digits."""
        return "0" * len(str(_MOST_PAGES_A_MATTER * len(self._manual.home) + _OTHER_PAGES))

    def style(self) -> str:
        """Give the style sheet: sizes, colours, the pages' running heads, each chapter's thumb mark."""
        manual = self._manual
        page = self._jinja.overlay(autoescape=False, finalize=None).get_template(
            "print/handbook.css"
        )
        return page.render(
            manual=manual,
            title=_quoted(self.title),
            edition=_quoted(f"{manual.day.year}年{manual.day.month}月版　有疑问打 {HOTLINE}"),
            sample="示范数据，请勿据此办事" if manual.site.is_demonstration else "",
            notes=_RULED,
            page=self.page_mark,
        )


def printed_code(url: str, name: str) -> PrintedCode:
    """Give the code of `url` as wide as phones need it; `name` is what it leads to."""
    width = max(CODE_MM, ceil(qr.least_mm(url)))
    return PrintedCode(width, Markup(qr.svg(url, title=f"二维码：{name}，{url}")))  # noqa: S704 - own SVG


def _plain(text: str) -> Markup:
    """Give a text for an attribute or a drawing, where no markup may stand."""
    return escape(full_width(text))


def _quoted(text: str) -> str:
    """Give a text that can't end a CSS string."""
    return text.replace("\\", "").replace('"', "")
