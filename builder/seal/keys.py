"""Keys for signing: a company's own root and one certificate for each named signer, as files that only their owner can open."""

from __future__ import annotations

import contextlib
import os
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID

from builder.model.error import BuilderError

ROOT_KEY = "company-ca.p12"
ROOT_CERTIFICATE = "company-ca.crt"
REVOKED = "company-ca.crl"
"""List of withdrawn certificates; empty until one is withdrawn."""

_KEY_BITS = 3072
"""About 128 bits of strength; every PDF reader in use takes RSA, not all take elliptic curves."""
_ROOT_YEARS, _SIGNER_YEARS = 15, 5
_SHORTEST = 12


@dataclass(frozen=True)
class Signer:
    """Somebody who will sign packs.

    Attributes:
        name: As it is printed beside the signature.
        title: Their position in the company.
        passphrase: Of their own key; empty to use the one given for all.
    """

    name: str
    title: str = ""
    passphrase: str = ""

    @property
    def file_name(self) -> str:
        """The name of their files without ending: `marnie-kowalchuk`."""
        plain = unicodedata.normalize("NFKD", self.name).encode("ascii", "ignore").decode().lower()
        return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


@dataclass(frozen=True)
class KeyFile:
    """A file that was written.

    Attributes:
        path: Where it is.
        is_secret: Whether it must not leave the owner's hands.
        fingerprint: sha256 of the certificate in it, 64 hex digits; empty for the list of withdrawn certificates.
    """

    path: Path
    is_secret: bool
    fingerprint: str


@dataclass(frozen=True)
class _Pair:
    key: rsa.RSAPrivateKey
    certificate: x509.Certificate


def make_keys(
    directory: Path,
    signers: Sequence[Signer],
    *,
    company: str,
    passphrase: str,
    now: datetime,
) -> tuple[KeyFile, ...]:
    """Makes the company's root (15 years) and a key for each signer (5 years), and writes them into a folder.

    If the folder has the company's root already, it is opened with the passphrase and only the signers are added.

    Args:
        directory: Made if it isn't there, readable by its owner only. Not inside a git work tree.
        signers: At least one.
        company: Legal name, printed in the certificates.
        passphrase: Of the root, and of signers who have none of their own.
        now: With time zone; the certificates hold from a day before it, because clocks differ.

    Raises:
        BuilderError: The folder is in a git work tree, a file exists already, a passphrase is too short or wrong, two signers would
            have the same file name. Nothing was written then.
    """
    folder = directory.absolute()
    _refuse_work_tree(folder)
    _refuse_signers(signers, company, passphrase)
    has_root = (folder / ROOT_KEY).exists()
    files: dict[str, tuple[bytes, bool, str]] = {}
    if has_root:
        root = _open_pair((folder / ROOT_KEY).read_bytes(), passphrase)
    else:
        root = _make_root(company, now)
        files |= _root_files(root, company, passphrase, now)
    for signer in signers:
        pair = _make_signer(signer, company, root, now)
        own = signer.passphrase or passphrase
        sealed = _seal(pair, f"{signer.name}, {company}", own, [root.certificate])
        files[f"{signer.file_name}.p12"] = (sealed, True, _fingerprint(pair.certificate))
        files[f"{signer.file_name}.crt"] = (_pem(pair.certificate), False, _fingerprint(pair.certificate))
    _write(folder, {name: (data, secret) for name, (data, secret, _) in files.items()})
    return tuple(KeyFile(folder / name, secret, mark) for name, (_, secret, mark) in files.items())


def _root_files(root: _Pair, company: str, passphrase: str, now: datetime) -> dict[str, tuple[bytes, bool, str]]:
    mark = _fingerprint(root.certificate)
    return {
        ROOT_KEY: (_seal(root, f"{company}, root", passphrase, None), True, mark),
        ROOT_CERTIFICATE: (_pem(root.certificate), False, mark),
        REVOKED: (_empty_list(root, now), False, ""),
    }


def _make_root(company: str, now: datetime) -> _Pair:
    key = rsa.generate_private_key(public_exponent=65537, key_size=_KEY_BITS)
    name = _name(f"{company} evidence root", "", company)
    builder = (
        _certificate(name, name, key, now, _ROOT_YEARS)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage("key_cert_sign", "crl_sign"), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )
    return _Pair(key, builder.sign(key, hashes.SHA256()))


def _make_signer(signer: Signer, company: str, root: _Pair, now: datetime) -> _Pair:
    key = rsa.generate_private_key(public_exponent=65537, key_size=_KEY_BITS)
    name = _name(signer.name, signer.title, company)
    issuer = root.certificate.extensions.get_extension_for_class(x509.SubjectKeyIdentifier).value
    builder = (
        _certificate(name, root.certificate.subject, key, now, _SIGNER_YEARS)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage("digital_signature", "content_commitment"), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_subject_key_identifier(issuer), critical=False)
    )
    if root.certificate.not_valid_after_utc < now + timedelta(days=366 * _SIGNER_YEARS):
        raise BuilderError(
            f"The company's root certificate ends on {root.certificate.not_valid_after_utc:%Y-%m-%d}, too soon for a new signer.",
            "Make a new folder of keys with a new root, and publish the new company-ca.crt.",
        )
    return _Pair(key, builder.sign(root.key, hashes.SHA256()))


def _certificate(
    subject: x509.Name, issuer: x509.Name, key: rsa.RSAPrivateKey, now: datetime, years: int
) -> x509.CertificateBuilder:
    start = now.replace(microsecond=0)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(start - timedelta(days=1))
        .not_valid_after(start + timedelta(days=round(365.25 * years)))
    )


def _name(name: str, title: str, company: str) -> x509.Name:
    attributes = [x509.NameAttribute(NameOID.ORGANIZATION_NAME, company[:64])]
    if title:
        attributes.append(x509.NameAttribute(NameOID.TITLE, title[:64]))
    attributes.append(x509.NameAttribute(NameOID.COMMON_NAME, name[:64]))
    return x509.Name(attributes)


def _usage(*granted: str) -> x509.KeyUsage:
    every = (
        "digital_signature",
        "content_commitment",
        "key_encipherment",
        "data_encipherment",
        "key_agreement",
        "key_cert_sign",
        "crl_sign",
        "encipher_only",
        "decipher_only",
    )
    return x509.KeyUsage(**{name: name in granted for name in every})


def _empty_list(root: _Pair, now: datetime) -> bytes:
    revoked = (
        x509.CertificateRevocationListBuilder()
        .issuer_name(root.certificate.subject)
        .last_update(now.replace(microsecond=0) - timedelta(days=1))
        .next_update(root.certificate.not_valid_after_utc)
        .sign(root.key, hashes.SHA256())
    )
    return revoked.public_bytes(serialization.Encoding.PEM)


def _seal(pair: _Pair, label: str, passphrase: str, chain: list[x509.Certificate] | None) -> bytes:
    encryption = serialization.BestAvailableEncryption(passphrase.encode())
    return pkcs12.serialize_key_and_certificates(label.encode(), pair.key, pair.certificate, chain, encryption)


def _open_pair(sealed: bytes, passphrase: str) -> _Pair:
    try:
        key, certificate, _ = pkcs12.load_key_and_certificates(sealed, passphrase.encode())
    except ValueError:
        raise BuilderError(
            f"The company's root ({ROOT_KEY}) in this folder doesn't open with this passphrase.",
            "Give the passphrase with which the folder was made, or choose a new folder.",
        ) from None
    if not isinstance(key, rsa.RSAPrivateKey) or certificate is None:
        raise BuilderError(f"{ROOT_KEY} doesn't hold the company's root.", "Choose a new folder.")
    return _Pair(key, certificate)


def _pem(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(serialization.Encoding.PEM)


def _fingerprint(certificate: x509.Certificate) -> str:
    return certificate.fingerprint(hashes.SHA256()).hex()


def _refuse_signers(signers: Sequence[Signer], company: str, passphrase: str) -> None:
    if not signers:
        raise BuilderError("No signer was named.", "Name everyone who signs packs, one --signer for each.")
    if not company.strip():
        raise BuilderError("The company has no name.", "Fill in `name` in records/company.yaml.")
    names = [signer.file_name for signer in signers]
    for signer in signers:
        if not signer.file_name:
            raise BuilderError(
                f'"{signer.name}" has no letters of which a file name can be made.', "Write the name in Latin letters."
            )
        if signer.file_name == Path(ROOT_KEY).stem or names.count(signer.file_name) > 1:
            raise BuilderError(
                f'Two keys would be called "{signer.file_name}".', "Tell the signers apart by a middle name."
            )
    for given in (passphrase, *(signer.passphrase for signer in signers if signer.passphrase)):
        if len(given) < _SHORTEST:
            raise BuilderError(
                f"A passphrase has fewer than {_SHORTEST} characters.",
                "Choose four or five words that don't belong together.",
            )


def _refuse_work_tree(folder: Path) -> None:
    """Raises if git could ever commit the folder's files; symbolic links on the way are followed, and `ROOT/../keys` is beside ROOT."""
    for place in (Path(os.path.normpath(folder)), folder.resolve()):
        for parent in (place, *place.parents):
            if (parent / ".git").exists() or ((parent / "HEAD").is_file() and (parent / "objects").is_dir()):
                raise BuilderError(
                    f"{folder} is inside the git repository {parent}; a key that is committed once is known to all for ever.",
                    "Choose a folder outside it, best on a stick that is kept locked away.",
                )


def write_key_files(folder: Path, files: Mapping[str, tuple[bytes, bool]]) -> None:
    """Writes keys into a folder, all of them or none; what is secret can be opened by its owner only.

    Args:
        folder: Absolute; made if it isn't there.
        files: Bytes, and whether they are secret, by name.

    Raises:
        BuilderError: The folder is in a git work tree, a file exists already, or it can't be written.
    """
    _refuse_work_tree(folder)
    _write(folder, files)


def _write(folder: Path, files: Mapping[str, tuple[bytes, bool]]) -> None:
    for name in files:
        if (folder / name).exists() or (folder / name).is_symlink():
            raise BuilderError(
                f"{folder / name} exists already; keys are never overwritten.", "Choose an empty folder."
            )
    written: list[Path] = []
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        for name, (data, is_secret) in files.items():
            # Private from the first byte on: changing the mode afterwards would leave a moment in between.
            handle = os.open(folder / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600 if is_secret else 0o644)
            written.append(folder / name)
            with os.fdopen(handle, "wb") as file:
                file.write(data)
    except OSError as error:
        for path in written:
            with contextlib.suppress(OSError):
                path.unlink()
        raise BuilderError(
            f"The keys can't be written to {folder} ({error.strerror}).", "Choose another folder."
        ) from error
