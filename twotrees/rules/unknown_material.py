# SPDX-License-Identifier: MIT
"""Every material that a record names stands in the catalogue of materials."""

from twotrees.rules._references import unknown_rule

RULE = unknown_rule(
    "material",
    "材料",
    where="trees/materials/",
    bad="materials:\n  - material: id-crad",
    good="materials:\n  - material: id-card",
)
