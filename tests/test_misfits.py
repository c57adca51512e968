# SPDX-License-Identifier: MIT
"""What a layout can't hold is a problem in its place, never cut off: boxes of fixed size, margins, long rows."""

from pathlib import Path

import pytest
import weasyprint

from tests.content import BAD, NO_CACHE, Case, cases, check, copy_base, edit
from tests.pdf_facts import FOOT, HEAD, PdfFacts
from tests.test_manual import bound, order_of, sheets_of
from twotrees.kept import KeptFiles
from twotrees.load import load_corpus
from twotrees.locate import locate
from twotrees.render.errors import PrintFaultsError
from twotrees.render.print.catalogue import ordered
from twotrees.render.print.overflow import overflows
from twotrees.rules import PRINTED

CASES = [case for rule in PRINTED for case in cases(BAD / f"{rule.code}.txt")]
FIXED = ("notices", "labels", "windows", "events", "posters")
FLOWING = ("handbook", "handbook-large", "acceptance", "operations")
LONG = "窗口核对以后退还给您。"
PAGE = "<style>@page { size: 200px 300px; margin: 20px } body, p { margin: 0; font: 10px/1.5 serif }</style>"
LAYOUTS = [
    ("a box that holds its text", "<p style='height:30px'>甲<br>乙</p>", []),
    ("a box that doesn't", "<p style='height:20px'>甲<br>乙</p><br><br>", ["乙"]),
    (
        "a line beyond the margin",
        "<p>甲</p><p style='white-space:nowrap'>" + "乙" * 17,
        ["乙" * 17],
    ),
    ("a line beyond its cell", "<div style='width:30px'><p>ABCDEFGHIJ</p></div>", ["ABCDEFGHIJ"]),
    ("a box over a text", "<p>甲</p><p style='position:absolute;top:5px'>乙</p>", ["甲"]),
    ("a box beside a text", "<p>甲</p><p style='position:absolute;top:0;left:60px'>乙</p>", []),
    ("a box off the paper", "<p style='position:absolute;left:178px'>甲</p>", ["甲"]),
    ("a box in the margin", "<p style='position:absolute;top:262px;left:-18px'>甲</p>", []),
    (
        "a picture over a text",
        "<p>甲</p><svg style='position:absolute;top:0;left:0' width='9' height='9'/>",
        [""],
    ),
    ("more than a page", "<p>" + "甲<br>" * 40, []),
    (
        "a space that hangs at a line's end",
        "<p style='width:100px'>" + "甲" * 10 + "\u3000" + "乙",
        [],
    ),
]


@pytest.mark.parametrize(
    ("html", "expected"), [one[1:] for one in LAYOUTS], ids=[one[0] for one in LAYOUTS]
)
def test_what_runs_out_of_its_box_is_found(html: str, expected: list[str]) -> None:
    """Each text that leaves its box, the margins or the paper, or lies on another, and no other."""
    document = weasyprint.HTML(string=PAGE + html).render()
    assert [one.text for page in document.pages for one in overflows(page)] == expected


def test_the_part_is_named() -> None:
    """The nearest `data-of` says which part of a piece doesn't fit."""
    html = PAGE + "<div data-of='a'><p data-of='b' style='height:20px'>甲<br>乙</p></div>"
    (page,) = weasyprint.HTML(string=html).render().pages
    assert [(one.of, one.text) for one in overflows(page)] == [("b", "乙")]


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> KeptFiles:
    """What is laid out of the base content is so once."""
    return KeptFiles(tmp_path_factory.mktemp("kept"))


def print_all(content: Path, what: tuple[str, ...], kept: KeptFiles) -> dict[str, bytes]:
    """Print some pieces of a content folder."""
    corpus, problems = load_corpus(content, cache=NO_CACHE)
    assert not problems
    return bound(ordered(what, order_of(sheets_of(corpus))), kept)


@pytest.mark.parametrize("case", CASES, ids=[f"{c.code}-{n}" for n, c in enumerate(CASES)])
def test_what_does_not_fit_is_told_in_its_place(
    case: Case, small_content: Path, kept: KeptFiles
) -> None:
    """File, line and column, though `check` finds nothing; told again when the layout is a kept one."""
    assert check(edit(small_content, *case.edits)) == []
    for _ in range(2):
        with pytest.raises(PrintFaultsError) as raised:
            print_all(small_content, FIXED, kept)
        problems = locate(small_content, raised.value.found)
        places = {f"{p.file}:{p.line}:{p.column} {p.severity} [{p.code}]" for p in problems}
        assert sorted(places) == case.expected, "\n".join(map(str, problems))


def test_a_row_longer_than_a_page_goes_on_on_the_next(tmp_path: Path, kept: KeptFiles) -> None:
    """A paper's note of two pages, and checks of six, are printed whole, between the margins."""
    file = copy_base(tmp_path) / "matters/birth/registration.yaml"
    text = file.read_text(encoding="utf-8")
    checks = f"      - {LONG * 180}\n" * 3
    note = f"    handling: 收存\n    note: {LONG * 180}\n    check:\n{checks}"
    file.write_text(text.replace("    handling: 收存\n", note), encoding="utf-8")
    for path, data in print_all(tmp_path, FLOWING, kept).items():
        facts = PdfFacts(data)
        printed = "".join(g.char for page in facts.glyphs for g in page if FOOT < g.y < HEAD)
        times = {"print/acceptance.pdf": 4, "print/operations.pdf": 0}.get(path, 1)
        # A sentence may be parted by a page's end.
        assert printed.count("退还给您") >= times * 180 - 5, path
        for number, glyphs in enumerate(facts.glyphs):
            width, height = facts.document[number].get_size()
            assert all(0 < g.x < width and 0 < g.y < height for g in glyphs), (path, number)
