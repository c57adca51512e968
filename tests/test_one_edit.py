# SPDX-License-Identifier: MIT
"""A fee changed in one record changes what shows it, and no other file is written again."""

import json
import re
from pathlib import Path

from tests.building import ROOT, SMALL, copy_content, run

FEE = re.compile(r"(?<=\n)(fees:\n(?:  .*\n)*?    value: [\"']?)(\d+)")
SHOWING = ("m/{0}.html", "m/{0}.json", "m/{0}.md", "Q/{0}/index.html")
# The plan of an event tells the fees of its matters; its pages carry the build id of its data.
PLANNING = ("data/plan/{0}.js", "data/plan/{0}-words.js", "e/{0}.html", "Q/{1}/index.html")


def change_fee(file: Path, value: str) -> str:
    """Write another fee into a record; give the record's code."""
    text = file.read_text("utf-8")
    file.write_text(FEE.sub(rf"\g<1>{value}", text, count=1), "utf-8")
    code = re.search(r'^code: "(\d+)"', text, re.MULTILINE)
    assert code is not None
    return code[1]


def inodes(folder: Path) -> dict[str, int]:
    """Give the inode of every file: another one was written anew."""
    files = (file for file in folder.rglob("*") if file.is_file())
    return {file.relative_to(folder).as_posix(): file.stat().st_ino for file in files}


def pages_of(site: Path, code: str) -> set[str]:
    """Give what shows a matter's fee: its own pages, and the plans of the events that list it."""
    matters = json.loads((site / "data/matters.json").read_text("utf-8"))["matters"]
    (matter_id,) = (m["id"] for m in matters if m["code"] == code)
    trees = json.loads((site / "data/trees.json").read_text("utf-8"))["trees"]
    events = [
        event
        for tree in trees
        for event in tree["events"]
        if any(m["matter"] == matter_id for stage in event["stages"] for m in stage["matters"])
    ]
    plans = {path.format(e["id"], e["code"]) for e in events for path in PLANNING}
    return plans | {path.format(code) for path in SHOWING}


def changed(before: dict[str, int], after: dict[str, int]) -> set[str]:
    """Give the paths that are new, gone or written anew."""
    return {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}


def test_a_fee_reaches_page_data_and_handbook(tmp_path: Path) -> None:
    """In the small site, pages, data and handbook of the matter change, and all else stays."""
    content, site = copy_content(SMALL, tmp_path / "content"), tmp_path / "site"
    run("build", content=content, output=site)
    before = inodes(site)
    code = change_fee(content / "matters/open/seal.yaml", "287")
    run("build", content=content, output=site)
    pages = pages_of(site, code)
    again = changed(before, inodes(site))
    assert {path for path in again if not path.startswith("print/")} == pages | {
        "data/matters.json"
    }
    assert "print/handbook.pdf" in again
    assert "print/labels.pdf" not in again  # names and codes only
    own = {path.format(code) for path in SHOWING}
    for path in (*own, "data/matters.json", "data/plan/open-words.js"):
        assert "287元" in (site / path).read_text("utf-8"), path


def test_a_fee_touches_no_other_page_of_the_real_site(tmp_path: Path) -> None:
    """Among all real pages and data, only those of the one matter are written again."""
    content, proof = copy_content(ROOT, tmp_path / "content"), tmp_path / "proof"
    run("data", content=content, output=tmp_path / "site")
    before = inodes(proof)
    record = next(f for f in sorted(content.rglob("*.yaml")) if FEE.search(f.read_text("utf-8")))
    code = change_fee(record, "98765")
    run("data", content=content, output=tmp_path / "site")
    assert len(before) > 500
    pages = pages_of(proof, code)
    assert changed(before, inodes(proof)) == pages | {"data/matters.json"}
