# SPDX-License-Identifier: MIT
"""Every law that a basis names stands in the register of laws."""

from twotrees.rules._references import unknown_rule

RULE = unknown_rule(
    "law",
    "法规",
    where="trees/laws/",
    bad="basis: hukou-regulation 第七条",
    good="basis: hukou-regulations 第七条",
)
