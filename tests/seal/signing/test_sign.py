from __future__ import annotations

import io
from collections.abc import Callable
from datetime import timedelta

import pikepdf
import pytest
from asn1crypto import tsp
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12
from cryptography.x509.oid import NameOID

from builder.model.error import BuilderError
from builder.seal.pack_file import unsigned_part
from builder.seal.signing.keys import Signer, make_keys
from builder.seal.signing.sign import blank_fields, sign_pack
from builder.seal.verifying.signatures import read_signatures
from builder.seal.verifying.trust import read_trust
from tests.render.pdf.paper import cover, font_names, open_pdf
from tests.seal import attacks
from tests.seal.authority import Answer, Authority
from tests.seal.conftest import NOW, PASSPHRASE, Keys


def sign(data: bytes, key: bytes, field: str = "hs_manager", **named: object) -> bytes:
    options = {"passphrase": PASSPHRASE, "reason": "", "now": NOW, **named}
    return sign_pack(data, key=key, field=field, **options)  # type: ignore[arg-type]


def test_signing_only_appends_to_the_pack(unsigned: bytes, signed: bytes, twice_signed: bytes) -> None:
    assert signed.startswith(unsigned)
    assert twice_signed.startswith(signed)
    assert unsigned_part(twice_signed) == unsigned


def test_both_signatures_hold_and_name_their_signers(twice_signed: bytes, keys: Keys) -> None:
    first, second = read_signatures(twice_signed, read_trust(keys.root + keys.revoked)).found

    assert [(first.field, first.signer), (second.field, second.signer)] == [
        ("hs_manager", "Marnie Kowalchuk"),
        ("senior_manager", "Dale Friesen"),
    ]
    assert first.holds
    assert second.holds
    assert first.is_trusted
    assert second.is_trusted


def test_comparing_every_object_of_every_revision_finds_nothing_either(twice_signed: bytes) -> None:
    assert all(signature.holds for signature in read_signatures(twice_signed, deep=True).found)


def test_the_first_signature_certifies_the_pack_and_allows_only_further_signatures(twice_signed: bytes) -> None:
    pdf = open_pdf(twice_signed)

    reference = pdf.Root.Perms.DocMDP.Reference[0]
    assert (reference.TransformMethod, int(reference.TransformParams.P)) == ("/DocMDP", 2)
    assert "/Reference" not in pdf.Root.AcroForm.Fields[1].V


def test_the_auditors_field_stays_blank(twice_signed: bytes) -> None:
    assert blank_fields(twice_signed) == ["auditor_receipt"]


def test_an_auditor_with_a_key_of_their_own_can_sign_the_receipt(
    twice_signed: bytes, other_keys: Keys, keys: Keys
) -> None:
    receipted = sign(twice_signed, other_keys.manager, "auditor_receipt", reason="Received")

    found = read_signatures(receipted, read_trust(keys.root)).found
    assert [signature.holds for signature in found] == [True, True, True]
    assert [signature.is_trusted for signature in found] == [True, True, False]


def test_signing_changes_neither_title_nor_dates_nor_producer(unsigned: bytes, twice_signed: bytes) -> None:
    before, after = open_pdf(unsigned), open_pdf(twice_signed)

    assert dict(before.docinfo.items()) == dict(after.docinfo.items())
    assert before.Root.Metadata.read_bytes() == after.Root.Metadata.read_bytes()


def test_the_stamp_says_who_when_why_and_with_which_certificate(unsigned: bytes, keys: Keys) -> None:
    at = NOW.replace(year=NOW.year, hour=14, minute=5)
    made = sign(unsigned, keys.coordinator, reason="Compiled & reviewed", now=at)
    [signature] = read_signatures(made).found

    words = _stamp_words(made)
    assert "Marnie Kowalchuk" in words
    assert "H&S coordinator, Ridgeline Mechanical Ltd." in words
    assert f"Signed {at:%Y-%m-%d} 14:05 +0000" in words
    assert "Compiled & reviewed" in words
    assert signature.fingerprint[:32] in words
    assert signature.fingerprint[32:] in words


def _stamp_words(data: bytes) -> str:
    """The text of the signed pack's first page."""
    import subprocess

    return subprocess.run(
        ["pdftotext", "-f", "1", "-l", "1", "-", "-"], input=data, capture_output=True
    ).stdout.decode()


def test_the_stamp_uses_the_shipped_fonts_only(twice_signed: bytes) -> None:
    assert font_names(twice_signed) == {"Noto-Sans", "Noto-Sans-Bold", "NotoSans"}


def test_a_signer_with_a_punjabi_name_is_printed_in_punjabi(unsigned: bytes, tmp_path: object) -> None:
    key = _key_file(common_name="ਸਿਮਰਨ ਗਿੱਲ")

    assert "Noto-Sans-Gurmukhi-Bold" in font_names(sign(unsigned, key))


def test_a_character_in_a_name_that_no_font_has_does_not_keep_its_owner_from_signing(unsigned: bytes) -> None:
    made = sign(unsigned, _key_file(common_name="火 Li"))

    assert "[U+706B] Li" in _stamp_words(made)


def test_a_wrong_passphrase_is_said_in_words_and_not_repeated(unsigned: bytes, keys: Keys) -> None:
    with pytest.raises(BuilderError, match="doesn't open with this passphrase") as caught:
        sign(unsigned, keys.coordinator, passphrase="not the right words")

    assert "not the right words" not in caught.value.message + caught.value.cure


@pytest.mark.parametrize("junk", [b"", b"text", b"\x30\x03\x02\x01\x03"])
def test_a_file_that_is_not_a_key_is_said_to_be_none(unsigned: bytes, junk: bytes) -> None:
    with pytest.raises(BuilderError, match="not a PKCS#12 file"):
        sign(unsigned, junk)


def test_a_key_file_without_a_key_is_refused(unsigned: bytes, keys: Keys) -> None:
    certificate = x509.load_pem_x509_certificate(keys.root)
    only = pkcs12.serialize_key_and_certificates(
        None, None, certificate, None, BestAvailableEncryption(PASSPHRASE.encode())
    )

    with pytest.raises(BuilderError, match="holds no key"):
        sign(unsigned, only)


def test_an_expired_certificate_is_refused_with_the_day_it_ended(unsigned: bytes, keys: Keys) -> None:
    with pytest.raises(BuilderError, match=r"ended on \d{4}-\d{2}-\d{2}"):
        sign(unsigned, keys.coordinator, now=NOW + timedelta(days=366 * 5))


def test_a_certificate_that_does_not_hold_yet_is_refused(unsigned: bytes, keys: Keys) -> None:
    with pytest.raises(BuilderError, match="holds only from"):
        sign(unsigned, keys.coordinator, now=NOW - timedelta(days=3))


@pytest.mark.parametrize("usage", [None, "key_encipherment"])
def test_a_certificate_that_is_not_for_signing_is_refused(unsigned: bytes, usage: str | None) -> None:
    with pytest.raises(BuilderError, match="not made for signing documents"):
        sign(unsigned, _key_file(usage=usage))


def _key_file(common_name: str = "Somebody", usage: str | None = "content_commitment") -> bytes:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common_name)])
    builder = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(NOW - timedelta(days=2))
        .not_valid_after(NOW + timedelta(days=2))
    )
    if usage:
        every = ["digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement"]
        every += ["key_cert_sign", "crl_sign", "encipher_only", "decipher_only"]
        builder = builder.add_extension(x509.KeyUsage(**{each: each == usage for each in every}), critical=True)
    certificate = builder.sign(key, hashes.SHA256())
    return pkcs12.serialize_key_and_certificates(
        None, key, certificate, None, BestAvailableEncryption(PASSPHRASE.encode())
    )


def test_an_unknown_field_is_refused_and_the_blank_ones_are_named(signed: bytes, keys: Keys) -> None:
    with pytest.raises(BuilderError, match="no signature field called president") as caught:
        sign(signed, keys.manager, "president")

    assert caught.value.cure == "Blank fields are: senior_manager, auditor_receipt."


def test_a_field_that_is_signed_is_not_signed_again(signed: bytes, keys: Keys) -> None:
    with pytest.raises(BuilderError, match="hs_manager is signed already"):
        sign(signed, keys.manager)


@pytest.mark.parametrize("data", [b"", b"text", b"%PDF-1.7\n%%EOF\n", cover().pdf[:2000]])
def test_what_is_not_a_pdf_is_not_signed(data: bytes, keys: Keys) -> None:
    with pytest.raises(BuilderError, match="can't be read as a pack"):
        sign(data, keys.coordinator)


def test_a_pack_that_was_changed_after_somebody_signed_is_not_signed_again(signed: bytes, keys: Keys) -> None:
    at = signed.index(b"/Title") if b"/Title" in signed else 5000
    changed = signed[:at] + bytes([signed[at] ^ 1]) + signed[at + 1 :]

    with pytest.raises(BuilderError, match=r"changed after Marnie Kowalchuk signed|can't be read as a pack"):
        sign(changed, keys.manager, "senior_manager")


def test_a_pack_to_which_somebody_added_something_before_anyone_signed_is_not_signed(
    unsigned: bytes, keys: Keys
) -> None:
    changed = attacks.append(unsigned, attacks.replace_content)

    with pytest.raises(BuilderError, match="not the pack as Muster wrote it: a page was changed"):
        sign_pack(changed, key=keys.coordinator, passphrase=PASSPHRASE, field="hs_manager", reason="", now=NOW)


def test_an_encrypted_file_is_no_pack(unsigned: bytes, keys: Keys) -> None:
    out = io.BytesIO()
    open_pdf(unsigned).save(out, encryption=pikepdf.Encryption(owner="o", user="u"))

    with pytest.raises(BuilderError, match="The file is encrypted"):
        sign(out.getvalue(), keys.coordinator)


def test_a_pdf_that_has_no_place_for_a_signature_is_no_pack(keys: Keys) -> None:
    plain = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(plain)

    with pytest.raises(BuilderError, match="is no pack: it has no place for a signature"):
        sign(plain.getvalue(), keys.coordinator)


def test_the_auditor_does_not_receive_what_nobody_of_the_company_signed(unsigned: bytes, keys: Keys) -> None:
    with pytest.raises(BuilderError, match="nothing yet that the auditor could receive"):
        sign(unsigned, keys.manager, "auditor_receipt")


def test_a_pack_without_fields_has_none_to_name() -> None:
    assert blank_fields(cover().pdf) == []


def test_with_an_authority_the_signature_has_a_time_that_somebody_else_signed(
    unsigned: bytes, keys: Keys, authority: Authority
) -> None:
    made = sign(unsigned, keys.coordinator, timestamp_url=authority.url)

    [signature] = read_signatures(made, read_trust(keys.root)).found
    assert signature.authority == "Time Authority"
    assert signature.is_stamp_intact
    assert signature.stamped_at is not None
    assert abs(signature.stamped_at - NOW) < timedelta(hours=1)
    assert signature.holds
    assert signature.is_trusted


def test_the_authority_is_told_a_digest_and_nothing_else(unsigned: bytes, keys: Keys, authority: Authority) -> None:
    sign(unsigned, keys.coordinator, timestamp_url=authority.url)

    assert authority.questions
    for question in authority.questions:
        asked = tsp.TimeStampReq.load(question)
        assert len(asked["message_imprint"]["hashed_message"].native) == 32
        assert len(question) < 100


def other_digest(question: bytes, stamp: Callable[[bytes], bytes]) -> tuple[int, str, bytes]:
    asked = tsp.TimeStampReq.load(question)
    asked["message_imprint"]["hashed_message"] = b"\0" * 32
    return 200, "application/timestamp-reply", stamp(asked.dump(force=True))


def other_nonce(question: bytes, stamp: Callable[[bytes], bytes]) -> tuple[int, str, bytes]:
    asked = tsp.TimeStampReq.load(question)
    asked["nonce"] = 7
    return 200, "application/timestamp-reply", stamp(asked.dump(force=True))


def forged(question: bytes, stamp: Callable[[bytes], bytes]) -> tuple[int, str, bytes]:
    reply = stamp(question)
    return 200, "application/timestamp-reply", reply[:-1] + bytes([reply[-1] ^ 1])


def cut_off(question: bytes, stamp: Callable[[bytes], bytes]) -> tuple[int, str, bytes]:
    return 200, "application/timestamp-reply", stamp(question)[:-100]


def refused(question: bytes, stamp: Callable[[bytes], bytes]) -> tuple[int, str, bytes]:
    asked = tsp.TimeStampReq.load(question)
    asked["req_policy"] = "1.2.3.9"
    return 200, "application/timestamp-reply", stamp(asked.dump(force=True))


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (other_digest, "stamped something else than what it was given"),
        (other_nonce, "can't be relied on"),
        (forged, "its signature on the time doesn't hold"),
        (cut_off, "its answer is not a timestamp"),
        (refused, "refused with the status rejection"),
        (lambda *_: (200, "text/html", b"<h1>Log in</h1>"), "it sent text/html, not a timestamp"),
        (lambda *_: (200, "application/timestamp-reply", b""), "its answer is not a timestamp"),
        (lambda *_: (500, "text/plain", b""), "it answered 500"),
        (lambda *_: (302, "text/plain", b""), "it answered 302"),
        (lambda *_: (200, "application/timestamp-reply", b"0" * 1_000_001), "not a timestamp"),
    ],
)
def test_an_authority_that_fails_or_lies_is_named_and_nothing_is_signed(
    answer: Answer, words: str, unsigned: bytes, keys: Keys, authority: Authority
) -> None:
    authority.answer = answer

    with pytest.raises(BuilderError) as caught:
        sign(unsigned, keys.coordinator, timestamp_url=authority.url)

    assert words in caught.value.message
    assert authority.url in caught.value.message
    assert "Nothing was signed." in caught.value.cure


def test_an_authority_that_is_not_there_is_said_to_be_silent(unsigned: bytes, keys: Keys) -> None:
    with pytest.raises(BuilderError, match=r"http://127\.0\.0\.1:9/ gave no time: Connection refused"):
        sign(unsigned, keys.coordinator, timestamp_url="http://127.0.0.1:9/")


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ftp://x.example/", "tsa.example", "http://"])
def test_an_address_that_is_not_of_the_web_is_refused(url: str, unsigned: bytes, keys: Keys) -> None:
    with pytest.raises(BuilderError, match="is not the address of a time-stamping authority"):
        sign(unsigned, keys.coordinator, timestamp_url=url)


def test_a_signer_can_be_added_later_and_is_trusted_too(keys: Keys, unsigned: bytes, tmp_path: object) -> None:
    make_keys(
        keys.folder,
        [Signer("Terrance Okafor", passphrase="another four words")],
        company="Ridgeline Mechanical Ltd.",
        passphrase=PASSPHRASE,
        now=NOW,
    )
    made = sign(unsigned, (keys.folder / "terrance-okafor.p12").read_bytes(), passphrase="another four words")

    [signature] = read_signatures(made, read_trust(keys.root)).found
    assert (signature.signer, signature.is_trusted) == ("Terrance Okafor", True)
