"""Which revision of a document was in force on a day: what the branch held by then, and the day the revision itself names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

from builder.model.history import Change, FileHistory, History
from builder.model.program import Program
from builder.model.snapshot import Snapshot


@dataclass(frozen=True)
class Revision:
    """A document as it stood from one commit on.

    Attributes:
        document: Its id.
        version: The number it gives itself; None where it gives none.
        blob: Git's id of the file, 40 hex digits.
        commit: Id of the first-parent commit with which it arrived, and `arrived` its day.
        approved_on, effective: The days it names itself.
        claimed: Whether only its own dates say that it was in force on the day asked for: it came with the adoption, later than that day.
        path: Its file then.
        text: Digest of its text, as in `Content`.
        held_since: The day from which the same text was in force under the same number, where an earlier revision said so already.
    """

    document: str
    version: int | None
    blob: str
    commit: str
    arrived: date
    approved_on: date | None
    effective: date | None
    claimed: bool = False
    path: str = ""
    text: str = ""
    held_since: date | None = None

    @property
    def began(self) -> date | None:
        """The day from which it calls itself in force: `effective`, else the day of its approval."""
        return self.effective or self.approved_on

    @property
    def since(self) -> date:
        """The day from which its text was in force: by its own dates, and not before it arrived unless it is only claimed."""
        if self.held_since:
            return self.held_since
        if self.claimed and self.began:
            return self.began
        return max(self.began or self.arrived, self.arrived)


@dataclass(frozen=True)
class Documents:
    """Every document that ever was on the branch.

    Attributes:
        files: Their histories by id, sorted; empty when the history was not examined.
        adopted_on: The day the program moved into git.
    """

    files: Mapping[str, FileHistory]
    adopted_on: date | None

    def on(self, id: str, day: date) -> Revision | None:
        """The revision of a document that was in force on a day; None where there was none."""
        file = self.files.get(id)
        return revision_in_force(file, day, self.adopted_on) if file else None


def list_documents(snapshot: Snapshot) -> Documents:
    """The documents of a snapshot with their histories; make it once and ask it often."""
    history = snapshot.history
    if history is None:
        return Documents({}, None)
    return Documents(document_files(history), adoption_day(snapshot.program, history))


def adoption_day(program: Program, history: History) -> date | None:
    """The day the program moved into git: what the company says, else the day of the first file; None without any file."""
    said = program.company.value.adopted_on if program.company else None
    return said or min((file.entered for file in history.files.values()), default=None)


def approved_revisions(file: FileHistory, by: date | None = None) -> Iterator[Revision]:
    """The revisions of a document that call themselves approved, in the order in which they arrived.

    Args:
        file: The document.
        by: Only those that had arrived by this day.
    """
    for change in file.changes:
        revision = _approved(change)
        if revision and (by is None or change.arrived <= by):
            yield revision


def approved_steps(file: FileHistory, by: date | None = None) -> Iterator[tuple[Revision | None, Revision]]:
    """Each approved revision with a number or a text of its own, with the one it came after; the first with none.

    What stood between two of them, a draft or a review that left the text alone, is no step.
    """
    before: Revision | None = None
    for revision in approved_revisions(file, by):
        if before is None or (before.version, before.text) != (revision.version, revision.text):
            yield before, revision
            before = revision


def revision_in_force(file: FileHistory, day: date, adopted_on: date | None = None) -> Revision | None:
    """The revision of a document that was in force at the end of a day, or None where there was none.

    That is the last one, in the order of the branch, that calls itself approved, had arrived by then, and whose `effective` day
    (without one, its `approved_on`) had come. A draft on top of it changes nothing; a withdrawal or deletion ends it on the day
    it arrives. For a day before the adoption, the first revision that ever arrived counts if its own dates reach back so far: then
    it is only claimed, because git can't say what stood on paper. A revision that can't be read is passed over.

    Args:
        file: The history of the document.
        day: The day asked for.
        adopted_on: The day the program moved into git; without one nothing is claimed.
    """
    found: Revision | None = None
    for change in file.changes:
        if change.arrived > day:
            continue
        revision = _approved(change)
        if is_end(change):
            found = None
        elif revision and (revision.began is None or revision.began <= day):
            # A review that leaves the text alone doesn't begin anything.
            is_same = found is not None and (found.version, found.text) == (revision.version, revision.text)
            found = replace(revision, held_since=found.since) if found and is_same else revision
    if found is None and adopted_on is not None and day < adopted_on:
        return _as_adopted(file, day)
    return found


def _as_adopted(file: FileHistory, day: date) -> Revision | None:
    first = _approved(file.changes[0])
    if first is None or first.began is None or first.arrived <= day or first.began > day:
        return None
    return replace(first, claimed=True)


def document_files(history: History) -> Mapping[str, FileHistory]:
    """The history of every document by its id, those that are gone as well; where two files share an id, the first by path."""
    found: dict[str, FileHistory] = {}
    for files in (history.files, history.gone):
        for path, file in files.items():
            id = _document_id(file) if path.startswith("policies/") else ""
            if id:
                found.setdefault(id, file)
    return MappingProxyType(dict(sorted(found.items())))


def withdrawn_on(file: FileHistory, day: date) -> date | None:
    """The day on which a document was withdrawn or deleted, if that was the last thing to happen to it by `day`."""
    arrived = [change for change in file.changes if change.arrived <= day and (change.content or change.kind == "D")]
    ended = None
    for change in arrived:
        if not is_end(change):
            ended = None
        elif ended is None:
            ended = change.arrived
    return ended


def _document_id(file: FileHistory) -> str:
    return next((change.content.id for change in reversed(file.changes) if change.content and change.content.id), "")


def is_end(change: Change) -> bool:
    """Whether a change withdraws or deletes the document."""
    return change.kind == "D" or (change.content is not None and change.content.status == "withdrawn")


def _approved(change: Change) -> Revision | None:
    """The revision that a change brought, if it calls itself approved."""
    content = change.content
    if content is None or content.problem or content.status != "approved":
        return None
    return Revision(
        document=content.id,
        version=content.version,
        blob=change.blob,
        commit=change.commit,
        arrived=change.arrived,
        approved_on=content.approved_on,
        effective=content.effective,
        path=change.path,
        text=content.text,
    )
