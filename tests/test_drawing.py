# SPDX-License-Identifier: MIT
"""Tree drawings: nothing overlaps, nothing is cut, every name is real text with its link."""

from pathlib import Path
from xml.etree import ElementTree as ET

import jinja2
import pytest

from twotrees.layout.drawing import Drawing, Style, event_drawing, tree_drawing
from twotrees.model.corpus import Corpus
from twotrees.render.tree_svg import TreeWriter

ROOT = Path(__file__).parent.parent
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def drawings(corpus: Corpus) -> list[Drawing]:
    """Every event, and both trees."""
    events = [event_drawing(corpus, key) for key in corpus.events]
    return events + [tree_drawing(corpus, key) for key in corpus.trees]


def test_boxes_stay_apart_and_inside(drawings: list[Drawing]) -> None:
    """No two boxes overlap and none leaves the drawing."""
    for drawing in drawings:
        for number, a in enumerate(drawing.boxes):
            assert a.x >= 0
            assert a.x + a.width <= drawing.width
            assert a.y + a.height <= drawing.height
            for b in drawing.boxes[number + 1 :]:
                apart = a.x + a.width <= b.x or b.x + b.width <= a.x
                assert apart or a.y + a.height <= b.y or b.y + b.height <= a.y


def test_an_event_fits_a_phone(corpus: Corpus) -> None:
    """The drawing of an event is as wide as a phone's page, in text of at least 15 units."""
    for key in corpus.events:
        drawing = event_drawing(corpus, key)
        assert drawing.width <= 390 - 2 * 16
        assert all(box.size >= 15 for box in drawing.boxes)


@pytest.mark.parametrize(
    "text", ["出生登记", "城乡居民基本医疗保险参保登记", "自主就业退役士兵地方一次性经济补助申领"]
)
def test_names_wrap_without_a_lonely_character(text: str) -> None:
    """Lines together are the name, none is a single character, none is too wide."""
    style = Style(112, 15)
    lines = style.wrap(text)
    assert "".join(lines) == text
    assert all(1 < len(line) <= 7 for line in lines)


def test_the_svg_has_real_text_and_links(corpus: Corpus, drawings: list[Drawing]) -> None:
    """Each matter's name can be read and followed; the drawing has an accessible name."""
    loader = jinja2.FileSystemLoader(ROOT / "templates")
    writer = TreeWriter(jinja2.Environment(loader=loader, autoescape=True))
    codes = {head.code: head.name for head in corpus.heads.values()}
    for drawing in drawings:
        root = ET.fromstring(writer.svg(drawing, root="../"))  # noqa: S314 - our own output
        assert root.get("aria-label") == drawing.label
        linked = {a.get("href"): "".join(a.itertext()) for a in root.iter(f"{SVG}a")}
        for href, text in linked.items():
            if href and href.startswith("../m/"):
                assert codes[href[5:9]] in text.replace("\n", "")
        assert len(linked) == len({b.href for b in drawing.boxes if b.href})
