# SPDX-License-Identifier: MIT
"""Findings in; problems with line and column out, sorted: each faulty file is read once."""

from collections.abc import Iterable
from pathlib import Path

from twotrees.model.problem import Found, Place, Problem
from twotrees.source import find_positions, read_bytes


def locate(content: Path, found: Iterable[Found]) -> list[Problem]:
    """Give the findings in the content folder `content` as problems, by file, line and column."""
    kept = list(found)
    places = {one.finding.place for one in kept} | {
        one.finding.see for one in kept if one.finding.see
    }
    spots = _spots(content, places)
    return sorted(_problem(one, spots) for one in kept)


def _spots(content: Path, places: set[Place]) -> dict[Place, tuple[int, int]]:
    by_file: dict[str, list[Place]] = {}
    for place in places:
        by_file.setdefault(place.file, []).append(place)
    spots: dict[Place, tuple[int, int]] = {}
    for file, inside in by_file.items():
        positions = find_positions(_read(content / file), inside)
        spots.update(zip(inside, positions, strict=True))
    return spots


def _read(file: Path) -> bytes:
    """Give a file's bytes; none where it is missing, which is then the finding."""
    try:
        return read_bytes(file)
    except OSError:
        return b""


def _problem(one: Found, spots: dict[Place, tuple[int, int]]) -> Problem:
    place, message, hint, see = one.finding
    other = f"{see.file}:{spots[see][0]}:{spots[see][1]}" if see else ""
    return Problem(place.file, *spots[place], one.code, message, hint, one.severity, other)
