"""Where the shared copy is: the only thing that is read from the settings of the folder, and what kinds of it are allowed.

An address can name a program that git would run (`ext::sh -c …`) or a computer whose name begins like an option; neither passes.
"""

from __future__ import annotations

import contextlib
import re
from dataclasses import dataclass, replace
from pathlib import Path

from builder.model.error import BuilderError
from builder.read.git.saving.opening import Desk

_HOST = r"[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?"
_USER = r"(?:[A-Za-z0-9._~%+-]+(?::[^@/\s]*)?@)?"
_HTTPS = re.compile(rf"https://{_USER}(?:{_HOST}|\[[0-9A-Fa-f:.]+\])(?::[0-9]{{1,5}})?/[^\s\x00-\x1f]+")
_SSH = re.compile(rf"ssh://{_USER}(?:{_HOST}|\[[0-9A-Fa-f:.]+\])(?::[0-9]{{1,5}})?/[^\s\x00-\x1f]+")
_SHORT_SSH = re.compile(rf"(?:[A-Za-z0-9._~+][A-Za-z0-9._~+-]*@)?{_HOST}:(?![:\\])[^\s\x00-\x1f-][^\x00-\x1f]*")
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,60}")
_DRIVE = re.compile(r"[A-Za-z]:[\\/]")


@dataclass(frozen=True)
class Address:
    """Where the shared copy is.

    Attributes:
        text: As git is given it.
        name: What the settings call it, like `origin`.
        is_folder: Whether it is a folder of this computer or of its network.
    """

    text: str
    is_folder: bool
    name: str = "origin"

    @property
    def shown(self) -> str:
        """For people: without a password that may stand in it."""
        return re.sub(r"(?<=//)[^@/]*@", "", self.text)


def find_address(desk: Desk) -> Address | None:
    """Where the branch is shared; None where the settings name nothing.

    Raises:
        BuilderError: They name something else than https, ssh or a plain folder.
    """
    command = desk.command()

    def get(name: str) -> str:
        output = command.run("config", "--local", "--get", name)
        return "" if output.status else output.out.decode("utf-8", "surrogateescape").removesuffix("\n")

    names = command.run("config", "--local", "--get-regexp", r"^remote\..*\.url$").out.decode(
        "utf-8", "surrogateescape"
    )
    listed = [row.split(" ")[0].removeprefix("remote.").removesuffix(".url") for row in names.splitlines()]
    chosen = get(f"branch.{desk.branch}.remote") or ("origin" if "origin" in listed else next(iter(listed), ""))
    text = get(f"remote.{chosen}.url") if chosen and chosen != "." else ""
    if not text:
        return None
    # The name becomes a part of the names of branches; one that can't is as good as none.
    return replace(judge_address(text, desk.root), name=chosen if _NAME.fullmatch(chosen) else "origin")


def judge_address(text: str, root: Path) -> Address:
    """The address, if it is of a kind that is allowed.

    Args:
        text: As the settings have it.
        root: The folder from which a relative one is meant.

    Raises:
        BuilderError: It isn't.
    """
    if _HTTPS.fullmatch(text) or _SSH.fullmatch(text):
        return Address(text, is_folder=False)
    if "://" not in text and not _DRIVE.match(text) and _SHORT_SSH.fullmatch(text):
        return Address(text, is_folder=False)
    if "://" not in text and "::" not in text and text.isprintable() and not text.startswith("-"):
        # `~NAME` of somebody who isn't there is no folder, and a name can be longer than the disk takes.
        with contextlib.suppress(RuntimeError, OSError):
            folder = (root / Path(text).expanduser()).resolve()
            if folder.is_dir() or _DRIVE.match(text) or text.startswith(("/", "\\\\", ".")):
                return Address(str(folder), is_folder=True)
    raise BuilderError(
        "The settings of this folder name a place for sharing that is neither https, ssh nor a plain folder; nothing was sent there.",
        "Your changes are saved on this computer. Ask whoever set the folder up for the https address, and set it: `git remote set-url origin ADDRESS`.",
    )
