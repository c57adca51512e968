# SPDX-License-Identifier: MIT
"""A piece of a booklet as HTML in, its pages out: laid out apart, without page numbers and fonts.

What depends on other pieces is left open, so that a piece stays as it is whatever happens before
it: page numbers (`Spot`), the place in the book (running heads come for both sides), the outline,
names to link to, and the fonts, of which all pieces share one set (`bind.py`).
"""

import gc
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from math import inf
from typing import Any, NamedTuple

import msgspec
import pydyf
import weasyprint
from weasyprint import DEFAULT_OPTIONS
from weasyprint.formatting_structure.boxes import TextBox
from weasyprint.pdf import generate_pdf
from weasyprint.pdf.fonts import Font, build_fonts_dictionary
from weasyprint.pdf.stream import Stream
from weasyprint.text.fonts import get_hb_object_data
from weasyprint.urls import URLFetcher

from twotrees.render.errors import PrintError
from twotrees.render.print.alike import like_parts_once
from twotrees.render.print.code_size import modules_measured
from twotrees.render.print.fonts import shrink
from twotrees.render.print.objects import DOCUMENT, FONTS, Objects, taken
from twotrees.render.print.overflow import Overflow, overflows
from twotrees.render.print.replacing import replaced
from twotrees.render.print.tags import HEAD_PAGES, number_of, open_up

NOTHING_ELSE = URLFetcher(allowed_protocols=["data"])
_TOKEN = re.compile(r"<([0-9a-f]*)>|(-?[0-9.]+)")
_SAID_BY_THE_BOOK = {"Lang", "MarkInfo", "ViewerPreferences"}
_POINT = 0.75  # of a CSS pixel
_OPTIONS = {**DEFAULT_OPTIONS, "pdf_variant": "pdf/ua-1", "pdf_version": b"1.7", "pdf_tags": True}


class Spot(msgspec.Struct, array_like=True, frozen=True):
    """Where a page's number is to be drawn: the page of `target`, or the page itself if that is empty.

    `before` and `after` are what stands beside it in one text, as glyphs; `shift` is the part of the
    unused width that goes before the number; `room` is how many digits fit; `place` and `size` are as PDF writes them.
    """

    target: str
    tag: str
    mcid: int
    place: str
    font: str
    size: str
    colour: tuple[float, ...]
    before: str
    after: str
    shift: float
    room: int


class Sheet(msgspec.Struct, array_like=True, frozen=True):
    """A page: its spots, its anchors with their places, its bookmarks by level and title."""

    spots: tuple[Spot, ...]
    anchors: dict[str, tuple[float, float]]
    bookmarks: tuple[tuple[int, str, float, float], ...]


class Glyphs(msgspec.Struct, array_like=True, frozen=True):
    """The glyphs that a piece uses of one face: what they mean and how wide they are."""

    texts: dict[int, str]
    widths: dict[int, float]


class Link(msgspec.Struct, array_like=True, frozen=True):
    """A link: its number among the piece's objects, its place, what it says, and the tag that holds it."""

    number: int
    place: tuple[float, ...]
    text: bytes
    owner: int


class Leaf(msgspec.Struct, array_like=True, frozen=True):
    """A page as objects: its number, that of what is painted on it, its height, its links, the tag of each text."""

    number: int
    painted: int
    height: float
    links: tuple[Link, ...]
    owners: tuple[int, ...]


class Part(msgspec.Struct, array_like=True, frozen=True):
    """A piece laid out: its pages, which begin on a right-hand page, as objects; `heads` are right and left.

    `resources` is the number of what all its pages use, `tops` are its outermost tags, `names` the
    table heads by their name. `finest` is the least side of a module of its QR codes, in mm of the
    layout; `over` is what doesn't fit where it should.
    """

    objects: Objects
    resources: int
    leaves: tuple[Leaf, ...]
    tops: tuple[int, ...]
    names: tuple[tuple[bytes, int], ...]
    sheets: tuple[Sheet, ...]
    heads: tuple[tuple[Spot, ...], ...]
    faces: dict[str, Glyphs]
    finest: float
    over: tuple[Overflow, ...]


class Digits(NamedTuple):
    """The glyphs of the ten digits in a face, all of one width."""

    glyphs: dict[str, int]
    width: float


class EmptyBook(NamedTuple):
    """What a book has before it has pieces: fonts and metadata by their numbers, what it says of itself."""

    objects: Objects
    fonts: int
    metadata: int
    catalog: bytes
    info: bytes
    digits: dict[str, Digits]


def style_sheet(css: str) -> weasyprint.CSS:
    """Read the style sheet once for all pieces."""
    return weasyprint.CSS(string=css, url_fetcher=NOTHING_ELSE)


def lay_out(
    html: str, style: weasyprint.CSS, *, name: str, mark: str, is_repetitive: bool = False
) -> Part:
    """Lay a piece out.

    `name` tells its table heads from those of others, `mark` stands for a page's number; in a
    repetitive piece many cells of tables are alike.
    """
    with _fonts_kept_out() as faces, like_parts_once() if is_repetitive else nullcontext():
        source = weasyprint.HTML(string=html, url_fetcher=NOTHING_ELSE)
        document = source.render(stylesheets=[style])
        over = tuple(found for page in document.pages for found in overflows(page))
        _leave_links_open(document)
        spots: list[tuple[Spot, ...]] = []
        for page in document.pages:
            page.paint = _painting(page, mark, spots)
        with modules_measured() as modules:
            pdf = generate_pdf(document, None, 1, **_OPTIONS)
    if len(document.pages) % 2:
        spots[-2:] = spots[:-3:-1]
    sheets = tuple(map(_sheet, document.pages[:-HEAD_PAGES], spots))
    open_up(pdf, name)
    return _part(
        pdf,
        sheets=sheets,
        heads=tuple(spots[-HEAD_PAGES:]),
        faces=_glyphs(faces),
        finest=min(modules, default=inf),
        over=over,
    )


def _part(  # noqa: PLR0913 - what a part is made of, by name
    pdf: pydyf.PDF,
    *,
    sheets: tuple[Sheet, ...],
    heads: tuple[tuple[Spot, ...], ...],
    faces: dict[str, Glyphs],
    finest: float,
    over: tuple[Overflow, ...],
) -> Part:
    """Take what a book needs out of a piece's PDF."""
    pages = [pdf.objects[number] for number in pdf.pages["Kids"][::3]]
    root = pdf.objects[number_of(pdf.catalog["StructTreeRoot"])]
    document = pdf.objects[number_of(root["K"][0])]
    nums = pdf.objects[number_of(root["ParentTree"])]["Nums"]
    owners = dict(zip(nums[::2], nums[1::2], strict=True))
    links = [[pdf.objects[number_of(one)] for one in page.get("Annots", ())] for page in pages]
    resources = pdf.objects[number_of(pages[0]["Resources"])]
    tops = [number_of(kid) for kid in document["K"]]
    objects, numbers = taken(
        pdf,
        [resources.number, *(number_of(page["Contents"]) for page in pages), *tops],
        named={document.number: DOCUMENT, number_of(resources["Font"]): FONTS},
        open_ones=[page.number for page in pages]
        + [link.number for some in links for link in some],
    )

    def number(reference: bytes) -> int:
        return numbers[number_of(reference)]

    return Part(
        objects=objects,
        resources=numbers[resources.number],
        leaves=tuple(
            Leaf(
                number=numbers[page.number],
                painted=number(page["Contents"]),
                height=page["TrimBox"][3],
                links=tuple(
                    Link(
                        number=numbers[link.number],
                        place=tuple(link["Rect"]),
                        text=_without(link, {"Rect", "StructParent"}),
                        owner=number(owners[link["StructParent"]]),
                    )
                    for link in some
                ),
                owners=tuple(map(number, owners[place])),
            )
            for place, (page, some) in enumerate(zip(pages, links, strict=True))
        ),
        tops=tuple(numbers[top] for top in tops),
        names=tuple(
            (item.data, number(reference))
            for item, reference in zip(*[iter(root["IDTree"]["Names"])] * 2, strict=True)
        ),
        sheets=sheets,
        heads=heads,
        faces=faces,
        finest=finest,
        over=over,
    )


def _without(item: pydyf.Dictionary, keys: set[str]) -> bytes:
    """Give a dictionary's text without some keys."""
    rest = pydyf.Dictionary({key: value for key, value in item.items() if key not in keys})
    text: bytes = rest.data
    return text


@contextmanager
def tidied() -> Iterator[Callable[[], object]]:
    """Lay out without the garbage collector, which takes a fifth of the time; give what is to be called after each piece."""
    was_on = gc.isenabled()
    gc.disable()
    gc.freeze()  # so that only what is new is looked at
    try:
        yield gc.collect
    finally:
        gc.unfreeze()
        if was_on:
            gc.enable()


def empty_book(html: str, style: weasyprint.CSS, faces: Mapping[str, Glyphs]) -> EmptyBook:
    """Give a PDF with the metadata of `html` and the fonts for all `faces`; `html` shows the digits in each.

    Raises:
        PrintError: a piece uses a face that `html` doesn't show.
    """

    def build(pdf: pydyf.PDF, fonts: dict[int, Font], *rest: object) -> pydyf.Dictionary:
        strange = faces.keys() - {font.hash for font in fonts.values()}
        if strange:
            raise PrintError("有字不是用手册的字体印的，请检查 fonts-noto-cjk 是否装全。")
        for font in fonts.values():
            known = digits.setdefault(font.hash, Digits({}, 0))
            known.glyphs.update({text: glyph for glyph, text in font.to_unicode.items()})
            digits[font.hash] = known._replace(width=max(font.widths.values()))
            used = faces.get(font.hash, Glyphs({}, {}))
            font.to_unicode = dict(sorted((font.to_unicode | used.texts).items()))
            font.widths = dict(sorted((font.widths | used.widths).items()))
        first = len(pdf.objects)
        with replaced(weasyprint.pdf.fonts, "get_hb_object_data", get_hb_object_data):
            built = build_fonts_dictionary(pdf, fonts, *rest)
        for item in pdf.objects[first:]:
            if isinstance(item, pydyf.Stream) and item.extra.get("Subtype") == "/OpenType":
                shrink(item)
        return built

    digits: dict[str, Digits] = {}
    with (
        replaced(weasyprint.pdf, "build_fonts_dictionary", build),
        replaced(weasyprint.pdf.fonts, "get_hb_object_data", lambda *_: b""),  # 20 MB a face
    ):
        source = weasyprint.HTML(string=html, url_fetcher=NOTHING_ELSE)
        pdf = generate_pdf(source.render(stylesheets=[style]), None, 1, **_OPTIONS)
    found = next(
        item for item in pdf.objects if isinstance(item, pydyf.Dictionary) and "Font" in item
    )
    fonts, metadata = number_of(found["Font"]), number_of(pdf.catalog["Metadata"])
    objects, numbers = taken(pdf, [fonts, metadata], named={})
    return EmptyBook(
        objects=objects,
        fonts=numbers[fonts],
        metadata=numbers[metadata],
        catalog=_without(pdf.catalog, pdf.catalog.keys() - _SAID_BY_THE_BOOK),
        info=pdf.info.data,
        digits=digits,
    )


def _leave_links_open(document: weasyprint.Document) -> None:
    """Let links lead to names that other pieces have: WeasyPrint drops those that it can't follow."""
    known = {name for page in document.pages for name in page.anchors}
    targets = {link[1] for page in document.pages for link in page.links if link[0] == "internal"}
    for name in sorted(targets - known):
        document.pages[-1].anchors[name] = (0, 0, 0, 0)


def _painting(
    page: weasyprint.Page, mark: str, spots: list[tuple[Spot, ...]]
) -> Callable[[Stream, float], None]:
    """Give what paints a page and then takes the page numbers out of what was painted."""
    paint = page.paint
    middle = page.width / 2

    def paint_without_numbers(stream: Stream, scale: float) -> None:
        paint(stream, scale)
        starts = {
            item["MCID"]: place - 1
            for place, item in enumerate(stream.stream)
            if isinstance(item, pydyf.Dictionary)
        }
        numbers = [
            (starts[stream._tags[box]["mcid"]], box)  # noqa: SLF001 - the only place that knows which text is which
            for box in page._page_box.descendants(placeholders=True)  # noqa: SLF001 - no public way to text after layout
            if isinstance(box, TextBox) and mark in box.text and _is_number(box, mark)
        ]
        spots.append(
            tuple(_cut(stream.stream, *number, mark=mark, middle=middle) for number in numbers)
        )

    return paint_without_numbers


def _is_number(box: TextBox, mark: str) -> bool:
    """Tell a number from other zeros: it follows a link, or stands in a margin, where no element is."""
    return box.element_tag == "a::after" or (box.element_tag is None and box.text == mark)


def _cut(painted: list[Any], start: int, box: TextBox, *, mark: str, middle: float) -> Spot:
    """Take a text out of a page and give it as a spot; what colours it set stays for what follows."""
    end = painted.index(b"EMC", start)
    cut = painted[start : end + 1]
    kept = [item for item in map(_bytes, cut) if item[-3:] in {b" rg", b" gs"}]
    here = cut[1]["MCID"]
    painted[start : end + 1] = [*kept, *[b""] * (len(cut) - len(kept))]
    (shown,) = (item for item in cut if _bytes(item).endswith(b" TJ"))
    (placed,) = (item for item in cut if _bytes(item).endswith(b" Tm"))
    (font,) = (item for item in cut if _bytes(item).endswith(b" Tf"))
    before, after = _around(shown.decode(), box.text.index(mark), len(mark))
    target = box.element.get("href")[1:] if box.element_tag == "a::after" else ""
    return Spot(
        target=target,
        tag=cut[0].lstrip("/"),
        mcid=here,
        place=placed.decode(),
        font=font.decode().split()[0][1:],
        size=font.decode().split()[1],
        colour=tuple(box.style["color"].to("srgb").coordinates),
        before=before,
        after=after,
        shift=0.5 if before or after else float(bool(target) or box.position_x > middle),
        room=len(mark),
    )


def _bytes(item: Any) -> bytes:
    return item if isinstance(item, bytes) else b""


def _around(shown: str, start: int, length: int) -> tuple[str, str]:
    """Give what is shown before and after a mark: a glyph for each character, moves between them."""
    tokens: list[str] = []
    for glyphs, move in _TOKEN.findall(shown):
        tokens += [f"<{glyph}>" for glyph in re.findall("....", glyphs)] or [f" {move} "]
    places = [place for place, token in enumerate(tokens) if token[0] == "<"]
    first, last = places[start], places[start + length - 1]
    return "".join(tokens[:first]), "".join(tokens[last + 1 :]) if places[-1] > last else ""


def _sheet(page: weasyprint.Page, spots: tuple[Spot, ...]) -> Sheet:
    def place(x: float, y: float) -> tuple[float, float]:
        return x * _POINT, (page.height - y) * _POINT

    anchors = {name: place(x, y) for name, (x, y, _, _) in page.anchors.items()}
    bookmarks = tuple((level, label, *place(*point)) for level, label, point, _ in page.bookmarks)
    return Sheet(spots, anchors, bookmarks)


def _glyphs(fonts: dict[int, Font]) -> dict[str, Glyphs]:
    found: dict[str, Glyphs] = {}
    for font in fonts.values():
        glyphs = found.setdefault(font.hash, Glyphs({}, {}))
        glyphs.texts.update(font.to_unicode)
        glyphs.widths.update(font.widths)
    return found


@contextmanager
def _fonts_kept_out() -> Iterator[dict[int, Font]]:
    """Leave fonts out of a PDF, and give them: to read and to cut them takes as long as the layout."""
    found: dict[int, Font] = {}

    def build(_: pydyf.PDF, fonts: dict[int, Font], *_rest: object) -> pydyf.Dictionary:
        found.update(fonts)
        return pydyf.Dictionary()

    with (
        replaced(weasyprint.pdf, "build_fonts_dictionary", build),
        replaced(weasyprint.pdf.fonts, "get_hb_object_data", lambda *_: b""),
    ):
        yield found
