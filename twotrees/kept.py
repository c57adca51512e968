# SPDX-License-Identifier: MIT
"""Files kept between builds by the digest of what they were made from; losing one only costs time."""

import contextlib
import os
from pathlib import Path

_MOST = 4  # a proof or two, and what was published


class KeptFiles:
    """The latest few results in one folder; a folder that can't be written keeps nothing."""

    def __init__(self, folder: Path | None, *, most: int = _MOST) -> None:
        """Keep at most so many files in `folder`, or nowhere."""
        self._folder = folder
        self._most = most

    def below(self, name: str, *, most: int) -> "KeptFiles":
        """Give a folder of its own for results of another kind."""
        return KeptFiles(self._folder and self._folder / name, most=most)

    def get(self, digest: str) -> bytes | None:
        """Give the file of `digest`; None where there is none."""
        if self._folder is None:
            return None
        try:
            file = self._folder / digest
            data = file.read_bytes()
            os.utime(file)
        except OSError:
            return None
        return data

    def keep(self, digest: str, data: bytes) -> None:
        """Keep `data`, whole or not at all."""
        if self._folder is None:
            return
        with contextlib.suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            fresh = self._folder / f".{digest}.{os.getpid()}"
            fresh.write_bytes(data)
            fresh.replace(self._folder / digest)

    def tidy(self) -> None:
        """Drop the oldest files beyond what is kept."""
        if self._folder is None:
            return
        with contextlib.suppress(OSError):
            files = [file for file in self._folder.iterdir() if file.is_file()]
            if len(files) > self._most:
                files.sort(key=lambda file: file.stat().st_mtime)
                for file in files[: -self._most]:
                    file.unlink()
