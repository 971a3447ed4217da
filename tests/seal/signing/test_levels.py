"""Signatures with proofs that last: who embeds what, and where it stands in the file."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import timedelta

import pytest
from asn1crypto import cms
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature, validate_pdf_timestamp
from pyhanko.sign.validation.dss import DocumentSecurityStore

from builder.model.error import BuilderError
from builder.seal.pack_file import unsigned_part
from builder.seal.signing.chain import find_chain
from builder.seal.signing.long_term import Proofs, collect_proofs
from builder.seal.signing.sign import sign_pack
from builder.seal.signing.timestamp import Authority as Asked
from builder.seal.verifying.der import is_strict
from builder.seal.verifying.signatures import read_signatures
from builder.seal.verifying.trust import read_trust
from tests.read.stamp.authorities import change, make_authority
from tests.render.pdf.paper import open_pdf
from tests.seal.authority import Authority
from tests.seal.conftest import NOW, PASSPHRASE, Keys


def proofs_of(keys: Keys, authority: Authority) -> Proofs:
    return Proofs.read([authority.root], [keys.revoked, authority.revoked])


def sign(
    data: bytes, keys: Keys, authority: Authority, level: str, field: str = "hs_manager", **named: object
) -> bytes:
    key = {"hs_manager": keys.coordinator, "senior_manager": keys.manager, "auditor_receipt": keys.manager}[field]
    options: dict[str, object] = {"timestamp_url": authority.url, "proofs": proofs_of(keys, authority), **named}
    return sign_pack(
        data,
        key=key,
        passphrase=PASSPHRASE,
        field=field,
        reason="Compiled",
        now=NOW,
        level=level,
        **options,  # type: ignore[arg-type]
    )


@pytest.fixture(scope="module")
def archived(unsigned: bytes, keys: Keys, running_authority: Authority) -> bytes:
    """Signed at the level B-LTA by the coordinator."""
    return sign(unsigned, keys, running_authority, "B-LTA")


@pytest.mark.parametrize("level", ["B-T", "B-LT", "B-LTA"])
def test_the_last_bytes_are_covered_at_every_level(
    unsigned: bytes, keys: Keys, authority: Authority, level: str
) -> None:
    made = sign(unsigned, keys, authority, level)

    last = PdfFileReader(io.BytesIO(made)).embedded_signatures[-1]
    assert int(last.byte_range[2]) + int(last.byte_range[3]) == len(made)
    assert unsigned_part(made) == unsigned
    [signature] = read_signatures(made, read_trust(keys.root)).found
    assert signature.holds
    assert signature.is_stamp_intact


def _check_with_the_proofs_inside(data: bytes, keys: Keys, authority: Authority) -> list[str]:
    """The signing library, with nothing but the two roots and what the pack carries; how each was covered."""
    reader = PdfFileReader(io.BytesIO(data))
    roots = [
        asn1_x509.Certificate.load(x509.load_pem_x509_certificate(each).public_bytes(Encoding.DER))
        for each in (keys.root, authority.root)
    ]
    context = {"trust_roots": roots, "allow_fetching": False, "revocation_mode": "require"}
    found = []
    for each in reader.embedded_regular_signatures:
        checked = DocumentSecurityStore.read_dss(reader).as_validation_context(dict(context))
        status = validate_pdf_signature(each, checked, checked)
        assert status.bottom_line, status.pretty_print_details()
        found.append(each.field_name)
    for each in reader.embedded_timestamp_signatures:
        checked = DocumentSecurityStore.read_dss(reader).as_validation_context(dict(context))
        stamp = validate_pdf_timestamp(each, checked)
        assert (stamp.intact, stamp.valid, stamp.trusted) == (True, True, True)
        found.append("timestamp")
    return found


def test_a_pack_at_the_level_b_lt_is_judged_without_asking_anyone(
    unsigned: bytes, keys: Keys, authority: Authority
) -> None:
    made = sign(unsigned, keys, authority, "B-LT")

    assert _check_with_the_proofs_inside(made, keys, authority) == ["hs_manager"]


@pytest.mark.slow
def test_later_signatures_at_other_levels_keep_the_ones_before(
    archived: bytes, keys: Keys, authority: Authority
) -> None:
    second = sign(archived, keys, authority, "B-LT", "senior_manager")
    third = sign(second, keys, authority, "B-LTA", "auditor_receipt")

    fields = ["hs_manager", "senior_manager", "auditor_receipt", "timestamp", "timestamp"]
    assert _check_with_the_proofs_inside(third, keys, authority) == fields
    assert [each.holds for each in read_signatures(third).found] == [True, True, True]
    assert [each.holds for each in read_signatures(third, deep=True).found] == [True, True, True]


def _containers(data: bytes) -> list[bytes]:
    """What stands in the place kept for each signature, as it is written."""
    found = []
    for each in PdfFileReader(io.BytesIO(data)).embedded_signatures:
        _, length, second, _ = (int(number) for number in each.byte_range)
        found.append(data[length:second])
    return found


def test_the_place_of_every_signature_holds_one_strict_value_in_capitals_and_zeros(
    unsigned: bytes, keys: Keys, authority: Authority
) -> None:
    made = sign(unsigned, keys, authority, "B-LTA")

    for place in _containers(made):
        digits = place.removeprefix(b"<").removesuffix(b">")
        assert len(digits) == len(place) - 2
        assert digits == digits.upper()
        container = bytes.fromhex(digits.decode())
        length = 4 + int.from_bytes(container[2:4], "big")
        assert is_strict(container[:length])
        assert not container[length:].strip(b"\0")


def test_only_the_signers_own_certificate_and_a_pruned_token_stand_in_the_signature(
    unsigned: bytes, keys: Keys, authority: Authority
) -> None:
    [signature] = PdfFileReader(io.BytesIO(sign(unsigned, keys, authority, "B-T"))).embedded_signatures

    [attribute] = signature.signer_info["unsigned_attrs"]
    [token] = attribute["values"]
    assert attribute["type"].native == "signature_time_stamp_token"
    for signed, name in ((signature.signed_data, "Marnie Kowalchuk"), (token["content"], "Time Authority")):
        assert [each.chosen.subject.native["common_name"] for each in signed["certificates"]] == [name]


def test_the_store_holds_no_root_and_nobody_elses_list(
    unsigned: bytes, keys: Keys, other_keys: Keys, authority: Authority
) -> None:
    proofs = Proofs.read([authority.root], [keys.revoked, authority.revoked, other_keys.revoked])
    reader = PdfFileReader(io.BytesIO(sign(unsigned, keys, authority, "B-LT", proofs=proofs)))

    store = DocumentSecurityStore.read_dss(reader)
    names = {each.subject.native["common_name"] for each in store.load_certs()}
    assert names == {"Marnie Kowalchuk", "Time Authority"}
    assert len(store.crls) == 2


def test_signing_at_the_level_b_lta_leaves_the_description_as_it_was(archived: bytes, unsigned: bytes) -> None:
    before, after = open_pdf(unsigned), open_pdf(archived)

    assert dict(before.docinfo.items()) == dict(after.docinfo.items())
    assert before.Root.Metadata.read_bytes() == after.Root.Metadata.read_bytes()


@pytest.mark.parametrize(
    ("level", "url", "words"),
    [
        ("B-X", None, "There is no level B-X"),
        ("B-T", None, "needs a time that an authority signed"),
        ("b-lta", None, "B-LTA needs a time"),
        ("B-B", "http://127.0.0.1:9/", "has no timestamp, but a time-stamping authority was named"),
    ],
)
def test_a_level_that_does_not_go_with_the_authority_is_refused(
    level: str, url: str | None, words: str, unsigned: bytes, keys: Keys, authority: Authority
) -> None:
    with pytest.raises(BuilderError, match=words):
        sign(unsigned, keys, authority, level, timestamp_url=url)


def test_each_missing_proof_is_named_before_anything_is_signed(
    unsigned: bytes, keys: Keys, authority: Authority
) -> None:
    for certificates, lists, words in (
        ([authority.root], [authority.revoked], 'that "Ridgeline Mechanical Ltd. evidence root" withdrew is missing'),
        ([authority.root], [keys.revoked], 'that "Time Root" withdrew is missing'),
    ):
        with pytest.raises(BuilderError, match=words):
            sign(unsigned, keys, authority, "B-LT", proofs=Proofs.read(certificates, lists))


def test_an_authority_whose_issuer_nobody_knows_proves_nothing_for_long(
    unsigned: bytes, keys: Keys, authority: Authority
) -> None:
    lonely = make_authority()

    def alone(signed: cms.SignedData) -> None:
        own = next(each for each in signed["certificates"] if each.chosen.self_signed == "no")
        signed["certificates"] = [own]

    authority.answer = lambda question, _: (
        200,
        "application/timestamp-reply",
        change(lonely.stamp(question, NOW, 1), alone),
    )

    with pytest.raises(
        BuilderError, match='"Time Authority" was issued by "CN=Time Authority Root", whose certificate is missing'
    ):
        sign(unsigned, keys, authority, "B-LT")


def test_an_authority_is_not_asked_where_the_companys_own_proof_is_missing(
    unsigned: bytes, keys: Keys, authority: Authority
) -> None:
    with pytest.raises(BuilderError, match="can't be proved to be in force"):
        sign(unsigned, keys, authority, "B-LT", proofs=replace(proofs_of(keys, authority), lists=()))

    assert authority.questions == []


def test_a_list_that_has_run_out_proves_nothing(unsigned: bytes, keys: Keys, authority: Authority) -> None:
    late = NOW + timedelta(days=60)
    proofs = proofs_of(keys, authority)

    chain = find_chain(*_authority_certificates(authority))
    with pytest.raises(BuilderError, match="has run out or is not in force yet"):
        collect_proofs([chain], proofs, None, late)


def _authority_certificates(authority: Authority) -> tuple[x509.Certificate, list[x509.Certificate]]:
    own, others = Asked(authority.url).known_certificates()
    return own, [*others, x509.load_pem_x509_certificate(authority.root)]


@pytest.mark.parametrize("junk", [b"", b"text", b"-----BEGIN X509 CRL-----\nAAAA\n-----END X509 CRL-----\n"])
def test_files_that_are_no_proofs_are_said_to_be_none(junk: bytes) -> None:
    with pytest.raises(BuilderError, match="--authority-chain"):
        Proofs.read([junk], [])
    with pytest.raises(BuilderError, match="--revocations"):
        Proofs.read([], [junk])
