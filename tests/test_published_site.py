# SPDX-License-Identifier: MIT
"""The published folder as a whole: what the Contract owes is there, whole, and nothing else is."""

import html
import json
import re
import socket
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree as ET

import pikepdf
import pypdfium2
import pytest
from playwright.sync_api import Browser

from tests import nu_checker
from tests.browser import PHONE
from tests.building import ROOT, read_files
from tests.html_facts import read_html
from tests.serving import serve
from twotrees.model.corpus import Corpus

HANDBOOK = "print/handbook.pdf"
ALLOWED = re.compile(
    r"(index|hall|changes|search|about|404)\.html|sitemap\.xml"
    r"|(e|doc|d)/[a-z0-9-]+\.html|w/W[0-9]+\.html|m/[0-9]{4,5}\.(html|json|md)"
    r"|Q/[A-Z0-9]+/index\.html|qr/[A-Z0-9]+\.(svg|png)|qr/index\.csv"
    r"|print/[a-z0-9/-]+\.pdf|print/job\.csv"
    r"|data/(plan/)?[a-z-]+\.(json|js)"
    r"|assets/[a-z-]+\.[0-9a-f]{8}\.(css|js|svg)"
)
TEXTS = (".html", ".json", ".md", ".svg", ".csv", ".js", ".css", ".xml")
# Words of the data about a sentence, not sentences; the text has them in other words, or not at all.
CLASSES = {
    *("id", "url", "form", "handling", "due", "kind", "outcome", "late_effect", "weight", "need"),
    *("starts", "unit", "title", "number", "article", "how_to_get", "audience", "status"),
}
# Where the tests write, and where people have their files, on Linux and on macOS.
PLACES = (
    *(f"/{folder}/" for folder in ("tmp", "home", "root", "Users", "var")),
    *("file:/", "localhost", "127.0.0.1"),
)


@pytest.fixture(scope="module")
def pages(built_site: Path) -> list[str]:
    """The paths of all pages."""
    return sorted(file.relative_to(built_site).as_posix() for file in built_site.rglob("*.html"))


@pytest.fixture(scope="module")
def one_of_each(pages: list[str]) -> list[str]:
    """The first and the last page of each kind."""
    kinds: dict[str, list[str]] = {}
    for path in pages:
        kinds.setdefault(path.partition("/")[0], []).append(path)
    return sorted({path for paths in kinds.values() for path in (paths[0], paths[-1])})


@pytest.fixture(scope="module")
def printed(built_site: Path) -> list[str]:
    """What stands on each page of the handbook, without spaces."""
    pdf = pypdfium2.PdfDocument(built_site / HANDBOOK)
    return [re.sub(r"\s", "", page.get_textpage().get_text_bounded()) for page in pdf]


@pytest.fixture(scope="module")
def texts(built_site: Path, printed: list[str]) -> dict[str, str]:
    """Every published file that is text; of the PDF, its text and its objects."""
    found = {
        path: data.decode() for path, data in read_files(built_site).items() if path.endswith(TEXTS)
    }
    with pikepdf.open(built_site / HANDBOOK) as pdf:
        parts = [*printed, *(_described(item) for item in pdf.objects)]
    return found | {HANDBOOK: "\n".join(parts)}


def _described(item: pikepdf.Object) -> str:
    """Give a PDF object as text; what it draws and embeds isn't looked into."""
    if isinstance(item, pikepdf.Stream):
        is_text = item.get("/Type") == "/Metadata"
        return item.read_bytes().decode() if is_text else item.stream_dict.unparse().decode("latin")
    return item.unparse().decode("latin")


def test_all_that_is_owed_is_there(built_site: Path, corpus: Corpus) -> None:
    """Each record has its page, data, text and code, and the files of the whole are there."""
    owed = ["sitemap.xml", "qr/index.csv", HANDBOOK, "data/search.js"]
    owed += [f"data/{name}.json" for name in ("matters", "trees", "graph")]
    owed += [f"{name}.html" for name in ("index", "hall", "changes", "search", "about", "404")]
    for head in corpus.heads.values():
        owed += [f"m/{head.code}.{ending}" for ending in ("html", "json", "md")]
        owed += [f"Q/{head.code}/index.html"]
        owed += [f"qr/{head.code}.{ending}" for ending in ("svg", "png") if head.is_living]
    for event_id, event in corpus.events.items():
        owed += [f"e/{event_id}.html", f"Q/{event.code}/index.html"]
    for hall in corpus.local_halls().values():
        for window in (window for zone in hall.zones for window in zone.windows):
            owed += [f"w/{window.code}.html", f"Q/{window.code}/index.html"]
    owed += [f"doc/{key}.html" for key in corpus.materials]
    owed += [f"d/{key}.html" for key in {head.department for head in corpus.heads.values()}]
    assert [path for path in owed if not (built_site / path).is_file()] == []


def test_nothing_else_is_published(built_site: Path) -> None:
    """No leftover of MkDocs, no hidden file, no file that the Contract doesn't know."""
    assert [path for path in read_files(built_site) if not ALLOWED.fullmatch(path)] == []


def test_files_can_be_served_by_anyone(built_site: Path) -> None:
    """Files are 0644, folders 0755, so that a web server under another account reads them; no links."""
    wrong = [
        (path.relative_to(built_site), oct(path.lstat().st_mode))
        for path in (built_site, *built_site.rglob("*"))
        if path.lstat().st_mode != (0o40755 if path.is_dir() else 0o100644)
    ]
    assert wrong == []


def test_every_address_of_the_site_leads_to_a_file(
    built_site: Path, texts: dict[str, str], corpus: Corpus
) -> None:
    """Wherever the site's own address stands (page, data, text, register, PDF), it leads to a file."""
    host = re.escape(urlsplit(corpus.region.site_url).netloc)
    address = re.compile(rf"https?://{host}([\w./?#&;=%-]*)", re.IGNORECASE | re.ASCII)
    found = {(path, rest) for path, text in texts.items() for rest in address.findall(text)}
    assert {HANDBOOK, "sitemap.xml", "qr/index.csv", "index.html"} <= {path for path, _ in found}
    assert [pair for pair in sorted(found) if not leads_to_a_file(built_site, pair[1])] == []


def leads_to_a_file(site: Path, address: str) -> bool:
    """Whether a path below the host is a file, or a folder with a page, as a web server sees it."""
    parts = urlsplit(html.unescape(address))
    target = site / unquote(parts.path).lstrip("/")
    target = target / "index.html" if target.is_dir() else target
    has_anchor = not parts.fragment or parts.fragment in read_html(target).ids
    return target.is_file() and has_anchor


def test_the_sitemap_lists_exactly_the_pages(
    built_site: Path, pages: list[str], corpus: Corpus
) -> None:
    """Every page once, but not the second addresses below Q/ and the page for wrong ones."""
    root = ET.parse(built_site / "sitemap.xml").getroot()  # noqa: S314 - our own file
    listed = [entry.text for entry in root.iter() if entry.tag.endswith("}loc")]
    expected = [path for path in pages if not path.startswith(("Q/", "404"))]
    assert listed == [f"{corpus.region.site_url}/{path}" for path in expected]


def test_html_is_valid_as_served(built_site: Path, pages: list[str]) -> None:
    """The Nu checker has nothing to say about any page, its security policy included."""
    with serve(built_site) as served:
        assert nu_checker.check_served([f"{served.address}/{path}" for path in pages]) == []


def test_the_policy_is_strict_and_comes_first(built_site: Path, pages: list[str]) -> None:
    """Each page forbids everything by default, allows nothing inline, before it loads anything."""
    meta = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]+)">')
    for path in pages:
        before, policy, after = meta.split((built_site / path).read_text("utf-8"), maxsplit=1)
        assert re.search("<(link|script|style|img)", before) is None, path
        rules = dict(rule.strip().split(" ", 1) for rule in html.unescape(policy).split(";"))
        assert rules.pop("default-src") == "'none'", path
        assert set(rules.values()) <= {"'self'", "'none'"}, path
        assert {"script-src", "style-src", "base-uri", "form-action"} <= set(rules), path
        assert "http-equiv" not in after, path


def test_nothing_is_loaded_from_elsewhere(texts: dict[str, str]) -> None:
    """No page, style, script or drawing names a resource on another host or carries one inline."""
    elsewhere = r"[\"'\s]*(?:https?:|data:|//)"
    loading = re.compile(
        rf"(?:\bsrc(?:set)?=|@import|url\(|xlink:href=){elsewhere}"
        rf"|<link [^>]*rel=\"(?:stylesheet|icon|preload|preconnect)[^>]*href={elsewhere}"
    )
    kinds = (".html", ".css", ".js", ".svg")
    assert [
        path for path, text in texts.items() if path.endswith(kinds) and loading.search(text)
    ] == []


def test_scripts_ask_for_nothing(texts: dict[str, str]) -> None:
    """No script fetches or evaluates: from a folder that fails, under our policy it may not."""
    calls = re.compile(r"\b(?:fetch|XMLHttpRequest|importScripts|WebSocket|sendBeacon|eval)\(")
    scripts = {path: text for path, text in texts.items() if path.endswith(".js")}
    assert scripts
    assert [path for path, text in scripts.items() if calls.search(text)] == []


def test_a_browser_asks_nobody_else(
    browser: Browser, built_site: Path, one_of_each: list[str]
) -> None:
    """On every kind of page Chromium talks to our server only, finds all there, and has no complaint."""
    asked: list[str] = []
    complaints: list[str] = []
    context = browser.new_context(viewport=PHONE, locale="zh-CN")  # type: ignore[arg-type]
    page = context.new_page()
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: complaints.append(f"{page.url}: {message.text}"))
    page.on("pageerror", lambda error: complaints.append(f"{page.url}: {error}"))
    with serve(built_site) as served:
        for path in one_of_each:
            page.goto(f"{served.address}/{path}")
    context.close()
    assert len(asked) > 2 * len(one_of_each)
    assert [url for url in asked if not url.startswith(served.address)] == []
    assert [line for line in served.log if line[0] not in {200, 304}] == []
    assert complaints == []


def test_every_page_has_the_footer(built_site: Path, pages: list[str], corpus: Corpus) -> None:
    """主办单位 and the other particulars that the region gives, and whom to call, end every page."""
    region = corpus.region
    assert region.footer
    particulars = [getattr(region.footer, name) for name in region.footer.__struct_fields__]
    expected = [*filter(None, particulars), "12345"]
    for path in pages:
        _, _, foot = (built_site / path).read_text("utf-8").partition("<footer")
        assert all(html.escape(text) in foot for text in expected), path
        assert foot.count('="tel:') >= 2, path
        assert "/about.html" in foot.replace('"about', '"/about'), path


def test_every_page_of_the_handbook_says_what_it_is(built_site: Path, printed: list[str]) -> None:
    """示范数据 stands on every printed page, too: a sheet may be copied alone."""
    silent = [number for number, text in enumerate(printed, 1) if "示范数据" not in text]
    assert len(printed) > len(list(built_site.glob("m/*.html")))
    assert silent == []


def test_data_is_what_the_pages_show(built_site: Path) -> None:
    """The whole record in `data/matters.json` is the one in `m/<code>.json`, and its page names it."""
    data = json.loads((built_site / "data/matters.json").read_bytes())
    for record in [*data["matters"], *data["tombstones"]]:
        code = record["code"]
        assert json.loads((built_site / f"m/{code}.json").read_bytes()) == record
        assert record["name"] in read_html(built_site / f"m/{code}.html").text
        assert record["name"] in (built_site / f"m/{code}.md").read_text("utf-8")


def test_plain_text_says_all_that_the_record_says(built_site: Path) -> None:
    """Every sentence of `m/<code>.json` stands in `m/<code>.md`: no warning is for browsers only."""
    missing = [
        (file.stem, sentence)
        for file in sorted(built_site.glob("m/*.json"))
        for said in [bare(file.with_suffix(".md").read_text("utf-8"))]
        for sentence in sentences(json.loads(file.read_bytes()))
        if bare(sentence) not in said
    ]
    assert missing == []


def sentences(value: object) -> Iterator[str]:
    """Give the Chinese texts of a record; numbers and words of classes are left out."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield from () if key in CLASSES else sentences(item)
    elif isinstance(value, list):
        for item in value:
            yield from sentences(item)
    elif isinstance(value, str) and re.search("[一-鿿]", value):
        yield value


def bare(text: str) -> str:
    """Leave out spaces and stops, which join sentences in one way or another."""
    return re.sub(r"[\s。，；,;]", "", text)


def test_no_file_tells_about_this_machine(texts: dict[str, str]) -> None:
    """Neither a folder of the machine that built it, nor its name, stands in any file."""
    host = re.escape(socket.gethostname())
    places = "|".join(map(re.escape, (f"{ROOT}/", f"{Path.home()}/", *PLACES)))
    pattern = re.compile(rf"{places}|(?<![\w.-]){host}(?![\w.-])" if len(host) > 5 else places)
    found = {path: match[0] for path, text in texts.items() if (match := pattern.search(text))}
    assert found == {}
