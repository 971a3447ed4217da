"""Where what somebody edits in the browser goes: to the folder of this computer, or to a forge that was named on the command line."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlsplit

from builder.model.error import BuilderError

FORGES: dict[str, str] = {"github": "https://github.com", "gitlab": "https://gitlab.com", "gitea": ""}
"""Forges by name, with their public home; a Gitea has none."""

_REPOSITORY = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*(?:/[A-Za-z0-9][A-Za-z0-9._-]*)+")
_HOST = re.compile(r"[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63})*(?::[0-9]{1,5})?")
_HELP = "Write it like github:OWNER/REPO, gitlab:GROUP/PROJECT or gitea:OWNER/REPO@https://git.example.ca."


@dataclass(frozen=True)
class Editing:
    """The way of what is edited.

    Attributes:
        forge: `github`, `gitlab` or `gitea`; empty for the folder of this computer, through `muster edit`.
        repository: On the forge, OWNER/REPO.
        home: The forge's address, `https://host`, without a slash at its end.
        branch: On which records arrive; changes are proposed to it.
    """

    forge: Literal["", "github", "gitlab", "gitea"] = ""
    repository: str = ""
    home: str = ""
    branch: str = "main"

    @property
    def is_local(self) -> bool:
        """Whether it goes to the folder of this computer."""
        return not self.forge

    @property
    def api(self) -> str:
        """Where the forge answers programs; empty for the folder. Sources: docs.github.com/rest, docs.gitlab.com/api, docs.gitea.com/api."""
        if self.forge == "github":
            return "https://api.github.com" if self.home == FORGES["github"] else f"{self.home}/api/v3"
        return {"gitlab": f"{self.home}/api/v4", "gitea": f"{self.home}/api/v1"}.get(self.forge, "")

    @property
    def host(self) -> str:
        """The only host besides its own that the editor's page may talk to, with its scheme; empty for none."""
        parts = urlsplit(self.api)
        return f"{parts.scheme}://{parts.netloc}" if self.api else ""


LOCAL = Editing()
"""`muster edit`: the folder of this computer."""


def parse_editing(text: str, branch: str = "main") -> Editing:
    """The way that `--edit-on` names: `github:OWNER/REPO`, `gitlab:GROUP/PROJECT`, either with `@https://host` behind it; `gitea:` needs it.

    Raises:
        BuilderError: It names none.
    """
    name, _, rest = text.partition(":")
    repository, _, home = rest.partition("@")
    home = (home or FORGES.get(name, "")).rstrip("/")
    if name not in FORGES or not _REPOSITORY.fullmatch(repository) or ".." in repository:
        raise BuilderError(f"--edit-on {text!r} names no repository on a forge.", _HELP)
    if not home:
        raise BuilderError(f"--edit-on {text!r} doesn't say where the forge is.", _HELP)
    if not _is_home(home):
        raise BuilderError(f"{home!r} is not the address of a forge.", "Give https:// and its host, without a path.")
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._/-]{0,99}", branch):
        raise BuilderError(
            f"The branch {branch!r} can't be edited in the browser.", "Correct `branch` in company.yaml."
        )
    forge: Literal["github", "gitlab", "gitea"] = (
        "github" if name == "github" else "gitlab" if name == "gitlab" else "gitea"
    )
    return Editing(forge, repository, home, branch)


def _is_home(home: str) -> bool:
    """Whether an address is a scheme and a host and nothing else; plain http only on this machine, for tests and tunnels."""
    scheme, _, host = home.partition("://")
    is_here = host.partition(":")[0] in ("127.0.0.1", "localhost")
    return (scheme == "https" or (scheme == "http" and is_here)) and _HOST.fullmatch(host) is not None
