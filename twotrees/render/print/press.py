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
from twotrees.render.print.palette import cmyk

CONDITION = "FOGRA39"  # offset on coated paper, ISO 12647-2; known to every print shop
_VERSION = "PDF/X-1a:2003"
_MARK, _OFF = 5.0, 2.0  # mm: length of a crop mark, and how far from the bleed it stands
_COLOUR = re.compile(rb"([\d.]+) ([\d.]+) ([\d.]+) (rg|RG)\b")
_OPERATORS = {b"rg": b"k", b"RG": b"K"}
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
