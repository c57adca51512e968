# SPDX-License-Identifier: MIT
"""A function and many items in, results in order out, computed by forked worker processes.

Workers inherit the items, and what the function holds (the corpus, compiled templates), by fork, so
that only results are sent between processes: items may be what can't be pickled.
"""

import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.synchronize import Event
from typing import Any, TypeVar

from twotrees.model.problem import RefusalError

# Below this many items a fork costs more than it saves.
MIN_ITEMS = 200
CHUNKS_A_WORKER = 32

T = TypeVar("T")
R = TypeVar("R")

_work: Callable[[int, int], Sequence[Any]] | None = None


class WorkerLostError(RefusalError):
    """The system ended a worker process."""


def default_jobs() -> int:
    """Give the number of processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def map_shards(
    work: Callable[[Sequence[T]], Sequence[R]],
    items: Sequence[T],
    jobs: int,
    *,
    least: int = 0,
) -> Iterator[R]:
    """Start computing `work`'s results over `items`, and give them in the order of the items.

    Fewer than `least` items (200) aren't worth a fork. Workers begin at once, the caller may do something else before it takes the first result.

    Raises:
        WorkerLostError: a worker was killed, as systems do that run out of memory.
    """
    if jobs == 1 or len(items) < (least or MIN_ITEMS):
        return iter(work(items))

    def work_between(start: int, end: int) -> Sequence[R]:
        return work(items[start:end])

    global _work  # noqa: PLW0603 - inherited by fork, so that nothing large is pickled
    _work = work_between
    size = max(1, len(items) // (jobs * CHUNKS_A_WORKER))
    fork = multiprocessing.get_context("fork")
    gate = fork.Event()
    pool = ProcessPoolExecutor(jobs, fork, initializer=_begin, initargs=(gate,))
    starts = range(0, len(items), size)
    futures = deque(pool.submit(_run, start, start + size) for start in starts)
    gate.set()
    _work = None
    return _results(pool, futures)


def _results(pool: ProcessPoolExecutor, futures: deque[Future[Sequence[R]]]) -> Iterator[R]:
    try:
        while futures:
            yield from futures.popleft().result()
    except BrokenProcessPool as error:
        message = "系统结束了一个工作进程，多半是内存不够。加上 --jobs 1 再试。"
        raise WorkerLostError(message) from error
    finally:
        pool.shutdown(cancel_futures=True)


def _begin(gate: Event) -> None:
    """Wait until all work is given out: a pool that loses a worker before that may never tell.

    Ctrl-C is left to the parent, which ends its workers: they'd each print where they were.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gate.wait()


def _run(start: int, end: int) -> Sequence[Any]:
    if _work is None:
        message = "a worker was started outside map_shards"
        raise RuntimeError(message)
    return _work(start, end)
