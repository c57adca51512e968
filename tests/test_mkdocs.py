# SPDX-License-Identifier: MIT
"""The plugin in MkDocs and in its fork, on its own and as a live preview."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from mkdocs.commands import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig

from tests.content import AS_OF
from twotrees import cli, making
from twotrees.checking import Job, check
from twotrees.frame import interruptible

ROOT = Path(__file__).parent.parent
PATIENCE = 60  # seconds; a busy machine is slow, a hanging server never answers


def files(folder: Path) -> dict[str, bytes]:
    """Give every file of a folder."""
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def frame(program: str, content: Path, folder: Path) -> subprocess.CompletedProcess[str]:
    """Let MkDocs, or its fork, build the whole site by itself."""
    command = [sys.executable, "-m", program, "build", "-q", "-f", "mkdocs.yml", "-d", str(folder)]
    environment = os.environ | {
        "TWOTREES_CONTENT": str(content),
        "TWOTREES_AS_OF": AS_OF.isoformat(),
    }
    return subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )


def spoil(content: Path) -> Callable[[], None]:
    """Put an error into the content; give what mends it."""
    file = content / "matters/birth/registration.yaml"
    text = file.read_text("utf-8")
    file.write_text(text.replace("fees:", "feees:"), "utf-8")

    def mend() -> None:
        file.write_text(text, "utf-8")

    return mend


def inodes(folder: Path) -> dict[str, int]:
    """Give every file's inode: the same only if it wasn't written again."""
    return {name: (folder / name).stat().st_ino for name in files(folder)}


@pytest.mark.parametrize("program", ["mkdocs", "properdocs"])
def test_the_plugin_alone_builds_the_whole_site(
    program: str, small_content: Path, tmp_path: Path
) -> None:
    """MkDocs and properdocs give the very files that a build of ours publishes."""
    done = frame(program, small_content, tmp_path / program)
    assert done.returncode == 0, done.stderr
    job = Job(small_content, AS_OF)
    making.publish_all(job, check(job), tmp_path / "site")
    assert files(tmp_path / program) == files(tmp_path / "site")


def test_faulty_content_stops_mkdocs_before_it_cleans(small_content: Path, tmp_path: Path) -> None:
    """With an error MkDocs ends with its exit code, says where, and leaves its folder as it was."""
    spoil(small_content)
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / "index.html").write_text("former", "utf-8")
    done = frame("mkdocs", small_content, folder)
    assert done.returncode == 1
    assert "matters/birth/registration.yaml" in done.stderr
    assert "Traceback" not in done.stderr
    assert files(folder) == {"index.html": b"former"}


class Preview:
    """A preview server in a child process."""

    def __init__(self, content: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        line = ["serve", "--port", str(self.port), "--content", str(content)]
        line += ["--as-of", AS_OF.isoformat()]
        self.process = subprocess.Popen(
            [sys.executable, "-m", "twotrees", *line],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def get(self, path: str) -> str:
        """Give what is served at an address, errors included."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=20) as page:
                return str(page.read().decode())
        except urllib.error.HTTPError as error:
            return error.read().decode()
        except OSError:
            return ""

    def wait_for(self, path: str, said: Callable[[str], bool]) -> str:
        """Ask again and again until the page says what it should."""
        page, end = "", time.monotonic() + PATIENCE
        while time.monotonic() < end:
            page = self.get(path)
            if said(page):
                return page
            time.sleep(0.1)
        pytest.fail(f"{path} never came: {page[:2000]}")


@pytest.fixture
def preview(small_content: Path) -> Iterator[Preview]:
    """A preview of the small content, ended by Ctrl-C."""
    server = Preview(small_content)
    yield server
    server.process.send_signal(signal.SIGINT)
    said, _ = server.process.communicate(timeout=PATIENCE)
    assert server.process.returncode in {0, 130}
    assert "Traceback" not in said


def test_a_saved_record_refreshes_its_page(preview: Preview, small_content: Path) -> None:
    """The page follows its YAML; a fault shows every problem, and mending it brings the page back."""
    page = preview.wait_for("/m/1004.html", lambda page: "<h1>" in page)
    assert "livereload(" in page
    assert "Content-Security-Policy" not in page
    assert "12345" in preview.get("/about.html")

    file = small_content / "matters/birth/registration.yaml"
    text = file.read_text("utf-8")
    file.write_text(text.replace("\napplicant: ", "\napplicant: 新写的一句，"), "utf-8")
    preview.wait_for("/m/1004.html", lambda page: "新写的一句" in page)

    mend = spoil(small_content)
    page = preview.wait_for("/m/1004.html", lambda page: "registration.yaml" in page)
    assert "feees" in page
    assert "fees" in page
    assert "registration.yaml" in preview.get("/index.html")
    mend()
    preview.wait_for("/m/1004.html", lambda page: "新写的一句" in page)


def test_a_preview_writes_only_what_changed(
    small_content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After an edit, even with a fault in between, all else is linked; at the end nothing is left."""
    monkeypatch.setenv("TWOTREES_CONTENT", str(small_content))
    monkeypatch.setenv("TWOTREES_AS_OF", AS_OF.isoformat())
    folder = tmp_path / "preview"
    folder.mkdir()

    def rebuild(*, is_first: bool = False) -> MkDocsConfig:
        config = load_config(str(ROOT / "mkdocs.yml"), site_dir=str(folder))
        if is_first:
            config.plugins.on_startup(command="serve", dirty=False)
        mkdocs_build.build(config, serve_url="http://127.0.0.1:8000/")
        return config

    rebuild(is_first=True)
    before = inodes(folder)
    mend = spoil(small_content)
    rebuild()
    assert files(folder).keys() == {"index.html", "404.html"}
    mend()
    file = small_content / "matters/birth/registration.yaml"
    text = file.read_text("utf-8")
    file.write_text(text.replace("\napplicant: ", "\napplicant: 新写的一句，"), "utf-8")
    config = rebuild()
    after = inodes(folder)
    assert {path for path in before.keys() | after if before.get(path) != after.get(path)} == {
        f"m/1004.{ending}" for ending in ("html", "json", "md")
    }
    config.plugins.on_shutdown()
    assert list(tmp_path.glob("preview*")) == [folder]


def test_a_taken_port_is_told(
    small_content: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A port that another program holds is named, without a traceback."""
    for name in ("TWOTREES_CONTENT", "TWOTREES_AS_OF"):
        monkeypatch.setenv(name, "")  # serve sets them: they are taken back after the test
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        line = ["serve", "--port", port, "--content", str(small_content)]
        assert cli.main(line) == 2
    assert port in capsys.readouterr().err


def test_an_interrupt_that_is_swallowed_comes_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """As one that comes while Python tidies up an object; afterwards all is as before."""

    class Tidied:
        def __del__(self) -> None:
            os.kill(os.getpid(), signal.SIGINT)

    dropped: list[type[BaseException]] = []
    monkeypatch.setattr(sys, "unraisablehook", lambda one: dropped.append(one.exc_type))
    monkeypatch.setattr("twotrees.frame._AGAIN", 1)

    def wait() -> None:
        with interruptible():
            Tidied()
            time.sleep(PATIENCE)

    before = signal.getsignal(signal.SIGINT)
    with pytest.raises(KeyboardInterrupt):
        wait()
    assert dropped == [KeyboardInterrupt]
    assert signal.getsignal(signal.SIGINT) == before
