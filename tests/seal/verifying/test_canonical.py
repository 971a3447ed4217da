"""The one form of a signature's container: every byte of it is either signed or can't be changed unseen."""

from __future__ import annotations

import io

import pytest
from asn1crypto import cms
from hypothesis import given, settings
from hypothesis import strategies as st
from pyhanko.pdf_utils.reader import PdfFileReader

from builder.seal.signing.sign import sign_pack
from builder.seal.verifying.canonical import find_freedom, respell_token
from tests.seal.authority import Authority
from tests.seal.conftest import NOW, PASSPHRASE, Keys


def container(data: bytes) -> bytes:
    [embedded] = PdfFileReader(io.BytesIO(data)).embedded_signatures
    return bytes(cms.ContentInfo.load(embedded.pkcs7_content).dump())


def protected(der: bytes) -> list[range]:
    """Where what a signature protects stands: what an authority signed, signed attributes, and the signatures themselves."""
    places = []
    pending = [cms.ContentInfo.load(der)]
    for info in pending:
        signer = info["content"]["signer_infos"][0]
        content = info["content"]["encap_content_info"]["content"]
        parts = [signer["signed_attrs"].contents, signer["signature"].contents]
        parts += [content.contents] if content.native is not None else []
        places += [range(der.index(part), der.index(part) + len(part)) for part in parts]
        for attribute in signer["unsigned_attrs"] if signer["unsigned_attrs"].native else ():
            pending += list(attribute["values"])
    return places


@pytest.fixture(scope="module")
def stamped(unsigned: bytes, keys: Keys, running_authority: Authority) -> bytes:
    return container(
        sign_pack(
            unsigned,
            key=keys.coordinator,
            passphrase=PASSPHRASE,
            field="hs_manager",
            reason="",
            now=NOW,
            timestamp_url=running_authority.url,
        )
    )


def test_a_container_as_it_is_written_here_leaves_no_freedom(signed: bytes, stamped: bytes) -> None:
    assert find_freedom(container(signed)) == ""
    assert find_freedom(stamped) == ""


@pytest.mark.parametrize("bit", [0, 5])
def test_no_byte_outside_of_what_is_signed_can_be_changed_unseen(bit: int, signed: bytes, stamped: bytes) -> None:
    for der in (container(signed), stamped):
        places = protected(der)
        free = [at for at in range(len(der)) if not any(at in place for place in places)]
        unseen = [at for at in free if not find_freedom(der[:at] + bytes([der[at] ^ 1 << bit]) + der[at + 1 :])]

        assert len(free) > 1000
        assert unseen == []


def test_bytes_behind_a_container_are_a_freedom(signed: bytes) -> None:
    assert "strict form" in find_freedom(container(signed) + b"\0")


def test_a_token_in_its_one_spelling_stays_as_it_is(stamped: bytes) -> None:
    signer = cms.ContentInfo.load(stamped)["content"]["signer_infos"][0]
    token = signer["unsigned_attrs"][0]["values"][0]

    assert respell_token(token).dump() == token.dump()


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=80))
def test_any_bytes_have_an_answer(data: bytes) -> None:
    assert find_freedom(data)
    assert find_freedom(b"\x30" + bytes([len(data)]) + data)
