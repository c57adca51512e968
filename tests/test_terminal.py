# SPDX-License-Identifier: MIT
"""Lines for a terminal: never too wide, nothing lost, stops never alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twotrees.terminal import WIDTH, pad, width_of, wrap

TEXT = st.text(alphabet="一二三，。（）《》abc 12-", max_size=200)


@pytest.mark.parametrize(
    ("text", "width"), [("", 0), ("abc", 3), ("材料", 4), ("（1份）", 7), ("e\u0301", 1)]
)
def test_chinese_takes_two_columns(text: str, width: int) -> None:
    """Full-width characters are two columns wide, combining ones none."""
    assert width_of(text) == width
    assert width_of(pad(text, 10)) == 10


@given(TEXT)
def test_lines_fit_and_nothing_is_lost(text: str) -> None:
    """Every line fits, and together they hold every character in order."""
    lines = wrap(text, first="· ")
    assert all(width_of(line) <= WIDTH for line in lines)
    assert "".join("".join(lines).split()) == "·" + "".join(text.split())


def test_further_lines_are_set_in() -> None:
    """They start below the text, not below its mark."""
    first, second, *_ = wrap("长" * 100, first="□ ")
    assert first.startswith("□ 长")
    assert second.startswith("  长")
    assert wrap("长" * 100, first="□ ", indent=6)[1].startswith("      长")


def test_stops_and_brackets_stay_with_their_word() -> None:
    """No line begins with a stop or ends with an opening bracket."""
    for length in range(30, 45):
        lines = wrap("字" * length + "（括号），“引号”。" * 5)
        assert not any(line[0] in "，。）”" or line[-1] in "（“" for line in lines)
