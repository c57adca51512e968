# SPDX-License-Identifier: MIT
"""What can stop a print run: what the machine lacks, in words, or what the content has, in its place."""

from collections.abc import Sequence

from twotrees.model.problem import Found, RefusalError


class PrintError(RefusalError):
    """Nothing can be printed as it should look: a font is missing."""


class PrintFaultsError(Exception):
    """Content that can't be printed as it should look: a character without a glyph, too many pages."""

    def __init__(self, found: Sequence[Found]) -> None:
        """Take all faults, each with its place."""
        super().__init__(f"{len(found)} faults of content")
        self.found = found
