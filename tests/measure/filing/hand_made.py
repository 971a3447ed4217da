"""Histories written by hand, of records of the small company."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from builder.model.history import Change, Commit, FileHistory, History, Moment, SignatureVerdict
from builder.model.snapshot import Snapshot
from builder.read.git.past.content import kind_of, read_content
from builder.read.git.store.objects import hash_object
from tests.measure.small import inspection, read_text, snapshot_of

AUTHOR = "Somebody <somebody@example.org>"
NOON = Moment(1_780_000_000, -360)


def path_of(id: str) -> str:
    return f"records/inspection/2026/{id}.yaml"


def revision(id: str, text: str | None, arrived: str, *, commit: str = "2" * 40, origin: str = "") -> Change:
    """A change that arrived on a day; without a text, one that took the record away."""
    day, path = date.fromisoformat(arrived), path_of(id)
    data = text.encode() if text is not None else b""
    return Change(
        commit=commit,
        arrived=day,
        kind="M" if text is not None else "D",
        path=path,
        old_path=None,
        blob=hash_object("blob", data) if text is not None else "",
        author=AUTHOR,
        authored=day,
        subject="File it",
        origin=origin or commit,
        content=read_content(data, kind_of(path)) if text is not None else None,
    )


def commit(id: str, message: str, *, signer: str | None = None) -> Commit:
    """A commit that is signed if it has a signer."""
    verdict = SignatureVerdict.GOOD if signer else SignatureVerdict.UNSIGNED
    return Commit(id, (), AUTHOR, NOON, AUTHOR, NOON, message, verdict, signer, id)


def history_of(
    files: Iterable[FileHistory], *, commits: Iterable[Commit] = (), gone: Iterable[FileHistory] = ()
) -> History:
    tip = commit("f" * 40, "Tip")
    return History(
        tip.id,
        1,
        date(2026, 6, 30),
        tip,
        {each.path: each for each in files},
        gone={each.path: each for each in gone},
        by_id={each.id: each for each in (*commits, tip)},
    )


def filed(id: str, *revisions: Change) -> FileHistory:
    return FileHistory(path_of(id), (replace(revisions[0], kind="A"), *revisions[1:]))


def snapshot_with(
    history: History, days: dict[str, str] | None = None, *, company: str = "", as_of: str = "2026-06-30"
) -> Snapshot:
    """The small company with inspections of the given days by id, more lines in its register, and a history."""
    files: dict[str, str | None] = {path_of(id): inspection(id, day) for id, day in (days or {}).items()}
    if company:
        text = read_text("records/company.yaml")
        files["records/company.yaml"] = text.replace("adopted_on: 2026-04-01\n", "") + company
    return replace(snapshot_of(files, date.fromisoformat(as_of)), history=history)
