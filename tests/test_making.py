# SPDX-License-Identifier: MIT
"""The build as a whole: what is owed is there, the same twice, and touched only where it changed."""

import csv
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.content import AS_OF, copy_base
from twotrees import making, parallel, reuse
from twotrees.cache import ByteCache
from twotrees.checking import Job, check
from twotrees.publish import Stage

OWED = [
    "index.html",
    "hall.html",
    "changes.html",
    "search.html",
    "about.html",
    "404.html",
    "sitemap.xml",
    "e/birth.html",
    "m/1001.html",
    "m/1001.json",
    "m/1001.md",
    "m/1009.html",
    "w/W01.html",
    "d/health.html",
    "doc/id-card.html",
    "Q/1001/index.html",
    "Q/E01/index.html",
    "Q/W01/index.html",
    "qr/1001.svg",
    "qr/1001.png",
    "qr/index.csv",
    "print/handbook.pdf",
    "data/matters.json",
    "data/trees.json",
    "data/graph.json",
    "data/search.js",
]


def files(folder: Path) -> dict[str, bytes]:
    """Give every file of a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def inodes(folder: Path) -> dict[str, int]:
    """Give every file's inode: the same only if it wasn't written again."""
    return {name: (folder / name).stat().st_ino for name in files(folder)}


def build(content: Path, output: Path, *, jobs: int = 1) -> None:
    """Publish everything."""
    job = Job(content, AS_OF, jobs)
    checked = check(job)
    assert not checked.problems
    making.publish_all(job, checked, output)


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The published site of the small content, to look at."""
    folder = tmp_path_factory.mktemp("published")
    build(copy_base(folder / "content"), folder / "site")
    return folder / "site"


@pytest.fixture
def site(small_content: Path, tmp_path: Path) -> Path:
    """The published site of the small content, to build again."""
    build(small_content, tmp_path / "site")
    return tmp_path / "site"


def test_everything_owed_is_there(published: Path) -> None:
    """Every path of the Contract that this version owes is written, and is not empty."""
    found = files(published)
    assert [path for path in OWED if not found.get(path)] == []


def test_the_same_content_gives_the_same_bytes(
    site: Path, small_content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A build without caches, by two processes, equals one by one process, byte by byte."""
    for cache in (small_content / ".cache").rglob("*.*"):
        cache.unlink()
    monkeypatch.setattr(parallel, "MIN_ITEMS", 1)
    build(small_content, tmp_path / "again" / "site", jobs=2)
    assert files(site) == files(tmp_path / "again" / "site")


def test_only_what_changed_is_written(site: Path, small_content: Path) -> None:
    """One line changed in one record: files that don't show it keep their inode."""
    before = inodes(site)
    file = small_content / "matters/birth/registration.yaml"
    text = file.read_text("utf-8")
    applicant = re.search(r"^applicant: .*$", text, re.MULTILINE)
    assert applicant
    file.write_text(text.replace(applicant[0], "applicant: 孩子的祖父母。"), "utf-8")
    build(small_content, site)
    after = inodes(site)
    changed = {name for name in after if before.get(name) != after[name]}
    assert changed == {
        "m/1004.html",
        "m/1004.json",
        "m/1004.md",
        "data/matters.json",
        "print/handbook.pdf",
    }
    assert "祖父母" in (site / "m/1004.html").read_text("utf-8")


def test_a_published_file_that_was_tampered_with_is_mended(site: Path, small_content: Path) -> None:
    """The former site is trusted by digest only."""
    whole = files(site)
    for name in ("m/1001.html", "qr/1001.svg", "doc/id-card.html", "about.html"):
        (site / name).write_bytes(b"not ours")
    (site / "stray.html").write_bytes(b"not ours")
    build(small_content, site)
    assert files(site) == whole


def test_the_sitemap_lists_pages_once(published: Path) -> None:
    """Every address of the sitemap is a page; the copies below Q/ are not listed."""
    text = (published / "sitemap.xml").read_text("utf-8")
    paths = re.findall(r"<loc>https://[^/]+/(.*?)</loc>", text)
    assert paths
    assert len(set(paths)) == len(paths)
    assert all((published / path).is_file() for path in paths)
    assert "about.html" in paths
    assert not [path for path in paths if path.startswith(("Q/", "404"))]


def test_every_living_matter_has_its_code(published: Path) -> None:
    """The register names each living matter once, with an address whose page is there."""
    living = json.loads((published / "data/matters.json").read_text("utf-8"))["matters"]
    rows = list(csv.reader(io.StringIO((published / "qr/index.csv").read_text("utf-8-sig"))))[1:]
    assert [(row[0], row[1]) for row in rows] == sorted((m["code"], m["name"]) for m in living)
    for code, _, url, _, drawn in rows:
        assert url == url.upper()
        assert url.endswith(f"/Q/{code}")
        assert (published / "Q" / code / "index.html").is_file()
        assert (published / "qr" / drawn).is_file()


def test_no_page_names_this_machine(published: Path) -> None:
    """No path of the machine that built it stands in the site."""
    for name, data in files(published).items():
        assert str(published.parent).encode() not in data, name


def test_a_source_is_rendered_once(tmp_path: Path) -> None:
    """What was made from the same bytes by the same code is taken, other code makes it anew."""
    made = []

    def make() -> Iterator[tuple[str, bytes]]:
        made.append(1)
        yield "a/b.html", b"page"

    cache = ByteCache(tmp_path / "cache.sqlite")
    for turn, (stamp, expected) in enumerate([(b"1", 1), (b"1", 1), (b"2", 2)]):
        stage = Stage(tmp_path / str(turn), tmp_path / str(turn - 1))
        written = reuse.Reuse(cache, stage, stamp).write([reuse.Source(b"source", make)])
        cache.keep({w.key: w.fresh for w in written if w.fresh})
        assert len(made) == expected
        assert (stage.folder / "a/b.html").read_bytes() == b"page"
