# SPDX-License-Identifier: MIT
"""Takes sheets and pages, gives the site's HTML as `(path, bytes)`; no disk but the templates, no clock.

Templates write links as `~/m/1017.html`. They become relative ones on pages, so that a USB stick
works, and absolute ones below `Q/` and on the page for wrong addresses, where the depth isn't known.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from math import ceil
from pathlib import Path
from typing import NamedTuple

import jinja2
import msgspec
from markupsafe import Markup

from twotrees.cache import program_stamp
from twotrees.graph import ServiceGraph
from twotrees.journey import gather_event
from twotrees.layout.drawing import NEED_WORDS, event_drawing
from twotrees.layout.page_maker import PageMaker, tone
from twotrees.layout.pages import EventPage, MaterialPage
from twotrees.layout.sheet import MaterialLine, MatterSheet
from twotrees.layout.sheets import SheetMaker
from twotrees.model.terms import Person
from twotrees.render.compiled import CompiledTemplates
from twotrees.render.escaping import Environment
from twotrees.render.plan import plan_js, words_js
from twotrees.render.search import search_js
from twotrees.render.tree_svg import TreeWriter

TEMPLATES = Path(__file__).parents[2] / "templates"
_COMPILED = TEMPLATES.parent / ".cache" / "templates"  # the program's own, whatever the content
ASSETS = (
    "site.css", "site.js", "search.js", "icon.svg", "plan.css", "outline.js", "plan-page.js", "plan-show.js",
    "matter.js",
)  # fmt: skip
# Of several files: what is loaded together, and what several scripts stand on.
JOINED = {
    "outline.js": ("when.js", "outline.js"),
    "plan-page.js": ("ask.js", "plan-page.js"),
    "plan-show.js": ("plan.js", "qr.js", "plan-pictures.js", "plan-calendar.js", "plan-parts.js"),
    "matter.js": ("when.js", "ask.js", "matter.js"),
}
CSP = (
    "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; "
    "manifest-src 'self'; form-action 'self'; base-uri 'none'"
)
# Fixed headings in a fixed order; those of the second list stand only where there is something.
SECTIONS = (
    ("who", "谁能办"),
    ("materials", "材料"),
    ("steps", "步骤"),
    ("time", "时限"),
    ("money", "费用"),
    ("result", "结果"),
    ("where", "去哪办"),
    ("tips", "提醒"),
    ("tables", "对照表"),
    ("faq", "常见问题"),
    ("basis", "依据和出处"),
    ("help", "咨询和投诉"),
    ("journey", "前后事项"),
)
# What a phone's first screen holds: lines of papers, and full-width characters in a line of them.
BRING_LINES, BRING_ROOM = 7, 14

_FROM_TO = re.compile(r"\d{1,2}:\d\d-\d{1,2}:\d\d")

MOST_PLANNED = 100  # matters: more than one person has, and more than a phone should plan

# Our scripts have no text over lines. A comment //# speaks to the browser.
_SPARE = re.compile(rb"^[ \t]+|^[ \t]*//(?!#).*\n", re.MULTILINE)

File = tuple[str, bytes]


class Frame(NamedTuple):
    """What stands around every page, rendered once; MkDocs' prose pages use it too."""

    name: str
    head: Markup
    top: Markup
    foot: Markup


class Plan(NamedTuple):
    """The addresses of what a page plans from at once, and of what shows the plan; their files."""

    address: str
    more: tuple[str, ...]
    files: tuple[File, ...]


class SiteWriter:
    """Writes the pages of one corpus; templates are compiled once, workers inherit them by fork."""

    def __init__(
        self, maker: SheetMaker, *, graph: ServiceGraph | None = None, preview: bool = False
    ) -> None:
        """Take the maker of sheets; a preview has no CSP, because MkDocs reloads by inline script.

        Without a graph the pages of events have no plan.
        """
        self._maker = maker
        self._graph = graph
        self._pages = PageMaker(maker)
        self._assets = {name: read_asset(name) for name in ASSETS}
        self._names = {name: asset_name(name, data) for name, data in self._assets.items()}
        self._environment = environment()
        self.site = self._pages.site()
        self.frame = self._make_frame("" if preview else CSP)
        self._shared = {
            "site": self.site,
            "frame": self.frame,
            "hours": {code: "；".join(hours[:1]) for code, hours in self._pages.hours().items()},
            "needs": {str(need): word for need, word in NEED_WORDS.items()},
            "self_only": (Person.SELF.value,),
            "assets": self._names,
        }
        self._environment.globals |= self._shared
        self._matter = self._environment.get_template("matter.html")
        self._code = self._environment.get_template("q.html")
        self._glance = self._environment.get_template("glance.html")

    def _make_frame(self, csp: str) -> Frame:
        values = {"site": self.site, "assets": self._names, "csp": csp}
        head, top, foot = (
            Markup(self._environment.get_template(name).render(values).strip())  # noqa: S704 - escaped by the template
            for name in ("head.html", "top.html", "foot.html")
        )
        return Frame(self.site.name, head, top, foot)

    def assets(self) -> Iterator[File]:
        """Give style, scripts and icon under names that carry their build id."""
        for name, data in self._assets.items():
            yield self._names[name], data

    def matter(self, sheet: MatterSheet) -> Iterator[File]:
        """Give a matter's page, and the page where its code leads."""
        values = _sheet_values(sheet)
        values["numbers"] = self._maker.numbers(sheet.id) if sheet.questions else ()
        values["glance"] = Markup(self._glance.render(values))  # noqa: S704 - escaped by the template
        yield f"m/{sheet.code}.html", rebased(self._matter.render(values), "../")
        yield f"Q/{sheet.code}/index.html", rebased(self._code.render(values), "/")

    def pages(self) -> Iterator[File]:
        """Give every page that isn't a matter's, a paper's, an event's or the search."""
        yield self._page("index.html", "home", self._pages.home())
        yield self._page("hall.html", "hall", self._pages.hall())
        yield self._page("changes.html", "changes", self._pages.changes())
        yield "404.html", rebased(self._render("404"), "/")
        for department in self._pages.departments():
            yield self._page(f"d/{department.id}.html", "department", department)
        yield from self._window_pages()

    def paper(self, key: str) -> MaterialPage:
        """Give what stands on the page of a paper."""
        return self._pages.material(key)

    def material(self, page: MaterialPage) -> File:
        """Give a paper's page."""
        return self._page(f"doc/{page.id}.html", "material", page)

    def stamp(self) -> bytes:
        """Give a digest of all that stands on every page: same stamp and sheet, same page."""
        digest = hashlib.sha256(repr((self.frame, self._shared)).encode() + program_stamp())
        for file in sorted(TEMPLATES.rglob("*.*")):
            digest.update(file.read_bytes())
        return digest.digest()

    def _window_pages(self) -> Iterator[File]:
        for window in self._pages.windows():
            html = self._render("window", page=window)
            yield f"w/{window.code}.html", rebased(html, "../")
            yield f"Q/{window.code}/index.html", rebased(html, "/")

    def event(self, event_id: str) -> Iterator[File]:
        """Give an event's page, the page where its code leads, and its plan."""
        corpus = self._maker.corpus
        svg = TreeWriter(self._environment).svg(event_drawing(corpus, event_id), root="~/")
        drawing = Markup(svg)  # noqa: S704 - escaped by the template
        page = self._pages.event(event_id)
        plan = self._plan(page)
        html = self._render("event", page=page, drawing=drawing, plan=plan)
        yield f"e/{event_id}.html", rebased(html, "../")
        yield f"Q/{page.code}/index.html", rebased(html, "/")
        if plan:
            yield from plan.files

    def _plan(self, page: EventPage) -> Plan | None:
        if self._graph is None or page.count > MOST_PLANNED:
            return None
        day = self._maker.day
        facts = gather_event(self._maker.corpus, self._graph, page.id, day=day)
        files = (
            (f"data/plan/{page.id}.js", plan_js(self._maker, facts)),
            (f"data/plan/{page.id}-words.js", words_js(self._maker, facts)),
        )
        address, words = (f"{path}?{_build_id(data)}" for path, data in files)
        return Plan(address, (words, self._names["plan-show.js"]), files)

    def search(self) -> Iterator[File]:
        """Give the page of the search box, and the data that its script reads."""
        data = search_js(self._maker.corpus, self._maker.index)
        names = {"data": f"data/search.js?{_build_id(data)}", "script": self._names["search.js"]}
        html = self._render("search", page=self._pages.search(), **names)
        yield "search.html", rebased(html, "")
        yield "data/search.js", data

    def _page(self, path: str, template: str, page: object) -> File:
        return path, rebased(self._render(template, page=page), "../" * path.count("/"))

    def _render(self, template: str, **values: object) -> str:
        return self._environment.get_template(f"{template}.html").render(values)

    def sitemap(self, paths: Iterable[str]) -> File:
        """Give the sitemap of these pages."""
        lines = "".join(
            f"<url><loc>{escape(f'{self.site.url}/{path}')}</loc></url>\n" for path in paths
        )
        text = (
            '<?xml version="1.0" encoding="UTF-8"?>\n'
            f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{lines}</urlset>\n'
        )
        return "sitemap.xml", text.encode()


def environment() -> jinja2.Environment:
    """Give the site's Jinja environment: HTML is escaped, a missing name is an error."""
    made = Environment(
        loader=jinja2.FileSystemLoader([TEMPLATES / "site", TEMPLATES]),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        bytecode_cache=CompiledTemplates(_COMPILED),
    )
    made.filters["data"] = lambda value: msgspec.json.encode(value).decode()
    made.filters["times"] = _times
    return made


def _times(text: str) -> Markup:
    """Keep the two ends of opening hours on one line: browsers break after the hyphen."""
    spans = _FROM_TO.sub(r'<span class="nb">\g<0></span>', escape(text))
    return Markup(spans)  # noqa: S704 - escaped


def rebased(html: str, root: str) -> bytes:
    """Turn links `~/…` into links from `root`: `../` one folder down, `/` for absolute ones."""
    return html.replace('="~/', f'="{root}').encode()


def asset_name(name: str, data: bytes) -> str:
    """Give the path of an asset: its name carries a build id, so that no cache mixes two builds."""
    stem, _, ending = name.rpartition(".")
    return f"assets/{stem}.{_build_id(data)}.{ending}"


def read_asset(name: str) -> bytes:
    """Give a file as it is shipped: scripts without comments and indentation, an eighth less to load."""
    data = b"".join(
        (TEMPLATES / "assets" / part).read_bytes() for part in JOINED.get(name, (name,))
    )
    return _SPARE.sub(b"", data) if name.endswith(".js") else data


def _build_id(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:8]


def _sheet_values(sheet: MatterSheet) -> dict[str, object]:
    has_tips = bool(
        sheet.warnings or sheet.pitfalls or sheet.rounds or sheet.local_notes or sheet.local
    )
    left_out = {"tips": not has_tips, "tables": not sheet.tables, "faq": not sheet.faq}
    bring = sheet.glance.bring
    at_once = _fitting(bring, BRING_LINES - len(sheet.glance.how_long) // BRING_ROOM)
    return {
        "sheet": sheet,
        "tone": tone(sheet.audience),
        "materials": _grouped(sheet.materials),
        "has_tips": has_tips,
        "sections": [pair for pair in SECTIONS if not left_out.get(pair[0])],
        "bring": bring[:at_once],
        "bring_rest": len(bring[at_once:]),
    }


def _fitting(texts: Sequence[str], lines: int) -> int:
    """Give how many of `texts` fit into so many lines; the first one always does."""
    for count, text in enumerate(texts):
        lines -= ceil(len(text) / BRING_ROOM)
        if lines < 0 and count:
            return count
    return len(texts)


def _grouped(lines: Iterable[MaterialLine]) -> list[tuple[str, list[MaterialLine]]]:
    """Put the papers of which one is enough together, where the first of them stands."""
    groups: dict[str, list[MaterialLine]] = {}
    for line in lines:
        key = line.one_of or f"\n{len(groups)}"  # a name of its own, that no group can have
        groups.setdefault(key, []).append(line)
    return [("" if key.startswith("\n") else key, items) for key, items in groups.items()]
