# SPDX-License-Identifier: MIT
"""Runs MkDocs: for the prose pages of a build, and as the server of the live preview."""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.commands import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.exceptions import MkDocsException

from twotrees.mkdocs_plugin import TwotreesPlugin
from twotrees.model.problem import RefusalError

if TYPE_CHECKING:
    from twotrees.making import Book

CONFIG = Path(__file__).parent.parent / "mkdocs.yml"
_AGAIN = 5  # seconds after which a stop that had no effect is tried once more


def build_prose(book: "Book", folder: Path) -> None:
    """Let MkDocs write the Markdown pages into `folder`, in the frame of the site.

    Raises:
        RefusalError: a prose page or mkdocs.yml is at fault.
    """
    with _explained():
        config = load_config(str(CONFIG), site_dir=str(folder))
        plugin = config.plugins["twotrees"]
        assert isinstance(plugin, TwotreesPlugin)  # noqa: S101 - mkdocs.yml is ours
        plugin.drive(book)
        mkdocs_build.build(config)


def serve(content: Path, *, as_of: date, port: int) -> None:
    """Serve a live preview of `content` on 127.0.0.1 until interrupted.

    Raises:
        RefusalError: the port is taken, or mkdocs.yml is at fault.
    """
    from mkdocs.commands import serve as mkdocs_serve  # noqa: PLC0415 - a build serves nothing

    # mkdocs.yml reads these: MkDocs loads it anew before each rebuild.
    os.environ["TWOTREES_CONTENT"] = str(content.resolve())
    os.environ["TWOTREES_AS_OF"] = as_of.isoformat()
    try:
        with _explained(), interruptible():
            mkdocs_serve.serve(str(CONFIG), dev_addr=f"127.0.0.1:{port}")
    except OSError as error:
        message = f"端口 {port} 用不了（{error.strerror}）。用 --port 换一个。"
        raise RefusalError(message) from error


@contextmanager
def interruptible() -> Iterator[None]:
    """Let Ctrl-C end the block, if need be after some seconds.

    Python drops an exception that comes while it tidies up an object: then Ctrl-C does nothing.
    """

    def interrupt(_number: int, _frame: object) -> None:
        signal.alarm(_AGAIN)
        raise KeyboardInterrupt

    former = {
        number: signal.signal(number, interrupt) for number in (signal.SIGINT, signal.SIGALRM)
    }
    try:
        yield
    finally:
        signal.alarm(0)
        for number, handler in former.items():
            signal.signal(number, handler)


@contextmanager
def _explained() -> Iterator[None]:
    """Say in Chinese who is speaking: MkDocs' own words follow."""
    try:
        yield
    except MkDocsException as error:
        message = f"MkDocs 停下了：{error}。请检查 mkdocs.yml 和 templates/prose/。"
        raise RefusalError(message) from error
