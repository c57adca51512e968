# SPDX-License-Identifier: MIT
"""Every drawing of a code reads back as its address, and its caption is whole."""

import csv
import hashlib
import io
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

import pypdfium2
import pytest
import weasyprint
import zxingcpp
from PIL import Image, ImageChops

from twotrees.render import qr

ROOT = Path(__file__).parent.parent
HOST = "HTTPS://SHIFANXIAN.EXAMPLE"
SVG = "{http://www.w3.org/2000/svg}"
NAMES = [
    "生育登记",
    "城乡居民基本养老保险参保登记",
    "机关事业单位养老保险关系转移接续申请（含职业年金）及补缴费用核定业务",
    "《出生医学证明》首次签发",
    "12345 Hotline & <Web> ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "一",
]
ENTRIES = [qr.QrEntry(str(1017 + n), name, f"{HOST}/Q/{1017 + n}") for n, name in enumerate(NAMES)]
OTHERS = [
    qr.QrEntry("E01", "新生儿出生", f"{HOST}/Q/E01"),
    qr.QrEntry("1017", "生育登记", f"{HOST}/Q/1017/26A", "26A"),
    qr.QrEntry("1017", "生育登记", f"{HOST.lower()}/q/1017"),
    qr.QrEntry("W1", "一号窗口", "HTTPS://A.CN/Q/W1"),
]
every_entry = pytest.mark.parametrize("entry", ENTRIES + OTHERS, ids=lambda entry: entry.url)


@pytest.fixture(autouse=True)
def fresh_fonts() -> Iterator[None]:
    """Forget loaded fonts, since some tests pretend that others are installed."""
    yield
    for cached in (qr._font, qr._glyph, qr._refuse_tofu):
        cached.cache_clear()


def rasterised(html: str, dpi: int = 150) -> Image.Image:
    """Print HTML through WeasyPrint and give the first page as a picture."""
    pdf = weasyprint.HTML(string=html).write_pdf()
    picture: Image.Image = pypdfium2.PdfDocument(pdf)[0].render(scale=dpi / 72).to_pil()
    return picture


def read(picture: Image.Image) -> list[tuple[str, str]]:
    """Read all codes in a picture: text and level."""
    return [(code.text, code.ec_level) for code in zxingcpp.read_barcodes(picture)]


@every_entry
def test_the_png_reads_back(entry: qr.QrEntry) -> None:
    """The PNG file holds one code of level Q with the address."""
    assert read(Image.open(io.BytesIO(qr.png(entry)))) == [(entry.url, "Q")]


@every_entry
def test_the_svg_file_reads_back(entry: qr.QrEntry) -> None:
    """The SVG file, printed in its own size at 150 dpi, holds one code with the address."""
    drawn = qr.svg_file(entry).decode()
    assert read(rasterised(f"<body>{drawn}")) == [(entry.url, "Q")]


def test_codes_in_a_page_read_back() -> None:
    """Several codes in one document at their least size, at 150 dpi, all read back."""
    style = f"<style>svg{{width:{qr.least_mm(ENTRIES[0].url)}mm}}</style>"
    codes = "".join(qr.svg(entry.url, title=entry.name) for entry in ENTRIES)
    found = read(rasterised(style + codes))
    assert sorted(found) == sorted((entry.url, "Q") for entry in ENTRIES)


def test_the_quiet_zone_is_white() -> None:
    """Four modules around the symbol are light, and the symbol begins right behind them."""
    rows = qr.matrix(ENTRIES[0].url)
    edge = qr.QUIET
    inner = [row[edge:-edge] for row in rows[edge:-edge]]
    assert edge == 4
    assert sum(map(sum, rows)) == sum(map(sum, inner))
    assert all(inner[0][:7])
    assert len(rows) == len(rows[0])


@pytest.mark.parametrize(
    ("url", "mode"), [(f"{HOST}/Q/1017", 0b0010), (f"{HOST}/q/1017", 0b0100)], ids=["upper", "byte"]
)
def test_upper_case_is_alphanumeric(url: str, mode: int) -> None:
    """The first four bits of the symbol name the mode: alphanumeric for all upper case."""
    rows = [row[qr.QUIET : -qr.QUIET] for row in qr.matrix(url)[qr.QUIET : -qr.QUIET]]
    last = len(rows) - 1
    # ISO/IEC 18004 § 7.7.3: the bit stream begins at the lower right, in pairs to the left and up;
    # mask 0 turns the modules over whose row and column add up to an even number.
    places = [(last, last), (last, last - 1), (last - 1, last), (last - 1, last - 1)]
    bits = [rows[row][column] ^ ((row + column) % 2 == 0) for row, column in places]
    assert int("".join("01"[bit] for bit in bits), 2) == mode


def test_upper_case_makes_larger_modules() -> None:
    """An all-upper-case address needs fewer modules than the same in lower case."""
    assert len(qr.matrix(f"{HOST}/Q/1017")) < len(qr.matrix(f"{HOST}/q/1017"))


@every_entry
def test_the_svg_file_says_what_it_is(entry: qr.QrEntry) -> None:
    """Name and number stand in the SVG as text and in its title; it has a size in print."""
    root = ET.fromstring(qr.svg_file(entry))  # noqa: S314 - our own file
    lines = [text.text or "" for text in root.iter(f"{SVG}text")]
    assert re.sub(r"\s", "", "".join(lines[:-1])) == re.sub(r"\s", "", entry.name)
    assert entry.code in lines[-1]
    title = root.find(f"{SVG}title")
    assert title is not None
    assert entry.name in (title.text or "")
    width = float(root.attrib["width"].removesuffix("mm"))
    assert width / len(qr.matrix(entry.url)) >= qr.LEAST_MODULE_MM


def test_embedded_codes_have_names_and_no_ids() -> None:
    """An embedded code has an accessible name and nothing that two in a page would share."""
    root = ET.fromstring(qr.svg(ENTRIES[0].url, title="A < B & “C”"))  # noqa: S314 - our own
    assert root.attrib["role"] == "img"
    assert [element.tag for element in root] == [f"{SVG}title", f"{SVG}path", f"{SVG}path"]
    assert root[0].text == "A < B & “C”"
    assert not [element for element in root.iter() if "id" in element.attrib]


def test_an_embedded_code_is_small() -> None:
    """One path of runs keeps a code below 3 KB."""
    assert len(qr.svg(ENTRIES[0].url, title="")) < 3000


@pytest.mark.parametrize("name", NAMES)
def test_no_caption_is_cut(name: str) -> None:
    """In the PNG, there is a caption below the symbol, and it touches no edge."""
    entry = qr.QrEntry("1017", name, ENTRIES[0].url)
    picture = Image.open(io.BytesIO(qr.png(entry))).convert("L")
    box = ImageChops.invert(picture).getbbox()
    assert box is not None
    assert box[0] > 0
    assert box[2] < picture.width
    assert picture.width < box[3] < picture.height


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("生育登记", ["生育登记"]),
        ("不动产统一登记首次登记", ["不动产统一登记首次登记"]),
        ("城乡居民基本养老保险参保登记", ["城乡居民基本养", "老保险参保登记"]),
        ("基本养老保险关系转移接续（转入）", ["基本养老保险关系", "转移接续（转入）"]),
        ("办理12345热线12345热线", ["办理12345热", "线12345热线"]),
    ],
)
def test_names_are_broken_evenly(name: str, lines: list[str]) -> None:
    """Lines are about equally long; numbers stay whole; no line starts with a closing sign."""
    assert qr._broken(name) == lines


def test_without_the_font_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the Chinese font no picture is drawn; the message names the package."""
    qr._font.cache_clear()
    monkeypatch.setattr(qr, "_FONT_FILE", "NoSuchFont.ttc")
    with pytest.raises(qr.QrError, match="fonts-noto-cjk"):
        qr.png(ENTRIES[0])


def test_another_face_of_the_font_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """The Japanese face of the same file, which draws some hanzi otherwise, isn't taken."""
    qr._font.cache_clear()
    monkeypatch.setattr(qr, "_FONT_FACE", 0)
    with pytest.raises(qr.QrError):
        qr.png(ENTRIES[0])


@pytest.mark.parametrize("missing", ["😀", "\ue000", "☐"])
def test_a_missing_character_is_refused(missing: str) -> None:
    """A character that the font lacks is named, never drawn as an empty box."""
    with pytest.raises(qr.QrError, match=missing):
        qr.png(qr.QrEntry("1017", f"生育{missing}登记", ENTRIES[0].url))


def test_rare_characters_are_drawn() -> None:
    """Rare characters of names, which the font has, are drawn."""
    assert qr.png(qr.QrEntry("1017", "〇䶮𠮷㙍", ENTRIES[0].url))


def test_the_register_lists_all() -> None:
    """The register opens in Excel: BOM, CRLF, a head and one row for each code."""
    data = qr.register([*ENTRIES, OTHERS[1]])
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\r\n") == data.count(b"\n") == len(ENTRIES) + 2
    head, *rows = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    assert head == ["编号", "名称", "网址", "印次", "文件"]
    assert rows[0] == ["1017", NAMES[0], f"{HOST}/Q/1017", "", "1017.svg"]
    assert rows[-1] == ["1017", "生育登记", f"{HOST}/Q/1017/26A", "26A", "1017.svg"]


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@SUM(A1)", "＝1", "\t=1", "\r=1"])
def test_no_cell_runs_as_a_formula(name: str) -> None:
    """A name that Excel would run as a formula is marked as text."""
    text = qr.register([qr.QrEntry("1017", name, ENTRIES[0].url)]).decode("utf-8-sig")
    _, row = csv.reader(io.StringIO(text, newline=""))
    assert row[1] == f"'{name}"


def test_all_files_are_named() -> None:
    """Each code has two files, and the register comes last."""
    paths = [path for path, _ in qr.render_codes(ENTRIES[:2])]
    assert paths == ["qr/1017.svg", "qr/1017.png", "qr/1018.svg", "qr/1018.png", "qr/index.csv"]


def test_bytes_are_the_same_in_every_process() -> None:
    """Another process with another hash seed draws the same bytes."""
    digest = hashlib.sha256(b"".join(data for _, data in qr.render_codes(ENTRIES))).hexdigest()
    code = (
        "import hashlib; from tests.test_qr import ENTRIES; from twotrees.render import qr;"
        "print(hashlib.sha256(b''.join(d for _, d in qr.render_codes(ENTRIES))).hexdigest())"
    )
    run = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT, env={"PYTHONHASHSEED": "7"}, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert run.stdout.strip() == digest
