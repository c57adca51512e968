# SPDX-License-Identifier: MIT
"""Each event with its plan in; a leaflet of A4, folded in three, out."""

from collections.abc import Iterator

from twotrees.layout.codes import code_url
from twotrees.layout.leaflet import plan_leaflet
from twotrees.layout.leaflet_flap import writing_on
from twotrees.layout.leaflet_size import SIZES, size_of
from twotrees.layout.page_maker import PageMaker
from twotrees.render.print.booklet import Booklet, Format
from twotrees.render.print.writer import Order, Writer

LANDSCAPE = Format(297, 210, top=9, outer=0, bottom=9, inner=0)
PANELS = 3  # of a side
_SIDES = 2
_CODE = 46  # mm


def leaflets(order: Order) -> Iterator[Booklet]:
    """Give the leaflets of all wanted events."""
    maker = order.maker
    halls = PageMaker(maker).hall().halls
    for event_id, event in maker.corpus.events.items():
        if not order.wanted.has_event(event_id):
            continue
        writer = Writer(order, LANDSCAPE, halls=halls, sizes=SIZES)
        leaflet = plan_leaflet(maker, order.graph, event_id)
        title = f"{event.name}办事指引"
        piece = writer.piece(
            "leaflet",
            key=event.code,
            name=title,
            heads="bare",
            place=maker.corpus.place("event", event_id),
            most=_SIDES,
            leaflet=leaflet,
            size=size_of(leaflet),
            writing=writing_on(leaflet),
            code=writer.code(code_url(maker.corpus, event.code), event.name, least=_CODE),
        )
        yield writer.booklet(
            f"events/{event_id}", title, [piece], style="leaflets", name=f"{event.name}折页"
        )
