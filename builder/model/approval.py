"""How a controlled document was approved, and what each piece of evidence for it proves: ink first, then git's levels."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType


class ApprovalLevel(StrEnum):
    """What git shows of an approval, weakest first. A3, reviews that a forge (GitHub, GitLab) exports, are not imported."""

    NAMED = "A0"
    NOTED = "A1"
    LET_IN = "A2"
    SIGNED_COMMIT = "A4"
    SIGNED_TAG = "A5"


PROVES: Mapping[ApprovalLevel, str] = MappingProxyType(
    {
        ApprovalLevel.NAMED: "The document names its approver. Whoever entered the file could have written that.",
        ApprovalLevel.NOTED: "The note on the change names the approver. Whoever entered the change could have written that.",
        ApprovalLevel.LET_IN: "The approver let in what somebody else had written. The names are those that the computers were set to.",
        ApprovalLevel.SIGNED_COMMIT: "Whoever holds the approver's key entered the document as approved and signed it.",
        ApprovalLevel.SIGNED_TAG: "Whoever holds the approver's key signed an approval that lists exactly this file's content.",
    }
)
"""What each level proves, for people."""


class Binding(StrEnum):
    """What an approval is bound to, seen from the document as it is now."""

    BYTES = "these bytes"
    TEXT = "this text; only the control block changed since"
    EARLIER = "an earlier version"


class InkState(StrEnum):
    """What became of the page that was signed in ink."""

    KEPT = "kept"
    CHANGED = "changed"
    MISSING = "missing"


@dataclass(frozen=True)
class Ink:
    """A scan of the page that the approver signed: a normal and sufficient approval.

    Attributes:
        path: Of the scan, relative to the repository.
        sha256: As the document states it.
        state: Whether the scan is there with that digest.
        holds: Whether it is there and the text has not changed since it was filed.
    """

    path: str
    sha256: str
    state: InkState
    holds: bool


@dataclass(frozen=True)
class Shown:
    """One piece of evidence in git.

    Attributes:
        level: How strong.
        person: Id of whoever approved.
        day: The day that counts: when the change arrived, or the one that the tagger claims.
        commit: Id of the change, or of the state that the tag stands on.
        tag: Name of the tag, for A5.
        blob: What was approved: git's id of the file's content.
        version: What that content calls itself.
        binding: What of it the document still has.
    """

    level: ApprovalLevel
    person: str
    day: date
    commit: str
    blob: str
    version: int | None
    binding: Binding
    tag: str = ""


@dataclass(frozen=True)
class Staleness:
    """The text was changed after the approval that it claims.

    Attributes:
        version: The version that was approved, and `blob` its content.
        day: The day the first change of the text arrived, and `commit` its id.
        author: "Name <mail>" who made that change.
    """

    version: int | None
    blob: str
    day: date
    commit: str
    author: str


@dataclass(frozen=True)
class Approval:
    """What shows that a document is approved.

    Attributes:
        document: Its id; `path`, `blob` and `version` are those of now.
        approver: Id of the person it names; empty where it names none.
        role: What that person is in the company, in words that may be posted: "the senior manager"; may be empty.
        approved_on: The day it names.
        ink: The signed page, if the document has one.
        shown: The evidence in git, strongest first; one of each level at most. Empty when the history was not examined.
        stale: Why the claimed approval no longer covers the text; None while it does.
        is_one_hand: Whether the same person entered the text and approved it, and git shows nobody else.
        was_signed: Whether an earlier version was approved with its approver's key, by a signed commit or a signed tag.
        claimed_on: The day on which what it says of its approval (status, approver, day) entered; None where git doesn't know it.
    """

    document: str
    path: str
    blob: str
    version: int
    approver: str
    role: str
    approved_on: date | None
    ink: Ink | None
    shown: tuple[Shown, ...] = ()
    stale: Staleness | None = None
    is_one_hand: bool = False
    was_signed: bool = False
    claimed_on: date | None = None

    @property
    def best(self) -> Shown | None:
        """The strongest evidence in git for the text of now; older texts don't count."""
        return next((each for each in self.shown if each.binding is not Binding.EARLIER), None)

    @property
    def is_in_ink(self) -> bool:
        """Whether a page signed in ink approves the text of now."""
        return self.ink is not None and self.ink.holds
