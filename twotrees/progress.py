# SPDX-License-Identifier: MIT
"""Names of stages in; progress bars on a terminal, or one line a stage, out on stderr."""

import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TextIO

Advance = Callable[[int], object]
"""Takes how many more items are done."""

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
    def stage(self, name: str, total: int | None = None) -> Iterator[Advance]:
        """Show a stage of `total` items while the block runs; give what counts them."""
        start = time.monotonic()
        if self._quiet or not self._stream.isatty():
            yield _count_nothing
        else:
            with _bar(name, total, self._stream) as advance:
                yield advance
        self.seconds[name] = time.monotonic() - start
        if not self._quiet:
            items = f"{total:,} 项，" if total else ""
            print(f"{name}：{items}{self.seconds[name]:.1f} 秒", file=self._stream, flush=True)


def _count_nothing(_: int) -> None:
    pass


@contextmanager
def _bar(name: str, total: int | None, stream: TextIO) -> Iterator[Advance]:
    from tqdm import tqdm  # noqa: PLC0415 - a start without a terminal doesn't pay for it

    # No monitor thread and no lock of several processes: workers are forked while a bar stands.
    tqdm.monitor_interval = 0
    tqdm.set_lock(threading.RLock())
    form = _BAR if total else _CLOCK
    bar = tqdm(
        total=total, desc=name, file=stream, leave=False, bar_format=form, dynamic_ncols=True
    )
    with bar:
        yield bar.update
