"""The lists of done and filed, as the pack's section and the site's page show them: rows of words and of ids to be linked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from builder.measure.filing.alterations import AlterationState, find_alterations, find_redatings
from builder.measure.filing.field_cards import measure_field_cards
from builder.measure.filing.filing import Filing, FilingClass
from builder.measure.filing.imports import Bulk, Declaration, find_bulks, list_declarations
from builder.measure.filing.late_signatures import find_late_signatures
from builder.measure.filing.removals import find_new_identities, find_removals, find_returns
from builder.model.history import Change
from builder.model.record import Record
from builder.model.snapshot import Snapshot
from builder.model.wording import counted
from builder.record_types import TYPES
from builder.render.filing_words import ODDITY_WORDS
from builder.render.listing import Cell, Listing, Ref

SHORT = 10
"""Digits of a commit's id that are printed."""
_NAMED = 60
"""Ids of a bulk or an import that are printed; the rest is counted."""

_STATES = {
    AlterationState.OPEN: "Not signed again",
    AlterationState.SIGNED_AGAIN: "Signed again",
    AlterationState.CORRECTED: "Put right within a week",
}


def list_filings(snapshot: Snapshot, filings: tuple[Filing, ...]) -> tuple[Listing, ...]:
    """All lists, those that an auditor asks about first; empty ones too, so that what was looked for can be said.

    Args:
        snapshot: With its history.
        filings: Of the window.
    """
    history = snapshot.history
    assert history is not None
    bulks = [
        each
        for each in find_bulks(snapshot.program, history)
        if snapshot.window.covers(each.arrived) or any(snapshot.window.covers(record.day) for record in each.records)
    ]
    return (
        _before(filings),
        _bulks(bulks),
        _redated(snapshot),
        _altered(snapshot),
        _signed_late(snapshot),
        _removed(snapshot),
        _returned(snapshot),
        _renamed(snapshot),
        _oddities(snapshot),
        _cards(snapshot),
        _imports(snapshot, filings),
        _later(filings),
    )


def _before(filings: Iterable[Filing]) -> Listing:
    rows = tuple(
        (
            Ref(each.stored.value.id),
            type(each.stored.value).TITLE,
            str(each.done),
            str(each.filed),
            str(-each.days),
            _who(each.arrival),
        )
        for each in filings
        if each.kind is FilingClass.BEFORE
    )
    head = ("Record", "What", "Dated", "Filed", "Days before", "By")
    note = (
        "Git had these before the day that they are about: a slip in the date, or a form that was made up in advance."
    )
    return Listing("filed-before", "Filed before its own day", note, head, rows, (4,))


def _bulks(bulks: Iterable[Bulk]) -> Listing:
    rows = tuple(
        (
            str(each.arrived),
            str(len(each.records)),
            f"{each.first} to {each.last}",
            each.commits[0][:SHORT] if len(each.commits) == 1 else counted(len(each.commits), "commit"),
            _refs([record.id for record in each.records]),
        )
        for each in bulks
    )
    head = ("Arrived", "Records", "Dated", "With", "Which")
    note = "Many records whose days lie far apart arrived at once, and nobody declared an import. They count neither as in time nor as late."
    return Listing("filed-bulk", "Arrived in bulk, undeclared", note, head, rows, (1,), (4,))


def _redated(snapshot: Snapshot) -> Listing:
    rows = tuple(
        (
            Ref(each.id),
            str(each.entered),
            str(each.old),
            str(each.new),
            str(each.change.arrived),
            _who(each.change),
            "Put right within a week" if each.is_slip else "After more than a week",
        )
        for each in find_redatings(snapshot)
    )
    head = ("Record", "Filed", "Was dated", "Is dated", "Changed", "By", "When")
    note = "The day a record is about decides whether something was done in time."
    return Listing("redated", "Given another day", note, head, rows)


def _altered(snapshot: Snapshot) -> Listing:
    rows = tuple(
        (
            Ref(each.id),
            str(each.signed_on),
            str(each.change.arrived),
            ", ".join(name.replace("_", " ") for name in each.fields),
            _who(each.change),
            _STATES[each.state],
        )
        for each in find_alterations(snapshot)
    )
    head = ("Record", "Signed", "Changed", "What", "By", "Since then")
    note = "Something that stood there when people signed was changed or taken away. Going on with a record (closing, linking, adding) is not listed."
    return Listing("altered", "Changed after sign-off", note, head, rows, wide=(3,))


def _signed_late(snapshot: Snapshot) -> Listing:
    rows = tuple(
        (
            Ref(each.id),
            str(each.entered),
            str(each.signed_on),
            str(each.change.arrived),
            str(each.days),
            _who(each.change),
        )
        for each in find_late_signatures(snapshot)
    )
    head = ("Record", "Filed", "Signature of", "Entered", "Days after", "By")
    note = "The record was there without them. On paper they may have been; then the scan shows it."
    return Listing("signed-late", "Signatures entered later than usual", note, head, rows, (4,))


def _removed(snapshot: Snapshot) -> Listing:
    rows = tuple(
        (
            each.id,
            TYPES[each.type].TITLE,
            str(each.day),
            str(each.entered),
            str(each.change.arrived),
            _who(each.change),
            "Within a week of filing"
            if each.is_slip
            else f"Kept until {each.until}"
            if each.until
            else each.keep.words,
        )
        for each in find_removals(snapshot)
    )
    head = ("Record", "What", "Dated", "Filed", "Taken away", "By", "How long it is kept")
    return Listing("removed", "Taken away", "Git still holds what these records said.", head, rows)


def _returned(snapshot: Snapshot) -> Listing:
    rows = tuple(
        (Ref(each.id), str(each.gone_on), str(each.back_on), str(each.days), "As it was" if each.is_same else "Changed")
        for each in find_returns(snapshot)
    )
    head = ("Record", "Taken away", "Came back", "Days", "How")
    return Listing("returned", "Away for a while", "Their first entry still counts.", head, rows, (3,))


def _renamed(snapshot: Snapshot) -> Listing:
    rows = tuple((each.old, Ref(each.new), str(each.arrived), each.path) for each in find_new_identities(snapshot))
    note = "The old record ended that day; the new one entered that day."
    return Listing("renamed", "Given another id", note, ("Was", "Is", "Changed", "File"), rows)


def _oddities(snapshot: Snapshot) -> Listing:
    history = snapshot.history
    rows = tuple(
        (ODDITY_WORDS[each.kind], each.commit[:SHORT], str(each.day), str(each.commits), each.detail)
        for each in (history.oddities if history else ())
    )
    head = ("What", "Commit", "Claimed day", "Commits", "Times")
    note = "Times that can't all be right, or that a program made. They prove nothing by themselves; they tell where to ask."
    return Listing("clocks", "Odd clocks", note, head, rows, (3,), (4,))


def _cards(snapshot: Snapshot) -> Listing:
    found = measure_field_cards(snapshot)
    rows = tuple(
        (
            Ref(each.record.id),
            str(each.record.date),
            each.record.started_at or "",
            each.record.written_at or "",
            str(each.minutes),
        )
        for each in found.late
    )
    head = ("Card", "Date", "Work began", "Written", "Minutes after")
    note = (
        f"By the times on the cards, never by git's. {found.timed} of {counted(found.cards, 'card')} give both times."
    )
    return Listing("cards-late", "Hazard assessments written after the work began", note, head, rows, (4,))


def _imports(snapshot: Snapshot, filings: Iterable[Filing]) -> Listing:
    history = snapshot.history
    assert history is not None
    covered: dict[Declaration, list[Filing]] = {each: [] for each in list_declarations(snapshot.program, history)}
    for filing in filings:
        if filing.kind is FilingClass.IMPORTED and filing.declaration:
            covered[filing.declaration].append(filing)
    rows = tuple(
        _import(declaration, found) for declaration, found in covered.items() if found or declaration.entry is not None
    )
    head = ("Commit", "Arrived", "Records", "Dated", "Why, and which", "Approved by", "Source", "Declared")
    note = "Their original dates are unverified; they count neither as in time nor as late. The paper is the evidence."
    return Listing("imported", "Declared imports", note, head, rows, (2,), (4,))


def _import(declared: Declaration, found: list[Filing]) -> tuple[Cell, ...]:
    days = [each.done for each in found]
    return (
        declared.commit[:SHORT],
        str(found[0].filed) if found else "–",
        str(len(found)),
        f"{min(days)} to {max(days)}" if days else "–",
        (declared.reason, ": ", *_refs([each.stored.value.id for each in found])) if found else declared.reason,
        Ref(declared.approved_by),
        declared.source or "–",
        "in the company's register" if declared.entry is not None else "in the signed message",
    )


def _later(filings: Iterable[Filing]) -> Listing:
    rows = tuple(
        (
            Ref(each.stored.value.id),
            _title(each.stored.value),
            str(each.done),
            str(each.filed),
            str(each.days),
            str(each.tolerance),
        )
        for each in sorted(filings, key=lambda each: (-each.days, each.stored.value.id))
        if each.kind is FilingClass.LATER
    )
    head = ("Record", "What", "Done", "Filed", "Days after", "Usual within")
    note = "Neutral: paper takes its time, and git can't say when a form was filled in."
    return Listing("filed-late", "Filed later than usual", note, head, rows, (4, 5))


def _title(record: Record) -> str:
    return type(record).TITLE


def _who(change: Change) -> str:
    """The name that the commit claims."""
    return change.author.partition(" <")[0]


def _refs(ids: list[str]) -> tuple[str | Ref, ...]:
    return tuple(_joined(ids[:_NAMED], f" and {len(ids) - _NAMED} more" if len(ids) > _NAMED else ""))


def _joined(ids: list[str], more: str) -> Iterator[str | Ref]:
    for number, id in enumerate(ids):
        if number:
            yield ", "
        yield Ref(id)
    if more:
        yield more
