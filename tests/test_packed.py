# SPDX-License-Identifier: MIT
"""Packed records: what comes out is what went in, in order, and only what was put in."""

import random

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from twotrees.model.packed import Compressed, Packed


class Note(msgspec.Struct, frozen=True, omit_defaults=True):
    """A record."""

    text: str = ""
    lines: tuple[str, ...] = ()


NOTES = st.builds(Note, st.text(), st.lists(st.text(), max_size=3).map(tuple))


@pytest.mark.parametrize("store", [Packed, Compressed])
@given(notes=st.dictionaries(st.text(), NOTES, max_size=8), seed=st.integers())
def test_records_come_out_as_they_went_in(
    store: type[Packed[Note]], notes: dict[str, Note], seed: int
) -> None:
    """In whatever order they come, they are found by id, and listed by id."""
    arrived = list(notes.items())
    random.Random(seed).shuffle(arrived)  # noqa: S311 - no secret
    packed = store(Note, ((key, store.pack(note)) for key, note in arrived))
    assert list(packed.items()) == sorted(notes.items())
    assert all(packed.packed(key) == store.pack(note) for key, note in notes.items())
    assert len(packed) == len(notes)
    assert "no such id, which is longer than any" not in packed
    with pytest.raises(KeyError):
        packed["no such id, which is longer than any"]
