# SPDX-License-Identifier: MIT
"""MkDocs' events in; calls of the stages out. The only module besides `frame` that knows MkDocs.

In a build of ours MkDocs writes the prose pages only. Alone (`mkdocs build`, `mkdocs serve`, the
same with properdocs) the plugin checks the content before MkDocs empties its folder, and writes
all other pages after it. In a preview a fault of the content is shown as a page: an exception
would leave MkDocs' server hanging.
"""

import shutil
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from mkdocs.config import base, config_options
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from twotrees import making, report
from twotrees.arguments import today
from twotrees.checking import Job, check
from twotrees.parallel import default_jobs
from twotrees.publish import Stage
from twotrees.render import problem_page
from twotrees.render.site import TEMPLATES, rebased

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer


class Options(base.Config):  # type: ignore[no-untyped-call]
    """What mkdocs.yml says of the plugin."""

    content = config_options.Type(str, default=".")
    as_of = config_options.Type((str, date), default="")  # YAML makes a date of it


class TwotreesPlugin(BasePlugin[Options]):  # type: ignore[no-untyped-call]
    """Wires the stages into MkDocs; nothing more."""

    def __init__(self) -> None:
        """Know nothing yet; a build of ours gives its book."""
        self.book: making.Book | None = None
        self._is_driven = False
        self._is_preview = False
        self._former: Path | None = None
        self._faults = b""

    def drive(self, book: making.Book) -> None:
        """Let MkDocs write prose in the frame of `book`, and nothing else."""
        self.book, self._is_driven, self._is_preview = book, True, False

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Start alone; remember whether this is a preview: MkDocs keeps the plugin between rebuilds."""
        del dirty
        self.book, self._is_driven = None, False
        self._is_preview = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Check the content, and give MkDocs the name and address of the region that publishes."""
        config.theme.static_templates.clear()  # its sitemap knows nothing of our pages
        if self._is_preview:
            self._set_aside(Path(config.site_dir))
        if not self._is_driven:
            self._check(config)
        if self.book and not self._is_preview:
            config.site_name, config.site_url = self.book.site.site.name, self.book.site.site.url
        return config

    def _set_aside(self, folder: Path) -> None:
        """Keep the latest good preview from MkDocs, which empties its folder: most is the same."""
        self._former = folder.with_name(f"{folder.name}-former")
        if self.book:
            self._forget_former()
            folder.rename(self._former)
            folder.mkdir()

    def _forget_former(self) -> None:
        if self._former:
            shutil.rmtree(self._former, ignore_errors=True)

    def on_shutdown(self) -> None:
        """Take away what MkDocs doesn't know of."""
        self._forget_former()

    def _check(self, config: MkDocsConfig) -> None:
        job = Job(
            content=self._content(config),
            as_of=date.fromisoformat(str(self.config.as_of)) if self.config.as_of else today(),
            jobs=1 if self._is_preview else default_jobs(),  # a server has threads: it mustn't fork
        )
        checked = check(job)
        is_faulty = report.is_failure(checked.problems)
        if is_faulty and not self._is_preview:
            raise PluginError("内容有错误，什么也没有生成：\n" + report.as_text(checked.problems))
        self._faults = problem_page.page(checked.problems) if is_faulty else b""
        self.book = None if is_faulty else making.open_book(job, checked, preview=self._is_preview)

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Leave the prose out while there is no frame to put it in."""
        del config
        return files if self.book else Files([])

    def on_page_context(
        self, context: TemplateContext, /, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Give the theme the frame of our pages."""
        del page, config, nav
        if self.book:
            context["frame"] = self.book.site.frame  # type: ignore[typeddict-unknown-key]
        return context

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Make the frame's links relative, as on our pages."""
        del config
        return rebased(output, "../" * page.file.dest_uri.count("/")).decode()

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write all other pages into MkDocs' folder, or the page that lists the faults."""
        if self._is_driven:
            return
        folder = Path(config.site_dir)
        stage = Stage(folder, previous=self._former or folder)
        if self.book is None:
            stage.write("index.html", self._faults)
            stage.write("404.html", self._faults)  # served for every other address
        elif self._is_preview:
            stage.adopt_unchanged()
            making.write_preview(self.book, stage)
        else:
            making.write_all(self.book, stage)

    def on_serve(
        self, server: "LiveReloadServer", *, config: MkDocsConfig, builder: Any
    ) -> "LiveReloadServer":
        """Watch the content and the templates too."""
        del builder
        content = self._content(config)
        for folder in (content / "matters", content / "trees", TEMPLATES):
            if folder.is_dir():
                server.watch(str(folder))
        return server

    def _content(self, config: MkDocsConfig) -> Path:
        return Path(config.config_file_path).parent / self.config.content
