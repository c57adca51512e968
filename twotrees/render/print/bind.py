# SPDX-License-Identifier: MIT
"""Pieces laid out apart in, one tagged PDF out: each gets its place, its numbers, and its side of the spine.

A piece is laid out as if it began on a right-hand page. Where it begins on a left-hand one, its
pages move sideways by the difference of the margins; nothing in it is laid out again.
"""

import io
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, ObjectStreamMode, OutlineItem

from twotrees.render.print.booklet import MM, Format, Side
from twotrees.render.print.part import NUMBER, EmptyBook, Glyphs, Part, Spot

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


class _Book:
    """A PDF that grows piece by piece."""

    def __init__(self, empty: EmptyBook, pieces: Sequence[Placed], page: Format) -> None:
        self._format = page
        self._scaled = f"{page.scale:.6f} 0 0 {page.scale:.6f}"
        self._digits = empty.digits
        self._pdf = pikepdf.open(io.BytesIO(empty.pdf))
        self._fonts = dict(self._pdf.Root.Faces.items())
        del self._pdf.Root.Faces
        del self._pdf.pages[0]
        self._numbers = _numbers(pieces)
        self._total = sum(len(piece.part.sheets) for piece in pieces)
        self._shift = page.spine * page.scale * MM
        self._openings: dict[float, Object] = {}
        self._elements: list[Object] = []
        self._owners: list[Object] = []
        self._linkers: list[Object] = []
        self._ids: list[tuple[bytes, Object]] = []
        self._names: list[tuple[str, Array]] = []
        self._bookmarks: list[tuple[int, OutlineItem]] = []

    def add(self, piece: Placed) -> None:
        """Add the pages of a piece with their tags."""
        with pikepdf.open(io.BytesIO(piece.part.pdf)) as source:
            for leaf in source.pages:
                self._pdf.pages.append(leaf)
            tree = self._pdf.copy_foreign(source.Root.StructTreeRoot)
            heads = [self._pdf.copy_foreign(head) for head in source.Root.Heads]
        pages = [page.obj for page in self._pdf.pages[piece.start - 1 :]]
        pages[0].Resources.XObject.HeadR, pages[0].Resources.XObject.HeadL = heads
        for name, font in self._fonts.items():
            pages[0].Resources.Font[name] = font
        self._add_tags(tree, pages)
        for place, page in enumerate(pages):
            self._fill(page, piece, place)

    def _add_tags(self, tree: Object, pages: Sequence[Object]) -> None:
        """Take over the tags of some pages, which stand last in the book."""
        numbers = tree.ParentTree.Nums
        owners = {int(key): numbers[2 * place + 1] for place, key in enumerate(numbers[::2])}
        for element in tree.K[0].K:
            element.P = self._pdf.Root.StructTreeRoot.K[0]
            self._elements.append(element)
        first = len(self._pdf.pages) - len(pages)
        for place, page in enumerate(pages):
            page.StructParents = first + place
            self._owners.append(owners[place])
            for link in page.get("/Annots", ()):
                self._linkers.append(owners[int(link.StructParent)])
                link.StructParent = self._total + len(self._linkers) - 1
        names = tree.IDTree.Names
        self._ids += [(bytes(key), names[2 * n + 1]) for n, key in enumerate(names[::2])]

    def _fill(self, page: Object, piece: Placed, place: int) -> None:
        """Move a page to its side, give it running heads and numbers, and note what leads to it."""
        number, sheet = piece.start + place, piece.part.sheets[place]
        is_right = number % 2 == 1
        move = 0.0 if is_right == (place % 2 == 0) else self._shift * (1 if is_right else -1)
        foot = piece.part.heads[0 if is_right else 1]
        ending = [
            f"Q q {self._scaled} 0 0 cm {_ARTIFACT} /Head{'R' if is_right else 'L'} Do",
            f"q .75 0 0 -.75 0 {page.TrimBox[3]} cm",
            *(self._drawn(spot, number) for spot in foot),
            "Q EMC Q",
        ]
        painted = self._numbered(page.Contents, sheet.spots)
        closing = self._pdf.make_stream("\n".join(ending).encode())
        page.Contents = Array([self._opening(move), painted, closing])
        self._cut(page)
        scale = self._format.scale
        for link in page.get("/Annots", ()):
            x1, y1, x2, y2 = (float(value) * scale for value in link.Rect)
            link.Rect = Array([x1 + move, y1, x2 + move, y2])
        for name, (x, y) in sheet.anchors.items():
            if self._numbers[name] == number:
                target = Array([page, Name.XYZ, x * scale + move, y * scale, 0])
                self._names.append((name, target))
        for level, title, x, y in sheet.bookmarks:
            target = Array([page, Name.XYZ, x * scale + move, y * scale, 0])
            self._bookmarks.append((level, OutlineItem(title, target)))

    def _opening(self, move: float) -> Object:
        """Give what enlarges a page and moves it sideways by `move` points."""
        if move not in self._openings:
            opening = f"q {self._scaled} {move:.6f} 0 cm\n"
            self._openings[move] = self._pdf.make_stream(opening.encode())
        return self._openings[move]

    def _cut(self, page: Object) -> None:
        """Cut a page to its trim, as it is printed."""
        scale = self._format.scale
        page.MediaBox = page.TrimBox = Array([float(value) * scale for value in page.TrimBox])
        del page.BleedBox

    def _numbered(self, painted: Object, spots: Sequence[Spot]) -> Object:
        """Put the numbers of other pages into what is painted on a page."""
        if not spots:
            return painted
        data = painted.read_bytes()
        for spot in spots:
            drawn = self._drawn(spot, self._numbers[spot.target]).encode()
            data = data.replace(b"\n%b\n" % (NUMBER % spot.mcid), b"\n%b\n" % drawn)
        return self._pdf.make_stream(data)

    def _drawn(self, spot: Spot, number: int) -> str:
        """Draw a number: one alone in its box stands at its side, one among hanzi in the middle."""
        digits = self._digits[spot.font]
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
        tree = self._pdf.Root.StructTreeRoot
        tree.K[0].K = Array(self._elements)
        owners = enumerate([*self._owners, *self._linkers])
        tree.ParentTree = self._tree_of("Nums", owners)
        tree.ParentTreeNextKey = self._total + len(self._linkers)
        tree.IDTree = self._tree_of("Names", sorted(self._ids, key=_name))
        names = self._tree_of("Names", sorted(self._names, key=_name))
        self._pdf.Root.Names = Dictionary(Dests=names)
        self._write_outline()
        out = io.BytesIO()
        self._pdf.save(out, object_stream_mode=ObjectStreamMode.generate, deterministic_id=True)
        return out.getvalue()

    def _tree_of(self, kind: str, entries: Iterable[tuple[Any, Object]]) -> Object:
        """Give a number tree or name tree of one level."""
        flat = Array([item for entry in entries for item in entry])
        return self._pdf.make_indirect(Dictionary({f"/{kind}": flat}))

    def _write_outline(self) -> None:
        with self._pdf.open_outline() as outline:
            parents = [outline.root]
            for level, item in self._bookmarks:
                del parents[level:]
                parents[-1].append(item)
                parents.append(item.children)


def _name(entry: tuple[Any, Object]) -> Any:
    return entry[0]


def _numbers(pieces: Sequence[Placed]) -> dict[str, int]:
    """Give the page of each name that a link can lead to; of two the first."""
    found: dict[str, int] = {}
    for piece in pieces:
        for number, sheet in enumerate(piece.part.sheets, piece.start):
            for name in sheet.anchors:
                found.setdefault(name, number)
    return found
