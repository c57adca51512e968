# SPDX-License-Identifier: MIT
"""A web server on loopback as a hall would have one: folders, the page for wrong addresses, a log."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import NamedTuple


class Served(NamedTuple):
    """Where a folder is served, and what was asked of the server: (status, path)."""

    address: str
    log: list[tuple[int, str]]


class _Handler(SimpleHTTPRequestHandler):
    def __init__(self, *args: object, log: list[tuple[int, str]], directory: str) -> None:
        self._log = log
        super().__init__(*args, directory=directory)  # type: ignore[arg-type]

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        del size
        self._log.append((int(code), self.path))

    def log_message(self, *args: object) -> None:
        """Say nothing."""

    def send_error(self, code: int, *args: str | None) -> None:
        page = Path(self.directory, "404.html")
        if code != HTTPStatus.NOT_FOUND or not page.exists():
            super().send_error(code, *args)
            return
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(page.read_bytes())


@contextmanager
def serve(folder: Path) -> Iterator[Served]:
    """Serve a folder on a free port of 127.0.0.1 while the block runs."""
    log: list[tuple[int, str]] = []
    handler = partial(_Handler, log=log, directory=str(folder))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield Served(f"http://127.0.0.1:{server.server_port}", log)
    finally:
        server.shutdown()
        server.server_close()
