# SPDX-License-Identifier: MIT
"""What can stop a print run, in words for the person who started it."""

from twotrees.model.problem import RefusalError


class PrintError(RefusalError):
    """The manual can't be printed as it should look: a font or a character in it is missing."""
