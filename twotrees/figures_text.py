# SPDX-License-Identifier: MIT
"""A handbook's figures in; the report as one reads it in a terminal out."""

from collections.abc import Iterator, Sequence

from twotrees.figures import Figures, Reductions
from twotrees.terminal import pad, width_of, wrap

_GRADES = {"A": "查到原文", "B": "公认的法条", "C": "各地不同"}
_NAMES = 14
_COLUMN = 10


def figures_text(figures: Figures) -> str:
    """Give the report's lines, each at most 80 columns wide."""
    sections = (
        ("各件事", _events(figures)),
        ("四减", _reductions(figures.reductions, figures.matters)),
        ("可信度", _grades(figures)),
        ("用得最多的材料", _materials(figures)),
        ("该再核对的记录", _stale(figures)),
    )
    lines = [line for title, some in sections for line in ("", f"【{title}】", *some)]
    return "\n".join(lines) + "\n"


def _row(name: str, cells: Sequence[object]) -> str:
    texts = [str(cell) for cell in cells]
    return pad(name, _NAMES) + "".join(" " * (_COLUMN - width_of(t)) + t for t in texts)


def _events(figures: Figures) -> Iterator[str]:
    yield _row("", ("事项", "必办", "情形", "有处可办", "能网上办", "待核对"))
    for event in figures.events:
        cells = (
            event.matters,
            event.required,
            event.situations,
            event.windowed,
            event.online,
            event.stale,
        )
        yield _row(event.name, cells)
    yield from wrap("一个事项列在几件事里的，每件事都算；合计不重复。")
    yield f"合计 {figures.matters} 个事项，{figures.situations:,} 种情形。"


def _reductions(figures: Reductions, matters: int) -> Iterator[str]:
    law, promised = figures.statutory, figures.promised
    cut = f"，压减 {1 - promised.mean / law.mean:.0%}" if promised.mean < law.mean else ""
    yield from wrap(
        f"法定平均 {law.mean} 个工作日，承诺平均 {promised.mean} 个工作日{cut}"
        f"（{law.of} 个事项有全国统一的时限）。",
        first="减时限  ",
    )
    yield from wrap(
        f"平均 {figures.materials.mean} 种材料，其中 {figures.exempt.mean} 种可以不交。",
        first="减材料  ",
    )
    yield from wrap(
        f"平均跑 {figures.visits.mean} 次；一次不跑的 {_share(figures.never, matters)}，"
        f"最多跑一次的 {_share(figures.once, matters)}。",
        first="减跑动  ",
    )
    yield from wrap(f"平均 {figures.steps.mean} 个环节。", first="减环节  ")
    yield from wrap(
        f"能网上申请的 {_share(figures.online, matters)}，"
        f"全程网办的 {_share(figures.wholly_online, matters)}。",
        first="网上办  ",
    )
    yield from wrap(
        "按最简单的情形算：每个问题都选第一个答案。时限按工作日折算，分几段的算第一段，"
        "没有全国时限的不算在内。可以不交，是指系统能查到、能出示电子证照或能签承诺书的。"
        "环节从准备算到拿到结果和事后核查。"
    )


def _share(part: int, whole: int) -> str:
    return f"{part} 个（{part / whole:.0%}）" if whole else "0 个"


def _grades(figures: Figures) -> Iterator[str]:
    total = sum(figures.grades.values())
    for grade, count in figures.grades.items():
        share = f"{count / total:.1%}" if total else ""
        yield _row(f"{grade} {_GRADES[grade]}", (f"{count:,}", share))
    yield f"另有 {figures.unproved:,} 处没有单独写依据，看事项的设定依据。"


def _materials(figures: Figures) -> Iterator[str]:
    for material in figures.materials:
        exempt = f"，其中 {material.exempt} 个可以不交" if material.exempt else ""
        yield from wrap(f"{material.name}：{material.matters} 个事项{exempt}", indent=2)


def _stale(figures: Figures) -> Iterator[str]:
    if not figures.stale:
        yield f"没有（按 {figures.day} 算）。"
    for matter in sorted(figures.stale, key=lambda m: m.due):
        yield from wrap(
            f"{matter.code} {matter.name}：{matter.confirmed} 核对过，{matter.due} 到期", indent=2
        )
