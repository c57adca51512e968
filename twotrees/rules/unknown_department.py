# SPDX-License-Identifier: MIT
"""Every department that a record names stands in the list of departments."""

from twotrees.rules._references import unknown_rule

RULE = unknown_rule(
    "department",
    "部门",
    where="trees/departments/",
    bad="department: public-securty",
    good="department: public-security",
)
