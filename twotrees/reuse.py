# SPDX-License-Identifier: MIT
"""What files are made from in; the files written, made only where that has changed."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import msgspec

from twotrees.cache import ByteCache
from twotrees.publish import Mark, Stage, mark_of

_BATCH = 64  # what is held in memory at once


class Made(NamedTuple):
    """All that is shown in some files, as bytes, and what writes them."""

    content: bytes
    files: Callable[[], Iterable[tuple[str, bytes]]]


class Source(NamedTuple):
    """All that decides what is made, as bytes, and what makes it; the same files come of it."""

    inputs: bytes
    make: Callable[[], Made]


class Written(NamedTuple):
    """What to remember: a value by its key; nothing where that is known."""

    key: bytes
    fresh: bytes


class _File(NamedTuple):
    """A file as it was left in the former tree."""

    path: str
    digest: bytes
    mark: Mark


_PACK = msgspec.msgpack.Encoder()
_UNPACK = msgspec.msgpack.Decoder(list[_File])


class Reuse(NamedTuple):
    """Takes files from the former tree when nothing that they were made from has changed.

    The cache knows what was made of the same inputs, and, should they have changed without effect,
    which files show the same content. It holds no file: a former one is taken if it is as it was
    left, or still has its digest.
    """

    cache: ByteCache
    stage: Stage
    stamp: bytes

    def write(self, sources: Iterable[Source]) -> Iterator[list[Written]]:
        """Write the files of `sources`, a batch after another; give what to remember of each."""
        rest = iter(sources)
        while batch := list(islice(rest, _BATCH)):
            yield from self._write_batch(batch)

    def _write_batch(self, sources: Sequence[Source]) -> Iterator[list[Written]]:
        inputs = [self._key(b"inputs", source.inputs) for source in sources]
        contents = self._known(inputs)
        made = {
            key: source.make()
            for key, source in zip(inputs, sources, strict=True)
            if key not in contents
        }
        fresh = {key: self._key(b"content", one.content) for key, one in made.items()}
        contents |= fresh
        known = self._known(list(contents.values()))
        for key, source in zip(inputs, sources, strict=True):
            content = contents[key]
            files = self._taken(known, content) or [
                self._put(*file) for file in (made.get(key) or source.make()).files()
            ]
            packed = _PACK.encode(files)
            yield [
                Written(key, fresh.get(key, b"")),
                Written(content, b"" if known.get(content) == packed else packed),
            ]

    def _key(self, kind: bytes, data: bytes) -> bytes:
        return sha256(b"\0".join((kind, self.stamp, data))).digest()

    def _known(self, keys: Sequence[bytes]) -> dict[bytes, bytes]:
        return self.cache.get_many(keys) if self.stage.previous.is_dir() else {}

    def _put(self, path: str, data: bytes) -> _File:
        self.stage.write(path, data)
        return _File(path, sha256(data).digest(), mark_of(self.stage.folder, path))

    def _taken(self, known: Mapping[bytes, bytes], key: bytes) -> list[_File]:
        """Take the files from the former tree, and give them as they stand there; all or none."""
        files = _UNPACK.decode(known[key]) if key in known else []
        former = self.stage.previous
        now = [file._replace(mark=mark_of(former, file.path)) for file in files]
        for then, file in zip(files, now, strict=True):
            if not _is_same(former, file, then):
                return []
        for file in now:
            self.stage.take(file.path)
        return now


def _is_same(folder: Path, file: _File, then: _File) -> bool:
    """Whether a file is as it was left: untouched, or a copy with the same rights and bytes."""
    if file.mark == then.mark:
        return True
    try:
        return (
            file.mark.mode == then.mark.mode
            and sha256((folder / file.path).read_bytes()).digest() == file.digest
        )
    except OSError:
        return False
