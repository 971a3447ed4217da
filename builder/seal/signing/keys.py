"""Keys for signing: a company's own root and one certificate for each named signer, as files that only their owner can open."""

from __future__ import annotations

import contextlib
import os
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from builder.model.error import BuilderError
from builder.seal.signing.certificates import REVOKED as REVOKED
from builder.seal.signing.certificates import ROOT_CERTIFICATE as ROOT_CERTIFICATE
from builder.seal.signing.certificates import ROOT_KEY as ROOT_KEY
from builder.seal.signing.certificates import (
    Pair,
    fingerprint_of,
    make_list,
    make_name,
    make_root,
    make_signer,
    open_root,
    seal_pair,
    write_pem,
)

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
    refuse_work_tree(folder)
    _refuse_signers(signers, company, passphrase)
    has_root = (folder / ROOT_KEY).exists()
    files: dict[str, tuple[bytes, bool, str]] = {}
    if has_root:
        root = open_root((folder / ROOT_KEY).read_bytes(), passphrase)
    else:
        root = make_root(company, now)
        files |= _root_files(root, company, passphrase, now)
    for signer in signers:
        pair = make_signer(make_name(signer.name, signer.title, company), root, now)
        own = signer.passphrase or passphrase
        sealed = seal_pair(pair, f"{signer.name}, {company}", own, [root.certificate])
        files[f"{signer.file_name}.p12"] = (sealed, True, fingerprint_of(pair.certificate))
        files[f"{signer.file_name}.crt"] = (write_pem(pair.certificate), False, fingerprint_of(pair.certificate))
    _write(folder, {name: (data, secret) for name, (data, secret, _) in files.items()})
    return tuple(KeyFile(folder / name, secret, mark) for name, (_, secret, mark) in files.items())


def _root_files(root: Pair, company: str, passphrase: str, now: datetime) -> dict[str, tuple[bytes, bool, str]]:
    mark = fingerprint_of(root.certificate)
    return {
        ROOT_KEY: (seal_pair(root, f"{company}, root", passphrase, None), True, mark),
        ROOT_CERTIFICATE: (write_pem(root.certificate), False, mark),
        REVOKED: (make_list(root, now), False, ""),
    }


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
        refuse_short(given)


def refuse_short(passphrase: str) -> None:
    """Raises a BuilderError if a new key would be locked with a passphrase that can be guessed."""
    if len(passphrase.strip()) < _SHORTEST:
        raise BuilderError(
            f"A passphrase has fewer than {_SHORTEST} characters.",
            "Choose four or five words that don't belong together.",
        )


def refuse_work_tree(folder: Path) -> None:
    """Raises if git could ever commit the folder's files; symbolic links on the way are followed, and `ROOT/../keys` is beside ROOT."""
    for place in (Path(os.path.normpath(folder.absolute())), folder.resolve()):
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
    refuse_work_tree(folder)
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
