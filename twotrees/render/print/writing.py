# SPDX-License-Identifier: MIT
"""Booklets in, the HTML of all their pieces out, written in parallel."""

from collections.abc import Iterator, Sequence

from twotrees import parallel
from twotrees.render.print.booklet import Booklet, Piece

_LEAST = 2  # pieces that are worth a second process


def write_pieces(booklets: Sequence[Booklet], *, jobs: int) -> Iterator[tuple[Piece, str]]:
    """Start writing each piece once, and give it with its HTML; the caller may do something else meanwhile.

    Raises:
        WorkerLostError: a worker was killed, as systems do that run out of memory.
    """
    pieces = list(dict.fromkeys(piece for booklet in booklets for piece in booklet.whole))

    def write(some: Sequence[Piece]) -> list[str]:
        return [piece.write() for piece in some]

    return zip(pieces, parallel.map_shards(write, pieces, jobs, least=_LEAST), strict=True)
