"""Who is let in to the server of `muster edit`, and what others get."""

from __future__ import annotations

import http.client
import json
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from builder.commands.editing.desk import Desk
from builder.commands.editing.keeping import Keeper, Known
from builder.commands.editing.web import MAX_REQUEST, EditServer, with_desk
from builder.model.finding import Finding, Severity
from builder.model.place import Place
from builder.model.snapshot import Snapshot
from builder.read.source import FolderSource
from builder.render.site.building.serve import Preview
from tests.commands.editing.desk_company import begin_company

INFO = {"action": "info"}


def nothing_new() -> tuple[Snapshot, tuple[Finding, ...]]:
    raise AssertionError("nothing changes in these tests")


@pytest.fixture
def server(tmp_path: Path) -> Iterator[EditServer]:
    root = begin_company(tmp_path / "company")
    preview = Preview(tmp_path / "work", FolderSource(root), "office", nothing_new)
    (preview.site / "records").mkdir(parents=True)
    (preview.site / "records" / "index.html").write_text("<p>The records</p>")
    (tmp_path / "work" / "mkdocs.yml").write_text("secret: true")
    keeper = Keeper(root, preview, lambda _: {}, lambda _: None)
    finding = Finding(
        Place("records/people/P-001.yaml", 3, 1), "REC001", "x", Severity.GAP, "It lacks a name.", "Give it one."
    )
    keeper.known = Known(0, (finding,), {"edit/index.html": b"<!doctype html><title>Editor</title>"})
    keeper.built = 0
    found = EditServer(Desk(root, keeper.ask), keeper)
    thread = threading.Thread(target=found.serve_forever, args=(0.02,))
    thread.start()
    yield found
    found.shutdown()
    found.server_close()
    thread.join()


def call(
    server: EditServer, method: str, path: str, body: bytes | None = None, **headers: str
) -> tuple[int, dict[str, str], bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=10)
    names = {name.replace("_", "-"): value for name, value in headers.items() if value}
    connection.putrequest(method, path, skip_host="Host" in names, skip_accept_encoding=True)
    for name, value in names.items():
        connection.putheader(name, value)
    if body is not None and "Content-Length" not in names:
        connection.putheader("Content-Length", str(len(body)))
    connection.endheaders(body)
    answer = connection.getresponse()
    found = answer.status, dict(answer.getheaders()), answer.read()
    connection.close()
    return found


def cookie(server: EditServer) -> str:
    return f"other=1; {server.cookie}={server.key}"


def post(server: EditServer, question: Any, **changed: str) -> tuple[int, Any]:
    headers = {"Cookie": cookie(server), "Origin": server.origin, "Content_Type": "application/json; charset=utf-8"}
    status, _, body = call(server, "POST", "/api/v1", json.dumps(question).encode(), **(headers | changed))
    return status, json.loads(body)


def test_the_address_that_was_printed_lets_the_browser_in(server: EditServer) -> None:
    status, headers, _ = call(server, "GET", server.address.removeprefix(server.origin))
    assert status == 303
    assert headers["Location"] == f"{server.origin}/edit/"
    assert headers["Set-Cookie"] == f"{server.cookie}={server.key}; Path=/; HttpOnly; SameSite=Strict"
    status, _, body = call(server, "GET", "/edit/", Cookie=headers["Set-Cookie"].partition(";")[0])
    assert (status, body) == (200, b"<!doctype html><title>Editor</title>")


def test_whoever_has_no_key_or_a_wrong_one_sees_and_does_nothing(server: EditServer) -> None:
    for path in ("/edit/", "/records/", "/edit/notice.json", "/", "/?key=guess"):
        assert call(server, "GET", path)[0] == 403
        assert call(server, "GET", path, Cookie=f"{server.cookie}=guess")[0] == 403
    assert post(server, INFO, Cookie="")[0] == 403
    assert post(server, INFO, Cookie=f"{server.cookie}=guess")[0] == 403
    assert post(server, INFO)[0] == 200


@pytest.mark.parametrize("origin", ["", "null", "http://evil.example", "http://127.0.0.1:1", "http://localhost"])
def test_another_page_of_the_same_browser_can_not_write(server: EditServer, origin: str) -> None:
    status, answer = post(server, INFO, Origin=origin)
    assert status == 403
    assert "Open the address" in answer["error"]


def test_a_name_that_only_leads_here_is_not_answered(server: EditServer) -> None:
    # DNS rebinding: evil.example is made to point at this machine, and its page asks for what it takes for its own.
    assert call(server, "GET", "/records/", Host="evil.example", Cookie=cookie(server))[0] == 421
    assert post(server, INFO, Host=f"evil.example:{server.server_port}")[0] == 403


def test_a_form_of_another_page_can_not_pass_for_json(server: EditServer) -> None:
    assert post(server, INFO, Content_Type="text/plain")[0] == 403


def test_too_much_at_once_is_refused_before_it_is_read(server: EditServer) -> None:
    status, answer = post(server, INFO, Content_Length=str(MAX_REQUEST + 1))
    assert status == 413
    assert "64 MB at once" in answer["error"]


@pytest.mark.parametrize(
    "body", [b"{", b"[" * 100_000, b"\xff\xfe", b'"text"', b"[1]", b'{"action": ["x"]}', b'{"action": "run"}']
)
def test_a_request_that_is_none_gets_a_sentence(server: EditServer, body: bytes) -> None:
    headers = {"Cookie": cookie(server), "Origin": server.origin, "Content_Type": "application/json"}
    status, _, answer = call(server, "POST", "/api/v1", body, **headers)
    assert status in (400, 422)
    assert json.loads(answer)["error"].endswith(".")


def test_a_refusal_reaches_the_editor_as_its_sentence(server: EditServer) -> None:
    question = {"action": "persistEntry", "params": {"entry": {"path": "README.md", "raw": "x"}}}
    status, answer = post(server, question)
    assert status == 422
    assert (
        answer["error"]
        == "Nothing can be filed as 'README.md'. Nothing was written; what you typed is still in the form."
    )


def test_pages_come_from_the_site_and_from_nowhere_else(server: EditServer) -> None:
    mine = cookie(server)
    status, headers, body = call(server, "GET", "/records/", Cookie=mine)
    assert (status, body) == (200, b"<p>The records</p>")
    assert "frame-ancestors 'self'" in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert call(server, "GET", "/records", Cookie=mine)[1]["Location"] == "/records/"
    for path in (
        "/../mkdocs.yml",
        "/%2e%2e/mkdocs.yml",
        "/records/..%2f..%2fmkdocs.yml",
        "/..%5cmkdocs.yml",
        "/nothing/",
        "/%00",
    ):
        status, _, body = call(server, "GET", path, Cookie=mine)
        assert (status, b"secret" in body) == (404, False)


def test_a_page_that_is_being_built_comes_in_a_moment(server: EditServer) -> None:
    server.keeper.ask()
    status, _, body = call(server, "GET", "/new/", Cookie=cookie(server))
    assert status == 503
    assert b'http-equiv="refresh"' in body


def test_the_notice_waits_for_the_check_and_then_tells_the_findings_about_the_entry(server: EditServer) -> None:
    path = "/edit/notice.json?path=records/people/P-001.yaml&id=P-001&ticket="
    status, _, body = call(server, "GET", f"{path}1", Cookie=cookie(server))
    assert (status, json.loads(body)) == (200, {"is_checked": False})
    found = json.loads(call(server, "GET", f"{path}0", Cookie=cookie(server))[2])
    assert found["sentence"] == "muster check finds 1 gap about it."
    assert found["findings"] == [
        {"severity": "gap", "code": "REC001", "message": "It lacks a name.", "fix": "Give it one."}
    ]
    other = json.loads(
        call(server, "GET", "/edit/notice.json?path=records/people/P-002.yaml&ticket=0", Cookie=cookie(server))[2]
    )
    assert other["sentence"] == "muster check finds nothing about it."


def test_our_script_comes_before_the_editors() -> None:
    page = b"<html><head><title>x</title></head><body><script src='decap-cms.js'></script></body></html>"
    files = with_desk({"edit/index.html": page})
    assert files["edit/index.html"].index(b"desk.js") < files["edit/index.html"].index(b"decap-cms.js")
    assert b"persistEntry" in files["edit/desk.js"]
    assert with_desk(files)["edit/index.html"] == files["edit/index.html"]


@pytest.mark.parametrize("path", [f"/{'a' * 5000}/", "/%00", "/edit/notice.json?ticket=%C2%B2"])
def test_an_odd_address_gets_an_answer_and_prints_nothing(
    server: EditServer, capfd: pytest.CaptureFixture[str], path: str
) -> None:
    status, *_ = call(server, "GET", path, Cookie=cookie(server))
    assert (status in (200, 404), capfd.readouterr().err) == (True, "")


def test_whatever_goes_wrong_the_form_is_told_that_nothing_was_saved(
    server: EditServer, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: object) -> None:
        raise ValueError("something that nobody thought of")

    monkeypatch.setattr(server.desk, "answer", fail)
    status, answer = post(server, INFO)
    assert (status, capfd.readouterr().err) == (500, "")
    assert "Nothing was written" in answer["error"]
