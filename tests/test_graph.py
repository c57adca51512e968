# SPDX-License-Identifier: MIT
"""The graph: order follows from papers, soft orders give way, hard cycles are named."""

import json
from collections.abc import Sequence
from itertools import chain
from typing import NamedTuple

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.content import BASE
from twotrees.cache import ByteCache
from twotrees.graph import Link, ServiceGraph, build_graph
from twotrees.load import load_corpus
from twotrees.model.catalogue import Material
from twotrees.model.corpus import Corpus, Exchange, Head, Product, Use
from twotrees.model.matter import Matter
from twotrees.model.packed import Compressed
from twotrees.model.terms import MaterialKind, MatterType, Person, ResultKind


class Made(NamedTuple):
    """A matter as the graph sees it."""

    id: str
    head: Head
    exchange: Exchange


def _matter(
    name: str, gives: str = "", uses: str = "", after: str = "", *, living: bool = True
) -> Made:
    """Make a matter; papers are `paper`, of another person `paper@孩子`, a soft use `paper?`, a change `paper!`."""
    head = Head(
        id=name,
        code="1000",
        name=name.upper(),
        summary="",
        type=MatterType.GRANT,
        department="d",
        is_living=living,
    )
    exchange = Exchange(
        after=tuple(after.split()),
        products=tuple(_product(word) for word in gives.split()),
        uses=tuple(_use(word) for word in uses.split()),
    )
    return Made(name, head, exchange)


def _split(word: str) -> tuple[str, Person]:
    paper, _, person = word.rstrip("?!").partition("@")
    return paper, Person(person or "本人")


def _product(word: str) -> Product:
    paper, person = _split(word)
    kind = ResultKind.CHANGE if word.endswith("!") else ResultKind.FIRST
    return Product(material=paper, of=person, kind=kind)


def _use(word: str) -> Use:
    paper, person = _split(word)
    return Use(material=paper, of=(person,), is_soft=word.endswith("?"))


def _graph(*matters: Made, shared: Sequence[str] = ()) -> ServiceGraph:
    papers = {
        key: Material(name=key, kind=MaterialKind.PROOF, issuer="", household=True)
        for key in shared
    }
    return build_graph(
        Corpus(
            Compressed(Matter),
            heads={made.id: made.head for made in matters},
            exchanges={made.id: made.exchange for made in matters},
            materials=papers,
        )
    )


ORDERS: list[tuple[str, list[Made], list[list[str]]]] = [
    ("nothing in common", [_matter("a"), _matter("b")], [["a", "b"]]),
    ("a paper got first is used", [_matter("b", "x"), _matter("a", "", "x")], [["b"], ["a"]]),
    ("a changed paper orders nothing", [_matter("b", "x!"), _matter("a", "", "x")], [["a", "b"]]),
    (
        "another person's paper orders nothing",
        [_matter("b", "x@孩子"), _matter("a", "", "x")],
        [["a", "b"]],
    ),
    (
        "the same person's paper does",
        [_matter("b", "x@孩子"), _matter("a", "", "x@孩子")],
        [["b"], ["a"]],
    ),
    ("after, where no paper says it", [_matter("b"), _matter("a", after="b")], [["b"], ["a"]]),
    (
        "a chain",
        [_matter("c", "x"), _matter("b", "y", "x"), _matter("a", "", "y")],
        [["c"], ["b"], ["a"]],
    ),
    (
        "two sources of one paper",
        [_matter("b", "x"), _matter("c", "x"), _matter("a", "", "x")],
        [["b", "c"], ["a"]],
    ),
    ("a soft order", [_matter("b", "x"), _matter("a", "", "x?")], [["b"], ["a"]]),
    (
        "a soft order gives way to a hard one",
        [_matter("a", "x", "y?"), _matter("b", "y", "x")],
        [["a"], ["b"]],
    ),
    ("a matter doesn't wait for itself", [_matter("a", "x", "x")], [["a"]]),
    (
        "one that renews its own paper",
        [_matter("a", "x", "x"), _matter("b", "", "x")],
        [["a"], ["b"]],
    ),
    (
        "an ended matter orders nothing",
        [_matter("b", "x", living=False), _matter("a", "", "x")],
        [["a", "b"]],
    ),
]


@pytest.mark.parametrize(
    ("matters", "waves"), [case[1:] for case in ORDERS], ids=[case[0] for case in ORDERS]
)
def test_order(matters: list[Made], waves: list[list[str]]) -> None:
    """Matters come in waves, each after what it needs."""
    graph = _graph(*matters)
    assert graph.order(made.id for made in matters) == waves
    assert graph.cycles == ()


def test_shared_paper_is_everybodys() -> None:
    """A paper that a family shares orders, whoever's it is called."""
    matters = _matter("b", "book@户主"), _matter("a", "", "book@父亲")
    assert _graph(*matters).order("ab") == [["a", "b"]]
    assert _graph(*matters, shared=["book"]).order("ab") == [["b"], ["a"]]


def test_order_of_some() -> None:
    """What isn't asked for orders nothing, and unknown ids do no harm."""
    graph = _graph(_matter("c", "x"), _matter("b", "y", "x"), _matter("a", "", "y"))
    assert graph.order(["a", "c"]) == [["a", "c"]]
    assert graph.order(["a", "b", "nowhere"]) == [["b", "nowhere"], ["a"]]
    assert graph.order([]) == []


def test_neighbours() -> None:
    """A neighbour is told with the material that carries the order; a hard use wins over a soft one."""
    graph = _graph(_matter("a", "x y"), _matter("b", "", "x? y"), _matter("c", "", "x?", "b"))
    assert graph.successors("a") == (Link("b", "y", is_soft=False), Link("c", "x", is_soft=True))
    assert graph.predecessors("c") == (Link("a", "x", is_soft=True), Link("b", "", is_soft=False))
    assert graph.predecessors("nowhere") == ()


CYCLES = [
    ("two", [_matter("a", "x", "y"), _matter("b", "y", "x")], [["a", "b"]]),
    (
        "three, and one behind",
        [
            _matter("a", "x", "z"),
            _matter("b", "y", "x"),
            _matter("c", "z", "y"),
            _matter("d", "", "y"),
        ],
        [["a", "b", "c"]],
    ),
    ("through after", [_matter("a", "x", after="b"), _matter("b", "", "x")], [["a", "b"]]),
    ("after itself", [_matter("a", after="a")], [["a"]]),
    (
        "two apart",
        [
            _matter("a", after="b"),
            _matter("b", after="a"),
            _matter("c", after="d"),
            _matter("d", after="c"),
        ],
        [["a", "b"], ["c", "d"]],
    ),
    ("only soft", [_matter("a", "x", "y?"), _matter("b", "y", "x?")], []),
]


@pytest.mark.parametrize(
    ("matters", "cycles"), [case[1:] for case in CYCLES], ids=[case[0] for case in CYCLES]
)
def test_cycles(matters: list[Made], cycles: list[list[str]]) -> None:
    """A cycle of hard orders is named from its first matter on; the order is given all the same."""
    graph = _graph(*matters)
    assert [[link.matter for link in cycle] for cycle in graph.cycles] == cycles
    assert sorted(chain.from_iterable(graph.order(made.id for made in matters))) == [
        made.id for made in matters
    ]


def test_unreachable() -> None:
    """What stands in a cycle of hard orders or behind it can never begin."""
    matters = (
        _matter("a", "x", "y"),
        _matter("b", "y", "x"),
        _matter("c", "", "y"),
        _matter("d", "", "y?"),
    )
    assert _graph(*matters, _matter("e")).unreachable == ("a", "b", "c")


def test_dead_ends() -> None:
    """A dead end is what nothing comes after."""
    assert _graph(_matter("a", "x"), _matter("b", "", "x")).dead_ends == ("b",)


_WORDS = st.lists(
    st.sampled_from(["p", "q", "r", "s", "p?", "q?", "r?", "p@孩子"]), max_size=3
).map(" ".join)
_HEADS = st.lists(st.tuples(_WORDS, _WORDS), min_size=1, max_size=8)


@given(_HEADS)
def test_any_content_can_be_ordered(papers: list[tuple[str, str]]) -> None:
    """Whatever is given and used, the order has no cycle and every matter once; hard orders break only in cycles."""
    matters = [_matter(f"m{n}", gives, uses) for n, (gives, uses) in enumerate(papers)]
    graph = _graph(*matters)
    assert nx.is_directed_acyclic_graph(graph.flow)
    waves = graph.order(made.id for made in matters)
    assert sorted(chain.from_iterable(waves)) == sorted(made.id for made in matters)
    if not graph.cycles:
        place = {matter: number for number, wave in enumerate(waves) for matter in wave}
        for giver in matters:
            for user in matters:
                given = {(p.material, p.of) for p in giver.exchange.products}
                own = {(p.material, p.of) for p in user.exchange.products}
                hard = {(u.material, u.of[0]) for u in user.exchange.uses if not u.is_soft} - own
                assert giver is user or not (given & hard) or place[giver.id] < place[user.id]


def test_size_grows_with_the_papers_only() -> None:
    """A paper of many givers and users costs their sum, not their product."""
    many = [_matter(f"g{n}", "x") for n in range(300)] + [
        _matter(f"u{n}", "", "x") for n in range(300)
    ]
    assert _graph(*many).flow.number_of_edges() == 600


def test_whole_graph() -> None:
    """The node-link form holds every kind of node and edge, is JSON, and reads back into networkx."""
    corpus, _ = load_corpus(BASE, cache=ByteCache(None))
    data = build_graph(corpus).node_link()
    assert json.loads(json.dumps(data)) == data
    assert data == build_graph(corpus).node_link()
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph(nx.node_link_graph(data, edges="edges"))
    assert {node.split(":")[0] for node in graph} == {
        "tree",
        "event",
        "matter",
        "material",
        "window",
        "department",
    }
    assert {key for _, _, key in graph.edges(keys=True)} == {
        "lists",
        "uses",
        "produces",
        "handles",
        "owns",
        "before",
    }
    assert graph.has_edge("matter:birth/certificate", "matter:birth/registration", "before")
    assert "matter:birth/old-registration" not in graph
    assert all(graph.nodes[node]["name"] for node in graph)


def test_real_papers_chain(corpus: Corpus) -> None:
    """On the real content a birth goes from the certificate through the register to the card, and nothing runs in circles."""
    graph = build_graph(corpus)
    assert graph.cycles == ()
    assert graph.orphans == ()
    waves = graph.order(
        ["birth/birth-certificate-first", "birth/birth-registration", "health/social-security-card"]
    )
    assert [len(wave) for wave in waves] == [1, 1, 1]
