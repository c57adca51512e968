# SPDX-License-Identifier: MIT
"""One part of the work in a process of its own, for `run.py`: PART CONTENT OUTPUT."""

import gc
import re
import sys
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path

from twotrees import parallel
from twotrees.cache import ByteCache
from twotrees.checking import Job, check
from twotrees.load import load_corpus
from twotrees.publish import Stage

JOBS = 2
DAY = date(2026, 11, 21)


def load(content: Path, _: Path) -> None:
    """Read the content without a cache."""
    load_corpus(content, cache=ByteCache(None), jobs=JOBS)


def pages(content: Path, output: Path) -> None:
    """Read, check, and write the pages below `e/` and `m/`: what the peers write."""
    job = Job(content, DAY, JOBS)
    checked = check(job)
    from twotrees import making  # noqa: PLC0415 - as a build does

    book = making.open_book(job, checked)
    stage = Stage(output, output.with_name("none"))

    def write(keys: Sequence[str]) -> list[None]:
        for key in keys:
            if key:
                stage.write(*next(book.site.matter(book.sheets.sheet(key))))
                continue
            for event in checked.corpus.events:
                stage.write(*next(book.site.event(event)))  # not what stands below Q/
        return [None] * len(keys)

    for _ in parallel.map_shards(write, ["", *checked.corpus.matters], JOBS):
        pass


def write_bytes(source: Path, output: Path, *, jobs: int) -> None:
    """Write the files below `source` again, from memory: the floor of any writing."""
    files = [(f.relative_to(source).as_posix(), f.read_bytes()) for f in source.rglob("*.html")]
    stage = Stage(output, output.with_name("none"))

    def write(shard: Sequence[tuple[str, bytes]]) -> list[None]:
        for path, data in shard:
            stage.write(path, data)
        return [None] * len(shard)

    for _ in parallel.map_shards(write, files, jobs):
        pass


def one_document(content: Path, output: Path) -> None:
    """Print the manual as anybody would: all of it one HTML document, page numbers by `target-counter`."""
    import weasyprint  # noqa: PLC0415 - only this needs it

    from twotrees import making  # noqa: PLC0415
    from twotrees.render.print.handbook import handbook  # noqa: PLC0415
    from twotrees.render.print.writer import Order  # noqa: PLC0415
    from twotrees.render.site import environment  # noqa: PLC0415

    job = Job(content, DAY, JOBS)
    checked = check(job)
    book = making.open_book(job, checked)
    (booklet,) = handbook(Order(book.sheets, checked.graph, environment()))
    bodies = []
    for piece in booklet.pieces:
        body = piece.write().partition("<body>")[2].partition('<div class="heads"')[0]
        bodies.append(f'<div style="break-before:{piece.side or "page"}">{body}</div>')
    style = re.sub(
        rf'(::after {{ content: "[^"]*){booklet.mark}',
        r'\1" target-counter(attr(href), page) "',
        booklet.style,
    ).replace(f'"{booklet.mark}"', "counter(page)")
    weasyprint.HTML(string="".join(bodies)).write_pdf(
        output / "handbook.pdf",
        stylesheets=[weasyprint.CSS(string=style)],
        pdf_variant="pdf/ua-1",
    )


PARTS: dict[str, Callable[[Path, Path], None]] = {
    "load": load,
    "pages": pages,
    "one-document": one_document,
    "write-1": partial(write_bytes, jobs=1),
    "write-2": partial(write_bytes, jobs=2),
}

if __name__ == "__main__":
    gc.disable()  # as the command line does
    PARTS[sys.argv[1]](Path(sys.argv[2]), Path(sys.argv[3]))
