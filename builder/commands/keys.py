"""`muster keys init DIR`: keys for the people who sign packs, outside the repository."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from builder.model.error import BuilderError
from builder.read.program import read_program
from builder.read.source import FolderSource
from builder.seal.signing.key_folder import KeptKey, list_keys, renew_key, withdraw_key
from builder.seal.signing.keys import REVOKED, ROOT_CERTIFICATE, ROOT_KEY, Signer, make_keys


def keys_init(
    directory: Path,
    *,
    repo: Path,
    signers: Sequence[str],
    passphrase: str,
    now: datetime,
    say: Callable[[str], None],
    company: str = "",
    own_passphrase: str = "",
) -> int:
    """Makes the company's root and a key for each signer, and says what to do with every file; gives back the exit status.

    If the folder has the company's root already, only the signers are added.

    Args:
        directory: For the keys; outside any git work tree.
        repo: The program's repository, asked for the company's name.
        signers: Each "Name" or "Name, position"; none: the company's health and safety lead and its senior manager.
        passphrase: Of the root, and of every signer's key if they have none of their own; never printed.
        now: With time zone; the certificates hold from now on.
        say: Prints a line.
        company: Legal name, if it shall not come from records/company.yaml.
        own_passphrase: Of the signers' keys; empty to use that of the root.

    Raises:
        BuilderError: The keys can't be made; nothing was written.
    """
    refuse_repository(directory, repo)
    found = [_read_signer(text) for text in signers] or _company_signers(repo)
    named = [replace(each, passphrase=own_passphrase) for each in found]
    made = make_keys(directory, named, company=company or _company_name(repo), passphrase=passphrase, now=now)
    for file in made:
        kind = "keep secret" if file.is_secret else "may be given to anyone"
        say(f"{file.path}  ({kind})")
    roots = [file for file in made if file.path.name == ROOT_CERTIFICATE]
    for root in roots:
        say(f"Fingerprint of the company's root (sha256): {root.fingerprint}")
        say("Read it to the auditor over the phone: it is how they know that a pack is yours.")
        say(
            f"Commit {ROOT_CERTIFICATE} and {REVOKED}. Lock {ROOT_KEY} away: it is needed only to add, renew or withdraw a key."
        )
    say("Give every signer their own .p12 file and nobody else's.")
    return 0


def keys_list(directory: Path, *, now: datetime, say: Callable[[str], None]) -> int:
    """Says whose keys a folder holds, until when each counts, and which were withdrawn; gives back the exit status.

    Raises:
        BuilderError: It is no folder of keys.
    """
    for key in list_keys(directory):
        whose = ", ".join(filter(None, (key.name, key.title)))
        say(f"{key.file_name}: {whose}")
        say(f"  {_state(key, now.date())}")
        say(f"  fingerprint (sha256): {key.fingerprint}")
    return 0


def _state(key: KeptKey, today: date) -> str:
    if key.withdrawn:
        reason = f" ({key.reason})" if key.reason else ""
        return f"withdrawn from {key.withdrawn} on{reason}"
    if today > key.last:
        return f"ended on {key.last}"
    return f"holds from {key.first} to {key.last}"


def keys_renew(
    who: str, *, directory: Path, passphrase: str, own_passphrase: str = "", now: datetime, say: Callable[[str], None]
) -> int:
    """Makes another key for somebody who has one, and says what to do with it; gives back the exit status.

    Args:
        who: Name of the person, or of their files.
        directory: The folder of keys.
        passphrase: Of the root; never printed.
        own_passphrase: For the new key; empty to use that of the root.
        now: With time zone.
        say: Prints a line.

    Raises:
        BuilderError: It can't be made; nothing was written.
    """
    for file in renew_key(directory, who, passphrase=passphrase, own_passphrase=own_passphrase, now=now):
        say(f"{file.path}  ({'keep secret' if file.is_secret else 'may be given to anyone'})")
    say(f"Fingerprint of the new certificate (sha256): {file.fingerprint}")
    say("The old key stays good for what it signed. Sign with the new one from now on.")
    say("If the old one must not sign any more: muster keys revoke NAME --reason superseded")
    return 0


def keys_revoke(
    who: str,
    *,
    directory: Path,
    reason: str,
    on: date | None,
    passphrase: str,
    now: datetime,
    say: Callable[[str], None],
) -> int:
    """Withdraws a key and says where the new list has to go; gives back the exit status.

    Args:
        who: Name of the key's files.
        directory: The folder of keys.
        reason: key-compromise, superseded or left.
        on: The first day on which what it signs doesn't count; today if left out.
        passphrase: Of the root; never printed.
        now: With time zone.
        say: Prints a line.

    Raises:
        BuilderError: It can't be withdrawn; the list is as it was.
    """
    key = withdraw_key(directory, who, reason=reason, on=on or now.date(), passphrase=passphrase, now=now)
    say(f"The key {key.file_name} of {key.name} is withdrawn from {key.withdrawn} on ({key.reason}).")
    say(f"Fingerprint (sha256): {key.fingerprint}")
    if reason == "key-compromise":
        say("Nothing that it signed counts any more, whatever day it claims. Sign those packs again with another key.")
    else:
        say("What it signed before that day stays good.")
    say(f"{directory / REVOKED} is the new list: commit it, and send it to everyone who checks your packs.")
    return 0


def _read_signer(text: str) -> Signer:
    name, _, title = text.partition(",")
    return Signer(" ".join(name.split()), " ".join(title.split()))


def refuse_repository(directory: Path, repo: Path) -> None:
    """Raises a BuilderError if the folder is inside the program's."""
    if directory.resolve().is_relative_to(repo.resolve()):
        raise BuilderError(
            f"{directory} is inside the program's folder; a key that is committed once is known to all for ever.",
            "Choose a folder outside it, best on a stick that is kept locked away.",
        )


def _company_signers(repo: Path) -> list[Signer]:
    program = read_program(FolderSource(repo))
    company = program.company.value if program.company else None
    wanted = (
        ((company.hs_lead, "Health and safety lead"), (company.senior_manager, "Senior manager")) if company else ()
    )
    found = {id: Signer(program.people[id].value.name, title) for id, title in wanted if id and id in program.people}
    if not found:
        raise BuilderError(
            "The company's file names neither a health and safety lead nor a senior manager who is in the register of people.",
            'Name the signers: --signer "Marnie Kowalchuk, H&S coordinator".',
        )
    return list(found.values())


def _company_name(repo: Path) -> str:
    company = read_program(FolderSource(repo)).company
    if company is None:
        raise BuilderError(
            f"{repo} has no records/company.yaml that can be read, so the company's name is not known.",
            "Give the folder of the program with --repo.",
        )
    return company.value.name
