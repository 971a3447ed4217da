"""What git says about the files of the program. All its dates are claims of whoever made the commit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from builder.model.stamp import Stamp


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


@dataclass(frozen=True, slots=True)
class Content:
    """What one revision of a document or record says of itself: claims, read without judging them.

    Attributes:
        id: Its `id:`; empty where it has none, and for attachments.
        day: The day a record is about (its `date:`).
        signed_on: The days of a record's signatures, oldest first.
        version, status, approved_by, approved_on, effective: Of a document's front matter.
        text: The first 16 hex digits of the sha256 of a document's text below the front matter; empty for a record.
        problem: Why it could not be read, for people; empty when it could.
        lines: Digests of a record's lines by field, from `builder.read.git.past.record_lines`; empty for all else.
    """

    id: str = ""
    day: date | None = None
    signed_on: tuple[date, ...] = ()
    version: int | None = None
    status: str = ""
    approved_by: str = ""
    approved_on: date | None = None
    effective: date | None = None
    text: str = ""
    problem: str = ""
    lines: str = ""


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
        arrival: Id of the first-parent commit with which it came to the branch: its own, for one on the line.
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
    arrival: str = ""

    @property
    def subject(self) -> str:
        """First line of the message."""
        return self.message.split("\n", 1)[0].strip()


@dataclass(frozen=True, slots=True)
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
        origin: Id of that commit; equal to `commit` unless it came with a merge.
        committer: Who committed it there, and `committed` the day they claim.
        signer: Person id whose key signed that commit, if known.
        content: What the revision says of itself; None for a deletion and for attachments.
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
    origin: str = ""
    committer: str = ""
    committed: date | None = None
    signer: str | None = None
    content: Content | None = None


@dataclass(frozen=True, slots=True)
class FileHistory:
    """All changes of one document, record or other file, oldest first, wherever it stood.

    A document or record is known by its `id:`, through renames, moves, deleting and coming back; any other file by its path and by what
    git takes for a rename.

    Attributes:
        path: Where it is at the commit; for one that is gone, where it was last.
        changes: The last one is a deletion if it is gone.
    """

    path: str
    changes: tuple[Change, ...]

    @property
    def entered(self) -> date:
        """The day it first arrived on the branch."""
        return self.changes[0].arrived


class OddityKind(StrEnum):
    """Ways in which the clocks or the order of commits can't be what they seem."""

    BACKWARDS = "runs-backwards"
    WRITTEN_AFTER = "written-after-committed"
    IMPLAUSIBLE = "implausible-time"
    SAME_SECOND = "many-in-one-second"
    REDATED = "committed-again-in-bulk"
    CROSSED = "parents-crossed"


@dataclass(frozen=True)
class Oddity:
    """Something about the clock of a commit that an auditor would ask about.

    Attributes:
        kind: What is odd.
        commit: Id of the (first) commit.
        day: The day it claims to have entered, in the company's time zone.
        commits: How many commits are concerned.
        detail: A sentence with the times, for people.
    """

    kind: OddityKind
    commit: str
    day: date
    commits: int
    detail: str


@dataclass(frozen=True)
class IdentityChange:
    """A file whose `id:` became another one: the old record ended there, and the new one entered that day.

    Attributes:
        commit: Id of the first-parent commit, and `arrived` its day.
        path: Of the file after it, `old_path` before it.
        old, new: The ids.
    """

    commit: str
    arrived: date
    path: str
    old_path: str
    old: str
    new: str


@dataclass(frozen=True)
class KeyChange:
    """A change of the keys that a person's register entry names.

    Attributes:
        commit: Id of the first-parent commit, and `arrived` its day.
        person: Id.
        added, removed: Fingerprints (`SHA256:…`) of the keys.
        signature, signer: Of the commit that changed them, judged by the keys before it.
        is_first: Whether the repository named nobody's key before it, so that nothing could vouch for it.
    """

    commit: str
    arrived: date
    person: str
    added: tuple[str, ...]
    removed: tuple[str, ...]
    signature: SignatureVerdict
    signer: str | None
    is_first: bool


@dataclass(frozen=True)
class YardstickChange:
    """A change of what the company's days are judged by, in records/company.yaml; the first statement counts as one too.

    Attributes:
        commit: Id of the first-parent commit, and `arrived` its day.
        field: `adopted_on`, `time_zone` or `branch`.
        old, new: As written; empty for nothing.
        is_first: Whether the company's file came with it.
    """

    commit: str
    arrived: date
    field: str
    old: str
    new: str
    is_first: bool = False


@dataclass(frozen=True)
class Tag:
    """An annotated tag that approves: all it says is a claim of its tagger unless the signature is good.

    Attributes:
        name: `policy/PRG-07/v3`.
        id: Of the tag object, 40 hex digits.
        commit: What it stands on.
        tagger: "Name <mail>".
        tagged_on: The day the tagger claims, in the company's time zone.
        message: Without the signature.
        approves: (path, blob) pairs that the message lists.
        signature, signer: Judged by the keys before that commit arrived.
        problem: Why it approves nothing whoever signed it, as a sentence; empty when its form is right and it fits the files it lists.
    """

    name: str
    id: str
    commit: str
    tagger: str
    tagged_on: date
    message: str
    approves: tuple[tuple[str, str], ...]
    signature: SignatureVerdict
    signer: str | None
    problem: str = ""


@dataclass(frozen=True)
class Rewriting:
    """The branch no longer holds a commit that it held when this computer saw it last.

    Attributes:
        branch: Its name.
        old_tip, new_tip: The commits it ended with, before and when that was noticed.
        lost: How many commits are gone from it; None where the old ones are not in the repository any more.
        paths: Files whose first arrival was among them.
    """

    branch: str
    old_tip: str
    new_tip: str
    lost: int | None
    paths: tuple[str, ...]


@dataclass(frozen=True)
class Standing:
    """Where the commit stands beside the branch on which the company's records arrive. Other copies may say otherwise.

    Attributes:
        branch: Name of the company's branch.
        is_there: Whether this copy of the repository has that branch, as its own or as somebody else's.
        is_on_it: Whether the commit is on the branch's own line (first parents).
        refs: Names under which this copy has the commit: `refs/remotes/pull/7/merge`.
    """

    branch: str
    is_there: bool
    is_on_it: bool
    refs: tuple[str, ...] = ()


@dataclass(frozen=True)
class History:
    """The history of every file at one commit.

    Attributes:
        commit: The commit, 40 hex digits.
        commits: How many commits lead to it.
        entered_on: The day the commit itself entered the branch, in the company's time zone.
        files: By path at that commit.
        tip: The commit as a value (identities, message, signature).
        line: How many of the commits are on the first-parent line.
        gone: What is no longer there, by the path where it was last.
        by_id: Every commit that leads to it, in the order of arrival; of a message the first 10,000 letters.
        signatures: How many commits have each verdict.
        oddities, identity_changes, key_changes, yardstick_changes: Oldest first.
        tags: By name.
        stamps: Of the anchor records, by id; empty until they are checked.
        rewritings: What this computer noticed about the branch; never part of a pack, which must come out alike everywhere.
        gpgv: Version of the program that checked OpenPGP signatures, or `none`; empty where nobody has a key of that kind.
        verifier: sha256 of the verifier's list of keys by which the signatures were judged; empty: by the keys in people's records.
        positions: Where commits that changes name as `commit` stand on the first-parent line, the first at 1; only where there are stamps.
        standing: Beside the company's branch; None when not looked at. Never part of a pack, for the same reason.
    """

    commit: str
    commits: int
    entered_on: date
    tip: Commit
    files: Mapping[str, FileHistory] = field(default_factory=dict)
    line: int = 0
    gone: Mapping[str, FileHistory] = field(default_factory=dict)
    by_id: Mapping[str, Commit] = field(default_factory=dict)
    signatures: Mapping[SignatureVerdict, int] = field(default_factory=dict)
    oddities: tuple[Oddity, ...] = ()
    identity_changes: tuple[IdentityChange, ...] = ()
    key_changes: tuple[KeyChange, ...] = ()
    tags: tuple[Tag, ...] = ()
    stamps: tuple[Stamp, ...] = ()
    rewritings: tuple[Rewriting, ...] = ()
    verifier: str = ""
    gpgv: str = ""
    positions: Mapping[str, int] = field(default_factory=dict)
    standing: Standing | None = None
    yardstick_changes: tuple[YardstickChange, ...] = ()

    def entered(self, path: str) -> date | None:
        """The day a file first arrived on the branch, if git knows it."""
        found = self.files.get(path)
        return found.entered if found else None
