"""What git knows of the whole program, on one screen: how long, how signed, how filed, what is odd, and what it can't prove."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from builder.measure.filing.filing import measure_filing
from builder.measure.filing.removals import find_returns
from builder.measure.past.chronicle import Chronicle, Kind
from builder.measure.past.in_force import approved_revisions
from builder.model.history import History, SignatureVerdict
from builder.model.snapshot import Snapshot
from builder.model.wording import counted
from builder.render.approval_words import HOW
from builder.render.filing_words import CLASS_WORDS
from builder.render.history_words import SIGNATURE_WORDS
from builder.render.report.paragraph import wrapped
from builder.render.unproven import list_limits, list_supports

_SHOWN = 4
_LABEL = 12


def write_summary(chronicles: Sequence[Chronicle], snapshot: Snapshot, *, branch: str) -> str:
    """The whole history in a few lines, and how to see more of it.

    Args:
        chronicles: Everything that ever was on the branch.
        snapshot: The program with its history.
        branch: The checked-out branch; empty where HEAD stands on a commit.
    """
    history = snapshot.history
    if history is None:
        return f"{snapshot.history_note}\n"
    company = snapshot.program.company
    name = company.value.name if company else "The program"
    lines = [f"{name}, {f'branch {branch}' if branch else 'no branch checked out'}, commit {history.commit[:10]}", ""]
    for label, text in _facts(chronicles, snapshot, history):
        lines += _labelled(label, text)
    lines += _labelled("Not provable", _limits(snapshot))
    return "\n".join([*lines, "", *_more(chronicles)]) + "\n"


def _facts(chronicles: Sequence[Chronicle], snapshot: Snapshot, history: History) -> Iterator[tuple[str, str]]:
    """Label and text of each line."""
    yield "Commits", _span(chronicles, history)
    standing = history.standing
    if standing and standing.is_there and not standing.is_on_it:
        yield "Branch", f"this commit is not on {standing.branch}, the branch on which the company's records arrive"
    yield "Signatures", _signatures(history)
    yield "Documents", _documents(chronicles, snapshot)
    yield "Records", _records(snapshot)
    gone = [each for each in chronicles if each.is_gone and each.kind in (Kind.DOCUMENT, Kind.RECORD)]
    yield "No longer there", _no_longer_there([each.id or each.path for each in gone], snapshot)
    yield "Odd", _oddities(history)
    yield "Approvals", _approvals(snapshot)
    for support in list_supports(snapshot):
        yield _short(support.title), support.text.rstrip(".")
    for rewriting in history.rewritings:
        lost = "some commits" if rewriting.lost is None else counted(rewriting.lost, "commit")
        yield (
            "Rewritten",
            f"{lost} of {rewriting.branch} that this computer had seen {'is' if rewriting.lost == 1 else 'are'} gone from it: {_named(rewriting.paths) or 'no file with them'}",
        )


def _short(title: str) -> str:
    """A title that fits in front of a line: "An earlier pack" becomes "Earlier pack"."""
    short = title.removeprefix("A ").removeprefix("An ").removesuffix(" from outside")
    return f"{short[:1].upper()}{short[1:]}"


def _span(chronicles: Sequence[Chronicle], history: History) -> str:
    first = min((each.entered for each in chronicles), default=history.entered_on)
    line = f", {history.line} of them on the branch itself" if history.line not in (0, history.commits) else ""
    return f"{history.commits:,}{line}; from {first} to {history.entered_on}"


def _signatures(history: History) -> str:
    counts = history.signatures or {}
    parts = [f"{counts[verdict]:,} {SIGNATURE_WORDS[verdict]}" for verdict in SignatureVerdict if counts.get(verdict)]
    said = "; ".join(parts) or "not counted"
    return f"{said}; judged by the list of keys that was given, sha256 {history.verifier}" if history.verifier else said


def _documents(chronicles: Sequence[Chronicle], snapshot: Snapshot) -> str:
    documents = [each for each in chronicles if each.kind is Kind.DOCUMENT]
    texts = {
        (each.path, revision.version, revision.text)
        for each in documents
        for revision in approved_revisions(each.file, snapshot.as_of)
    }
    return f"{len(documents):,}, with {counted(len(texts), 'approved text') if texts else 'no approved text'}"


def _records(snapshot: Snapshot) -> str:
    filings = measure_filing(snapshot)
    window = f"{f'{len(filings):,}' if filings else 'none'} of {snapshot.window.first} to {snapshot.window.last}"
    counts = Counter(each.kind for each in filings)
    parts = [f"{counts[kind]:,} {words[:1].lower()}{words[1:]}" for kind, words in CLASS_WORDS.items() if counts[kind]]
    return f"{window}: {'; '.join(parts)}" if parts else window


def _no_longer_there(gone: Sequence[str], snapshot: Snapshot) -> str:
    back = [f"{each.id} was away for {counted(each.days, 'day')} and came back" for each in find_returns(snapshot)]
    return "; ".join(filter(None, (_named(gone), _named(back)))) or "nothing was ever taken away"


def _oddities(history: History) -> str:
    parts = [each.detail.rstrip(".") for each in history.oddities[:_SHOWN]]
    if len(history.oddities) > _SHOWN:
        parts.append(f"{len(history.oddities) - _SHOWN} more (`muster check` lists them)")
    if history.identity_changes:
        parts.append(f"{counted(len(history.identity_changes), 'file')} became another record")
    return "; ".join(parts) or "nothing about the clocks or the order of commits"


def _approvals(snapshot: Snapshot) -> str:
    approvals = list(snapshot.approvals.values())
    if not approvals:
        return "no document is approved"
    ink = sum(each.is_in_ink for each in approvals)
    levels = Counter(each.best.level for each in approvals if each.best)
    stale = sum(each.stale is not None for each in approvals)
    parts = [f"{counted(len(approvals), 'document')}", f"{ink} with a page signed in ink"]
    if levels:
        said = [f"{HOW[level]} ({level}) for {count}" for level, count in sorted(levels.items(), reverse=True)]
        parts.append(f"in git {', '.join(said)}")
    if stale:
        parts.append(f"{stale} changed after their approval")
    return "; ".join(parts)


def _limits(snapshot: Snapshot) -> str:
    titles = [each.title for each in list_limits(snapshot, measure_filing(snapshot))]
    said = "; ".join(f"{title[:1].lower()}{title[1:]}" for title in titles)
    return f"by git alone: {said}. The pack and the site say why, under “What git can’t prove”"


def _named(names: Sequence[str]) -> str:
    shown = ", ".join(names[:_SHOWN])
    return f"{shown} and {len(names) - _SHOWN:,} more" if len(names) > _SHOWN else shown


def _more(chronicles: Sequence[Chronicle]) -> Iterator[str]:
    document = next((each.id for each in chronicles if each.kind is Kind.DOCUMENT and each.id), "")
    record = next((each.id for each in chronicles if each.kind is Kind.RECORD and each.id), "")
    shown = tuple(
        each
        for each in (
            (document, "every version of a document, and what changed in it"),
            (record, "when a record was entered, and by whom"),
            ("--on 2026-03-31", "which versions were in force on a day"),
            ("--all", "everything; with --format json for programs"),
        )
        if each[0]
    )
    for index, (name, what) in enumerate(shown):
        yield f"{'' if index else 'More:':<6} muster history {name:<16} {what}"


def _labelled(label: str, text: str) -> list[str]:
    return wrapped(text, " " * (_LABEL + 5), first=f"{label:<{_LABEL + 5}}")
