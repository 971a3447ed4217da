"""SSH signatures: ours and those of the real OpenSSH, checked by each other; and no changed byte ever counts."""

from __future__ import annotations

import base64
import subprocess
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.read.git.keys.sshsig import (
    MalformedError,
    Private,
    UnsupportedError,
    decode_base64,
    fingerprint,
    load_public,
    pack_texts,
    parse_public_line,
    public_blob,
    public_line,
    take_apart,
    verify_sshsig,
    write_sshsig,
)

PAYLOAD = b"tree 4b825dc642cb6eb9a060e54bf8d69288fbee4904\nauthor M <m@x> 0 +0000\n\nFile the tour\n"
KEYS: dict[str, Private] = {
    "ed25519": ed25519.Ed25519PrivateKey.from_private_bytes(bytes(range(32))),
    "ecdsa-256": ec.derive_private_key(0xA11CE, ec.SECP256R1()),
    "ecdsa-384": ec.derive_private_key(0xA11CE, ec.SECP384R1()),
    "ecdsa-521": ec.derive_private_key(0xA11CE, ec.SECP521R1()),
    "rsa": rsa.generate_private_key(65537, 2048),
}
SIGNED = {name: write_sshsig(PAYLOAD, key) for name, key in KEYS.items()}
OPENSSH = ["ed25519", "ecdsa -b 256", "ecdsa -b 384", "ecdsa -b 521", "rsa -b 2048"]


def run(*argv: str | Path, stdin: bytes = b"") -> bytes:
    done = subprocess.run([str(part) for part in argv], input=stdin, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout


def make_openssh_key(folder: Path, kind: str) -> Path:
    key = folder / "key"
    run("ssh-keygen", "-q", "-t", *kind.split(), "-N", "", "-C", "", "-f", key)
    return key


def check(armoured: bytes, payload: bytes = PAYLOAD) -> bytes:
    """The key of a good signature."""
    parts = take_apart(armoured)
    verify_sshsig(parts, payload)
    return parts.key


@pytest.mark.parametrize("digest", ["sha256", "sha512"])
@pytest.mark.parametrize("kind", OPENSSH)
def test_what_openssh_signs_is_good_here(kind: str, digest: str, tmp_path: Path) -> None:
    key = make_openssh_key(tmp_path, kind)
    armoured = run("ssh-keygen", "-Y", "sign", "-n", "git", "-O", f"hashalg={digest}", "-f", key, stdin=PAYLOAD)
    blob = check(armoured)
    assert blob == parse_public_line(key.with_suffix(".pub").read_text())
    assert fingerprint(blob) == run("ssh-keygen", "-l", "-f", key.with_suffix(".pub")).split()[1].decode()


@pytest.mark.parametrize("name", KEYS)
def test_what_is_signed_here_openssh_finds_good(name: str, tmp_path: Path) -> None:
    (tmp_path / "allowed").write_text(f"marnie@ridgeline.example {public_line(KEYS[name].public_key())}\n")
    (tmp_path / "signature").write_bytes(SIGNED[name] + b"\n")
    options = ("-n", "git", "-f", tmp_path / "allowed", "-I", "marnie@ridgeline.example", "-s", tmp_path / "signature")
    assert b"Good" in run("ssh-keygen", "-Y", "verify", *options, stdin=PAYLOAD)


@pytest.mark.parametrize("name", KEYS)
@settings(max_examples=120, deadline=None)
@given(st.data())
def test_one_changed_byte_never_counts(name: str, data: st.DataObject) -> None:
    armoured = SIGNED[name]
    in_payload = data.draw(st.booleans())
    text = PAYLOAD if in_payload else armoured
    place = data.draw(st.integers(0, len(text) - 1))
    byte = data.draw(st.integers(1, 255)) ^ text[place]
    changed = text[:place] + bytes([byte]) + text[place + 1 :]
    with pytest.raises((InvalidSignature, MalformedError, UnsupportedError)):
        check(armoured if in_payload else changed, changed if in_payload else PAYLOAD)


def test_a_byte_more_or_less_never_counts() -> None:
    armoured = SIGNED["ed25519"]
    lines = armoured.split(b"\n")
    for changed in (
        armoured[1:],
        armoured[:-1],
        b" " + armoured,
        armoured + b" ",
        armoured + b"\n" + armoured,
        b"\n".join([*lines[:2], b"", *lines[2:-1], b"AAAA", lines[-1]]),
        armoured.replace(b"\n", b"\r\n"),
    ):
        with pytest.raises(MalformedError):
            take_apart(changed)


@pytest.mark.parametrize(("text", "is_right"), [(b"QQ==", True), (b"QR==", False), (b"QQ", False), (b"Q Q=", False)])
def test_the_same_bytes_have_one_spelling_only(text: bytes, is_right: bool) -> None:
    if is_right:
        assert decode_base64(text) == b"A"
    else:
        with pytest.raises(MalformedError):
            decode_base64(text)


def test_nothing_may_stand_behind_the_signature_inside_the_armour() -> None:
    lines = SIGNED["ed25519"].split(b"\n")
    inner = base64.b64decode(b"".join(lines[1:-1]))
    for more in (b"\0", b"\0\0\0\0"):
        with pytest.raises(MalformedError, match="behind"):
            take_apart(b"\n".join([lines[0], base64.b64encode(inner + more), lines[-1]]))


def test_the_numbers_of_an_ecdsa_signature_are_written_in_one_way_only() -> None:
    parts = take_apart(SIGNED["ecdsa-256"])
    kind, pair = parts.signature[:23], parts.signature[27:]
    for longer in (pair + b"\0", pack_texts(b"\0" + pair[4 : 4 + pair[3]]) + pair[4 + pair[3] :]):
        changed = parts._replace(signature=kind + pack_texts(longer))
        with pytest.raises((MalformedError, InvalidSignature)):
            verify_sshsig(changed, PAYLOAD)


def test_a_signature_for_another_namespace_is_refused_both_ways() -> None:
    for_file = write_sshsig(PAYLOAD, KEYS["ed25519"], b"file")
    with pytest.raises(MalformedError, match="another purpose"):
        check(for_file)
    # Whoever only writes the other name over it has a signature that doesn't fit.
    with pytest.raises(InvalidSignature):
        verify_sshsig(take_apart(for_file)._replace(namespace=b"git"), PAYLOAD)


def test_sha1_is_refused_with_its_reason() -> None:
    parts = take_apart(SIGNED["rsa"])
    old = parts._replace(signature=pack_texts(b"ssh-rsa") + parts.signature[16:])
    with pytest.raises(UnsupportedError, match="SHA-1"):
        verify_sshsig(old, PAYLOAD)
    with pytest.raises(UnsupportedError, match="digest"):
        verify_sshsig(parts._replace(digest=b"sha1"), PAYLOAD)


SHORT = rsa.generate_private_key(65537, 1024).public_key()


@pytest.mark.parametrize(
    ("blob", "reason"),
    [
        (pack_texts(b"sk-ssh-ed25519@openssh.com", bytes(32), b"ssh:"), "hardware key"),
        (pack_texts(b"sk-ecdsa-sha2-nistp256@openssh.com", b"nistp256", bytes(65), b"ssh:"), "hardware key"),
        (pack_texts(b"ssh-ed25519-cert-v01@openssh.com", bytes(32)), "certificate"),
        (pack_texts(b"ssh-ed448", bytes(57)), "kind"),
        (public_blob(SHORT), "1024 bits"),
    ],
    ids=["FIDO ed25519", "FIDO ecdsa", "certificate", "ed448", "short RSA"],
)
def test_a_kind_of_key_that_is_not_checked_says_why(blob: bytes, reason: str) -> None:
    with pytest.raises(UnsupportedError, match=reason):
        load_public(blob)
    with pytest.raises(UnsupportedError, match=reason):
        verify_sshsig(take_apart(SIGNED["ed25519"])._replace(key=blob), PAYLOAD)


@pytest.mark.parametrize("blob", [b"", b"\0\0\0\x0bssh-ed25519", pack_texts(b"ssh-ed25519", bytes(31)), b"\xff" * 40])
def test_a_broken_key_is_told(blob: bytes) -> None:
    with pytest.raises(MalformedError):
        load_public(blob)


@given(st.binary(max_size=400))
def test_any_bytes_are_refused_and_never_crash(data: bytes) -> None:
    with pytest.raises(MalformedError):
        take_apart(data)
    parts = take_apart(SIGNED["ed25519"])
    with pytest.raises((MalformedError, UnsupportedError, InvalidSignature)):
        verify_sshsig(parts._replace(signature=data), PAYLOAD)
