# SPDX-License-Identifier: MIT
"""A record in; every part of it out: each text, basis, condition and sub-record with its path.

The way through a type is worked out once, so that a city's records can be walked in seconds.
"""

import types
from collections.abc import Callable
from functools import cache
from typing import Annotated, Any, Union, get_args, get_origin

import msgspec

from twotrees.model.common import Basis, Duration, Record, When
from twotrees.model.problem import Path

Part = tuple[Path, Any, Record]
"""A path from the root, the value there, and the record that holds it."""

_Visit = Callable[[Any, Path, Record, list[Part]], None]


def parts_of(record: Record) -> list[Part]:
    """Give `record` and all its parts in the order of the fields; numbers, dates and words of closed lists are left out."""
    found: list[Part] = []
    visit = _visit_of(type(record))
    if visit:
        visit(record, (), record, found)
    return found


@cache
def _visit_of(kind: Any) -> _Visit | None:
    """Give the way through values of type `kind`; None where there is nothing to tell."""
    origin = get_origin(kind)
    if origin is Annotated:
        return _visit_of(get_args(kind)[0])
    if origin in (Union, types.UnionType):
        visits = [v for v in map(_visit_of, get_args(kind)) if v]
        return visits[0] if visits else None
    if origin is tuple:
        return _visit_items(_visit_of(get_args(kind)[0]))
    if origin is dict:
        return _visit_entries(_visit_of(get_args(kind)[1]))
    if kind is When:
        return _visit_when
    if kind in (str, Basis):
        return _visit_leaf
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct) and kind is not Duration:
        return _visit_record(kind)
    return None


def _visit_leaf(value: Any, path: Path, owner: Record, found: list[Part]) -> None:
    found.append((path, value, owner))


def _visit_items(visit: _Visit | None) -> _Visit | None:
    if visit is None:
        return None
    item = visit

    def visit_items(value: Any, path: Path, owner: Record, found: list[Part]) -> None:
        if isinstance(value, tuple):  # `不收费` stands in the place of a list of fees
            for number, part in enumerate(value):
                item(part, (*path, number), owner, found)

    return visit_items


def _visit_entries(visit: _Visit | None) -> _Visit | None:
    if visit is None:
        return None
    entry = visit

    def visit_entries(value: dict[str, Any], path: Path, owner: Record, found: list[Part]) -> None:
        for key, part in value.items():
            entry(part, (*path, key), owner, found)

    return visit_entries


def _visit_record(kind: type[msgspec.Struct]) -> _Visit:
    ways = [
        (field.name, field.encode_name, visit)
        for field in msgspec.structs.fields(kind)
        if (visit := _visit_of(field.type))
    ]

    def visit_record(value: Any, path: Path, owner: Record, found: list[Part]) -> None:
        found.append((path, value, owner))
        for name, key, visit in ways:
            part = getattr(value, name)
            if part:
                visit(part, (*path, key), value, found)

    return visit_record


def _visit_when(value: When, path: Path, owner: Record, found: list[Part]) -> None:
    """Go through a condition by the keys that stand in the file: questions, all, any, not."""
    found.append((path, value, owner))
    found += [((*path, test.question), test, value) for test in value.tests]
    for name, group in (("all", value.all), ("any", value.any)):
        for number, part in enumerate(group):
            _visit_when(part, (*path, name, number), value, found)
    if value.not_:
        _visit_when(value.not_, (*path, "not"), value, found)
