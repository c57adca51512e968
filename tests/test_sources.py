# SPDX-License-Identifier: MIT
"""What a page is made from: a page shows no record that its source doesn't name."""

import gc
from dataclasses import fields, replace

import pytest

from tests.content import AS_OF
from twotrees.graph import build_graph
from twotrees.layout.index import build_index
from twotrees.layout.sheets import SheetMaker
from twotrees.model.corpus import Corpus
from twotrees.model.matter import Matter
from twotrees.model.packed import Compressed
from twotrees.render.site import SiteWriter
from twotrees.sources import Sources


class WatchedStore(Compressed[Matter]):
    """Remembers which records were asked for."""

    def __init__(self, store: Compressed[Matter]) -> None:
        super().__init__(Matter, ((key, store.packed(key)) for key in store))
        self.asked: set[str] = set()

    def __getitem__(self, matter_id: str) -> Matter:
        self.asked.add(matter_id)
        return super().__getitem__(matter_id)


@pytest.fixture(scope="module")
def watched(corpus: Corpus) -> tuple[WatchedStore, Sources]:
    """The sources of the real content, and its records watched."""
    store = WatchedStore(corpus.matters)
    corpus = replace(corpus, matters=store)
    graph = build_graph(corpus)
    sheets = SheetMaker(corpus, build_index(corpus, graph), AS_OF)
    return store, Sources(sheets, SiteWriter(sheets, graph=graph))


def test_no_page_shows_a_record_that_its_source_does_not_name(
    watched: tuple[WatchedStore, Sources],
) -> None:
    """Whatever is made asks for the records in its inputs only: another's edit can't change it."""
    store, sources = watched
    assert store.asked == set()
    shown = set()
    for kind, key in sources.items():
        store.asked.clear()
        assert list(sources.source(kind, key).make().files())
        assert store.asked <= set(sources.seen(kind, key)), (kind, key)
        shown |= store.asked
    assert shown == set(store)


def test_all_around_a_record_is_in_the_inputs(corpus: Corpus) -> None:
    """Each part of the content but the full records is in the digest of what is around them."""
    bare = Corpus(matters=Compressed(Matter))
    assert replace(corpus, matters=bare.matters).surroundings == corpus.surroundings
    for part in fields(Corpus):
        if part.name not in {"matters", "unread"}:
            other = replace(corpus, **{part.name: getattr(bare, part.name)})
            assert other.surroundings != corpus.surroundings, part.name
    unread = replace(corpus, unread=frozenset({("law", "gone")}))
    assert unread.surroundings != corpus.surroundings


def test_a_matter_leaves_no_cycle_behind(watched: tuple[WatchedStore, Sources]) -> None:
    """No command collects cycles (decisions/050): what each record left would add up in a worker."""
    store, sources = watched

    def make(key: str) -> None:
        assert list(sources.source("matter", key).make().files())

    first, *others = store
    make(first)  # compiles and remembers
    gc.collect()
    gc.disable()
    try:
        for key in others[:10]:
            make(key)
        assert gc.collect() == 0
    finally:
        gc.enable()
