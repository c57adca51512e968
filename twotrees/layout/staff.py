# SPDX-License-Identifier: MIT
"""A matter and its sheet in; what window and back office must know beside it out."""

from dataclasses import dataclass

from twotrees.layout.sheet import MaterialLine, MatterSheet
from twotrees.layout.sheets import SheetMaker
from twotrees.model.catalogue import Question
from twotrees.situations import applies_of, situations_of

_KEPT = "收存"


@dataclass(frozen=True)
class StaffMatter:
    """A matter as the staff handle it.

    `questions` are to be asked first, `count` is how many situations they tell apart; `kept` are the
    papers that the window keeps, which go into the file.
    """

    sheet: MatterSheet
    questions: tuple[Question, ...]
    count: int
    kept: tuple[MaterialLine, ...]


def plan_staff_matter(maker: SheetMaker, matter_id: str) -> StaffMatter:
    """Plan a matter's pages of both staff books."""
    corpus, sheet = maker.corpus, maker.sheet(matter_id)
    applies = applies_of(corpus).get(matter_id)
    situations = situations_of(corpus.matters[matter_id], corpus.questions, applies)
    asked = sorted({key for group in situations.groups for key in group.own})
    return StaffMatter(
        sheet=sheet,
        questions=tuple(corpus.questions[key] for key in asked if key in corpus.questions),
        count=len(situations),
        kept=tuple(line for line in sheet.materials if line.handling == _KEPT),
    )
