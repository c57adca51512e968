# SPDX-License-Identifier: MIT
"""Publishing gives the whole new tree or leaves the whole old one, whatever happens."""

import ctypes
import errno
import os
import pickle
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests import publishing_child
from twotrees import publish

ROOT = Path(__file__).parent.parent
KILLS = 40


def snapshot(folder: Path) -> dict[str, tuple[bytes, int, int]]:
    """Read every file with its inode and time of change: equal only if nothing was touched."""
    return {
        path.relative_to(folder).as_posix(): (
            path.read_bytes(),
            path.stat().st_ino,
            path.stat().st_mtime_ns,
        )
        for path in folder.rglob("*")
        if path.is_file()
    }


def beside(output: Path) -> set[str]:
    """Name what lies beside the output folder."""
    return {path.name for path in output.parent.iterdir()} - {output.name}


@contextmanager
def child(what: str, output: Path) -> Iterator[subprocess.Popen[str]]:
    """Run one of the builds of `publishing_child`; it is ended with the block."""
    command = [sys.executable, "-m", "tests.publishing_child", what, str(output)]
    pipe = subprocess.PIPE
    with subprocess.Popen(
        command, cwd=ROOT, stdin=pipe, stdout=pipe, stderr=pipe, text=True
    ) as process:
        try:
            yield process
        finally:
            process.kill()


@pytest.fixture
def output(tmp_path: Path) -> Path:
    """Give a published site with two files."""
    output = tmp_path / "site"
    with publish.staging(output) as stage:
        stage.write("index.html", b"first")
        stage.write("m/1017.html", b"matter")
    return output


def test_the_output_is_what_was_written(output: Path) -> None:
    """A second build replaces the first whole: what it doesn't write is gone."""
    with publish.staging(output) as stage:
        stage.write("index.html", b"second")
        stage.write("e/birth/deep/page.html", b"")
    found = {path: data for path, (data, *_) in snapshot(output).items()}
    assert found == {"index.html": b"second", "e/birth/deep/page.html": b""}
    assert beside(output) == {".site.lock"}


def test_unchanged_files_are_not_written_again(output: Path) -> None:
    """A file with the same bytes keeps its inode and time; one with the same size does not."""
    before = snapshot(output)
    with publish.staging(output) as stage:
        stage.write("index.html", b"FIRST")
        stage.write("m/1017.html", b"matter")
    after = snapshot(output)
    assert after["m/1017.html"] == before["m/1017.html"]
    assert after["index.html"][:2] != before["index.html"][:2]


def test_a_second_write_replaces_the_first(output: Path) -> None:
    """Writing over a linked file changes the new tree, never the published one behind the link."""
    with publish.staging(output) as stage:
        stage.write("m/1017.html", b"matter")
        stage.write("m/1017.html", b"longer")
        assert (output / "m/1017.html").read_bytes() == b"matter"
        stage.write("index.html", b"second")
        stage.write("index.html", b"first")
    assert (output / "m/1017.html").read_bytes() == b"longer"
    assert (output / "index.html").read_bytes() == b"first"


def test_files_of_another_program_are_linked_too(output: Path) -> None:
    """Of files that something else wrote into the stage, the unchanged ones keep their inode."""
    before = snapshot(output)
    with publish.staging(output) as stage:
        (stage.folder / "m").mkdir()
        (stage.folder / "m/1017.html").write_bytes(b"matter")
        (stage.folder / "index.html").write_bytes(b"other")
        stage.adopt_unchanged()
    after = snapshot(output)
    assert after["m/1017.html"] == before["m/1017.html"]
    assert after["index.html"][0] == b"other"


def test_without_links_files_are_written(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a file system without hard links (FAT) an unchanged file is written like any other."""

    def refuse(*_: object) -> None:
        raise OSError(errno.EPERM, "no links here")

    monkeypatch.setattr(os, "link", refuse)
    before = snapshot(output)
    with publish.staging(output) as stage:
        stage.write("m/1017.html", b"matter")
    after = snapshot(output)
    assert after["m/1017.html"][0] == b"matter"
    assert after["m/1017.html"][1] != before["m/1017.html"][1]


@pytest.mark.parametrize("umask", [0o077, 0o022, 0o000])
def test_a_web_server_can_read_everything(tmp_path: Path, umask: int) -> None:
    """Files are 0644 and folders 0755 whatever the umask is, and the umask is given back."""
    output = tmp_path / "site"
    old = os.umask(umask)
    try:
        with publish.staging(output) as stage:
            stage.write("m/1017.html", b"matter")
            (stage.folder / "from-mkdocs.html").write_bytes(b"")
    finally:
        assert os.umask(old) == umask
    modes = {path: path.stat().st_mode & 0o777 for path in [output, *output.rglob("*")]}
    assert modes == {path: 0o755 if path.is_dir() else 0o644 for path in modes}


def test_a_file_that_nobody_may_read_is_repaired(output: Path) -> None:
    """An unchanged file whose rights were narrowed by hand is written again, readable."""
    (output / "index.html").chmod(0o600)
    with publish.staging(output) as stage:
        stage.write("index.html", b"first")
    assert (output / "index.html").stat().st_mode & 0o777 == 0o644


@pytest.mark.parametrize(
    "path", ["/etc/x", "../x", "a/../../x", "a/..", "m/..", "m/.", "m/", "a//b", "./x", ".", ""]
)
def test_paths_stay_inside(output: Path, path: str) -> None:
    """A path that is absolute, leaves the folder or names no file is refused."""
    with publish.staging(output) as stage:
        stage.write("m/1.html", b"")
        with pytest.raises(ValueError, match="output folder"):
            stage.write(path, b"x")


@pytest.mark.parametrize("error", [KeyboardInterrupt, RuntimeError, SystemExit])
def test_an_exception_leaves_the_old_tree(output: Path, error: type[BaseException]) -> None:
    """When the block fails or is interrupted, the output is untouched and the stage is gone."""

    def fail() -> None:
        with publish.staging(output) as stage:
            stage.write("index.html", b"new")
            raise error

    before = snapshot(output)
    with pytest.raises(error):
        fail()
    assert snapshot(output) == before
    assert beside(output) == {".site.lock"}


def test_a_full_disk_leaves_the_old_tree(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that fills up in the middle of a file is told as PublishError; nothing changed."""
    write = os.write

    def fill_up(file: int, data: bytes) -> int:
        if len(data) < 6:
            raise OSError(errno.ENOSPC, "full")
        return write(file, data[:5])

    before = snapshot(output)
    monkeypatch.setattr(os, "write", fill_up)
    with pytest.raises(publish.PublishError, match="满"), publish.staging(output) as stage:
        stage.write("index.html", b"longer than five")
    assert snapshot(output) == before
    assert beside(output) == {".site.lock"}


def test_short_writes_are_continued(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A system that takes a file in small pieces gets all of them."""
    write = os.write
    monkeypatch.setattr(os, "write", lambda file, data: write(file, data[:3]))
    with publish.staging(output) as stage:
        stage.write("index.html", b"in several pieces")
    assert (output / "index.html").read_bytes() == b"in several pieces"


def test_a_file_size_limit_leaves_the_old_tree(output: Path) -> None:
    """Under a real RLIMIT_FSIZE the build ends with PublishError and the old tree stands."""
    before = snapshot(output)
    with child("starved", output) as process:
        _, said = process.communicate(timeout=30)
    assert process.returncode == 1
    assert said.startswith("PublishError")
    assert snapshot(output) == before
    assert beside(output) == {".site.lock"}


@pytest.mark.parametrize(
    "code", [errno.EACCES, errno.EROFS, errno.ENOSPC, errno.EDQUOT, errno.EPERM]
)
def test_what_the_machine_refuses_is_told(
    output: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    """Each refusal of the system becomes one PublishError that says what to do."""

    def refuse(**_: object) -> str:
        raise OSError(code, "refused", "somewhere")

    monkeypatch.setattr(tempfile, "mkdtemp", refuse)
    with pytest.raises(publish.PublishError, match=r"请.*somewhere"), publish.staging(output):
        pass


def test_a_parent_that_is_a_file_is_told(tmp_path: Path) -> None:
    """An output path that runs through a file is a PublishError."""
    (tmp_path / "file").touch()
    for path in ("file/site", "file/deeper/site"):
        with pytest.raises(publish.PublishError), publish.staging(tmp_path / path):
            pass


def test_missing_parents_are_made(tmp_path: Path) -> None:
    """The output may lie in folders that don't exist yet."""
    with publish.staging(tmp_path / "a/b/site") as stage:
        stage.write("index.html", b"")
    assert (tmp_path / "a/b/site/index.html").exists()


def test_the_error_crosses_processes() -> None:
    """PublishError survives pickling, since workers hand it back that way."""
    assert str(pickle.loads(pickle.dumps(publish.PublishError("满")))) == "满"  # noqa: S301 - our own bytes


@pytest.mark.parametrize("name", ["docs", "file.txt", "."])
def test_other_peoples_folders_are_not_replaced(tmp_path: Path, name: str) -> None:
    """An existing folder or file that is no published tree is refused and stays."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/precious.md").write_text("x")
    (tmp_path / "file.txt").write_text("x")
    before = snapshot(tmp_path)
    with pytest.raises(publish.PublishError), publish.staging(tmp_path / name):
        pass
    assert snapshot(tmp_path) == before


def test_an_empty_folder_may_be_replaced(tmp_path: Path) -> None:
    """An empty folder at the output path is fine."""
    (tmp_path / "site").mkdir()
    with publish.staging(tmp_path / "site") as stage:
        stage.write("index.html", b"")
    assert (tmp_path / "site/index.html").exists()


def test_a_linked_output_is_published_where_it_lies(output: Path) -> None:
    """When the output path is a symbolic link, its target is replaced and the link stays."""
    link = output.parent / "elsewhere/www"
    link.parent.mkdir()
    link.symlink_to(output)
    with publish.staging(link) as stage:
        stage.write("index.html", b"second")
    assert link.is_symlink()
    assert (output / "index.html").read_bytes() == b"second"


def test_two_builds_do_not_mix(output: Path) -> None:
    """While one build runs, a second fails at once and names the first one's process."""
    with child("hold", output) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        with pytest.raises(publish.PublishError, match=str(process.pid)), publish.staging(output):
            pass
        process.communicate("\n", timeout=30)
    assert set(snapshot(output)) == {"held.txt"}
    assert beside(output) == {".site.lock"}


def test_an_orphaned_worker_does_not_lock(output: Path) -> None:
    """A forked worker that outlives a killed build doesn't keep the next one out."""
    with child("orphan", output) as process:
        assert process.stdout is not None
        worker = int(process.stdout.readline())
        assert process.wait(timeout=30) == -signal.SIGKILL
        try:
            os.kill(worker, 0)
            publishing_child.build(output, 1)
        finally:
            os.kill(worker, signal.SIGKILL)
    assert publishing_child.faults(output) == []
    assert beside(output) == {".site.lock"}


def test_forked_workers_write(output: Path) -> None:
    """Worker processes may write into the stage of their parent."""
    with child("workers", output) as process:
        _, said = process.communicate(timeout=30)
    assert process.returncode == 0, said
    assert publishing_child.faults(output) == []


@pytest.mark.parametrize("what", ["steps", "steps_without_exchange"])
def test_killed_before_any_operation(tmp_path: Path, what: str) -> None:
    """SIGKILL before each single file operation leaves a whole tree, and nothing piles up."""
    output = tmp_path / "site"
    with child(what, output) as process:
        said, complaint = process.communicate(timeout=60)
    assert process.returncode == 0, complaint
    assert int(said) > 20, "too few operations seen for the test to mean anything"
    assert beside(output) == {".site.lock"}


def test_killed_at_random_moments(tmp_path: Path) -> None:
    """SIGKILL at random moments of a build leaves a whole tree, and the next build works."""
    output = tmp_path / "site"
    publishing_child.build(output, 0)
    for kill in range(KILLS):
        with child("loop", output) as process:
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"
            time.sleep(random.Random(kill).uniform(0, 0.03))  # noqa: S311 - no secret
        assert publishing_child.faults(output) == [], f"kill {kill}"
    publishing_child.build(output, 0)
    assert publishing_child.faults(output) == []
    assert beside(output) == {".site.lock"}


def without_the_function(*_: object, **__: object) -> object:
    """Stand for a C library that has no renameat2."""
    return object()


def refuse_exchange(*_: object, **__: object) -> object:
    """Stand for a file system on which renameat2 knows no exchange."""

    class Library:
        renameat2 = staticmethod(lambda *_: -1)

    return Library()


@pytest.mark.parametrize("library", [without_the_function, refuse_exchange])
def test_without_exchange_two_renames_do(
    output: Path, monkeypatch: pytest.MonkeyPatch, library: Callable[..., object]
) -> None:
    """Where folders can't be exchanged, the new tree still replaces the old one."""
    monkeypatch.setattr(ctypes, "CDLL", library)
    monkeypatch.setattr(ctypes, "get_errno", lambda: errno.EINVAL)
    with publish.staging(output) as stage:
        stage.write("index.html", b"second")
    assert {path: data for path, (data, *_) in snapshot(output).items()} == {
        "index.html": b"second"
    }
    assert beside(output) == {".site.lock"}


def test_a_failed_second_rename_is_undone(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the new tree can't take the place, the old one is put back at once."""
    before = snapshot(output)
    rename = Path.rename

    def refuse_the_new(path: Path, target: Path) -> Path:
        if "-new-" in path.name:
            raise OSError(errno.EIO, "refused")
        return rename(path, target)

    monkeypatch.setattr(publish, "_is_exchanged", lambda *_: False)
    monkeypatch.setattr(Path, "rename", refuse_the_new)
    with pytest.raises(publish.PublishError), publish.staging(output) as stage:
        stage.write("index.html", b"second")
    assert snapshot(output) == before
    assert beside(output) == {".site.lock"}


def test_a_refused_exchange_is_told(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A mount point can't be exchanged: that is told, and the old tree stays."""
    monkeypatch.setattr(ctypes, "CDLL", refuse_exchange)
    monkeypatch.setattr(ctypes, "get_errno", lambda: errno.EBUSY)
    before = snapshot(output)
    with pytest.raises(publish.PublishError, match="挂载点"), publish.staging(output):
        pass
    assert snapshot(output) == before
