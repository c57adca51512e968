# SPDX-License-Identifier: MIT
"""A content folder in; the corpus, its graph and all problems out: what comes before any output."""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from twotrees.cache import ByteCache
from twotrees.load import load_corpus
from twotrees.model.corpus import Corpus
from twotrees.model.problem import Problem
from twotrees.progress import Progress

if TYPE_CHECKING:
    from twotrees.graph import ServiceGraph


@dataclass(frozen=True)
class Job:
    """What a run is asked to do: which content, on which day, with how many processes."""

    content: Path
    as_of: date
    jobs: int = 1
    progress: Progress = field(default_factory=lambda: Progress(quiet=True))

    @property
    def caches(self) -> Path:
        """Where caches are kept: with the content; losing them only costs time."""
        return self.content.resolve() / ".cache"


@dataclass(frozen=True)
class Checked:
    """The content as read, its graph, and all that is wrong with it."""

    corpus: Corpus
    graph: "ServiceGraph"
    problems: list[Problem]


def check(job: Job) -> Checked:
    """Read the content and ask every rule; problems are sorted, and never raised."""
    with job.progress.stage("读取"):
        cache = ByteCache(job.caches / "records.sqlite")
        corpus, problems = load_corpus(
            job.content, cache=cache, jobs=job.jobs, meanwhile=_import_what_follows
        )
    with job.progress.stage("检查"):
        from twotrees.graph import build_graph  # noqa: PLC0415 - see below
        from twotrees.locate import locate  # noqa: PLC0415
        from twotrees.rules import check_content  # noqa: PLC0415

        graph = build_graph(corpus)
        cache = ByteCache(job.caches / "findings.sqlite")
        found = check_content(corpus, as_of=job.as_of, jobs=job.jobs, graph=graph, cache=cache)
        problems = sorted({*problems, *locate(job.content, found)})
    return Checked(corpus, graph, problems)


def _import_what_follows() -> None:
    """Import networkx and the rules, when the workers that read have been forked without them."""
    import twotrees.rules  # noqa: PLC0415, F401
