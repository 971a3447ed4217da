"""The generated configuration in real web servers: who isn't signed in gets nothing of the office edition, however the path is written."""

from __future__ import annotations

import gzip
import random
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

import pytest
from typer.testing import CliRunner

from builder.cli import app
from tests.end_to_end.odd_addresses import EVIL, ODD, PIECES
from tests.end_to_end.web_server import OTHER_GROUP, SIGNED_IN, Answer, Host, Login, free_port, serving

SECRET = b"zebraoffice"
POLICY = "default-src 'none'; script-src 'self' 'sha256-AAAA='; style-src 'self'"
EDITOR_POLICY = "default-src 'none'; script-src 'self' 'unsafe-eval'; connect-src 'self' https://git.example.ca"
PAGE = f'<meta http-equiv="Content-Security-Policy" content="{POLICY}"><p>%s</p>'

FILES = ("", "findings/", "search/index.json", "sitemap.xml", "sitemap.xml.gz", "files/records/inspection/scan.png")
FILES += ("pdf/PRG-07.pdf", "404.html", "assets/muster.js", "p/PRG-07/", "robots.txt")
"""Of each edition; a path with a slash at its end is a folder with a page."""


@dataclass(frozen=True)
class Served:
    """A web server with both editions.

    Attributes:
        host: To ask.
        name: The office edition's host name.
        path: Where it begins there.
        server: nginx or caddy.
    """

    host: Host
    name: str
    path: str
    server: str

    def office(self, path: str, headers: dict[str, str] | None = None, *, method: str = "GET") -> Answer:
        return self.host.ask(self.path + path, headers, method=method, host=self.name)


def write_editions(folder: Path) -> None:
    for edition, word in (("worker", "for everybody"), ("office", SECRET.decode())):
        for each in FILES:
            path = folder / edition / (each + "index.html" if each.endswith("/") or not each else each)
            path.parent.mkdir(parents=True, exist_ok=True)
            text = (PAGE % word).encode() * 20
            path.write_bytes(gzip.compress(text, mtime=0) if each.endswith(".gz") else text)
        (folder / edition / ".muster-site").write_text(f"{word}\n")
    (folder / "office" / "edit").mkdir()
    editor = f'<meta http-equiv="Content-Security-Policy" content="{EDITOR_POLICY}"><p>{SECRET.decode()}</p>'
    (folder / "office" / "edit" / "index.html").write_text(editor)
    (folder / "worker" / "assets" / "main.0123abcd.min.css").write_text("a{}")
    (folder / "worker" / "manifest.webmanifest").write_text("{}")


@pytest.fixture(
    scope="module",
    params=[
        pytest.param(("nginx", "shared"), id="nginx-shared"),
        pytest.param(("nginx", "own"), id="nginx-own"),
        pytest.param(("caddy", "shared"), id="caddy-shared"),
        pytest.param(("caddy", "own"), id="caddy-own", marks=pytest.mark.slow),
    ],
)
def served(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    server, layout = request.param
    work = tmp_path_factory.mktemp("hosting")
    write_editions(work)
    names = ["--office-name", "office.test"] if layout == "own" else []
    with Login().listening() as login, serving(server, work, login, work, *names) as host:
        yield Served(host, *(("manual.test", "/office/") if layout == "shared" else ("office.test", "/")), server)


def holds_secret(answer: Answer) -> bool:
    """Whether anything of the office is in it: its word, packed or not, or that the file is there and how long it is."""
    packed = answer.body.startswith(b"\x1f\x8b") and SECRET in gzip.decompress(answer.body)
    return SECRET in answer.body or packed or "etag" in answer.headers or "last-modified" in answer.headers


@pytest.mark.parametrize("path", FILES)
def test_who_is_signed_in_gets_the_page_and_nothing_of_it_stays_on_the_computer(served: Served, path: str) -> None:
    answer = served.office(path, SIGNED_IN)
    assert answer.status == 200
    assert holds_secret(answer)
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("path", FILES)
def test_who_is_not_signed_in_is_led_to_the_login(served: Served, path: str) -> None:
    for headers in ({}, {"Range": "bytes=0-9"}, {"If-None-Match": "*"}):
        answer = served.office(path, headers)
        assert answer.status == 302
        assert not holds_secret(answer)
        assert unquote(answer.headers["location"]) == f"/oauth2/start?rd={served.path}{path}"
        assert answer.headers["cache-control"] == "no-store"


def test_a_colleague_of_another_group_is_refused_in_a_sentence(served: Served) -> None:
    for path in FILES:
        answer = served.office(path, OTHER_GROUP)
        assert answer.status == 403
        assert b"may not read the office's manual" in answer.body
        assert not holds_secret(answer)


@pytest.mark.parametrize("method", ["HEAD", "POST", "OPTIONS", "PUT", "DELETE", "TRACE", "PROPFIND"])
def test_no_other_way_of_asking_opens_a_page_of_the_office(served: Served, method: str) -> None:
    for path in ("findings/", "search/index.json", "pdf/PRG-07.pdf"):
        answer = served.office(path, method=method)
        assert answer.status in (302, 403, 405)
        assert not holds_secret(answer)


@pytest.mark.parametrize("host", ["manual.test", "office.test", "elsewhere.test"])
def test_no_way_of_writing_the_path_opens_a_page_of_the_office(served: Served, host: str) -> None:
    opened = []
    for odd in ODD:
        path = odd.replace("{office}", served.path)
        whole, only_headers = (served.host.ask(path, method=method, host=host) for method in ("GET", "HEAD"))
        is_shown = 200 in (whole.status, only_headers.status)
        # Only what everybody may read anyway, the sentence after a sign-out, or nothing.
        is_free = b"for everybody" in whole.body or b"signed out" in whole.body or not whole.body
        if SECRET in whole.body or (is_shown and not is_free) or (not whole.body and "etag" in whole.headers):
            opened.append((path, whole))
    assert opened == []


def test_no_path_thrown_together_opens_a_page_of_the_office(served: Served) -> None:
    dice = random.Random(served.server + served.path)
    for _ in range(120):
        path = "/" + "".join(dice.choice((piece, f"{piece}/", f"/{piece}")) for piece in dice.choices(PIECES, k=5))
        answer = served.office(path[1:]) if dice.random() < 0.5 else served.host.ask(path, host=served.name)
        assert SECRET not in answer.body, path
        assert answer.status != 200 or b"for everybody" in answer.body or b"signed out" in answer.body, path


SPOOFED = (
    {"X-Auth-Request-User": "manager", "X-Auth-Request-Email": "a@b.ca", "X-Auth-Request-Groups": "hs-office"},
    {"X-Auth-Request-Redirect": "https://evil.test/"},
    {"X-Forwarded-Uri": "/public", "X-Forwarded-Method": "OPTIONS", "X-Original-URI": "/public"},
    {"X-Forwarded-User": "manager", "X-Forwarded-Email": "a@b.ca", "X-Forwarded-Groups": "hs-office"},
    {"X-Forwarded-Host": "evil.test", "X-Forwarded-For": "127.0.0.1", "X-Real-IP": "127.0.0.1"},
    {"Authorization": "Bearer anything"},
    {"X-Original-URL": "/robots.txt", "X-Rewrite-URL": "/robots.txt"},
    {"Connection": "close, X-Forwarded-Uri", "Upgrade": "h2c", "HTTP2-Settings": "AAMAAABkAARAAAAAAAIAAAAA"},
)


@pytest.mark.parametrize("headers", SPOOFED)
def test_what_a_browser_says_about_itself_is_not_believed_and_not_passed_on(
    served: Served, headers: dict[str, str]
) -> None:
    served.host.login.heard.clear()
    answer = served.office("findings/?allowed_groups=everybody", headers)
    assert answer.status == 302
    assert not holds_secret(answer)
    assert "evil.test" not in answer.headers["location"]
    ((path, heard),) = served.host.login.heard
    assert path == "/oauth2/auth"
    assert heard["x-forwarded-uri"] == f"{served.path}findings/"
    assert heard["x-forwarded-proto"] == "https"
    assert heard["x-forwarded-for"] == heard["x-real-ip"] == "127.0.0.1"
    told = {name for name in heard if name.startswith(("x-auth", "x-orig", "x-rewrite", "authorization"))}
    assert told == set()
    assert "evil.test" not in str(heard)


@pytest.mark.parametrize("evil", EVIL)
def test_a_login_leads_back_to_the_manual_and_nowhere_else(served: Served, evil: str) -> None:
    evil = evil.replace("{office}", served.path)
    for path in (f"/oauth2/start?rd={evil}", f"/oauth2/start?x=1&rd={evil}", f"/oauth2/start?rd={evil}&rd=/"):
        answer = served.host.ask(path, host=served.name)
        assert answer.status == 302
        wanted = unquote(answer.headers["location"].partition("?rd=")[2])
        assert wanted.startswith(served.path)
        assert set(wanted) <= set("abcdefghijklmnopqrstuvwxyz0123456789/_.~-")
        assert ".." not in wanted
        assert "//" not in wanted
        assert "set-cookie" not in answer.headers
    out = served.host.ask(f"/oauth2/sign_out?rd={evil}", host=served.name)
    assert out.headers["location"] == "https://accounts.test/sign_out?rd=/signed-out"


def test_a_login_leads_to_the_page_that_was_wanted(served: Served) -> None:
    wanted = served.office("p/PRG-07/?from=paper").headers["location"]
    assert wanted == f"/oauth2/start?rd={served.path}p/PRG-07/"
    answer = served.host.ask(wanted, host=served.name)
    assert unquote(answer.headers["location"]) == f"https://accounts.test/start?rd={served.path}p/PRG-07/"


def test_signing_out_makes_the_browser_forget_but_not_the_saved_manual(served: Served) -> None:
    told = served.host.ask("/oauth2/sign_out", SIGNED_IN, host=served.name).headers["clear-site-data"]
    # On a host of its own everything; on the worker edition's host the phone keeps the copy that it saved.
    assert told == ('"cache"' if served.path == "/office/" else '"cache", "storage"')
    assert "clear-site-data" not in served.host.ask("/").headers
    assert "clear-site-data" not in served.office("", SIGNED_IN).headers


def test_the_worker_edition_needs_no_login_and_is_asked_about_anew_each_time(served: Served) -> None:
    for path in FILES:
        answer = served.host.ask(f"/{path}")
        assert answer.status == 200
        assert SECRET not in answer.body
        assert answer.headers["cache-control"] == "no-cache"
    kept = served.host.ask("/assets/main.0123abcd.min.css")
    assert kept.headers["cache-control"] == "public, max-age=31536000, immutable"
    again = served.host.ask("/", {"If-None-Match": served.host.ask("/").headers["etag"]})
    assert again.status == 304
    assert served.host.ask("/manifest.webmanifest").headers["content-type"].startswith("application/manifest+json")


def test_a_page_without_its_slash_leads_to_the_page_on_the_same_host(served: Served) -> None:
    answer = served.host.ask("/p/PRG-07")
    assert answer.status in (301, 308)
    assert answer.headers["location"] in ("/p/PRG-07/", "PRG-07/")


def test_what_is_missing_shows_the_worker_editions_page_for_it(served: Served) -> None:
    answer = served.host.ask("/missing/")
    assert answer.status == 404
    assert b"for everybody" in answer.body
    assert served.host.ask("/.muster-site").status == 404
    for path in ("missing/", "assets/missing.js", ".muster-site"):
        answer = served.office(path, SIGNED_IN)
        assert answer.status == 404
        # The worker edition's page for it would lead out of the office's manual.
        assert b"for everybody" not in answer.body


@pytest.mark.parametrize("path", ["/", "/missing/", "/p/PRG-07", "/oauth2/start", "/oauth2/auth", "/signed-out"])
def test_every_answer_carries_the_headers(served: Served, path: str) -> None:
    for answer in (served.host.ask(path, host=served.name), served.host.ask(path, SIGNED_IN, host=served.name)):
        assert answer.headers["content-security-policy"] == f"{POLICY}; frame-ancestors 'none'"
        assert answer.headers["x-robots-tag"] == "noindex, nofollow"
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert answer.headers["strict-transport-security"] == "max-age=31536000"
        assert "geolocation=()" in answer.headers["permissions-policy"]
        assert not any(sign.isdigit() for sign in answer.headers.get("server", ""))


def test_the_editor_alone_may_talk_to_the_forge(served: Served) -> None:
    answer = served.office("edit/index.html", SIGNED_IN)
    assert answer.headers["content-security-policy"] == f"{EDITOR_POLICY}; frame-ancestors 'none'"
    for host, path in ((served.name, f"{served.path}editions/"), (None, "/editor/"), (None, "/?x=/office/edit/")):
        others = served.host.ask(path, SIGNED_IN, host=host) if host else served.host.ask(path)
        assert others.headers["content-security-policy"] == f"{POLICY}; frame-ancestors 'none'"


def test_pages_travel_packed(served: Served) -> None:
    for path in ("/", "/search/index.json", "/assets/muster.js", "/sitemap.xml"):
        answer = served.host.ask(path, {"Accept-Encoding": "gzip"})
        assert answer.headers["content-encoding"] == "gzip", path


def test_plain_http_leads_to_https_by_our_own_name(served: Served) -> None:
    answer = served.host.ask_plainly("/p/PRG-07/", {"Host": "manual.test"})
    assert answer.status in (301, 308)
    assert answer.headers["location"].startswith("https://manual.test")
    assert answer.headers["location"].endswith("/p/PRG-07/")


@pytest.mark.parametrize("server", ["nginx", "caddy"])
def test_without_the_login_the_office_stays_closed(tmp_path: Path, server: str) -> None:
    write_editions(tmp_path)
    with serving(server, tmp_path, Login(free_port()), tmp_path) as host:
        for path in FILES:
            answer = host.ask(f"/office/{path}", SIGNED_IN)
            assert answer.status in (502, 503)
            assert not holds_secret(answer)
        assert host.ask("/").status == 200


def test_the_default_configuration_is_accepted_as_it_is_written(tmp_path: Path) -> None:
    write_editions(tmp_path)
    command = [
        "hosting",
        "--name",
        "manual.example.ca",
        "--site",
        str(tmp_path / "worker"),
        "--out",
        str(tmp_path / "out"),
    ]
    assert CliRunner().invoke(app, command).exit_code == 0
    found = subprocess.run(
        ["caddy", "adapt", "--adapter", "caddyfile", "--config", tmp_path / "out" / "Caddyfile"], capture_output=True
    )
    assert found.returncode == 0, found.stderr
    assert b"formatted" not in found.stderr
