"""Fetching what others shared, and sharing what is ours: from a repository of our own that borrows the objects.

The user's settings count there (the way through a proxy, the passwords they keep), and nothing that the folder's own settings or hooks name.
"""

from __future__ import annotations

import contextlib
import re
import shlex
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from builder.read.git.command import Output, SharingCommand
from builder.read.git.saving.address import Address
from builder.read.git.saving.opening import Desk

_ID = re.compile(r"[0-9a-f]{40}")
_TAG = re.compile(r"refs/tags/policy/[A-Z]{2,5}-[0-9]{2,4}(?:-[A-Z]{2,3})?/v[1-9][0-9]{0,8}")


class Hindrance(Enum):
    """Why the shared copy could not be reached or changed."""

    OFFLINE = "offline"
    REFUSED = "refused"
    GONE = "gone"
    RACE = "race"
    PROTECTED = "protected"
    OTHER = "other"


class SharingError(Exception):
    """It didn't work, which is no reason to stop: everything is saved on this computer.

    Args:
        hindrance: Of which kind it is.
        said: What the other side said about it, for people; may be empty.
    """

    def __init__(self, hindrance: Hindrance, said: str = "") -> None:
        super().__init__(said)
        self.hindrance = hindrance
        self.said = said


_SIGNS = {
    Hindrance.OFFLINE: "could not resolve host|couldn't connect|failed to connect|connection (?:refused|timed out|reset)|timed? ?out"
    "|network is unreachable|no route to host|operation too slow|temporary failure in name",
    Hindrance.REFUSED: "authentication failed|permission denied|could not read (?:username|password)|terminal prompts disabled"
    "|host key verification|returned error: 40[13]|access denied|not allowed|dubious ownership|unsafe",
    Hindrance.GONE: "repository .*not found|does not appear to be a git repository|not a git repository|returned error: 404|no such file",
}
"""Words by which git, curl and ssh say why (in English, which is asked of them); the first that fits counts."""


@dataclass(frozen=True)
class Shared:
    """What the shared copy holds.

    Attributes:
        tip: Id of the branch's newest commit there; empty where it isn't there yet.
        approvals: Ids of the approvals (signed tags) there, by name.
    """

    tip: str
    approvals: Mapping[str, str]


class Sharing:
    """The way to the shared copy; from `open_sharing`."""

    def __init__(self, desk: Desk, address: Address, ours: Path, *, may_ask: bool) -> None:
        self._desk = desk
        self._address = address
        self._ours = ours
        self._command = SharingCommand(ours, desk.repository.view.home, may_ask=may_ask)

    def look(self) -> Shared:
        """What is there now.

        Raises:
            SharingError: It can't be reached.
        """
        out = self._require("ls-remote", "--quiet", *self._service("upload-pack"), "--", self._address.text)
        rows = [line.split("\t", 1) for line in out.decode("utf-8", "surrogateescape").splitlines()]
        refs = {row[1]: row[0] for row in rows if len(row) == 2 and _ID.fullmatch(row[0])}
        approvals = {name: id for name, id in refs.items() if _TAG.fullmatch(name)}
        return Shared(refs.get(f"refs/heads/{self._desk.branch}", ""), approvals)

    def fetch(self, names: Mapping[str, str]) -> None:
        """Brings commits and approvals into this copy; no name of ours is changed.

        Args:
            names: Ids by their names there, from `look`.

        Raises:
            SharingError: It can't be reached.
        """
        missing = {name for name, id in names.items() if not self.has(id)}
        if not missing:
            return
        specs = [f"+{name}:refs/theirs/{number}" for number, name in enumerate(sorted(missing))]
        options = ("--quiet", "--no-tags", "--no-write-fetch-head", "--no-recurse-submodules", "--no-auto-maintenance")
        self._require("fetch", *options, *self._service("upload-pack"), "--", self._address.text, *specs)
        self._take_over()

    def push(self, commit: str, approvals: Mapping[str, str]) -> tuple[str, ...]:
        """Makes the shared branch end with a commit, which must go on from what it ends with; gives back the approvals that were refused.

        Args:
            commit: Its id; empty to share approvals only.
            approvals: Ids by name.

        Raises:
            SharingError: It can't be reached, or somebody else was quicker.
        """
        specs = [f"{id}:{name}" for name, id in sorted(approvals.items())]
        if commit:
            specs.insert(0, f"{commit}:refs/heads/{self._desk.branch}")
        options = ("--porcelain", "--no-verify", "--no-follow-tags", "--recurse-submodules=no")
        output = self._command.run("push", *options, *self._service("receive-pack"), "--", self._address.text, *specs)
        rows = [line.split("\t") for line in output.out.decode("utf-8", "replace").splitlines()]
        results = {row[1].partition(":")[2]: row for row in rows if len(row) == 3}
        branch = results.get(f"refs/heads/{self._desk.branch}")
        if commit and (branch is None or branch[0] == "!"):
            raise _push_error(branch[2] if branch else "", output)
        return tuple(name for name in approvals if results.get(name, ["!"])[0] == "!")

    def has(self, id: str) -> bool:
        """Whether a commit or tag is in this copy."""
        return not self._command.run("cat-file", "-e", id).status

    def _take_over(self) -> None:
        """What was fetched becomes part of the repository: whole packs, the list of one only when it itself is there."""
        target = self._desk.repository.common_dir / "objects" / "pack"
        target.mkdir(exist_ok=True)
        packs = sorted((self._ours / "objects" / "pack").glob("pack-*.pack"))
        for pack in packs:
            for ending in (".pack", ".rev", ".idx"):
                file = pack.with_suffix(ending)
                if file.is_file() and not (target / file.name).exists():
                    part = target / f"tmp_muster_{file.name}"
                    shutil.copyfile(file, part)
                    part.chmod(0o444)
                    part.replace(target / file.name)

    def _service(self, name: str) -> tuple[str, ...]:
        """How the other side is started where it is a folder: that runs on this computer, and must run nothing that the folder names."""
        if not self._address.is_folder:
            return ()
        home = self._desk.repository.view.home
        settings = (f"core.hooksPath={home.as_posix()}", "core.fsmonitor=false", "core.alternateRefsCommand=true",
                    "receive.autogc=false", "receive.denyCurrentBranch=refuse", "gc.auto=0")  # fmt: skip
        # The folder for what is passing may stand below somebody's name, like O'Brien.
        words = " ".join(f"-c {shlex.quote(each)}" for each in settings)
        option = "--receive-pack" if name == "receive-pack" else "--upload-pack"
        return (f"{option}=git {words} {name}",)

    def _require(self, *arguments: str) -> bytes:
        output = self._command.run(*arguments)
        if output.status:
            raise SharingError(_judge(output.complaint), _plain(output.complaint) or output.error)
        return output.out


@contextmanager
def open_sharing(desk: Desk, address: Address, *, may_ask: bool) -> Iterator[Sharing]:
    """The way to the shared copy, for a `with` statement.

    Args:
        desk: Opened.
        address: From `find_address`.
        may_ask: Whether somebody sits at a terminal, whom git may ask for a password.
    """
    with tempfile.TemporaryDirectory(prefix="muster-share-", ignore_cleanup_errors=True) as name:
        ours = Path(name) / "share.git"
        for folder in ("objects/info", "objects/pack", "refs/heads"):
            (ours / folder).mkdir(parents=True)
        (ours / "HEAD").write_bytes(b"ref: refs/heads/none\n")
        (ours / "config").write_bytes(b"[core]\n\trepositoryformatversion = 0\n\tbare = true\n")
        lender = desk.repository.common_dir / "objects"
        (ours / "objects" / "info" / "alternates").write_text(
            f"{lender.as_posix()}\n", encoding="utf-8", errors="surrogateescape", newline="\n"
        )
        # What we have is named, so that only what is new is sent.
        refs = [id for _, id in desk.repository.list_refs()]
        for number, id in enumerate(dict.fromkeys(refs)):
            (ours / "refs" / "heads" / f"ours-{number}").write_text(f"{id}\n", encoding="ascii", newline="\n")
        yield Sharing(desk, address, ours, may_ask=may_ask)


def _judge(complaint: str) -> Hindrance:
    for hindrance, pattern in _SIGNS.items():
        if re.search(pattern, complaint, re.IGNORECASE):
            return hindrance
    return Hindrance.OTHER


def _push_error(summary: str, output: Output) -> SharingError:
    text = f"{summary}\n{output.complaint}".lower()
    if not summary:
        return SharingError(_judge(output.complaint), _plain(output.complaint) or output.error)
    if (
        "fetch first" in text
        or "non-fast-forward" in text
        or "cannot lock ref" in text
        or "failed to update ref" in text
    ):
        return SharingError(Hindrance.RACE)
    return SharingError(Hindrance.PROTECTED, _plain(output.complaint) or summary)


def _plain(complaint: str) -> str:
    """What the other side said itself, without git's own words around it."""
    said = [line.removeprefix("remote:").strip() for line in complaint.splitlines() if line.startswith("remote:")]
    with contextlib.suppress(StopIteration):
        return next(line for line in said if line and not set(line) <= set("=-* "))
    return ""
