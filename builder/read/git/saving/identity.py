"""Whose name stands under what is saved: asked of git's settings, which people set once for all their repositories."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from builder.read.git.command import SharingCommand
from builder.read.git.saving.opening import Desk

_UNFIT = frozenset("<>\n\0\r")


@dataclass(frozen=True)
class Settings:
    """What git is told about the person at this computer.

    Attributes:
        name, mail: Empty where it isn't set.
        key: The file of their SSH signing key; empty where they have none, or one of another kind.
        wants_other: Whether git is told to sign with a key of another kind (OpenPGP, X.509), which is not done here.
    """

    name: str = ""
    mail: str = ""
    key: str = ""
    wants_other: bool = False


def read_settings(desk: Desk) -> Settings:
    """Name, mail and key, from the repository's own settings or the user's. Reading settings runs nothing."""
    ask = SharingCommand(desk.repository.git_dir, desk.repository.view.home, may_ask=False)

    def get(name: str) -> str:
        output = ask.run("config", "--get", name)
        return "" if output.status else output.out.decode("utf-8", "replace").strip()

    is_ssh = get("gpg.format") == "ssh"
    wants_other = not is_ssh and get("commit.gpgSign").lower() in ("true", "yes", "on", "1")
    key = get("user.signingKey") if is_ssh else ""
    return Settings(clean(get("user.name")), clean(get("user.email")), key, wants_other)


def keep_identity(desk: Desk, name: str, mail: str) -> None:
    """Writes name and mail into the repository's own settings, for the next time.

    Raises:
        BuilderError: They can't be written.
    """
    for setting, value in (("user.name", name), ("user.email", mail)):
        desk.command().require("config", "--local", setting, value)


def clean(text: str) -> str:
    """A name or mail without what would end a part of a commit's line."""
    return " ".join("".join(sign for sign in text if sign not in _UNFIT).split())


def key_file(text: str) -> Path | None:
    """The private key that a setting means; None where it names something else than a file, like a key of an agent."""
    if not text or text.startswith(("key::", "ssh-")):
        return None
    try:
        file = Path(text).expanduser()
        private = file.with_suffix("") if file.suffix == ".pub" else file
        return private if private.is_file() else None
    except (RuntimeError, OSError):
        # `~NAME` of somebody who isn't there; a name that is longer than the disk takes.
        return None
