# SPDX-License-Identifier: MIT
"""Windows and departments in; which labels stand together on sheets, and what a table-tent says, out."""

from collections.abc import Iterator
from dataclasses import dataclass

from twotrees.layout.page_maker import PageMaker
from twotrees.layout.pages import WindowPage
from twotrees.layout.selection import Selection
from twotrees.layout.sheets import SheetMaker
from twotrees.model.corpus import Head


@dataclass(frozen=True)
class LabelGroup:
    """Matters whose labels stand together: those of a window, or of a department outside the hall."""

    key: str
    name: str
    matters: tuple[Head, ...]
    window: WindowPage | None = None


def label_groups(maker: SheetMaker, wanted: Selection) -> Iterator[LabelGroup]:
    """Give each window with what it takes, then by department what no window takes."""
    pages = PageMaker(maker)
    at_windows: set[str] = set()
    for window in pages.windows():
        at_windows |= {head.id for head in window.matters}
        if wanted.has_window(window.code):
            matters = tuple(head for head in window.matters if wanted.has_matter(head.id))
            yield LabelGroup(window.code, f"{window.label} {window.name}", matters, window)
    for department in pages.departments():
        rest = [head for head in department.matters if head.id not in at_windows]
        matters = tuple(head for head in rest if wanted.has_matter(head.id))
        if matters and wanted.windows is None:
            yield LabelGroup(department.id, department.entry.name, matters)
