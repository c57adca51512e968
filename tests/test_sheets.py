# SPDX-License-Identifier: MIT
"""Sheets of the real records: every id resolved, every number of the record in a sentence."""

from datetime import date

import pytest

from twotrees.graph import build_graph
from twotrees.layout.index import SiteIndex, build_index
from twotrees.layout.sheets import SheetMaker
from twotrees.model.corpus import Corpus

DAY = date(2026, 11, 21)


@pytest.fixture(scope="module")
def index(corpus: Corpus) -> SiteIndex:
    """The reverse index of the real content."""
    return build_index(corpus, build_graph(corpus))


@pytest.fixture(scope="module")
def maker(corpus: Corpus, index: SiteIndex) -> SheetMaker:
    """Makes sheets of the real content on a fixed day."""
    return SheetMaker(corpus, index, DAY)


def test_every_record_has_a_sheet_without_ids(corpus: Corpus, maker: SheetMaker) -> None:
    """Names stand where the record has ids."""
    for key in corpus.heads:
        sheet = maker.sheet(key)
        assert sheet.department_name == corpus.departments[sheet.department].name
        assert all(m.name == corpus.materials[m.id].name for m in sheet.materials)
        assert all(ref.label.startswith("《") for line in sheet.basis for ref in line.basis)
        assert all(r.name == corpus.materials[r.id].name for r in sheet.results)


def test_the_first_screen_is_never_blank(corpus: Corpus, maker: SheetMaker) -> None:
    """What to bring, where, how long and how much each say something."""
    for key in corpus.heads:
        glance = maker.sheet(key).glance
        assert all(glance.bring), key
        assert all(glance.where), key
        assert glance.how_long, key
        assert glance.how_much, key


def test_nobody_is_told_to_bring_what_the_window_looks_up(maker: SheetMaker) -> None:
    """Information that the office finds in its own system isn't among what to bring."""
    sheet = maker.sheet("veteran/local-grant")
    looked_up = [m.name for m in sheet.materials if m.kind == "信息" and m.exempt and m.is_required]
    assert looked_up
    assert not set(looked_up) & set(sheet.glance.bring)
    assert "退出现役证件" in sheet.glance.bring


def test_nobody_is_sent_to_where_only_a_newborn_gets_the_paper(maker: SheetMaker) -> None:
    """A paper comes from the matters that give it to the very person who needs it."""
    givers = {
        m.id: [ref.id for ref in m.obtained_in]
        for m in maker.sheet("health/remote-filing").materials
    }
    assert givers["medical-insurance-voucher"] == ["health/social-security-card"]
    assert givers["medical-insurance-registration"] == [
        "health/employee-insurance",
        "health/flexible-insurance",
        "health/resident-insurance",
    ]


def test_every_limit_stands_in_its_sentence(corpus: Corpus, maker: SheetMaker) -> None:
    """A limit's number and unit are in the text that is shown."""
    for key in corpus.heads:
        for line in maker.sheet(key).deadlines:
            if line.n:
                assert f"{line.n}{line.unit}" in line.text, (key, line.text)


def test_neighbours_agree_in_both_directions(corpus: Corpus, index: SiteIndex) -> None:
    """If A comes before B, B comes after A."""
    pairs = {(ref.id, key) for key in corpus.heads for ref in index.before.get(key, ())}
    reverse = {(key, ref.id) for key in corpus.heads for ref in index.after.get(key, ())}
    assert pairs == reverse
    assert ("birth/birth-certificate-first", "birth/birth-registration") in pairs


def test_every_hall_matter_has_its_window(corpus: Corpus, index: SiteIndex) -> None:
    """A window's matters and a matter's windows are the same relation."""
    assert index.window_matters
    for code, matters in index.window_matters.items():
        assert all(code in {w.code for w in index.windows[key]} for key in matters)
    missing = [
        k for k, h in corpus.heads.items() if h.has_hall and h.is_living and k not in index.windows
    ]
    assert not missing


def test_a_paper_of_several_matters_names_them_all(maker: SheetMaker) -> None:
    """Where a paper is first given in two matters, nobody is sent to the one for other people."""
    papers = {m.id: m for m in maker.sheet("retirement/personal-pension").materials}
    givers = [ref.id for ref in papers["unemployment-benefit-payment"].obtained_in]
    assert givers == ["work/unemployment-benefit", "veteran/unemployment"]


def test_overlay_promises_are_shown(corpus: Corpus, maker: SheetMaker) -> None:
    """A region's promise stands on the sheet beside the law's limit."""
    promised = {
        key: overlay.promised
        for key, overlay in corpus.overlays[corpus.publisher].items()
        if overlay.promised
    }
    assert promised
    for key, promise in promised.items():
        limit = next(d for d in maker.sheet(key).deadlines if d.kind == "办理时限")
        assert limit.promised == str(promise)


def test_a_paper_is_fetched_where_that_person_gets_it(maker: SheetMaker) -> None:
    """A child's first identity card isn't the parents', nor a child's insurance the mother's."""

    def origin(matter: str, paper: str, whose: str) -> list[str]:
        lines = maker.sheet(matter).materials
        line = next(item for item in lines if item.id == paper and whose in item.of)
        return [ref.code for ref in line.obtained_in]

    register, allowance = "birth/birth-registration", "birth/maternity-allowance"
    assert origin(register, "birth-certificate", "孩子") == ["1002"]
    assert origin(register, "id-card", "母亲") == []
    assert origin(register, "marriage-certificate", "母亲") == ["1301", "1302"]
    assert origin(register, "residence-permit", "监护人") == ["1105"]
    assert origin(allowance, "medical-insurance-voucher", "本人") == ["1404"]
    assert origin(allowance, "bank-account", "本人") == []


def test_a_paper_that_some_may_leave_at_home_says_so(maker: SheetMaker) -> None:
    """What only some people bring, and nobody must, is told as optional, not as owed."""
    line = next(
        m for m in maker.sheet("birth/birth-registration").materials if m.id == "residence-permit"
    )
    assert line.when
    assert line.optional
    assert not line.is_required
