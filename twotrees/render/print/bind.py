# SPDX-License-Identifier: MIT
"""Pieces laid out apart in, one tagged PDF out: each gets its place, its numbers, and its side of the spine.

A piece is laid out as if it began on a right-hand page. Where it begins on a left-hand one, its
pages move sideways by the difference of the margins; nothing in it is laid out again.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import pydyf

from twotrees.render.print.booklet import MM, Format, Side
from twotrees.render.print.objects import DOCUMENT, FIRST, FONTS
from twotrees.render.print.part import EmptyBook, Glyphs, Link, Part, Spot
from twotrees.render.print.pdf_file import PdfFile

_ARTIFACT = "/Artifact<</Type/Pagination>>BDC"


class Placed(NamedTuple):
    """A piece with the page on which it begins."""

    part: Part
    start: int


def placed(
    parts: Sequence[tuple[Part, Side]], *, notes: Part | None = None, sheet: int = 1
) -> list[Placed]:
    """Give each piece its page; pages for notes stand before a piece that must begin on a certain side.

    They also stand before the last piece until the number of pages is a multiple of `sheet`.
    """
    found: list[Placed] = []
    page = 1
    for number, (part, side) in enumerate(parts, 1):
        while notes and (
            side == ("left" if page % 2 else "right")
            or (number == len(parts) and (page - 1 + len(part.sheets)) % sheet)
        ):
            found.append(Placed(notes, page))
            page += 1
        found.append(Placed(part, page))
        page += len(part.sheets)
    return found


def bind(pieces: Sequence[Placed], empty: EmptyBook, page: Format) -> bytes:
    """Put the pieces into the `empty` book; the same pieces give the same bytes.

    Pages are cut to the trim; what is painted on the bleed stays in the file, unseen.
    """
    book = _Book(empty, pieces, page)
    for piece in pieces:
        book.add(piece)
    return book.written()


def faces_of(parts: Sequence[Part]) -> dict[str, Glyphs]:
    """Give what all parts use of each face; a glyph means what the first of them says."""
    found: dict[str, Glyphs] = {}
    for part in parts:
        for name, glyphs in part.faces.items():
            sofar = found.get(name, Glyphs({}, {}))
            found[name] = Glyphs(glyphs.texts | sofar.texts, glyphs.widths | sofar.widths)
    return found


class _Bookmark(NamedTuple):
    """An entry of the outline: its level from 1, its title, where it leads."""

    level: int
    title: str
    target: bytes


class _Book:
    """A PDF that grows piece by piece."""

    def __init__(self, empty: EmptyBook, pieces: Sequence[Placed], page: Format) -> None:
        self._file = PdfFile()
        self._empty = empty
        self._format = page
        self._scaled = f"{page.scale:.6f} 0 0 {page.scale:.6f}"
        self._shift = page.spine * page.scale * MM
        self._numbers = _numbers(pieces)
        self._total = sum(len(piece.part.sheets) for piece in pieces)
        self._openings: dict[float, int] = {}
        self._pages = self._file.reserve()
        self._document = self._file.reserve()
        own = self._file.reserve(empty.objects.count)
        for number, text in enumerate(empty.objects.shifted({}, own), own):
            self._file.put(number, text, empty.objects.streams.get(number - own + FIRST))
        self._fonts, self._metadata = own + empty.fonts - FIRST, own + empty.metadata - FIRST
        self._kids: list[int] = []
        self._tops: list[int] = []
        self._owners: list[bytes] = []
        self._linkers: list[int] = []
        self._ids: list[tuple[bytes, int]] = []
        self._names: list[tuple[bytes, bytes]] = []
        self._bookmarks: list[_Bookmark] = []

    def add(self, piece: Placed) -> None:
        """Add the pages of a piece with their tags."""
        part = piece.part
        base = self._file.reserve(part.objects.count) - FIRST
        texts = part.objects.shifted({DOCUMENT: self._document, FONTS: self._fonts}, base + FIRST)
        for number, text in enumerate(texts, FIRST):
            if text:
                self._file.put(base + number, text, part.objects.streams.get(number))
        self._tops += (base + top for top in part.tops)
        self._ids += ((name, base + number) for name, number in part.names)
        for place in range(len(part.leaves)):
            self._add_page(piece, place, base)

    def _add_page(self, piece: Placed, place: int, base: int) -> None:
        """Move a page to its side, give it running heads and numbers, and note what leads to it."""
        number, leaf = piece.start + place, piece.part.leaves[place]
        is_right = number % 2 == 1
        move = 0.0 if is_right == (place % 2 == 0) else self._shift * (1 if is_right else -1)
        contents = (self._opening(move), base + leaf.painted, self._closing(piece, place))
        annotations = [self._add_link(link, base, move) for link in leaf.links]
        width, height = (round(mm * MM, 3) for mm in self._format.trim)
        box = _array(0, 0, width, height)
        text = (
            f"<</Type/Page/Parent {self._pages} 0 R/MediaBox{box}/TrimBox{box}"
            f"/Resources {base + piece.part.resources} 0 R/Contents{_references(contents)}"
            f"/Tabs/S/StructParents {number - 1}"
            f"{f'/Annots{_references(annotations)}' if annotations else ''}>>"
        )
        self._file.put(base + leaf.number, text.encode())
        self._kids.append(base + leaf.number)
        self._owners.append(_references(base + owner for owner in leaf.owners).encode())
        self._note_targets(piece, place, page=base + leaf.number, move=move)

    def _add_link(self, link: Link, base: int, move: float) -> int:
        """Add a link of a page that moves sideways; give its number."""
        x1, y1, x2, y2 = (float(value) * self._format.scale for value in link.place)
        parent = self._total + len(self._linkers)
        extra = f"<</Rect{_array(x1 + move, y1, x2 + move, y2)}/StructParent {parent}"
        self._file.put(base + link.number, extra.encode() + link.text.removeprefix(b"<<"))
        self._linkers.append(base + link.owner)
        return base + link.number

    def _note_targets(self, piece: Placed, place: int, *, page: int, move: float) -> None:
        """Note what leads to a page: names and bookmarks."""
        scale, sheet = self._format.scale, piece.part.sheets[place]

        def target(x: float, y: float) -> bytes:
            point = f"{_number(x * scale + move)} {_number(y * scale)}"
            return f"[{page} 0 R/XYZ {point} 0]".encode()

        for name, (x, y) in sheet.anchors.items():
            if self._numbers[name] == piece.start + place:
                self._names.append((name.encode(), target(x, y)))
        for level, title, x, y in sheet.bookmarks:
            self._bookmarks.append(_Bookmark(level, title, target(x, y)))

    def _opening(self, move: float) -> int:
        """Give what enlarges a page and moves it sideways by `move` points."""
        if move not in self._openings:
            opening = f"q {self._scaled} {move:.6f} 0 cm\n"
            self._openings[move] = self._file.add_stream(opening.encode())
        return self._openings[move]

    def _closing(self, piece: Placed, place: int) -> int:
        """Give what stands on a page beside what was laid out: numbers of pages, running heads."""
        number, leaf = piece.start + place, piece.part.leaves[place]
        is_right = number % 2 == 1
        lines = [
            "\nq .75 0 0 .75 0 0 cm",  # what was laid out ends in its own system, with y downwards
            *(
                self._drawn(spot, self._numbers[spot.target])
                for spot in piece.part.sheets[place].spots
            ),
            f"Q Q q {self._scaled} 0 0 cm {_ARTIFACT} /Head{'R' if is_right else 'L'} Do",
            f"q .75 0 0 -.75 0 {leaf.height} cm",
            *(self._drawn(spot, number) for spot in piece.part.heads[0 if is_right else 1]),
            "Q EMC Q",
        ]
        return self._file.add_stream("\n".join(lines).encode())

    def _drawn(self, spot: Spot, number: int) -> str:
        """Draw a number: one alone in its box stands at its side, one among hanzi in the middle."""
        digits = self._empty.digits[spot.font]
        text = str(number)
        spare = (spot.room - len(text)) * digits.width
        red, green, blue = spot.colour
        glyphs = "".join(f"{digits.glyphs[digit]:04x}" for digit in text)
        shown = (
            f"{spot.before} {-spare * spot.shift:.0f} <{glyphs}>"
            f" {spare * (spot.shift - 1):.0f} {spot.after}"
        )
        drawn = (
            f"{red:.6f} {green:.6f} {blue:.6f} rg BT {spot.place}"
            f" /{spot.font} {spot.size} Tf [{shown}] TJ ET"
        )
        return f"/{spot.tag}<</MCID {spot.mcid}>>BDC {drawn} EMC" if spot.target else drawn

    def written(self) -> bytes:
        """Give the book as it is now."""
        file = self._file
        owners = [*self._owners, *(b"%d 0 R" % number for number in self._linkers)]
        flat = b" ".join(b"%d %b" % pair for pair in enumerate(owners))
        parents = file.add(b"<</Nums[%b]>>" % flat)
        ids = file.add(_names(sorted((name, b"%d 0 R" % number) for name, number in self._ids)))
        root = file.add(
            f"<</Type/StructTreeRoot/K[{self._document} 0 R]/ParentTree {parents} 0 R"
            f"/ParentTreeNextKey {len(owners)}/IDTree {ids} 0 R>>".encode()
        )
        tops = _references(self._tops)
        document = f"<</Type/StructElem/S/Document/P {root} 0 R/K{tops}>>"
        file.put(self._document, document.encode())
        pages = f"<</Type/Pages/Kids{_references(self._kids)}/Count {len(self._kids)}>>"
        file.put(self._pages, pages.encode())
        named = sorted((_string(name.decode()), target) for name, target in self._names)
        targets = file.add(_names(named))
        catalog = (
            f"/Type/Catalog/Pages {self._pages} 0 R/StructTreeRoot {root} 0 R"
            f"/Metadata {self._metadata} 0 R/Names<</Dests {targets} 0 R>>{self._outline()}"
        )
        own = b"<<" + catalog.encode() + self._empty.catalog.removeprefix(b"<<")
        return file.written(root=file.add(own), info=file.add(self._empty.info))

    def _outline(self) -> str:
        """Add the bookmarks; give the catalog's entry for them."""
        if not self._bookmarks:
            return ""
        root = self._file.reserve()
        first = self._file.reserve(len(self._bookmarks))
        parents, kids = [root], {root: list[int]()}
        above: list[int] = []
        for number, mark in enumerate(self._bookmarks, first):
            del parents[mark.level :]
            above.append(parents[-1])
            kids[parents[-1]].append(number)
            kids[number] = []
            parents.append(number)
        for number, mark, parent in zip(
            range(first, first + len(above)), self._bookmarks, above, strict=True
        ):
            siblings = kids[parent]
            place = siblings.index(number)
            beside = f"/Prev {siblings[place - 1]} 0 R" if place else ""
            beside += f"/Next {siblings[place + 1]} 0 R" if place + 1 < len(siblings) else ""
            text = f"<</Title {_string(mark.title).decode()}/Parent {parent} 0 R{beside}{_below(kids, number)}/Dest "
            self._file.put(number, text.encode() + mark.target + b">>")
        self._file.put(root, f"<</Type/Outlines{_below(kids, root)}>>".encode())
        return f"/Outlines {root} 0 R"


def _below(kids: dict[int, list[int]], number: int) -> str:
    """Give an outline entry's keys for what stands below it, all of it shown."""
    below = kids[number]
    return (
        f"/First {below[0]} 0 R/Last {below[-1]} 0 R/Count {_count(kids, number)}" if below else ""
    )


def _count(kids: dict[int, list[int]], number: int) -> int:
    return sum(1 + _count(kids, kid) for kid in kids[number])


def _names(entries: Iterable[tuple[bytes, bytes]]) -> bytes:
    """Give a name tree of one level; the names are in order, as strings of PDF."""
    return b"<</Names[%b]>>" % b" ".join(b"%b %b" % entry for entry in entries)


def _string(text: str) -> bytes:
    data: bytes = pydyf.String(text).data
    return data


def _references(numbers: Iterable[int]) -> str:
    return f"[{' '.join(f'{number} 0 R' for number in numbers)}]"


def _array(*values: float) -> str:
    return f"[{' '.join(map(_number, values))}]"


def _number(value: float) -> str:
    return f"{value:.3f}".rstrip("0").rstrip(".")


def _numbers(pieces: Sequence[Placed]) -> dict[str, int]:
    """Give the page of each name that a link can lead to; of two the first."""
    found: dict[str, int] = {}
    for piece in pieces:
        for number, sheet in enumerate(piece.part.sheets, piece.start):
            for name in sheet.anchors:
                found.setdefault(name, number)
    return found
