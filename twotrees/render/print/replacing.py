# SPDX-License-Identifier: MIT
"""A module or class and a function in; while a block runs, it uses that function."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import ModuleType


@contextmanager
def replaced(
    owner: ModuleType | type, name: str, function: Callable[..., object]
) -> Iterator[None]:
    """Let a module or class use another function while the block runs."""
    before = getattr(owner, name)
    setattr(owner, name, function)
    try:
        yield
    finally:
        setattr(owner, name, before)
