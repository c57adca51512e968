# SPDX-License-Identifier: MIT
"""Which characters can be printed: content is refused in place, the program's own text never lacks one."""

import html
import re
import sys
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from pypinyin_dict.pinyin_data.ktghz2013 import pinyin_dict

from tests.pdf_facts import PdfFacts
from tests.test_manual import base_with, printed, squeezed
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

# 通用规范汉字表 (State Council, 2013), as the Unicode database marks it
IN_STANDARD_USE = frozenset(pinyin_dict)


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


def test_content_may_hold_every_character_in_standard_use() -> None:
    """All 8,105 of 通用规范汉字表 are in the sans and the serif face: people and places are named with them."""
    assert len(IN_STANDARD_USE) == 8105
    assert printable() >= IN_STANDARD_USE
    for face in glyphs.FACES:
        assert glyphs.characters(face) >= IN_STANDARD_USE, face


def test_rare_characters_in_standard_use_are_printed_as_themselves() -> None:
    """The 196 beyond U+FFFF can be copied out of the manual, and each is drawn with the face's own glyph."""
    rare = "".join(chr(code) for code in sorted(IN_STANDARD_USE) if code > 0xFFFF)
    assert len(rare) == 196
    facts = PdfFacts(printed(base_with(alias=rare)))
    pages = (page.get_textpage().get_text_range() for page in facts.document)
    assert rare in squeezed("".join(pages))
    (sans,) = (font for font in facts.fonts() if str(font.BaseFont).endswith("Noto-Sans-CJK-SC"))
    shown = re.findall(r"<([0-9a-f]{4})> <([0-9a-f]+)>", sans.ToUnicode.read_bytes().decode())
    drawn = {bytes.fromhex(text).decode("utf-16-be"): int(glyph, 16) for glyph, text in shown}
    face = glyphs.FACES[0]
    with TTFont(glyphs._path(face), fontNumber=face.number) as font:
        names = font.getBestCmap()
        wanted = {char: font.getGlyphID(names[ord(char)]) for char in rare}
    assert {char: drawn[char] for char in rare} == wanted


def test_an_old_font_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """A face that lacks what content may hold is refused before anything is laid out."""
    monkeypatch.setattr(glyphs, "characters", lambda _: printable() - {ord("登")})
    glyphs.require_all.cache_clear()
    with pytest.raises(PrintError, match=r"NotoSansCJK-Regular\.ttc"):
        printed(base_with())
    monkeypatch.undo()
    glyphs.require_all()
