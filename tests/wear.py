# SPDX-License-Identifier: MIT
"""Takes the picture of a QR code, gives what a phone sees of it once the sheet is worn: the same for the same seed."""

import math
import random

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from twotrees.render.qr import QUIET

_SPOILT = 0.03  # of the modules outside the patterns by which a reader finds a code
_TILT = 20.0  # degrees between sheet and phone
_AWAY = 8  # widths of the code from sheet to phone
_BLUR = 1.0  # pixels, standard deviation
_NOISE = 25  # grey levels up or down, any as likely as another
_FINDER, _ALIGNMENT = 8, range(4, 9)  # modules from a corner, ISO/IEC 18004 § 5.3.2 and § 5.3.5


def worn(image: Image.Image, modules: int, *, shrink: int, seed: str) -> Image.Image:
    """Spoil a code with `modules` dark ones a side, see it aslant, `shrink` times smaller, blurred and noisy."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    paper = image.copy()
    _spoil(paper, modules, chance)
    seen = _aslant(paper).reduce(shrink)
    return _noisy(seen.filter(ImageFilter.GaussianBlur(_BLUR)), chance)


def _spoil(paper: Image.Image, modules: int, chance: random.Random) -> None:
    """Put a dot of ink, or of bare paper, on some modules."""
    side = paper.width / (modules + 2 * QUIET)
    draw = ImageDraw.Draw(paper)
    places = [(x, y) for x in range(modules) for y in range(modules) if _is_free(x, y, modules)]
    for x, y in chance.sample(places, round(_SPOILT * len(places))):
        left, top = (x + QUIET) * side, (y + QUIET) * side
        draw.rectangle((left, top, left + side, top + side), fill=chance.choice((0, 255)))


def _is_free(x: int, y: int, modules: int) -> bool:
    """Tell whether a module is in none of the three finder patterns, nor in the alignment pattern."""
    right, bottom = modules - 1 - x, modules - 1 - y
    in_finder = min(x, right) < _FINDER and min(y, bottom) < _FINDER and (x < right or y < bottom)
    return not in_finder and not (right in _ALIGNMENT and bottom in _ALIGNMENT)


def _aslant(paper: Image.Image) -> Image.Image:
    """Show a sheet that leans back, as large in the middle as it was."""
    middle = paper.width / 2
    lean, stretch = (
        math.tan(math.radians(_TILT)) / (_AWAY * paper.width),
        1 / math.cos(math.radians(_TILT)),
    )
    # A point (u, v) from the middle of the view lies on the sheet at (u, stretch v) / (1 - lean v).
    whole = 1 + lean * middle
    along = (1, -middle * lean, middle * (whole - 1))
    down = (0, stretch - middle * lean, middle * (whole - stretch))
    under = (0, -lean)
    view = tuple(value / whole for value in (*along, *down, *under))
    return paper.transform(
        paper.size, Image.Transform.PERSPECTIVE, view, Image.Resampling.BICUBIC, fillcolor=255
    )


def _noisy(seen: Image.Image, chance: random.Random) -> Image.Image:
    grain = Image.frombytes("L", seen.size, chance.randbytes(seen.width * seen.height))
    return ImageChops.add(seen, grain.point(lambda grey: grey * 2 * _NOISE // 255), offset=-_NOISE)
