# SPDX-License-Identifier: MIT
"""Open data in the Contract's shapes."""

import json
from datetime import date
from pathlib import Path

import jinja2
import pytest

from twotrees.graph import build_graph
from twotrees.layout.index import build_index
from twotrees.layout.sheet import MatterSheet
from twotrees.layout.sheets import SheetMaker
from twotrees.model.corpus import Corpus
from twotrees.render import data

ROOT = Path(__file__).parent.parent
FIELDS = {
    "id",
    "code",
    "name",
    "aliases",
    "type",
    "department",
    "summary",
    "materials",
    "steps",
    "deadlines",
    "fees",
    "results",
    "basis",
    "sources",
    "confirmed",
}


@pytest.fixture(scope="module")
def sheets(corpus: Corpus) -> list[MatterSheet]:
    """All sheets of the real content."""
    maker = SheetMaker(corpus, build_index(corpus, build_graph(corpus)), date(2026, 11, 21))
    return [maker.sheet(key) for key in corpus.heads]


def test_matters_json_holds_every_record_whole(sheets: list[MatterSheet]) -> None:
    """Living matters and tombstones stand apart; each matter has the Contract's fields."""
    living = [data.record_json(s) for s in sheets if not s.ended]
    ended = [data.record_json(s) for s in sheets if s.ended]
    read = json.loads(b"".join(data.matters_json(living, ended)))
    assert set(read) == {"matters", "tombstones"}
    assert len(read["matters"]) == len(living)
    for matter in read["matters"]:
        assert set(matter) >= FIELDS, matter["id"]
        for part in (*matter["deadlines"], *matter["steps"], *matter["fees"]):
            assert part["text"]


def test_no_records_are_valid_json_too() -> None:
    """Empty lists stay JSON."""
    assert json.loads(b"".join(data.matters_json([], []))) == {"matters": [], "tombstones": []}


def test_trees_json_has_the_contract_shape(corpus: Corpus) -> None:
    """Trees hold events, events hold stages, stages list matters with their need."""
    read = json.loads(data.trees_json(corpus))
    events = [event for tree in read["trees"] for event in tree["events"]]
    assert [len(tree["events"]) for tree in read["trees"]] in ([9, 3], [3, 9])
    assert sorted(e["code"] for e in events) == [f"E{n:02}" for n in range(1, 13)]
    for event in events:
        for stage in event["stages"]:
            assert stage["logic"] in {"then", "and", "or"}
            assert all(m["matter"] in corpus.heads for m in stage["matters"])
            assert all(m["need"] in {"required", "optional", "choice"} for m in stage["matters"])


def test_markdown_holds_every_paper_and_limit(sheets: list[MatterSheet]) -> None:
    """The plain text of a record names each paper, limit and fee that the record has."""
    loader = jinja2.FileSystemLoader(ROOT / "templates")
    writer = data.MarkdownWriter(jinja2.Environment(loader=loader, autoescape=False))  # noqa: S701 - plain text
    for sheet in sheets:
        text = writer.record(sheet).decode()
        assert text.startswith(f"# {sheet.name}\n")
        for part in (*sheet.materials, *sheet.deadlines, *sheet.fees, *sheet.steps):
            assert part.text.rstrip("。") in text, (sheet.id, part.text)
        for row in (row for table in sheet.tables for row in table.rows):
            assert f"| {' | '.join(row)} |\n" in text


def test_workdays_json_has_the_contracts_shape(corpus: Corpus) -> None:
    """Each year names its days off, its worked weekends and its notice."""
    years = json.loads(data.workdays_json(corpus))["years"]
    assert set(years) >= {"2024", "2025", "2026"}
    for year, notice in years.items():
        assert set(notice) == {"holidays", "workdays", "source"}
        assert f"{year}-10-01" in notice["holidays"]
        assert all(day.startswith(year) for day in notice["holidays"] + notice["workdays"])
        assert year in notice["source"]
