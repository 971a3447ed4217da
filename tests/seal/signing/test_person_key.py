"""A person's signing key: made here and used by the real git, made by the real ssh-keygen and opened here."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from builder.model.error import BuilderError
from builder.read.git.keys.sshsig import GIT, parse_public_line, public_line, take_apart, verify_sshsig
from builder.seal.signing.person_key import is_locked, make_person_key, open_person_key, sign_sshsig

WORDS = "four words in a row"


def openssh_key(folder: Path, kind: str, passphrase: str = WORDS) -> Path:
    file = folder / "key"
    argv = ["ssh-keygen", "-q", "-t", *kind.split(), "-N", passphrase, "-C", "", "-f", str(file)]
    subprocess.run(argv, check=True, capture_output=True)
    return file


def refusal(file: Path, passphrase: str = WORDS) -> str:
    with pytest.raises(BuilderError) as caught:
        open_person_key(file, passphrase)
    assert caught.value.cure
    return caught.value.message


@pytest.mark.parametrize("passphrase", [WORDS, ""], ids=["locked", "open"])
@pytest.mark.parametrize("kind", ["ed25519", "ecdsa -b 256", "ecdsa -b 384", "ecdsa -b 521", "rsa -b 2048"])
def test_keys_of_openssh_open_and_sign(kind: str, passphrase: str, tmp_path: Path) -> None:
    file = openssh_key(tmp_path, kind, passphrase)
    assert is_locked(file) is bool(passphrase)
    armoured = sign_sshsig(b"text", open_person_key(file, passphrase), GIT)
    parts = take_apart(armoured)
    verify_sshsig(parts, b"text")
    assert parts.key == parse_public_line(file.with_suffix(".pub").read_text())


def test_a_key_made_here_opens_in_openssh_with_its_passphrase_only(tmp_path: Path) -> None:
    private, public = make_person_key(WORDS, "P-002")
    file = tmp_path / "key"
    file.write_bytes(private)
    file.chmod(0o600)
    shown = subprocess.run(
        ["ssh-keygen", "-y", "-P", WORDS, "-f", file], capture_output=True, check=True
    ).stdout.decode()
    assert shown.split()[:2] == public.split()[:2]
    assert public.endswith(" P-002")
    wrong = subprocess.run(["ssh-keygen", "-y", "-P", "x", "-f", file], capture_output=True, check=False)
    assert wrong.returncode != 0
    assert public_line(open_person_key(file, WORDS).public_key()) == " ".join(public.split()[:2])


def test_two_keys_are_never_alike() -> None:
    assert make_person_key(WORDS)[1] != make_person_key(WORDS)[1]


def test_a_short_passphrase_is_refused() -> None:
    with pytest.raises(BuilderError, match="fewer than 12"):
        make_person_key("short")


def test_a_wrong_or_missing_passphrase_is_told(tmp_path: Path) -> None:
    file = openssh_key(tmp_path, "ed25519")
    assert "doesn't open with this passphrase" in refusal(file, "wrong")
    assert "doesn't open with this passphrase" in refusal(file, "")


def test_a_file_that_is_no_such_key_is_told(tmp_path: Path) -> None:
    file = openssh_key(tmp_path, "ed25519")
    data = file.read_bytes()
    assert "is not an OpenSSH private key" in refusal(file.with_suffix(".pub"))
    assert "can't be read" in refusal(tmp_path / "none")
    (tmp_path / "cut").write_bytes(data[:150])
    assert "not a private key that can be read" in refusal(tmp_path / "cut")
    (tmp_path / "large").write_bytes(data + b"\n" * 70_000)
    assert "not a private key that can be read" in refusal(tmp_path / "large")


def test_a_key_whose_signatures_would_not_count_is_refused(tmp_path: Path) -> None:
    assert "1024 bits" in refusal(openssh_key(tmp_path, "rsa -b 1024"))
