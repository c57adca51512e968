# SPDX-License-Identifier: MIT
"""Opens an event's page at the address of somebody's answers."""

from datetime import date
from pathlib import Path
from typing import Any

import yaml
from playwright.sync_api import Page

TODAY = date(2026, 11, 21)
SCENARIOS = Path(__file__).parents[1] / "scenarios"
SITE = "https://shifanxian.example"
DAY = "2026-11-18"


def open_event(page: Page, folder: Path, event: str, query: str = "") -> None:
    """Open an event's page; where somebody has answered, wait for the plan."""
    page.goto(f"{(folder / f'{event}.html').as_uri()}{query}")
    if page.locator("#plan.mine").count():
        page.wait_for_selector("#paper")


def address_of(answers: dict[str, str], day: str = DAY) -> str:
    """Give what stands after an event's address: `?` is nothing after the point."""
    said = "_".join(f"{key}.{'' if value == '?' else value}" for key, value in answers.items())
    return f"?q={said}&d={day}" if said else f"?d={day}"


def typical(event: str) -> dict[str, str]:
    """Give the answers of the first person of an event's scenarios."""
    told: list[dict[str, Any]] = yaml.safe_load((SCENARIOS / f"{event}.yaml").read_text("utf-8"))
    answers: dict[str, str] = told[0]["回答"]
    return answers
