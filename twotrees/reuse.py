# SPDX-License-Identifier: MIT
"""What files are made from in; the files written, rendered only where that has changed."""

from collections.abc import Callable, Iterable, Sequence
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import msgspec

from twotrees.cache import ByteCache
from twotrees.publish import Stage

_BATCH = 64  # what is held in memory at once
_PACK = msgspec.msgpack.Encoder()
_UNPACK = msgspec.msgpack.Decoder(list[tuple[str, bytes]])


class Source(NamedTuple):
    """All that some files are made from, as bytes, and what makes them."""

    content: bytes
    make: Callable[[], Iterable[tuple[str, bytes]]]


class Written(NamedTuple):
    """What to remember of a source: its files' digests by its key; nothing where that is known."""

    key: bytes
    fresh: bytes


class Reuse(NamedTuple):
    """Takes files from the former tree when their source, and the code, are the same.

    The cache holds digests only, and a former file is taken only if it still has its digest.
    """

    cache: ByteCache
    stage: Stage
    stamp: bytes

    def write(self, sources: Iterable[Source]) -> list[Written]:
        """Write the files of `sources`, a batch after another."""
        written: list[Written] = []
        rest = iter(sources)
        while batch := list(islice(rest, _BATCH)):
            written += self._write_batch(batch)
        return written

    def _write_batch(self, sources: Sequence[Source]) -> list[Written]:
        keys = [sha256(self.stamp + source.content).digest() for source in sources]
        known = self.cache.get_many(keys) if self.stage.previous.is_dir() else {}
        return [
            Written(key, b"")
            if key in known and self._is_taken(_UNPACK.decode(known[key]))
            else Written(key, _PACK.encode([self._put(*file) for file in source.make()]))
            for key, source in zip(keys, sources, strict=True)
        ]

    def _put(self, path: str, data: bytes) -> tuple[str, bytes]:
        self.stage.write(path, data)
        return path, sha256(data).digest()

    def _is_taken(self, files: list[tuple[str, bytes]]) -> bool:
        found = {}
        for path, digest in files:
            try:
                found[path] = Path(self.stage.previous, path).read_bytes()
            except OSError:
                return False
            if sha256(found[path]).digest() != digest:
                return False
        for path, data in found.items():
            self.stage.write(path, data)
        return True
