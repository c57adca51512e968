# SPDX-License-Identifier: MIT
"""The two trees in; a poster of each, on A3 and on A1, out."""

from collections.abc import Iterator

from twotrees.layout import poster as measures
from twotrees.layout.manual import Manual, TreePart, plan_manual
from twotrees.layout.poster import plan_poster
from twotrees.model.problem import Finding, Found, Severity
from twotrees.render.errors import PrintFaultsError
from twotrees.render.print.booklet import Booklet, Format
from twotrees.render.print.writer import Order, Writer

A3 = Format(297, 420, top=16, outer=16, bottom=14, inner=16)
A1 = A3._replace(scale=2)  # 594 × 840 mm: A1 but for a millimetre, which the bleed covers
_CODE = 22.5  # mm
TOP = 46.0  # mm: where the trunk and its sides begin
_SMALLEST = 7.0  # points on A3: smaller type nobody reads on a wall


def posters(order: Order) -> Iterator[Booklet]:
    """Give the posters of all trees that have a wanted event."""
    manual = plan_manual(order.maker, order.wanted)
    for tree in manual.trees:
        for size, page in (("a3", A3), ("a1", A1)):
            yield _poster(order, manual, tree, page=page, size=size)


def _poster(order: Order, manual: Manual, tree: TreePart, *, page: Format, size: str) -> Booklet:
    writer, corpus = Writer(order, page, manual=manual, m=measures, top=TOP), order.maker.corpus
    poster = plan_poster(tree)
    if poster.type.size < _SMALLEST:
        raise PrintFaultsError([_too_full(order, tree)])
    title = f"{manual.site.region}{tree.name}"
    codes = {
        chapter.anchor: writer.code(chapter.url, chapter.event.name, least=_CODE * page.scale)
        for chapter in tree.chapters
    }
    piece = writer.piece(
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
    return writer.booklet(
        f"posters/{tree.id}-{size}",
        title,
        [piece],
        style="posters",
        name=f"{tree.name}海报（{size.upper()}）",
    )


def _too_full(order: Order, tree: TreePart) -> Found:
    message = f"“{tree.name}”的事项太多，一张海报放不下"
    place = order.maker.corpus.place("tree", tree.id)
    return Found("too-many-pages", Severity.ERROR, Finding(place, message, "减少列出的事项"))
