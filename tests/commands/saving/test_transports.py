"""Sharing over ssh and https as a company does it: the real git on both ends, a certificate and a password of the test's own."""

from __future__ import annotations

import base64
import datetime as dt
import os
import shlex
import ssl
import subprocess
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from tests.commands.saving.offices import Office, make_offices, settle_user
from tests.commands.test_save import FIRST

LOGIN = base64.b64encode(b"ann:wonder").decode()


@pytest.fixture(autouse=True)
def _user(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    settle_user(monkeypatch, tmp_path / "home")


def share_both_ways(ann: Office, bob: Office) -> None:
    ann.change(FIRST, "items_ok: 20", "items_ok: 21")
    assert ann.save().endswith("Shared with everybody.")
    bob.change(FIRST, "area: Shop and yard", "area: Yard")
    assert bob.save().endswith("Shared with everybody.")
    ann.save()
    assert "items_ok: 21" in ann.read(FIRST)
    assert "area: Yard" in ann.read(FIRST)


@pytest.mark.slow
def test_over_ssh(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ann, bob, hub = make_offices(tmp_path)
    # Stands in for ssh and the other computer: it runs what would be run there, and writes down what it was given.
    told, stand_in = tmp_path / "told", tmp_path / "ssh.sh"
    stand_in.write_text(f'#!/bin/sh\necho "$@" >> {told}\nfor last; do :; done\nexec sh -c "$last"\n')
    stand_in.chmod(0o755)
    monkeypatch.setenv("GIT_SSH_COMMAND", shlex.quote(str(stand_in)))
    monkeypatch.setenv("GIT_SSH_VARIANT", "simple")
    for office in (ann, bob):
        office.repository.git("remote", "set-url", "origin", f"ann@git.tern.example:{hub.root}")
    share_both_ways(ann, bob)
    assert f"ann@git.tern.example git-receive-pack '{hub.root}'" in told.read_text()


@pytest.mark.slow
def test_the_ssh_that_the_user_set_for_all_repositories_is_used(tmp_path: Path) -> None:
    ann, _, hub = make_offices(tmp_path)
    stand_in = tmp_path / "ssh.sh"
    stand_in.write_text('#!/bin/sh\nfor last; do :; done\nexec sh -c "$last"\n')
    stand_in.chmod(0o755)
    (Path(os.environ["HOME"]) / "gitconfig").write_text(f"[core]\nsshCommand = {stand_in}\n[ssh]\nvariant = simple\n")
    ann.repository.git("remote", "set-url", "origin", f"ssh://git.tern.example{hub.root}")
    ann.repository.git("config", "core.sshCommand", f"touch {tmp_path / 'PWNED'}")
    assert ann.change(FIRST, "items_ok: 20", "items_ok: 21").save().endswith("Shared with everybody.")
    assert not (tmp_path / "PWNED").exists()


class Forge(BaseHTTPRequestHandler):
    """`git http-backend` behind a password."""

    root: Path

    def do_GET(self) -> None:
        self._serve(b"")

    def do_POST(self) -> None:
        if self.headers.get("Transfer-Encoding") == "chunked":
            pieces = []
            while size := int(self.rfile.readline().strip(), 16):
                pieces.append(self.rfile.read(size))
                self.rfile.readline()
            self._serve(b"".join(pieces))
            return
        self._serve(self.rfile.read(int(self.headers.get("Content-Length") or 0)))

    def _serve(self, body: bytes) -> None:
        if self.headers.get("Authorization") != f"Basic {LOGIN}":
            self.send_response(401)
            self.send_header("WWW-Authenticate", 'Basic realm="x"')
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        path, _, query = self.path.partition("?")
        environment = {
            "PATH": os.environ["PATH"],
            "GIT_PROJECT_ROOT": str(self.root),
            "GIT_HTTP_EXPORT_ALL": "1",
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "REQUEST_METHOD": self.command,
            "CONTENT_TYPE": self.headers.get("Content-Type", ""),
            "HTTP_CONTENT_ENCODING": self.headers.get("Content-Encoding", ""),
            "HTTP_GIT_PROTOCOL": self.headers.get("Git-Protocol", ""),
            "CONTENT_LENGTH": str(len(body)),
            "REMOTE_USER": "ann",
            "GIT_CONFIG_NOSYSTEM": "1",
            "HOME": str(self.root),
        }
        out = subprocess.run(
            ["git", "http-backend"], input=body, env=environment, capture_output=True, check=False
        ).stdout
        head, _, rest = out.partition(b"\r\n\r\n")
        headers = dict(line.split(": ", 1) for line in head.decode().split("\r\n"))
        self.send_response(int(headers.pop("Status", "200").split()[0]))
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(rest)))
        self.end_headers()
        self.wfile.write(rest)

    def log_message(self, *_: object) -> None:
        """Says nothing."""


@pytest.fixture
def forge(tmp_path: Path) -> Iterator[tuple[str, Path]]:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    start = dt.datetime(2020, 1, 1)
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), 1, start, start.replace(year=2120))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    both = tmp_path / "forge.pem"
    both.write_bytes(
        key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()) + certificate.public_bytes(Encoding.PEM)
    )
    public = tmp_path / "ca.pem"
    public.write_bytes(certificate.public_bytes(Encoding.PEM))
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("OurForge", (Forge,), {"root": tmp_path}))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(both)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"https://localhost:{server.server_port}", public
    server.shutdown()
    server.server_close()


@pytest.mark.slow
def test_over_https_with_the_password_that_the_user_keeps(tmp_path: Path, forge: tuple[str, Path]) -> None:
    ann, bob, hub = make_offices(tmp_path)
    address, certificate = forge
    for office in (ann, bob):
        office.repository.git("remote", "set-url", "origin", f"{address}/hub.git")
        # The folder's own settings name a helper too; only the user's counts.
        office.repository.git("config", "credential.helper", f"!touch {tmp_path / 'PWNED'}; true")
    settings = Path(os.environ["HOME"]) / "gitconfig"
    settings.write_text(f"[http]\nsslCAInfo = {certificate}\n")
    said = ann.change("policies/inspections.md", "every site", "each site").save(expect=1)
    assert "The shared copy doesn't let you in. Everything is saved on this computer" in said
    settings.write_text(
        settings.read_text() + '[credential]\nhelper = "!echo username=ann; echo password=wonder; true"\n'
    )
    share_both_ways(ann, bob)
    assert hub.git("rev-parse", "main").decode().strip() == ann.repository.head()
    assert not (tmp_path / "PWNED").exists()
