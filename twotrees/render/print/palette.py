# SPDX-License-Identifier: MIT
"""The print palette: each colour's name in, its light, its inks, its grey when copied, and contrasts out.

`base.css` makes a custom property of each (`--pine`); templates that draw know them as `colour.pine`.
No colour carries meaning alone, and every text stays legible on a black-and-white copy.
"""

from typing import NamedTuple

Inks = tuple[float, float, float, float]

# Up to which light a colour counts as black, and up to which spread as grey.
_DARK, _GREY = 0.17, 0.07


class Colour(NamedTuple):
    """A colour: its name and use for people, its light as `#rrggbb`, and its inks (CMYK, 0 to 1).

    Without `inks`, `cmyk` reckons them. `on` are the grounds that text of this colour stands on.
    """

    name: str
    use: str
    light: str
    inks: Inks | None = None
    on: tuple[str, ...] = ()

    @property
    def parts(self) -> tuple[float, float, float]:
        """Red, green and blue, 0 to 1."""
        red, green, blue = (int(self.light[at : at + 2], 16) / 255 for at in (1, 3, 5))
        return red, green, blue

    @property
    def grey(self) -> "Colour":
        """The colour as a copier gives it: by its luma (ITU-R BT.601), as scanners reckon it."""
        red, green, blue = self.parts
        level = round(255 * (0.299 * red + 0.587 * green + 0.114 * blue))
        return self._replace(light=f"#{level:02x}{level:02x}{level:02x}", inks=None)


# Inks are for coated paper: cyan isn't the opposite of red in print, so what is reckoned would turn
# pine into petrol.
PALETTE = {
    "ink": Colour("墨", "正文", "#17231f", on=("white", "mist", "sky", "soft", "chip", "cream")),
    "dim": Colour("灰墨", "小字、页眉页脚、裁折线", "#48564f", on=("white", "mist", "sky", "chip")),
    "line": Colour("线", "表格线、分隔线", "#b9c6bf"),
    "chip": Colour("签", "标签底、休息日", "#dfe7e2"),
    "soft": Colour("纸", "封面、封底、分组的底", "#f2f6f3", (0.06, 0.02, 0.06, 0)),
    "white": Colour("白", "纸；深底上的字", "#ffffff", on=("pine", "deep", "blue", "fruit")),
    "pine": Colour("松", "人生这棵树：标题、线、编号", "#0b5d4b", (0.9, 0.4, 0.72, 0.35), ("white", "mist")),
    "deep": Colour("深松", "书名和封面的底", "#07443a", (0.92, 0.5, 0.72, 0.52), ("white", "soft")),
    "mist": Colour("叶", "人生这棵树：表头、树冠", "#e4f1eb", (0.13, 0.01, 0.11, 0)),
    "blue": Colour("蓝", "企业这棵树：标题、线、编号", "#1c4f8f", (0.95, 0.74, 0.14, 0.02), ("white", "sky")),
    "sky": Colour("天", "企业这棵树：表头、树冠", "#e5eef9", (0.11, 0.04, 0, 0)),
    "fruit": Colour("果", "必办、不收、图标", "#b13c14", (0.2, 0.87, 1, 0.11), ("white", "mist", "sky", "soft")),
    "amber": Colour("琥珀", "通知的边", "#c08a12", (0.2, 0.45, 1, 0.07)),
    "cream": Colour("米", "通知的底", "#fff8e3", (0, 0.02, 0.13, 0)),
}  # fmt: skip
# What stands side by side and has to look different on a copy too: two colours, and what they tell apart.
APART = (
    ("fruit", "chip", "必办和别的标签"),
    ("pine", "mist", "一件事和它的事项"),
    ("blue", "sky", "一件事和它的事项"),
    ("amber", "cream", "通知的边和底"),
)


_KNOWN = {colour.light: colour.inks for colour in PALETTE.values() if colour.inks}


def cmyk(red: float, green: float, blue: float) -> Inks:
    """Give the inks of a colour: the palette's own, text colours and greys as black alone, the rest computed.

    What is computed has all of its grey printed in black, so the sum of inks stays below 300 %.
    """
    known = _KNOWN.get("#" + "".join(f"{round(part * 255):02x}" for part in (red, green, blue)))
    if known:
        return known
    light, dark = max(red, green, blue), min(red, green, blue)
    if light <= _DARK:
        return 0, 0, 0, 1
    if light - dark <= _GREY:
        return 0, 0, 0, 1 - (red + green + blue) / 3
    cyan, magenta, yellow = ((light - part) / light for part in (red, green, blue))
    return cyan, magenta, yellow, 1 - light


def contrast(one: Colour, other: Colour) -> float:
    """Give the contrast of two colours, 1 to 21 (WCAG 2.2, contrast ratio)."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: Colour) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4  # noqa: PLR2004 - sRGB
        for part in colour.parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
