# SPDX-License-Identifier: MIT
"""Every matter that another record names has its file."""

from twotrees.rules._references import unknown_rule

RULE = unknown_rule(
    "matter",
    "事项",
    where="matters/",
    bad="after: birth/birth-register",
    good="after: birth/birth-registration",
)
