"""A person's own signing key: an OpenSSH key pair for commits and approvals. Made by `muster keys person` or by anyone's ssh-keygen."""

from __future__ import annotations

from pathlib import Path

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    PrivateFormat,
    load_ssh_private_key,
)

from builder.model.error import BuilderError
from builder.read.git.keys.sshsig import (
    GIT,
    SHORTEST_RSA,
    Private,
    UnsupportedError,
    load_public,
    public_blob,
    write_sshsig,
)
from builder.read.git.keys.sshsig import public_line as public_line

LARGEST = 65_536
"""Bytes of a key file; one with 16,384 bits has 12,000."""

SHORTEST_PASSPHRASE = 12

_BEGIN = b"-----BEGIN OPENSSH PRIVATE KEY-----"


def make_person_key(passphrase: str, comment: str = "") -> tuple[bytes, str]:
    """A new Ed25519 key: the private file, locked with the passphrase, and the line of the public one.

    Raises:
        BuilderError: The passphrase is too short.
    """
    if len(passphrase) < SHORTEST_PASSPHRASE:
        raise BuilderError(
            f"The passphrase has fewer than {SHORTEST_PASSPHRASE} characters.",
            "Choose four or five words that don't belong together.",
        )
    key = Ed25519PrivateKey.generate()
    private = key.private_bytes(Encoding.PEM, PrivateFormat.OpenSSH, BestAvailableEncryption(passphrase.encode()))
    return private, f"{public_line(key.public_key())} {comment}".strip()


def open_person_key(file: Path, passphrase: str) -> Private:
    """The key in an OpenSSH private key file.

    Args:
        file: Ed25519, ECDSA (nistp256, 384, 521) or RSA with 2048 bits or more.
        passphrase: Of the file; not looked at where the file has none.

    Raises:
        BuilderError: The file can't be read, isn't such a key, is of another kind, or the passphrase is wrong.
    """
    data = _read(file)
    if not data.lstrip().startswith(_BEGIN):
        raise BuilderError(
            f"{file} is not an OpenSSH private key.",
            "Give the file without .pub that `muster keys person` or `ssh-keygen -t ed25519` made.",
        )
    key = _load(file, data, passphrase)
    if not isinstance(key, ed25519.Ed25519PrivateKey | ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey):
        raise _unknown_kind(file, "Its kind is not known here.")
    try:
        load_public(public_blob(key.public_key()))
    except UnsupportedError as error:
        raise _unknown_kind(file, str(error)) from None
    return key


def is_locked(file: Path) -> bool:
    """Whether the file needs a passphrase.

    Raises:
        BuilderError: It can't be read.
    """
    try:
        load_ssh_private_key(_read(file), None)
    except TypeError:
        return True
    except (ValueError, UnsupportedAlgorithm):
        return False
    return False


def sign_sshsig(payload: bytes, key: Private, namespace: bytes = GIT) -> bytes:
    """An armoured SSH signature over the payload, without a line break at the end.

    Args:
        payload: What is signed: a commit or tag without its signature.
        key: From `open_person_key`.
        namespace: What it is for; `git` for commits and tags.
    """
    return write_sshsig(payload, key, namespace)


def _load(file: Path, data: bytes, passphrase: str) -> object:
    # A file without a passphrase is opened without one, though MUSTER_PASSPHRASE may be set for another key.
    for given in (None, passphrase.encode() or None):
        try:
            return load_ssh_private_key(data, given)
        except TypeError:
            continue
        except UnsupportedAlgorithm:
            raise _unknown_kind(file, "Its kind is not known here.") from None
        except ValueError as error:
            if given is None and "password" not in str(error).lower():
                raise _broken(file) from None
            raise _wrong_passphrase(file) from None
    raise _wrong_passphrase(file)


def _read(file: Path) -> bytes:
    try:
        with file.open("rb") as opened:
            data = opened.read(LARGEST + 1)
    except OSError as error:
        raise BuilderError(
            f"The key {file} can't be read ({error.strerror}).", "Give the file of your private key with --key."
        ) from None
    if len(data) > LARGEST:
        raise _broken(file)
    return data


def _broken(file: Path) -> BuilderError:
    return BuilderError(
        f"{file} is not a private key that can be read.", "Use the file as it was made, or a copy of it."
    )


def _wrong_passphrase(file: Path) -> BuilderError:
    return BuilderError(
        f"The key {file} doesn't open with this passphrase.", "Type it again; capitals and spaces count."
    )


def _unknown_kind(file: Path, why: str) -> BuilderError:
    return BuilderError(
        f"Signatures of the key {file} would not be checked. {why}",
        f"Use an Ed25519 key, an ECDSA key, or an RSA key with at least {SHORTEST_RSA} bits, made by `muster keys person` or ssh-keygen.",
    )
