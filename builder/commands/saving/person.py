"""Who saves: the name that stands in the history, and the key with which it is signed, if it is surely that person's."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from builder.commands.files import write_all
from builder.model.error import BuilderError
from builder.model.program import Program
from builder.model.register import Person
from builder.read.git.keys.keyring import make_keyring
from builder.read.git.keys.sshsig import public_blob
from builder.read.git.saving.identity import Settings, clean, keep_identity, key_file, read_settings
from builder.read.git.saving.opening import Desk
from builder.read.user_folders import settings_directory

if TYPE_CHECKING:
    from builder.read.git.keys.sshsig import Private

Ask = Callable[[str, str], str]
"""Asks the person at the terminal a question, with an answer that is taken if they give none."""


@dataclass(frozen=True)
class Saver:
    """Who saves.

    Attributes:
        author: "Name <mail>" of the person whose work it is.
        committer: "Name <mail>" of whoever sits at the computer.
        person: Their id in the register; empty where nobody there fits.
    """

    author: str
    committer: str
    person: str


def find_saver(desk: Desk, program: Program, by: str | None, ask: Ask | None) -> Saver:
    """Name and mail, asked once where git doesn't know them yet.

    Args:
        desk: Opened.
        program: As it is on disk.
        by: Id of the person whose work it is; None for whoever sits at the computer.
        ask: None where nobody sits at a terminal.

    Raises:
        BuilderError: Nobody in the register has that id, or the name isn't known and nobody can be asked.
    """
    people = {id: stored.value for id, stored in program.people.items()}
    if by and by not in people:
        raise BuilderError(f"Nobody in records/people/ has the id {by!r}.", "Give the id of a person, like --by P-002.")
    known = read_settings(desk)
    name, mail = known.name, known.mail
    if not (name and mail):
        name, mail = _ask_for(known, people.get(by or ""), ask)
        keep_identity(desk, name, mail)
    committer = f"{name} <{mail}>"
    if by:
        person = people[by]
        return Saver(f"{clean(person.name)} <{clean(person.email or '') or mail}>", committer, by)
    meant = make_keyring(people.values()).named(committer)
    return Saver(committer, committer, next(iter(meant)) if len(meant) == 1 else "")


def _ask_for(known: Settings, person: Person | None, ask: Ask | None) -> tuple[str, str]:
    name = known.name or (clean(person.name) if person else "")
    mail = known.mail or (clean(person.email or "") if person else "")
    if ask is not None:
        name = clean(known.name or ask("Your name, as it shall stand in the history", name))
        mail = clean(known.mail or ask("Your e-mail", mail))
    if not name or "@" not in mail:
        raise BuilderError(
            "What is saved carries the name and e-mail of whoever saves it, and they are not known on this computer yet.",
            "Run `muster save` in a terminal, which asks for them once; or `muster save --by P-002` with the id of somebody whose e-mail is in the register.",
        )
    return name, mail


def find_key(
    desk: Desk,
    program: Program,
    saver: Saver,
    given: Path | None,
    *,
    today: date,
    open_key: Callable[[Path], Private | None],
    say: Callable[[str], None],
) -> Private | None:
    """The key to sign with: given now, given before, or set in git; None, with a sentence, for one that isn't surely the saver's.

    Args:
        desk: Opened.
        program: Whose register says whose key it is.
        saver: From `find_saver`.
        given: The file named with --key; remembered for the next time, outside the repository.
        today: On which the key has to count.
        open_key: Opens the file; None where it needs a passphrase and nobody can be asked.
        say: Prints a line.

    Raises:
        BuilderError: The key that was given is somebody else's, or can't be opened.
    """
    remembered = _remembered(desk, saver)
    settings = read_settings(desk)
    file = given or _read_remembered(remembered) or key_file(settings.key)
    if file is None:
        if settings.wants_other:
            say("Not signed: `muster save` signs with SSH keys only. `muster keys person` makes one.")
        return None
    key = open_key(file)
    if key is None:
        say("Not signed this time: the key needs its passphrase, and there is no terminal to ask for it.")
        return None
    held = make_keyring(stored.value for stored in program.people.values()).owners.get(
        public_blob(key.public_key()), ()
    )
    why_not = _why_not(file, {each.person for each in held}, saver, is_given=given is not None)
    if why_not:
        say(why_not)
        return None
    if not any(each.person == saver.person and each.covers(today) for each in held):
        say("Signed with a key that doesn't count yet: it stands at nobody in records/people/, or with other days.")
    if given is not None and remembered is not None:
        _remember(remembered, given)
    return key


def _why_not(file: Path, owners: set[str], saver: Saver, *, is_given: bool) -> str:
    """Why a key isn't used; empty where it may be.

    Raises:
        BuilderError: It is somebody else's, and was given all the same.
    """
    whose, worker = ", ".join(sorted(owners)), saver.person or saver.author
    if owners and saver.person not in owners:
        if is_given:
            raise BuilderError(
                f"The key {file} is that of {whose}, and what is saved here is the work of {worker}.",
                f"Use your own key; or say whose work it is: --by {whose}.",
            )
        return f"Not signed: the key on this computer is that of {whose}, not of {worker}."
    if not owners and not is_given:
        return f"Not signed: the key {file} stands at nobody in records/people/. `muster keys person` says how it gets there."
    return ""


def _remembered(desk: Desk, saver: Saver) -> Path | None:
    """Where it is remembered which key a person uses in this repository: with the user's settings, never in the repository."""
    try:
        folder = settings_directory() / "save-keys"
    except RuntimeError:  # a user without a home
        return None
    name = f"{desk.repository.common_dir.resolve()}\0{saver.person or saver.author}"
    return folder / hashlib.sha256(name.encode("utf-8", "surrogateescape")).hexdigest()


def _read_remembered(file: Path | None) -> Path | None:
    if file is None or file.is_symlink() or not file.is_file():
        return None
    key = Path(file.read_text(encoding="utf-8", errors="surrogateescape").strip())
    return key if key.is_file() else None


def _remember(file: Path, key: Path) -> None:
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    write_all({file: str(key.absolute()).encode("utf-8", "surrogateescape")})
