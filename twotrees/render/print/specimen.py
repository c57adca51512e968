# SPDX-License-Identifier: MIT
"""All other booklets in, a booklet that shows their system out: grid, type, palette, icons and parts.

Nothing is typed twice: formats, sizes and colours are those of the real booklets, style sheets and inks.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, NamedTuple

from twotrees.layout.codes import code_url
from twotrees.layout.manual import Manual, plan_manual
from twotrees.layout.manual_matter import key_facts, paper_groups
from twotrees.layout.page_maker import HOTLINE, PageMaker
from twotrees.layout.selection import EVERYTHING, Selection
from twotrees.layout.sheets import SheetMaker
from twotrees.render import qr
from twotrees.render.print.booklet import BLEED, MM, Booklet, Format, Type
from twotrees.render.print.handbook import A5, LARGE, handbook
from twotrees.render.print.labels import COLUMNS, ROWS, labels
from twotrees.render.print.leaflets import PANELS, leaflets
from twotrees.render.print.notices import notices
from twotrees.render.print.palette import APART, PALETTE, Colour, Inks, cmyk, contrast
from twotrees.render.print.posters import posters
from twotrees.render.print.staff import A4, acceptance
from twotrees.render.print.windows import windows
from twotrees.render.print.writer import CODE_MM, Order, Writer

_SHOWN, _ROOM = 22, 330.0  # characters of a sample at most, and points that it may be wide
_REGULAR = 400  # weight
_LARGE_CODE = 38.0  # mm: on the cover of a leaflet

# What is shown of a booklet: the words for an element, and its selector.
_STYLES: dict[str, dict[str, str]] = {
    "handbook": {
        "书名": ".title",
        "一件事": ".opener h1",
        "目录、前言": "#contents h1",
        "封面的话": ".cover .promise",
        "手册事项": ".matter h2",
        "手册的节": ".matter h3",
        "答案": ".answer",
        "导语": ".lead",
        "手册正文": ".start > p",
        "表格": ".matter .grid td:not(.answer)",
        "小字、依据": ".law",
        "标签": ".tag",
    },
    "handbook-large": {"大字版正文": ".start > p"},
    "acceptance": {"员工用书书名": "h1", "员工用书事项": ".matter h2"},
    "notices": {"告知单事项": "h1.first", "告知单的节": "article h2"},
    "events": {"折页封面": ".cover h1", "折页的节": ".panel h2", "折页事项": ".way li"},
    "windows": {"窗口号": ".label", "公示牌窗口名": ".top h1", "公示牌正文": ".facts td"},
    "labels": {"桌牌窗口号": ".half .label", "桌牌窗口名": ".half h1", "标签名": ".name"},
    "posters": {"海报标题": ".poster h1", "海报上的事": ".fruit h2", "海报A3上的名字": ".fruit li"},
}
_BODY = "body"
_NAME = "版式样张"


Types = dict[str, dict[str, Type]]  # of a booklet by selector


class Grid(NamedTuple):
    """A booklet's page: its format, its columns and rows, whether two lie open, characters in a line of its text."""

    name: str
    format: Format
    columns: int
    rows: int
    is_open: bool
    type: Type

    @property
    def line(self) -> int:
        """How many characters a line of a column has, its gaps included."""
        return int(self.format.text[0] * self.format.scale / self.columns * MM / self.type.size)


class Step(NamedTuple):
    """A step of the type scale: a sample, and what is set so."""

    type: Type
    uses: tuple[str, ...]

    @property
    def millimetres(self) -> float:
        """How wide a Chinese character is."""
        return self.type.size / MM

    @property
    def sample(self) -> str:
        """As much of the text as a line shows."""
        return self.type.text[: max(2, min(_SHOWN, int(_ROOM / self.type.size)))]


class Ground(NamedTuple):
    """A ground for a text with its contrast to it, in colour and copied."""

    colour: Colour
    contrast: float
    copied: float


class Swatch(NamedTuple):
    """A colour with its inks, and the grounds that its text stands on."""

    colour: Colour
    inks: Inks
    grounds: tuple[Ground, ...]


def specimen(order: Order) -> Iterator[Booklet]:
    """Give the booklet; it shows one event, one matter and one window, whatever is printed besides."""
    writer = Writer(order, A4)
    piece = writer.piece(
        "specimen", key="specimen", name=_NAME, heads="book", values=partial(_values, order, writer)
    )
    yield writer.booklet("specimen", _NAME, [piece], style="specimen")


def _values(order: Order, writer: Writer) -> dict[str, Any]:
    """Give what the four pages show: grid, type scale, palette, icons and parts."""
    # It imports WeasyPrint, which takes half a second: only whoever writes this piece needs it.
    from twotrees.render.print.measured import measured  # noqa: PLC0415

    manual = plan_manual(order.maker)
    matter_id, wanted = _shown(order.maker, manual)
    booklets = _booklets(order._replace(wanted=EVERYTHING), order._replace(wanted=wanted))
    types = {
        key: measured(booklet, [_BODY, *_STYLES.get(key, {}).values()])
        for key, booklet in booklets.items()
    }
    return {
        "grids": list(_grids(booklets, types)),
        "bleed": BLEED,
        "steps": list(_steps(types)),
        "swatches": list(_swatches()),
        "apart": list(_apart()),
        "events": [chapter.event for chapter in manual.chapters],
        **_parts(writer, matter_id),
    }


def _shown(maker: SheetMaker, manual: Manual) -> tuple[str, Selection]:
    """Choose an event's first matter that a window takes, or else the first; give its id, and what shows it all."""
    taken = {
        head.id: window.code
        for window in reversed(list(PageMaker(maker).windows()))
        for head in window.matters
    }
    pairs = [(chapter, head) for chapter in manual.chapters for head in chapter.matters]
    chapter, head = next((pair for pair in pairs if pair[1].id in taken), pairs[0])
    events = maker.corpus.events.items()
    return head.id, Selection(
        events=frozenset(key for key, one in events if one.code == chapter.event.code),
        matters=frozenset({head.id}),
        windows=frozenset({taken[head.id]}) if head.id in taken else None,
    )


def _booklets(whole: Order, shown: Order) -> dict[str, Booklet]:
    """Give the real booklets; posters are whole, since the size of their type depends on how much they name."""
    makers: dict[str, Callable[[Order], Iterator[Booklet]]] = {
        "handbook": handbook,
        "handbook-a5": partial(handbook, edition=A5),
        "handbook-large": partial(handbook, edition=LARGE),
        "notices": notices,
        "acceptance": acceptance,
        "events": leaflets,
        "windows": windows,
        "labels": labels,
    }
    found = {name: next(make(shown)) for name, make in makers.items()}
    return {**found, "posters": next(posters(whole))}


def _grids(booklets: dict[str, Booklet], types: Types) -> Iterator[Grid]:
    rows = (
        ("handbook", "手册、员工用书", 2, 1, True),
        ("handbook-a5", "手册小开本", 2, 1, True),
        ("handbook-large", "手册大字版", 1, 1, True),
        ("notices", "一次性告知单", 1, 1, False),
        ("events", "折页", PANELS, 1, False),
        ("labels", "二维码标签", COLUMNS, ROWS, False),
        ("windows", "窗口公示牌", 1, 1, False),
        ("posters", "海报", 2, 1, False),
    )
    for key, name, columns, lines, is_open in rows:
        if text := types[key].get(_BODY):  # a county may have no window
            yield Grid(name, booklets[key].format, columns, lines, is_open, text)


def _steps(types: Types) -> Iterator[Step]:
    """Give the steps from the largest down: what has one size and face is one step."""
    found: dict[tuple[float, str, bool], list[tuple[str, Type]]] = defaultdict(list)
    for key, styles in _STYLES.items():
        for word, selector in styles.items():
            if one := types[key].get(selector):
                face = (-one.size, one.family, one.weight > _REGULAR)
                found[face].append((word, one))
    for _, uses in sorted(found.items()):
        yield Step(uses[0][1], tuple(word for word, _ in uses))


def _swatches() -> Iterator[Swatch]:
    for one in PALETTE.values():
        grounds = tuple(Ground(PALETTE[on], *_contrasts(one, PALETTE[on])) for on in one.on)
        yield Swatch(one, cmyk(*one.parts), grounds)


def _apart() -> Iterator[tuple[str, Colour, Colour, float]]:
    """Give what has to look different: for what, two colours, and how far apart they are when copied."""
    for one, other, words in APART:
        first, second = PALETTE[one], PALETTE[other]
        yield words, first, second, contrast(first.grey, second.grey)


def _contrasts(one: Colour, other: Colour) -> tuple[float, float]:
    return contrast(one, other), contrast(one.grey, other.grey)


def _parts(writer: Writer, matter_id: str) -> dict[str, Any]:
    """Give a real matter's facts and papers, and its code as small as it may be and as it is printed."""
    sheet = writer.maker.sheet(matter_id)
    url = code_url(writer.maker.corpus, sheet.code)
    return {
        "sheet": sheet,
        "facts": key_facts(sheet, HOTLINE),
        "papers": paper_groups(sheet.materials),
        "codes": [writer.code(url, sheet.name, least=least) for least in (0, CODE_MM, _LARGE_CODE)],
        "quiet": qr.QUIET,
        "module": qr.LEAST_MODULE_MM,
        "modules": len(qr.matrix(url)),
    }
