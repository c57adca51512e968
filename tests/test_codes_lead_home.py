# SPDX-License-Identifier: MIT
"""Every code reads back from file and screen, and leads to the page that names its matter."""

import csv
import io
import re
from pathlib import Path
from urllib.parse import urlsplit

import pypdfium2
import pytest
import weasyprint
from PIL import Image
from playwright.sync_api import Browser

from tests.browser import DESKTOP
from tests.paper_codes import DPI, Reading, read
from tests.serving import serve
from twotrees.model.corpus import Corpus

# ISO/IEC 18004 table 7: at level Q, version 3 holds 47 alphanumeric characters, but 32 bytes. Our
# addresses are longer than 32 and fit version 3, so they are in alphanumeric mode.
BYTES_OF_VERSION_3 = 32
SIDE_OF_VERSION_3 = 29


@pytest.fixture(scope="module")
def addresses(corpus: Corpus) -> dict[str, str]:
    """What the code of each living matter must say, by number."""
    host = corpus.region.site_url.upper()
    codes = [head.code for head in corpus.heads.values() if head.is_living]
    assert min(len(f"{host}/Q/{code}") for code in codes) > BYTES_OF_VERSION_3
    return {code: f"{host}/Q/{code}" for code in sorted(codes)}


@pytest.fixture(scope="module")
def names(corpus: Corpus) -> dict[str, str]:
    """The name of each matter, event and window by its code."""
    found = {head.code: head.name for head in corpus.heads.values()}
    found |= {event.code: event.name for event in corpus.events.values()}
    for hall in corpus.local_halls().values():
        found |= {window.code: window.name for zone in hall.zones for window in zone.windows}
    return found


def headline(site: Path, url: str) -> str:
    """Follow the address of a code as a web server does; give the page's title."""
    target = site / urlsplit(url).path.lstrip("/") / "index.html"
    found = re.search(r"<title>(.*?) - ", target.read_text("utf-8"))
    assert found is not None
    return found[1]


def test_codes_lead_to_pages_that_name_them(
    built_site: Path, addresses: dict[str, str], names: dict[str, str]
) -> None:
    """Every address below Q/ is a page with the name of what the code stands for, first of all."""
    codes = {file.parent.name for file in built_site.glob("Q/*/index.html")}
    assert codes == set(names)
    for code in codes:
        page = built_site / "Q" / code / "index.html"
        main = page.read_text("utf-8").partition("<h1")[2].partition("</h1>")[0]
        assert names[code] in re.sub("<[^>]+>", "", main), code
        assert names[code] in headline(built_site, f"/Q/{code}")
    assert set(addresses) <= codes


def test_the_register_tells_what_the_codes_say(
    built_site: Path, addresses: dict[str, str], names: dict[str, str]
) -> None:
    """`qr/index.csv` lists each code once, with name, address and a file that is there."""
    with (built_site / "qr/index.csv").open(encoding="utf-8-sig", newline="") as file:
        _, *rows = csv.reader(file)
    assert [(row[0], row[1], row[2]) for row in rows] == [
        (code, names[code], url) for code, url in addresses.items()
    ]
    assert [row[4] for row in rows if not (built_site / "qr" / row[4]).is_file()] == []


def as_printed(url: str) -> Reading:
    """Give what a reader must find in the file of a code."""
    return Reading(url, "Q", SIDE_OF_VERSION_3, turn=0)


def test_every_png_reads_back(built_site: Path, addresses: dict[str, str]) -> None:
    """The PNG of each matter holds its address at level Q, in the small version of alphanumeric mode."""
    found = {code: read(Image.open(built_site / f"qr/{code}.png")) for code in addresses}
    assert found == {code: [as_printed(url)] for code, url in addresses.items()}


def test_every_svg_reads_back(built_site: Path, addresses: dict[str, str]) -> None:
    """The SVG of each matter, printed in its own size at 150 dpi, holds the same."""
    images = "".join(f'<p><img src="qr/{code}.svg">' for code in addresses)
    style = "<style>@page{size:60mm;margin:2mm}p{margin:0;break-after:page}</style>"
    pdf = weasyprint.HTML(string=style + images, base_url=f"{built_site}/").write_pdf()
    found = [read(page.render(scale=DPI / 72).to_pil()) for page in pypdfium2.PdfDocument(pdf)]
    assert found == [[as_printed(url)] for url in addresses.values()]


def test_codes_on_a_screen_read_back(
    browser: Browser, built_site: Path, corpus: Corpus, addresses: dict[str, str]
) -> None:
    """A phone reads the code off a desktop's screen, for a matter of each event, and lands at it."""
    stages = [event.stages[0] for event in corpus.events.values()]
    heads = [corpus.heads[stage.matters[0].matter] for stage in stages]
    context = browser.new_context(viewport=DESKTOP)  # type: ignore[arg-type]
    page = context.new_page()
    with serve(built_site) as served:
        for head in heads:
            page.goto(f"{served.address}/m/{head.code}.html")
            page.locator(".qr img").scroll_into_view_if_needed()
            page.wait_for_function("[...document.images].every((image) => image.complete)")
            (found,) = read(Image.open(io.BytesIO(page.screenshot())))
            assert found.url == addresses[head.code]
            page.goto(served.address + urlsplit(found.url).path)
            assert page.locator("h1").inner_text() == head.name
    context.close()
