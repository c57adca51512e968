# SPDX-License-Identifier: MIT
"""An event's facts in, `data/plan/<event>.js` and its words out: what the browser plans from.

Classic scripts, so that they work from a USB stick. templates/assets/outline.js computes what a page says
at once, plan-page.js asks; what computes the whole plan (plan.js), shows it, and its words are loaded once
somebody answers.
"""

from typing import Any

import msgspec

from twotrees.journey import EventFacts
from twotrees.journey.choosing import every_question
from twotrees.layout import wording
from twotrees.layout.sheets import SheetMaker
from twotrees.model.matter import Filing, Matter
from twotrees.render.data import work_years


def plan_js(maker: SheetMaker, facts: EventFacts) -> bytes:
    """Give what the browser plans an event from: facts, questions and the calendar."""
    data = {
        "facts": facts,
        "questions": _questions(maker, facts),
        "years": work_years(maker.corpus),
    }
    return b'"use strict";(window.twotrees=window.twotrees||{}).event=%b;\n' % msgspec.json.encode(
        data
    )


def words_js(maker: SheetMaker, facts: EventFacts) -> bytes:
    """Give the sentences with which the browser shows an event's plan."""
    texts = {m.code: _texts(maker, maker.corpus.matters[m.id]) for m in facts.matters}
    return b'"use strict";twotrees.event.texts=%b;\n' % msgspec.json.encode(texts)


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
        "basis": "、".join(ref.label for ref in maker.cite(item.basis)),
        "late": item.if_late.text if item.if_late else "",
        "is_limited": bool(item.within or item.before),
    }
