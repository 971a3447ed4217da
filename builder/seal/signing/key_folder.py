"""How a folder of keys goes on after it was made: new keys for those who sign, withdrawn ones, and what there is."""

from __future__ import annotations

import os
import re
import tempfile
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path

from cryptography import x509
from cryptography.x509.oid import NameOID

from builder.model.error import BuilderError
from builder.seal.signing.certificates import (
    REVOKED,
    ROOT_CERTIFICATE,
    ROOT_KEY,
    Pair,
    fingerprint_of,
    make_list,
    make_signer,
    open_root,
    seal_pair,
    write_pem,
)
from builder.seal.signing.chain import is_signed_by, name_of
from builder.seal.signing.keys import KeyFile, Signer, refuse_short, refuse_work_tree, write_key_files

REASONS = {
    "key-compromise": x509.ReasonFlags.key_compromise,
    "superseded": x509.ReasonFlags.superseded,
    "left": x509.ReasonFlags.affiliation_changed,
}
"""Why a key is withdrawn, in our words and in those of RFC 5280, 5.3.1. Only the first one undoes what was signed earlier."""

_LARGEST = 1_000_000
_NUMBERED = re.compile(r"(.+?)-(\d+)")


@dataclass(frozen=True)
class KeptKey:
    """A certificate in a folder of keys.

    Attributes:
        file_name: Without ending: `marnie-kowalchuk-2`.
        name, title: Whose it is.
        first, last: The days between which it holds.
        fingerprint: sha256, 64 hex digits.
        withdrawn: The day from which it no longer counts; None if it was not withdrawn.
        reason: Why it was withdrawn, as `muster keys revoke` takes it; empty if unknown or not withdrawn.
    """

    file_name: str
    name: str
    title: str
    first: date
    last: date
    fingerprint: str
    withdrawn: date | None
    reason: str


def list_keys(directory: Path) -> tuple[KeptKey, ...]:
    """The certificates in a folder of keys, the root first.

    Raises:
        BuilderError: It is no such folder, or a file in it can't be read.
    """
    root, revoked = _read_root(directory), _read_list(directory)
    kept = [_keep(Path(ROOT_CERTIFICATE).stem, root, None)]
    for path in sorted(directory.glob("*.crt")):
        if path.name != ROOT_CERTIFICATE:
            certificate = _read_certificate(path)
            entry = revoked.get_revoked_certificate_by_serial_number(certificate.serial_number)
            kept.append(_keep(path.stem, certificate, entry))
    return tuple(kept)


def renew_key(
    directory: Path, who: str, *, passphrase: str, own_passphrase: str = "", now: datetime
) -> tuple[KeyFile, ...]:
    """Makes another key for somebody who has one; the old one stays where it is, and good for what it signed.

    Args:
        directory: The folder of keys.
        who: Name of the person, or of their files.
        passphrase: Of the root.
        own_passphrase: For the new key; empty to use that of the root.
        now: With time zone.

    Raises:
        BuilderError: Nobody of that name has a key there, the passphrase is wrong or too short, or the files can't be written.
    """
    folder = directory.absolute()
    refuse_work_tree(folder)
    own = own_passphrase or passphrase
    refuse_short(own)
    stem = Signer(who).file_name
    newest = _newest(folder, stem)
    old = _read_certificate(folder / f"{newest}.crt")
    root = _open_root(folder, passphrase)
    pair = make_signer(old.subject, root, now)
    name = _next_name(folder, newest)
    mark = fingerprint_of(pair.certificate)
    files = {
        f"{name}.p12": (seal_pair(pair, name_of(pair.certificate), own, [root.certificate]), True),
        f"{name}.crt": (write_pem(pair.certificate), False),
    }
    write_key_files(folder, files)
    return tuple(KeyFile(folder / name, is_secret, mark) for name, (_, is_secret) in files.items())


def withdraw_key(directory: Path, who: str, *, reason: str, on: date, passphrase: str, now: datetime) -> KeptKey:
    """Puts a key on the company's list of withdrawn ones, and writes the new list over the old one, whole.

    Args:
        directory: The folder of keys.
        who: Name of the files: `marnie-kowalchuk`, or `marnie-kowalchuk-2` for the second key of that person.
        reason: One of REASONS.
        on: The first day on which what it signs doesn't count any more; with key-compromise nothing that it signed does.
        passphrase: Of the root.
        now: With time zone.

    Raises:
        BuilderError: There is no such key or reason, it is withdrawn already, the day is to come, or the list can't be written.
    """
    folder = directory.absolute()
    refuse_work_tree(folder)
    if reason not in REASONS:
        raise BuilderError(f'"{reason[:40]}" is no reason to withdraw a key.', f"Choose {', '.join(REASONS)}.")
    if on > now.date():
        raise BuilderError(f"{on} is yet to come.", "Withdraw the key on that day, or give today with --on.")
    stem = Signer(who).file_name
    certificate = _read_certificate(_certificate_of(folder, stem))
    root, revoked = _open_root(folder, passphrase), _read_list(folder)
    if not is_signed_by(revoked, root.certificate):
        raise BuilderError(
            f"The list of withdrawn certificates ({REVOKED}) was not signed by the root in this folder.",
            "Take the list that was last committed.",
        )
    earlier = revoked.get_revoked_certificate_by_serial_number(certificate.serial_number)
    _refuse_again(earlier, reason, stem)
    entry = _make_entry(certificate, reason, datetime.combine(on, time(), now.tzinfo))
    others = [each for each in revoked if each.serial_number != certificate.serial_number]
    _replace(folder / REVOKED, make_list(root, now, [*others, entry], _number(revoked) + 1))
    return _keep(stem, certificate, entry)


def _refuse_again(earlier: x509.RevokedCertificate | None, reason: str, stem: str) -> None:
    """A key that was withdrawn may turn out to be stolen; nothing else changes what was said of it."""
    if earlier is not None and (reason != "key-compromise" or _reason(earlier) == "key-compromise"):
        raise BuilderError(
            f"The key {stem} is withdrawn already, from {earlier.revocation_date_utc:%Y-%m-%d} on.",
            "Only that it was stolen can still be added: --reason key-compromise.",
        )


def _make_entry(certificate: x509.Certificate, reason: str, at: datetime) -> x509.RevokedCertificate:
    return (
        x509.RevokedCertificateBuilder()
        .serial_number(certificate.serial_number)
        .revocation_date(at)
        .add_extension(x509.CRLReason(REASONS[reason]), critical=False)
        .build()
    )


def _keep(stem: str, certificate: x509.Certificate, entry: x509.RevokedCertificate | None) -> KeptKey:
    titles = certificate.subject.get_attributes_for_oid(NameOID.TITLE)
    return KeptKey(
        stem,
        name_of(certificate),
        " ".join(str(titles[0].value).split()) if titles else "",
        certificate.not_valid_before_utc.date(),
        certificate.not_valid_after_utc.date(),
        fingerprint_of(certificate),
        entry.revocation_date_utc.date() if entry else None,
        _reason(entry) if entry else "",
    )


def _reason(entry: x509.RevokedCertificate) -> str:
    try:
        flag = entry.extensions.get_extension_for_class(x509.CRLReason).value.reason
    except x509.ExtensionNotFound:
        return ""
    return next((word for word, each in REASONS.items() if each is flag), "")


def _number(revoked: x509.CertificateRevocationList) -> int:
    try:
        return revoked.extensions.get_extension_for_class(x509.CRLNumber).value.crl_number
    except x509.ExtensionNotFound:
        return 1  # lists of older versions have no number, and there was never more than one


def _newest(folder: Path, stem: str) -> str:
    """The newest of somebody's files without ending: `marnie-kowalchuk`, `marnie-kowalchuk-2` and so on."""
    found = {1: stem} if _is_signers(folder / f"{stem}.crt") else {}
    for path in folder.glob(f"{stem}-*.crt"):
        match = _NUMBERED.fullmatch(path.stem)
        if match and match[1] == stem:
            found[int(match[2])] = path.stem
    if not found:
        return _certificate_of(folder, stem).stem
    return found[max(found)]


def _next_name(folder: Path, newest: str) -> str:
    match = _NUMBERED.fullmatch(newest)
    # "unit-2" may be a person's own name: it is numbered only if there is a "unit" beside it.
    if match and (folder / f"{match[1]}.crt").is_file():
        return f"{match[1]}-{int(match[2]) + 1}"
    return f"{newest}-2"


def _certificate_of(folder: Path, stem: str) -> Path:
    path = folder / f"{stem}.crt"
    if not stem or not _is_signers(path):
        names = sorted(each.stem for each in folder.glob("*.crt") if each.name != ROOT_CERTIFICATE)
        raise BuilderError(
            f'There is no key of "{stem}" in {folder}.',
            f"There are: {', '.join(names) or 'none'}. Give the folder with --in.",
        )
    return path


def _is_signers(path: Path) -> bool:
    return path.is_file() and path.name != ROOT_CERTIFICATE


def _open_root(folder: Path, passphrase: str) -> Pair:
    return open_root(_read(folder / ROOT_KEY), passphrase)


def _read_root(folder: Path) -> x509.Certificate:
    return _read_certificate(folder / ROOT_CERTIFICATE)


def _read_certificate(path: Path) -> x509.Certificate:
    try:
        return x509.load_pem_x509_certificate(_read(path))
    except ValueError:
        raise BuilderError(
            f"{path} is not a certificate that can be read.", "Take a copy of it as it was made."
        ) from None


def _read_list(folder: Path) -> x509.CertificateRevocationList:
    try:
        return x509.load_pem_x509_crl(_read(folder / REVOKED))
    except ValueError:
        raise BuilderError(
            f"{folder / REVOKED} is not a list of withdrawn certificates.", "Take the list that was last committed."
        ) from None


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(_LARGEST)
    except OSError as error:
        raise BuilderError(
            f"{path} can't be read ({error.strerror}).", "Give the folder that `muster keys init` made with --in."
        ) from error


def _replace(path: Path, data: bytes) -> None:
    """Writes a file over an older one, so that there is the whole old one or the whole new one."""
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            Path(name).chmod(0o644)
            Path(name).replace(path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise BuilderError(f"{path} can't be written ({error.strerror}).", "Nothing was withdrawn.") from error
