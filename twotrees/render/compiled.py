# SPDX-License-Identifier: MIT
"""Templates as Jinja compiled them, kept between builds: to compile them takes a third of a second."""

import hashlib
from pathlib import Path

from jinja2 import BytecodeCache
from jinja2 import __version__ as jinja_version
from jinja2.bccache import Bucket

from twotrees.kept import KeptFiles
from twotrees.render import escaping


class CompiledTemplates(BytecodeCache):
    """Jinja's cache over kept files; one folder for environments that compile differently."""

    def __init__(self, folder: Path) -> None:
        """Keep what is compiled in `folder`, as far as it can be written."""
        self._kept = KeptFiles(folder)
        self._compiler = f"{jinja_version} {Path(escaping.__file__).read_text(encoding='utf-8')}"

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill a bucket, if its template was compiled before; Jinja checks that it is still the same."""
        data = self._kept.get(self._name(bucket))
        if data is not None:
            bucket.bytecode_from_string(data)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled."""
        self._kept.keep(self._name(bucket), bucket.bytecode_to_string())

    def _name(self, bucket: Bucket) -> str:
        """Give a name of the template and of what else decides how it is compiled."""
        environment = bucket.environment
        finalize = getattr(environment.finalize, "__name__", "")
        text = f"{bucket.key} {environment.autoescape} {finalize} {self._compiler}"
        return hashlib.sha256(text.encode()).hexdigest()
