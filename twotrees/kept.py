# SPDX-License-Identifier: MIT
"""Files kept between builds by the digest of what they were made from; losing one only costs time."""

import contextlib
import os
from pathlib import Path

_MOST = 4  # a proof or two, and what was published


class KeptFiles:
    """The latest few results in one folder; a folder that can't be written keeps nothing."""

    def __init__(self, folder: Path | None) -> None:
        """Keep files in `folder`, or nowhere."""
        self._folder = folder

    def get(self, digest: str) -> bytes | None:
        """Give the file of `digest`; None where there is none."""
        if self._folder is None:
            return None
        try:
            return (self._folder / digest).read_bytes()
        except OSError:
            return None

    def keep(self, digest: str, data: bytes) -> None:
        """Keep `data`, whole or not at all, and drop the oldest."""
        if self._folder is None:
            return
        with contextlib.suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            fresh = self._folder / f".{digest}.{os.getpid()}"
            fresh.write_bytes(data)
            fresh.replace(self._folder / digest)
            files = sorted(self._folder.iterdir(), key=lambda file: file.stat().st_mtime)
            for file in files[:-_MOST]:
                file.unlink()
