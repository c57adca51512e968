# SPDX-License-Identifier: MIT
"""Every question that a condition asks is a question of the catalogue."""

from twotrees.rules._references import unknown_rule

RULE = unknown_rule(
    "question",
    "情形问题",
    where="trees/questions/",
    bad="when: {parent-married: married}",
    good="when: {parents-married: married}",
)
