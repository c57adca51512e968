# SPDX-License-Identifier: MIT
"""The two trees in; a poster of each, on A3 and on A1, out."""

from collections.abc import Iterator
from itertools import product

from twotrees.layout import poster as measures
from twotrees.layout.manual import TreePart, plan_manual
from twotrees.layout.poster import Poster, plan_poster
from twotrees.model.problem import Finding, Found, Severity
from twotrees.render.print.booklet import Booklet, Format, Piece
from twotrees.render.print.writer import Order, Writer

A3 = Format(297, 420, top=16, outer=16, bottom=14, inner=16)
A1 = A3._replace(scale=2)  # 594 × 840 mm: A1 but for a millimetre, which the bleed covers
SIZES = {"a3": A3, "a1": A1}
TOP = 46.0  # mm: where the trunk and its sides begin


def posters(order: Order) -> Iterator[Booklet]:
    """Give the posters of all trees that have a wanted event."""
    trees = plan_manual(order.maker, order.wanted).trees
    for tree, (size, page) in product(trees, SIZES.items()):
        writer = Writer(order, page, m=measures, top=TOP)
        title = f"{writer.site.region}{tree.name}"
        poster = plan_poster(tree, scale=page.scale)
        # What isn't legible from two metres isn't printed.
        pieces = [_piece(writer, tree, poster, title=title)] if poster else []
        yield writer.booklet(
            f"posters/{tree.id}-{size}",
            title,
            pieces,
            style="posters",
            name=f"{tree.name}海报（{size.upper()}）",
            faults=[] if poster else [_too_full(order, tree, size)],
        )


def _piece(writer: Writer, tree: TreePart, poster: Poster, *, title: str) -> Piece:
    corpus, page = writer.maker.corpus, writer.format
    codes = {
        event.chapter.anchor: writer.code(
            event.chapter.url, event.chapter.event.name, least=event.code * page.scale
        )
        for event in (place.event for place in poster.places)
    }
    return writer.piece(
        "poster",
        key=tree.id,
        name=title,
        place=corpus.place("tree", tree.id),
        places={
            chapter.event.code: corpus.place("event", chapter.event.id, "name")
            for chapter in tree.chapters
        },
        most=1,
        heads="bare",
        tree=tree,
        poster=poster,
        codes=codes,
    )


def _too_full(order: Order, tree: TreePart, size: str) -> Found:
    message = f"“{tree.name}”的阶段太多或名字太长，{size.upper()}海报放不下两米外看得清的字"
    place = order.maker.corpus.place("tree", tree.id)
    finding = Finding(place, message, "阶段的名字写短些，或者并成几个")
    return Found("too-many-pages", Severity.ERROR, finding)
