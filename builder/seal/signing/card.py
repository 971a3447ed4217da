"""A signer's key that never leaves a card or stick (PKCS#11): a smart card, a USB key, or a program that behaves like one.

Needs the optional library python-pkcs11 (`pip install "muster-hs[pkcs11]"`) and the module that the maker of the card provides.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from cryptography import x509
from pyhanko.keys.internal import translate_pyca_cryptography_cert_to_asn1

from builder.model.error import BuilderError
from builder.seal.signing.chain import find_chain, name_of
from builder.seal.signing.key_file import KeyHolder, embedded_chain, examine_certificate, make_holder


@dataclass(frozen=True)
class Card:
    """Where the key is.

    Attributes:
        module: The file that the maker of the card provides, like /usr/lib/opensc-pkcs11.so.
        token: Label of the card.
        certificate: Label of the certificate on it; empty if only one has a key.
    """

    module: Path
    token: str
    certificate: str = ""


@contextmanager
def open_card(card: Card, pin: str, now: datetime, issuers: Iterable[x509.Certificate] = ()) -> Iterator[KeyHolder]:
    """The key on a card, as long as the card is open.

    Args:
        card: Where it is.
        pin: Of the card; tried once, because cards lock themselves after a few wrong ones.
        now: With time zone; the certificate has to hold then.
        issuers: Certificates among which to look for issuers that are not on the card.

    Raises:
        BuilderError: The library isn't installed, the card can't be opened or used, or its certificate isn't one to sign with.
    """
    pkcs11, adapter = _import()
    try:
        pkcs11.lib(str(card.module))
    except (pkcs11.PKCS11Error, RuntimeError):
        raise BuilderError(
            f"{card.module} can't be loaded as the module of a card.",
            "Give the file that the card's maker provides with --pkcs11-lib.",
        ) from None
    try:
        session = adapter.open_pkcs11_session(
            str(card.module), token_criteria=adapter.TokenCriteria(label=card.token), user_pin=pin
        )
    except (pkcs11.PKCS11Error, RuntimeError) as error:
        raise _refused(pkcs11, error, card) from None
    try:
        with session:
            yield _find_holder(pkcs11, adapter, session, card, now, issuers)
    except pkcs11.PKCS11Error as error:
        raise _refused(pkcs11, error, card) from None


def _import() -> tuple[Any, Any]:
    try:
        import pkcs11
        from pyhanko.sign import pkcs11 as adapter
    except ImportError:
        raise BuilderError(
            "Signing with a card needs the library python-pkcs11, which is not installed.",
            'Install it with: pip install "muster-hs[pkcs11]"',
        ) from None
    return pkcs11, adapter


def _find_holder(
    pkcs11: Any, adapter: Any, session: Any, card: Card, now: datetime, issuers: Iterable[x509.Certificate]
) -> KeyHolder:
    attribute, kind = pkcs11.Attribute, pkcs11.ObjectClass
    keys = {bytes(each[attribute.ID]) for each in session.get_objects({attribute.CLASS: kind.PRIVATE_KEY})}
    found = [
        (str(each[attribute.LABEL]), bytes(each[attribute.ID]), x509.load_der_x509_certificate(each[attribute.VALUE]))
        for each in session.get_objects({attribute.CLASS: kind.CERTIFICATE})
    ]
    own = [(label, id, each) for label, id, each in found if id in keys and card.certificate in ("", label)]
    if len(own) != 1:
        labels = ", ".join(sorted(f'"{label}" ({name_of(each)})' for label, id, each in found if id in keys)) or "none"
        raise BuilderError(
            f'The card "{card.token}" has {len(own)} certificates that fit, each with its key.',
            f"Choose one with --certificate; there are: {labels}.",
        )
    _, id, certificate = own[0]
    examine_certificate(certificate, now)
    chain = find_chain(certificate, (*(each for _, _, each in found), *issuers))
    own_certificate = translate_pyca_cryptography_cert_to_asn1(certificate)
    signer = adapter.PKCS11Signer(session, signing_cert=own_certificate, key_id=id)
    # The library counts the signer's certificate among the others too, and would write it twice.
    signer._cert_registry = embedded_chain(chain)
    return make_holder(signer, chain)


def _refused(pkcs11: Any, error: Exception, card: Card) -> BuilderError:
    """What a card's refusal means, in words."""
    errors = pkcs11.exceptions
    if isinstance(error, errors.PinLocked):
        return BuilderError(
            f'The card "{card.token}" has locked itself after too many wrong PINs.',
            "Ask whoever issued it to unlock it.",
        )
    if isinstance(error, errors.PinIncorrect | errors.PinLenRange | errors.PinInvalid):
        return BuilderError(
            f'The card "{card.token}" doesn\'t open with this PIN.',
            "Type it again with care: after a few wrong ones a card locks itself.",
        )
    if "No token" in str(error):
        return BuilderError(
            f'There is no card "{card.token}" in any reader.', "Put it in, or give its label with --token."
        )
    name = type(error).__name__
    return BuilderError(f'The card "{card.token}" can\'t be used ({name}).', "Look whether it is still in the reader.")
