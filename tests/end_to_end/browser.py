"""A real browser and a small web server on this machine, for the tests that use the manual as people do."""

from __future__ import annotations

import functools
import gzip
import http.server
import threading
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from playwright.sync_api import Browser, Page

CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PHONE = {"width": 390, "height": 844}
DESK = {"width": 1366, "height": 768}

_PACKED = (".html", ".css", ".js", ".json", ".svg", ".webmanifest", ".xml", ".txt")


class _Handler(http.server.SimpleHTTPRequestHandler):
    server: Server  # type: ignore[assignment]

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""

    def do_GET(self) -> None:
        """Serves a file, packed as any web server of ours packs it, and notes what went over the wire."""
        path = Path(self.translate_path(self.path))
        file = path / "index.html" if path.is_dir() and self.path.partition("?")[0].endswith("/") else path
        if not file.is_file():
            super().do_GET()
            return
        data = file.read_bytes()
        is_packed = file.suffix in _PACKED
        body = gzip.compress(data, 6, mtime=0) if is_packed else data
        self.server.sent.append((self.path, len(body)))
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(file)))
        if is_packed:
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-cache")
        self.end_headers()
        self.wfile.write(body)


class Server(http.server.ThreadingHTTPServer):
    """A folder on a port of this machine.

    Attributes:
        address: With a slash at its end.
        sent: Path and bytes over the wire of every answer, in order.
    """

    daemon_threads = True

    def __init__(self, folder: Path, port: int = 0) -> None:
        super().__init__(("127.0.0.1", port), functools.partial(_Handler, directory=str(folder)))
        self.address = f"http://127.0.0.1:{self.server_port}/"
        self.sent: list[tuple[str, int]] = []
        self._thread = threading.Thread(target=self.serve_forever)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.shutdown()
        self.server_close()
        self._thread.join()


class Visit:
    """A page in the browser, and what it asked for and complained about on the way."""

    def __init__(self, browser: Browser, size: dict[str, int], **options: Any) -> None:
        self.context = browser.new_context(viewport={"width": size["width"], "height": size["height"]}, **options)
        self.page: Page = self.context.new_page()
        self.requests: list[str] = []
        self.complaints: list[str] = []
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def open(self, address: str) -> Page:
        """Goes there and waits until nothing is asked for any more."""
        self.page.goto(address)
        self.page.wait_for_load_state("networkidle")
        return self.page
