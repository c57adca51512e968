# SPDX-License-Identifier: MIT
"""Measures the manual: as one straightforward WeasyPrint document, in pieces, and after an edit.

Usage: python benchmarks/manual.py [--matters 1258] [--rounds 1] [--only-pieces]
Without --matters, on the repository's own content. Everything in one run, since absolute times drift.
"""

import argparse
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from make_content import write_content
from run import PARTS, ROOT, TWOTREES, Bench, measure

_TEXT = "applicant: "


class Printing:
    """The benches, on content in a folder of its own."""

    def __init__(self, folder: Path, matters: int) -> None:
        """Write synthetic content of so many matters; 0 copies the repository's."""
        self.content, self.output = folder / "content", folder / "out"
        if matters:
            write_content(matters, self.content)
            return
        for name in ("matters", "trees"):
            shutil.copytree(ROOT / name, self.content / name)

    def benches(self, *, only_pieces: bool) -> Iterator[Bench]:
        """Give the benches in an order in which each finds what it needs."""
        content, out = str(self.content), str(self.output)
        options = ["--quiet", "--jobs", "2", "--content", content, "--output", f"{out}/site"]
        command = [*TWOTREES, "print", "handbook", *options]
        if not only_pieces:
            yield Bench("one document", self._forget, [*PARTS, "one-document", content, out])
        yield Bench("in pieces, cold", self._forget, command)
        yield Bench("again, nothing changed", self._keep, command)
        yield Bench("again, one record changed", self._edit, command)

    def _keep(self) -> None:
        self.output.mkdir(exist_ok=True)

    def _forget(self) -> None:
        shutil.rmtree(self.output, ignore_errors=True)
        shutil.rmtree(self.content / ".cache", ignore_errors=True)
        self.output.mkdir()

    def _edit(self) -> None:
        """Say of one record's applicants one word more, another in each round."""
        file = min((self.content / "matters").rglob("*.yaml"))
        text = file.read_text("utf-8")
        file.write_text(text.replace(_TEXT, f"{_TEXT}在校学生、", 1), "utf-8")


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--matters", type=int, default=0)
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--only-pieces", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="twotrees-bench-") as folder:
        print("| what | s | processor s | MiB |\n|---|---|---|---|")
        costs = {}
        printing = Printing(Path(folder), options.matters)
        for bench in printing.benches(only_pieces=options.only_pieces):
            cost = costs[bench.name] = measure(bench, options.rounds)
            print(
                f"| {bench.name} | {cost.seconds:.2f} | {cost.processor:.2f} | {cost.mebibytes:.0f} |",
                flush=True,
            )
        whole, pieces = costs.get("one document"), costs["in pieces, cold"]
        if whole:
            print(f"\nIn pieces: {pieces.seconds / whole.seconds:.2f} of one document (goal: 0.4).")


if __name__ == "__main__":
    main()
