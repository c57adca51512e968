# SPDX-License-Identifier: MIT
"""Worker processes: results in order, faults told, nobody left waiting."""

import os
import signal
from collections.abc import Callable, Sequence

import pytest

from twotrees import parallel

MANY = range(parallel.MIN_ITEMS)


def squares(items: Sequence[int]) -> list[int]:
    """Square every item."""
    return [item * item for item in items]


@pytest.mark.parametrize("jobs", [1, 2, 3])
@pytest.mark.parametrize("count", [0, 1, parallel.MIN_ITEMS, parallel.MIN_ITEMS + 7, 1000])
def test_results_come_in_the_order_of_the_items(count: int, jobs: int) -> None:
    """However many processes share the items, the results are those of one."""
    assert list(parallel.map_shards(squares, range(count), jobs)) == squares(range(count))


def test_many_items_are_shared_between_processes() -> None:
    """With two jobs, other processes than this one do the work."""
    ids = set(parallel.map_shards(lambda items: [os.getpid()] * len(items), MANY, 2))
    assert os.getpid() not in ids


def test_items_need_not_be_pickled() -> None:
    """Workers inherit the items: functions are as good as numbers."""

    def called(items: Sequence[Callable[[], int]]) -> list[int]:
        return [item() for item in items]

    items = [lambda: 7 for _ in MANY]
    assert list(parallel.map_shards(called, items, 2)) == [7] * len(MANY)


def test_a_fault_in_a_worker_is_raised_here() -> None:
    """What a worker raises reaches the caller with its numbers."""

    def fail(items: Sequence[int]) -> list[int]:
        raise OSError(28, "No space left", str(items[0]))

    with pytest.raises(OSError, match="No space left") as caught:
        list(parallel.map_shards(fail, MANY, 2))
    assert caught.value.errno == 28


@pytest.mark.parametrize("jobs", [2, 64])
def test_a_killed_worker_is_told_and_not_waited_for(jobs: int) -> None:
    """A worker that the system kills ends the run with a sentence, instead of a wait without end.

    With many jobs, and many shares, the first worker would be dead while shares are still handed out.
    """

    def die(items: Sequence[int]) -> list[int]:
        os.kill(os.getpid(), signal.SIGKILL)
        return list(items)

    with pytest.raises(parallel.WorkerLostError, match="--jobs 1"):
        list(parallel.map_shards(die, range(10_000), jobs))
