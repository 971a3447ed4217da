"""A real time-stamping authority on this machine, which can also be told to fail in the ways that authorities fail."""

from __future__ import annotations

import http.server
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

CONFIGURATION = """
[tsa]
default_tsa = here
[here]
dir = {folder}
serial = $dir/serial
crypto_device = builtin
signer_cert = $dir/tsa.crt
certs = $dir/root.crt
signer_key = $dir/tsa.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256, sha384, sha512
accuracy = secs:1
ess_cert_id_alg = sha256
"""

Answer = Callable[[bytes, Callable[[bytes], bytes]], tuple[int, str, bytes]]
"""What the server sends for a question: status, kind, body. It is handed the honest way to answer."""


def honest(question: bytes, stamp: Callable[[bytes], bytes]) -> tuple[int, str, bytes]:
    return 200, "application/timestamp-reply", stamp(question)


@dataclass
class Authority:
    """The server.

    Attributes:
        url: Where it listens, on the loopback interface.
        root: Certificate (PEM) of its own root.
        revoked: The root's list (PEM) of withdrawn certificates, which is empty.
        answer: How it answers; honestly unless a test says otherwise.
        questions: What it was asked.
    """

    url: str
    root: bytes
    revoked: bytes
    answer: Answer
    questions: list[bytes]


@contextmanager
def open_authority(folder: Path, now: datetime) -> Iterator[Authority]:
    root, revoked = _make_certificates(folder, now)
    (folder / "tsa.conf").write_text(CONFIGURATION.format(folder=folder))
    (folder / "serial").write_text("01\n")
    questions: list[bytes] = []

    def stamp(question: bytes) -> bytes:
        (folder / "question").write_bytes(question)
        command = ["openssl", "ts", "-reply", "-config", folder / "tsa.conf", "-queryfile", folder / "question"]
        subprocess.run([*command, "-out", folder / "reply"], check=True, capture_output=True)
        return (folder / "reply").read_bytes()

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            question = self.rfile.read(int(self.headers["Content-Length"]))
            questions.append(question)
            status, kind, body = authority.answer(question, stamp)
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Location", "http://127.0.0.1:9/")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None: ...

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    authority = Authority(f"http://127.0.0.1:{server.server_address[1]}/", root, revoked, honest, questions)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield authority
    finally:
        server.shutdown()
        server.server_close()


def _make_certificates(folder: Path, now: datetime) -> tuple[bytes, bytes]:
    root_key, tsa_key = (rsa.generate_private_key(public_exponent=65537, key_size=2048) for _ in range(2))
    root_name, tsa_name = (
        x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)]) for name in ("Time Root", "Time Authority")
    )

    def certificate(subject: x509.Name, key: rsa.RSAPrivateKey) -> x509.CertificateBuilder:
        return (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(root_name)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - timedelta(days=30))
            .not_valid_after(now + timedelta(days=3650))
        )

    root = certificate(root_name, root_key).add_extension(x509.BasicConstraints(True, None), critical=True)
    tsa = certificate(tsa_name, tsa_key).add_extension(
        x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True
    )
    pem = serialization.Encoding.PEM
    root_pem = root.sign(root_key, hashes.SHA256()).public_bytes(pem)
    (folder / "root.crt").write_bytes(root_pem)
    (folder / "tsa.crt").write_bytes(tsa.sign(root_key, hashes.SHA256()).public_bytes(pem))
    (folder / "tsa.key").write_bytes(
        tsa_key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    empty = (
        x509.CertificateRevocationListBuilder()
        .issuer_name(root_name)
        .last_update(now - timedelta(days=1))
        .next_update(now + timedelta(days=30))
        .sign(root_key, hashes.SHA256())
    )
    return root_pem, empty.public_bytes(pem)
