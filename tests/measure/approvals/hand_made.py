"""One document of the small company with a history that the test writes, and the approval that comes of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

from builder.measure.approvals.approval import measure_approvals
from builder.model.approval import Approval
from builder.model.history import Change, Commit, FileHistory, History, Moment, SignatureVerdict, Tag
from builder.model.program import Program
from builder.read.git.past.content import kind_of, read_content
from builder.read.git.store.objects import hash_object
from tests.measure.small import AS_OF, read_small

PATH = "policies/a-program.md"
ANN = "Ann Beck <ann@example.org>"
CARL = "Carl Dunn <carl@example.org>"
_NOON = Moment(1_780_000_000, -360)


def document(
    text: str = "Look before you lift.",
    *,
    version: int = 2,
    status: str = "approved",
    by: str = "P-001",
    on: str = "2026-05-01",
    more: str = "",
) -> str:
    """The document; its approver is Ann, the senior manager."""
    return f"""---
id: PRG-20
title: A program
kind: program
area: administration
version: {version}
owner: P-002
approved_by: {by}
approved_on: {on}
review_every: P12M
last_reviewed: 2026-05-01
status: {status}
{more}---

{text}
"""


@dataclass(frozen=True)
class Step:
    """A change of the document.

    Attributes:
        text: The whole file.
        day: When it arrived.
        by: Who wrote it.
        merged_by: Who let it in, where that was a merge.
        signer: Whose key signed it (the merge, where there is one); None for nobody's.
        message: Of the commit that wrote it.
        verdict: On the signature.
    """

    text: str
    day: date = date(2026, 5, 4)
    by: str = CARL
    merged_by: str = ""
    signer: str | None = None
    message: str = "Change the document"
    verdict: SignatureVerdict = SignatureVerdict.GOOD


def blob_of(text: str) -> str:
    """Git's id of the file."""
    return hash_object("blob", text.encode())


def approval_of(
    *steps: Step,
    tags: Sequence[Tag] = (),
    files: dict[str, str | None] | None = None,
    scans: dict[str, date] | None = None,
    as_of: date = AS_OF,
) -> Approval:
    """The approval of the document after the steps.

    Args:
        steps: Oldest first; the last one is the document as it is.
        tags: Of the repository.
        files: More files.
        scans: Days on which other files arrived, by path.
        as_of: The day.
    """
    program = read_small({PATH: steps[-1].text, **(files or {})})
    history = history_of(steps, tags, scans or {})
    return measure_approvals(program, history, as_of)[PATH]


def without_history(text: str, files: dict[str, str | None] | None = None) -> Approval:
    """The approval of the document where git was not examined."""
    program: Program = read_small({PATH: text, **(files or {})})
    return measure_approvals(program, None, AS_OF)[PATH]


def history_of(steps: Sequence[Step], tags: Sequence[Tag] = (), scans: dict[str, date] | None = None) -> History:
    """The history of the document after the steps."""
    changes, commits = [], {}
    for number, step in enumerate(steps):
        own, arrival = f"{number:039d}a", f"{number:039d}{'b' if step.merged_by else 'a'}"
        signature = SignatureVerdict.UNSIGNED if step.signer is None else step.verdict
        unsigned = SignatureVerdict.UNSIGNED, None
        written = unsigned if step.merged_by else (signature, step.signer)
        commits[own] = Commit(own, (), step.by, _NOON, step.by, _NOON, step.message, *written)
        if step.merged_by:
            who = step.merged_by
            commits[arrival] = Commit(arrival, (), who, _NOON, who, _NOON, "Merge", signature, step.signer)
        changes.append(
            Change(
                commit=arrival,
                arrived=step.day,
                kind="M" if number else "A",
                path=PATH,
                old_path=None,
                blob=blob_of(step.text),
                author=step.by,
                authored=step.day,
                subject=step.message,
                signature=written[0],
                origin=own,
                committer=step.by,
                signer=written[1],
                content=read_content(step.text.encode(), kind_of(PATH)),
            )
        )
    files = {PATH: FileHistory(PATH, tuple(changes))}
    for path, day in (scans or {}).items():
        files[path] = FileHistory(path, (Change("c" * 40, day, "A", path, None, "d" * 40, CARL, day, "Scan it"),))
    last = changes[-1]
    return History(
        last.commit, 9, AS_OF, commits[last.commit], MappingProxyType(files), by_id=commits, tags=tuple(tags)
    )


def tag_of(text: str, *, signer: str = "P-001", day: date = date(2026, 5, 5), name: str = "policy/PRG-20/v2") -> Tag:
    """A good tag on the document with this text."""
    good = SignatureVerdict.GOOD
    return Tag(name, "e" * 40, "0" * 39 + "a", ANN, day, "Approve", ((PATH, blob_of(text)),), good, signer)


def changed(tag: Tag, **fields: object) -> Tag:
    """The tag with other fields."""
    return replace(tag, **fields)  # type: ignore[arg-type]
