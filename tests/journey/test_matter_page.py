# SPDX-License-Identifier: MIT
"""A matter's page for one person: what it shows is what the record says for the answers."""

import json
import random
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from itertools import product
from pathlib import Path
from typing import Any

import msgspec
import pytest
from playwright.sync_api import Page

from twotrees.graph import build_graph
from twotrees.journey.choosing import UNSURE, Situation
from twotrees.layout.index import build_index
from twotrees.layout.sheet import MatterSheet, QuestionLine
from twotrees.layout.sheets import SheetMaker
from twotrees.model.common import When
from twotrees.model.corpus import Corpus
from twotrees.model.matter import Matter
from twotrees.model.terms import QuestionKind
from twotrees.render.site import SiteWriter
from twotrees.situation import holds
from twotrees.situations import Situations, applies_of, situations_of

TODAY = date(2026, 11, 21)
TRIES = 20
SAID = {True: "：您属于", False: "：您不属于", None: "：还不确定"}
# What the page says of the parts of a record, after each of these addresses.
READ = """([addresses, lists]) => addresses.map((address) => {
    history.replaceState(null, "", location.pathname + address);
    dispatchEvent(new PopStateEvent("popstate"));
    const line = (node) => {
        const say = node.querySelector(":scope>.when>.say");
        return [node.checkVisibility(), say ? say.textContent : ""];
    };
    const all = (where) => [...document.querySelectorAll(where)];
    const number = document.getElementById("number");
    return {
        lists: lists.map((where) => all(where).map(line)),
        groups: all(".mats>li").map((node) => node.checkVisibility()),
        sum: document.querySelector("#ask+.sum").textContent,
        number: number && number.textContent,
        asked: all("#ask fieldset").map((node) => node.querySelector("input").name.slice(2)),
        bare: all(".body h3,.body dt").filter((node) => node.checkVisibility()
            && node.nextElementSibling && /^([UO]L|DD)$/.test(node.nextElementSibling.tagName)
            && !(function shown(next, tag) {
                if (tag === "H3") return [...next.children].some((li) => li.checkVisibility());
                for (; next && next.tagName === "DD"; next = next.nextElementSibling) {
                    if (next.checkVisibility()) return true;
                }
                return false;
            })(node.nextElementSibling, node.tagName)).length,
    };
})"""


@pytest.fixture(scope="module")
def maker(corpus: Corpus) -> SheetMaker:
    """The maker of sheets."""
    return SheetMaker(corpus, build_index(corpus, build_graph(corpus)), TODAY)


@pytest.fixture(scope="module")
def folder(corpus: Corpus, maker: SheetMaker, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages of all real matters as they are published, opened without a server."""
    folder = tmp_path_factory.mktemp("matters")
    writer = SiteWriter(maker)
    files = list(writer.assets())
    for key in corpus.matters:
        files += writer.matter(maker.sheet(key))
    for path, data in files:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    return folder


@pytest.fixture
def phone(page: Page) -> Iterator[Page]:
    """A page on which no script fails."""
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    yield page
    assert not faults


def open_matter(page: Page, folder: Path, code: str, query: str = "") -> None:
    """Open a matter's page."""
    page.goto(f"{(folder / f'm/{code}.html').as_uri()}{query}")


def draw_answer(question: QuestionLine, luck: random.Random) -> str:
    """Give an answer to a question, or 不确定."""
    if luck.random() < 0.15:
        return UNSURE
    if question.kind == QuestionKind.CHOICE:
        return luck.choice(question.choices).id
    if question.kind == QuestionKind.NUMBER:
        return str(luck.randrange(90))
    return (date(2025, 1, 1) + timedelta(days=luck.randrange(1200))).isoformat()


def draw_answers(sheet: MatterSheet, luck: random.Random) -> dict[str, str]:
    """Give answers to some of a matter's questions."""
    share = luck.choice((0.3, 0.7, 1))
    asked = [question for question in sheet.questions if luck.random() < share]
    return {question.id: draw_answer(question, luck) for question in asked}


def address_of(answers: Mapping[str, str]) -> str:
    """Give the answers as they stand in an address."""
    said = "_".join(f"{key}.{'' if value == UNSURE else value}" for key, value in answers.items())
    return f"?q={said}"


def lists_of(corpus: Corpus, key: str) -> dict[str, list[When | None]]:
    """Give the conditions of a record's parts in their order, by where they stand on the page."""
    matter, overlay = corpus.matters[key], corpus.overlay(key)
    groups: dict[str, list[When | None]] = {}
    for number, use in enumerate((*matter.materials, *overlay.materials)):
        groups.setdefault(use.one_of or f"\n{number}", []).append(use.when)
    limits = (*matter.filing, *matter.processing, *matter.correction)
    valid = [result for result in matter.results if result.validity]
    parts: dict[str, list[Any]] = {
        "#steps>.flow>li": [*matter.steps],
        "#time dd": [*limits, *valid],
        "#money>h2+.dot>li": [*(matter.fee_items or [None])],
        "#money dd": [*matter.amounts],
        "#result>h2+.dot>li": [*matter.results],
        "#where>h3+.dot>li": [*matter.channels, *overlay.channels, *matter.visits],
        "#who>.dot>li": [*matter.conditions, *matter.exclusions, *matter.authority],
    }
    papers = [when for group in groups.values() for when in group]
    return {".mats li:not(:has(.one))": papers} | {
        where: [item.when if item else None for item in items] for where, items in parts.items()
    }


def groups_of(matter: Matter, more: tuple[Any, ...]) -> list[list[When | None]]:
    """Give the conditions of the papers, those together of which one is enough."""
    groups: dict[str, list[When | None]] = {}
    for number, use in enumerate((*matter.materials, *more)):
        groups.setdefault(use.one_of or f"\n{number}", []).append(use.when)
    return list(groups.values())


def numbers_that_fit(made: Situations, answers: Mapping[str, str], applies: When | None) -> set[str]:
    """Try every way to answer what is left: give the numbers to which they lead."""

    def held(given: Mapping[str, str]) -> tuple[frozenset[int], ...]:
        return tuple(
            frozenset(n for n, whens in enumerate(g.things) if any(holds(w, given) for w in whens))
            for g in made.groups
        )

    names = {held(situation.answers): situation.number for situation in made}
    domains = {key: values for group in made.groups for key, values in group.domains.items()}
    ways = [
        [answers[key]] if key in answers else [value.answer for value in values]
        for key, values in domains.items()
    ]
    tried = (dict(zip(domains, way, strict=True)) for way in product(*ways))
    return {names[held(given)] for given in tried if holds(applies, given) is not False}


def test_every_page_shows_what_the_record_says(
    phone: Page, folder: Path, corpus: Corpus, maker: SheetMaker
) -> None:
    """For random answers to every matter's questions: parts, papers left, number, next question."""
    applies = applies_of(corpus)
    seen = set()
    for key, matter in corpus.matters.items():
        sheet = maker.sheet(key)
        if sheet.ended or not sheet.questions:
            continue
        luck = random.Random(sheet.code)  # noqa: S311 - the same answers each time
        tries = [draw_answers(sheet, luck) for _ in range(TRIES)]
        lists = lists_of(corpus, key)
        open_matter(phone, folder, sheet.code)
        conditions = [
            msgspec.json.decode(text, type=When)
            for text in phone.locator("[data-when]").evaluate_all(
                "all => all.map(x => x.dataset.when)"
            )
        ]
        found = phone.evaluate(READ, [[address_of(a) for a in tries], list(lists)])
        made = situations_of(matter, corpus.questions, applies.get(key))
        groups = groups_of(matter, corpus.overlay(key).materials)
        for answers, page in zip(tries, found, strict=True):
            told = f"{sheet.code}{address_of(answers)}"
            situation = Situation(answers)
            known = situation.known()
            relevant = [q for q in page["asked"] if answers.get(q, UNSURE) != UNSURE]
            for (where, whens), lines in zip(lists.items(), page["lists"], strict=True):
                verdicts = [holds(when, known) for when in whens]
                expected = [
                    [verdict is not False, SAID[verdict] if when and relevant else ""]
                    for when, verdict in zip(whens, verdicts, strict=True)
                ]
                assert lines == expected, (told, where)
            left = [[holds(when, known) for when in group] for group in groups]
            shown = [any(verdict is not False for verdict in group) for group in left]
            assert page["groups"] == shown, told
            if relevant and sum(shown):
                assert f"{sum(shown)}样" in page["sum"], told
            assert page["bare"] == 0, told
            numbers = numbers_that_fit(made, known, applies.get(key)) if relevant else set()
            assert page["number"] == (numbers.pop() if len(numbers) == 1 else None), told
            assert situation.next(conditions) in {*page["asked"][-1:], None}, told
            seen.add(page["number"])
    assert len(seen) > len(corpus.matters)
