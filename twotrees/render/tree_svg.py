# SPDX-License-Identifier: MIT
"""A drawing in, an SVG with real text and links out, for page and print alike."""

import jinja2

from twotrees.layout.drawing import Drawing

SITE_FONTS = "PingFang SC,Microsoft YaHei,Noto Sans CJK SC,sans-serif"
PRINT_FONTS = "Noto Sans CJK SC"


class TreeWriter:
    """Writes drawings from the template svg/tree.svg."""

    def __init__(self, environment: jinja2.Environment, *, font: str = SITE_FONTS) -> None:
        """Compile the template once; `environment` must escape HTML."""
        self._template = environment.get_template("svg/tree.svg")
        self._font = font

    def svg(self, drawing: Drawing, *, root: str = "") -> str:
        """Give the drawing; `root` stands before each link, such as `../`."""
        trunk = [b.y1 for b in drawing.branches if b.x1 == 0]
        return self._template.render(
            drawing=drawing,
            root=root,
            font=self._font,
            first=round(min(trunk, default=0), 1),
            last=round(max(trunk, default=0), 1),
        )
