# SPDX-License-Identifier: MIT
"""Sheets and templates in, `print/handbook.pdf` out: tagged PDF/UA-1, its pieces laid out apart.

Each piece is kept by the digest of what it is made from; after an edit, only pieces that show it
are laid out again. The same content, day and fonts give the same bytes, whatever was kept.
"""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, partial
from pathlib import Path

import jinja2
import msgspec
import pikepdf
import pydyf
import weasyprint
from fontTools import version as fonttools_version
from weasyprint.text.ffi import pango

from twotrees import parallel
from twotrees.kept import KeptFiles
from twotrees.layout.manual import plan_manual
from twotrees.layout.sheets import SheetMaker
from twotrees.render import glyphs
from twotrees.render.errors import PrintError
from twotrees.render.manual_html import ManualWriter, Piece
from twotrees.render.print_bind import bind, faces_of, placed
from twotrees.render.print_part import Part, empty_book, lay_out, style_sheet, tidied

HANDBOOK = "print/handbook.pdf"
_LEAST = 2  # pieces that are worth a second process
_MOST = 800  # pieces kept: those of a few manuals
_HERE = Path(__file__).parent
_PACK = msgspec.msgpack.Encoder()
_UNPACK = msgspec.msgpack.Decoder(Part)


def render_print(
    maker: SheetMaker,
    environment: jinja2.Environment,
    *,
    kept: KeptFiles,
    jobs: int,
    advance: Callable[[int], object],
) -> Iterator[tuple[str, bytes]]:
    """Give the printed pieces with their paths; `advance` counts the matters that are laid out.

    Raises:
        PrintError: a font isn't installed, or lacks a character that the content uses.
        WorkerLostError: a worker was killed, as systems do that run out of memory.
    """
    manual = plan_manual(maker)
    writer = ManualWriter(manual, maker, environment)
    pieces = [writer.notes(), *writer.pieces()]
    _refuse_missing(pieces)
    style = writer.style()
    digests = [_digest(style, piece.key, piece.side, piece.html) for piece in pieces]
    digest = _digest(style, writer.empty_book(), *digests)
    data = kept.get(digest)
    if data is None:
        wanted = dict(zip(digests, pieces, strict=True))
        sheet = style_sheet(style)
        work = partial(_work, wanted, style=sheet, mark=writer.page_mark)
        parts = _laid_out(
            wanted, work, kept=kept.below("pieces", most=_MOST), jobs=jobs, advance=advance
        )
        with tidied():
            sides = [piece.side for piece in pieces]
            book = placed(list(zip(parts, sides, strict=True))[1:], notes=parts[0])
            data = bind(book, empty_book(writer.empty_book(), sheet, faces_of(parts)))
        kept.keep(digest, data)
    else:
        advance(len(manual.home))
    yield HANDBOOK, data


def _laid_out(
    pieces: Mapping[str, Piece],
    work: Callable[[Sequence[str]], Sequence[bytes]],
    *,
    kept: KeptFiles,
    jobs: int,
    advance: Callable[[int], object],
) -> list[Part]:
    """Give each piece laid out; the longest of those that aren't kept are begun first."""
    found = {digest: data for digest in pieces if (data := kept.get(digest)) is not None}
    missing = sorted(pieces.keys() - found, key=lambda digest: (-len(pieces[digest].html), digest))
    advance(sum(pieces[digest].is_matter for digest in found))
    fresh = parallel.map_shards(work, missing, jobs, least=_LEAST)
    for digest, data in zip(missing, fresh, strict=True):
        kept.keep(digest, data)
        found[digest] = data
        advance(pieces[digest].is_matter)
    return [_UNPACK.decode(found[digest]) for digest in pieces]


def _work(
    pieces: Mapping[str, Piece], digests: Sequence[str], *, style: weasyprint.CSS, mark: str
) -> list[bytes]:
    """Lay some pieces out, here or in a worker."""
    done = []
    with tidied() as tidy:
        for piece in map(pieces.__getitem__, digests):
            part = lay_out(piece.html, style, name=piece.key, mark=mark)
            done.append(_PACK.encode(part))
            tidy()
    return done


def _refuse_missing(pieces: Sequence[Piece]) -> None:
    """Name every character that the faces lack, with the piece that it stands in."""
    found = [
        f"“{char}”（U+{ord(char):04X}，在“{piece.name}”里）"
        for piece in pieces
        for char in glyphs.missing(piece.html)
    ]
    if found:
        faces = "、".join(dict.fromkeys(face.family for face in glyphs.FACES))
        raise PrintError(
            f"字体 {faces} 里没有这些字，手册印不出来，请换一个写法：{'；'.join(found)}。"
        )


@cache
def _stamp() -> tuple[str, ...]:
    """Give the versions of all that decides how a piece looks, these modules among it."""
    own = [file.read_text(encoding="utf-8") for file in sorted(_HERE.glob("print*.py"))]
    libraries = (weasyprint.__version__, pydyf.__version__, pikepdf.__version__, fonttools_version)
    faces = map(glyphs.stamp, glyphs.FACES)
    return (*libraries, str(pango.pango_version()), *faces, *own)


def _digest(*texts: str) -> str:
    """Give a digest of texts and of all that decides how they look."""
    return hashlib.sha256("\0".join((*_stamp(), *texts)).encode()).hexdigest()
