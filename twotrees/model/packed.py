# SPDX-License-Identifier: MIT
"""Records by id, kept as packed bytes and unpacked when asked for: a city has 14,200 of them.

All stand in one block of bytes. A forked worker that reads a record then copies no page of memory,
as it would for an object of its own, whose reference count changes.
"""

import zlib
from array import array
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeVar

import msgspec

T = TypeVar("T")

_ENCODER = msgspec.msgpack.Encoder()
_QUICK = 1  # zlib's level: the higher ones take longer and give nearly as much


class Packed(Mapping[str, T]):
    """Records of one kind by id, sorted by id; each is made anew whenever it is asked for."""

    def __init__(self, kind: type[T] | Any, packed: Iterable[tuple[str, bytes]] = ()) -> None:
        """Take records of `kind` packed by `pack`, each with its id."""
        self._decoder = msgspec.msgpack.Decoder(kind)
        self._block, self._ends = bytearray(), array("Q", [0])
        self._places: dict[str, int] = {}
        for key, data in packed:
            self.add(key, data)

    def add(self, key: str, data: bytes) -> None:
        """Add a packed record under an id that isn't there yet."""
        self._places[key] = len(self._places)
        self._block += data
        self._ends.append(len(self._block))

    @staticmethod
    def pack(record: object) -> bytes:
        """Give the bytes of which a store makes `record` again: same bytes, same record."""
        return _ENCODER.encode(record)

    def packed(self, key: str) -> bytes:
        """Give a record's bytes as they are; KeyError where there is none."""
        return bytes(self._slice(key))

    def __getitem__(self, key: str) -> T:
        """Give the record; KeyError where there is none."""
        return self._unpack(self._slice(key))

    def _unpack(self, data: bytes | memoryview) -> T:
        record: T = self._decoder.decode(data)
        return record

    def _slice(self, key: str) -> memoryview:
        place = self._places[key]
        return memoryview(self._block)[self._ends[place] : self._ends[place + 1]]

    def __contains__(self, key: object) -> bool:
        """Whether there is such a record; it isn't unpacked."""
        return key in self._places

    def __iter__(self) -> Iterator[str]:
        """Give the ids in order."""
        return iter(sorted(self._places))

    def __len__(self) -> int:
        """Count the records, tombstones included."""
        return len(self._places)


class Compressed(Packed[T]):
    """Long records that are read once or twice: half the memory, a tenth longer to unpack."""

    @staticmethod
    def pack(record: object) -> bytes:
        """Give the bytes of which a store makes `record` again: same bytes, same record."""
        return zlib.compress(_ENCODER.encode(record), _QUICK)

    def _unpack(self, data: bytes | memoryview) -> T:
        return super()._unpack(zlib.decompress(data))
