# SPDX-License-Identifier: MIT
"""Bytes kept between builds by the content they were made from; losing it only costs time."""

import hashlib
import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import closing
from functools import cache
from pathlib import Path

_PORTION = 1000  # values gathered before they are written
_PACKAGE = Path(__file__).parent


@cache
def program_stamp() -> bytes:
    """Give a digest of our code, as it is when first asked, and of the locked packages.

    A change of either makes all stale that was kept.
    """
    digest = hashlib.sha256()
    for folder, pattern in ((_PACKAGE, "**/*.py"), (_PACKAGE.parent / "locks", "*.txt")):
        for file in sorted(folder.glob(pattern)):
            digest.update(file.read_bytes())
    return digest.digest()


class ByteCache:
    """Values by key in one SQLite file; a cache that can't be opened keeps nothing."""

    def __init__(self, file: Path | None) -> None:
        """Keep values in `file`, or nowhere."""
        self._file = file

    def get_many(self, keys: Sequence[bytes]) -> dict[bytes, bytes]:
        """Give the kept values among `keys`."""
        if self._file is None or not self._file.exists():
            return {}
        found: dict[bytes, bytes] = {}
        try:
            with closing(sqlite3.connect(f"{self._file.as_uri()}?mode=ro", uri=True)) as base:
                for start in range(0, len(keys), 500):
                    part = keys[start : start + 500]
                    marks = ",".join("?" * len(part))
                    found.update(
                        base.execute(
                            f"SELECT key, value FROM kept WHERE key IN ({marks})",  # noqa: S608 - marks are question marks
                            part,
                        )
                    )
        except sqlite3.Error:
            return {}
        return found

    def keep(self, fresh: Mapping[bytes, bytes]) -> None:
        """Add `fresh`."""
        if fresh:
            self._change(
                lambda base: base.executemany(
                    "INSERT OR REPLACE INTO kept VALUES (?, ?)", fresh.items()
                )
            )

    def drop_others(self, used: Iterable[bytes]) -> None:
        """Once the file holds many more values than are `used`, drop the others."""
        self._change(lambda base: _prune(base, set(used)))

    def _change(self, change: Callable[[sqlite3.Connection], object]) -> None:
        if self._file is None:
            return
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            with closing(sqlite3.connect(self._file, timeout=5)) as base, base:
                base.execute(
                    "CREATE TABLE IF NOT EXISTS kept (key BLOB PRIMARY KEY, value BLOB) WITHOUT ROWID"
                )
                change(base)
        except (sqlite3.Error, OSError):
            return


class Keeper:
    """Gathers what is new for a cache and keeps it in portions, so that little is in memory."""

    def __init__(self, cache: ByteCache) -> None:
        """Keep in `cache`."""
        self._cache = cache
        self._fresh: dict[bytes, bytes] = {}
        self._used: list[bytes] = []
        self._has_grown = False

    def note(self, key: bytes, fresh: bytes) -> None:
        """Note a key that was used; `fresh` is its value, or nothing if the cache has it."""
        self._used.append(key)
        if fresh:
            self._fresh[key] = fresh
        if len(self._fresh) >= _PORTION:
            self._flush()

    def close(self) -> None:
        """Keep the rest; what wasn't used for long may go."""
        self._flush()
        if self._has_grown:
            self._cache.drop_others(self._used)

    def _flush(self) -> None:
        self._cache.keep(self._fresh)
        self._has_grown = self._has_grown or bool(self._fresh)
        self._fresh = {}


def _prune(base: sqlite3.Connection, used: set[bytes]) -> None:
    (count,) = base.execute("SELECT count(*) FROM kept").fetchone()
    if count <= 4 * len(used) + 1000:
        return
    stale = [row for row in base.execute("SELECT key FROM kept") if row[0] not in used]
    base.executemany("DELETE FROM kept WHERE key = ?", stale)
