# SPDX-License-Identifier: MIT
"""Templates as Jinja compiled them, kept as Python keeps its modules: to compile them takes a third of a second."""

import hashlib
from pathlib import Path

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from twotrees.cache import program_stamp
from twotrees.kept import KeptFiles


class CompiledTemplates(BytecodeCache):
    """Jinja's cache over kept files; environments that compile differently may share a folder."""

    def __init__(self, folder: Path) -> None:
        """Keep what is compiled in `folder`, as far as it can be written."""
        self._kept = KeptFiles(folder)
        self._stamp = program_stamp()

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill a bucket, if this program compiled its template before; Jinja checks that it is still the same."""
        data = self._kept.get(_name(bucket)) or b""
        if data.startswith(self._stamp):
            bucket.bytecode_from_string(data.removeprefix(self._stamp))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled."""
        self._kept.keep(_name(bucket), self._stamp + bucket.bytecode_to_string())


def _name(bucket: Bucket) -> str:
    """Give a name of the template and of how its environment compiles, which Jinja's own leaves out."""
    environment = bucket.environment
    finalize = getattr(environment.finalize, "__name__", "")
    text = f"{bucket.key} {environment.autoescape} {finalize}"
    return hashlib.sha256(text.encode()).hexdigest()
