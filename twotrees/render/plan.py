# SPDX-License-Identifier: MIT
"""An event's facts and sentences in, `data/plan/<event>.js` out: what the browser plans from.

A classic script, so that it works from a USB stick; templates/assets/plan.js computes the plan,
templates/assets/plan-page.js shows it.
"""

from typing import Any

import msgspec

from twotrees.graph import ServiceGraph
from twotrees.journey import EventFacts, gather_event
from twotrees.journey.choosing import every_question
from twotrees.layout import wording
from twotrees.layout.sheets import SheetMaker
from twotrees.model.matter import Filing, Matter
from twotrees.render.data import work_years


def plan_js(maker: SheetMaker, graph: ServiceGraph, event_id: str) -> bytes:
    """Give the script of an event; KeyError where there is no such event."""
    corpus = maker.corpus
    facts = gather_event(corpus, graph, event_id, day=maker.day)
    data = {
        "facts": facts,
        "questions": _questions(maker, facts),
        "texts": {m.code: _texts(maker, corpus.matters[m.id]) for m in facts.matters},
        "years": work_years(corpus),
    }
    return b'"use strict";(window.twotrees=window.twotrees||{}).event=%b;\n' % msgspec.json.encode(
        data
    )


def _questions(maker: SheetMaker, facts: EventFacts) -> dict[str, Any]:
    asked = {key: maker.corpus.questions[key] for key in every_question(facts)}
    return {
        key: {
            "text": question.text,
            "help": question.help,
            "kind": question.kind,
            "unit": question.unit,
            "choices": [[name, choice.text] for name, choice in question.choices.items()],
        }
        for key, question in asked.items()
    }


def _texts(maker: SheetMaker, matter: Matter) -> dict[str, list[Any]]:
    """Give the sentences to which a plan points by `index`."""
    return {
        "filing": [_filing(maker, item) for item in matter.filing],
        "fees": [wording.fee(item) for item in matter.fee_items],
        "amounts": [wording.amount(item) for item in matter.amounts],
    }


def _filing(maker: SheetMaker, item: Filing) -> dict[str, Any]:
    return {
        "text": wording.filing(item),
        "basis": "".join(ref.label for ref in maker.cite(item.basis)),
        "late": item.if_late.text if item.if_late else "",
        "is_limited": bool(item.within or item.before),
    }
