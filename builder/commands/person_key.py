"""`muster keys person P-002 --out DIR`: the key with which a person signs commits and approvals."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable
from datetime import date
from pathlib import Path

from builder.commands.keys import refuse_repository
from builder.commands.program_folder import refuse_bare
from builder.model.error import BuilderError
from builder.model.register import Person
from builder.read.git.keys.keyring_line import name_key
from builder.read.program import read_program
from builder.read.source import FolderSource
from builder.seal.signing.keys import write_key_files
from builder.seal.signing.person_key import make_person_key


def keys_person(
    person: str, *, out: Path, repo: Path, passphrase: Callable[[], str], today: date, say: Callable[[str], None]
) -> int:
    """Makes a person's signing key in a folder, and says what to write into their file and how to sign; gives back the exit status.

    Args:
        person: Id of somebody in the register.
        out: The folder, outside any repository; made if it isn't there.
        repo: The program's folder.
        passphrase: Asks for the passphrase; only when everything else is right.
        today: From which day the key counts.
        say: Prints a line.

    Raises:
        BuilderError: There is no such person, the folder can't take the key, or the passphrase is too short. Nothing was written.
    """
    refuse_repository(out, repo)
    entry = _find_person(person, repo)
    folder = out.resolve() if ".." in out.parts else out.absolute()
    # The day tells a later key from the one before it, where both are kept on one stick.
    name = f"{entry.id}-{today}" if (folder / entry.id).exists() else entry.id
    private, public = make_person_key(passphrase(), f"{entry.id} {today}")
    write_key_files(folder, {name: (private, True), f"{name}.pub": (f"{public}\n".encode(), False)})
    for line in _instructions(entry, folder / name, " ".join(public.split()[:2]), today):
        say(line)
    return 0


def _find_person(person: str, repo: Path) -> Person:
    refuse_bare(repo)
    people = read_program(FolderSource(repo)).people
    if person not in people:
        wanted = person if re.fullmatch(r"P-[0-9]{3,5}", person) else "P-002"
        raise BuilderError(
            f"Nobody in records/people/ has the id {person!r}.",
            f"Add records/people/{wanted}.yaml first, or give the folder of the program with --repo.",
        )
    return people[person].value


def _instructions(person: Person, key: Path, public: str, today: date) -> list[str]:
    entry = f'  - {{public: "{public}", from: {today}}}'
    where = f"records/people/{person.id}.yaml"
    lines = [
        f"{key}  (keep secret; it never goes into the repository)",
        f"{key}.pub  (may be given to anyone)",
        f"Fingerprint: {name_key(public)}",
        "",
    ]
    if person.keys:
        older = "the older key" if len(person.keys) == 1 else "each older key"
        lines += [
            f"Add this line at the end of `keys:` in {where}:",
            entry,
            f"Write `to: {today}` into the entry of {older}, and commit the file signed with the OLD key: then the new one counts at once.",
        ]
    else:
        lines += [f"Add these lines at the end of {where}:", "keys:", entry]
    if not person.email:
        lines.append(
            f"{where} has no `email`: write the mail in it with which {person.name} commits, or the name has to match."
        )
    settings = {"gpg.format": "ssh", "user.signingKey": str(key), "commit.gpgSign": "true", "user.name": person.name}
    if person.email:
        settings["user.email"] = person.email
    return [
        *lines,
        "",
        f"On the computer of {person.name}, once, so that git signs every commit in this repository with it:",
        " && ".join(f"git config {name} {shlex.quote(value)}" for name, value in settings.items()),
        "The key counts from the commit after the one that brings it into the register.",
    ]
