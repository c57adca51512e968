# SPDX-License-Identifier: MIT
"""A code that would be printed too small for phones stops the print, whatever made it small."""

import dataclasses

import pytest

from tests.test_manual import bound, order_of, sheets_of
from twotrees.layout.selection import Selection
from twotrees.model.corpus import Corpus
from twotrees.render.errors import PrintError
from twotrees.render.print.booklet import Booklet
from twotrees.render.print.windows import windows


@pytest.fixture(scope="module")
def booklet(corpus: Corpus) -> Booklet:
    """The sheet of a window, whose code is 44 mm wide: 1.19 mm a module."""
    (found,) = windows(order_of(sheets_of(corpus), Selection(windows=frozenset({"W01"}))))
    return found


def test_a_code_as_wide_as_reckoned_is_printed(booklet: Booklet) -> None:
    """Also where a style makes it as small as it may be: 0.6 mm a module, of which it has 37."""
    assert bound([booklet])
    assert bound([styled(booklet, ".qr svg { width: 22.2mm }")])


@pytest.mark.parametrize(
    "css",
    [
        ".qr svg { width: 22mm }",
        ".qr { width: 22mm !important }",
        ".qr svg { height: 22mm }",
        ".qr { transform: scale(.5) }",
        "section { transform: rotate(90deg) scaleX(.5) }",
    ],
)
def test_a_style_cannot_make_a_code_too_small(css: str, booklet: Booklet) -> None:
    """The piece is named; a module of 0.59 mm is too small, seen from whichever side."""
    with pytest.raises(PrintError, match="咨询导办台"):
        bound([styled(booklet, css)])


def test_a_format_cannot_make_a_code_too_small(booklet: Booklet) -> None:
    """A piece that two booklets share is looked at as the smaller of them prints it."""
    half = booklet.format._replace(scale=0.5)
    small = dataclasses.replace(booklet, path="print/small.pdf", format=half)
    for both in ([booklet, small], [small, booklet]):
        with pytest.raises(PrintError, match=r"0\.59 毫米"):
            bound(both)


def styled(booklet: Booklet, css: str) -> Booklet:
    """Give a booklet with one more rule of style."""
    return dataclasses.replace(booklet, style=f"{booklet.style}\n{css}")
