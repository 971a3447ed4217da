"""`muster sign PACK`: one more signature, into a new file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from builder.commands.files import write_all
from builder.commands.shell_word import shell_word
from builder.model.error import BuilderError
from builder.seal.signing.card import Card, open_card
from builder.seal.signing.certificates import REVOKED
from builder.seal.signing.key_file import open_key
from builder.seal.signing.long_term import Proofs, choose_level
from builder.seal.signing.sign import Wish, sign_with

_LARGEST = 2_000_000_000

REASONS = {
    "hs_manager": "Compiled from the program's records",
    "senior_manager": "Approved for the audit",
    "auditor_receipt": "Received",
}
"""Why somebody signs, by field, where no reason was given."""


@dataclass(frozen=True)
class SignRequest:
    """What shall be signed, and how.

    Attributes:
        pack: The file to sign; it stays as it is.
        out: The file to write; one that is there is replaced only by a whole new one.
        field: The signature field.
        key: The signer's .p12 file; None with a card.
        card: Where the signer's key is on a card or stick; None with a file.
        reason: Printed beside the signature; None for the usual one of the field.
        level: B-B, B-T, B-LT or B-LTA; empty for what goes with the time-stamping authority.
        timestamp_url: A time-stamping authority.
        chain: Files with certificates of issuers.
        revocations: Files with lists of withdrawn certificates.
    """

    pack: Path
    out: Path
    field: str
    key: Path | None = None
    card: Card | None = None
    reason: str | None = None
    level: str = ""
    timestamp_url: str | None = None
    chain: tuple[Path, ...] = ()
    revocations: tuple[Path, ...] = ()


def sign(
    request: SignRequest,
    *,
    ask_passphrase: Callable[[], str],
    ask_pin: Callable[[], str] = str,
    now: datetime,
    say: Callable[[str], None],
) -> int:
    """Signs a pack and writes the signed one beside it; gives back the exit status.

    Args:
        request: What and how.
        ask_passphrase: Gives the passphrase of the key file; asked once the files could be read, never printed.
        ask_pin: Gives the PIN of the card, likewise.
        now: With time zone.
        say: Prints a line.

    Raises:
        BuilderError: It can't be signed; nothing was written.
    """
    _refuse_places(request)
    reason = REASONS.get(request.field, "") if request.reason is None else request.reason
    proofs = Proofs.read([_read(path) for path in request.chain], [_read(path) for path in _lists(request)])
    wish = Wish(request.field, reason, now, request.level, request.timestamp_url, proofs)
    level = choose_level(request.level, request.timestamp_url)
    data = _read(request.pack)
    if request.card is not None:
        with open_card(request.card, ask_pin(), now, proofs.certificates) as holder:
            signed = sign_with(data, holder, wish)
    elif request.key is not None:
        signed = sign_with(data, open_key(_read(request.key), ask_passphrase(), now, proofs.certificates), wish)
    else:
        raise BuilderError(
            "It is not said whose key signs.", "Give a key file with --key, or a card with --pkcs11-lib."
        )
    _write(request.out, signed)
    time = (
        f"with the time of {request.timestamp_url}"
        if request.timestamp_url
        else "without a timestamp (--timestamp-url)"
    )
    say(f"{request.out} is signed in the field {request.field} (PAdES {level.value}), {time}.")
    say(f"Check it with: muster verify {shell_word(request.out)} --trust company-ca.crt")
    return 0


def _lists(request: SignRequest) -> tuple[Path, ...]:
    """The lists of withdrawn certificates that were given, and the company's own where it lies beside the key."""
    own = request.key.parent / REVOKED if request.key else None
    return (*request.revocations, own) if own and own.is_file() else request.revocations


def _refuse_places(request: SignRequest) -> None:
    out = request.out.resolve()
    if out == request.pack.resolve():
        raise BuilderError("The signed pack can't take the place of the unsigned one.", "Give another name with --out.")
    given = (request.key, *request.chain, *request.revocations)
    if out in [path.resolve() for path in given if path is not None]:
        raise BuilderError(f"The signed pack can't take the place of {request.out}.", "Give another name with --out.")
    if out.is_dir():
        raise BuilderError(f"{request.out} is a folder.", "Give the name of a file with --out.")


def _read(path: Path) -> bytes:
    try:
        if path.stat().st_size > _LARGEST:
            raise BuilderError(f"{path} is too large to be a pack or a key.")
        return path.read_bytes()
    except OSError as error:
        raise BuilderError(f"{path} can't be read ({error.strerror}).", "Check the name.") from error


def _write(path: Path, data: bytes) -> None:
    try:
        write_all({path: data})
    except OSError as error:
        raise BuilderError(
            f"{path} can't be written ({error.strerror}).", "Choose another place with --out."
        ) from error
