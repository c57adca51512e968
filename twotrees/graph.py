# SPDX-License-Identifier: MIT
"""The corpus in; the service graph out: what belongs to what, and which matter comes before which.

The order is derived from papers, nobody writes it by hand (design.md): where A is the place at
which a person *first* gets a paper (a result of kind 首次) and B uses that paper of the same
person, A comes before B.

"The same person" means the same word, because a record speaks of the people around its matter by
their part in it: 孩子 in 出生登记 is the 孩子 of the next record, while 本人 is whoever applies and
may be the mother here and the child there. A paper that a whole family or firm shares
(`household: true` in the catalogue) is the same paper, whoever brings it.

A use that is optional, one of several, or only for some situations gives a *soft* order. Soft
orders are dropped before they make a cycle; a cycle of hard ones is the editor's to mend.

Papers stand as nodes between matters, so that a paper that a hundred matters give and a thousand
use costs eleven hundred edges, not a hundred thousand. The only module that imports networkx.
"""

import heapq
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

import networkx as nx

from twotrees.model.corpus import Corpus, Exchange, Head
from twotrees.model.terms import Person, ResultKind


class Paper(NamedTuple):
    """A node between matters: one material of one person (empty where a family shares it)."""

    material: str
    of: str


class Link(NamedTuple):
    """An order between two matters, seen from one of them."""

    matter: str
    material: str
    """The material that carries the order; empty where `after:` says it."""
    is_soft: bool


class HandOver(NamedTuple):
    """One matter gives a paper that another uses; no paper where `after:` alone says the order."""

    before: str
    after: str
    material: str
    of: str


Edge = Mapping[str, Any]
# A city has forty thousand orders, nearly all of them hard: those have no attribute, to be small.
SOFT: Edge = {"soft": True}
HARD: Edge = {}


def may_drop(edge: Edge) -> bool:
    """Whether the order that an edge stands for may be dropped."""
    return "soft" in edge


@dataclass(frozen=True)
class ServiceGraph:
    """What the content says about order and belonging; ended matters take no part.

    `flow` has matter ids and papers as nodes and no cycle; `hard` is its part that nothing may
    drop, in which `cycles` were found.
    """

    corpus: Corpus
    flow: "nx.DiGraph[str | Paper]"
    cycles: tuple[tuple[Link, ...], ...]
    """Each cycle as links: every one names the matter and the paper with which it goes on."""

    def order(self, matters: Iterable[str]) -> list[list[str]]:
        """Give `matters` as waves: what stands in one wave can be handled at the same time.

        Only what these matters hand to each other counts; a matter that isn't among them is taken
        to be done, or not needed. Ids that the graph doesn't know stand in the first wave.
        """
        chosen = sorted(set(matters))
        local: nx.DiGraph[str] = nx.DiGraph()
        local.add_nodes_from(chosen)
        known = set(chosen)
        for matter in chosen:
            local.add_edges_from(
                (matter, link.matter) for link in self.successors(matter) if link.matter in known
            )
        return [sorted(wave) for wave in nx.topological_generations(local)]

    def predecessors(self, matter: str) -> tuple[Link, ...]:
        """Give what comes directly before `matter`, by id."""
        return self._links(matter, self.flow.pred)

    def successors(self, matter: str) -> tuple[Link, ...]:
        """Give what comes directly after `matter`, by id."""
        return self._links(matter, self.flow.succ)

    def hand_overs(self, matters: Iterable[str]) -> tuple[HandOver, ...]:
        """Give every paper that these matters hand to each other, sorted; together no cycle."""
        known = set(matters) & self.flow.nodes
        found = []
        for matter in known:
            for node in self.flow.succ[matter]:
                is_paper = isinstance(node, Paper)
                users = known.intersection(self.flow.succ[node]) if is_paper else known & {node}
                paper = node if isinstance(node, Paper) else Paper("", "")
                found += [HandOver(matter, user, *paper) for user in users - {matter}]
        return tuple(sorted(found))

    def _links(
        self, matter: str, sides: Mapping[Any, Mapping[Any, Mapping[str, Any]]]
    ) -> tuple[Link, ...]:
        found: dict[str, Link] = {}
        if matter not in sides:
            return ()
        for node, edge in sides[matter].items():
            links = (
                [
                    (other, node.material, may_drop(far) or may_drop(edge))
                    for other, far in sides[node].items()
                ]
                if isinstance(node, Paper)
                else [(node, "", False)]
            )
            for other, material, is_soft in links:
                known = found.get(other)
                if other != matter and (known is None or (known.is_soft and not is_soft)):
                    found[other] = Link(other, material, is_soft)
        return tuple(found[other] for other in sorted(found))

    @cached_property
    def orphans(self) -> tuple[str, ...]:
        """The living matters that no event lists."""
        listed = {
            item.matter
            for event in self.corpus.events.values()
            for stage in event.stages
            for item in stage.matters
        }
        return tuple(
            key for key, head in self.corpus.heads.items() if head.is_living and key not in listed
        )

    @cached_property
    def dead_ends(self) -> tuple[str, ...]:
        """The living matters after which nothing comes."""
        return tuple(matter for matter in self._living if not self.successors(matter))

    @cached_property
    def unreachable(self) -> tuple[str, ...]:
        """The matters that nobody can ever begin: they stand in a cycle of hard orders, or behind one."""
        caught = {link.matter for cycle in self.cycles for link in cycle}
        hard = _hard_part(self.flow)
        behind = {node for matter in caught & hard.nodes for node in nx.descendants(hard, matter)}
        return tuple(sorted(caught.union(node for node in behind if isinstance(node, str))))

    @property
    def _living(self) -> Iterator[str]:
        return (key for key, head in self.corpus.heads.items() if head.is_living)

    def node_link(self) -> dict[str, Any]:
        """Give the whole graph in networkx's node-link form, the same content in the same order.

        Nodes are `tree:`, `event:`, `matter:`, `material:`, `window:` and `department:` with their
        ids; an edge's key says what it is: lists, uses, produces, handles, owns, before.
        """
        data: dict[str, Any] = nx.node_link_data(_whole(self), edges="edges")
        return data


def build_graph(corpus: Corpus) -> ServiceGraph:
    """Give the graph of `corpus`."""
    flow = _all_orders(corpus)
    cycles: list[tuple[Link, ...]] = []
    for knot in _knots(flow):
        tied = flow.subgraph(knot).copy()
        cycles += _find_cycles(_hard_part(tied))
        flow.remove_edges_from(_broken_orders(tied))
    return ServiceGraph(corpus=corpus, flow=flow, cycles=tuple(sorted(cycles)))


def _all_orders(corpus: Corpus) -> "nx.DiGraph[str | Paper]":
    """Give matters and papers with every order, soft ones included, cycles and all."""
    orders: nx.DiGraph[str | Paper] = nx.DiGraph()
    shared = {key for key, material in corpus.materials.items() if material.household}
    given: dict[Paper, Paper] = {}
    for key, head in corpus.heads.items():
        if head.is_living:
            orders.add_node(key)
            for paper in _first_papers(corpus.exchanges[key], shared):
                orders.add_edge(key, given.setdefault(paper, paper))
    for key, exchange in corpus.exchanges.items():
        if key in orders:
            for paper, edge in _used_papers(exchange, shared).items():
                # A matter that both gives and asks for a paper doesn't wait for itself.
                if paper in given and not orders.has_edge(key, paper):
                    orders.add_edge(given[paper], key, **edge)
            orders.add_edges_from((a, key) for a in exchange.after if a in orders)
    return orders


def _first_papers(exchange: Exchange, shared: set[str]) -> Iterator[Paper]:
    for product in exchange.products:
        if product.kind is ResultKind.FIRST:
            yield _paper(product.material, product.of, shared)


def _used_papers(exchange: Exchange, shared: set[str]) -> dict[Paper, Edge]:
    """Give the order that each paper brings: soft if every use of it is."""
    found: dict[Paper, Edge] = {}
    for use in exchange.uses:
        for person in use.of:
            paper = _paper(use.material, person, shared)
            found[paper] = SOFT if use.is_soft and found.get(paper) is not HARD else HARD
    return found


def _paper(material: str, person: Person, shared: set[str]) -> Paper:
    return Paper(material, "" if material in shared else str(person))


def _hard_part(orders: "nx.DiGraph[str | Paper]") -> "nx.DiGraph[str | Paper]":
    hard: nx.DiGraph[str | Paper] = nx.DiGraph()
    hard.add_edges_from((a, b) for a, b, edge in orders.edges(data=True) if not may_drop(edge))
    return hard


def _knots(graph: "nx.DiGraph[str | Paper]") -> list[set[str | Paper]]:
    """Give the groups of nodes that lie on cycles together."""
    alone = set(nx.nodes_with_selfloops(graph))
    return [
        part for part in nx.strongly_connected_components(graph) if len(part) > 1 or part <= alone
    ]


def _find_cycles(hard: "nx.DiGraph[str | Paper]") -> Iterator[tuple[Link, ...]]:
    """Give one cycle of each knot of hard orders, beginning with its first matter."""
    for knot in _knots(hard):
        start = min(node for node in knot if isinstance(node, str))
        edges = nx.find_cycle(hard.subgraph(knot), source=start)
        nodes = [edge[0] for edge in edges]
        links = [
            Link(node, after.material if isinstance(after, Paper) else "", is_soft=False)
            for node, after in zip(nodes, nodes[1:] + nodes[:1], strict=True)
            if isinstance(node, str)
        ]
        first = links.index(min(links))
        yield tuple(links[first:] + links[:first])


def _broken_orders(
    knot: "nx.DiGraph[str | Paper]",
) -> list[tuple[str | Paper, str | Paper]]:
    """Give the orders of a knot to drop, soft ones first, so that nothing in it waits for itself."""
    rank = {node: place for place, node in enumerate(_line_up(knot))}
    return [(a, b) for a, b in knot.edges if rank[a] >= rank[b]]


def _line_up(knot: "nx.DiGraph[str | Paper]") -> list[str | Paper]:
    """Line up a knot's nodes: hard orders are kept, and as few soft ones broken as a greedy walk can.

    The next node is always the one that waits for the fewest hard orders (none, unless there is a
    cycle of hard ones), then for the fewest soft ones, then the first by name.
    """
    nodes = {str(node): node for node in knot}
    waits = {name: [0, 0] for name in nodes}
    for _, node, edge in knot.edges(data=True):
        waits[str(node)][may_drop(edge)] += 1
    heap = [(hard, soft, name) for name, (hard, soft) in waits.items()]
    heapq.heapify(heap)
    done: dict[str | Paper, None] = {}
    while heap:
        hard, soft, name = heapq.heappop(heap)
        if nodes[name] in done or [hard, soft] != waits[name]:
            continue
        done[nodes[name]] = None
        for follower, edge in knot.adj[nodes[name]].items():
            waits[str(follower)][may_drop(edge)] -= 1
            hard, soft = waits[str(follower)]
            heapq.heappush(heap, (hard, soft, str(follower)))
    return list(done)


def _whole(graph: ServiceGraph) -> "nx.MultiDiGraph[str]":
    whole: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    whole.add_nodes_from(_nodes(graph.corpus))
    for source, target, kind, facts in _edges(graph):
        # An id that nothing bears is the rule unknown-…'s to report, not the graph's to draw.
        if source in whole and target in whole:
            whole.add_edge(source, target, key=kind, **facts)
    return whole


def _nodes(corpus: Corpus) -> Iterator[tuple[str, dict[str, Any]]]:
    for tree_id, tree in corpus.trees.items():
        yield f"tree:{tree_id}", {"kind": "tree", "name": tree.name}
    for event_id, event in corpus.events.items():
        yield f"event:{event_id}", {"kind": "event", "name": event.name, "code": event.code}
    for matter_id, head in corpus.heads.items():
        if head.is_living:
            yield f"matter:{matter_id}", {"kind": "matter", "name": head.name, "code": head.code}
    for material_id, material in corpus.materials.items():
        yield f"material:{material_id}", {"kind": "material", "name": material.name}
    for department_id, department in corpus.departments.items():
        yield f"department:{department_id}", {"kind": "department", "name": department.name}
    for hall in corpus.local_halls().values():
        for window in (w for zone in hall.zones for w in zone.windows):
            yield f"window:{window.code}", {"kind": "window", "name": window.name}


_Edge = tuple[str, str, str, dict[str, Any]]


def _edges(graph: ServiceGraph) -> Iterator[_Edge]:
    corpus = graph.corpus
    for event_id, tree_id in corpus.event_tree.items():
        yield f"tree:{tree_id}", f"event:{event_id}", "lists", {}
    for event_id, event in corpus.events.items():
        for stage in event.stages:
            for item in stage.matters:
                facts = {"stage": stage.name, "need": str(item.need)}
                yield f"event:{event_id}", f"matter:{item.matter}", "lists", facts
    for matter_id, head in corpus.heads.items():
        yield from _matter_edges(graph, matter_id, head)
    for code, matters in windows_of(corpus).items():
        for matter_id in matters:
            yield f"window:{code}", f"matter:{matter_id}", "handles", {}


def _matter_edges(graph: ServiceGraph, matter_id: str, head: Head) -> Iterator[_Edge]:
    node = f"matter:{matter_id}"
    yield f"department:{head.department}", node, "owns", {}
    exchange = graph.corpus.exchanges[matter_id]
    for use in exchange.uses:
        yield (
            node,
            f"material:{use.material}",
            "uses",
            {"of": [str(p) for p in use.of], "soft": use.is_soft},
        )
    for product in exchange.products:
        yield (
            node,
            f"material:{product.material}",
            "produces",
            {"of": str(product.of), "result": str(product.kind)},
        )
    for link in graph.successors(matter_id):
        yield (
            node,
            f"matter:{link.matter}",
            "before",
            {"material": link.material, "soft": link.is_soft},
        )


def windows_of(corpus: Corpus) -> dict[str, list[str]]:
    """Give the living matters that each window of the publishing region takes, by window code."""
    by_department: dict[str, list[str]] = {}
    for matter_id, head in corpus.heads.items():
        if head.is_living and head.has_hall:
            by_department.setdefault(head.department, []).append(matter_id)
    taken: dict[str, list[str]] = {}
    for hall in corpus.local_halls().values():
        for window in (w for zone in hall.zones for w in zone.windows):
            own = [m for d in window.departments for m in by_department.get(d, ())]
            more = [m for m in window.matters if m in corpus.heads and corpus.heads[m].is_living]
            taken[window.code] = sorted({*taken.get(window.code, ()), *own, *more})
    return taken
