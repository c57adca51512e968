# SPDX-License-Identifier: MIT
"""The Nu HTML checker finds what is wrong, and only that."""

from pathlib import Path

import pytest

from tests.nu_checker import check, check_served
from tests.serving import serve

PAGE = """<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>一件事</title></head>
<body><h1>新生儿出生</h1>
{}
</body></html>
"""
BODIES = {
    "good": ("<p>带上身份证。</p>", ""),
    "error": ('<p><img src="a.png"></p>', "error"),
    "warning": ("<section><p>带上身份证。</p></section>", "warning"),
}


def test_faults_are_found_with_their_place(tmp_path: Path) -> None:
    """One start over many files gives each fault's file, line and kind, and passes a good page."""
    paths = {name: tmp_path / f"{name}.html" for name in BODIES}
    for name, path in paths.items():
        path.write_text(PAGE.format(BODIES[name][0]), "utf-8")
    found = check(list(paths.values()))
    assert [message.partition(": ")[0] for message in found] == [
        f"{paths['error']}:4",
        f"{paths['warning']}:4",
    ]
    assert [message.split(": ")[1] for message in found] == ["error", "warning"]


def test_a_served_page_is_looked_into(tmp_path: Path) -> None:
    """Faults of a page that a server on loopback gives are found, too; so is a page that isn't there."""
    (tmp_path / "error.html").write_text(PAGE.format(BODIES["error"][0]), "utf-8")
    with serve(tmp_path) as served:
        found = check_served([f"{served.address}/{name}.html" for name in ("error", "none")])
    assert len(found) == 2


def test_missing_file_is_no_clean_file(tmp_path: Path) -> None:
    """A file that isn't there must not pass as one without faults."""
    with pytest.raises(FileNotFoundError):
        check([tmp_path / "none.html"])
