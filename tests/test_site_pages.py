# SPDX-License-Identifier: MIT
"""The site's pages as a browser gets them: paths, links, first screen, weight, scripts off."""

import dataclasses
import gzip
import re
from collections.abc import Iterator
from datetime import date
from functools import cache, partial
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote, urlsplit

import msgspec
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Page

from tests.browser import DESKTOP, KIOSK, PHONE
from tests.html_facts import Facts, parse_html, read_html
from tests.serving import serve
from twotrees import making
from twotrees.checking import Checked, Job, check
from twotrees.layout.index import build_index
from twotrees.layout.sheet import EndedLine, MatterRef
from twotrees.layout.sheets import SheetMaker
from twotrees.model.corpus import Corpus
from twotrees.model.place import Footer
from twotrees.publish import Stage
from twotrees.render.site import SECTIONS, SiteWriter

ROOT = Path(__file__).parent.parent
JOB = Job(content=ROOT, as_of=date(2026, 11, 21))
SMALL_PHONE = {"width": 320, "height": 640}
QUESTIONS = ["带什么", "去哪办", "多久", "多少钱"]
# One page of each kind; the matter is the one with which design.md explains the product.
KINDS = (
    "index.html",
    "e/birth.html",
    "m/1004.html",
    "Q/1004/index.html",
    "hall.html",
    "w/W01.html",
    "d/public-security.html",
    "doc/id-card.html",
    "changes.html",
    "search.html",
    "about.html",
    "404.html",
)


@pytest.fixture(scope="module")
def checked() -> Checked:
    """The shipped content."""
    return check(JOB)


@pytest.fixture(scope="module")
def corpus(checked: Checked) -> Corpus:
    """The shipped records."""
    return checked.corpus


@pytest.fixture(scope="module")
def book(checked: Checked) -> making.Book:
    """The shipped content, ready to be rendered."""
    return making.open_book(JOB, checked)


@pytest.fixture(scope="module")
def site(book: making.Book, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The whole site but the manual, in a folder."""
    folder = tmp_path_factory.mktemp("site")
    stage = Stage(folder, folder / "none")
    making.write_prose(book, stage)
    making.write_pages(book, stage)
    making.write_codes(book, stage)
    making.write_data(book, stage)
    making.write_sitemap(book, stage)
    return folder


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    """The address of a server of that folder on loopback."""
    with serve(site) as served:
        yield served.address


@pytest.fixture(scope="module")
def plain_page(browser: Browser) -> Iterator[Page]:
    """A phone on which scripts don't run."""
    context = browser.new_context(viewport=PHONE, java_script_enabled=False)  # type: ignore[arg-type]
    yield context.new_page()
    context.close()


@cache
def facts_of(file: Path) -> Facts:
    """Read each page once."""
    return read_html(file)


def html_files(site: Path) -> list[Path]:
    """Give all pages."""
    return sorted(site.rglob("*.html"))


def living_codes(corpus: Corpus) -> list[str]:
    """Give the codes of the matters that can be handled."""
    return [head.code for head in corpus.heads.values() if head.is_living]


def test_every_path_of_the_contract_exists(site: Path, corpus: Corpus) -> None:
    """Each record and each code has its page, and the fixed pages are there."""
    owed = ["index.html", "hall.html", "changes.html", "search.html", "about.html", "404.html"]
    owed += ["sitemap.xml", "data/search.js"]
    for head in corpus.heads.values():
        owed += [f"m/{head.code}.{ending}" for ending in ("html", "json", "md")]
        owed += [f"Q/{head.code}/index.html"]
    for key, event in corpus.events.items():
        owed += [f"e/{key}.html", f"Q/{event.code}/index.html"]
    for hall in corpus.local_halls().values():
        for window in (window for zone in hall.zones for window in zone.windows):
            owed += [f"w/{window.code}.html", f"Q/{window.code}/index.html"]
    owed += [f"doc/{key}.html" for key in corpus.materials]
    owed += [f"d/{head.department}.html" for head in corpus.heads.values()]
    assert [path for path in owed if not (site / path).is_file()] == []


def test_every_link_leads_somewhere(site: Path) -> None:
    """Links, images, styles and scripts exist, with their anchors, from every depth; what is printed isn't made here."""
    faults = [fault for file in html_files(site) for fault in broken_links(site, file)]
    assert [fault for fault in faults if "print/notices/" not in fault] == []


def broken_links(site: Path, file: Path) -> list[str]:
    """Give the addresses on a page that lead nowhere in the site."""
    faults = []
    for tag, attribute, address in facts_of(file).links:
        parts = urlsplit(address)
        if parts.scheme in {"https", "tel", "mailto"} or (tag, parts.scheme) == ("a", "http"):
            continue
        base = site if parts.path.startswith("/") else file.parent
        target = (base / unquote(parts.path).lstrip("/")).resolve() if parts.path else file
        if parts.scheme or not target.is_file():
            faults.append(f"{file.relative_to(site)}: {tag} {attribute}={address}")
        elif parts.fragment and parts.fragment not in facts_of(target).ids:
            faults.append(f"{file.relative_to(site)}: no anchor {address}")
    return faults


def test_pages_whose_depth_is_unknown_have_absolute_links(site: Path) -> None:
    """Below Q/ and on the page for wrong addresses no link is relative: servers differ there."""
    files = [site / "404.html", *(site / "Q").rglob("*.html")]
    relative = [
        (file.relative_to(site), address)
        for file in files
        for _, _, address in facts_of(file).links
        if not address.startswith(("/", "#", "https://", "tel:"))
    ]
    assert relative == []


def test_other_pages_have_relative_links(site: Path) -> None:
    """All other pages work from a folder too, without a server."""
    files = [f for f in html_files(site) if f.name != "404.html" and "Q" not in f.parts]
    absolute = [
        (file.relative_to(site), address)
        for file in files
        for _, _, address in facts_of(file).links
        if address.startswith("/")
    ]
    assert absolute == []


def test_ids_are_unique_and_headings_in_order(site: Path) -> None:
    """One h1 a page, no level is skipped, no id stands twice."""
    faults = []
    for file in html_files(site):
        facts = facts_of(file)
        levels = facts.headings
        skips = [b for a, b in pairwise(levels) if b > a + 1]
        if levels.count(1) != 1 or levels[0] != 1 or skips or len(set(facts.ids)) != len(facts.ids):
            faults.append(file.relative_to(site))
    assert faults == []


def test_fixed_headings_stand_in_fixed_order(site: Path, corpus: Corpus) -> None:
    """Every matter has the same sections in the same order; only 提醒, tables and 常见问题 may be missing."""
    order = [anchor for anchor, _ in SECTIONS]
    for code in living_codes(corpus):
        found = [name for name in facts_of(site / f"m/{code}.html").ids if name in order]
        assert found == [name for name in order if name in found], code
        assert set(order) - set(found) <= {"tips", "tables", "faq"}, code


def test_nothing_inline_and_nothing_from_elsewhere(site: Path) -> None:
    """No page carries inline script or style, and none loads anything from another host."""
    faults = [
        file.relative_to(site)
        for file in html_files(site)
        if facts_of(file).inline
        or any(
            address.startswith(("http:", "https:", "//")) and name != "href"
            for _, name, address in facts_of(file).links
        )
        or "Content-Security-Policy" not in file.read_text("utf-8")
    ]
    assert faults == []


@pytest.mark.parametrize("width", [320, 360, 390, 412])
def test_opening_hours_stay_on_one_line(browser: Browser, address: str, width: int) -> None:
    """A phone doesn't break 13:30-17:00 after its hyphen."""
    broken = """() => [...document.querySelectorAll('.nb')]
        .filter(range => range.getClientRects().length > 1).map(range => range.textContent)"""
    with browser.new_page(viewport={"width": width, "height": 844}) as page:
        for path in ("index.html", "hall.html", "w/W01.html", "m/1802.html", "Q/1802/index.html"):
            page.goto(f"{address}/{path}")
            assert page.locator(".nb").count() > 0, path
            assert page.evaluate(broken) == [], path


def test_a_preview_has_no_policy(checked: Checked) -> None:
    """The live preview is reloaded by an inline script, so it carries no CSP."""
    book = making.open_book(JOB, checked, preview=True)
    assert "Content-Security-Policy" not in dict(book.site.pages())["index.html"].decode()


def test_what_the_window_looks_up_is_not_marked_as_a_must(site: Path) -> None:
    """`必带` stands at a paper to carry, never at what the office finds in its own system."""
    text = (site / "m/1405.html").read_text(encoding="utf-8")
    tags = dict(
        re.findall(r'/doc/([a-z-]+)\.html">[^<]+</a></b> <span class="tag[^"]*">(\S+?)<', text)
    )
    assert tags["insurance-transfer-form"] == "必带"
    assert tags["medical-insurance-registration"] == "不用带"


def test_the_first_screen_of_a_phone_answers_the_four_questions(
    corpus: Corpus, plain_page: Page, address: str
) -> None:
    """带什么、去哪办、多久、多少钱 stand within 390 × 844, without scrolling and without scripts."""
    late = {}
    for code in living_codes(corpus):
        plain_page.goto(f"{address}/Q/{code}/")
        box = plain_page.locator(".answer").bounding_box()
        assert plain_page.locator(".answer dt").all_inner_texts() == QUESTIONS
        if box is None or box["y"] + box["height"] > PHONE["height"]:
            late[code] = box
    assert late == {}


def test_a_phone_page_weighs_little(site: Path, corpus: Corpus) -> None:
    """HTML, style and scripts of a matter's page are at most 40 KB gzipped; the style is 14 KB raw."""
    style, script = next(site.glob("assets/site.*.css")), next(site.glob("assets/site.*.js"))
    assert style.stat().st_size <= 14 * 1024
    shared = sum(len(gzip.compress(file.read_bytes())) for file in (style, script))
    for code in living_codes(corpus):
        page = len(gzip.compress((site / f"m/{code}.html").read_bytes()))
        assert page + shared <= 40 * 1024, code


def test_an_event_page_weighs_little(site: Path, corpus: Corpus) -> None:
    """What a phone loads to read an event's page and to answer: at most 40 KB gzipped."""
    for event in corpus.events:
        page = (site / f"e/{event}.html").read_text("utf-8")
        loaded = re.findall(r'(?:<script defer src|<link rel="stylesheet" href)="../([^"?]+)', page)
        assert len(loaded) > 4
        files = [site / f"e/{event}.html", *(site / path for path in loaded)]
        assert sum(len(gzip.compress(file.read_bytes())) for file in files) <= 40 * 1024, event


@pytest.mark.parametrize("size", [PHONE, DESKTOP, KIOSK], ids=["phone", "desktop", "kiosk"])
def test_a_plan_has_no_barriers(browser: Browser, address: str, size: dict[str, int]) -> None:
    """Under the strict policy it opens without a complaint; axe finds nothing, nothing sticks out."""
    query = "?q=parents-married.married_birth-place.hospital_follow.&d=2026-11-18"
    for is_bypassed in (False, True):  # the second for axe, which adds a script of its own
        context = browser.new_context(viewport=size, bypass_csp=is_bypassed)  # type: ignore[arg-type]
        page, complaints = context.new_page(), list[str]()
        page.on("console", partial(_hear, complaints))
        page.goto(f"{address}/e/birth.html{query}")
        page.wait_for_selector(".code svg")
        page.click(".spare summary")
        assert complaints == []
        assert not sticks_out(page)
        if is_bypassed:
            found = Axe().run(page).response["violations"]
            assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []
        page.click("#big")
        assert not sticks_out(page)
        context.close()


@pytest.mark.parametrize("size", [PHONE, DESKTOP, KIOSK], ids=["phone", "desktop", "kiosk"])
def test_no_barriers_and_no_sideways_scrolling(
    browser: Browser, address: str, size: dict[str, int]
) -> None:
    """On every kind of page axe finds no violation and nothing sticks out, in large print too."""
    context = browser.new_context(viewport=size, locale="zh-CN", bypass_csp=True)  # type: ignore[arg-type]
    page, axe, faults = context.new_page(), Axe(), []
    for path in KINDS:
        page.goto(f"{address}/{path}")
        found = axe.run(page).response["violations"]
        faults += [(path, violation["id"], violation["nodes"][0]["html"]) for violation in found]
        faults += [(path, "sideways", "")] if sticks_out(page) else []
        page.click("#big")
        faults += [(path, "sideways in large print", "")] if sticks_out(page) else []
        page.click("#big")
    context.close()
    assert faults == []


def _hear(complaints: list[str], message: ConsoleMessage) -> None:
    complaints.append(message.text)


def sticks_out(page: Page) -> bool:
    """Whether the page can be scrolled sideways."""
    return bool(page.evaluate("document.documentElement.scrollWidth > innerWidth"))


@pytest.mark.parametrize("path", KINDS)
def test_pages_fit_the_smallest_phone(browser: Browser, address: str, path: str) -> None:
    """At 320 CSS pixels, as on a desktop zoomed to 400 %, nothing scrolls sideways (WCAG 1.4.10)."""
    context = browser.new_context(viewport=SMALL_PHONE)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(f"{address}/{path}")
    assert not sticks_out(page)
    context.close()


def test_links_are_large_enough_for_a_finger(page: Page, address: str) -> None:
    """What one taps to move about is at least 44 pixels high: header, contents, rows, buttons."""
    small = []
    for path in KINDS:
        page.goto(f"{address}/{path}")
        for part in (
            ".top a",
            ".top button",
            ".toc a",
            ".rows > li",
            ".btn",
            ".crown a",
            ".foot .nav a",
        ):
            boxes = [item.bounding_box() for item in page.locator(part).all() if item.is_visible()]
            small += [(path, part) for box in boxes if box is None or box["height"] < 44]
    assert small == []


def test_without_scripts_everything_is_there(
    plain_page: Page, address: str, corpus: Corpus
) -> None:
    """With scripts off no dead button shows, and the search page lists every matter."""
    plain_page.goto(f"{address}/m/1004.html")
    assert not plain_page.locator("#big").is_visible()
    assert all(part.is_visible() for part in plain_page.locator("main section").all())
    plain_page.goto(f"{address}/search.html")
    assert plain_page.locator("#results li").count() == 0
    listed = set(plain_page.locator("section a").all_inner_texts())
    assert {head.name for head in corpus.heads.values() if head.is_living} <= listed


def test_the_search_box_leads_to_results(page: Page, site: Path, address: str) -> None:
    """The home page's box finds a matter by its everyday name, from a server and from a folder."""
    for root in (address, site.as_uri()):
        page.goto(f"{root}/index.html")
        page.fill("#q", "上户口")
        page.press("#q", "Enter")
        page.wait_for_selector("#results li")
        assert page.locator("#results li a").first.inner_text() == "出生登记"
        page.click("#results li a")
        assert page.locator("h1").inner_text() == "出生登记"


def test_pages_look_right_from_a_folder(page: Page, site: Path) -> None:
    """Opened from a USB stick, a page has its style and its policy lets nothing fail."""
    errors: list[str] = []
    page.on("console", lambda message: errors.append(message.text))
    for path in KINDS:
        if not path.startswith("Q/") and path != "404.html":
            page.goto((site / path).as_uri())
            assert page.evaluate("getComputedStyle(document.body).display") == "flex", path
    assert errors == []


def test_large_print_is_remembered(browser: Browser, address: str) -> None:
    """大字 makes letters larger on this page and on the next."""
    context = browser.new_context(viewport=PHONE)  # type: ignore[arg-type]
    page = context.new_page()
    size = "parseFloat(getComputedStyle(document.documentElement).fontSize)"
    page.goto(f"{address}/m/1004.html")
    before = page.evaluate(size)
    page.click("#big")
    page.goto(f"{address}/index.html")
    assert page.evaluate(size) > before
    assert page.get_attribute("#big", "aria-pressed") == "true"
    context.close()


def test_a_code_leads_to_its_matter_and_on(page: Page, address: str) -> None:
    """The page behind a code names the matter, and its contents lead to the whole guide."""
    page.goto(f"{address}/Q/1004")
    assert page.locator("h1").inner_text() == "出生登记"
    page.click(".toc a >> nth=1")
    assert urlsplit(page.url).path == "/m/1004.html"


def test_an_ended_matter_points_to_its_successor(book: making.Book) -> None:
    """A tombstone says since when and why, leads to the successor, and asks for nothing."""
    ended = EndedLine(
        on="2026-01-01",
        reason="并入另一项。",
        successor=MatterRef(id="a/b", code="1017", name="另一项"),
    )
    sheet = book.sheets.sheet("birth/birth-registration")
    files = book.site.matter(msgspec.structs.replace(sheet, ended=ended))
    for _, data in files:
        facts = parse_html(data.decode())
        assert any(address.endswith("m/1017.html") for _, _, address in facts.links)
        assert "2026-01-01" in facts.text
        assert "带什么" not in facts.text


def test_markup_in_content_stays_text(book: making.Book) -> None:
    """What an editor writes is never run as HTML."""
    sheet = book.sheets.sheet("birth/birth-registration")
    nasty = '<script>alert("1")</script>'
    for path, data in book.site.matter(msgspec.structs.replace(sheet, name=nasty, summary=nasty)):
        html = data.decode()
        assert "<script>" not in html, path
        assert nasty in parse_html(html).text


@pytest.mark.parametrize("field", [field.name for field in msgspec.structs.fields(Footer)])
def test_the_footer_leaves_out_what_is_empty(checked: Checked, field: str) -> None:
    """A region's 主办单位, 网站标识码, ICP备案 … stand in the footer where given, else nothing does."""
    texts = []
    for footer in (Footer(), Footer(**{field: "某某〇〇〇〇"})):
        corpus = with_footer(checked.corpus, footer)
        maker = SheetMaker(corpus, build_index(corpus, checked.graph), JOB.as_of)
        texts.append(parse_html(SiteWriter(maker).frame.foot).text)
    assert "某某〇〇〇〇" not in texts[0]
    assert "某某〇〇〇〇" in texts[1]
    assert "：\n" not in texts[0]


def with_footer(corpus: Corpus, footer: Footer) -> Corpus:
    """Give the same content with another footer."""
    region = msgspec.structs.replace(corpus.region, footer=footer)
    return dataclasses.replace(corpus, regions={**corpus.regions, corpus.publisher: region})


def test_every_page_of_a_demonstration_says_so(site: Path) -> None:
    """示范数据 stands on every page of the fictional county."""
    silent = [f for f in html_files(site) if "示范数据" not in facts_of(f).text]
    assert silent == []
