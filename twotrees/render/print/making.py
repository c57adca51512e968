# SPDX-License-Identifier: MIT
"""Booklets and the HTML of their pieces in, PDFs out: tagged PDF/UA-1, pieces laid out apart and in parallel, then bound.

Each piece is kept by the digest of what it is made from; after an edit, only pieces that show it
are laid out again. The same booklets and fonts give the same bytes, whatever was kept.
"""

import hashlib
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, partial
from pathlib import Path
from typing import NamedTuple

import msgspec
import pikepdf
import pydyf
import weasyprint
from fontTools import version as fonttools_version
from weasyprint.text.ffi import pango

from twotrees import parallel
from twotrees.kept import KeptFiles
from twotrees.model.problem import Found
from twotrees.render import qr
from twotrees.render.errors import PrintError, PrintFaultsError
from twotrees.render.print import glyphs
from twotrees.render.print.bind import bind, faces_of, placed
from twotrees.render.print.booklet import Booklet, Piece
from twotrees.render.print.misfits import Misfit, in_place, misfits
from twotrees.render.print.part import (
    EmptyBook,
    Glyphs,
    Part,
    empty_book,
    lay_out,
    style_sheet,
    tidied,
)

_LEAST = 2  # pieces, or booklets, that are worth a second process
_MOST_EMPTY = 400  # booklets without pieces that are kept
_MOST = 8000  # pieces kept: those of all booklets, a few times over
_ROUNDING = 0.001  # mm: WeasyPrint writes six decimals
_HERE = Path(__file__).parent
_PACK = msgspec.msgpack.Encoder()
_UNPACK = msgspec.msgpack.Decoder(Part)
_UNPACK_BOUND = msgspec.msgpack.Decoder(tuple[int, bytes])
_UNPACK_EMPTY = msgspec.msgpack.Decoder(EmptyBook)

Advance = Callable[[int, int], object]
"""Takes how many more pieces are ready, and how many pages were laid out for that."""


class _Laid(msgspec.Struct, array_like=True, frozen=True):
    """A piece laid out: its number of pages, what of it doesn't fit, and all of it packed."""

    pages: int
    misfits: tuple[Misfit, ...]
    part: bytes


_UNPACK_LAID = msgspec.msgpack.Decoder(_Laid)


class Printed(NamedTuple):
    """A booklet with its number of pages and its PDF."""

    booklet: Booklet
    pages: int
    data: bytes


class _Work(NamedTuple):
    """A piece to be laid out: as HTML, with which style, and what stands for a page's number in it."""

    piece: Piece
    html: str
    style: str
    mark: str


class _Job(NamedTuple):
    """A booklet with the digests of its pieces, notes last if it has any, and its own."""

    booklet: Booklet
    pieces: tuple[str, ...]
    digest: str


def render_booklets(
    booklets: Sequence[Booklet],
    html: Mapping[Piece, str],
    *,
    kept: KeptFiles,
    jobs: int,
    advance: Advance,
) -> Iterator[Printed]:
    """Give each booklet with its PDF; `advance` counts pieces that are ready, and pages laid out.

    `html` is what each piece writes (`writing.py`).

    Raises:
        PrintFaultsError: a booklet has faults, a piece takes too many pages, or something in it doesn't fit its box.
        PrintError: a font isn't installed, or a code is printed too small for phones.
        WorkerLostError: a worker was killed, as systems do that run out of memory.
    """
    work: dict[str, _Work] = {}
    todo = [_job(booklet, html, work) for booklet in booklets]
    done = {job.digest: data for job in todo if (data := kept.get(job.digest)) is not None}
    missing = [job for job in todo if job.digest not in done]
    wanted = {digest: work[digest] for job in missing for digest in job.pieces}
    advance(len(work) - len(wanted), 0)
    laid = _laid_out(wanted, kept=kept.below("pieces", most=_MOST), jobs=jobs, advance=advance)
    _refuse([fault for booklet in booklets for fault in booklet.faults], wanted, laid)
    parts = {digest: one.part for digest, one in laid.items()}
    empties = kept.below("empty", most=_MOST_EMPTY)
    bound = parallel.map_shards(partial(_bind, parts, empties), missing, jobs, least=_LEAST)
    for job in todo:
        data = done.get(job.digest)
        if data is None:
            data = next(bound)
            kept.keep(job.digest, data)
        yield Printed(job.booklet, *_UNPACK_BOUND.decode(data))
    kept.tidy()
    empties.tidy()


def _job(booklet: Booklet, html: Mapping[Piece, str], work: dict[str, _Work]) -> _Job:
    """Give a booklet's digests, and note in `work` what each stands for."""
    digests = []
    for piece in booklet.whole:
        digest = _digest(booklet.style, piece.key, html[piece])
        work.setdefault(digest, _Work(piece, html[piece], booklet.style, booklet.mark))
        digests.append(digest)
    sides = [piece.side for piece in booklet.whole]
    whole = _digest(booklet.opening, str(booklet.format), str(booklet.sheet), *sides, *digests)
    return _Job(booklet, tuple(digests), whole)


def _laid_out(
    work: Mapping[str, _Work], *, kept: KeptFiles, jobs: int, advance: Advance
) -> dict[str, _Laid]:
    """Give each piece laid out; the longest of those that aren't kept are begun first."""
    packed = {digest: data for digest in work if (data := kept.get(digest)) is not None}
    found = {digest: _UNPACK_LAID.decode(data) for digest, data in packed.items()}
    missing = sorted(work.keys() - found, key=lambda digest: (-len(work[digest].html), digest))
    advance(len(found), 0)
    if missing:
        glyphs.require_all()
    styles = {css: style_sheet(css) for css in sorted({work[digest].style for digest in missing})}
    fresh = parallel.map_shards(partial(_lay_out, work, styles), missing, jobs, least=_LEAST)
    for digest, data in zip(missing, fresh, strict=True):
        kept.keep(digest, data)
        found[digest] = _UNPACK_LAID.decode(data)
        advance(1, found[digest].pages)
    kept.tidy()
    return found


def _lay_out(
    work: Mapping[str, _Work], styles: Mapping[str, weasyprint.CSS], digests: Sequence[str]
) -> list[bytes]:
    """Lay some pieces out, here or in a worker."""
    done = []
    with tidied() as tidy:
        for piece, html, style, mark in map(work.__getitem__, digests):
            part = lay_out(
                html,
                styles[style],
                name=piece.key,
                mark=mark,
                is_repetitive=piece.is_repetitive,
            )
            packed = zlib.compress(_PACK.encode(part), 1)
            laid = _Laid(len(part.sheets), tuple(misfits(piece, part)), packed)
            done.append(_PACK.encode(laid))
            tidy()
    return done


def _bind(parts: Mapping[str, bytes], empties: KeptFiles, jobs: Sequence[_Job]) -> list[bytes]:
    """Bind some booklets, here or in a worker; give each packed, with its number of pages."""
    done = []
    with tidied() as tidy:
        for booklet, digests, _ in jobs:
            laid = [_unpacked(parts[digest]) for digest in digests]
            _refuse_small_codes(booklet, laid)
            sides = [piece.side for piece in booklet.pieces]
            notes = laid.pop() if booklet.notes else None
            order = placed(list(zip(laid, sides, strict=True)), notes=notes, sheet=booklet.sheet)
            used = faces_of([piece.part for piece in order])
            data = bind(order, _empty(booklet, used, empties), booklet.format)
            done.append(_PACK.encode((sum(len(piece.part.sheets) for piece in order), data)))
            tidy()
    return done


def _refuse_small_codes(booklet: Booklet, parts: Sequence[Part]) -> None:
    """Stop at a code that phones can't read as it is printed: not a record, but a style or a template, is wrong then."""
    for piece, part in zip(booklet.whole, parts, strict=True):
        module = part.finest * booklet.format.scale
        if module < qr.LEAST_MODULE_MM - _ROUNDING:
            raise PrintError(
                f"“{piece.name}”的二维码印得太小：一格 {module:.2f} 毫米，手机扫不出来，"
                f"最少要 {qr.LEAST_MODULE_MM} 毫米。请改 templates/print 里的样式。"
            )


def _empty(booklet: Booklet, used: Mapping[str, Glyphs], kept: KeptFiles) -> EmptyBook:
    """Give a booklet without pieces; an edit seldom brings a new character, so its fonts stay as they were cut."""
    texts = [(name, sorted(face.texts.items())) for name, face in sorted(used.items())]
    digest = _digest(booklet.opening, booklet.style, repr(texts))
    data = kept.get(digest)
    if data is None:
        data = _PACK.encode(empty_book(booklet.opening, style_sheet(booklet.style), used))
        kept.keep(digest, data)
    return _UNPACK_EMPTY.decode(data)


def _unpacked(data: bytes) -> Part:
    return _UNPACK.decode(zlib.decompress(data))


def _refuse(faults: Sequence[Found], work: Mapping[str, _Work], laid: Mapping[str, _Laid]) -> None:
    """Tell of all faults at once: those of booklets, and those that the layout has brought to light."""
    found = [
        in_place(one.piece, misfit)
        for digest, one in work.items()
        for misfit in laid[digest].misfits
    ]
    if faults or found:
        raise PrintFaultsError(list(dict.fromkeys([*faults, *found])))


@cache
def _stamp() -> tuple[str, ...]:
    """Give the versions of all that decides how a piece looks, these modules among it."""
    own = [file.read_text(encoding="utf-8") for file in sorted(_HERE.glob("*.py"))]
    libraries = (weasyprint.__version__, pydyf.__version__, pikepdf.__version__, fonttools_version)
    faces = map(glyphs.stamp, glyphs.FACES)
    return (*libraries, str(pango.pango_version()), *faces, *own)


def _digest(*texts: str) -> str:
    """Give a digest of texts and of all that decides how they look."""
    return hashlib.sha256("\0".join((*_stamp(), *texts)).encode()).hexdigest()
