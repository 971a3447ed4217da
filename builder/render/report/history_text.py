"""The history of documents and records as a coordinator reads it on a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from builder.measure.filing.alterations import Alteration, AlterationState, find_alterations
from builder.measure.filing.filing import Filing, measure_all_filing
from builder.measure.past.chronicle import Chronicle, Kind
from builder.measure.past.in_force import Documents, Revision, list_documents, withdrawn_on
from builder.measure.past.proof_of_age import ProofOfAge
from builder.model.difference import Difference, Differences
from builder.model.history import Change, History
from builder.model.snapshot import Snapshot
from builder.model.wording import counted
from builder.render.approval_words import git_words, hand_words, ink_words, stale_words
from builder.render.filing_words import class_words
from builder.render.history_words import (
    author_name,
    change_words,
    difference_words,
    filed_words,
    revision_words,
    signature_words,
)
from builder.render.report.paragraph import NO_BREAK, WIDTH, harmless, wrapped

_SHOWN_LINES = 6
_DAY = 12
"""Columns of a day and the space behind it."""
_AFTER = {
    AlterationState.OPEN: "; not signed again",
    AlterationState.SIGNED_AGAIN: "; signed again later",
    AlterationState.CORRECTED: "; within a week, as one puts a slip right",
}

_SHOWN_DATE = "The days are those on which a change reached the branch, as the computer that entered it says. Names are as their computers say too, unless a signature is good."


@dataclass(frozen=True)
class _Known:
    """What was measured once for all that is shown.

    Attributes:
        filings: By path.
        alterations: Changes after sign-off, by path and commit.
    """

    snapshot: Snapshot
    documents: Documents
    filings: Mapping[str, Filing]
    alterations: Mapping[tuple[str, str], Alteration]
    age: ProofOfAge
    differences: Differences


def write_chronicles(chronicles: Sequence[Chronicle], differences: Differences, snapshot: Snapshot) -> str:
    """Each document or record with every change of it, oldest first.

    Args:
        chronicles: What to show.
        differences: What changed in the texts, by the ids of the older and the newer content; what isn't in it is not said.
        snapshot: Names, approvals and the history itself.
    """
    known = _Known(
        snapshot,
        list_documents(snapshot),
        {each.stored.path: each for each in measure_all_filing(snapshot)},
        {(each.path, each.change.commit): each for each in find_alterations(snapshot)},
        ProofOfAge(snapshot.history),
        differences,
    )
    blocks = ["\n".join(_chronicle(each, known)) for each in chronicles]
    return "\n\n".join([*blocks, "\n".join(wrapped(_SHOWN_DATE, ""))]) + "\n"


def _chronicle(chronicle: Chronicle, known: _Known) -> Iterator[str]:
    title = chronicle.title or (known.snapshot.name(chronicle.id) if chronicle.kind is Kind.REGISTER else "")
    yield harmless(" ".join(filter(None, (chronicle.id, title))) or chronicle.path)
    yield f"  {harmless(chronicle.path)}{' (no longer there)' if chronicle.is_gone else ''}"
    for sentence in _state(chronicle, known):
        yield from wrapped(sentence, "  ")
    before: Change | None = None
    for change in chronicle.file.changes:
        yield ""
        yield from _change(change, before, known)
        before = change


def _state(chronicle: Chronicle, known: _Known) -> Iterator[str]:
    """What holds now: for a record, done and filed; for a document, which revision is in force and how it was approved."""
    if chronicle.day and chronicle.filed_after is not None:
        filing = known.filings.get(chronicle.path)
        said = f", {class_words(filing)}" if filing else ""
        yield f"Done {chronicle.day}, filed {chronicle.entered}: {filed_words(chronicle.filed_after)}{said}."
    if chronicle.kind is Kind.RECORD and known.age.has_anchors:
        proof = known.age.of(chronicle.path).words
        yield f"{proof[:1].upper()}{proof[1:]}."
    if chronicle.kind is Kind.DOCUMENT:
        yield _in_force(chronicle, known.documents, known.snapshot.as_of)
        first = chronicle.file.changes[0].content
        if first and first.version and first.version > 1:
            yield f"What came before version {first.version} is not in git."
        yield from _approval(chronicle, known.snapshot)


def _approval(chronicle: Chronicle, snapshot: Snapshot) -> Iterator[str]:
    approval = None if chronicle.is_gone else snapshot.approvals.get(chronicle.path)
    if approval is not None:
        said = (stale_words(approval), ink_words(approval), git_words(approval, snapshot.name), hand_words(approval))
        yield f"Approval: {' '.join(filter(None, said))}"


def _in_force(chronicle: Chronicle, documents: Documents, day: date) -> str:
    revision = documents.on(chronicle.id, day)
    if revision is not None:
        return f"In force on {day}: {revision_words(revision)}."
    ended = withdrawn_on(chronicle.file, day)
    return f"Not in force: withdrawn on {ended}." if ended else f"Not in force on {day}."


def _change(change: Change, before: Change | None, known: _Known) -> Iterator[str]:
    indent = " " * (_DAY + 2)
    yield from wrapped(
        change_words(change, before, known.snapshot.name), indent, first=f"  {change.arrived}".ljust(_DAY + 2)
    )
    alteration = known.alterations.get((change.path, change.commit))
    if alteration:
        fields = ", ".join(alteration.fields)
        yield from wrapped(
            f"signed on {alteration.signed_on}, changed since: {fields}{_AFTER[alteration.state]}", indent
        )
    difference = known.differences.get((before.blob, change.blob)) if before else None
    if words := difference_words(difference):
        yield from wrapped(words, indent)
    yield from wrapped(entry_words(change, known.snapshot.history), indent)
    yield from _lines(difference, indent)


def _lines(difference: Difference | None, indent: str) -> Iterator[str]:
    """The first changed lines of the text, and how many more there are."""
    if difference is None:
        return
    for line in difference.lines[:_SHOWN_LINES]:
        yield from wrapped(line, f"{indent}    ", first=f"{indent}  ")
    rest = len(difference.lines[_SHOWN_LINES:]) + difference.more_lines
    if rest:
        yield f"{indent}  {counted(rest, 'more changed line')}"


def entry_words(change: Change, history: History | None) -> str:
    """Who wrote a change and who entered it, how it is signed, and its commit."""
    author = author_name(change.author)
    arrival = history.by_id.get(change.commit) if history else None
    entered = author_name(arrival.committer) if arrival else author
    if entered == author:
        said = f"entered by {author}"
        if change.authored != change.arrived:
            said += f", who dates it {change.authored}"
    else:
        said = f"written by {author}, who dates it {change.authored}; entered by {entered}"
    return f"{said}; {signature_words(change.signature)}; commit{NO_BREAK}{change.commit[:10]}"


def write_in_force(chronicles: Sequence[Chronicle], day: date, snapshot: Snapshot) -> str:
    """The revisions of documents that were in force on a day, as a table, and the documents that were not."""
    documents = list_documents(snapshot)
    shown = [each for each in chronicles if each.kind is Kind.DOCUMENT and each.id]
    rows = [(each, documents.on(each.id, day)) for each in sorted(shown, key=lambda each: (each.id, each.is_gone))]
    standing = [(each, revision) for each, revision in rows if revision]
    lines = [f"In force on {day}: {counted(len(standing), 'document')}.", ""]
    if standing:
        lines += [f"{'Document':<10}{'Version':>7}  {'Since':<13}{'Content':<12}Title"]
        lines += [_row(each, revision) for each, revision in standing]
    if any(revision.claimed for _, revision in standing):
        lines += [
            "",
            *wrapped("* As adopted: it came into git later, so that day is what the document says of itself.", ""),
        ]
    others = [each for each, revision in rows if revision is None]
    if others:
        lines += ["", f"Not in force on {day}:"]
        lines += [line for each in others for line in wrapped(f"{each.id} {_why_not(each, day)}", "  ")]
    return "\n".join(lines) + "\n"


def _row(chronicle: Chronicle, revision: Revision) -> str:
    since = f"{revision.since}{' *' if revision.claimed else ''}"
    version = "" if revision.version is None else str(revision.version)
    line = f"{chronicle.id:<10}{version:>7}  {since:<13}{revision.blob[:10]:<12}"
    room = WIDTH - len(line)
    title = chronicle.title
    return f"{line}{title if len(title) <= room else f'{title[: room - 1]}…'}".rstrip()


def _why_not(chronicle: Chronicle, day: date) -> str:
    ended = withdrawn_on(chronicle.file, day)
    if ended:
        return f"was withdrawn on {ended}."
    if chronicle.entered > day:
        return f"is known from {chronicle.entered} on."
    return "had no approved version that was in effect."
