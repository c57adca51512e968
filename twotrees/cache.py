# SPDX-License-Identifier: MIT
"""Bytes kept between builds by the content they were made from; losing it only costs time."""

import hashlib
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from pathlib import Path

_PACKAGE = Path(__file__).parent
# What decides how a file becomes a record: a change there makes every kept record stale.
_READER = ("model/*.py", "reading.py", "source.py", "cache.py")


def reader_stamp() -> bytes:
    """Give a digest of the code that turns files into records."""
    digest = hashlib.sha256()
    for pattern in _READER:
        for file in sorted(_PACKAGE.glob(pattern)):
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
                    found.update(base.execute(f"SELECT key, value FROM kept WHERE key IN ({marks})", part))  # noqa: S608 - marks are question marks
        except sqlite3.Error:
            return {}
        return found

    def keep(self, fresh: Mapping[bytes, bytes], used: Iterable[bytes]) -> None:
        """Add `fresh`; once the file holds many more than are `used`, drop the others."""
        if self._file is None or not fresh:
            return
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            with closing(sqlite3.connect(self._file, timeout=5)) as base, base:
                base.execute("CREATE TABLE IF NOT EXISTS kept (key BLOB PRIMARY KEY, value BLOB) WITHOUT ROWID")
                base.executemany("INSERT OR REPLACE INTO kept VALUES (?, ?)", fresh.items())
                _prune(base, set(used) | set(fresh))
        except (sqlite3.Error, OSError):
            return


def _prune(base: sqlite3.Connection, used: set[bytes]) -> None:
    (count,) = base.execute("SELECT count(*) FROM kept").fetchone()
    if count <= 4 * len(used) + 1000:
        return
    stale = [row for row in base.execute("SELECT key FROM kept") if row[0] not in used]
    base.executemany("DELETE FROM kept WHERE key = ?", stale)
