# SPDX-License-Identifier: MIT
"""Faultless content in, a published folder out: the stages of a build in their order."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import chain
from pathlib import Path

import msgspec

from twotrees import parallel
from twotrees.cache import ByteCache, Keeper
from twotrees.checking import Checked, Job
from twotrees.kept import KeptFiles
from twotrees.layout.codes import matter_codes
from twotrees.layout.index import build_index
from twotrees.layout.sheets import SheetMaker
from twotrees.narrowing import Words, narrow
from twotrees.progress import Advance
from twotrees.publish import Stage, staging
from twotrees.render import data
from twotrees.render.site import SiteWriter, environment
from twotrees.reuse import Reuse, Written
from twotrees.sources import Sources

_PACK = msgspec.msgpack.Encoder()
_UNPACK = msgspec.msgpack.Decoder(list[tuple[str, bytes]])
_MOST_BOOKLETS = 1000  # kept: all of them, a few times over


@dataclass(frozen=True)
class Prints:
    """What is to be printed: names of pieces (none: all), and the words that narrow them.

    With `press`, the print shop's edition of each is made too.
    """

    what: Sequence[str] = ()
    words: Words = field(default_factory=Words)
    press: bool = False


@dataclass(frozen=True)
class Book:
    """Indexed content and compiled templates, ready to be rendered."""

    job: Job
    checked: Checked
    sheets: SheetMaker
    site: SiteWriter


def publish_all(job: Job, checked: Checked, output: Path) -> None:
    """Render everything beside `output` and swap it in.

    Raises:
        RefusalError: the machine can't; `output` is as it was.
    """
    with staging(output) as stage:
        book = open_book(job, checked)
        write_prose(book, stage)
        write_all(book, stage)


def publish_proof(
    job: Job, checked: Checked, folder: Path, *, kind: str, prints: Prints | None = None
) -> None:
    """Render one kind of output (site, print, qr or data) and swap it in as `folder`; of print what `prints` says.

    Raises:
        RefusalError: the machine can't; `folder` is as it was.
    """
    with staging(folder) as stage:
        book = open_book(job, checked)
        if kind == "print":
            write_print(book, stage, prints)
        else:
            _PROOFS[kind](book, stage)


def open_book(job: Job, checked: Checked, *, preview: bool = False) -> Book:
    """Index the content and compile the templates.

    In a preview, pages carry no security policy: MkDocs reloads them by an inline script.
    """
    with job.progress.stage("编排"):
        index = build_index(checked.corpus, checked.graph)
        sheets = SheetMaker(checked.corpus, index, job.as_of)
        site = SiteWriter(sheets, graph=checked.graph, preview=preview)
    return Book(job, checked, sheets, site)


def write_all(book: Book, stage: Stage) -> None:
    """Write all that isn't prose; the sitemap last, since it lists the pages."""
    write_pages(book, stage)
    write_codes(book, stage)
    write_data(book, stage)
    write_print(book, stage)
    write_sitemap(book, stage)


def write_preview(book: Book, stage: Stage) -> None:
    """Write what a preview shows: all pages and codes, without the manual."""
    write_pages(book, stage)
    write_codes(book, stage)


def write_prose(book: Book, stage: Stage) -> None:
    """Let MkDocs write the prose pages; what is as before is then shared with the former site."""
    from twotrees import frame  # noqa: PLC0415 - MkDocs is heavy, and a proof of codes doesn't need it

    with book.job.progress.stage("说明页"):
        frame.build_prose(book, stage.folder)
        stage.adopt_unchanged()


def write_pages(book: Book, stage: Stage) -> None:
    """Write every page, and each record as data and plain text, in parallel."""
    reuse = Reuse(ByteCache(book.job.caches / "pages.sqlite"), stage, book.site.stamp())
    sources = Sources(book.sheets, book.site)

    def write_shard(shard: Sequence[tuple[str, str]]) -> list[list[Written]]:
        return list(reuse.write(sources.source(*item) for item in shard))

    for path, content in book.site.assets():
        stage.write(path, content)
    items = list(sources.items())
    with book.job.progress.stage("网页", len(items)) as advance:
        _remember(reuse.cache, parallel.map_shards(write_shard, items, book.job.jobs), advance)


def _remember(cache: ByteCache, results: Iterable[list[Written]], advance: Advance) -> None:
    """Count the results as they come, and keep what is new for the next build."""
    keeper = Keeper(cache)
    for written in results:
        for one in written:
            keeper.note(*one)
        advance(1)
    keeper.close()


def write_codes(book: Book, stage: Stage) -> None:
    """Draw every matter's code in parallel; one that was drawn before is taken from the cache."""
    from twotrees.render import qr  # noqa: PLC0415 - Pillow is heavy

    cache = ByteCache(book.job.caches / "codes.sqlite")
    stamp = qr.stamp()
    entries = [qr.QrEntry(*target) for target in matter_codes(book.checked.corpus)]
    keys = {entry: sha256(stamp + "\0".join(entry).encode()).digest() for entry in entries}

    def write_shard(shard: Sequence[qr.QrEntry]) -> list[list[Written]]:
        kept = cache.get_many([keys[entry] for entry in shard])
        drawn = []
        for entry in shard:
            files = kept.get(keys[entry]) or _PACK.encode(list(qr.render_code(entry)))
            for path, content in _UNPACK.decode(files):
                stage.write(path, content)
            drawn.append([Written(keys[entry], b"" if keys[entry] in kept else files)])
        return drawn

    with book.job.progress.stage("二维码", len(entries)) as advance:
        _remember(cache, parallel.map_shards(write_shard, entries, book.job.jobs), advance)
        stage.write("qr/index.csv", qr.register(entries))


def write_data(book: Book, stage: Stage) -> None:
    """Write the open data of the whole; the records are those that stand below `m/` already."""
    corpus = book.checked.corpus
    heads = [corpus.heads[key] for key in corpus.matters]

    def records(*, living: bool) -> Iterator[bytes]:
        for head in heads:
            if head.is_living is living:
                yield (stage.folder / f"m/{head.code}.json").read_bytes()

    with book.job.progress.stage("数据"):
        pieces = data.matters_json(records(living=True), records(living=False))
        stage.write("data/matters.json", b"".join(pieces))
        stage.write("data/trees.json", data.trees_json(corpus))
        stage.write("data/graph.json", data.graph_json(book.checked.graph.node_link()))
        stage.write("data/workdays.json", data.workdays_json(corpus))


def write_print(book: Book, stage: Stage, prints: Prints | None = None) -> None:
    """Typeset all, or what `prints` names; what hasn't changed is taken from what was kept.

    Raises:
        PrintFaultsError: some content can't be printed as it should look.
        RefusalError: `prints` names what doesn't exist.
    """
    from twotrees.render.print.catalogue import ordered  # noqa: PLC0415 - other outputs need none of this
    from twotrees.render.print.writer import Order  # noqa: PLC0415
    from twotrees.render.print.writing import write_pieces  # noqa: PLC0415

    prints = prints or Prints()
    wanted = narrow(book.checked.corpus, book.sheets.index, prints.words)
    order = Order(book.sheets, book.checked.graph, environment(), wanted)
    with book.job.progress.stage("写稿"):
        booklets = list(ordered(prints.what, order))
        written = write_pieces(booklets, jobs=book.job.jobs)
        # WeasyPrint takes half a second to import: meanwhile the workers write.
        from twotrees.render.print.jobs import JOB_LIST, job_list, job_row  # noqa: PLC0415
        from twotrees.render.print.making import render_booklets  # noqa: PLC0415
        from twotrees.render.print.press import for_press  # noqa: PLC0415

        html = dict(written)
    kept = KeptFiles(book.job.caches / "print", most=_MOST_BOOKLETS)
    count = sum(len(booklet.whole) for booklet in booklets)
    with book.job.progress.stage("排版", count, unit="页") as advance:
        rows = []
        for booklet, pages, content in render_booklets(
            booklets, html, kept=kept, jobs=book.job.jobs, advance=advance
        ):
            stage.write(booklet.path, content)
            rows.append(job_row(booklet, pages))
            if prints.press:
                stage.write(booklet.press_path, for_press(content))
        stage.write(JOB_LIST, job_list(rows))


def write_sitemap(book: Book, stage: Stage) -> None:
    """List the pages for search engines; below `Q/` stand the same pages again, so not these."""
    folders = [found for found in stage.folder.glob("*/") if found.name not in _NOT_LISTED]
    found = chain(stage.folder.glob("*.html"), *(folder.rglob("*.html") for folder in folders))
    pages = sorted(file.relative_to(stage.folder).as_posix() for file in found)
    stage.write(*book.site.sitemap([path for path in pages if path not in _NOT_LISTED]))


_NOT_LISTED = {"Q", "404.html"}


def _proof_of_site(book: Book, stage: Stage) -> None:
    write_prose(book, stage)
    write_pages(book, stage)
    write_sitemap(book, stage)


def _proof_of_data(book: Book, stage: Stage) -> None:
    write_pages(book, stage)
    write_data(book, stage)


_PROOFS: dict[str, Callable[[Book, Stage], None]] = {
    "site": _proof_of_site,
    "qr": write_codes,
    "data": _proof_of_data,
}
