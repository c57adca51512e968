# SPDX-License-Identifier: MIT
"""Takes an HTML page, gives the facts that tests ask about: ids, links, headings, text."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

_LINKING = ("href", "src", "action")


@dataclass
class Facts:
    """What stands on a page."""

    ids: list[str] = field(default_factory=list)
    links: list[tuple[str, str, str]] = field(default_factory=list)  # tag, attribute, address
    headings: list[int] = field(default_factory=list)
    inline: list[str] = field(default_factory=list)  # what a strict CSP would refuse
    text: str = ""


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.facts = Facts()
        self._texts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        facts = self.facts
        facts.ids += [values["id"]] if "id" in values else []
        facts.links += [(tag, name, values[name]) for name in _LINKING if name in values]
        facts.headings += (
            [int(tag[1])] if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit() else []
        )
        handlers = [name for name in values if name.startswith("on") or name == "style"]
        if handlers or tag == "style" or (tag == "script" and "src" not in values):
            facts.inline.append(tag)

    def handle_data(self, data: str) -> None:
        self._texts.append(data)

    def close(self) -> None:
        super().close()
        self.facts.text = "".join(self._texts)


def read_html(file: Path) -> Facts:
    """Give the facts of the page in `file`."""
    return parse_html(file.read_text("utf-8"))


def parse_html(html: str) -> Facts:
    """Give the facts of a page."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.facts
