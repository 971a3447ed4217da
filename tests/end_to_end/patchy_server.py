"""A web server on this machine whose connection can be lost, and which can answer as servers and what stands before them do on bad days."""

from __future__ import annotations

import functools
import time
from pathlib import Path
from typing import Self

from tests.end_to_end.browser import Server, _Handler


class _Patchy(_Handler):
    server: PatchyServer  # type: ignore[assignment]

    def do_GET(self) -> None:  # noqa: N802 - the name that http.server looks for
        server = self.server
        server.asked.append(self.path)
        server.left -= 1
        if not server.is_there or server.left < 0:
            self.close_connection = True
            return
        time.sleep(server.delay)
        answer = server.answers.get(self.path) or server.answers.get("*")
        if answer is None:
            super().do_GET()
            return
        status, headers = answer
        body = b"<!doctype html><html><title>Sign in</title><p>Sign in first"
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


class PatchyServer(Server):
    """A folder on a port of this machine, with a connection that comes and goes.

    Attributes:
        is_there: Whether it answers at all; otherwise every connection is cut.
        left: How many more requests are answered before the connection is lost.
        delay: Seconds that each answer takes.
        answers: Status and headers by path, `*` for all paths, instead of the file.
        asked: Every path asked for, in order.
    """

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.RequestHandlerClass = functools.partial(_Patchy, directory=str(folder))  # type: ignore[assignment]
        self.is_there = True
        self.left = 10**9
        self.delay = 0.0
        self.answers: dict[str, tuple[int, dict[str, str]]] = {}
        self.asked: list[str] = []
        self._thread.daemon = True

    def __enter__(self) -> Self:
        super().__enter__()
        return self
