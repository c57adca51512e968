# SPDX-License-Identifier: MIT
"""The names after `build.py print`, each with what gives its booklets."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from twotrees.render.print.booklet import Booklet
from twotrees.render.print.dates import dates
from twotrees.render.print.handbook import A5, LARGE, handbook
from twotrees.render.print.labels import labels
from twotrees.render.print.leaflets import leaflets
from twotrees.render.print.notices import notices
from twotrees.render.print.posters import posters
from twotrees.render.print.specimen import specimen
from twotrees.render.print.staff import acceptance, operations
from twotrees.render.print.windows import windows
from twotrees.render.print.writer import Order

PRINTS: dict[str, Callable[[Order], Iterator[Booklet]]] = {
    "handbook": handbook,
    "handbook-a5": partial(handbook, edition=A5),
    "handbook-large": partial(handbook, edition=LARGE),
    "notices": notices,
    "acceptance": acceptance,
    "operations": operations,
    "events": leaflets,
    "posters": posters,
    "windows": windows,
    "labels": labels,
    "dates": dates,
    "specimen": specimen,
}


def ordered(what: Sequence[str], order: Order) -> Iterator[Booklet]:
    """Give the booklets of the pieces in `what`, or of all."""
    for name in what or PRINTS:
        yield from PRINTS[name](order)
