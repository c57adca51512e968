# SPDX-License-Identifier: MIT
"""Facts of the printed manual: a small one from the real records, and the whole one as built."""

import dataclasses
import hashlib
import logging
import os
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path

import msgspec
import outloud
import pytest
import weasyprint

from tests.content import BASE
from tests.paper_codes import codes_on
from tests.pdf_facts import A4, FOOT, HEAD, Glyph, PdfFacts
from twotrees.cache import ByteCache
from twotrees.graph import build_graph
from twotrees.kept import KeptFiles
from twotrees.layout.codes import code_url
from twotrees.layout.index import build_index
from twotrees.layout.manual import plan_manual
from twotrees.layout.selection import EVERYTHING, Selection
from twotrees.layout.sheet import MatterSheet
from twotrees.layout.sheets import SheetMaker
from twotrees.load import load_corpus
from twotrees.model.corpus import Corpus
from twotrees.model.matter import Matter
from twotrees.model.packed import Compressed
from twotrees.render.print.booklet import Booklet
from twotrees.render.print.handbook import A5, handbook
from twotrees.render.print.making import Printed, render_booklets
from twotrees.render.print.writer import Order, printed_code
from twotrees.render.print.writing import write_pieces
from twotrees.render.site import environment

ROOT = Path(__file__).parent.parent
DAY = date(2026, 11, 21)
CLOSING, OPENING = "，。、；：！？）》」』】”’", "（《「『【“‘"
HANDBOOK = "print/handbook.pdf"
SECTION_SIZE = 16  # of the headings within a matter, in the units of pdfium


def sheets_of(corpus: Corpus) -> SheetMaker:
    """Give the maker of the sheets of `corpus`."""
    return SheetMaker(corpus, build_index(corpus, build_graph(corpus)), DAY)


def printed(maker: SheetMaker, kept: KeptFiles | None = None, *, jobs: int = 1) -> bytes:
    """Print the manual of `maker`."""
    return bound(handbook(order_of(maker)), kept or KeptFiles(None), jobs=jobs)[HANDBOOK]


def order_of(maker: SheetMaker, wanted: Selection = EVERYTHING) -> Order:
    """Order print of all that `maker` knows, or of what is wanted."""
    return Order(maker, build_graph(maker.corpus), environment(), wanted)


def bound(
    booklets: Iterable[Booklet], kept: KeptFiles | None = None, *, jobs: int = 1
) -> dict[str, bytes]:
    """Give the PDFs of booklets by their paths."""
    return {one.booklet.path: one.data for one in made(booklets, kept, jobs=jobs)}


def made(
    booklets: Iterable[Booklet], kept: KeptFiles | None = None, *, jobs: int = 1
) -> list[Printed]:
    """Write, lay out and bind booklets."""
    some = list(booklets)
    html = dict(write_pieces(some, jobs=jobs))
    kept = kept or KeptFiles(None)
    return list(render_booklets(some, html, kept=kept, jobs=jobs, advance=lambda *_: None))


@pytest.fixture(scope="module")
def maker(corpus: Corpus) -> SheetMaker:
    """All twelve events, with one matter of each, and one more that two events list."""
    return sheets_of(reduced(corpus, list(corpus.events)))


def reduced(corpus: Corpus, names: list[str]) -> Corpus:
    """Give the events of those names with one matter each; school also lists the matter of birth."""
    events = {
        key: msgspec.structs.replace(
            corpus.events[key],
            joint=None,
            stages=(
                msgspec.structs.replace(
                    corpus.events[key].stages[0], matters=corpus.events[key].stages[0].matters[:1]
                ),
            ),
        )
        for key in names
    }
    shared = events["birth"].stages[0]
    events["school"] = msgspec.structs.replace(
        events["school"], stages=(*events["school"].stages, shared)
    )
    listed = {i.matter for event in events.values() for s in event.stages for i in s.matters}
    heads = {key: head for key, head in corpus.heads.items() if key in listed}
    return dataclasses.replace(corpus, events=events, heads=heads)


@pytest.fixture(scope="module")
def complaints() -> Iterator[list[str]]:
    """What WeasyPrint says while the module's manual is printed."""
    said: list[str] = []

    class Listener(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            said.append(record.getMessage())

    listener = Listener(logging.WARNING)
    logging.getLogger("weasyprint").addHandler(listener)
    yield said
    logging.getLogger("weasyprint").removeHandler(listener)


@pytest.fixture(scope="module")
def pdf(maker: SheetMaker, complaints: list[str]) -> PdfFacts:
    """The small manual; `complaints` listens."""
    assert not complaints
    return PdfFacts(printed(maker))


@pytest.fixture(scope="module")
def sheets(maker: SheetMaker) -> list[MatterSheet]:
    """The sheets that are printed in the small manual."""
    return [maker.sheet(key) for key in maker.corpus.heads]


@pytest.fixture(scope="module")
def whole(built_site: Path) -> PdfFacts:
    """The manual of the repository's own content."""
    return PdfFacts((built_site / HANDBOOK).read_bytes())


def squeezed(text: str) -> str:
    """Give a text as it is printed, without any space."""
    return re.sub(r"\s", "", text)


def test_weasyprint_has_nothing_to_say(pdf: PdfFacts, complaints: list[str]) -> None:
    """No style is ignored, no reference leads nowhere."""
    assert pdf.data
    assert not complaints


def test_the_outline_has_every_chapter_and_every_matter(pdf: PdfFacts, maker: SheetMaker) -> None:
    """Events are chapters, their matters stand below them, in the order of the plan."""
    names = [
        (name, level)
        for chapter in plan_manual(maker).chapters
        for name, level in [(chapter.event.name, 0), *((h.name, 1) for h in chapter.matters)]
    ]
    titles = [(entry.title, entry.level) for entry in pdf.outline]
    start = titles.index(names[0])
    assert titles[start : start + len(names)] == names
    assert {"目录", "怎么用这本手册", "按部门查", "按叫法查"} < {title for title, _ in titles}


def test_every_page_number_leads_to_its_page(pdf: PdfFacts) -> None:
    """Contents, trees, chapters and indexes print the page on which the link lands."""
    numbers = [
        (link, int(found[1]))
        for link in pdf.links
        if (found := re.fullmatch(r"（?第?(\d+)页?）?", link.text))
        and not link.text.startswith("0")
    ]
    assert [link for link, number in numbers if number != link.lands_on] == []
    outline = {entry.title: entry.page for entry in pdf.outline}
    first = {entry.title: entry.page for entry in reversed(pdf.outline)}
    contents = range(first["目录"], first["个人全生命周期"])
    in_contents = {link.target: number for link, number in numbers if link.page in contents}
    matters = [entry for entry in pdf.outline if entry.level == 1]
    assert {in_contents[target] for target in in_contents if target[0] == "m"} == {
        m.page for m in matters
    }
    assert in_contents["e01"] == outline["新生儿出生"]
    assert len(numbers) > 4 * len(matters)


def test_another_event_refers_to_a_matter_by_its_page(pdf: PdfFacts) -> None:
    """A matter of two events is printed in the first; the second tells chapter and page."""
    opener = next(entry.page for entry in pdf.outline if entry.title == "入园入学")
    text = "".join(glyph.char for glyph in pdf.body(opener))
    assert "印在“新生儿出生”一章" in text


def test_every_code_reads_back_from_paper(pdf: PdfFacts, maker: SheetMaker) -> None:
    """At 150 dpi each matter's page, each chapter and the back cover give their addresses."""
    corpus = maker.corpus
    expected: dict[int, str] = {len(pdf.document): corpus.region.site_url.upper()}
    codes = {event.name: event.code for event in corpus.events.values()}
    codes |= {head.name: head.code for head in corpus.heads.values()}
    expected |= {e.page: code_url(corpus, codes[e.title]) for e in pdf.outline if e.title in codes}
    assert len(expected) == 1 + len(codes)
    for number, url in expected.items():
        assert codes_on(pdf, number - 1) == [url], number


@pytest.mark.parametrize("url", ["HTTPS://A.CN/Q/1", f"HTTPS://{'LONG.' * 30}EXAMPLE/Q/1017/26A"])
def test_a_code_is_as_wide_as_phones_need(url: str) -> None:
    """At least 22 mm, and no module under 0.6 mm."""
    code = printed_code(url, "甲")
    found = re.search(r'viewBox="0 0 (\d+)', code.svg)
    assert found
    assert code.width >= max(22, 0.6 * int(found[1]))


@pytest.mark.parametrize("which", ["pdf", "whole"])
def test_paper_says_what_the_record_says(
    which: str, corpus: Corpus, request: pytest.FixtureRequest
) -> None:
    """Name, code, everyday names, papers, fees, limits and steps of every printed matter."""
    facts: PdfFacts = request.getfixturevalue(which)
    makers = {"pdf": "maker"}
    maker = request.getfixturevalue(makers[which]) if which in makers else sheets_of(corpus)
    missing = [
        (sheet.code, text)
        for sheet in map(maker.sheet, plan_keys(maker))
        for text in said_by(sheet)
        if squeezed(text) not in facts.text
    ]
    assert missing == []


def plan_keys(maker: SheetMaker) -> list[str]:
    """Give the ids of all printed matters."""
    return [head.id for chapter in plan_manual(maker).chapters for head in chapter.matters]


def said_by(sheet: MatterSheet) -> Iterator[str]:
    """Give what must be found on a matter's pages; sentences in parts, since a page may end in one."""
    yield from (sheet.name, f"编号{sheet.code}", *sheet.aliases)
    yield from (material.name for material in sheet.materials)
    lines = (*sheet.fees, *sheet.amounts, *sheet.deadlines, *sheet.steps)
    for line in lines:
        yield from re.findall(r"\d+(?:\.\d+)?[一-龥]+", line.text)
        yield from re.split(r"[，。；：、]", line.text)[:1]


def test_it_is_tagged_and_has_language_and_title(pdf: PdfFacts) -> None:
    """PDF/UA: a reader knows what is a heading, in which language, of which document."""
    root = pdf.structure.Root
    assert root.MarkInfo.Marked
    assert str(root.Lang) == "zh-CN"
    assert root.ViewerPreferences.DisplayDocTitle
    assert str(pdf.structure.docinfo.Title) == "示范县便民服务手册"
    assert "pdfuaid:part" in root.Metadata.read_bytes().decode()


def test_an_independent_checker_finds_no_error(pdf: PdfFacts, tmp_path: Path) -> None:
    """The package outloud checks PDF/UA-1 by rules of its own."""
    file = tmp_path / "handbook.pdf"
    file.write_bytes(pdf.data)
    result = outloud.check(str(file))
    assert result.errors == 0, result.findings


def test_all_fonts_are_embedded_chinese_faces(pdf: PdfFacts) -> None:
    """No character fell back to another font, and the print shop needs none."""
    fonts = pdf.fonts()
    names = {str(font.BaseFont).partition("+")[2] for font in fonts}
    assert names == {"Noto-Sans-CJK-SC", "Noto-Sans-CJK-SC-Bold", "Noto-Serif-CJK-SC-Bold"}
    for font in fonts:
        assert "/FontFile3" in font.DescendantFonts[0].FontDescriptor


def test_no_character_is_missing(pdf: PdfFacts) -> None:
    """There is no replacement character, and every page number mark was replaced."""
    assert not {"\ufffd", "\u25a1"} & set(pdf.text)
    assert "第000页" not in pdf.text


def test_pages_are_a4_and_chapters_begin_on_the_right(pdf: PdfFacts) -> None:
    """Odd pages are right-hand pages; the back cover is the last left-hand one."""
    for page in pdf.document:
        assert page.get_size() == pytest.approx(A4, abs=0.5)
    chapters = [
        entry.page for entry in pdf.outline if entry.title in {"新生儿出生", "终老", "企业设立"}
    ]
    assert [page % 2 for page in chapters] == [1, 1, 1]
    assert len(pdf.document) % 4 == 0


@pytest.mark.parametrize("which", ["pdf", "whole"])
def test_no_line_begins_or_ends_with_the_wrong_sign(
    which: str, request: pytest.FixtureRequest
) -> None:
    """Closing signs don't begin a line, opening signs don't end one (CLREQ 3.1.3)."""
    facts: PdfFacts = request.getfixturevalue(which)
    wrong = [
        (number, before.char + after.char)
        for number, glyphs in enumerate(facts.glyphs, 1)
        for before, after in pairwise(glyphs)
        if abs(before.y - after.y) > 4
        and (
            (after.char in CLOSING and not has_neighbour(glyphs, after, -1))
            or (before.char in OPENING and not has_neighbour(glyphs, before, 1))
        )
    ]
    assert wrong == []


def has_neighbour(glyphs: list[Glyph], glyph: Glyph, side: int) -> bool:
    """Whether a character stands right before (-1) or after (1) another: page numbers are drawn last."""
    return any(
        abs(other.y - glyph.y) < 2 and 0 < side * (other.x - glyph.x) < 2 * glyph.size
        for other in glyphs
    )


@pytest.mark.parametrize("which", ["pdf", "whole"])
def test_no_heading_stands_alone_at_the_foot(which: str, request: pytest.FixtureRequest) -> None:
    """Under a heading within a matter stands at least one line of what it heads."""
    facts: PdfFacts = request.getfixturevalue(which)
    matters = {entry.page for entry in facts.outline if entry.level == 1}
    for number in range(min(matters), max(matters)):
        glyphs = facts.body(number)
        if glyphs:
            assert round(min(glyphs, key=lambda glyph: glyph.y).size) != SECTION_SIZE, number


def test_every_page_says_that_it_is_a_demonstration(pdf: PdfFacts) -> None:
    """Of a fictional county nobody takes a page for real, the back cover included."""
    for number, glyphs in enumerate(pdf.glyphs, 1):
        assert "示范数据" in "".join(glyph.char for glyph in glyphs), number


def test_table_heads_are_repeated_on_the_next_page() -> None:
    """A table of papers that goes over the page says again what its columns are."""
    maker = base_with(materials=40)
    facts = PdfFacts(printed(maker))
    start = next(e.page for e in facts.outline if e.title == "出生医学证明首次签发")
    for number in (start, start + 1):
        text = "".join(glyph.char for glyph in facts.body(number))
        assert "带材料谁的份数说明" in text, number


def base_with(*, materials: int = 1, alias: str = "") -> SheetMaker:
    """Give the small content of tests/bad with a longer list of papers, or one more everyday name."""
    corpus, problems = load_corpus(BASE, cache=ByteCache(None))
    assert not problems
    key = "birth/certificate"
    old = corpus.matters[key]
    aliases = (*old.aliases, alias) if alias else old.aliases
    packed = {k: corpus.matters.packed(k) for k in corpus.matters}
    packed[key] = Compressed.pack(
        msgspec.structs.replace(old, materials=old.materials * materials, aliases=aliases)
    )
    return sheets_of(dataclasses.replace(corpus, matters=Compressed(Matter, packed.items())))


def test_an_unchanged_manual_is_not_laid_out_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The kept PDF is taken as long as what it is made from is the same."""
    kept = KeptFiles(tmp_path / "print")
    maker = base_with()
    first = printed(maker, kept)
    monkeypatch.setattr(weasyprint, "HTML", None)
    assert printed(maker, kept) == first
    with pytest.raises(TypeError):
        printed(base_with(alias="新叫法"), kept)


def test_only_the_latest_files_are_kept(tmp_path: Path) -> None:
    """Old proofs don't fill the disk; a folder that can't be made costs nothing."""
    kept = KeptFiles(tmp_path / "print")
    for place in range(9):
        kept.keep(str(place), b"x")
        os.utime(tmp_path / "print" / str(place), (place, place))
    kept.tidy()
    assert kept.get("8") == b"x"
    assert kept.get("0") is None
    (tmp_path / "file").touch()
    nowhere = KeptFiles(tmp_path / "file" / "print")
    nowhere.keep("1", b"x")
    assert nowhere.get("1") is None


def test_the_same_content_gives_the_same_bytes() -> None:
    """Two runs of the program differ in nothing, whatever the order of their hashes."""
    script = (
        "import hashlib; from tests.test_manual import base_with, printed;"
        "print(hashlib.sha256(printed(base_with())).hexdigest())"
    )
    digests = {
        subprocess.run(
            [sys.executable, "-c", script],
            cwd=ROOT, env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, text=True, check=True,
        ).stdout.strip()
        for seed in ("1", "2")
    }  # fmt: skip
    assert digests == {hashlib.sha256(printed(base_with())).hexdigest()}


def test_two_processes_bind_what_one_does() -> None:
    """Two booklets, which two workers bind at the same time."""
    order = order_of(base_with())
    some = [*handbook(order), *handbook(order, A5)]
    assert bound(some, jobs=2) == bound(some)


def test_running_heads_name_event_and_matter(pdf: PdfFacts) -> None:
    """On every page of a matter the head says outside which event and which matter it is."""
    for entry in pdf.outline:
        if entry.level == 1:
            head = "".join(glyph.char for glyph in pdf.glyphs[entry.page - 1] if glyph.y >= HEAD)
            assert squeezed(entry.title) in head
            foot = [glyph for glyph in pdf.glyphs[entry.page - 1] if glyph.y <= FOOT]
            assert str(entry.page) in "".join(glyph.char for glyph in foot)
