# SPDX-License-Identifier: MIT
"""Source: what a YAML file may not hold is refused in place, whatever was put in it."""

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.content import BASE
from twotrees.model.problem import Place
from twotrees.source import Fault, compose, find_positions

RECORD = (BASE / "matters/birth/registration.yaml").read_bytes()

# What an editor's keyboard or program may put into a file, and what is said of it.
TRAPS = [
    ("tab in the indent", b"a:\n\tb: c", ["tab 2:1"]),
    ("tab in a text", "a: 甲\t乙".encode(), ["tab 1:5"]),
    ("tabs on two lines", b"a: b\tc\nd: e\tf", ["tab 1:5", "tab 2:5"]),
    ("full-width space before a key", "a: b\n　c: d".encode(), ["full-width-space 2:1"]),
    ("full-width space after spaces", "a:\n  　b: c".encode(), ["full-width-space 2:3"]),
    ("full-width space in a text", "a: 甲　乙".encode(), []),
    ("full-width colon", "a: b\nname：c\nd: e".encode(), ["full-width-colon 2:5"]),
    ("full-width colon in a list", "a:\n  - q：甲\n    a: 乙".encode(), ["full-width-colon 2:6"]),
    ("byte order mark", b"\xef\xbb\xbfa: b", ["byte-order-mark 1:1"]),
    ("byte order mark inside", "a: b\ufeff".encode(), ["yaml-syntax 1:5"]),
    ("GBK", "a: 出生登记".encode("gbk"), ["not-utf-8 1:4"]),
    ("UTF-16", "a: 出生".encode("utf-16"), ["not-utf-8 1:1"]),
    ("half a character", "a: b\nc: 出".encode()[:-1], ["not-utf-8 2:4"]),
    ("NUL", b"a: b\x00", ["yaml-syntax 1:5"]),
    ("bell", "甲: 乙\nc: \x07d".encode(), ["yaml-syntax 2:4"]),
    ("delete", b"a: b\x7f", ["yaml-syntax 1:5"]),
    ("Windows line ends", b"a: b\r\nc: d\r\n", []),
    ("two documents", b"a: b\n---\nc: d", ["yaml-documents 2:1"]),
    ("a document's end", b"a: b\n...\n", []),
    ("anchor", b"a: &x b", ["yaml-anchor 1:4"]),
    ("anchor with a Chinese name", "a: &甲 b".encode(), ["yaml-anchor 1:5"]),
    ("alias", b"a: *x", ["yaml-anchor 1:4"]),
    ("merge key", b"a: &x {b: c}\nd: {<<: *x}", ["yaml-anchor 1:4"]),
    ("tag", b"a: !!python/object/apply:os.system [ls]", ["yaml-tag 1:4"]),
    ("tag with a Chinese name", "a: !注意 b".encode(), ["yaml-tag 1:5"]),
    ("ampersand in a text", "a: 甲 & 乙".encode(), []),
    ("asterisk in a text", "a: 甲 * 乙".encode(), []),
    ("exclamation mark in a text", "a: 好!".encode(), []),
    ("nothing", b"", ["yaml-empty 1:1"]),
    ("a comment", "# 以后写".encode(), ["yaml-empty 1:1"]),
    ("20 levels", ("a: " + "[" * 19 + "b" + "]" * 19).encode(), []),
    ("21 levels", ("a: " + "[" * 20 + "b" + "]" * 20).encode(), ["yaml-depth 1:23"]),
    (
        "21 levels, indented by one",
        "\n".join(" " * n + "a:" for n in range(21)).encode(),
        ["yaml-depth 21:21"],
    ),
    ("colon in a text", "a: 注意: 甲".encode(), ["yaml-syntax 1:6"]),
    ("open quote", "a: '甲\nb: c".encode(), ["yaml-syntax 1:4"]),
    ("open bracket", b"a: [b, c\nd: e", ["yaml-syntax 2:2"]),
    ("uneven indent", b"a:\n  - b\n c: d", ["yaml-syntax 3:2"]),
    ("list in a mapping", b"a: b\n- c", ["yaml-syntax 2:1"]),
    ("first line indented", b"  a: b\nc: d", ["yaml-syntax 2:1"]),
    ("percent sign first", "a: %甲".encode(), ["yaml-syntax 1:4"]),
    ("at sign first", "a: @甲".encode(), ["yaml-syntax 1:4"]),
    ("backtick first", b"a: `b`", ["yaml-syntax 1:4"]),
    ("backslash in double quotes", rb'a: "\q"', ["yaml-syntax 1:5"]),
]


def _faults(data: bytes) -> list[Fault]:
    found: list[Fault] = []
    node = compose(data, found.append)
    assert (node is None) is bool(found), "a text is read, or it is said why not"
    return found


@pytest.mark.parametrize(("data", "expected"), [t[1:] for t in TRAPS], ids=[t[0] for t in TRAPS])
def test_traps(data: bytes, expected: list[str]) -> None:
    """Each trap is reported with its own code at its line and column."""
    assert [f"{f.code} {f.line}:{f.column}" for f in _faults(data)] == expected


def test_faults_say_what_to_write() -> None:
    """Each fault has a message and a hint."""
    faults = [fault for _, data, _ in TRAPS for fault in _faults(data)]
    assert [fault for fault in faults if not (fault.message and fault.hint)] == []


# Texts made to use up time or memory; each is a Python expression, for the child to build.
HOSTILE = {
    "alias bomb": "'a: &a [x,x,x,x,x,x,x,x,x]\\n' + ''.join(f'{c}: &{c} [' + ','.join(['*' + p] * 9) + ']\\n' for p, c in zip('abcdefgh', 'bcdefghi'))",
    "60,000 brackets": "'a: ' + '[' * 60000",
    "60,000 braces": "'a: ' + '{b: ' * 60000",
    "60,000 dashes": "'- ' * 60000",
    "60,000 question marks": "'? ' * 60000",
    "deep indent": "'\\n'.join(' ' * n + 'a:' for n in range(1400))",
    "5 MB scalar": "'a: ' + 'x' * 5_000_000",
    "1 MB of line ends": "'a: b' + '\\n' * 1_000_000",
    "1 MB of spaces": "'a: b' + ' ' * 1_000_000",
    "1 MB of full-width spaces": "'a: b' + '\\u3000' * 300_000",
    "1 MB of tabs on lines": "'\\t\\n' * 500_000",
    "1 MB of one-letter keys": "'\\n'.join(f'k{n}: v' for n in range(90_000))",
    "1 MB of brackets apart": "'a: [' + '[], ' * 260_000 + ']'",
    "1 MB of one quote": "'a: \"' + 'x' * 1_000_000",
    "1 MB of comments": "'#\\n' * 500_000",
    "1 MB of carriage returns": "'a: b' + '\\r' * 1_000_000",
    "broken on the last line": "'a: b\\n' * 100_000 + 'c: ['",
}
_CHILD = """
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))
resource.setrlimit(resource.RLIMIT_CPU, (20, 20))
from pathlib import Path
from twotrees.load import read_file
from twotrees.model.matter import Matter
folder = Path(sys.argv[1])
(folder / "x.yaml").write_text({text}, encoding="utf-8")
_, problems = read_file(folder, "x.yaml", Matter)
assert problems
"""


@pytest.mark.parametrize("text", HOSTILE.values(), ids=list(HOSTILE))
def test_hostile_text_is_refused_in_bounds(text: str, tmp_path: Path) -> None:
    """A text made to use up time or memory is refused within 20 seconds and a gigabyte, without a traceback."""
    child = [sys.executable, "-c", _CHILD.format(text=text), str(tmp_path)]
    done = subprocess.run(child, capture_output=True, text=True, timeout=120, check=False)
    assert (done.returncode, done.stderr) == (0, "")


@given(st.binary(max_size=300))
def test_any_bytes(data: bytes) -> None:
    """Whatever the bytes, they are read or refused, never raised."""
    _faults(data)


@given(st.text(st.sampled_from("ab:：-[]{}'\"&*!|>%@#?,\n \t　甲\\"), max_size=60))
def test_any_punctuation(text: str) -> None:
    """Whatever YAML's own signs are thrown together, they are read or refused, never raised."""
    _faults(text.encode())


@settings(max_examples=200)
@given(st.data())
def test_any_mutation_of_a_record(data: st.DataObject) -> None:
    """A record with some bytes taken out, doubled or replaced is read or refused, never raised."""
    start = data.draw(st.integers(0, len(RECORD)))
    end = data.draw(st.integers(start, min(start + 40, len(RECORD))))
    put = data.draw(
        st.sampled_from(
            [b"", RECORD[start:end] * 2, b"\n", b": ", b"- ", "：".encode(), b"\xff", b'"']
        )
    )
    _faults(RECORD[:start] + put + RECORD[end:])


FILE = """\
name: 甲
list:
  - one: 1
    when: {proxy: self}
  - 短的
single: 只有一个
empty: []
"""
PLACES = [
    ((), (1, 1)),
    (("name",), (1, 7)),
    (("list",), (2, 1)),
    (("list", 0), (3, 5)),
    (("list", 0, "one"), (3, 10)),
    (("list", 0, "when"), (4, 5)),
    (("list", 0, "when", "proxy"), (4, 19)),
    (("list", 1, "text"), (5, 5)),
    (("list", 9, "one"), (2, 1)),
    (("single", 0), (6, 9)),
    (("single", 0, "text"), (6, 9)),
    (("gone", "away"), (1, 1)),
]


@pytest.mark.parametrize(("path", "expected"), PLACES)
def test_place_of_a_value(path: tuple[str | int, ...], expected: tuple[int, int]) -> None:
    """A value is found by its path; several lines stand where their name does; what is missing, where it would."""
    assert find_positions(FILE.encode(), [Place("", path)]) == [expected]


def test_place_of_a_text() -> None:
    """A text in a value stands where it is written, on whichever line; one written as an escape, where the value does."""
    lines = ["甲: 甲乙", "b: |", "  一😀", "  二三", r'c: "\u4E09"']
    places = [Place("", ("甲",), "乙"), Place("", ("b",), "三"), Place("", ("c",), "三")]
    for end in ("\n", "\r\n"):
        assert find_positions(end.join(lines).encode(), places) == [(1, 5), (4, 4), (5, 4)]


def test_place_in_an_unreadable_file() -> None:
    """In a file that can't be read every value stands at its beginning."""
    assert find_positions(b"a: [", [Place("", ("a",)), Place("")]) == [(1, 1), (1, 1)]
