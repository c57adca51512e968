# SPDX-License-Identifier: MIT
"""Templates below print/ in, pieces of HTML and style sheets out: what all booklets share.

One visual system: `base.css` has the grid, the type scale and the palette; a booklet's own style
sheet adds what only it has.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from math import ceil
from types import MappingProxyType, SimpleNamespace
from typing import Any, NamedTuple

import jinja2
from markupsafe import Markup, escape

from twotrees.graph import ServiceGraph
from twotrees.layout.page_maker import HOTLINE, PageMaker
from twotrees.layout.selection import EVERYTHING, Selection
from twotrees.layout.sheets import SheetMaker
from twotrees.model.problem import Place
from twotrees.render import qr
from twotrees.render.print.booklet import MARK, Booklet, Format, Piece, Side
from twotrees.render.print.palette import PALETTE
from twotrees.render.print.typeset import heading, typeset

CODE_MM = 24.0  # printed width of a code, if its modules aren't too fine for that


class Order(NamedTuple):
    """What is printed from: sheets, graph and templates; and what it is narrowed to."""

    maker: SheetMaker
    graph: ServiceGraph
    environment: jinja2.Environment
    wanted: Selection = EVERYTHING


class PrintedCode(NamedTuple):
    """A QR code ready to be set: its width in mm of the layout, and its drawing."""

    width: float
    svg: Markup


class Writer:
    """Writes the pieces of one booklet; `values` is what all its templates know."""

    def __init__(self, order: Order, page: Format, **values: Any) -> None:
        """The order's `environment` must escape HTML; print sets its texts through `typeset`."""
        self.maker = maker = order.maker
        environment = order.environment
        self.site = PageMaker(maker).site()
        self.format = page
        self._values = {
            "site": self.site,
            "issuer": maker.corpus.region.issuer or maker.corpus.region.name,
            "day": maker.day,
            "hotline": HOTLINE,
            "format": page,
            "palette": PALETTE,
            "colour": SimpleNamespace(**{key: one.light for key, one in PALETTE.items()}),
            **values,
        }
        self._jinja = environment.overlay(finalize=typeset)
        own = {"heading": heading, "plain": escape, "figure": _figure}
        self._jinja.filters = {**environment.filters, **own}

    def piece(  # noqa: PLR0913 - what a piece is made of, by name
        self,
        template: str,
        *,
        key: str,
        name: str,
        side: Side = "",
        place: Place | None = None,
        places: Mapping[str, Place] = MappingProxyType({}),
        most: int = 0,
        is_repetitive: bool = False,
        values: Callable[[], Mapping[str, Any]] = dict,
        **known: Any,
    ) -> Piece:
        """Give a piece from the template `print/<template>.html`; `heads` names its running heads.

        `values` gives what takes time to find out: it is called when the piece is written, which a
        worker may do. What has no `place` of its own is the region's.
        """
        page = self._jinja.get_template(f"print/{template}.html")

        def write() -> str:
            return page.render(self._values, name=name, **known, **values())

        corpus = self.maker.corpus
        place = place or corpus.place("region", corpus.publisher)
        return Piece(key, name, write, place, places, side, most, is_repetitive)

    def booklet(
        self,
        file: str,
        title: str,
        pieces: Iterable[Piece],
        *,
        style: str,
        name: str = "",
        **options: Any,
    ) -> Booklet:
        """Give a booklet in this writer's format; `name` is what a print shop calls it, if not its title."""
        return Booklet(
            path=f"print/{file}.pdf",
            name=name or title,
            format=self.format,
            style=self.style(style, title=title),
            opening=self.opening(title),
            pieces=tuple(pieces),
            **options,
        )

    def opening(self, title: str) -> str:
        """Give what a booklet says about itself, without a piece."""
        return self._jinja.get_template("print/opening.html").render(self._values, title=title)

    def style(self, template: str, *, title: str, **values: Any) -> str:
        """Give the style sheet `print/<template>.css` over the base: sizes, colours, running heads."""
        page = self._jinja.overlay(autoescape=False, finalize=None)
        return page.get_template(f"print/{template}.css").render(
            self._values,
            title=quoted(title),
            edition=quoted(f"{_month(self.maker.day)}版　有疑问打 {HOTLINE}"),
            sample="示范数据，请勿据此办事" if self.site.is_demonstration else "",
            **{"page": MARK, **values},
        )

    def code(self, url: str, name: str, *, least: float = CODE_MM) -> PrintedCode:
        """Give the code of `url`, at least `least` mm wide on paper; `name` is what it leads to."""
        return printed_code(url, name, least=least, scale=self.format.scale)


def printed_code(url: str, name: str, *, least: float = CODE_MM, scale: float = 1) -> PrintedCode:
    """Give the code of `url`, printed at least `least` mm wide, and as wide as phones need it."""
    width = ceil(max(least, qr.least_mm(url)) / scale * 10) / 10
    return PrintedCode(width, Markup(qr.svg(url, title=f"二维码：{name}，{url}")))  # noqa: S704 - own SVG


def quoted(text: str) -> str:
    """Give a text that can't end a CSS string."""
    return text.replace("\\", "").replace('"', "")


def _figure(value: float) -> str:
    """Give a measure with one decimal at most."""
    return f"{round(value, 1):g}"


def _month(day: date) -> str:
    return f"{day.year}年{day.month}月"
