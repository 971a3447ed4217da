"""Authorities that answer with something that looks like a time, and what is kept of an honest answer."""

from __future__ import annotations

import asyncio
import hashlib
import socket
import threading
import time
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from asn1crypto import cms
from cryptography.x509.oid import ExtendedKeyUsageOID

from builder.demo.time_authority import TimeAuthority
from builder.model.error import BuilderError
from builder.seal.signing.timestamp import Authority
from builder.seal.verifying.der import is_strict
from tests.read.stamp.authorities import change, make_authority
from tests.seal.authority import Authority as Server
from tests.seal.conftest import NOW

DIGEST = hashlib.sha256(b"a signature").digest()
KIND = "application/timestamp-reply"


def ask(url: str, seconds: float = 20) -> cms.ContentInfo:
    token = asyncio.run(Authority(url, now=NOW, seconds=seconds).async_timestamp(DIGEST, "sha256"))
    assert isinstance(token, cms.ContentInfo)
    return token


def answer_with(server: Server, liar: TimeAuthority, late: timedelta = timedelta()) -> None:
    server.answer = lambda question, _: (200, KIND, liar.stamp(question, NOW + late, 1))


def test_a_time_of_today_by_an_authority_of_its_kind_is_taken(authority: Server) -> None:
    answer_with(authority, make_authority())

    assert ask(authority.url)["content"]["encap_content_info"]["content_type"].native == "tst_info"


@pytest.mark.parametrize(
    ("liar", "late", "words"),
    [
        (make_authority(last=NOW - timedelta(days=9)), timedelta(), "its certificate held from 2024-01-01 to"),
        (make_authority(first=NOW + timedelta(days=9)), timedelta(), "its certificate held from"),
        (make_authority(purposes=()), timedelta(), "is not one for timestamps"),
        (make_authority(purposes=(ExtendedKeyUsageOID.CODE_SIGNING,)), timedelta(), "is not one for timestamps"),
        (make_authority(is_critical=False), timedelta(), "is not one for timestamps"),
        (make_authority(), timedelta(days=2), "one clock is wrong"),
        (make_authority(), timedelta(days=-40), "one clock is wrong"),
    ],
)
def test_a_time_that_readers_would_not_accept_is_refused(
    liar: TimeAuthority, late: timedelta, words: str, authority: Server
) -> None:
    answer_with(authority, liar, late)

    with pytest.raises(BuilderError, match=words) as caught:
        ask(authority.url)
    assert authority.url in caught.value.message
    assert caught.value.cure.startswith("Nothing was signed.")


def test_a_clock_that_is_some_hours_off_is_no_reason_to_refuse(authority: Server) -> None:
    answer_with(authority, make_authority(), timedelta(hours=20))

    assert ask(authority.url)


def test_what_an_authority_sends_along_beside_its_signature_is_left_out(authority: Server) -> None:
    own, stranger = make_authority(), make_authority(name="Stranger")

    def add(signed: cms.SignedData) -> None:
        for other in (stranger.certificate, stranger.root, own.root):
            signed["certificates"].append(cms.CertificateChoices("certificate", _asn1(other)))
        signed["signer_infos"][0]["unsigned_attrs"] = [cms.CMSAttribute({"type": "content_type", "values": ["data"]})]

    authority.answer = lambda question, _: (200, KIND, change(own.stamp(question, NOW, 1), add))
    signed = ask(authority.url)["content"]

    assert [each.chosen.subject.native["common_name"] for each in signed["certificates"]] == ["Time Authority"]
    assert not signed["signer_infos"][0]["unsigned_attrs"].native
    assert is_strict(ask(authority.url).dump())


def _asn1(certificate: object) -> object:
    from asn1crypto import x509
    from cryptography.hazmat.primitives.serialization import Encoding

    return x509.Certificate.load(certificate.public_bytes(Encoding.DER))  # type: ignore[attr-defined]


@pytest.fixture
def listen() -> Iterator[Callable[[Callable[[socket.socket], None]], str]]:
    """Makes a server that does with its one caller what the test says; gives its address."""
    server = socket.create_server(("127.0.0.1", 0))

    def start(work: Callable[[socket.socket], None]) -> str:
        def run() -> None:
            try:
                caller, _ = server.accept()
                work(caller)
            except OSError:
                return  # the caller has hung up, as it should

        threading.Thread(target=run, daemon=True).start()
        return f"http://127.0.0.1:{server.getsockname()[1]}/"

    yield start
    server.close()


def never_answers(caller: socket.socket) -> None:
    caller.recv(4096)
    time.sleep(5)


def stops_in_the_middle(caller: socket.socket) -> None:
    caller.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: application/timestamp-reply\r\nContent-Length: 5000\r\n\r\n0\x82")
    time.sleep(5)


def sends_a_byte_now_and_then(caller: socket.socket) -> None:
    caller.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: application/timestamp-reply\r\nContent-Length: 5000\r\n\r\n")
    for _ in range(50):
        caller.sendall(b"0")
        time.sleep(0.1)


@pytest.mark.parametrize("way", [never_answers, stops_in_the_middle, sends_a_byte_now_and_then])
def test_an_authority_is_waited_for_no_longer_than_the_limit(
    way: Callable[[socket.socket], None], listen: Callable[[Callable[[socket.socket], None]], str]
) -> None:
    url = listen(way)
    before = time.monotonic()

    with pytest.raises(BuilderError, match=r"gave no time: (no whole answer within 0\.5 seconds|timed out)"):
        ask(url, seconds=0.5)
    assert time.monotonic() - before < 4


def test_an_authority_that_hangs_up_in_the_middle_is_said_to_be_silent(
    listen: Callable[[Callable[[socket.socket], None]], str],
) -> None:
    def hang_up(caller: socket.socket) -> None:
        caller.recv(4096)
        caller.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n0")
        caller.close()

    with pytest.raises(BuilderError, match=r"gave no time|can't be relied on"):
        ask(listen(hang_up))
