"""The revisions of a document, and the documents a record was made under, each as it stood on the record's day."""

from __future__ import annotations

import re
from dataclasses import dataclass

from markupsafe import Markup, escape

from builder.measure.past.governing import Governing, governing_documents
from builder.measure.past.in_force import Revision
from builder.model.history import Change, FileHistory
from builder.model.policy import Policy
from builder.model.record import Record
from builder.model.stored import Stored
from builder.render.anchor_words import proof_words
from builder.render.history_words import author_name, change_words, difference_words, signature_words
from builder.render.site.documents.changes import difference_path, document_steps
from builder.render.site.language import Words
from builder.render.site.manual import Here
from builder.render.site.markup import NOTHING, iso, lines, link, unbroken
from builder.render.site.registers.table import Table, TableRow

_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})")
_DIGITS = 10
"""Of an id of git: enough to find it with, short enough to read."""


@dataclass(frozen=True)
class RevisionBlock:
    """What the page of a document says of its revisions.

    Attributes:
        since: Which revision is in force, and from when.
        table: All of them, newest first.
        note: What is not known; may be empty.
    """

    since: str
    table: Table
    note: str = ""


def revision_block(here: Here, stored: Stored[Policy]) -> RevisionBlock | None:
    """The revisions of a document: for workers versions and days, for the office also who entered them and what changed.

    None where the history was not examined, or doesn't know the file.
    """
    history = here.manual.snapshot.history
    file = history.files.get(stored.path) if history else None
    if file is None:
        return None
    as_of = here.manual.snapshot.as_of
    revision = here.manual.documents.on(stored.value.id, as_of)
    since = here.w["not_in_force"]
    if revision is not None:
        since = f"{_version(here.w, revision)} {here.w['is_in_force_since']} {here.day(revision.since)}."
        if revision.began and revision.began < revision.since:
            since += f" {here.w['by_its_own_dates']} {here.day(revision.began)}."
    if age := proof_words(here.manual.proof.of(stored.path)):
        since += f" {age}"
    first = file.changes[0].content
    is_cut = first is not None and first.version is not None and first.version > 1
    table = _office_table(here, stored, file) if here.manual.is_office else _posted_table(here, stored)
    return RevisionBlock(since, table, here.w["revisions_before"] if is_cut else "")


def governed_by(here: Here, record: Record) -> Markup:
    """The documents that ask for a record of this type on this site, each with the revision in force on its day."""
    manual = here.manual
    found = governing_documents(manual.snapshot.program, manual.documents, record)
    return lines(_governing(here, each) for each in found if not each.is_named)


def named_documents(here: Here, record: Record) -> Markup:
    """The documents that a record names itself, likewise; nothing without a history, because its own fields name them already."""
    manual = here.manual
    if manual.snapshot.history is None:
        return NOTHING
    found = governing_documents(manual.snapshot.program, manual.documents, record)
    return lines(_governing(here, each) for each in found if each.is_named)


def _governing(here: Here, governing: Governing) -> Markup:
    policy, revision = governing.document.value, governing.revision
    shown = Markup("{} {}").format(here.ref(policy.id, policy.id), here.ref(policy.id))
    if here.manual.snapshot.history is None:
        return shown
    if revision is None:
        return Markup("{}: {}").format(shown, here.w["not_in_force_that_day"])
    words = f"{_version(here.w, revision).lower()}, {here.w['in_force_since'].lower()} {here.day(revision.since)}"
    return Markup("{}: {}").format(shown, f"{words} ({here.w['as_adopted']})" if revision.claimed else words)


def _version(w: Words, revision: Revision) -> str:
    return f"{w['version']} {revision.version}" if revision.version is not None else w["without_version"]


def _posted_table(here: Here, stored: Stored[Policy]) -> Table:
    """What is posted: of each version the days that it names itself, and what it changed. A review that changed nothing is none."""
    told = _differences(here, stored)
    rows = [
        TableRow(
            (
                each.after.version or "",
                iso(each.after.approved_on),
                iso(each.after.began),
                told.get((each.after.commit, each.after.blob), NOTHING),
            )
        )
        for each in document_steps(here.manual, stored)
    ]
    head = (here.w["version"], here.w["approved_on"], here.w["effective"], here.w["what_changed"])
    if not told:
        return Table(here.w["revisions"], head[:3], tuple(TableRow(each.cells[:3]) for each in rows))
    return Table(here.w["revisions"], head, tuple(rows))


def _differences(here: Here, stored: Stored[Policy]) -> dict[tuple[str, str], Markup]:
    """The way to what each approved version changed, by commit and content; in words where nothing is to be seen."""
    page = here.to(difference_path(here.manual, stored))
    found = {}
    for each in document_steps(here.manual, stored) if page else ():
        if each.before and each.change:
            shown = (
                link(f"{page}#{each.anchor}", here.w["show_changes"]) if each.is_seen else escape(here.w["change_none"])
            )
            found[each.after.commit, each.after.blob] = shown
    return found


def _office_table(here: Here, stored: Stored[Policy], file: FileHistory) -> Table:
    snapshot = here.manual.snapshot
    shown = _differences(here, stored)
    rows: list[TableRow] = []
    before: Change | None = None
    for change in file.changes:
        difference = snapshot.differences.get((before.blob, change.blob)) if before else None
        said = [change_words(change, before, snapshot.name), difference_words(difference)]
        what = lines(_whole_days(each[:1].upper() + each[1:]) for each in said if each)
        if (change.commit, change.blob) in shown:
            what += Markup("<br>") + shown[change.commit, change.blob]
        who = lines(escape(each) for each in (*entry_names(here, change), signature_words(change.signature)))
        rows.append(TableRow((iso(change.arrived), what, who, unbroken(change.blob[:_DIGITS]))))
        before = change
    head = (here.w["entered_on"], here.w["what_changed"], here.w["entered_by"], here.w["content_id"])
    return Table(here.w["revisions"], head, tuple(reversed(rows)), wide=(1,))


def _whole_days(text: str) -> Markup:
    """The text with days that no line end cuts."""
    pieces = _DAY.split(text)
    return Markup("").join(unbroken(each) if index % 2 else escape(each) for index, each in enumerate(pieces))


def entry_names(here: Here, change: Change) -> list[str]:
    """Who entered a change, and who wrote it where that is somebody else."""
    author = author_name(change.author)
    history = here.manual.snapshot.history
    arrival = history.by_id.get(change.commit) if history else None
    entered = author_name(arrival.committer) if arrival else author
    return [entered] if entered == author else [entered, f"{here.w['written_by']} {author}"]
