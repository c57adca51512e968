# SPDX-License-Identifier: MIT
"""Posters of the trees and leaflets of the events: all that they must name is on them, nothing is cut."""

from itertools import pairwise
from pathlib import Path

import outloud
import pytest

from tests.paper_codes import codes_on
from tests.pdf_facts import PdfFacts
from tests.test_manual import bound, order_of, sheets_of, squeezed
from twotrees.graph import build_graph
from twotrees.layout.codes import code_url
from twotrees.layout.leaflet import plan_leaflet
from twotrees.layout.leaflet_size import size_of
from twotrees.layout.manual import TreePart, plan_manual
from twotrees.layout.page_maker import PageMaker
from twotrees.layout.poster import HEIGHT, plan_poster
from twotrees.layout.selection import Selection
from twotrees.layout.sheets import SheetMaker
from twotrees.model.corpus import Corpus
from twotrees.render.print.booklet import MM
from twotrees.render.print.leaflets import leaflets
from twotrees.render.print.posters import TOP, posters

SIZES = {"a3": (841.89, 1190.55), "a1": (1683.78, 2381.1)}
SMALLEST = 9.5  # points
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
    """All are in the order of the tree; on each side they stand below each other."""
    for tree in trees.values():
        poster = plan_poster(tree)
        found = [place.event.chapter.event.code for place in poster.places]
        assert found == [chapter.event.code for chapter in tree.chapters]
        for side in (True, False):
            places = [place for place in poster.places if place.is_left is side]
            ends = [place.top + place.height for place in places]
            tops = [place.top for place in places[1:]]
            assert all(end <= top + 0.01 for end, top in zip(ends, tops, strict=False))
            assert ends[-1] <= HEIGHT + 0.01


def test_names_of_a_poster_are_read_from_two_metres(
    printed_posters: dict[str, PdfFacts], trees: dict[str, TreePart]
) -> None:
    """On A1 a character is 7 mm wide at least, a three-hundredth of the distance; A3 is half of it."""
    for tree in trees.values():
        size = plan_poster(tree).type.size
        for sheet, times in (("a3", 1), ("a1", 2)):
            facts = printed_posters[f"{tree.id}-{sheet}"]
            name = squeezed(tree.chapters[0].event.stages[0].rows[0].name)
            glyphs = [glyph for glyph in facts.glyphs[0] if glyph.char in name]
            widths = [
                b.x - a.x for a, b in pairwise(glyphs) if a.y == b.y and a.char + b.char in name
            ]
            assert min(widths) == pytest.approx(size * times, rel=0.02)
        assert 2 * size / MM >= 2000 / 300


def test_an_event_as_long_as_the_others_has_a_side_of_its_own(trees: dict[str, TreePart]) -> None:
    """经营 has more matters than 设立 and 注销 together; people's events keep their order down both sides."""
    sides = {
        place.event.chapter.event.name: place.is_left
        for place in plan_poster(trees["enterprise"]).places
    }
    assert sides == {"企业设立": True, "企业经营": False, "企业注销": True}
    order = [place.is_left for place in plan_poster(trees["personal"]).places]
    assert order == sorted(order, reverse=True)


def test_every_name_of_a_poster_stands_in_its_event(
    printed_posters: dict[str, PdfFacts], trees: dict[str, TreePart]
) -> None:
    """What was reckoned is what was laid out: the last line of each event is above its lower border."""
    for tree in trees.values():
        facts = printed_posters[f"{tree.id}-a3"]
        text = all_text(facts)
        height = facts.document[0].get_size()[1]
        for place in plan_poster(tree).places:
            names = "".join(squeezed(row.name) for row in place.event.rows)
            last = facts.glyphs[0][text.index(names) + len(names) - 1]
            bottom = TOP + place.top + place.height
            assert (height - last.y) / MM < bottom, place.event.chapter.event.name


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


def test_a_leaflet_is_set_as_large_as_its_panels_hold(
    maker: SheetMaker, printed_leaflets: dict[str, PdfFacts]
) -> None:
    """Type is of 9.5 points at least; of every event, no panel inside is left empty."""
    graph = build_graph(maker.corpus)
    sizes = {key: size_of(plan_leaflet(maker, graph, key)) for key in maker.corpus.events}
    assert all(size.type >= SMALLEST for size in sizes.values()), sizes
    assert sizes["birth"].has_details
    for facts in printed_leaflets.values():
        width, height = facts.document[1].get_size()
        for panel in range(3):
            ends = [
                g.y for g in facts.glyphs[1] if panel * width / 3 < g.x < (panel + 1) * width / 3
            ]
            assert min(ends) < height / 2


def test_a_leaflet_announces_no_papers_where_none_follow(maker: SheetMaker) -> None:
    """Nobody must marry with any one paper: then no list is announced that isn't there."""
    files = bound(leaflets(order_of(maker, Selection(events=frozenset({"marriage"})))))
    (data,) = dict(files).values()
    text = all_text(PdfFacts(data))
    assert "谁来办都要带的" not in text
    leaflet = plan_leaflet(maker, build_graph(maker.corpus), "marriage")
    told = [f"带：{detail.bring}" for detail in leaflet.details.values()]
    assert [one for one in told if squeezed(one) not in text] == []


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


def test_what_only_an_optional_matter_gives_is_to_be_brought(
    corpus: Corpus, maker: SheetMaker
) -> None:
    """A child's identity card comes from a matter that nobody must handle; the bank account doesn't."""
    graph = build_graph(corpus)
    papers = {
        paper.name: paper.obtained_in
        for event in ("school", "open")
        for paper in plan_leaflet(maker, graph, event).papers
    }
    assert papers["居民身份证"] == ""
    assert papers["单位银行账户信息"] == "2012"
