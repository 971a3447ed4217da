"""Key files that can't sign, each said in its own words; every one is refused before the pack is touched."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from asn1crypto.pkcs12 import AuthenticatedSafe, Pfx, SafeContents
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import dsa, ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12
from cryptography.x509.oid import NameOID

from builder.model.error import BuilderError
from builder.seal.signing.key_file import open_key
from builder.seal.signing.sign import sign_pack
from builder.seal.verifying.signatures import read_signatures
from tests.seal.conftest import NOW, PASSPHRASE, Keys


def rsa_key(bits: int = 2048) -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=bits)


def key_file(key: Any, *, usage: str = "content_commitment", digest: Any = None, others: Any = None) -> bytes:
    """A key file whose certificate signs itself, or is signed by the first of the others' keys."""
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Somebody")])
    issuer, signing_key = others or (name, key)
    granted = (
        "digital_signature content_commitment key_encipherment data_encipherment key_agreement key_cert_sign crl_sign "
        "encipher_only decipher_only"
    )
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(7)
        .not_valid_before(NOW - timedelta(days=2))
        .not_valid_after(NOW + timedelta(days=2))
        .add_extension(x509.KeyUsage(**{each: each == usage for each in granted.split()}), critical=True)
        .sign(signing_key, digest if digest is not None else _digest(signing_key))
    )
    return pkcs12.serialize_key_and_certificates(
        b"key", key, certificate, None, BestAvailableEncryption(PASSPHRASE.encode())
    )


def _digest(key: Any) -> Any:
    return None if isinstance(key, ed25519.Ed25519PrivateKey) else hashes.SHA256()


def weakly_signed() -> bytes:
    """A certificate that says it was signed over a SHA-1 digest; whether the signature fits is not looked at here."""
    return key_file(rsa_key(), digest=hashes.SHA1())


def two_keys(keys: Keys) -> bytes:
    """A key file with the bag of its key twice."""
    pfx = Pfx.load(keys.manager)
    safe = pfx.authenticated_safe
    for part in safe:
        if part["content_type"].native == "data":
            bags = SafeContents.load(part["content"].native)
            bags.append(bags[0])
            part["content"] = bags.dump(force=True)
    pfx["auth_safe"]["content"] = AuthenticatedSafe(list(safe)).dump(force=True)
    data: bytes = pfx.dump(force=True)
    return data


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: key_file(rsa_key(1024)), "too weak: RSA with 1024 bits"),
        (
            lambda: key_file(ed25519.Ed25519PrivateKey.generate()),
            "Ed25519 or Ed448 key, which most PDF readers can't check",
        ),
        (lambda: key_file(dsa.generate_private_key(2048)), "of a kind that PDF readers can't check"),
        (lambda: key_file(ec.generate_private_key(ec.SECP256K1())), "of a kind that PDF readers can't check"),
        (lambda: key_file(rsa_key(), usage="key_encipherment"), "not made for signing documents"),
    ],
)
def test_a_key_that_readers_would_not_accept_is_refused(make: Callable[[], bytes], words: str) -> None:
    with pytest.raises(BuilderError, match=words):
        open_key(make(), PASSPHRASE, NOW)


def test_a_certificate_signed_over_a_digest_that_can_be_forged_is_refused() -> None:
    try:
        made = weakly_signed()
    except Exception as error:
        # Newer libraries don't make such certificates at all.
        assert "SHA1" in str(error).upper() or "unsupported" in str(error).lower()  # noqa: PT017
        return
    with pytest.raises(BuilderError, match="signed over a sha1 digest, which can be forged"):
        open_key(made, PASSPHRASE, NOW)


def test_a_key_file_with_several_keys_is_refused_because_nobody_said_which(keys: Keys) -> None:
    with pytest.raises(BuilderError, match="holds 2 keys"):
        open_key(two_keys(keys), PASSPHRASE, NOW)


@pytest.mark.parametrize("curve", [ec.SECP256R1(), ec.SECP384R1()])
def test_an_elliptic_curve_key_signs_as_well(curve: ec.EllipticCurve, unsigned: bytes) -> None:
    key = key_file(ec.generate_private_key(curve))
    made = sign_pack(unsigned, key=key, passphrase=PASSPHRASE, field="hs_manager", reason="", now=NOW)

    assert [each.holds for each in read_signatures(made).found] == [True]


def test_only_certificates_that_lead_to_the_signers_are_taken_from_the_key_file(keys: Keys, other_keys: Keys) -> None:
    loaded = pkcs12.load_key_and_certificates(keys.manager, PASSPHRASE.encode())
    strangers = [x509.load_pem_x509_certificate(other_keys.root), x509.load_pem_x509_certificate(keys.root)]
    crowded = pkcs12.serialize_key_and_certificates(
        b"key",
        loaded[0],
        loaded[1],
        strangers,
        BestAvailableEncryption(PASSPHRASE.encode()),  # type: ignore[arg-type]
    )

    holder = open_key(crowded, PASSPHRASE, NOW)
    assert list(holder.chain) == [loaded[1], strangers[1]]
    assert list(holder.signer.cert_registry) == []


def test_an_issuer_that_the_key_file_lacks_is_found_among_those_given(keys: Keys) -> None:
    loaded = pkcs12.load_key_and_certificates(keys.manager, PASSPHRASE.encode())
    alone = pkcs12.serialize_key_and_certificates(
        b"key",
        loaded[0],
        loaded[1],
        None,
        BestAvailableEncryption(PASSPHRASE.encode()),  # type: ignore[arg-type]
    )
    root = x509.load_pem_x509_certificate(keys.root)

    assert len(open_key(alone, PASSPHRASE, NOW).chain) == 1
    assert open_key(alone, PASSPHRASE, NOW, [root]).chain[-1] == root
