"""A commit doesn't say who made it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.checks.rule import rule
from builder.model.finding import Problem, Severity
from builder.model.place import Place
from builder.model.snapshot import Snapshot

_IDENTITY = re.compile(r"[^<>]*<[^<>]*>")


@rule("HIS042", Severity.NOTE)
def author_unreadable(snapshot: Snapshot) -> Iterator[Problem]:
    """A commit doesn't name its author or committer as a person with a mail address.

    ## Why

    Git always writes a name, a mail address and a time. Where they are missing or garbled, the commit was made by another tool or by hand; who filed what came with it, and when it was written, is not known. Muster takes 1970 for a time that can't be read.

    ## Example: fails

    The author of a commit is written `Marnie`.

    ## Example: passes

    The author of a commit is written `Marnie Kowalchuk <marnie@ridgeline.example>`.

    ## What to do

    Find out which tool made the commit. Don't rewrite the history; say in the records' `notes` who filed them.

    ## Source

    git-fsck(1), `missingAuthor`, `badEmail`, `badName` and the messages beside them.
    """
    history = snapshot.history
    for commit in history.by_id.values() if history else ():
        for role, text in (("author", commit.author), ("committer", commit.committer)):
            if not _IDENTITY.fullmatch(text):
                yield Problem(
                    Place("records/company.yaml"),
                    f"The commit {commit.id[:10]} names {f'`{text[:80]}`' if text.strip() else 'nobody'} as its {role}: "
                    "that is no person with a mail address.",
                    "Find out which tool made it; don't rewrite the history.",
                )
