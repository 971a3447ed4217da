"""Reports as a coordinator reads them on a terminal: full sentences, people by id, every number with its list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from builder.measure.due import DueItem
from builder.model.coverage import Answer, Coverage, ElementCoverage, Status
from builder.model.finding import Finding, Severity
from builder.model.snapshot import Snapshot

SYMBOLS = {
    Status.EVIDENCE: "✓",
    Status.PARTIAL: "◐",
    Status.MISSING: "✗",
    Status.NOT_APPLICABLE: "–",
}
"""A sign beside each status word; never instead of it."""

_SHOWN_MISSING = 8
"""Missing things listed under a question; the JSON has all."""


def write_findings(findings: Sequence[Finding], snapshot: Snapshot) -> str:
    """All findings with place, code, message and fix, and a closing line that counts them."""
    blocks = ["\n".join(_finding(finding)) for finding in findings]
    closing = [summarize(findings, snapshot)]
    if snapshot.left_out:
        closing.append(f"{_count(snapshot.left_out, 'record')} dated after {snapshot.as_of} left out.")
    return "\n\n".join([*blocks, "\n".join(closing)]) + "\n"


def _finding(finding: Finding) -> Iterator[str]:
    yield f"{finding.place}: {finding.severity.value} {finding.code} {finding.name}"
    yield from (f"  {line}" for line in finding.message.splitlines())
    if finding.fix:
        yield f"  fix: {finding.fix}"
    yield f"  more: muster explain {finding.code}"


def summarize(findings: Iterable[Finding], snapshot: Snapshot) -> str:
    """The closing line: "3 errors, 1 gap, 2 notes in 214 records and 38 documents."."""
    counted = Counter(finding.severity for finding in findings)
    parts = [_count(counted[severity], severity.value) for severity in Severity]
    program = snapshot.program
    found = f"{_count(len(program.records), 'record')} and {_count(len(program.policies), 'document')}"
    return f"{', '.join(parts)} in {found}."


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def write_coverage(snapshot: Snapshot) -> str:
    """The questions by element: status, n of m, topic, and what is missing."""
    standard, window = snapshot.standard, snapshot.window
    lines = [
        f"{standard.title}, edition {standard.edition}",
        f"As of {snapshot.as_of}, records from {window.first} to {window.last}, in the order of {_partner(snapshot.coverage)}.",
        "",
    ]
    for element in snapshot.coverage.elements:
        lines.extend(_element(element))
        lines.append("")
    lines.append(_totals(snapshot.coverage))
    lines.append(
        "These are documents and records only. Interviews and observation are the auditor's, and so are the points."
    )
    return "\n".join(lines) + "\n"


def _partner(coverage: Coverage) -> str:
    return f"the partner {coverage.partner}" if coverage.partner else "the standard"


def _element(element: ElementCoverage) -> Iterator[str]:
    yield f"{element.partner.number}  {element.partner.name}"
    for answer in element.answers:
        yield from _answer(answer)


def _answer(answer: Answer) -> Iterator[str]:
    word = answer.status.value
    yield f"  {SYMBOLS[answer.status]} {word:<14} {answer.question.id:<5} {n_of_m(answer):>10}  {answer.question.topic}"
    if answer.status in (Status.PARTIAL, Status.MISSING):
        indent = " " * 36
        shown = answer.missing[:_SHOWN_MISSING]
        yield from (f"{indent}missing: {each}" for each in shown)
        if len(answer.missing) > len(shown):
            yield f"{indent}and {len(answer.missing) - len(shown)} more (all in --format json)"
        if not answer.missing:
            yield f"{indent}{answer.reason}"


def n_of_m(answer: Answer) -> str:
    """Found and required, "11 of 12"; "5 found" where the number required is unknown; a dash where documents can't answer."""
    if answer.status is Status.NOT_APPLICABLE:
        return "–"
    return f"{answer.found} found" if answer.expected is None else f"{answer.found} of {answer.expected}"


def _totals(coverage: Coverage) -> str:
    counted = Counter(answer.status for answer in coverage.answers())
    parts = [f"{counted[status]} {status.value}" for status in Status]
    return f"{sum(counted.values())} questions: {', '.join(parts)}."


_HORIZONS = ((-1, "Overdue"), (30, "Within 30 days"), (60, "Within 60 days"), (90, "Within 90 days"))


def write_due(items: Sequence[DueItem], snapshot: Snapshot) -> str:
    """What is overdue and what comes up, in four groups by day."""
    lines = [f"As of {snapshot.as_of}", ""]
    rest = list(items)
    for limit, title in _HORIZONS:
        group = [item for item in rest if item.days <= limit]
        rest = rest[len(group) :]
        lines.append(f"{title}: {len(group) or 'nothing'}")
        lines.extend(f"  {item.day}  {_days(item.days):>16}  {item.kind:<11}  {item.what}" for item in group)
        lines.append("")
    if rest:
        lines.append(f"Later: {len(rest)}")
        lines.extend(f"  {item.day}  {_days(item.days):>16}  {item.kind:<11}  {item.what}" for item in rest)
        lines.append("")
    return "\n".join(lines)


def _days(days: int) -> str:
    if days < 0:
        return f"{_count(-days, 'day')} overdue"
    return "today" if days == 0 else f"in {_count(days, 'day')}"
