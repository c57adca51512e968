# SPDX-License-Identifier: MIT
"""Which matter stands in which chapter, how the indexes are sorted, how text is set."""

from datetime import date

import pytest

from twotrees.graph import build_graph
from twotrees.layout.index import build_index
from twotrees.layout.manual import DIGITS, Manual, everyday_index, plan_manual
from twotrees.layout.manual_tree import Room, tree_plates
from twotrees.layout.sheets import SheetMaker
from twotrees.model.corpus import Corpus, Head
from twotrees.model.terms import MatterType
from twotrees.render.print.typeset import heading, typeset


@pytest.fixture(scope="module")
def manual(corpus: Corpus) -> Manual:
    """The plan of the real manual."""
    return plan_manual(
        SheetMaker(corpus, build_index(corpus, build_graph(corpus)), date(2026, 11, 21))
    )


def test_chapters_follow_the_codes_of_the_events(manual: Manual) -> None:
    """People's events come first, then the enterprises', each tree in its order."""
    codes = [chapter.event.code for chapter in manual.chapters]
    assert codes == [f"E{number:02}" for number in range(1, 13)]
    assert [tree.tone for tree in manual.trees] == ["personal", "enterprise"]


def test_a_matter_is_printed_once_where_it_is_first_listed(manual: Manual) -> None:
    """Every living matter that a stage lists stands in the first event that lists it."""
    printed = [head.code for chapter in manual.chapters for head in chapter.matters]
    assert len(printed) == len(set(printed))
    first: dict[str, str] = {}
    for chapter in manual.chapters:
        for stage in chapter.event.stages:
            for row in stage.rows:
                first.setdefault(row.code, chapter.event.code)
    assert {code: manual.home[code].event.code for code in printed} == first


def test_every_printed_matter_is_in_both_indexes(manual: Manual) -> None:
    """Nobody has to know the event to find a matter."""
    by_department = [head.code for page in manual.departments for head in page.matters]
    assert sorted(by_department) == sorted(manual.home)
    official = {e.code for group in manual.letters for e in group.entries if not e.name}
    assert official == set(manual.home)


@pytest.mark.parametrize(
    ("name", "letter"),
    [
        ("上户口", "S"),
        ("12345投诉", DIGITS),
        ("《出生医学证明》首次签发", "C"),
        ("POS机", "P"),
        ("重新登记", "C"),
    ],
)
def test_names_stand_under_their_first_letter(name: str, letter: str) -> None:
    """The letter is that of the pinyin; signs before the first word don't count."""
    assert [group.letter for group in everyday_index([_head(name)])] == [letter]


def test_names_are_sorted_by_syllables() -> None:
    """Words that begin with one character stand together."""
    (group,) = everyday_index([_head("社会救助", ("社保卡", "上户口", "生育津贴", "社保转移"))])
    assert [e.text for e in group.entries] == [
        "上户口",
        "社保卡",
        "社保转移",
        "社会救助",
        "生育津贴",
    ]


def _head(name: str, aliases: tuple[str, ...] = ()) -> Head:
    return Head(
        id="a/b", code="1001", name=name, aliases=aliases, summary="", type=MatterType.GRANT, department="d"
    )  # fmt: skip


@pytest.mark.parametrize("room", [Room(480, 645), Room(312, 350, sides=1)])
def test_tree_plates_fit_the_page_and_show_every_matter(manual: Manual, room: Room) -> None:
    """No box leaves its plate or covers another, and each event's matters are all there."""
    for tree in manual.trees:
        plates = tree_plates(tree, room)
        for plate in plates:
            for place, box in enumerate(plate.boxes):
                assert box.x >= 0
                assert box.x + box.width <= room.width
                assert box.y >= 0
                assert box.y + box.height <= room.height
                for other in plate.boxes[:place]:
                    apart_x = box.x >= other.x + other.width or other.x >= box.x + box.width
                    apart_y = box.y >= other.y + other.height or other.y >= box.y + box.height
                    assert apart_x or apart_y, (box.lines, other.lines)
        shown = {box.href for plate in plates for box in plate.boxes}
        listed = {row.code for c in tree.chapters for s in c.event.stages for row in s.rows}
        assert shown == {c.anchor.join(("#", "")) for c in tree.chapters} | {
            f"#m{code}" for code in listed
        }


@pytest.mark.parametrize(
    ("text", "markup"),
    [
        ("承诺5个工作日", '承诺<span class="k">5个工作日</span>'),
        ("2026年11月21日起", '<span class="k">2026年11月21日</span>起'),
        ("3至6个月内", '<span class="k">3至6个月内</span>'),
        ("第二十四条第一款", '<span class="k">第二十四条第一款</span>'),
        ("《甲》《乙》", '《甲<span class="h">》</span>《乙》'),
        (
            "（《甲》）。",
            '（<span class="h">《</span>甲<span class="h">》</span><span class="h">）</span>。',
        ),
        ("A<B & C", "A&lt;B &amp; C"),
        ("网上办", "网上办"),
    ],
)
def test_units_and_adjacent_signs_stay_together(text: str, markup: str) -> None:
    """Numbers keep their units on the line; two signs share the space of one and a half."""
    assert typeset(text) == markup


@pytest.mark.parametrize(
    ("name", "markup"),
    [
        ("出生登记", '出生<span class="k">登记</span>'),
        ("注销（简易）", '注销（<span class="k">简易）</span>'),
        ("<b>", "&lt;b&gt;"),
    ],
)
def test_a_heading_never_ends_in_one_character(name: str, markup: str) -> None:
    """The last two characters, and a sign after them, are kept on one line."""
    assert heading(name) == markup
