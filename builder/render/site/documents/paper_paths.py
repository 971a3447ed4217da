"""Where the papers stand in a site, and which documents have one; apart from making them, which loads what lays out pages."""

from __future__ import annotations

from builder.model.policy import Policy
from builder.model.snapshot import Snapshot
from builder.model.stored import Stored

PAPERS = "pdf/"


def paper_path(id: str) -> str:
    """The paper of a document, in the tree: `pdf/SWP-07.pdf`."""
    return f"{PAPERS}{id}.pdf"


def talk_path(id: str) -> str:
    """The sheet for a talk about the newest change of a document, in the tree of the office: `pdf/SWP-07-talk.pdf`."""
    return f"{PAPERS}{id}-talk.pdf"


def form_path(name: str) -> str:
    """The form of a record type, in the tree: `forms/inspection.pdf`."""
    return f"forms/{name}.pdf"


def with_paper(snapshot: Snapshot) -> tuple[Stored[Policy], ...]:
    """The documents that have one: those that are approved. Of two files with one id the first stands for both."""
    return tuple(each for each in snapshot.program.policy_by_id.values() if each.value.status == "approved")
