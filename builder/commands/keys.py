"""`muster keys init DIR`: keys for the people who sign packs, outside the repository."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from builder.model.error import BuilderError
from builder.read.program import read_program
from builder.read.source import FolderSource
from builder.seal.keys import REVOKED, ROOT_CERTIFICATE, ROOT_KEY, Signer, make_keys


def keys_init(
    directory: Path,
    *,
    repo: Path,
    signers: Sequence[str],
    passphrase: str,
    now: datetime,
    say: Callable[[str], None],
    company: str = "",
) -> int:
    """Makes the company's root and a key for each signer, and says what to do with every file; gives back the exit status.

    If the folder has the company's root already, only the signers are added.

    Args:
        directory: For the keys; outside any git work tree.
        repo: The program's repository, asked for the company's name.
        signers: Each "Name" or "Name, position"; none: the company's health and safety lead and its senior manager.
        passphrase: Of the root and of every signer's key; never printed.
        now: With time zone; the certificates hold from now on.
        say: Prints a line.
        company: Legal name, if it shall not come from records/company.yaml.

    Raises:
        BuilderError: The keys can't be made; nothing was written.
    """
    refuse_repository(directory, repo)
    named = [_read_signer(text) for text in signers] or _company_signers(repo)
    made = make_keys(directory, named, company=company or _company_name(repo), passphrase=passphrase, now=now)
    for file in made:
        kind = "keep secret" if file.is_secret else "may be given to anyone"
        say(f"{file.path}  ({kind})")
    roots = [file for file in made if file.path.name == ROOT_CERTIFICATE]
    for root in roots:
        say(f"Fingerprint of the company's root (sha256): {root.fingerprint}")
        say("Read it to the auditor over the phone: it is how they know that a pack is yours.")
        say(f"Commit {ROOT_CERTIFICATE} and {REVOKED}. Lock {ROOT_KEY} away: it is needed only to add a signer.")
    say("Give every signer their own .p12 file and nobody else's.")
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
