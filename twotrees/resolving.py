# SPDX-License-Identifier: MIT
"""A record and what is known of a situation in; the record as it is for that situation out.

What the situation shuts out is left out, what it asks for holds without a condition. What it
leaves open keeps its condition, to be said in words.
"""

from collections.abc import Collection, Mapping
from itertools import product
from typing import Any, TypeVar

import msgspec

from twotrees.model.common import Record, When
from twotrees.model.matter import Matter, Waiver
from twotrees.model.place import Overlay
from twotrees.situation import holds, questions_of

Known = Mapping[str, Collection[str]]
"""By question, the answers of which one is given; a question that isn't there may have any."""

R = TypeVar("R", bound=Record)


def resolve(matter: Matter, overlay: Overlay, known: Known) -> tuple[Matter, Overlay]:
    """Give a record and what the region adds to it, as they are where `known` is the case."""
    found = _resolved(matter, known)
    papers = {use.material for use in (*found.materials, *overlay.materials)}
    found = msgspec.structs.replace(
        found, promise=_kept(found.promise, papers), tolerance=_kept(found.tolerance, papers)
    )
    local = _resolved(overlay, known)
    # The region's promise is for the first limit that the record names.
    if any(decided(limit.when, known) is False for limit in matter.processing[:1]):
        local = msgspec.structs.replace(local, promised=None)
    return found, local


def decided(when: When | None, known: Known) -> bool | None:
    """Tell whether `when` holds whichever of the `known` answers are given; None where that differs."""
    if when is None:
        return True
    asked = questions_of(when)
    cases = product(*(known.get(key, ("",)) for key in asked))
    found = {holds(when, dict(zip(asked, case, strict=True))) for case in cases}
    return found.pop() if len(found) == 1 else None


def _resolved(record: R, known: Known) -> R:
    """Resolve the parts of a record, which may be lists of parts or single ones."""
    changed: dict[str, Any] = {}
    for name in record.__struct_fields__:
        value = getattr(record, name)
        if isinstance(value, tuple) and value and hasattr(value[0], "when"):
            changed[name] = tuple(part for item in value if (part := _part(item, known)))
        elif hasattr(value, "when"):
            changed[name] = _part(value, known)
    return msgspec.structs.replace(record, **changed)


def _part(part: R, known: Known) -> R | None:
    when = getattr(part, "when")  # noqa: B009 - not every record has one
    if when is None:
        return part
    answer = decided(when, known)
    if answer is None:
        return part
    return msgspec.structs.replace(part, when=None) if answer else None


def _kept(waiver: Waiver | None, papers: Collection[str]) -> Waiver | None:
    """Leave out of a waiver the papers that aren't asked for; and the waiver, if none is left."""
    if waiver is None or not waiver.materials:
        return waiver
    left = tuple(key for key in waiver.materials if key in papers)
    return msgspec.structs.replace(waiver, materials=left) if left else None
