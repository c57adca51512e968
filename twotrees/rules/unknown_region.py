# SPDX-License-Identifier: MIT
"""The region above a region has its folder."""

from twotrees.rules._references import unknown_rule

RULE = unknown_rule(
    "region",
    "区域",
    where="trees/regions/",
    bad="parent: shifanshi",
    good="parent: shifan-city",
)
