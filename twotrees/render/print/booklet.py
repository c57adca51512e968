# SPDX-License-Identifier: MIT
"""What is printed: a booklet, its format, and its pieces, each an HTML document of its own."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from twotrees.model.problem import Found, Place

BLEED = 3.0  # mm of paper beyond the trim that a coloured edge is printed on
MARK = "000"  # stands for a page's number
MM = 72 / 25.4  # points

Side = Literal["", "left", "right"]


class Format(NamedTuple):
    """A page as it is laid out, in mm; printed, everything is `scale` times as large.

    So one type scale serves all editions: 大字版 is laid out on a page of 131 mm and enlarged to A4.
    """

    width: float
    height: float
    top: float
    outer: float
    bottom: float
    inner: float
    scale: float = 1

    @property
    def bleed(self) -> float:
        """The bleed in mm of the layout."""
        return BLEED / self.scale

    @property
    def spine(self) -> float:
        """By how many mm the margin at the spine is wider than the outer one."""
        return self.inner - self.outer

    @property
    def text(self) -> tuple[float, float]:
        """Width and height of the text in mm of the layout."""
        return self.width - self.inner - self.outer, self.height - self.top - self.bottom

    @property
    def trim(self) -> tuple[float, float]:
        """Width and height of the cut sheet in mm."""
        return self.width * self.scale, self.height * self.scale


class Type(NamedTuple):
    """A text with its type as it is printed: size and leading in points, family, weight, colour as CSS has it."""

    text: str
    size: float
    leading: float
    family: str
    weight: int
    colour: str


@dataclass(frozen=True, eq=False)
class Piece:
    """A piece of a booklet, which begins on a new page; `write` gives it as an HTML document.

    `key` tells it from the booklet's other pieces, `name` says to an editor where it comes from and
    `place` in which file, `places` those of its parts by their `data-of`. `side` is that of its first
    page where it matters, `most` how many pages it may take (0: any number); in a repetitive piece
    many cells of tables are alike.
    """

    key: str
    name: str
    write: Callable[[], str]
    place: Place
    places: Mapping[str, Place]
    side: Side = ""
    most: int = 0
    is_repetitive: bool = False


@dataclass(frozen=True)
class Booklet:
    """A PDF to be made at `path`: its pieces in order, their style, and what it says about itself.

    `opening` is an HTML document with the booklet's metadata, which shows the ten digits in each
    face; `mark` stands for a page's number until the booklet is bound. `notes` fills the page
    before a piece that must begin on the other side, and before the last piece until the number of
    pages is a multiple of `sheet`. `copies` is what a print shop is asked for. With `faults` it can't be printed.
    """

    path: str
    name: str
    format: Format
    style: str
    opening: str
    pieces: Sequence[Piece]
    mark: str = MARK
    notes: Piece | None = None
    sheet: int = 1
    copies: int = 1
    faults: Sequence[Found] = ()

    @property
    def whole(self) -> tuple[Piece, ...]:
        """Its pieces, and its notes if it has any."""
        return (*self.pieces, *([self.notes] if self.notes else []))

    @property
    def press_path(self) -> str:
        """Where the print shop's edition goes: one folder for all."""
        return "print/press/" + self.path.removeprefix("print/").replace("/", "-")
