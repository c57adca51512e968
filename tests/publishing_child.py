# SPDX-License-Identifier: MIT
"""Builds that tests kill, run side by side or starve: each is a process of its own."""

import hashlib
import json
import multiprocessing
import os
import resource
import signal
import sys
import time
from pathlib import Path

from twotrees import publish

SOME_BYTES = 20_000


def tree_of(version: int) -> dict[str, bytes]:
    """Give a small site of which half changes with the version, and a manifest of its digests."""
    files = {f"m/{n}.html": b"same" * n for n in range(1, 4)}
    files |= {f"Q/{n}/index.html": b"%d" % version * SOME_BYTES for n in range(1, 4)}
    digests = {path: hashlib.sha256(data).hexdigest() for path, data in files.items()}
    return {**files, "manifest.json": json.dumps(digests).encode()}


def build(output: Path, version: int) -> None:
    """Publish the small site."""
    with publish.staging(output) as stage:
        for path, data in tree_of(version).items():
            stage.write(path, data)


def faults(folder: Path) -> list[str]:
    """List what a published folder has too much, too little or wrong against its manifest."""
    try:
        wanted = json.loads((folder / "manifest.json").read_bytes())
    except (OSError, ValueError) as error:
        return [str(error)]
    paths = [path for path in folder.rglob("*") if path.is_file() and path.name != "manifest.json"]
    found = {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in paths
    }
    return [
        f"{path}: {found.get(path)}"
        for path in wanted.keys() | found.keys()
        if wanted.get(path) != found.get(path)
    ]


def loop(output: Path) -> None:
    """Publish again and again until killed."""
    print("ready", flush=True)
    for version in range(os.getpid(), sys.maxsize):
        build(output, version)


def hold(output: Path) -> None:
    """Publish, but wait for a line of input in the midst of it."""
    with publish.staging(output) as stage:
        stage.write("held.txt", b"1")
        print("ready", flush=True)
        sys.stdin.readline()


def orphan(output: Path) -> None:
    """Be killed in the midst of publishing, with a forked worker that lives on."""
    with publish.staging(output):
        worker = os.fork()
        if not worker:
            time.sleep(60)
            os._exit(0)
        print(worker, flush=True)
        os.kill(os.getpid(), signal.SIGKILL)


def workers(output: Path) -> None:
    """Publish with two forked worker processes that write."""
    fork = multiprocessing.get_context("fork")
    with publish.staging(output) as stage, fork.Pool(2) as pool:
        pool.starmap(stage.write, tree_of(1).items())


def starved(output: Path) -> None:
    """Publish under a file size limit that the larger files break."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (SOME_BYTES // 2, SOME_BYTES // 2))
    try:
        build(output, 2)
    except publish.PublishError as error:
        sys.exit(f"PublishError: {error}")


def steps(output: Path, *, exchange: bool = True) -> None:
    """Kill a build before its first file operation, the next before its second, and so on.

    After each kill the published tree is checked; the number of kills is printed.
    """
    if not exchange:
        publish._is_exchanged = lambda *_: False
    build(output, 0)
    for step in range(1, 1000):
        child = os.fork()
        if not child:
            _die_at(step)
            build(output, step)
            os._exit(0)
        _, status = os.waitpid(child, 0)
        whole = output if output.exists() else output.parent / f".{output.name}-old"
        if found := faults(whole):
            sys.exit(f"killed before operation {step}: {found}")
        if exchange and whole != output:
            sys.exit(f"killed before operation {step}: no folder at all")
        if not status:
            print(step - 1)
            return


def _die_at(step: int) -> None:
    """Arm a hook that kills this process before its n-th operation on files."""
    seen = 0

    def count(event: str, _: tuple[object, ...]) -> None:
        nonlocal seen
        seen += event == "open" or event.startswith(("os.", "shutil."))
        if seen == step:
            os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(count)


def steps_without_exchange(output: Path) -> None:
    """Do `steps` on a system that can't exchange two folders in one step."""
    steps(output, exchange=False)


if __name__ == "__main__":
    globals()[sys.argv[1]](Path(sys.argv[2]))
