"""One file reaching the repository: the grain from which commits are put together."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import IntEnum

AT_ONCE = "at-once"
"""The group of records that were entered together, long after most of them."""


class Rank(IntEnum):
    """The order of the commits of a day; what others refer to comes first."""

    FIRST = 0
    ADOPTION = 1
    REGISTER = 2
    DOCUMENT = 3
    RECORD = 4
    MERGE = 5


@dataclass(frozen=True)
class Filing:
    """A file's bytes on their way into the repository.

    Attributes:
        arrives: The day they are on the main branch.
        by: Person id of whoever commits or merges them there.
        rank: Where that commit stands among those of its day.
        group: What is filed with what: filings that agree in this and in all of the above make one commit; the name of the
            branch, where there is one.
        path: Of the file.
        data: What it says from then on; None where it is taken away.
        name: What the message calls it; empty for what comes along with something else.
        kind: The type of a record; empty for everything else.
        is_new: Whether the file wasn't there before.
        verb: What was done to a document: Approve, Review.
        why: A reason for the message; may be empty.
        written: The day of the commit on a branch that is merged on `arrives`; None for a commit on the main branch.
        writer: Person id of whoever committed it on the branch.
        said: The whole message of its commit, where the story tells it; else the message is made from what is filed.
        note: A last line of the message, such as `Approved-by:` with a name; may be empty.
    """

    arrives: date
    by: str
    rank: Rank
    group: str
    path: str
    data: bytes | None
    name: str = ""
    kind: str = ""
    is_new: bool = True
    verb: str = ""
    why: str = ""
    written: date | None = None
    writer: str = ""
    said: str = ""
    note: str = ""
