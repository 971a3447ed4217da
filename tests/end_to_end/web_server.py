"""nginx and Caddy on this machine with the configuration that `muster hosting` writes, and a login that stands in for oauth2-proxy."""

from __future__ import annotations

import datetime as dt
import http.server
import os
import socket
import ssl
import subprocess
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from typer.testing import CliRunner

from builder.cli import app

_TLS = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
_TLS.check_hostname = False
_TLS.verify_mode = ssl.CERT_NONE

SIGNED_IN = {"Cookie": "__Host-muster=reader"}
OTHER_GROUP = {"Cookie": "__Host-muster=somebody-else"}


@dataclass(frozen=True)
class Answer:
    """What came back: the status, the headers with small names, and the bytes after them."""

    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass
class Login:
    """Answers like oauth2-proxy at its four addresses, and is more gullible: whoever says that he is somebody is let in.

    Attributes:
        port: Where it listens.
        heard: Path and headers of every request.
    """

    port: int = 0
    heard: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    @contextmanager
    def listening(self) -> Iterator[Login]:
        login = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def log_message(self, format: str, *args: object) -> None:
                """Says nothing."""

            def do_GET(self) -> None:
                headers = {name.lower(): value for name, value in self.headers.items()}
                login.heard.append((self.path, headers))
                path, _, query = self.path.partition("?")
                if path == "/oauth2/auth":
                    self.send_response(_judge(headers))
                elif path in ("/oauth2/start", "/oauth2/sign_out"):
                    self.send_response(302)
                    self.send_header("Location", f"https://accounts.test/{path[8:]}?{query}")
                else:
                    self.send_response(302)
                    self.send_header("Location", "/")
                    self.send_header("Set-Cookie", "__Host-muster=reader; Path=/; Secure; HttpOnly")
                self.send_header("Content-Length", "0")
                self.end_headers()

            def __getattr__(self, name: str) -> Callable[[], None]:
                if name.startswith("do_"):
                    return self.do_GET
                raise AttributeError(name)

        server = http.server.ThreadingHTTPServer(("127.0.0.1", self.port), Handler)
        server.daemon_threads = True
        self.port = server.server_port
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield self
        finally:
            server.shutdown()
            server.server_close()
            thread.join()


def _judge(headers: Mapping[str, str]) -> int:
    says = any(name.startswith("x-auth-request") for name in headers) or "authorization" in headers
    if says or headers.get("x-forwarded-uri", "").startswith("/public") or "reader" in headers.get("cookie", ""):
        return 202
    return 403 if "somebody-else" in headers.get("cookie", "") else 401


@dataclass(frozen=True)
class Host:
    """A running web server, asked over TLS with exactly the bytes that a test writes."""

    port: int
    plain_port: int
    login: Login

    def ask(
        self, path: str, headers: Mapping[str, str] | None = None, *, method: str = "GET", host: str = "manual.test"
    ) -> Answer:
        """Sends one request; the path goes out as it is, odd or not. Status 0 where the server has no certificate for the host."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=10) as plain:
            try:
                secure = _TLS.wrap_socket(plain, server_hostname=host)
            except ssl.SSLError:
                return Answer(0, {}, b"")
            with secure:
                return _exchange(secure, path, {"Host": f"{host}:{self.port}", **(headers or {})}, method)

    def ask_plainly(self, path: str, headers: Mapping[str, str]) -> Answer:
        """Sends one request without TLS."""
        with socket.create_connection(("127.0.0.1", self.plain_port), timeout=10) as plain:
            return _exchange(plain, path, headers, "GET")


def _exchange(connection: socket.socket, path: str, headers: Mapping[str, str], method: str) -> Answer:
    lines = [f"{method} {path} HTTP/1.1", *(f"{name}: {value}" for name, value in headers.items()), "Connection: close"]
    connection.sendall("\r\n".join([*lines, "", ""]).encode("latin-1"))
    data = b""
    while part := connection.recv(65536):
        data += part
    head, _, body = data.partition(b"\r\n\r\n")
    status, *rest = head.decode("latin-1").split("\r\n")
    pairs = (line.partition(":") for line in rest)
    return Answer(int(status.split()[1]), {name.lower(): value.strip() for name, _, value in pairs}, body)


def free_port() -> int:
    """A port that nobody listens at."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextmanager
def running(program: list[str], port: int, environment: Mapping[str, str], log: Path) -> Iterator[None]:
    """A server from its first answer until the end of the block."""
    with log.open("wb") as output:
        process = subprocess.Popen(program, stdout=output, stderr=output, env={**os.environ, **environment})
        try:
            for _ in range(300):
                with socket.socket() as probe:
                    if probe.connect_ex(("127.0.0.1", port)) == 0:
                        break
                assert process.poll() is None, log.read_text()
                time.sleep(0.02)
            else:
                raise AssertionError(f"{program[0]} didn't answer: {log.read_text()}")
            yield
        finally:
            process.terminate()
            process.wait(timeout=20)


def write_certificate(folder: Path) -> tuple[Path, Path]:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "manual.test")])
    names = x509.SubjectAlternativeName([x509.DNSName("manual.test"), x509.DNSName("office.test")])
    start = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    builder = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    builder = builder.serial_number(1).not_valid_before(start).not_valid_after(start.replace(year=2056))
    certificate = builder.add_extension(names, critical=False).sign(key, hashes.SHA256())
    (folder / "cert.pem").write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    form = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    (folder / "cert.key").write_bytes(key.private_bytes(*form))
    return folder / "cert.pem", folder / "cert.key"


def nginx_around(configuration: Path, work: Path) -> list[str]:
    """The command that runs nginx with our configuration as it is, in the frame that a Debian machine has around it."""
    user = "user root;" if os.geteuid() == 0 else ""  # else its workers couldn't read pytest's folders
    places = "".join(
        f"{name}_temp_path {work}/{name};\n" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    frame = work / "frame.conf"
    frame.write_text(
        f"daemon off;\nworker_processes 1;\n{user}\npid {work}/nginx.pid;\nerror_log {work}/error.log;\nevents {{}}\n"
        f"http {{\ninclude /etc/nginx/mime.types;\ndefault_type application/octet-stream;\naccess_log {work}/access.log;\n"
        f"{places}include {configuration};\n}}\n"
    )
    return ["/usr/sbin/nginx", "-c", str(frame), "-e", f"{work}/error.log"]


@contextmanager
def serving(server: str, folder: Path, login: Login, work: Path, *options: str) -> Iterator[Host]:
    """A web server with the configuration that `muster hosting` writes for it.

    Args:
        server: nginx or caddy.
        folder: With the editions in worker/ and office/.
        login: Asked about each page of the office.
        work: For the configuration and what the server writes.
        options: More of `muster hosting`.
    """
    certificate, key = write_certificate(work)
    port, plain_port = free_port(), free_port()
    given = ["--name", "manual.test", "--allowed-group", "hs-office", "--folder", folder, "--site", folder / "office"]
    given += ["--certificate", certificate, "--key", key, "--listen", "127.0.0.1", "--https-port", port]
    given += ["--http-port", plain_port, "--login", f"127.0.0.1:{login.port}", "--out", work / "hosting", *options]
    result = CliRunner().invoke(app, ["hosting", *map(str, given)])
    assert result.exit_code == 0, result.output
    if server == "nginx":
        command, environment = nginx_around(work / "hosting" / "nginx.conf", work), {}
    else:
        command = ["caddy", "run", "--adapter", "caddyfile", "--config", str(work / "hosting" / "Caddyfile")]
        environment = {"CADDY_ADMIN": f"127.0.0.1:{free_port()}", "HOME": str(work), "XDG_DATA_HOME": str(work)}
    with running(command, port, environment, work / "server.log"):
        yield Host(port, plain_port, login)
