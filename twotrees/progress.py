# SPDX-License-Identifier: MIT
"""Names of stages in; progress bars on a terminal, or one line a stage, out on stderr."""

import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from typing import Any, Protocol, TextIO


class Advance(Protocol):
    """Takes how many more items are done, and how much more is to be told of in the stage's unit."""

    def __call__(self, done: int, told: int = 0, /) -> object:
        """Count."""


_BAR = "{desc}  {percentage:3.0f}% |{bar:30}| {n_fmt}/{total_fmt}  {elapsed}"
_CLOCK = "{desc}  {elapsed}"


class Progress:
    """Tells how far a build is, and keeps the time of each stage; nothing more."""

    def __init__(self, *, quiet: bool = False, stream: TextIO | None = None) -> None:
        """Write to `stream` (stderr); with `quiet` nothing at all."""
        self.seconds: dict[str, float] = {}
        self._stream = stream or sys.stderr
        self._quiet = quiet

    @contextmanager
    def stage(self, name: str, total: int | None = None, *, unit: str = "") -> Iterator[Advance]:
        """Show a stage of `total` items while the block runs; give what counts them.

        With a `unit`, what is told is counted in that, for what nobody can know the total of: the bar is
        still the share of items.
        """
        start = time.monotonic()
        counter = _Counter(name, unit)
        with _bar(name, total, self._stream) if self._has_bar() else nullcontext() as counter.bar:
            yield counter
        self.seconds[name] = time.monotonic() - start
        if not self._quiet:
            items = f"{total:,} 项，" if total else ""
            if unit:
                items = f"{counter.told:,} {unit}，"
            print(f"{name}：{items}{self.seconds[name]:.1f} 秒", file=self._stream, flush=True)

    def _has_bar(self) -> bool:
        return not self._quiet and self._stream.isatty()


class _Counter:
    """Counts a stage, and moves its bar if it has one."""

    def __init__(self, name: str, unit: str) -> None:
        self.bar: Any = None
        self.told = 0
        self._name = name
        self._unit = unit

    def __call__(self, done: int, told: int = 0, /) -> None:
        self.told += told
        if self.bar is not None:
            if self._unit:
                self.bar.set_description_str(
                    f"{self._name}  {self.told:,} {self._unit}", refresh=False
                )
            self.bar.update(done)


@contextmanager
def _bar(name: str, total: int | None, stream: TextIO) -> Iterator[Any]:
    from tqdm import tqdm  # noqa: PLC0415 - a start without a terminal doesn't pay for it

    # No monitor thread and no lock of several processes: workers are forked while a bar stands.
    tqdm.monitor_interval = 0
    tqdm.set_lock(threading.RLock())
    form = _BAR if total else _CLOCK
    bar = tqdm(
        total=total, desc=name, file=stream, leave=False, bar_format=form, dynamic_ncols=True
    )
    with bar:
        yield bar
