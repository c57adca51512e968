# SPDX-License-Identifier: MIT
"""Tours through the published site, as people make them: on a phone, a desktop, the hall's kiosk."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Locator, Page

from tests.browser import DESKTOP, KIOSK, PHONE
from tests.html_facts import read_html
from tests.serving import serve
from twotrees.model.corpus import Corpus

SIZES = {"phone": PHONE, "desktop": DESKTOP, "kiosk": KIOSK}
SMALLEST = {"width": 320, "height": 640}
FINGER = 44  # CSS pixels, WCAG 2.5.5
CONTROLS = (
    "#q, .go, #big, .brand, .top nav a, .crown a, .rows .to, .btn, .toc a, .call, .foot .nav a"
)
# How the focus is drawn, on the element or on what covers its whole row.
FOCUS = """() => {
  const seen = [null, "::after"].map((part) => getComputedStyle(document.activeElement, part));
  return seen.some((s) => s.outlineStyle !== "none" && parseFloat(s.outlineWidth) >= 2);
}"""
# What reacts to a finger, by width and height: a row's link covers its whole row.
TAPPED = """(controls) => [...document.querySelectorAll(controls)]
  .filter((item) => item.checkVisibility())
  .map((item) => [item.innerText, (item.matches(".rows .to") ? item.closest("li") : item)])
  .map(([name, item]) => [name, item.getBoundingClientRect()])
  .map(([name, box]) => [name, box.width, box.height])"""
# A thousand pages one after another under one style sheet: a tenth of the time of loading each.
WIDTHS = """async (paths) => {
  const widths = [];
  for (const path of paths) {
    const text = await (await fetch(path)).text();
    document.body.replaceWith(new DOMParser().parseFromString(text, "text/html").body);
    widths.push(document.documentElement.scrollWidth);
  }
  return widths;
}"""


@pytest.fixture(scope="module")
def address(built_site: Path) -> Iterator[str]:
    """Where the published site is served."""
    with serve(built_site) as served:
        yield served.address


@pytest.fixture(params=["server", "folder"])
def root(request: pytest.FixtureRequest, built_site: Path, address: str) -> str:
    """The site at a web server's root, and on a USB stick."""
    return address if request.param == "server" else built_site.as_uri()


@pytest.fixture(params=SIZES)
def visitor(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    """A page of each size."""
    with opened(browser, size=SIZES[request.param]) as page:
        yield page


@contextmanager
def opened(browser: Browser, *, size: dict[str, int], scripts: bool = True) -> Iterator[Page]:
    """Open a Chinese page in a context of its own."""
    context = browser.new_context(
        viewport=size,  # type: ignore[arg-type]
        locale="zh-CN",
        java_script_enabled=scripts,
        reduced_motion="reduce",  # else the page glides for a while to what has the focus
    )
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()


def follow(page: Page, name: str, *, within: str = "main") -> str:
    """Follow the first link of that name; give the title of where it leads."""
    link(page, name, within=within).click()
    return page.locator("h1").inner_text()


def link(page: Page, name: str, *, within: str = "main") -> Locator:
    """Give the first link of that name."""
    return page.locator(within).get_by_role("link", name=name, exact=True).first


def test_from_the_tree_to_a_paper_and_back(visitor: Page, root: str) -> None:
    """Home → event → matter → paper → the matters that use it → event → tree, by what stands there."""
    page = visitor
    page.goto(f"{root}/index.html")
    page.locator("#personal").get_by_role("link", name="新生儿出生").click()
    assert page.locator("h1").inner_text() == "新生儿出生"
    assert follow(page, "出生登记", within=".stage") == "出生登记"
    assert follow(page, "出生医学证明", within="#materials") == "出生医学证明"
    assert follow(page, "出生登记") == "出生登记"
    assert follow(page, "新生儿出生", within=".crumb") == "新生儿出生"
    follow(page, "看个人全生命周期的其他事")
    assert page.locator("#personal").is_visible()
    assert urlsplit(page.url).fragment == "personal"


def test_through_the_drawing_to_a_matter(visitor: Page, root: str) -> None:
    """A matter in the drawn tree of an event is a link with its name."""
    visitor.goto(f"{root}/e/open.html")
    drawn = visitor.locator("figure svg a")
    name = drawn.first.text_content()
    assert name
    assert all(drawn.all_text_contents())
    drawn.first.click()
    assert name.startswith(visitor.locator("h1").inner_text())


def test_search_from_the_home_page(visitor: Page, root: str) -> None:
    """Everyday name, initials, pinyin or number, typed into the home page's field, find the matter."""
    for words in ("上户口", "csdj", "CHUSHENGDENGJI", "1004"):
        visitor.goto(f"{root}/index.html")
        visitor.fill("#q", words)
        visitor.press("#q", "Enter")
        visitor.wait_for_selector("#results li")
        assert visitor.input_value("#q") == words
        assert follow(visitor, "出生登记", within="#results") == "出生登记"


def test_from_the_hall_to_a_window_to_its_matter(visitor: Page, root: str) -> None:
    """大厅 in the head → a window → a matter → its window again."""
    page = visitor
    page.goto(f"{root}/index.html")
    assert follow(page, "大厅", within=".top") == "大厅和窗口"
    page.locator("main .rows a", has_text="公安综合窗口").click()
    window = page.locator("h1").inner_text()
    assert follow(page, "出生登记") == "出生登记"
    page.locator(".answer a", has_text="窗口").click()
    assert page.locator("h1").inner_text() == window


def test_a_wrong_address_leads_home_from_any_depth(visitor: Page, address: str) -> None:
    """The page for wrong addresses has its style, its search and its way home wherever it appears."""
    for path in ("/none", "/m/0000.html", "/Q/0000/26A/x/", "/a/b/c/d.html"):
        answer = visitor.goto(address + path)
        assert answer is not None
        assert answer.status == 404
        assert visitor.evaluate("getComputedStyle(document.body).display") == "flex"
        visitor.fill("#q", "上户口")
        visitor.press("#q", "Enter")
        visitor.wait_for_selector("#results li")
        visitor.go_back()
        follow(visitor, "首页", within=".foot")
        assert visitor.locator("#personal").is_visible()


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
def test_without_scripts(browser: Browser, root: str, size: dict[str, int]) -> None:
    """Scripts off: the tour goes on, and the search leads to a list in which everything stands."""
    with opened(browser, size=size, scripts=False) as page:
        page.goto(f"{root}/index.html")
        page.locator("#personal").get_by_role("link", name="新生儿出生").click()
        assert follow(page, "出生登记", within=".stage") == "出生登记"
        page.locator(".toc a").last.click()
        assert page.locator("section:target").is_visible()
        follow(page, "首页", within=".foot")
        page.fill("#q", "上户口")
        page.click(".go")
        assert not page.locator("#big").is_visible()
        assert follow(page, "出生登记") == "出生登记"


def test_large_print_stays_on(visitor: Page, root: str) -> None:
    """大字, pressed by keyboard, makes letters larger here and on the next page, and off again."""
    size = "parseFloat(getComputedStyle(document.querySelector('main p')).fontSize)"
    visitor.goto(f"{root}/m/1004.html")
    before = visitor.evaluate(size)
    visitor.press("#big", "Enter")
    assert visitor.evaluate(size) > 1.1 * before
    visitor.goto(f"{root}/m/1002.html")
    assert visitor.evaluate(size) > 1.1 * before
    visitor.press("#big", "Space")
    assert visitor.evaluate(size) == before


def test_the_keyboard_goes_everywhere_in_sight(visitor: Page, address: str) -> None:
    """The first stop is 跳到正文, seen when reached; each stop shows its focus and is on the screen."""
    visitor.goto(f"{address}/index.html")
    visitor.keyboard.press("Tab")
    assert visitor.locator(":focus").inner_text() == "跳到正文"
    assert on_screen(visitor)
    visitor.keyboard.press("Enter")
    visitor.keyboard.press("Tab")
    assert visitor.locator("main :focus").count() == 1
    visitor.goto(f"{address}/m/1004.html")
    for _ in range(30):
        visitor.keyboard.press("Tab")
        what = visitor.locator(":focus").inner_text()
        assert visitor.evaluate(FOCUS), what
        assert on_screen(visitor), what


def on_screen(page: Page) -> bool:
    """Whether what has the focus is on the screen."""
    box, size = page.locator(":focus").bounding_box(), page.viewport_size
    assert size is not None
    return box is not None and 0 <= box["x"] < size["width"] and 0 <= box["y"] < size["height"]


def test_controls_are_large_enough_for_a_finger(visitor: Page, address: str) -> None:
    """On each size, what one taps to go on is at least 44 pixels wide and high."""
    for path in ("index.html", "e/birth.html", "m/1004.html", "hall.html", "search.html"):
        visitor.goto(f"{address}/{path}")
        sizes = visitor.evaluate(TAPPED, CONTROLS)
        assert len(sizes) > 10, path
        assert [item for item in sizes if min(item[1:]) < FINGER] == [], path


def test_no_page_scrolls_sideways_on_the_smallest_phone(
    browser: Browser, built_site: Path, address: str
) -> None:
    """At 320 pixels, as on a desktop zoomed to 400 % (WCAG 1.4.10), every page fits in its width."""
    paths = [file.relative_to(built_site).as_posix() for file in built_site.rglob("*.html")]
    context = browser.new_context(viewport=SMALLEST, bypass_csp=True)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(f"{address}/index.html")
    assert page.evaluate(WIDTHS, ["/index.html"]) == [SMALLEST["width"]]
    widths = page.evaluate(WIDTHS, [f"/{path}" for path in paths])
    context.close()
    found = dict(zip(paths, widths, strict=True))
    assert {path: width for path, width in found.items() if width > SMALLEST["width"]} == {}


def test_every_matter_can_be_reached_by_links(built_site: Path, corpus: Corpus) -> None:
    """From the home page, links alone lead to every living matter."""
    seen, todo = set(), [built_site / "index.html"]
    while todo:
        file = todo.pop()
        if file in seen:
            continue
        seen.add(file)
        if file.suffix == ".html":
            links = (urlsplit(address) for tag, _, address in read_html(file).links if tag == "a")
            todo += [
                (file.parent / link.path).resolve()
                for link in links
                if link.path and not link.scheme
            ]
    codes = {file.stem for file in seen if file.parent == built_site / "m"}
    assert {head.code for head in corpus.heads.values() if head.is_living} <= codes
