"""The words for how a record was filed, and for what is odd about commits."""

from __future__ import annotations

from builder.measure.filing.filing import Filing, FilingClass
from builder.model.history import OddityKind
from builder.model.wording import counted

CLASS_WORDS = {
    FilingClass.WITHIN: "Within the usual time",
    FilingClass.LATER: "Later than usual",
    FilingClass.BEFORE: "Before its own day",
    FilingClass.BULK: "In bulk, undeclared",
    FilingClass.IMPORTED: "Declared import",
    FilingClass.ADOPTED: "From before the adoption",
}
"""Classes in the order in which they are printed, as headings of columns."""

ODDITY_WORDS = {
    OddityKind.BACKWARDS: "Clock runs backwards",
    OddityKind.WRITTEN_AFTER: "Written after it was committed",
    OddityKind.IMPLAUSIBLE: "Impossible time",
    OddityKind.SAME_SECOND: "Many within a second",
    OddityKind.REDATED: "Committed again in bulk",
    OddityKind.CROSSED: "Joined the wrong way round",
}


def class_words(filing: Filing) -> str:
    """A record's class in one clause, with what one has to know about it."""
    if filing.kind is FilingClass.WITHIN:
        return f"within the {counted(filing.tolerance, 'day')} that are usual for its type"
    if filing.kind is FilingClass.LATER:
        return f"later than the {counted(filing.tolerance, 'day')} that are usual for its type"
    if filing.kind is FilingClass.BEFORE:
        return "git had it before the day it is about"
    if filing.kind is FilingClass.BULK:
        return "arrived in bulk, without a declared import"
    if filing.kind is FilingClass.IMPORTED:
        reason = filing.declaration.reason.rstrip(".") if filing.declaration else ""
        return f"declared import, original date unverified ({reason})"
    return "from before the program moved into git, and taken over with it"
