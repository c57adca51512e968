# SPDX-License-Identifier: MIT
"""An event and the answers of one person in; one plan for all of it out (docs/decisions/040)."""

from twotrees.journey.facts import EventFacts
from twotrees.journey.gather import gather_event
from twotrees.journey.plan import Request, make_plan
from twotrees.journey.values import Plan

__all__ = ["EventFacts", "Plan", "Request", "gather_event", "make_plan"]
