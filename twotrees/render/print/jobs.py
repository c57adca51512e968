# SPDX-License-Identifier: MIT
"""Bound booklets in; `print/job.csv` out, the list that goes to the print shop with the files."""

import csv
import io
from collections.abc import Iterable

from twotrees.render.print.booklet import BLEED, Booklet

JOB_LIST = "print/job.csv"
_HEAD = ("名称", "文件", "成品宽（毫米）", "成品高（毫米）", "出血（毫米）", "颜色", "页数", "份数")
_COLOURS = "四色（CMYK）"


def job_row(booklet: Booklet, pages: int) -> tuple[str, ...]:
    """Give what a print shop asks about a booklet of so many pages."""
    width, height = (f"{round(measure, 1):g}" for measure in booklet.format.trim)
    file = booklet.press_path
    return (
        booklet.name,
        file,
        width,
        height,
        f"{BLEED:g}",
        _COLOURS,
        str(pages),
        str(booklet.copies),
    )


def job_list(rows: Iterable[tuple[str, ...]]) -> bytes:
    """Give the list as CSV for Excel: UTF-8 with BOM."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows([_HEAD, *rows])
    return out.getvalue().encode("utf-8-sig")
