# SPDX-License-Identifier: MIT
"""Which characters can be printed: content is refused in place, the program's own text never lacks one."""

import html
import sys
from pathlib import Path

import pytest

from tests.test_manual import base_with, printed
from twotrees.characters import printable, unprintable
from twotrees.render.errors import PrintError
from twotrees.render.print import glyphs
from twotrees.rules.missing_glyph import RULE

ROOT = Path(__file__).parent.parent
PRINTED = [
    file
    for folder, pattern in (("templates/print", "*"), ("twotrees", "**/*.py"))
    for file in sorted((ROOT / folder).glob(pattern))
    if file.parent.name != "rules"  # their documentation shows what is wrong
]


@pytest.mark.parametrize("file", PRINTED, ids=lambda file: str(file.relative_to(ROOT)))
def test_our_own_text_can_be_printed(file: Path) -> None:
    """No template and no sentence of the program has a character that the faces lack."""
    assert unprintable(html.unescape(file.read_text(encoding="utf-8"))) == ""


def test_what_the_rule_passes_over_can_be_printed() -> None:
    """The rule looks up only what few texts have: all else is printable, or ends a line."""
    passed = {c for c in map(chr, range(sys.maxunicode + 1)) if not RULE.pattern.search(c)}
    assert unprintable("".join(passed)) == ""


@pytest.mark.parametrize("char", "𬭎㐂①㎡℃→·Ａéж\u3000")
def test_what_content_needs_can_be_printed(char: str) -> None:
    """Rare characters of names, circled numbers, units, other alphabets."""
    assert unprintable(char) == ""


def test_an_old_font_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """A face that lacks what content may hold is refused before anything is laid out."""
    monkeypatch.setattr(glyphs, "characters", lambda _: printable() - {ord("登")})
    glyphs.require_all.cache_clear()
    with pytest.raises(PrintError, match=r"NotoSansCJK-Regular\.ttc"):
        printed(base_with())
    monkeypatch.undo()
    glyphs.require_all()
