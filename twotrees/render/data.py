# SPDX-License-Identifier: MIT
"""Open data: sheets, trees and graph in, JSON and Markdown bytes out (fields: docs/data.md)."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import jinja2
import msgspec

from twotrees.layout.sheet import MatterSheet
from twotrees.layout.wording import said
from twotrees.model.corpus import Corpus
from twotrees.model.tree import Event

_JSON = msgspec.json.Encoder()


def record_json(sheet: MatterSheet) -> bytes:
    """Give `m/<code>.json`: the whole public record."""
    return _JSON.encode(sheet)


class MarkdownWriter:
    """Writes `m/<code>.md`, the record as plain text, from the template markdown/matter.md."""

    def __init__(self, environment: jinja2.Environment) -> None:
        """Compile the template once; `environment` must not escape HTML."""
        environment.filters["said"] = said
        self._template = environment.get_template("markdown/matter.md")

    def record(self, sheet: MatterSheet) -> bytes:
        """Give a record as Markdown."""
        return (self._template.render(sheet=sheet).strip() + "\n").encode()


def matters_json(living: Iterable[bytes], ended: Iterable[bytes]) -> Iterator[bytes]:
    """Give `data/matters.json` in pieces, from records that `record_json` made."""
    yield b'{"matters":[\n'
    yield from _joined(living)
    yield b'\n],"tombstones":[\n'
    yield from _joined(ended)
    yield b"\n]}\n"


def _joined(records: Iterable[bytes]) -> Iterator[bytes]:
    for position, record in enumerate(records):
        yield (b",\n" if position else b"") + record


def trees_json(corpus: Corpus) -> bytes:
    """Give `data/trees.json` in the Contract's shape."""
    trees = [
        {
            "id": tree_id,
            "name": tree.name,
            "events": [
                _event(key, corpus.events[key]) for key in tree.events if key in corpus.events
            ],
        }
        for tree_id, tree in corpus.trees.items()
    ]
    return _pretty({"trees": trees})


def _event(event_id: str, event: Event) -> dict[str, Any]:
    return {
        "id": event_id,
        "code": event.code,
        "name": event.name,
        "summary": event.summary,
        "stages": [
            {
                "name": stage.name,
                "logic": stage.logic,
                "matters": [{"matter": m.matter, "need": m.need} for m in stage.matters],
            }
            for stage in event.stages
        ],
    }


def graph_json(node_link: Mapping[str, Any]) -> bytes:
    """Give `data/graph.json`: networkx's node-link form."""
    return _JSON.encode(node_link) + b"\n"


def workdays_json(corpus: Corpus) -> bytes:
    """Give `data/workdays.json` in the Contract's shape: the years whose notice is out."""
    years = {
        year: {**days, "source": corpus.workdays[year].source}
        for year, days in work_years(corpus).items()
    }
    return _pretty({"years": years})


def work_years(corpus: Corpus) -> dict[str, dict[str, Any]]:
    """Give days off and worked weekends by year."""
    return {
        year: {"holidays": sorted(notice.days_off()), "workdays": sorted(notice.workdays)}
        for year, notice in corpus.workdays.items()
    }


def _pretty(value: Any) -> bytes:
    return msgspec.json.format(_JSON.encode(value), indent=1) + b"\n"
