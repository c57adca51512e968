# SPDX-License-Identifier: MIT
"""Facts of 一次性告知单: what each situation's side says, and that it is one side."""

import dataclasses
import random
import re
from collections import Counter
from collections.abc import Iterable
from itertools import pairwise, product
from pathlib import Path

import msgspec
import outloud
import pytest

from tests.paper_codes import codes_on
from tests.pdf_facts import A4, PdfFacts
from tests.test_manual import CLOSING, OPENING, bound, order_of, sheets_of
from twotrees.layout.codes import code_url
from twotrees.layout.notice_size import SIZES
from twotrees.layout.notices import Notice, NoticeMaker
from twotrees.layout.selection import Selection
from twotrees.layout.sheets import SheetMaker
from twotrees.model.common import Duration, When
from twotrees.model.common import Test as Answered
from twotrees.model.corpus import Corpus
from twotrees.model.matter import MaterialUse, Matter, Processing, Waiver
from twotrees.model.packed import Compressed
from twotrees.model.place import Overlay
from twotrees.render.errors import PrintFaultsError
from twotrees.render.print import notices as printing
from twotrees.render.print.notices import notices
from twotrees.render.print.part import Part, lay_out, style_sheet
from twotrees.resolving import Known, decided, resolve
from twotrees.situation import holds, questions_of
from twotrees.situations import Situation, Situations, applies_of, situations_of

MANY = 12
WHOLE = "print/notices.pdf"
BIRTH = "birth/birth-registration"
LOOKED_AT = ("school/kindergarten-enrolment", "operate/drainage-licence", BIRTH)
SHOWN = ("1101.A", "2108.A", "1004.follow-B.parents-married-B", "1004.A", "1004.proxy-B")
LEAST = 8  # points


@pytest.fixture(scope="module")
def maker(corpus: Corpus) -> SheetMaker:
    """The sheets of the repository's own content."""
    return sheets_of(corpus)


@pytest.fixture(scope="module")
def enumerated(corpus: Corpus) -> dict[str, Situations]:
    """The situations of every living matter."""
    applies = applies_of(corpus)
    return {
        key: situations_of(corpus.matters[key], corpus.questions, applies.get(key))
        for key, head in corpus.heads.items()
        if head.is_living
    }


@pytest.fixture(scope="module")
def files(maker: SheetMaker) -> dict[str, bytes]:
    """Some sides of three matters, all in one file and by matter."""
    wanted = Selection(matters=frozenset(LOOKED_AT), situations=frozenset(SHOWN))
    return bound(notices(order_of(maker, wanted)))


@pytest.fixture(scope="module")
def pdf(files: dict[str, bytes]) -> PdfFacts:
    """The file with all of them; its first page is the contents."""
    return PdfFacts(files[WHOLE])


def sampled(situations: Situations) -> list[Situation]:
    """Give all of a few situations, some of many: always the same ones."""
    found = list(situations)
    if len(found) <= MANY:
        return found
    return random.Random(situations.code).sample(found, MANY)  # noqa: S311 - no secret


def truths(when: When | None, known: Known) -> set[bool | None]:
    """Give what a condition may be, over all people whom a situation covers."""
    if when is None:
        return {True}
    asked = questions_of(when)
    cases = product(*(known.get(key, ("",)) for key in asked))
    return {holds(when, dict(zip(asked, case, strict=True))) for case in cases}


def asked_for(corpus: Corpus, uses: Iterable[MaterialUse]) -> Counter[tuple[str, ...]]:
    """Give papers by their names and numbers."""
    return Counter(
        (corpus.materials[use.material].name, *_numbers(use.originals, use.copies)) for use in uses
    )


def _numbers(originals: int, copies: int) -> list[str]:
    return [f"{word}{n}份" for word, n in (("原件", originals), ("复印件", copies)) if n]


def listed(notice: Notice, *, with_open: bool) -> Counter[tuple[str, ...]]:
    """Give the papers of a notice by their names and numbers, also those that it leaves open if asked for."""
    return Counter(
        (paper.name, *re.findall(r"(?:原件|复印件)\d+份", paper.amount))
        for group in notice.groups
        for paper in group.papers
        if with_open or "情形" not in dict(paper.notes)
    )


def test_each_side_lists_the_papers_of_its_situation_and_no_others(
    corpus: Corpus, maker: SheetMaker, enumerated: dict[str, Situations]
) -> None:
    """What all need whom a situation covers stands without a condition; what some need, with it."""
    notice_maker = NoticeMaker(maker)
    left_open = 0
    for key, situations in enumerated.items():
        overlay = corpus.overlay(key)
        local = overlay.materials if overlay.holds_on(maker.day) else ()
        uses = (*corpus.matters[key].materials, *local)
        wanted = {one.number: one for one in sampled(situations)}
        selection = Selection(situations=frozenset(wanted))
        for notice in notice_maker.notices(corpus.heads[key], selection):
            situation = wanted.pop(notice.number)
            known = situations.like(situation)
            needed = [use for use in uses if truths(use.when, known) == {True}]
            possible = [use for use in uses if truths(use.when, known) != {False}]
            assert listed(notice, with_open=False) == asked_for(corpus, needed), notice.number
            assert listed(notice, with_open=True) == asked_for(corpus, possible), notice.number
            assert all(holds(use.when, situation.answers) for use in needed)
            left_open += len(possible) - len(needed)
        assert not wanted
    assert left_open < 20  # of thousands: papers that differ in a remark only


def test_a_condition_is_decided_where_all_answers_agree() -> None:
    """Of several answers that a side covers, a condition that wants some of them is left open."""
    when = When(tests=(Answered("q", ("x", "y")),))
    assert decided(None, {}) is True
    assert decided(when, {"q": ("x", "y")}) is True
    assert decided(when, {"q": ("z",)}) is False
    assert decided(when, {"q": ("x", "z")}) is None
    assert decided(when, {}) is None


def test_what_a_situation_shuts_out_leaves_no_trace(corpus: Corpus) -> None:
    """A waiver names the papers that are left; a region's promise goes with the limit that it is for."""
    when = When(tests=(Answered("q", ("x",)),))
    days = Duration.parse("5个工作日")
    matter = msgspec.structs.replace(
        corpus.matters[BIRTH],
        materials=(MaterialUse(material="a", when=when), MaterialUse(material="b")),
        tolerance=Waiver(materials=("a", "b")),
        promise=Waiver(materials=("a",)),
        processing=(Processing(statutory=days, when=when), Processing(statutory=days)),
    )
    overlay = Overlay(promised=days)
    found, local = resolve(matter, overlay, {"q": ("y",)})
    assert [use.material for use in found.materials] == ["b"]
    assert found.tolerance == Waiver(materials=("b",))
    assert found.promise is None
    assert len(found.processing) == 1
    assert local.promised is None
    found, local = resolve(matter, overlay, {"q": ("x",)})
    assert [use.when for use in found.materials] == [None, None]
    assert found.promise == matter.promise
    assert local.promised == days


def test_a_situation_is_told_by_what_not_everybody_answers(
    corpus: Corpus, maker: SheetMaker
) -> None:
    """A question that doesn't matter in a situation isn't named; answers that lead to the same are named together."""
    sides = {
        notice.number: dict(notice.answers)
        for notice in NoticeMaker(maker).notices(corpus.heads[BIRTH], Selection())
    }
    follow = corpus.questions["follow"].text
    assert follow not in sides["1004.A"]
    assert sides["1004.follow-B.parents-married-B"][follow] == "随父亲"
    assert sides["1004.A"][corpus.questions["custody"].text] == "不是“养父母”"


def test_every_side_is_one_page_and_a_matter_has_a_file_of_its_own(
    pdf: PdfFacts, files: dict[str, bytes]
) -> None:
    """The whole begins with its contents; each number is a place to link to, on its own page."""
    names = list(pdf.structure.Root.Names.Dests.Names)
    places = {str(n): target[0].objgen for n, target in zip(names[::2], names[1::2], strict=True)}
    pages = [page.obj.objgen for page in pdf.structure.pages]
    assert len(pages) == 1 + len(SHOWN)
    assert sorted(pages.index(places[number]) for number in SHOWN) == [1, 2, 3, 4, 5]
    assert files.keys() == {WHOLE, *(f"print/notices/{code}.pdf" for code in (1004, 1101, 2108))}
    single = PdfFacts(files["print/notices/1004.pdf"])
    assert [entry.title.split()[0] for entry in single.outline] == [
        "1004", "1004.A", "1004.proxy-B", "1004.follow-B.parents-married-B",
    ]  # fmt: skip
    assert [entry.level for entry in single.outline] == [0, 1, 1, 1]
    for page in pdf.document:
        assert page.get_size() == pytest.approx(A4, abs=0.5)


def test_links_of_the_contents_print_the_page_where_they_land(pdf: PdfFacts) -> None:
    """The contents are a table of what follows."""
    numbered = [link for link in pdf.links if link.text.isdigit()]
    assert len(numbered) == len(LOOKED_AT)
    assert all(int(link.text) == link.lands_on for link in numbered)


def test_every_code_reads_back_from_paper(corpus: Corpus, pdf: PdfFacts) -> None:
    """At 150 dpi each side gives its matter's address."""
    for entry in pdf.outline:
        if entry.level == 1:
            code = entry.title.partition(".")[0]
            assert codes_on(pdf, entry.page - 1) == [code_url(corpus, code)]


def test_an_independent_checker_finds_no_error(files: dict[str, bytes], tmp_path: Path) -> None:
    """The package outloud checks PDF/UA-1 by rules of its own."""
    for number, data in enumerate(files.values()):
        file = tmp_path / f"{number}.pdf"
        file.write_bytes(data)
        result = outloud.check(str(file))
        assert result.errors == 0, result.findings


def test_no_type_is_too_small_and_no_line_begins_or_ends_wrongly(pdf: PdfFacts) -> None:
    """Eight points at least; closing signs don't begin a line, opening signs don't end one (CLREQ 3.1.3)."""
    for number, glyphs in enumerate(pdf.glyphs, 1):
        wrong = [
            before.char + after.char
            for before, after in pairwise(glyphs)
            if abs(before.y - after.y) > 4 and (after.char in CLOSING or before.char in OPENING)
        ]
        assert wrong == [], number
        # pdfium counts in CSS pixels here, of which four are three points
        assert min(glyph.size for glyph in glyphs) * 0.75 >= LEAST - 0.01, number
    assert min(size.type for size in SIZES) == LEAST


def with_notes(corpus: Corpus, text: str) -> SheetMaker:
    """Give the content with that note on each paper of the registration of births."""
    packed = {key: corpus.matters.packed(key) for key in corpus.matters}
    old: Matter = corpus.matters[BIRTH]
    uses = tuple(msgspec.structs.replace(use, note=text) for use in old.materials)
    packed[BIRTH] = Compressed.pack(msgspec.structs.replace(old, materials=uses))
    return sheets_of(dataclasses.replace(corpus, matters=Compressed(Matter, packed.items())))


def test_what_does_not_fit_one_side_is_named(corpus: Corpus) -> None:
    """The situation and the file, not a silent second page."""
    maker = with_notes(corpus, "很长的一句话。" * 60)
    wanted = Selection(matters=frozenset({BIRTH}), situations=frozenset({"1004.A", "1004.proxy-B"}))
    with pytest.raises(PrintFaultsError) as raised:
        bound(notices(order_of(maker, wanted)))
    faults = [(one.finding.place.file, one.finding.message) for one in raised.value.found]
    assert faults == [
        ("matters/birth/birth-registration.yaml", f"“出生登记（1004）”的 {number} 一面印不下")
        for number in ("1004.A", "1004.proxy-B")
    ]


def test_what_recurs_looks_as_if_laid_out_each_time(
    maker: SheetMaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A table taken from one like it gives the very objects that its own layout gives."""

    def part(*, is_repetitive: bool) -> Part:
        situations = frozenset({"1004.A", "1004.proxy-B", "1004.child-age-B", "1004.live-away-B"})
        wanted = Selection(matters=frozenset({BIRTH}), situations=situations)
        book = next(notices(order_of(maker, wanted)))
        (piece,) = book.pieces
        style = style_sheet(book.style)
        return lay_out(piece.write(), style, name="n", mark=book.mark, is_repetitive=is_repetitive)

    short = part(is_repetitive=True)
    monkeypatch.setattr(
        printing._Names,
        "__call__",
        lambda _, *content: printing._Name(str(hash(content)), is_new=True),
    )
    assert part(is_repetitive=False) == short


def test_the_whole_has_every_situation(built_site: Path, enumerated: dict[str, Situations]) -> None:
    """As many sides as situations, each with its name, and a file for each matter."""
    facts = PdfFacts((built_site / WHOLE).read_bytes())
    numbers = {one.number for situations in enumerated.values() for one in situations}
    names = {str(name) for name in list(facts.structure.Root.Names.Dests.Names)[::2]}
    assert numbers <= names
    contents = next(entry.page for entry in facts.outline if entry.level == 1) - 1
    assert len(facts.structure.pages) == contents + len(numbers)
    codes = {situations.code for situations in enumerated.values()}
    assert {file.stem for file in (built_site / "print" / "notices").iterdir()} == codes
