# SPDX-License-Identifier: MIT
"""Facts of a manual whose pieces are laid out apart: what an edit costs, and that all stays one document."""

import dataclasses
import io
import re
from collections import Counter
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import msgspec
import pikepdf
import pytest

from tests.pdf_facts import PdfFacts
from tests.test_manual import printed, reduced, sheets_of
from twotrees.kept import KeptFiles
from twotrees.layout.sheets import SheetMaker
from twotrees.model.corpus import Corpus
from twotrees.model.matter import Matter
from twotrees.model.packed import Compressed
from twotrees.render.print import making as printing
from twotrees.render.print.part import Part, lay_out

MARGIN = {1: 22, 0: 18}  # mm at the left of right-hand and of left-hand pages
POINT = 72 / 25.4

Laid = dict[str, Part]


@pytest.fixture
def laid(monkeypatch: pytest.MonkeyPatch) -> Laid:
    """The pieces that the test lays out, by their keys."""
    found: Laid = {}

    def listening(*args: object, name: str, **options: object) -> Part:
        found[name] = lay_out(*args, name=name, **options)  # type: ignore[arg-type]
        return found[name]

    monkeypatch.setattr(printing, "lay_out", listening)
    return found


@pytest.fixture(scope="module")
def small(corpus: Corpus) -> Corpus:
    """Three chapters in two trees, with a matter each."""
    return reduced(corpus, [k for k, e in corpus.events.items() if e.code in {"E01", "E02", "E10"}])


def edited(corpus: Corpus, *, summary: str = "", times: int = 1) -> SheetMaker:
    """Give the content with another summary or a longer list of papers in the first matter."""
    key = first_matter(corpus)
    packed = {k: corpus.matters.packed(k) for k in corpus.matters}
    old = corpus.matters[key]
    new = msgspec.structs.replace(
        old, summary=summary or old.summary, materials=old.materials * times
    )
    packed[key] = Compressed.pack(new)
    return sheets_of(dataclasses.replace(corpus, matters=Compressed(Matter, packed.items())))


def first_matter(corpus: Corpus) -> str:
    """Give the id of the matter in the first chapter."""
    event = next(event for event in corpus.events.values() if event.code == "E01")
    return event.stages[0].matters[0].matter


def test_an_edit_lays_out_what_shows_it_and_nothing_else(
    small: Corpus, tmp_path: Path, laid: Laid
) -> None:
    """A new sentence: one piece. Some pages more: one piece too; numbers, links and bytes as if made anew."""
    kept = KeptFiles(tmp_path)
    code = small.heads[first_matter(small)].code
    before = PdfFacts(printed(sheets_of(small), kept))
    assert {"cover", "contents", "e02", "names", f"m{code}"} < laid.keys()
    laid.clear()
    printed(edited(small, summary="换了一句话。"), kept)
    assert laid.keys() == {f"m{code}"}
    laid.clear()
    after = PdfFacts(printed(edited(small, times=9), kept))
    assert laid.keys() == {f"m{code}"}
    moved = [new.page - old.page for old, new in zip(before.outline, after.outline, strict=True)]
    assert moved[0] == 0 < moved[-1]
    assert wrong_numbers(after) == []
    assert after.data == printed(edited(small, times=9))


def wrong_numbers(facts: PdfFacts) -> list[object]:
    """Give the links that print another page than the one they lead to."""
    numbered = [
        (link, int(found[1]))
        for link in facts.links
        if (found := re.fullmatch(r"（?第?(\d+)页?）?", link.text))
    ]
    assert len(numbered) > 20
    return [link for link, number in numbered if number != link.lands_on]


def test_two_processes_give_the_bytes_of_one(small: Corpus) -> None:
    """What was laid out where and when doesn't show."""
    assert printed(sheets_of(small), jobs=2) == printed(sheets_of(small), jobs=1)


@pytest.fixture(scope="module")
def facts(small: Corpus) -> PdfFacts:
    """The small manual."""
    return PdfFacts(printed(sheets_of(small)))


def test_no_tag_is_lost(small: Corpus, laid: Laid) -> None:
    """Of every kind of tag the whole has as many as its pieces together."""
    whole = kinds(pikepdf.open(io.BytesIO(printed(sheets_of(small)))))
    pages = Counter[str]()
    for name, part in laid.items():
        if name != "notes":
            texts = part.objects.text
            pages += Counter(
                f"/{kind.decode()}" for kind in re.findall(rb"/Type /StructElem\s*/S /(\w+)", texts)
            )
    del whole["/Document"]
    assert pages["/TD"] > 100
    assert whole - pages == Counter({"/Div": whole["/Div"] - pages["/Div"]})  # the pages for notes
    assert not pages - whole


def kinds(pdf: pikepdf.Pdf) -> Counter[str]:
    """Count the tags that can be reached from the root, by their kind."""
    return Counter(str(element.S) for element in elements(pdf.Root.StructTreeRoot.K[0]))


def elements(element: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """Give a tag and all below it."""
    yield element
    for kid in element.K:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            assert kid.P.objgen == element.objgen
            yield from elements(kid)


def test_every_text_and_link_knows_its_tag(facts: PdfFacts) -> None:
    """The parent tree leads from each text on a page, and from each link, to the tag that holds it."""
    numbers = facts.structure.Root.StructTreeRoot.ParentTree.Nums
    owners = dict(zip(map(int, numbers[::2]), numbers[1::2], strict=True))
    assert list(owners) == list(range(len(owners)))
    for page in facts.structure.pages:
        content = b"\n".join(part.read_bytes() for part in page.Contents)
        texts = sorted(map(int, re.findall(rb"/MCID (\d+)", content)))
        assert texts == list(range(len(owners[int(page.StructParents)])))
        for number, owner in enumerate(owners[int(page.StructParents)]):
            assert owner.Pg.objgen == page.obj.objgen
            assert str(number) in [str(kid) for kid in owner.K if not hasattr(kid, "objgen")]
        for link in page.get("/Annots", []):
            held = [kid for kid in owners[int(link.StructParent)].K if hasattr(kid, "objgen")]
            assert link.objgen in [kid.Obj.objgen for kid in held if "/Obj" in kid]


def test_every_cell_finds_its_heads(facts: PdfFacts) -> None:
    """Names of table heads are unique over all pieces, and listed in order."""
    root = facts.structure.Root.StructTreeRoot
    listed = [bytes(name) for name in root.IDTree.Names[::2]]
    assert listed == sorted(set(listed))
    tags = list(elements(root.K[0]))
    assert Counter(bytes(tag.ID) for tag in tags if "/ID" in tag) == Counter(listed)
    headed = [tag.A.Headers for tag in tags if "/A" in tag and "/Headers" in tag.A]
    assert {bytes(name) for name in chain(*headed)} <= set(listed)
    assert len(headed) > 100


def test_the_wider_margin_is_at_the_spine(facts: PdfFacts) -> None:
    """On whichever side a piece comes to stand, its text and its links keep to the page's margins."""
    for number, page in enumerate(facts.structure.pages, 1):
        left = MARGIN[number % 2] * POINT
        found = [glyph.x for glyph in facts.body(number)]
        if number in {1, len(facts.glyphs)} or not found:
            continue
        inside = [x for x in found if x > 30]  # without the thumb mark
        assert left - 1 < min(inside) < left + 30, number
        for link in page.get("/Annots", []):
            assert left - 1 < float(link.Rect[0]) <= float(link.Rect[2]) < left + 171 * POINT
