# SPDX-License-Identifier: MIT
"""A matter's page for one person: what it shows is what the record says for the answers."""

import random
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from itertools import compress, product
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from twotrees.graph import build_graph
from twotrees.journey.choosing import UNSURE, Situation
from twotrees.layout.index import build_index
from twotrees.layout.sheet import MatterSheet, QuestionLine
from twotrees.layout.sheets import SheetMaker
from twotrees.model.common import When
from twotrees.model.corpus import Corpus
from twotrees.model.terms import MaterialKind, QuestionKind
from twotrees.render.site import SiteWriter
from twotrees.situation import holds
from twotrees.situations import Situations, applies_of, situations_of

TODAY = date(2026, 11, 21)
TRIES = 8
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


def carried_of(corpus: Corpus, key: str) -> list[bool]:
    """Tell for each line of the papers whether anybody must carry it: the window looks some up."""
    groups: dict[str, bool] = {}
    uses = (*corpus.matters[key].materials, *corpus.overlay(key).materials)
    for number, use in enumerate(uses):
        is_looked_up = corpus.materials[use.material].kind is MaterialKind.DATA and use.exempt
        groups.setdefault(use.one_of or f"\n{number}", bool(use.one_of or not is_looked_up))
    return list(groups.values())


def groups_of(corpus: Corpus, key: str) -> list[list[When | None]]:
    """Give the conditions of the papers, those together of which one is enough."""
    groups: dict[str, list[When | None]] = {}
    uses = (*corpus.matters[key].materials, *corpus.overlay(key).materials)
    for number, use in enumerate(uses):
        groups.setdefault(use.one_of or f"\n{number}", []).append(use.when)
    return list(groups.values())


def lists_of(corpus: Corpus, key: str) -> dict[str, list[When | None]]:
    """Give the conditions of a record's parts in their order, by where they stand on the page."""
    matter, overlay = corpus.matters[key], corpus.overlay(key)
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
    papers = [when for group in groups_of(corpus, key) for when in group]
    return {".mats li:not(:has(.one))": papers} | {
        where: [item.when if item else None for item in items] for where, items in parts.items()
    }


class Numbers:
    """Finds the numbers that fit answers, by trying every way to answer what is left."""

    def __init__(self, made: Situations, applies: When | None) -> None:
        self.made, self.applies = made, applies
        self.names = {self.held(situation.answers): situation.number for situation in made}
        domains = {key: values for group in made.groups for key, values in group.domains.items()}
        self.domains = {key: [value.answer for value in values] for key, values in domains.items()}

    def held(self, given: Mapping[str, str]) -> tuple[tuple[bool, ...], ...]:
        """Tell which things hold, group by group."""
        return tuple(
            tuple(any(holds(when, given) for when in whens) for whens in group.things)
            for group in self.made.groups
        )

    def fitting(self, answers: Mapping[str, str]) -> set[str]:
        """Give the numbers that remain; what isn't decided after two may stay open."""
        ways = [[answers[k]] if k in answers else values for k, values in self.domains.items()]
        found: set[str] = set()
        for way in product(*ways):
            given = dict(zip(self.domains, way, strict=True))
            if holds(self.applies, given) is not False:
                found.add(self.names[self.held(given)])
            if len(found) > 1:
                break
        return found


def check_page(page: Any, answers: Mapping[str, str], expected: "Expected") -> None:
    """Check what a page shows for answers."""
    situation = Situation(answers)
    known = situation.known()
    relevant = [key for key in page["asked"] if answers.get(key, UNSURE) != UNSURE]
    for (where, whens), lines in zip(expected.lists.items(), page["lists"], strict=True):
        verdicts = [holds(when, known) for when in whens]
        assert lines == [
            [verdict is not False, SAID[verdict] if when and relevant else ""]
            for when, verdict in zip(whens, verdicts, strict=True)
        ], where
    shown = [any(holds(w, known) is not False for w in group) for group in expected.groups]
    assert page["groups"] == shown
    left = sum(compress(shown, expected.carried))
    if relevant and left:
        assert f"{left}样" in page["sum"].partition("；")[0].partition("，其中")[0]
    assert page["bare"] == 0
    numbers = expected.numbers.fitting(known) if relevant else set()
    assert page["number"] == (numbers.pop() if len(numbers) == 1 else None)
    following = situation.next(expected.conditions)
    assert following in {*page["asked"][-1:], None}
    assert page["asked"].count(following) == (following is not None)


class Expected(NamedTuple):
    """What a matter's record says, and its conditions in the order of the page."""

    lists: dict[str, list[When | None]]
    groups: list[list[When | None]]
    carried: list[bool]
    numbers: Numbers
    conditions: list[When]


def test_every_page_shows_what_the_record_says(
    phone: Page, folder: Path, corpus: Corpus, maker: SheetMaker
) -> None:
    """For random answers to every matter's questions: parts, papers left, number, next question."""
    applies = applies_of(corpus)
    seen = set()
    for key in corpus.matters:
        sheet = maker.sheet(key)
        if sheet.ended or not sheet.questions:
            continue
        luck = random.Random(sheet.code)  # noqa: S311 - the same answers each time
        tries = [draw_answers(sheet, luck) for _ in range(TRIES)]
        made = situations_of(corpus.matters[key], corpus.questions, applies.get(key))
        open_matter(phone, folder, sheet.code)
        texts = phone.locator("[data-when]").evaluate_all("all => all.map(x => x.dataset.when)")
        expected = Expected(
            lists_of(corpus, key),
            groups_of(corpus, key),
            carried_of(corpus, key),
            Numbers(made, applies.get(key)),
            [msgspec.json.decode(text, type=When) for text in texts],
        )
        found = phone.evaluate(READ, [[address_of(a) for a in tries], list(expected.lists)])
        for answers, page in zip(tries, found, strict=True):
            try:
                check_page(page, answers, expected)
            except AssertionError as error:
                error.add_note(f"{sheet.code}{address_of(answers)}")
                raise
            seen.add(page["number"])
    assert len(seen) > len(corpus.matters)


def test_answers_come_along_and_go_on(phone: Page, folder: Path) -> None:
    """An address from an event's plan is read, also what only others ask; links pass it all on."""
    open_matter(phone, folder, "1004", "?q=birth-place.hospital_proxy.agent&d=2026-11-18")
    assert phone.locator("#q-proxy-agent").is_checked()
    links = phone.locator("main a[href*='/m/'][href*='.html'],main a[href*='/e/']")
    targets = set(links.evaluate_all("all => all.map(a => a.search)"))
    assert targets == {"?q=birth-place.hospital_proxy.agent&d=2026-11-18"}
    assert "样" in phone.inner_text(".answer .a1 .more a")
    phone.click("#q-proxy-self")
    assert phone.url.endswith("?q=birth-place.hospital_proxy.self&d=2026-11-18")
    phone.go_back()
    assert phone.locator("#q-proxy-agent").is_checked()


def test_everything_can_be_shown_again(phone: Page, folder: Path) -> None:
    """全部显示 brings back what doesn't hold, said so; 重新回答 makes the page as it was printed."""
    open_matter(phone, folder, "1004")
    printed = phone.inner_text(".mats")
    phone.locator("[id^=q-]").first.click()
    hidden = phone.locator(".mats>li.off")
    assert hidden.count()
    assert not hidden.first.is_visible()
    phone.click("#whole")
    assert hidden.first.is_visible()
    assert "您不属于" in hidden.first.inner_text()
    phone.click("#whole")
    assert not hidden.first.is_visible()
    phone.click("#again")
    assert phone.inner_text(".mats") == printed
    assert "?" not in phone.url


@pytest.mark.parametrize(
    "query", ["?q=__proto__.x", "?q=constructor.x", "?q=proxy.nobody", "?q=%00"]
)
def test_a_broken_address_changes_nothing(phone: Page, folder: Path, query: str) -> None:
    """What isn't a question or a choice hides nothing."""
    open_matter(phone, folder, "1004", query)
    assert phone.locator(".off").count() == 0
    assert phone.locator("input:checked").count() == 0


def test_an_answered_page_has_no_barriers(phone: Page, folder: Path) -> None:
    """Axe finds nothing on a filtered page, nor when all is shown again; nothing sticks out."""
    open_matter(phone, folder, "1004", "?q=proxy.agent_parents-married.married")
    axe = Axe()
    for _ in range(2):
        assert [found["id"] for found in axe.run(phone).response["violations"]] == []
        assert not phone.evaluate("document.documentElement.scrollWidth > innerWidth")
        phone.click("#whole")


def test_a_matter_without_questions_loads_no_script_for_them(
    corpus: Corpus, maker: SheetMaker
) -> None:
    """The script stands on the pages that ask, and on no other."""
    writer = SiteWriter(maker)
    for key in corpus.matters:
        sheet = maker.sheet(key)
        page = dict(writer.matter(sheet))[f"m/{sheet.code}.html"].decode()
        assert ("/matter." in page) == bool(sheet.questions), sheet.code
