# SPDX-License-Identifier: MIT
"""Command line: arguments in, exit code out (0 done, 1 content has errors, 2 usage or environment)."""

from collections.abc import Sequence
from pathlib import Path

from twotrees.cache import ByteCache
from twotrees.load import load_corpus


def main(arguments: Sequence[str]) -> int:
    """Check the content (first version)."""
    del arguments
    _, problems = load_corpus(Path.cwd(), cache=ByteCache(None))
    for problem in problems:
        print(problem)
    print(f"{len(problems)} 个问题")
    return 1 if problems else 0
