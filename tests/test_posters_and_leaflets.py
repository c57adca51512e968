# SPDX-License-Identifier: MIT
"""Posters of the trees and leaflets of the events: all that they must name is on them, nothing is cut."""

from pathlib import Path

import outloud
import pytest

from tests.paper_codes import codes_on
from tests.pdf_facts import PdfFacts
from tests.test_manual import bound, order_of, sheets_of, squeezed
from twotrees.graph import build_graph
from twotrees.layout.codes import code_url
from twotrees.layout.leaflet import plan_leaflet
from twotrees.layout.manual import TreePart, plan_manual
from twotrees.layout.page_maker import PageMaker
from twotrees.layout.poster import plan_poster
from twotrees.layout.selection import Selection
from twotrees.layout.sheets import SheetMaker
from twotrees.model.corpus import Corpus
from twotrees.render.print.leaflets import leaflets
from twotrees.render.print.posters import posters

SIZES = {"a3": (841.89, 1190.55), "a1": (1683.78, 2381.1)}
EVENTS = frozenset({"birth", "operate"})  # a short one, and the longest


@pytest.fixture(scope="module")
def maker(corpus: Corpus) -> SheetMaker:
    """All that the repository has."""
    return sheets_of(corpus)


@pytest.fixture(scope="module")
def trees(maker: SheetMaker) -> dict[str, TreePart]:
    """Both trees as the manual plans them."""
    return {tree.id: tree for tree in plan_manual(maker).trees}


@pytest.fixture(scope="module")
def printed_posters(maker: SheetMaker) -> dict[str, PdfFacts]:
    """Every poster by `tree-size`."""
    files = bound(posters(order_of(maker)))
    return {Path(path).stem: PdfFacts(data) for path, data in files.items()}


@pytest.fixture(scope="module")
def printed_leaflets(maker: SheetMaker) -> dict[str, PdfFacts]:
    """Two leaflets by their event."""
    files = bound(leaflets(order_of(maker, Selection(events=EVENTS))))
    return {Path(path).stem: PdfFacts(data) for path, data in files.items()}


def all_text(facts: PdfFacts) -> str:
    """Give all text without spaces."""
    return "".join(glyph.char for page in facts.glyphs for glyph in page)


def assert_nothing_is_cut(facts: PdfFacts) -> None:
    """Every character stands on its page."""
    for number, glyphs in enumerate(facts.glyphs):
        width, height = facts.document[number].get_size()
        assert all(0 < glyph.x < width and 0 < glyph.y < height for glyph in glyphs)


def test_a_poster_is_one_page_and_names_every_matter(
    printed_posters: dict[str, PdfFacts], trees: dict[str, TreePart]
) -> None:
    """Each tree on A3 and on A1; each event, each of its matters."""
    assert set(printed_posters) == {f"{tree}-{size}" for tree in trees for size in SIZES}
    for name, facts in printed_posters.items():
        tree, size = name.rsplit("-", 1)
        (page,) = facts.document
        assert page.get_size() == pytest.approx(SIZES[size], abs=4)
        assert_nothing_is_cut(facts)
        text = all_text(facts)
        for chapter in trees[tree].chapters:
            assert squeezed(chapter.event.name) in text
            rows = [row for stage in chapter.event.stages for row in stage.rows]
            assert [row.name for row in rows if squeezed(row.name) not in text] == []


@pytest.mark.parametrize("size", SIZES)
def test_every_event_of_a_poster_is_reached_by_its_code(
    size: str, printed_posters: dict[str, PdfFacts], trees: dict[str, TreePart], maker: SheetMaker
) -> None:
    """At 150 dpi, all codes of the sheet together."""
    for tree in trees.values():
        assert codes_on(printed_posters[f"{tree.id}-{size}"], 0) == sorted(
            code_url(maker.corpus, chapter.event.code) for chapter in tree.chapters
        )


def test_no_event_of_a_poster_covers_another(trees: dict[str, TreePart]) -> None:
    """On each side events stand below each other, in the order of the tree."""
    for tree in trees.values():
        poster = plan_poster(tree)
        found = [place.event.chapter.event.code for place in (*poster.left, *poster.right)]
        assert found == [chapter.event.code for chapter in tree.chapters]
        for side in (poster.left, poster.right):
            ends = [place.top + place.height for place in side]
            assert all(end <= place.top + 0.01 for end, place in zip(ends, side[1:], strict=False))
            assert ends[-1] <= 338.01


def test_a_leaflet_has_two_sides_and_says_what_the_plan_says(
    printed_leaflets: dict[str, PdfFacts], maker: SheetMaker, corpus: Corpus
) -> None:
    """Every matter in its order, every paper that everybody brings, every last day, hall and phone."""
    hall = PageMaker(maker).hall().halls[0]
    for event, facts in printed_leaflets.items():
        assert len(facts.document) == 2
        assert_nothing_is_cut(facts)
        leaflet = plan_leaflet(maker, build_graph(corpus), event)
        text = all_text(facts)
        rows = [row.name for stage in leaflet.event.stages for row in stage.rows]
        papers = [
            f"{paper.name}（{paper.of}）{paper.count}"
            for paper in leaflet.papers
            if not paper.obtained_in
        ]
        days = [line.text for line in leaflet.dates]
        wanted = [*rows, *papers, *days, hall.address, hall.phone, "示范数据"]
        assert [item for item in wanted if squeezed(item) not in text] == []
        assert papers
        assert days


def test_a_leaflet_asks_nobody_for_what_only_some_need(maker: SheetMaker, corpus: Corpus) -> None:
    """Of birth: nobody is told to bring an adoption certificate, whoever it is brings an identity card."""
    leaflet = plan_leaflet(maker, build_graph(corpus), "birth")
    names = {paper.name for paper in leaflet.papers}
    assert "居民身份证" in names
    assert "收养登记证" not in names
    assert "收养登记证" in leaflet.further


def test_a_leaflet_announces_no_papers_where_none_follow(maker: SheetMaker) -> None:
    """Nobody must marry with any one paper: then no list is announced that isn't there."""
    files = bound(leaflets(order_of(maker, Selection(events=frozenset({"marriage"})))))
    (data,) = dict(files).values()
    text = all_text(PdfFacts(data))
    assert "谁来办都要带的" not in text
    assert "带什么，看您办哪件事。" in text


def test_a_leaflet_leads_to_its_event(
    printed_leaflets: dict[str, PdfFacts], corpus: Corpus
) -> None:
    """The code on the cover reads back at 150 dpi."""
    for event, facts in printed_leaflets.items():
        assert codes_on(facts, 0) == [code_url(corpus, corpus.events[event].code)]


def test_an_independent_checker_finds_no_error(
    printed_posters: dict[str, PdfFacts], printed_leaflets: dict[str, PdfFacts], tmp_path: Path
) -> None:
    """The package outloud checks PDF/UA-1 by rules of its own."""
    for name, facts in {**printed_posters, **printed_leaflets}.items():
        file = tmp_path / f"{name}.pdf"
        file.write_bytes(facts.data)
        result = outloud.check(str(file))
        assert result.errors == 0, (name, result.findings)
