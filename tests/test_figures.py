# SPDX-License-Identifier: MIT
"""The figures of a handbook: what `check --report` tells is what the records say."""

import json
from datetime import date
from pathlib import Path

import pytest

from tests.content import AS_OF, BASE, Edit, copy_base, edit
from twotrees import cli
from twotrees.cache import ByteCache
from twotrees.figures import Figures, figures_of
from twotrees.figures_text import figures_text
from twotrees.load import load_corpus
from twotrees.model.corpus import Corpus
from twotrees.terminal import WIDTH, width_of

REGISTRATION = "matters/birth/registration.yaml"


def _figures(folder: Path, day: date = AS_OF) -> Figures:
    corpus, problems = load_corpus(folder, cache=ByteCache(None))
    assert not problems
    return figures_of(corpus, day)


def _changed(folder: Path, old: str, new: str) -> Figures:
    return _figures(edit(copy_base(folder), Edit(REGISTRATION, "utf-8", old, new)))


def test_the_small_content() -> None:
    """Two living matters, counted by hand; the ended one isn't counted."""
    figures = _figures(BASE)
    (event,) = figures.events
    assert (figures.matters, event.matters, event.required) == (2, 2, 2)
    assert figures.situations == event.situations == 1 + 2 * 2
    papers = {paper.id: (paper.matters, paper.exempt) for paper in figures.materials}
    assert papers["id-card"][0] == 2
    assert papers["household-register"] == (1, 1)  # the registration takes a promise instead
    reductions = figures.reductions
    assert (reductions.visits.mean, reductions.visits.of) == (1, 2)
    assert (reductions.never, reductions.once) == (0, 2)
    assert figures.stale == ()


@pytest.mark.parametrize(
    ("limit", "statutory", "promised"),
    [
        ("当场", 0, 0),
        ("10个工作日", 10, 10),
        ("14日", 10, 10),
        ("1周", 5, 5),
        ("10个工作日\n    promised: 3个工作日", 10, 3),
    ],
)
def test_limits_in_working_days(
    limit: str, statutory: float, promised: float, tmp_path: Path
) -> None:
    """Limits of all units are told in working days; what isn't promised is by law.

    Only the certificate has a limit by law; what the region promises for the other doesn't count.
    """
    old = "  - statutory: 5个工作日\n    promised: 3个工作日\n"
    change = Edit("matters/birth/certificate.yaml", "utf-8", old, f"  - statutory: {limit}\n")
    found = _figures(edit(copy_base(tmp_path), change)).reductions
    assert (found.statutory.mean, found.statutory.of) == (statutory, 1)
    assert (found.promised.mean, found.promised.of) == (promised, 1)


def test_what_the_region_promises_counts(tmp_path: Path) -> None:
    """A region's promise stands for the record's, where law sets a limit."""
    change = Edit(
        "trees/regions/demo/matters.yaml", "utf-8", "birth/registration:\n", "birth/certificate:\n"
    )
    found = _figures(edit(copy_base(tmp_path), change)).reductions
    assert (found.statutory.mean, found.promised.mean) == (5, 0)


@pytest.mark.parametrize(
    ("channel", "online", "wholly"),
    [
        ("窗口", 0, 0),
        ("网上", 0, 0),
        ("网上\n    depth: 网上受理", 1, 0),
        ("手机\n    depth: 全程网办", 1, 1),
    ],
)
def test_online(channel: str, online: int, wholly: int, tmp_path: Path) -> None:
    """Online is where an application is taken online, not where one can read about it."""
    before = _figures(BASE).reductions
    found = _changed(tmp_path, "  - kind: 窗口\n", f"  - kind: {channel}\n").reductions
    assert found.online - before.online == online
    assert found.wholly_online - before.wholly_online == wholly


def test_what_is_stale_on_a_day() -> None:
    """A record is stale once its own time is over, not on the last day."""
    assert _figures(BASE, date(2027, 11, 21)).stale == ()
    late = _figures(BASE, date(2027, 11, 22))
    assert {stale.due for stale in late.stale} == {date(2027, 11, 21)}
    assert late.events[0].stale == len(late.stale) == 2


def test_the_content_is_covered(corpus: Corpus) -> None:
    """Every event has nine matters or more, all together 150, each handled somewhere."""
    figures = figures_of(corpus, AS_OF)
    assert figures.matters >= 150
    assert len(figures.events) == 12
    assert [event.code for event in figures.events if event.matters < 9] == []
    assert [event.code for event in figures.events if event.windowed < event.matters] == []


def test_the_report_fits_a_terminal(corpus: Corpus) -> None:
    """The report has a line for each event, and none is wider than a terminal."""
    text = figures_text(figures_of(corpus, AS_OF))
    assert [event.name for event in corpus.events.values() if event.name not in text] == []
    assert [line for line in text.splitlines() if width_of(line, wide="WF") > WIDTH] == []


def test_the_report_comes_on_request(
    small_content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """`check --report` tells the figures after the problems, as text or in the JSON."""
    words = ["check", "--content", str(small_content), f"--as-of={AS_OF}"]
    assert cli.main(words) == 0
    plain = capsys.readouterr().out
    assert "5 种情形" in plain
    assert cli.main([*words, "--report"]) == 0
    assert capsys.readouterr().out.count("\n") > plain.count("\n") + 10
    assert cli.main([*words, "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out) == []
    assert cli.main([*words, "--report", "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["problems"] == []
    assert found["report"]["situations"] == 5


def test_faulty_content_has_figures_too(
    small_content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A record that names what doesn't exist is counted, and the exit code stays."""
    edit(
        small_content,
        Edit(REGISTRATION, "utf-8", "material: id-card\n    of: 代", "material: x\n    of: 代"),
    )
    assert cli.main(["check", "--content", str(small_content), "--report"]) == 1
    assert "x：1 个事项" in capsys.readouterr().out
