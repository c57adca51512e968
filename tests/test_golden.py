# SPDX-License-Identifier: MIT
"""A small site is, file by file, as it was: tests/golden/content gives tests/golden/site.

`python3 build.py test --refresh-golden` writes it anew; the difference is then read before it is
committed. PDF and PNG are left out: they depend on the versions of the libraries that draw them.
"""

import difflib
import json
import re
import shutil
from pathlib import Path

import pytest

from tests.building import read_files

GOLDEN = Path(__file__).parent / "golden" / "site"
LEFT_OUT = (".pdf", ".png")
# A change of style or script changes its own name in every page: that is no news about the pages.
BUILD_ID = re.compile(rb"(assets/[a-z-]+\.)[0-9a-f]{8}(?=\.)")


def comparable(files: dict[str, bytes]) -> dict[str, bytes]:
    """Leave out what other libraries draw and what templates/assets holds anyway."""
    return {
        path: indented(data) if path.endswith(".json") else BUILD_ID.sub(rb"\1xxxxxxxx", data)
        for path, data in files.items()
        if not path.endswith(LEFT_OUT) and not path.startswith("assets/")
    }


def indented(data: bytes) -> bytes:
    """Give JSON with one value a line, so that a difference can be read."""
    return json.dumps(json.loads(data), ensure_ascii=False, indent=1).encode() + b"\n"


def refresh(files: dict[str, bytes]) -> None:
    """Write the golden site anew."""
    shutil.rmtree(GOLDEN, ignore_errors=True)
    for path, data in files.items():
        target = GOLDEN / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)


def difference(path: str, old: bytes, new: bytes) -> str:
    """Give the changed lines of a file."""
    before, after = (data.decode("utf-8").splitlines() for data in (old, new))
    return "\n".join(difflib.unified_diff(before, after, "golden", path, lineterm="", n=1))


def test_the_small_site_is_as_it_was(small_site: Path, request: pytest.FixtureRequest) -> None:
    """Pages, data, texts and drawings of the small content are those that were looked at."""
    new = comparable(read_files(small_site))
    if request.config.getoption("--refresh-golden"):
        refresh(new)
    old = read_files(GOLDEN)
    changed = {path for path in old.keys() & new.keys() if old[path] != new[path]}
    report = "\n".join(difference(path, old[path], new[path]) for path in sorted(changed))
    assert old.keys() == new.keys()
    assert not report, report
