"""The history of documents and records as JSON, described by `schemas/history-1.json`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from builder.measure.past.chronicle import Chronicle, Kind
from builder.measure.past.in_force import Documents, Revision, list_documents
from builder.model.approval import Approval
from builder.model.difference import Differences
from builder.model.history import Change
from builder.model.snapshot import Snapshot
from builder.render.history_words import difference_object
from builder.render.report.json_object import write_object

HISTORY_SCHEMA = "https://muster.example/schema/history-1.json"


def write_chronicles(
    chronicles: Sequence[Chronicle], differences: Differences, snapshot: Snapshot, on: date | None = None
) -> str:
    """Each document, record or file with every change of it, as one JSON object.

    Args:
        chronicles: What to show.
        differences: What changed in the texts, by the ids of the older and the newer content.
        snapshot: Approvals and the history itself.
        on: The day for `in_force`; the as-of day when left out.
    """
    history = snapshot.history
    documents = list_documents(snapshot)
    day = on or snapshot.as_of
    return write_object(
        {
            "schema": HISTORY_SCHEMA,
            "as_of": snapshot.as_of.isoformat(),
            "on": day.isoformat(),
            "commit": history.commit if history else "",
            "commits": history.commits if history else 0,
            "documents": [_chronicle(each, differences, documents, snapshot, day) for each in chronicles],
        }
    )


def _chronicle(
    chronicle: Chronicle, differences: Differences, documents: Documents, snapshot: Snapshot, day: date
) -> dict[str, Any]:
    first = chronicle.file.changes[0]
    is_document = chronicle.kind is Kind.DOCUMENT
    approval = snapshot.approvals.get(chronicle.path) if is_document and not chronicle.is_gone else None
    return {
        "path": _shown(chronicle.path),
        "id": chronicle.id or None,
        "kind": chronicle.kind.value,
        "title": chronicle.title,
        "date": _day(chronicle.day),
        "entered": chronicle.entered.isoformat(),
        "filed_after_days": chronicle.filed_after,
        "author": first.author,
        "committer": first.committer or first.author,
        "signature": first.signature.value,
        "approval": _approval(approval) if approval else None,
        "in_force": _revision(documents.on(chronicle.id, day)) if is_document else None,
        "gone": chronicle.is_gone,
        "changes": list(_changes(chronicle.file.changes, differences)),
    }


def _approval(approval: Approval) -> dict[str, Any]:
    best = approval.best
    return {
        "approver": approval.approver or None,
        "on": _day(approval.approved_on),
        "ink": approval.is_in_ink,
        "level": best.level.value if best else None,
        "stale": approval.stale is not None,
    }


def _revision(revision: Revision | None) -> dict[str, Any] | None:
    if revision is None:
        return None
    return {
        "version": revision.version,
        "since": revision.since.isoformat(),
        "approved_on": _day(revision.approved_on),
        "effective": _day(revision.effective),
        "arrived": revision.arrived.isoformat(),
        "commit": revision.commit,
        "blob": revision.blob,
        "claimed": revision.claimed,
    }


def _changes(changes: Sequence[Change], differences: Differences) -> Iterator[dict[str, Any]]:
    before = ""
    for change in changes:
        content = change.content
        yield {
            "kind": change.kind,
            "arrived": change.arrived.isoformat(),
            "commit": change.commit,
            "origin": change.origin or change.commit,
            "path": _shown(change.path),
            "old_path": _shown(change.old_path) if change.old_path else None,
            "blob": change.blob or None,
            "author": change.author,
            "authored": change.authored.isoformat(),
            "committer": change.committer or change.author,
            "committed": _day(change.committed),
            "subject": change.subject,
            "signature": change.signature.value,
            "signer": change.signer,
            "date": _day(content.day) if content else None,
            "version": content.version if content else None,
            "status": (content.status or None) if content else None,
            "approved_by": (content.approved_by or None) if content else None,
            "approved_on": _day(content.approved_on) if content else None,
            "effective": _day(content.effective) if content else None,
            "problem": (content.problem or None) if content else None,
            "words": difference_object(differences.get((before, change.blob))),
        }
        before = change.blob


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _shown(path: str) -> str:
    """A path whose bytes are not UTF-8 with those bytes as escapes: JSON can't hold them."""
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
