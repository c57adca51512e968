# SPDX-License-Identifier: MIT
"""Posters of the trees and leaflets of the events: all that they must name is on them, nothing is cut."""

import dataclasses
import re
import shutil
from itertools import pairwise
from pathlib import Path

import msgspec
import outloud
import pytest

from tests.content import NO_CACHE
from tests.paper_codes import codes_on
from tests.pdf_facts import PdfFacts
from tests.test_manual import bound, order_of, sheets_of, squeezed
from twotrees.graph import build_graph
from twotrees.layout.codes import code_url
from twotrees.layout.leaflet import plan_leaflet
from twotrees.layout.leaflet_flap import writing_on
from twotrees.layout.leaflet_size import size_of
from twotrees.layout.manual import TreePart, plan_manual
from twotrees.layout.page_maker import PageMaker
from twotrees.layout.poster import HEADING, HEIGHT, PAD, Poster, plan_poster
from twotrees.layout.selection import Selection
from twotrees.layout.sheets import SheetMaker
from twotrees.load import load_corpus
from twotrees.locate import locate
from twotrees.model.corpus import Corpus
from twotrees.render.errors import PrintFaultsError
from twotrees.render.print.booklet import MM
from twotrees.render.print.catalogue import ordered
from twotrees.render.print.leaflets import leaflets
from twotrees.render.print.posters import TOP, posters

ROOT = Path(__file__).parents[1]
SIZES = {"a3": (841.89, 1190.55), "a1": (1683.78, 2381.1)}
SCALES = {"a3": 1.0, "a1": 2.0}
FROM_TWO_METRES = 2000 / 300  # mm
SMALL_PRINT = 18  # mm of A3 at the foot of a poster
EVEN = 2  # mm
SMALLEST = 9.5  # points
EVENTS = frozenset(
    {"birth", "operate", "health"}
)  # a short one, the longest, one without joint handling
FLAP = (190, 206)  # mm: where its last line to write on ends


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
    """Some leaflets by their event."""
    files = bound(leaflets(order_of(maker, Selection(events=EVENTS))))
    return {Path(path).stem: PdfFacts(data) for path, data in files.items()}


def all_text(facts: PdfFacts) -> str:
    """Give all text without spaces."""
    return "".join(glyph.char for page in facts.glyphs for glyph in page)


def is_hanzi(char: str) -> bool:
    """Whether a character is as wide as its type is large, and no sign that may be set closer."""
    return "\u4e00" <= char <= "\u9fff"


def assert_nothing_is_cut(facts: PdfFacts) -> None:
    """Every character stands on its page."""
    for number, glyphs in enumerate(facts.glyphs):
        width, height = facts.document[number].get_size()
        assert all(0 < glyph.x < width and 0 < glyph.y < height for glyph in glyphs)


def planned(tree: TreePart, size: str) -> Poster:
    """Plan a poster that must be possible."""
    poster = plan_poster(tree, scale=SCALES[size])
    assert poster
    return poster


def test_a_poster_is_one_page_and_names_all_that_it_must(
    printed_posters: dict[str, PdfFacts], trees: dict[str, TreePart]
) -> None:
    """Each event with each of its matters; where all of these aren't legible, with each of its stages."""
    assert set(printed_posters) == {f"{tree}-{size}" for tree in trees for size in SIZES}
    for name, facts in printed_posters.items():
        tree, size = name.rsplit("-", 1)
        (page,) = facts.document
        assert page.get_size() == pytest.approx(SIZES[size], abs=4)
        assert_nothing_is_cut(facts)
        text = all_text(facts)
        for chapter in trees[tree].chapters:
            assert squeezed(chapter.event.name) in text
            stages = chapter.event.stages
            rows = [row.name for stage in stages for row in stage.rows]
            names = [stage.name for stage in stages] if name == "personal-a3" else rows
            assert [one for one in names if squeezed(one) not in text] == []


@pytest.mark.parametrize("size", SIZES)
def test_every_event_of_a_poster_is_reached_by_its_code(
    size: str, printed_posters: dict[str, PdfFacts], trees: dict[str, TreePart], maker: SheetMaker
) -> None:
    """At 150 dpi, all codes of the sheet together."""
    for tree in trees.values():
        assert codes_on(printed_posters[f"{tree.id}-{size}"], 0) == sorted(
            code_url(maker.corpus, chapter.event.code) for chapter in tree.chapters
        )


@pytest.mark.parametrize("size", SIZES)
def test_events_of_a_poster_fill_both_its_sides(size: str, trees: dict[str, TreePart]) -> None:
    """All are in the order of the tree; on each side they stand below each other, equally far apart, down to its end."""
    for tree in trees.values():
        poster = planned(tree, size)
        found = [place.event.chapter.event.code for place in poster.places]
        assert found == [chapter.event.code for chapter in tree.chapters]
        gaps = []
        for side in (True, False):
            places = [place for place in poster.places if place.is_left is side]
            ends = [place.top + place.height for place in places]
            gaps += [place.top - end for end, place in zip(ends, places[1:], strict=False)]
            assert ends[-1] == pytest.approx(HEIGHT, abs=1)
        assert min(gaps) > 0
        assert max(gaps) - min(gaps) < EVEN


def test_all_words_of_a_poster_are_read_from_two_metres(
    printed_posters: dict[str, PdfFacts],
) -> None:
    """But for the small print at its foot, a character is at least a three-hundredth of that distance wide."""
    for name, facts in printed_posters.items():
        (glyphs,), scale = facts.glyphs, SCALES[name.rsplit("-", 1)[1]]
        hotline = all_text(facts).index("有疑问打")
        large = [glyph for glyph in glyphs if glyph.y > SMALL_PRINT * MM * scale]
        pairs = [*pairwise(large), *pairwise(glyphs[hotline : hotline + 4])]
        widths = [
            (b.x - a.x) / MM
            for a, b in pairs
            if a.y == b.y and is_hanzi(a.char) and is_hanzi(b.char)
        ]
        assert len(widths) > len(pairs) / 2
        assert min(widths) > FROM_TWO_METRES - 0.01, name


def test_a_poster_names_matters_if_they_are_legible(trees: dict[str, TreePart]) -> None:
    """Few events leave room for their matters on A3, many not on A1; too many leave none for their stages."""
    personal = trees["personal"]
    assert planned(personal, "a3").has_stages
    few = dataclasses.replace(personal, chapters=personal.chapters[:3])
    assert not planned(few, "a3").has_stages
    many = dataclasses.replace(personal, chapters=(personal.chapters * 2)[:14])
    assert planned(many, "a1").has_stages
    assert plan_poster(many, scale=SCALES["a3"]) is None


def test_a_poster_that_is_not_legible_is_a_problem_of_its_tree(tmp_path: Path) -> None:
    """A stage of 800 characters: on A3 it can't stand in type that is legible; on A1 matters are named instead.

    What doesn't fit elsewhere is told as well.
    """
    for folder in ("trees", "matters"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    file = tmp_path / "trees/personal/birth.yaml"
    hall = next(tmp_path.glob("trees/regions/*/halls/*.yaml"))
    for path, old, new in (
        (file, "name: 登记生育", f"name: {'登记生育' * 200}"),
        (hall, "label: A01—A02", "label: A01—A02、A11—A19、A21—A29"),
    ):
        path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    line = hall.read_text(encoding="utf-8").split("code: W01")[0].count("\n") + 1
    corpus, problems = load_corpus(tmp_path, cache=NO_CACHE)
    assert not problems
    with pytest.raises(PrintFaultsError) as raised:
        bound(ordered(["posters", "labels"], order_of(sheets_of(corpus))))
    told = [(p.file, p.line, p.code) for p in locate(tmp_path, raised.value.found)]
    assert told == [
        ("trees/personal/tree.yaml", 1, "too-many-pages"),
        (hall.relative_to(tmp_path).as_posix(), line, "text-overflow"),
    ]


def test_an_event_as_long_as_the_others_has_a_side_of_its_own(trees: dict[str, TreePart]) -> None:
    """经营 has more matters than 设立 and 注销 together; people's events keep their order down both sides."""
    for size in SIZES:
        sides = {
            place.event.chapter.event.name: place.is_left
            for place in planned(trees["enterprise"], size).places
        }
        assert sides == {"企业设立": True, "企业经营": False, "企业注销": True}
        order = [place.is_left for place in planned(trees["personal"], size).places]
        assert order == sorted(order, reverse=True)


def test_every_name_of_a_poster_stands_where_it_was_reckoned(
    printed_posters: dict[str, PdfFacts], trees: dict[str, TreePart]
) -> None:
    """From its first to its last character, within its event's border."""
    for poster, facts in printed_posters.items():
        tree, size = poster.rsplit("-", 1)
        (glyphs,), text, unit = facts.glyphs, all_text(facts), MM * SCALES[size]
        height = facts.document[0].get_size()[1]
        for place in planned(trees[tree], size).places:
            at = text.index(squeezed(place.event.chapter.event.name))
            for spot in place.spots:
                name = squeezed(spot.name.text)
                at = text.index(name, at)
                top = TOP + place.top + PAD + HEADING + spot.top
                for glyph in (glyphs[at], glyphs[at + len(name) - 1]):
                    assert top < (height - glyph.y) / unit < top + spot.height, spot
                assert top + spot.height <= TOP + place.top + place.height - PAD + 0.01


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
        assert re.search(r"\D0个工作日", text) is None
        assert not leaflet.plan.days.unknown or "当天能办完" not in text


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


def test_a_flap_is_filled_with_lines_to_write_on(
    maker: SheetMaker, printed_leaflets: dict[str, PdfFacts]
) -> None:
    """Below the head of their columns, down to the foot of the panel; a flap that is full has none."""
    graph = build_graph(maker.corpus)
    for event, facts in printed_leaflets.items():
        leaflet = plan_leaflet(maker, graph, event)
        writing = writing_on(leaflet)
        assert writing
        head = facts.glyphs[0][all_text(facts).index("哪天取")]
        down = (facts.document[0].get_size()[1] - head.y) / MM
        assert FLAP[0] < down + writing.lines * writing.height < FLAP[1], event
        full = msgspec.structs.replace(leaflet.event, intro="先领出生证，再上户口。" * 40)
        assert writing_on(dataclasses.replace(leaflet, event=full)) is None


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
