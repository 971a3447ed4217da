"""What git says about the files of the program. All its dates are claims of whoever made the commit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class SignatureVerdict(StrEnum):
    """What checking a commit's signature gave."""

    GOOD = "good"
    OTHER_PERSON = "good-but-other-person"
    OUTSIDE_WINDOW = "outside-window"
    UNKNOWN_KEY = "unknown-key"
    BAD = "bad"
    UNSIGNED = "unsigned"
    UNSUPPORTED = "unsupported"


@dataclass(frozen=True)
class Moment:
    """A time as git stores it.

    Attributes:
        epoch: Seconds since 1970 in UTC.
        offset: Minutes east of UTC that the writer's clock claimed.
    """

    epoch: int
    offset: int


@dataclass(frozen=True)
class Commit:
    """One commit: identities and times are claims.

    Attributes:
        id: 40 hex digits.
        parents: Ids, first parent first.
        author, committer: "Name <mail>" as stored, undecodable bytes replaced.
        authored, committed: The two times.
        message: Whole, decoded.
        signature: Verdict of checking it against the people's keys.
        signer: Person id whose key it was, if known.
    """

    id: str
    parents: tuple[str, ...]
    author: str
    authored: Moment
    committer: str
    committed: Moment
    message: str
    signature: SignatureVerdict = SignatureVerdict.UNSIGNED
    signer: str | None = None

    @property
    def subject(self) -> str:
        """First line of the message."""
        return self.message.split("\n", 1)[0].strip()


@dataclass(frozen=True)
class Change:
    """A change of one file, as it arrived on the branch (first-parent line).

    Attributes:
        commit: Id of the first-parent commit with which it arrived.
        arrived: The day of that commit in the company's time zone.
        kind: A added, M modified, D deleted, R renamed, T type changed.
        path: Path after the change (before, for D).
        old_path: Path before a rename.
        blob: Git's id of the content after it; empty for D.
        author: Author of the change: of the newest commit on the merged branch that touched the file, else of the arriving commit.
        authored: The day the author claims.
        subject: First line of that commit's message.
        signature: Verdict on that commit.
    """

    commit: str
    arrived: date
    kind: str
    path: str
    old_path: str | None
    blob: str
    author: str
    authored: date
    subject: str
    signature: SignatureVerdict = SignatureVerdict.UNSIGNED


@dataclass(frozen=True)
class FileHistory:
    """All changes of one file that exists at the commit, oldest first; renames carried over."""

    path: str
    changes: tuple[Change, ...]

    @property
    def entered(self) -> date:
        """The day it first arrived on the branch."""
        return self.changes[0].arrived


@dataclass(frozen=True)
class History:
    """The history of every file at one commit.

    Attributes:
        commit: The commit, 40 hex digits.
        commits: How many commits lead to it.
        entered_on: The day the commit itself entered the branch, in the company's time zone.
        files: By path at that commit.
        tip: The commit as a value (identities, message, signature).
    """

    commit: str
    commits: int
    entered_on: date
    tip: Commit
    files: Mapping[str, FileHistory] = field(default_factory=dict)

    def entered(self, path: str) -> date | None:
        """The day a file first arrived on the branch, if git knows it."""
        found = self.files.get(path)
        return found.entered if found else None
