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
    assert "print/handbook.pdf" in changed
    assert {name for name in changed if not name.startswith("print/")} == {
        "m/1004.html",
        "m/1004.json",
        "m/1004.md",
        "data/matters.json",
    }
    assert "祖父母" in (site / "m/1004.html").read_text("utf-8")


def test_a_published_file_that_was_tampered_with_is_mended(site: Path, small_content: Path) -> None:
    """Of the former site only that is taken which is as it was left."""
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


class Workshop:
    """Makes one file, in one folder after another; remembers what it was asked to do."""

    def __init__(self, folder: Path) -> None:
        self.done: list[str] = []
        self._folder, self._turn = folder, 0
        self._cache = ByteCache(folder / "cache.sqlite")

    def write(self, inputs: bytes, content: bytes, *, stamp: bytes = b"1") -> Path:
        """Write the file anew or from the former folder, and give it."""

        def make() -> reuse.Made:
            self.done.append("made")
            return reuse.Made(content, render)

        def render() -> Iterator[tuple[str, bytes]]:
            self.done.append("rendered")
            yield "a/b.html", content

        self._turn += 1
        stage = Stage(self._folder / str(self._turn), self._folder / str(self._turn - 1))
        ((one, two),) = reuse.Reuse(self._cache, stage, stamp).write([reuse.Source(inputs, make)])
        self._cache.keep({w.key: w.fresh for w in (one, two) if w.fresh})
        return stage.folder / "a/b.html"


def test_a_source_is_made_and_rendered_once(tmp_path: Path) -> None:
    """The same inputs: nothing is done; others with the same content: made; others: rendered."""
    shop = Workshop(tmp_path)
    for inputs, content, stamp, expected in [
        (b"1", b"page", b"1", ["made", "rendered"]),
        (b"1", b"page", b"1", []),
        (b"2", b"page", b"1", ["made"]),
        (b"2", b"page", b"1", []),
        (b"3", b"another", b"1", ["made", "rendered"]),
        (b"2", b"page", b"1", ["made", "rendered"]),  # known, but no longer there
        (b"2", b"page", b"2", ["made", "rendered"]),  # by other code
    ]:
        shop.done.clear()
        assert shop.write(inputs, content, stamp=stamp).read_bytes() == content
        assert sorted(shop.done) == expected


@pytest.mark.parametrize("spoil", ["other bytes", "other rights", "a link", "gone"])
def test_a_former_file_is_taken_only_as_it_was_left(tmp_path: Path, spoil: str) -> None:
    """A former file that was written to, even of the same size, is made again."""
    shop = Workshop(tmp_path)
    file = shop.write(b"1", b"page")
    if spoil == "other bytes":
        file.write_bytes(b"evil")
    elif spoil == "other rights":
        file.chmod(0o600)
    else:
        file.unlink()
        if spoil == "a link":
            file.symlink_to(tmp_path / "evil")
            (tmp_path / "evil").write_bytes(b"page")
    shop.done.clear()
    new = shop.write(b"1", b"page")
    assert new.read_bytes() == b"page"
    assert new.lstat().st_mode == 0o100644
    assert "rendered" in shop.done


def test_a_copied_former_file_is_taken_by_its_digest(tmp_path: Path) -> None:
    """After a copy of the whole folder its files have other marks, but the same bytes."""
    shop = Workshop(tmp_path)
    file = shop.write(b"1", b"page")
    data = file.read_bytes()
    file.unlink()
    file.write_bytes(data)
    file.chmod(0o644)
    shop.done.clear()
    shop.write(b"1", b"page")
    assert shop.done == []
