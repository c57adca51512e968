# SPDX-License-Identifier: MIT
"""The QR code that the page draws of my plan: the same modules as the package `qrcode` makes."""

from pathlib import Path
from typing import Final

import pytest
import qrcode
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Page
from qrcode.util import QRData

SCRIPT = Path(__file__).parents[2] / "templates/assets/qr.js"
LEVELS = {"M": qrcode.ERROR_CORRECT_M, "Q": qrcode.ERROR_CORRECT_Q}
ADDRESS = "https://shifanxian.example/e/birth.html?q=birth-place.hospital_proxy.&d=2026-11-18"
BYTES: Final = 4  # the mode of bytes, as the standard numbers it
LONGEST = 2331  # bytes in version 40 at level M


@pytest.fixture(scope="module")
def script(page: Page) -> Page:
    """A page with the shipped script."""
    page.goto("about:blank")
    page.add_script_tag(path=SCRIPT)
    return page


def drawn(script: Page, text: str, **wanted: object) -> list[list[int]] | None:
    """Give the modules that the browser computes."""
    found: list[list[int]] | None = script.evaluate(
        "([text, wanted]) => twotrees.qrMatrix(text, wanted)", [text, wanted or None]
    )
    return found


def expected(text: str, *, version: int | None, level: str) -> list[list[int]]:
    """Give the modules that the package makes, with mask 0."""
    code = qrcode.QRCode(version, LEVELS[level], border=0, mask_pattern=0)
    code.add_data(QRData(text.encode(), mode=BYTES), optimize=0)
    code.make(fit=version is None)
    return [[int(module) for module in row] for row in code.get_matrix()]


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("version", range(1, 41))
def test_every_version_has_the_same_modules(script: Page, version: int, level: str) -> None:
    """With hardly any data and with as much as fits, at both levels."""
    capacity = qrcode.util.BIT_LIMIT_TABLE[LEVELS[level]][version] // 8 - (2 if version < 10 else 3)
    for text in ("", (ADDRESS * 40)[:capacity]):
        found = drawn(script, text, version=version, level=level)
        assert found == expected(text, version=version, level=level)


@settings(max_examples=300, deadline=None)
@given(
    st.text(st.sampled_from("abcdefghijklmnopqrstuvwxyz-._?=&0123456789"), max_size=900)
    | st.text(max_size=200)
)
def test_any_text_has_the_same_modules(script: Page, text: str) -> None:
    """The smallest code of its level that holds the text: Q up to version 15, M beyond."""
    found = drawn(script, text)
    assert found is not None
    version = (len(found) - 17) // 4
    small = expected(text, version=None, level="Q")
    if len(small) <= 4 * 15 + 17:
        assert found == small
    else:
        assert found == expected(text, version=None, level="M")
        assert version > 12  # holds more than Q's largest


def test_what_is_too_long_has_no_code(script: Page) -> None:
    """The longest text has the largest code; one byte more has none."""
    longest = drawn(script, "x" * LONGEST)
    assert longest is not None
    assert len(longest) == 4 * 40 + 17
    assert drawn(script, "x" * (LONGEST + 1)) is None
