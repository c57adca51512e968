# SPDX-License-Identifier: MIT
"""Synthetic content in; the same records as a Hugo site and as a MkDocs site out."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import yaml

HERE = Path(__file__).parent


def write_hugo(content: Path, site: Path) -> None:
    """Write each record, unchanged, as front matter; catalogues as data; templates beside."""
    shutil.copytree(HERE / "hugo", site)
    (site / "data").mkdir()
    for name in ("materials", "laws", "departments"):
        files = sorted((content / "trees" / name).glob("*.yaml"))
        joined = b"".join(file.read_bytes() for file in files)
        entries = yaml.load(joined, yaml.CSafeLoader)
        # JSON: Hugo refuses a YAML file of 14,000 entries ("too many YAML aliases").
        (site / "data" / f"{name}.json").write_text(json.dumps(entries, default=str), "utf-8")
    codes = dict(_matters(content, site / "content/m"))
    for file in sorted(content.glob("trees/*/*.yaml")):
        event = yaml.load(file.read_bytes(), yaml.CSafeLoader)
        if "stages" in event:
            _event(event, codes, site / f"content/e/{file.stem}.md")


def _matters(content: Path, folder: Path) -> Iterator[tuple[str, str]]:
    folder.mkdir(parents=True)
    for file in sorted((content / "matters").rglob("*.yaml")):
        text = file.read_text("utf-8")
        top = dict(line.split(": ", 1) for line in text.splitlines()[:5])
        code = top["code"].strip('"')
        record = text.replace("\n", "\n    ").rstrip()
        event = file.parent.name
        (folder / f"{code}.md").write_text(
            f"---\ntitle: {top['name']}\nparams:\n  event: {event}\n  event_name: {event}\n"
            f"  summary: {top['summary']}\n  record:\n    {record}\n---\n",
            "utf-8",
        )
        yield f"{event}/{file.stem}", code


def _event(event: dict[str, object], codes: dict[str, str], file: Path) -> None:
    stages = [
        {"name": stage["name"], "matters": [codes[item["matter"]] for item in stage["matters"]]}
        for stage in event["stages"]  # type: ignore[attr-defined]
    ]
    params = {"summary": event["summary"], "stages": stages}
    matter = yaml.dump({"title": event["name"], "params": params}, allow_unicode=True)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"---\n{matter}---\n", "utf-8")


def write_mkdocs(content: Path, site: Path) -> None:
    """Write one Markdown page a record, as `m/<code>.md` has it, with the least theme there is."""
    (site / "theme").mkdir(parents=True)
    page = "<!doctype html><html><head><title>{{ page.title }}</title></head><body>{{ page.content }}</body></html>"
    (site / "theme/main.html").write_text(page, "utf-8")
    (site / "mkdocs.yml").write_text(
        "site_name: 基准\nuse_directory_urls: false\nplugins: []\n"
        "theme: {name: null, custom_dir: theme}\nnav: [index.md]\n",
        "utf-8",
    )
    shutil.copytree(
        content / "m", site / "docs/m", ignore=shutil.ignore_patterns("*.html", "*.json")
    )
    (site / "docs/index.md").write_text("# 基准\n", "utf-8")
