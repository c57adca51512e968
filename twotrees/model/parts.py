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

_Visit = Callable[[Part, list[Part]], None]
"""Takes a part and the list to which it adds that part and what is in it."""


def parts_of(record: Record) -> list[Part]:
    """Give `record` and all its parts in the order of the fields.

    Numbers, dates and words of closed lists are left out.
    """
    found: list[Part] = []
    visit = _visit_of(type(record))
    if visit:
        visit(((), record, record), found)
    return found


@cache
def _visit_of(kind: Any) -> _Visit | None:
    """Give the way through values of type `kind`; None where there is nothing to tell."""
    origin = get_origin(kind)
    if origin is Annotated:
        return _visit_of(get_args(kind)[0])
    if origin in (Union, types.UnionType):
        return next(filter(None, map(_visit_of, get_args(kind))), None)
    if origin is tuple:
        return _visit_items(_visit_of(get_args(kind)[0]))
    if origin is dict:
        return _visit_entries(_visit_of(get_args(kind)[1]))
    return _visit_plain(kind)


def _visit_plain(kind: Any) -> _Visit | None:
    if kind is When:
        return _visit_when
    if kind in (str, Basis):
        return _visit_leaf
    is_record = isinstance(kind, type) and issubclass(kind, Record) and kind is not Duration
    return _visit_record(kind) if is_record else None


def _visit_leaf(part: Part, found: list[Part]) -> None:
    found.append(part)


def _visit_items(visit: _Visit | None) -> _Visit | None:
    if visit is None:
        return None
    item = visit

    def visit_items(part: Part, found: list[Part]) -> None:
        path, value, owner = part
        if isinstance(value, tuple):  # `不收费` stands in the place of a list of fees
            for number, one in enumerate(value):
                item(((*path, number), one, owner), found)

    return visit_items


def _visit_entries(visit: _Visit | None) -> _Visit | None:
    if visit is None:
        return None
    entry = visit

    def visit_entries(part: Part, found: list[Part]) -> None:
        path, value, owner = part
        for key, one in value.items():
            entry(((*path, key), one, owner), found)

    return visit_entries


def _visit_record(kind: type[Record]) -> _Visit:
    ways = [
        (field.name, field.encode_name, visit)
        for field in msgspec.structs.fields(kind)
        if (visit := _visit_of(field.type))
    ]

    def visit_record(part: Part, found: list[Part]) -> None:
        path, value, _ = part
        found.append(part)
        for name, key, visit in ways:
            one = getattr(value, name)
            if one:
                visit(((*path, key), one, value), found)

    return visit_record


def _visit_when(part: Part, found: list[Part]) -> None:
    """Go through a condition by the keys that stand in the file: questions, all, any, not."""
    path, value, _ = part
    found.append(part)
    found += [((*path, test.question), test, value) for test in value.tests]
    for name, group in (("all", value.all), ("any", value.any)):
        for number, one in enumerate(group):
            _visit_when(((*path, name, number), one, value), found)
    if value.not_:
        _visit_when(((*path, "not"), value.not_, value), found)
