# SPDX-License-Identifier: MIT
"""Takes addresses with the names they lead to and gives their QR codes as SVG, PNG and register.

Level Q, quiet zone of 4 modules, alphanumeric mode for the all-upper-case addresses of `Q/`
(docs/decisions/020-qr.md). The package `qrcode` makes the matrix; here it is only drawn.
"""

import csv
import hashlib
import io
import itertools
import math
import re
import zlib
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from html import escape
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

import PIL
import qrcode
from PIL import Image, ImageDraw, ImageFont
from qrcode.constants import ERROR_CORRECT_Q

from twotrees.model.problem import RefusalError

QUIET = 4  # modules around the symbol, ISO/IEC 18004 § 5.3.8
MODULES = "data-modules"  # the attribute that tells a code from other pictures
LEAST_MODULE_MM = 0.6  # the least that a tired print still gives to a phone: 0.5 fails every second

_MASK = 0  # any mask may be read; choosing one costs 85 % of the time and no decoder gains by it
_FILE_MODULE_MM = 0.8
_PNG_MODULE = 10  # pixels
_PNG_DPI = 300  # so that a module is 0.85 mm when the picture is put into a document as it is
_EMS = 11  # full-width characters in a caption line
_MARGIN = 1.5  # beside the longest caption line, both sides together, in characters
_LINE = 1.4  # height of a caption line, in characters
_SMALL = 0.8  # size of the number against the name
_FONT_FILE, _FONT_FACE, _FONT_NAME = "NotoSansCJK-Regular.ttc", 2, "Noto Sans CJK SC"
_FONT_STACK = f"{_FONT_NAME},Source Han Sans SC,PingFang SC,Microsoft YaHei,SimHei,sans-serif"

# A word, number or single hanzi, with the opening signs before and the closing signs behind it,
# which don't stand at a line's end or start (CLREQ, 行首行尾禁则).
_UNBROKEN = re.compile(r"[（《“‘〔【]*(?:[!-~]{1,16}|.)[，。、；：！？）》”’〕】]*\s*")
# Excel runs a cell that starts so as a formula, the full-width signs too in Chinese editions.
_FORMULA = tuple("=+-@＝＋－＠\t\r\n")

Matrix = tuple[tuple[bool, ...], ...]


class QrError(RefusalError):
    """A code can't be drawn on this machine: the font or a character in it is missing."""


class QrEntry(NamedTuple):
    """What a code leads to: number, name, address, and the edition it is printed in, if any."""

    code: str
    name: str
    url: str
    edition: str = ""


@lru_cache(maxsize=1024)  # 9 KB each
def matrix(url: str) -> Matrix:
    """Give the modules of a code, row by row, True for dark, with the quiet zone around."""
    code = qrcode.QRCode(error_correction=ERROR_CORRECT_Q, border=QUIET, mask_pattern=_MASK)
    code.add_data(url, optimize=0)  # one segment: switching modes costs more than it saves here
    return tuple(tuple(map(bool, row)) for row in code.get_matrix())


def least_mm(url: str) -> float:
    """Give the least width in print, quiet zone included, at which phones read the code."""
    return len(matrix(url)) * LEAST_MODULE_MM


def svg(url: str, *, title: str) -> str:
    """Draw the code as an SVG element for HTML and PDF: black on white in any colour scheme.

    `title` is its accessible name. It has no id, so any number may stand in one document; its size
    comes from the style sheet, at least `least_mm`, and `MODULES` says how many modules it is divided by.
    """
    side = len(matrix(url))
    box = f'viewBox="0 0 {side} {side}" {MODULES}="{side}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" role="img" {box}>{_drawing(url, title, side)}</svg>'


def svg_file(entry: QrEntry) -> bytes:
    """Draw the code as an SVG file with name and number under it, as text."""
    side = len(matrix(entry.url))
    size = side / (_EMS + _MARGIN)
    texts, y = [], float(side)
    for line, scale in _caption(entry):
        y += size * scale * _LINE
        texts.append(
            f'<text x="{side / 2:g}" y="{y - size * scale * 0.4:.2f}" font-size="{size * scale:.2f}">'
            f"{escape(line)}</text>",
        )
    height = y + size / 2
    shape = (
        f'width="{side * _FILE_MODULE_MM:.2f}mm" height="{height * _FILE_MODULE_MM:.2f}mm"'
        f' viewBox="0 0 {side} {height:.2f}"'
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" {shape}>'
        f"{_drawing(entry.url, f'二维码：{entry.name}（{entry.code}）', height)}"
        f'<g font-family="{_FONT_STACK}" text-anchor="middle">{"".join(texts)}</g></svg>\n'
    ).encode()


def png(entry: QrEntry) -> bytes:
    """Draw the code as a PNG file with name and number under it.

    Raises:
        QrError: the Chinese font isn't installed, or lacks a character of the name.
    """
    symbol = _bitmap(matrix(entry.url))
    side = symbol.width
    size = side / (_EMS + _MARGIN)
    lines = [(line, size * scale) for line, scale in _caption(entry)]
    height = side + size / 2 + sum(points * _LINE for _, points in lines)
    picture = Image.new("L", (side, round(height)), 255)
    picture.paste(symbol)
    draw, y = ImageDraw.Draw(picture), float(side)
    for line, points in lines:
        y += points * _LINE
        _refuse_tofu(line)
        draw.text((side / 2, y - points * 0.4), line, 0, _font(round(points)), anchor="ms")
    out = io.BytesIO()
    # Run lengths suit squares: as small as the default, in half the time.
    picture.save(out, "PNG", dpi=(_PNG_DPI, _PNG_DPI), compress_type=zlib.Z_RLE)
    return out.getvalue()


def register(entries: Iterable[QrEntry]) -> bytes:
    """List the codes as CSV for Excel: UTF-8 with BOM, CRLF, no cell that runs as a formula."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(["编号", "名称", "网址", "印次", "文件"])
    for entry in entries:
        cells = (entry.code, entry.name, entry.url, entry.edition, f"{entry.code}.svg")
        writer.writerow([f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in cells])
    return out.getvalue().encode("utf-8-sig")


def render_code(entry: QrEntry) -> Iterator[tuple[str, bytes]]:
    """Give the two files of one code, with their paths in the site."""
    yield f"qr/{entry.code}.svg", svg_file(entry)
    yield f"qr/{entry.code}.png", png(entry)


def stamp() -> bytes:
    """Give a digest of all that decides how a code is drawn, besides its entry."""
    parts = (PIL.__version__, version("qrcode"), str(_font(16).path))
    digest = hashlib.sha256("\0".join(parts).encode())
    digest.update(Path(__file__).read_bytes())
    return digest.digest()


def render_codes(entries: Sequence[QrEntry]) -> Iterator[tuple[str, bytes]]:
    """Give all files below `qr/`: two for each code, and the register."""
    for entry in entries:
        yield from render_code(entry)
    yield "qr/index.csv", register(entries)


def _drawing(url: str, title: str, height: float) -> str:
    """Draw a named white ground with the dark runs of each row as filled boxes.

    Filled, though strokes would be half as long: layout programs don't scale strokes by default.
    """
    rows = matrix(url)
    steps, last_x, last_y = [], 0, 0
    for y, row in enumerate(rows):
        x = 0
        for dark, run in itertools.groupby(row):
            width = len(list(run))
            if dark:
                steps.append(f"m{x - last_x} {y - last_y}h{width}v1h-{width}z")
                last_x, last_y = x, y
            x += width
    ground = f'<path fill="#fff" d="M0 0h{len(rows)}v{height:.2f}H0z"/>'
    return f'<title>{escape(title)}</title>{ground}<path fill="#000" d="{"".join(steps)}"/>'


def _caption(entry: QrEntry) -> list[tuple[str, float]]:
    """Give the lines under a code with their sizes: the name as often broken as needed, the number."""
    return [(line, 1.0) for line in _broken(entry.name)] + [(f"编号 {entry.code}", _SMALL)]


def _broken(text: str) -> list[str]:
    """Break a name into as few lines as fit, of about equal length, none cut."""
    fewest = _filled(text, _EMS)
    widths = range(math.ceil(_ems(text) / len(fewest)), _EMS)
    return next((lines for w in widths if len(lines := _filled(text, w)) == len(fewest)), fewest)


def _filled(text: str, width: int) -> list[str]:
    """Fill lines up to a width; only a piece that is wider by itself goes over."""
    lines = [""]
    for piece in _UNBROKEN.findall(text):
        if lines[-1] and _ems(lines[-1] + piece.rstrip()) > width:
            lines.append("")
        lines[-1] += piece
    return [line.strip() for line in lines]


def _ems(text: str) -> float:
    """Estimate a text's width in full-width characters; Latin letters are taken as wide ones."""
    return sum(0.7 if char.isascii() else 1 for char in text)


def _bitmap(rows: Matrix) -> Image.Image:
    side = len(rows)
    picture = Image.new("L", (side, side))
    picture.putdata([0 if dark else 255 for row in rows for dark in row])
    return picture.resize((side * _PNG_MODULE, side * _PNG_MODULE), Image.Resampling.NEAREST)


@cache
def _font(points: int) -> ImageFont.FreeTypeFont:
    """Load the Chinese face; Pillow looks for the file in the system's font folders."""
    try:
        font = ImageFont.truetype(
            _FONT_FILE, points, _FONT_FACE, layout_engine=ImageFont.Layout.BASIC
        )
    except OSError:
        font = None
    if font is None or font.getname()[0] != _FONT_NAME:
        raise QrError(
            f"缺少中文字体 {_FONT_NAME}，画不出二维码下面的文字。"
            "请运行 apt-get install fonts-noto-cjk 再试。",
        )
    return font


@cache
def _refuse_tofu(text: str) -> None:
    """Refuse a text with a character that the font can only show as an empty box."""
    missing = [char for char in text if char != " " and _glyph(char) == _glyph("\U0010ffff")]
    if missing:
        raise QrError(f"字体 {_FONT_NAME} 里没有“{missing[0]}”字，画不出“{text}”。请换一个写法。")


@cache
def _glyph(char: str) -> bytes:
    return bytes(_font(16).getmask(char))
