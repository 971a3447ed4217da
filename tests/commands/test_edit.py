"""`muster edit` from the address it prints to the files it writes; in a browser it is tried in tests/end_to_end."""

from __future__ import annotations

import http.client
import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from builder.commands.edit import edit
from builder.commands.prepare import Choice, Prepared, prepare
from builder.model.error import BuilderError
from tests.commands.editing.desk_company import INSPECTION, begin_company

DAY = date(2026, 11, 23)


def run(root: Path, open_browser: Callable[[str], object], port: int = 0) -> tuple[int, list[str]]:
    """Runs the command until what opens the browser presses Ctrl-C."""

    def again() -> AbstractContextManager[Prepared]:
        return prepare(Choice(root, None, DAY, DAY))

    said: list[str] = []
    with again() as prepared:
        return edit(prepared, again, port=port, open_browser=open_browser, say=said.append), said


def call(address: str, path: str, cookie: str = "", question: Any = None) -> http.client.HTTPResponse:
    parts = urlsplit(address)
    assert parts.hostname is not None
    connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=20)
    headers = {"Cookie": cookie, "Origin": f"http://{parts.netloc}", "Content-Type": "application/json"}
    connection.request("GET" if question is None else "POST", path, question and json.dumps(question), headers)
    return connection.getresponse()


def test_what_is_saved_at_the_address_that_it_opens_is_in_the_files(tmp_path: Path) -> None:
    root = begin_company(tmp_path)

    def browse(address: str) -> None:
        cookie = (call(address, f"/?{urlsplit(address).query}").getheader("Set-Cookie") or "").partition(";")[0]
        page = call(address, "/edit/", cookie).read()
        assert page.index(b"desk.js") < page.index(b"decap-cms.js")
        assert b"Content-Security-Policy" in page
        assert "Main shop" in call(address, "/edit/forms.json", cookie).read().decode()
        entry = {"slug": "x", "path": "records/inspection/2026/insp-0001.yaml", "raw": INSPECTION, "base": ""}
        question = {"action": "persistEntry", "params": {"dataFiles": [entry], "assets": []}}
        answer = json.loads(call(address, "/api/v1", cookie, question).read())
        assert answer["saved"]["path"] == "records/inspection/2026/insp-0001.yaml"
        assert answer["ticket"] == 1
        raise KeyboardInterrupt

    status, said = run(root, browse)
    assert status == 0
    assert "id: insp-0001" in (root / "records/inspection/2026/insp-0001.yaml").read_text()
    assert said[-1] == "Stopped. What was saved is in the files; `muster save` records it."


def test_a_port_that_another_program_uses_is_refused_with_a_sentence(tmp_path: Path) -> None:
    root = begin_company(tmp_path)

    def begin_again(address: str) -> None:
        with pytest.raises(BuilderError, match="Nothing can be served at"):
            run(root, lambda _: None, urlsplit(address).port or 0)
        raise KeyboardInterrupt

    assert run(root, begin_again)[0] == 0
