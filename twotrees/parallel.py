# SPDX-License-Identifier: MIT
"""A function and many items in, results in order out, computed by forked worker processes.

Workers inherit what the function holds (the corpus, compiled templates) by fork, so that only
items and results are sent between processes.
"""

import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

# Below this many items a fork costs more than it saves.
MIN_ITEMS = 200
CHUNKS_A_WORKER = 8

T = TypeVar("T")
R = TypeVar("R")

_work: Callable[[Sequence[Any]], Sequence[Any]] | None = None


def default_jobs() -> int:
    """Give the number of processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def map_shards(
    work: Callable[[Sequence[T]], Sequence[R]], items: Sequence[T], jobs: int
) -> Iterator[R]:
    """Give `work`'s results over `items`, shard by shard, in the order of the items."""
    if jobs < 2 or len(items) < MIN_ITEMS:
        yield from work(items)
        return
    global _work  # noqa: PLW0603 - inherited by fork, so that nothing large is pickled
    _work = work
    size = max(1, len(items) // (jobs * CHUNKS_A_WORKER))
    shards = [items[start : start + size] for start in range(0, len(items), size)]
    try:
        with multiprocessing.get_context("fork").Pool(jobs, _ignore_interrupt) as pool:
            for results in pool.imap(_run, shards):
                yield from results
    finally:
        _work = None


def _ignore_interrupt() -> None:
    """Leave Ctrl-C to the parent, which ends its workers: they'd each print where they were."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _run(shard: Sequence[Any]) -> Sequence[Any]:
    if _work is None:
        message = "a worker was started outside map_shards"
        raise RuntimeError(message)
    return _work(shard)
