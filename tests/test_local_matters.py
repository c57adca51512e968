# SPDX-License-Identifier: MIT
"""A region's own matters: kept in its folder, numbered apart, listed where the region says."""

import shutil
from pathlib import Path

import pytest

from twotrees.cache import ByteCache
from twotrees.load import load_corpus
from twotrees.model.corpus import Corpus
from twotrees.model.problem import Problem
from twotrees.new_matter import next_code

BASE = Path(__file__).parent / "bad" / "base"
OWN = "regions/demo/matters/bus-card"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """The small valid content with one matter of the region's own in the first stage of birth."""
    shutil.copytree(BASE, tmp_path, dirs_exist_ok=True)
    record = (tmp_path / "matters/birth/registration.yaml").read_text("utf-8")
    own = tmp_path / f"trees/{OWN}.yaml"
    own.parent.mkdir()
    own.write_text(record.replace('code: "1004"', 'code: "9001"'), "utf-8")
    with (tmp_path / "trees/regions/demo/matters.yaml").open("a", encoding="utf-8") as overlays:
        overlays.write(f"{OWN}:\n  stands: {{event: birth, stage: 领出生证}}\n")
    return tmp_path


def load(content: Path) -> tuple[Corpus, list[Problem]]:
    """Read a content folder without a cache."""
    return load_corpus(content, cache=ByteCache(None))


def test_it_is_read_and_listed(content: Path) -> None:
    """The record has its path as id and stands in the stage; nothing is reported as stray."""
    corpus, problems = load(content)
    assert problems == []
    assert corpus.heads[OWN].code == "9001"
    items = corpus.events["birth"].stages[0].matters
    assert (items[-1].matter, items[-1].need) == (OWN, "optional")
    assert corpus.place("matter", OWN, "code").file == f"trees/{OWN}.yaml"


@pytest.mark.parametrize(
    ("wrong", "code"), [("brith", "unknown-event"), ("birth", "unknown-stage")]
)
def test_a_wrong_stand_is_reported(content: Path, wrong: str, code: str) -> None:
    """An event or stage that doesn't exist is named with its line."""
    overlays = content / "trees/regions/demo/matters.yaml"
    text = overlays.read_text("utf-8")
    text = text.replace("event: birth, stage: 领出生证", f"event: {wrong}, stage: 领出生")
    overlays.write_text(text, "utf-8")
    _, problems = load(content)
    assert [(p.file, p.code) for p in problems] == [("trees/regions/demo/matters.yaml", code)]


def test_its_codes_begin_at_9000(content: Path) -> None:
    """The next free code of a region's own is after its last one."""
    assert next_code(content, "regions/demo/matters/other") == "9002"
