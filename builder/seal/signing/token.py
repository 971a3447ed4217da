"""A token of a time-stamping authority: without all that nothing protects in it, and whether it can be relied on."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from asn1crypto import cms, core
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import ExtendedKeyUsageOID
from pyhanko.sign.general import CMSExtractionError
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.generic_cms import extract_certs_for_validation, validate_tst_signed_data
from pyhanko_certvalidator import ValidationContext

from builder.seal.signing.chain import embedded_part, find_chain
from builder.seal.verifying.canonical import respell_token
from builder.seal.verifying.der import is_strict

FARTHEST = timedelta(days=1)
"""Between the authority's clock and this computer's: more than any time zone that was set wrong on one of them."""


class UnreliableError(ValueError):
    """The token can't be relied on; the message says why, as the end of a sentence."""


def find_authority(token: cms.ContentInfo) -> tuple[x509.Certificate, list[x509.Certificate]]:
    """The certificate that signed a token, and the others that came with it.

    Raises:
        UnreliableError: There is no such certificate in it.
    """
    signed = token["content"]
    if len(signed["signer_infos"]) != 1 or signed["signer_infos"][0]["signed_attrs"] is core.VOID:
        raise UnreliableError("it is not signed in the way of a timestamp")
    if signed["signer_infos"][0]["sid"].name != "issuer_and_serial_number":
        # By the number of its key, which the signing library can't follow.
        raise UnreliableError("it doesn't name the certificate that signed the time by its issuer")
    try:
        found = extract_certs_for_validation(signed)
        own = _convert(found.signer_cert)
    except (CMSExtractionError, SignatureValidationError, ValueError, AttributeError) as error:
        raise UnreliableError("the certificate that signed the time did not come with it, or can't be read") from error
    others = []
    for each in found.other_certs:
        try:
            others.append(_convert(each))
        except ValueError:
            continue  # it can't be read, so it can't be what anything rests on
    return own, others


def prune_token(token: cms.ContentInfo, issuers: Iterable[x509.Certificate] = ()) -> cms.ContentInfo:
    """The token with the certificates that lead to its signer's and nothing else that its signature doesn't cover, in DER.

    What nothing protects could be changed later without anybody noticing: other certificates, lists, unsigned attributes, digests
    that nobody used.

    Args:
        token: As the authority sent it.
        issuers: Further certificates among which the way to a root may be found.

    Raises:
        UnreliableError: It can't be written in DER.
    """
    own, others = find_authority(token)
    signed = token["content"]
    signer = signed["signer_infos"][0]
    signer = cms.SignerInfo({name: signer[name] for name in _SIGNER if signer[name] is not core.VOID})
    chain = embedded_part(find_chain(own, (*others, *issuers)))
    pruned = cms.ContentInfo(
        {
            "content_type": "signed_data",
            "content": cms.SignedData(
                {
                    "version": signed["version"],
                    "digest_algorithms": [signer["digest_algorithm"]],
                    "encap_content_info": signed["encap_content_info"],
                    "certificates": [asn1_x509.Certificate.load(_der(each)) for each in chain],
                    "signer_infos": [signer],
                }
            ),
        }
    )
    data = pruned.dump()
    if not is_strict(data):
        # Some authorities answer in BER, where a value can be written in several ways; what they signed stays as it is.
        data = cms.ContentInfo.load(data).dump(force=True)
        if not is_strict(data):
            raise UnreliableError("its answer is not in the strict form (DER) that a pack needs")
    try:
        return respell_token(cms.ContentInfo.load(data, strict=True))
    except ValueError as error:
        raise UnreliableError("it signs in a way that readers of the pack would not accept") from error


_SIGNER = ("version", "sid", "digest_algorithm", "signed_attrs", "signature_algorithm", "signature")


async def refuse_token(token: cms.ContentInfo, digest: bytes, now: datetime) -> None:
    """Refuses a token that a reader of the pack would not accept (RFC 3161, 2.3 and 2.4.2; RFC 5816).

    Args:
        token: Pruned.
        digest: What was to be stamped.
        now: By this computer's clock.

    Raises:
        UnreliableError: Its signature doesn't hold, its certificate isn't one for timestamps or didn't hold, or its time is far away.
    """
    own, _ = find_authority(token)
    at = token["content"]["encap_content_info"]["content"].parsed["gen_time"].native
    _refuse_certificate(own, at)
    if "signing_certificate_v2" not in [
        each["type"].native for each in token["content"]["signer_infos"][0]["signed_attrs"]
    ]:
        # The older attribute holds a SHA-1 digest, for which somebody could make another certificate (RFC 5816, 2.2.1).
        raise UnreliableError("its answer names the certificate that signed the time by no digest that counts")
    root = asn1_x509.Certificate.load(_der(own))
    context = ValidationContext(trust_roots=[root], allow_fetching=False, revocation_mode="soft-fail", moment=at)
    try:
        status = await validate_tst_signed_data(token["content"], context, lambda _: digest)
    except SignatureValidationError as error:
        raise UnreliableError("its signature on the time doesn't hold") from error
    if not (status["intact"] and status["valid"]):
        raise UnreliableError("its signature on the time doesn't hold")
    if abs(at - now) > FARTHEST:
        raise UnreliableError(
            f"it says that it is {at:%Y-%m-%d %H:%M %Z}, and this computer that it is {now:%Y-%m-%d %H:%M %Z}; one clock is wrong"
        )


def _refuse_certificate(certificate: x509.Certificate, at: datetime) -> None:
    try:
        purpose = certificate.extensions.get_extension_for_class(x509.ExtendedKeyUsage)
    except (x509.ExtensionNotFound, ValueError):
        raise UnreliableError("the certificate that signed the time is not one for timestamps") from None
    if list(purpose.value) != [ExtendedKeyUsageOID.TIME_STAMPING] or not purpose.critical:
        raise UnreliableError("the certificate that signed the time is not one for timestamps")
    first, last = certificate.not_valid_before_utc, certificate.not_valid_after_utc
    if not first <= at <= last:
        raise UnreliableError(
            f"its certificate held from {first:%Y-%m-%d} to {last:%Y-%m-%d}, and the time that it signed is {at:%Y-%m-%d}"
        )


def _convert(certificate: asn1_x509.Certificate) -> x509.Certificate:
    return x509.load_der_x509_certificate(certificate.dump())


def _der(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(Encoding.DER)
