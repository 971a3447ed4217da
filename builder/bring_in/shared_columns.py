"""Fields that several kinds of spreadsheets have, and columns that are never taken."""

from __future__ import annotations

from typing import Final

from builder.bring_in.kinds.kind import Column


class _Never:
    """The one value that says: no end."""


NEVER: Final = _Never()
"""What a day of expiry holds where the sheet says that there is none."""

PERSON = Column(
    "person",
    "person",
    "the person",
    (
        *("person", "employee", "employee name", "worker", "worker name", "name", "full name", "staff", "staff member"),
        *("team member", "participant", "attendee", "trainee", "student", "resource", "employees"),
    ),
    needed=True,
)

SITE = Column(
    "site",
    "site",
    "the site",
    (
        *("site", "location", "project", "job", "job site", "jobsite", "work site", "worksite", "site name", "project name"),
        *("job name", "branch", "facility", "where", "shop"),
    ),
)  # fmt: skip

RECORDED_BY = Column(
    "recorded_by",
    "person",
    "who recorded it",
    ("recorded by", "entered by", "submitted by", "reported by", "raised by", "created by", "logged by"),
)

NOTES = Column("notes", "text", "notes", ("notes", "note", "comments", "comment", "remarks", "remark"))

PRIVATE = (
    *("sin", "social insurance", "date of birth", "birth date", "birthday", "dob", "wage", "salary", "pay rate", "rate of pay"),
    *("hourly rate", "home address", "home phone", "personal phone", "personal email", "bank", "account number", "health care"),
    *("health number", "medical", "gender", "sex", "marital", "next of kin", "licence number", "license number", "drug", "alcohol"),
)  # fmt: skip
"""Words above columns that are nobody's business here: git never forgets, so they are never taken and never copied."""
