"""A verifier's own list of whose keys count, in the file format of git's `gpg.ssh.allowedSignersFile`.

Source: ssh-keygen(1), "ALLOWED SIGNERS", and ssh_config(5), "PATTERNS" (OpenSSH 9.2, read 2026-11-22). What the format can say and Muster
can't judge is refused with its line, never passed over: a key that counts for more than its list says would be worse than none.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta, tzinfo
from pathlib import Path

from builder.model.error import BuilderError
from builder.read.git.keys.keyring import HeldKey, Keyring, fold
from builder.read.git.keys.sshsig import parse_public_line

LARGEST = 1_000_000
"""Bytes of a list; a key takes a hundred."""

_SHOWN = 5
_KEY_KINDS = re.compile(r"ssh-(ed25519|rsa)|ecdsa-sha2-nistp(256|384|521)|sk-[a-z0-9@.-]+")
_WORD = re.compile(r'(?:[^\s"]|"(?:[^"\\]|\\.)*")+')
_OPTION = re.compile(r'([A-Za-z-]+)(?:=("(?:[^"\\]|\\.)*"|[^",]*))?(?:,|$)')
_TIME = re.compile(r"(\d{8})(?:(\d{4})(\d{2})?)?(Z?)")


class _LineError(Exception):
    """A line can't be taken; the text says why, for people."""


@dataclass(frozen=True)
class _Options:
    """What the options of a line say: the days, and whether the key counts for commits at all."""

    first: date | None = None
    last: date | None = None
    is_for_git: bool = True


def read_allowed_signers(file: Path, zone: tzinfo) -> Keyring:
    """The keyring in a file.

    Args:
        file: Got by another way than the repository.
        zone: Of the company; times without `Z` are times there, as all days are.

    Raises:
        BuilderError: The file can't be read, or has a line that can't be taken; the first ones are named by number.
    """
    try:
        with file.open("rb") as opened:
            data = opened.read(LARGEST + 1)
    except OSError as error:
        raise BuilderError(
            f"The list of keys {file} can't be read ({error.strerror}).", "Give it with --keys."
        ) from None
    if len(data) > LARGEST:
        raise BuilderError(
            f"The list of keys {file} is larger than {LARGEST:,} bytes.", "Give a list of a company's keys."
        )
    return parse_allowed_signers(data, str(file), zone)


def parse_allowed_signers(data: bytes, name: str, zone: tzinfo) -> Keyring:
    """The keyring in the bytes of such a file.

    Args:
        data: Of the file.
        name: Of the file, for messages.
        zone: Of the company.

    Raises:
        BuilderError: A line can't be taken, or no line holds a key.
    """
    owners: dict[bytes, list[HeldKey]] = {}
    problems = []
    for number, line in enumerate(data.decode("utf-8", "replace").split("\n"), 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        try:
            for blob, held in _read_line(line, zone):
                owners.setdefault(blob, []).append(held)
        except _LineError as error:
            problems.append(f"line {number}: {error}")
    if problems:
        more = f" And {len(problems) - _SHOWN} more lines." if len(problems) > _SHOWN else ""
        raise BuilderError(
            f"The list of keys {name} can't be used. {' '.join(problems[:_SHOWN])}{more}",
            "Write each line as `mail ssh-ed25519 AAAA…`, with the options that ssh-keygen(1) names under ALLOWED SIGNERS.",
        )
    if not owners:
        raise BuilderError(
            f"The list of keys {name} holds no key.", "Write a line `mail ssh-ed25519 AAAA…` for each person."
        )
    mails = {held.person for many in owners.values() for held in many}
    return Keyring(
        {blob: tuple(many) for blob, many in owners.items()},
        {mail: frozenset({mail}) for mail in mails},
        {},
        source=hashlib.sha256(data).hexdigest(),
    )


def _read_line(line: str, zone: tzinfo) -> Iterator[tuple[bytes, HeldKey]]:
    words = _WORD.findall(line)
    principals = _read_principals(words[0] if words else "")
    kind = next((index for index, word in enumerate(words[1:3], 1) if _KEY_KINDS.fullmatch(word)), 0)
    if not kind or len(words) < kind + 2:
        raise _LineError("It holds no SSH public key where one is expected.")
    blob = parse_public_line(f"{words[kind]} {words[kind + 1]}")
    if blob is None:
        raise _LineError("Its key is broken.")
    options = _read_options(words[1] if kind == 2 else "", zone)
    if options.is_for_git:
        for principal in principals:
            yield blob, HeldKey(principal, options.first, options.last, is_known=False)


def _read_principals(word: str) -> list[str]:
    """Mails, folded, or ids of people."""
    names = word.strip('"').split(",")
    for name in names:
        if not name or "*" in name or "?" in name or name.startswith("!"):
            raise _LineError(f"`{word}` is a pattern; a key is one person's, so write their mail.")
        if "@" not in name and not re.fullmatch(r"P-[0-9]{3,5}", name):
            raise _LineError(f"`{name}` is neither a mail nor the id of a person (P-002).")
    return [fold(name) if "@" in name else name for name in names]


def _read_options(text: str, zone: tzinfo) -> _Options:
    options = _Options()
    position = 0
    seen = set()
    while position < len(text):
        found = _OPTION.match(text, position)
        if found is None:
            raise _LineError(f"Its options `{text}` are not written as `name=value`.")
        name, value = found[1].lower(), (found[2] or "").strip('"')
        if name in seen:
            raise _LineError(f"`{name}` stands twice.")
        seen.add(name)
        position = found.end()
        options = _take_option(options, name, value, zone)
    return options


def _take_option(options: _Options, name: str, value: str, zone: tzinfo) -> _Options:
    if name == "cert-authority":
        raise _LineError("It is a certificate authority (cert-authority); only plain keys are taken.")
    if name == "namespaces":
        return replace(options, is_for_git=_is_listed("git", value))
    if name == "valid-after":
        return replace(options, first=_first_whole_day(value, zone))
    if name == "valid-before":
        return replace(options, last=_last_whole_day(value, zone))
    raise _LineError(f"The option `{name}` is not known.")


def _is_listed(name: str, patterns: str) -> bool:
    """Whether a list of patterns has the name; one with `!` before it takes it away again."""
    listed = False
    for pattern in patterns.split(","):
        plain = re.escape(pattern.lstrip("!")).replace(r"\*", ".*").replace(r"\?", ".")
        if re.fullmatch(plain, name):
            if pattern.startswith("!"):
                return False
            listed = True
    return listed


def _first_whole_day(value: str, zone: tzinfo) -> date:
    moment = _read_time(value, zone)
    midnight = datetime.combine(moment.date(), datetime.min.time(), zone)
    return moment.date() if moment <= midnight else moment.date() + timedelta(days=1)


def _last_whole_day(value: str, zone: tzinfo) -> date:
    # It ends before that moment; a day that it cuts in two counts to neither side.
    return _read_time(value, zone).date() - timedelta(days=1)


def _read_time(value: str, zone: tzinfo) -> datetime:
    found = _TIME.fullmatch(value)
    try:
        if found is None:
            raise ValueError
        text = found[1] + (found[2] or "0000") + (found[3] or "00")
        read = datetime.strptime(text, "%Y%m%d%H%M%S").replace(tzinfo=UTC if found[4] else zone)
        # Years at the ends of the calendar leave it in another zone.
        return read.astimezone(zone)
    except (ValueError, OverflowError):
        raise _LineError(f"`{value}` is not a time like 20260331 or 202603311200.") from None
