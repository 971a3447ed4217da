"""The web server of `muster edit`: for the browser on this machine that was given its address, and for nobody else.

Any page that a browser shows can send requests to this machine. Three things keep others out: a key in the address that was opened, which
becomes a cookie that no other site's requests carry; the name the browser asked for (another name that leads here could be anybody's);
and, for whatever is written, the page that asks. Sources: RFC 6265bis §5.6.7 (SameSite), Fetch Standard §3.2 (Origin), both read 2026-11-23.
"""

from __future__ import annotations

import contextlib
import hmac
import http.server
import json
import mimetypes
import os
import secrets
from collections.abc import Mapping
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, quote, unquote, urlsplit

from builder.commands.editing.desk import Desk
from builder.commands.editing.keeping import Keeper, tell_findings
from builder.model.error import BuilderError
from builder.render.site.address_book import web_path
from builder.render.templates import template_folder

HOST = "127.0.0.1"
API = "/api/v1"
EDITOR = "/edit/"
NOTICE = "/edit/notice.json"

MAX_REQUEST = 64_000_000
"""Bytes of one save: a scan of the largest size that is kept, as text, and something beside it."""

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "SAMEORIGIN",
    "Cache-Control": "no-store",
}

PAGE_POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "worker-src 'self' blob:; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'"
)
"""For the manual's pages, whose theme brings scripts of its own; the editor's page has its policy in itself."""

_WAIT = """<!doctype html><html lang="en"><meta charset="utf-8"><meta http-equiv="refresh" content="1">
<title>One moment</title><p>The page is being brought up to date; it appears in a moment.</p></html>"""
_STRANGER = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Not this way</title>
<p>Open the address that <code>muster edit</code> printed; it holds a key that this browser doesn't have.</p></html>"""


class EditServer(http.server.ThreadingHTTPServer):
    """The server, on a port of this machine.

    Attributes:
        desk: Answers the editor.
        keeper: Knows the findings and where the pages are.
        key: Who knows it may edit.
    """

    daemon_threads = True
    # Elsewhere it only means not to wait for connections that have ended; on Windows another program could listen at the same address.
    allow_reuse_address = os.name != "nt"

    def __init__(self, desk: Desk, keeper: Keeper, port: int = 0) -> None:
        self.desk = desk
        self.keeper = keeper
        self.key = secrets.token_urlsafe(24)
        super().__init__((HOST, port), _Handler)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Says nothing: a browser that went elsewhere in the middle of an answer is nobody's fault."""

    @property
    def origin(self) -> str:
        """Where its pages come from."""
        return f"http://{HOST}:{self.server_port}"

    @property
    def address(self) -> str:
        """What the browser opens: with the key."""
        return f"{self.origin}/?key={self.key}"

    @property
    def cookie(self) -> str:
        """The name of the cookie; browsers share cookies between the ports of a machine."""
        return f"muster-edit-{self.server_port}"


class _Handler(http.server.BaseHTTPRequestHandler):
    server: EditServer
    protocol_version = "HTTP/1.1"
    server_version = "muster"
    sys_version = ""
    timeout = 60

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing: the address holds the key."""

    def do_GET(self) -> None:
        """A page, a file of the editor, or the notice after a save."""
        address = urlsplit(self.path)
        if not self._is_asked_by_name():
            self._send(HTTPStatus.MISDIRECTED_REQUEST, b"", "text/plain")
        elif address.path == "/" and "key" in parse_qs(address.query):
            self._let_in(parse_qs(address.query)["key"][0])
        elif not self._is_known():
            self._send(HTTPStatus.FORBIDDEN, _STRANGER.encode(), "text/html")
        elif address.path == NOTICE:
            self._send_json(HTTPStatus.OK, self._notice(parse_qs(address.query)))
        elif address.path.startswith(EDITOR):
            self._send_editor(unquote(address.path))
        elif address.path == "/edit":
            self._go(EDITOR)
        else:
            self._send_page(unquote(address.path))

    def do_POST(self) -> None:
        """What the editor asks for or saves."""
        length = self.headers.get("Content-Length", "")
        size = int(length) if length.isascii() and length.isdigit() and len(length) < 12 else -1
        is_ours = self._is_asked_by_name() and self._is_known() and self.headers.get("Origin") == self.server.origin
        is_json = self.headers.get_content_type() == "application/json"
        if not is_ours or not is_json or urlsplit(self.path).path != API or size < 0 or size > MAX_REQUEST:
            # What isn't read would be taken for the next request.
            self.close_connection = True
            self._refuse(is_ours, size)
            return
        try:
            question = json.loads(self.rfile.read(size))
        except (ValueError, RecursionError):
            self._send_json(HTTPStatus.BAD_REQUEST, {"error": "The request can't be read."})
            return
        self._answer(question)

    def _refuse(self, is_ours: bool, size: int) -> None:
        if is_ours and size > MAX_REQUEST:
            sentence = f"That is more than {MAX_REQUEST // 1_000_000} MB at once; add the files one after the other."
            self._send_json(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, {"error": sentence})
            return
        sentence = "This page was opened before `muster edit` was started. Open the address that it printed; what you typed is still in the form."
        self._send_json(HTTPStatus.FORBIDDEN, {"error": sentence})

    def _answer(self, question: Any) -> None:
        try:
            found = self.server.desk.answer(question)
        except BuilderError as error:
            self._send_json(HTTPStatus.UNPROCESSABLE_ENTITY, {"error": f"{error.message} {error.cure}".strip()})
            return
        except OSError as error:
            sentence = f"The disk doesn't take it: {error.strerror or error}. Nothing was written."
            self._send_json(HTTPStatus.INSUFFICIENT_STORAGE, {"error": sentence})
            return
        except Exception as error:
            # Whatever it is: without an answer, the person at the form would never know that nothing was saved.
            sentence = f"It can't be saved as it is ({type(error).__name__}). Nothing was written; what you typed is still in the form."
            self._send_json(HTTPStatus.INTERNAL_SERVER_ERROR, {"error": sentence})
            return
        if isinstance(found, dict) and "saved" in found:
            found = {**found, "ticket": self.server.keeper.ticket}
        self._send_json(HTTPStatus.OK, found)

    def _is_asked_by_name(self) -> bool:
        port = self.server.server_port
        return self.headers.get("Host") in (f"{HOST}:{port}", f"localhost:{port}")

    def _is_known(self) -> bool:
        pairs = [each.strip().partition("=") for each in (self.headers.get("Cookie") or "").split(";")]
        return any(
            name == self.server.cookie and hmac.compare_digest(value.encode(), self.server.key.encode())
            for name, _, value in pairs
        )

    def _let_in(self, key: str) -> None:
        if not hmac.compare_digest(key.encode(), self.server.key.encode()):
            self._send(HTTPStatus.FORBIDDEN, _STRANGER.encode(), "text/html")
            return
        cookie = f"{self.server.cookie}={key}; Path=/; HttpOnly; SameSite=Strict"
        # One name from here on: what the editor keeps in the browser belongs to it, and what it sends is held against it.
        self._go(f"{self.server.origin}{EDITOR}", {"Set-Cookie": cookie})

    def _go(self, where: str, more: Mapping[str, str] | None = None) -> None:
        self._send(HTTPStatus.SEE_OTHER, b"", "text/plain", {"Location": where, **(more or {})})

    def _notice(self, query: Mapping[str, list[str]]) -> dict[str, Any]:
        keeper = self.server.keeper
        path, id, ticket = (query.get(name, [""])[0] for name in ("path", "id", "ticket"))
        number = int(ticket) if ticket.isascii() and ticket.isdigit() and len(ticket) < 10 else 0
        known, is_built = keeper.known, keeper.built >= number
        if known.ticket < number:
            return {"is_checked": False}
        page = f"/{web_path(path.removeprefix('content/'))}" if path.startswith("content/") else known.pages.get(id, "")
        return {"is_checked": True, "is_built": is_built, "page": page, **tell_findings(known, path, id)}

    def _send_editor(self, path: str) -> None:
        name = path.removeprefix("/")
        files = self.server.keeper.known.files
        data = files.get(f"{name}index.html" if name.endswith("/") else name)
        if data is None:
            self._send(HTTPStatus.NOT_FOUND, b"", "text/plain")
        else:
            self._send(HTTPStatus.OK, data, _type_of(name if not name.endswith("/") else "index.html"))

    def _send_page(self, path: str) -> None:
        keeper = self.server.keeper
        file = data = None
        # A name may be longer than any file's, and a page may be gone by now.
        with contextlib.suppress(OSError):
            file = _find_page(keeper.preview.site, path)
            data = file.read_bytes() if file else None
        if data is None or file is None:
            # While pages are built again the folder is empty for a moment.
            is_building = keeper.built < keeper.ticket or keeper.built < 0
            status = HTTPStatus.SERVICE_UNAVAILABLE if is_building else HTTPStatus.NOT_FOUND
            self._send(status, _WAIT.encode() if is_building else b"There is no such page.", "text/html")
        elif file.name == "index.html" and not path.endswith(("/", "index.html")):
            # Without the slash, what the page refers to would be looked for one folder up.
            self._go(f"{quote(path)}/")
        else:
            self._send(HTTPStatus.OK, data, _type_of(file.name), {"Content-Security-Policy": PAGE_POLICY})

    def _send_json(self, status: HTTPStatus, value: Any) -> None:
        self._send(status, json.dumps(value).encode(), "application/json")

    def _send(self, status: HTTPStatus, data: bytes, type: str, more: Mapping[str, str] | None = None) -> None:
        is_text = type.startswith("text/") or type.endswith(("json", "javascript"))
        self.send_response(status)
        self.send_header("Content-Type", f"{type}; charset=utf-8" if is_text else type)
        self.send_header("Content-Length", str(len(data)))
        for name, value in {**HEADERS, **(more or {})}.items():
            self.send_header(name, value)
        self.end_headers()
        try:
            self.wfile.write(data)
        except (BrokenPipeError, ConnectionResetError):
            # The browser went elsewhere before it was sent.
            self.close_connection = True


def _find_page(site: Path, path: str) -> Path | None:
    parts = [part for part in path.split("/") if part]
    if any(part in (".", "..") or "\\" in part or ":" in part or "\0" in part for part in parts):
        return None
    file = site.joinpath(*parts)
    file = file / "index.html" if path.endswith("/") or file.is_dir() else file
    return file if file.is_file() else None


def _type_of(name: str) -> str:
    # Not what the machine's registry says: on Windows a program may have set .js to something else.
    own = {".js": "text/javascript", ".css": "text/css", ".html": "text/html", ".json": "application/json"}
    own |= {".svg": "image/svg+xml", ".yml": "text/yaml", ".woff2": "font/woff2"}
    return own.get(Path(name).suffix.lower()) or mimetypes.guess_type(name)[0] or "application/octet-stream"


def with_desk(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The editor's files with ours beside them: the script that says what a form began with, and shows what was found after a save."""
    folder = template_folder() / "editing" / "desk"
    found = {**files, **{f"edit/{name}": (folder / name).read_bytes() for name in ("desk.js", "desk.css")}}
    page = found.get("edit/index.html", b"")
    if page and b"desk.js" not in page:
        # First of all scripts: it has to be there before the editor sends its first request.
        tags = b'<link rel="stylesheet" href="desk.css"><script src="desk.js"></script>'
        at = page.find(b"<script")
        at = page.find(b"</head>") if at < 0 else at
        found["edit/index.html"] = page[:at] + tags + page[at:]
    return found
