# SPDX-License-Identifier: MIT
"""A bound booklet in; the print shop's PDF/X-1a:2003 out: bleed, crop marks, CMYK, black text as pure K.

ISO 15930-4: PDF 1.4, all colour in CMYK, fonts embedded, a trim box, no transparency, no links; the
output intent names a printing condition of the ICC's registry, so that no profile is embedded.
"""

import io
import re
from itertools import product

import pikepdf
from fontTools.ttLib import TTFont
from pikepdf import Array, Dictionary, Name, Object, ObjectStreamMode, Stream, String

from twotrees.render.print.booklet import BLEED, MM

CONDITION = "FOGRA39"  # offset on coated paper, ISO 12647-2; known to every print shop
_VERSION = "PDF/X-1a:2003"
_MARK, _OFF = 5.0, 2.0  # mm: length of a crop mark, and how far from the bleed it stands
_COLOUR = re.compile(rb"([\d.]+) ([\d.]+) ([\d.]+) (rg|RG)\b")
_OPERATORS = {b"rg": b"k", b"RG": b"K"}
_DARK, _GREY = (
    0.17,
    0.07,
)  # up to which light a colour counts as black, and up to which spread as grey
# The palette of base.css on coated paper: cyan isn't the opposite of red in print, so what is computed
# would turn pine into petrol.
_PALETTE = {
    "0b5d4b": (0.9, 0.4, 0.72, 0.35),
    "07443a": (0.92, 0.5, 0.72, 0.52),
    "e4f1eb": (0.13, 0.01, 0.11, 0),
    "f2f6f3": (0.06, 0.02, 0.06, 0),
    "f6f9f7": (0.04, 0.01, 0.04, 0),
    "1c4f8f": (0.95, 0.74, 0.14, 0.02),
    "e5eef9": (0.11, 0.04, 0, 0),
    "b13c14": (0.2, 0.87, 1, 0.11),
    "c08a12": (0.2, 0.45, 1, 0.07),
    "fff8e3": (0, 0.02, 0.13, 0),
}
_REGISTRATION = "1 1 1 1 K .25 w"


def for_press(data: bytes) -> bytes:
    """Give the edition for the print shop of a PDF that `bind` made; the same PDF gives the same bytes."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for item in list(pdf.objects):
            if isinstance(item, Stream):
                _convert(item)
        for page in pdf.pages:
            _open_up(pdf, page.obj)
        _drop_tags(pdf)
        _name_itself(pdf)
        out = io.BytesIO()
        pdf.save(
            out,
            force_version="1.4",
            object_stream_mode=ObjectStreamMode.disable,
            deterministic_id=True,
        )
        return out.getvalue()


def cmyk(red: float, green: float, blue: float) -> tuple[float, float, float, float]:
    """Give the inks of a colour: the palette's own, text colours and greys as black alone, the rest computed.

    What is computed has all of its grey printed in black, so the sum of inks stays below 300 %.
    """
    known = _PALETTE.get("".join(f"{round(part * 255):02x}" for part in (red, green, blue)))
    if known:
        return known
    light, dark = max(red, green, blue), min(red, green, blue)
    if light <= _DARK:
        return 0, 0, 0, 1
    if light - dark <= _GREY:
        return 0, 0, 0, 1 - (red + green + blue) / 3
    cyan, magenta, yellow = ((light - part) / light for part in (red, green, blue))
    return cyan, magenta, yellow, 1 - light


def _convert(stream: Stream) -> None:
    """Turn the colours of what is painted into inks, and a font into one that PDF 1.4 knows."""
    kind = stream.get("/Subtype")
    if kind == Name.OpenType:
        with TTFont(io.BytesIO(stream.read_bytes()), lazy=True) as font:
            stream.write(font.reader["CFF "])
        stream.Subtype = Name.CIDFontType0C
    elif kind == Name.Form or (kind is None and "/Type" not in stream):
        data = stream.read_bytes()
        converted = _COLOUR.sub(_inks, data)
        if converted != data:
            stream.write(converted)


def _inks(found: re.Match[bytes]) -> bytes:
    inks = cmyk(float(found[1]), float(found[2]), float(found[3]))
    return b"%b %b" % (" ".join(f"{ink:.3f}" for ink in inks).encode(), _OPERATORS[found[4]])


def _open_up(pdf: pikepdf.Pdf, page: Object) -> None:
    """Show the bleed and put crop marks beyond it."""
    width, height = (float(page.TrimBox[place]) for place in (2, 3))
    bleed, edge = BLEED * MM, (BLEED + _OFF + _MARK) * MM
    page.MediaBox = Array([-edge, -edge, width + edge, height + edge])
    page.BleedBox = Array([-bleed, -bleed, width + bleed, height + bleed])
    page.Contents = Array([*page.Contents, pdf.make_stream(_crop_marks(width, height).encode())])
    for key in ("/Annots", "/StructParents", "/Tabs"):
        if key in page:
            del page[key]


def _crop_marks(width: float, height: float) -> str:
    """Draw two lines at each corner of the trim, outside the bleed."""
    near, far = (BLEED + _OFF) * MM, (BLEED + _OFF + _MARK) * MM
    lines = []
    for (x, right), (y, up) in product(((0, -1), (width, 1)), ((0, -1), (height, 1))):
        lines.append(f"{x + right * near:.3f} {y:.3f} m {x + right * far:.3f} {y:.3f} l")
        lines.append(f"{x:.3f} {y + up * near:.3f} m {x:.3f} {y + up * far:.3f} l")
    return f"q {_REGISTRATION} {' '.join(lines)} S Q"


def _drop_tags(pdf: pikepdf.Pdf) -> None:
    """Drop what only a screen needs: tags, links' targets, the outline, the metadata of PDF/UA."""
    for key in ("StructTreeRoot", "MarkInfo", "Names", "Outlines", "Metadata", "ViewerPreferences"):
        if f"/{key}" in pdf.Root:
            del pdf.Root[f"/{key}"]


def _name_itself(pdf: pikepdf.Pdf) -> None:
    """Say which standard it follows and for which printing condition it is made."""
    pdf.docinfo["/GTS_PDFXVersion"] = String(_VERSION)
    pdf.docinfo["/Trapped"] = Name("/False")
    pdf.Root.OutputIntents = Array(
        [
            Dictionary(
                Type=Name.OutputIntent,
                S=Name.GTS_PDFX,
                OutputConditionIdentifier=String(CONDITION),
                OutputCondition=String("Offset on coated paper, ISO 12647-2:2004"),
                RegistryName=String("http://www.color.org"),
                Info=String(CONDITION),
            )
        ]
    )
