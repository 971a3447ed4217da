"""Checking OpenPGP signatures with `gpgv`, GnuPG's verifier that trusts exactly the keys it is given.

The program is looked for on our own search path and never named by a repository. It gets an empty home, files of ours and nothing else:
no agent, no network, no settings. Source: gpgv(1), and GnuPG's doc/DETAILS on status lines (GnuPG 2.2.40, read 2026-11-22).
"""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import lru_cache
from pathlib import Path

from builder.model.history import SignatureVerdict
from builder.read.git.keys.keyring import HeldKey, Keyring
from builder.read.git.keys.openpgp_key import OpenPgpKey, OpenPgpSignature, parse_signature
from builder.read.git.keys.sshsig import MalformedError, UnsupportedError

TIME_LIMIT = 20.0
"""Seconds that one signature may take; usual is a hundredth of one."""

_OUTPUT_LIMIT = 65_536
_WEAK = {1: "MD5", 2: "SHA-1", 3: "RIPEMD-160"}

Verdict = tuple[SignatureVerdict, tuple[HeldKey, ...]]


def check_openpgp(payload: bytes, armoured: bytes, keyring: Keyring) -> Verdict:
    """Whether an OpenPGP signature covers the payload, and who holds its key, with the days on which that key counts.

    A key whose owner set an end counts up to that day. A key that its owner took back counts for nothing: `outside-window`.

    Raises:
        MalformedError: It isn't built as the format says.
        UnsupportedError: It is built on a digest that can be forged, or `gpgv` is needed and not installed.
    """
    signature = parse_signature(armoured)
    if signature.digest in _WEAK:
        raise UnsupportedError(f"It is built on {_WEAK[signature.digest]}, which can be forged.")
    candidates = {key for key, _ in keyring.openpgp if signature.issuer in key.key_ids or not signature.issuer}
    if not candidates:
        return SignatureVerdict.UNKNOWN_KEY, ()
    program = find_gpgv(os.environ.get("PATH", ""))
    if program is None:
        raise UnsupportedError(
            "It is an OpenPGP signature; gpgv, which checks those, is not installed on this computer."
        )
    verdicts = [_check_with(program, key, payload, signature, keyring) for key in sorted(candidates, key=_packets)]
    # Where people's records hold the key more than once, the entry with its owner's taking-back counts.
    return min(verdicts, key=lambda verdict: _ORDER.index(verdict[0]))


@lru_cache(maxsize=8)
def find_gpgv(search_path: str) -> Path | None:
    """The program, if it is installed.

    Args:
        search_path: The folders to look in, as in PATH. One that isn't written from the root is passed over: it would mean a folder
            below the one that Muster happens to stand in, which may be the repository.
    """
    for folder in map(Path, search_path.split(os.pathsep)):
        for name in ("gpgv", "gpgv.exe"):
            file = folder / name
            if folder.is_absolute() and file.is_file() and os.access(file, os.X_OK):
                return file
    return None


@lru_cache(maxsize=8)
def read_version(search_path: str) -> str:
    """Version of the program (`2.2.40`), or `none` where it isn't installed: what a verdict on an OpenPGP signature depends on.

    Args:
        search_path: As for `find_gpgv`.
    """
    program = find_gpgv(search_path)
    if program is None:
        return "none"
    try:
        done = subprocess.run(
            [str(program), "--version"], stdin=subprocess.DEVNULL, capture_output=True, timeout=TIME_LIMIT, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return "none"
    words = done.stdout.partition(b"\n")[0].decode("ascii", "replace").split()
    return words[-1] if words else "none"


_ORDER = (
    SignatureVerdict.OUTSIDE_WINDOW,
    SignatureVerdict.GOOD,
    SignatureVerdict.BAD,
    SignatureVerdict.UNKNOWN_KEY,
)


def _packets(key: OpenPgpKey) -> bytes:
    return key.packets


def _check_with(
    program: Path, key: OpenPgpKey, payload: bytes, signature: OpenPgpSignature, keyring: Keyring
) -> Verdict:
    status = _ask(program, key.packets, payload, signature.packets)
    owners = tuple(held for each, held in keyring.openpgp if each == key)
    return read_status(status, key.fingerprint, owners)


def _ask(program: Path, keys: bytes, payload: bytes, signature: bytes) -> list[list[str]]:
    """The words of the status lines that the program gives about a signature."""
    with tempfile.TemporaryDirectory(prefix="muster-gpgv-") as name:
        folder = Path(name)
        home = folder / "home"
        home.mkdir(mode=0o700)
        for file, data in (("keys", keys), ("payload", payload), ("signature", signature)):
            (folder / file).write_bytes(data)
        options = ("--homedir", str(home), "--status-fd", "1", "--keyring", str(folder / "keys"))
        argv = [str(program), *options, "--", str(folder / "signature"), str(folder / "payload")]
        environment = {"LC_ALL": "C", "HOME": str(home), "GNUPGHOME": str(home), "TZ": "UTC"}
        if "SYSTEMROOT" in os.environ:
            # Without it no program starts on Windows.
            environment["SYSTEMROOT"] = os.environ["SYSTEMROOT"]
        with (folder / "status").open("w+b") as out:
            try:
                subprocess.run(
                    argv,
                    stdin=subprocess.DEVNULL,
                    stdout=out,
                    stderr=subprocess.DEVNULL,
                    env=environment,
                    cwd=home,
                    timeout=TIME_LIMIT,
                    check=False,
                )
            except subprocess.TimeoutExpired:
                raise UnsupportedError(f"gpgv had not finished with it after {TIME_LIMIT:.0f} seconds.") from None
            except OSError:
                raise UnsupportedError("gpgv, which checks OpenPGP signatures, can't be started.") from None
            out.seek(0)
            text = out.read(_OUTPUT_LIMIT).decode("utf-8", "replace")
    return [line.split()[1:] for line in text.splitlines() if line.startswith("[GNUPG:] ")]


def read_status(lines: Iterable[list[str]], fingerprint: str, owners: tuple[HeldKey, ...]) -> Verdict:
    """The verdict that the status lines give, and the owners with the days on which the key counts.

    Args:
        lines: The words of each line behind `[GNUPG:]`.
        fingerprint: Of the primary key that was asked about.
        owners: Who holds it.

    Raises:
        MalformedError: `gpgv` could make nothing of the signature.
        UnsupportedError: It knows the signature but won't check it, or it is built on a digest that can be forged.
    """
    said = {words[0]: words[1:] for words in lines if words}
    if "BADSIG" in said:
        return SignatureVerdict.BAD, ()
    valid = said.get("VALIDSIG")
    if valid is None or len(valid) < 10:
        if "NO_PUBKEY" in said:
            return SignatureVerdict.UNKNOWN_KEY, ()
        if "ERRSIG" in said:
            raise UnsupportedError("gpgv doesn't know how to check it, or doesn't accept how its key is built.")
        raise MalformedError("gpgv can't read it.")
    if valid[9] != fingerprint:
        return SignatureVerdict.UNKNOWN_KEY, ()
    if int(valid[7]) in _WEAK:
        raise UnsupportedError(f"It is built on {_WEAK[int(valid[7])]}, which can be forged.")
    if "REVKEYSIG" in said:
        return SignatureVerdict.OUTSIDE_WINDOW, owners
    ends = [int(valid[3])] if valid[3] != "0" else []
    ends += [int(end) for end in said.get("KEYEXPIRED", ())[:1] if end.isdigit()]
    if not {"GOODSIG", "EXPKEYSIG", "EXPSIG"} & said.keys():
        return SignatureVerdict.BAD, ()
    # Whether the end has passed by today's clock says nothing; whether it had passed on the days of the commit does.
    return SignatureVerdict.GOOD, tuple(_end(held, ends) for held in owners)


def _end(held: HeldKey, ends: Iterable[int]) -> HeldKey:
    lasts = [_day(end) for end in ends] + ([held.last] if held.last else [])
    return replace(held, last=min(lasts)) if lasts else held


def _day(epoch: int) -> date:
    return datetime.fromtimestamp(epoch, UTC).date()
