"""Reports as a coordinator reads them on a terminal: full sentences, people by id, every number with its list."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from builder.measure.answers.readiness import partner_numbers
from builder.measure.due import DueItem
from builder.model.coverage import Answer, Coverage, Detail, ElementCoverage, Status
from builder.model.finding import Finding, Severity
from builder.model.snapshot import Snapshot
from builder.model.wording import counted
from builder.render.report.clock import write_clock
from builder.render.report.readiness import readiness_lines

SYMBOLS = {
    Status.EVIDENCE: "✓",
    Status.PARTIAL: "◐",
    Status.MISSING: "✗",
    Status.NOT_APPLICABLE: "–",
}
"""A sign beside each status word; never instead of it."""

_FIRST_FILES = ("COV001", "COV002")
"""What a program that has just begun is told of most: no document yet, no record yet."""

_MANY = 20
"""From so many on the closing lines say where to begin."""

_BEGIN = (
    "Begin with the details of the company and its sites, then write one document after the other: "
    'muster new policy "Hazard assessment" --area hazard-assessment'
)

_SHOWN_MISSING = 8
"""Missing things listed under a question; the JSON has all."""


def write_findings(findings: Sequence[Finding], snapshot: Snapshot) -> str:
    """All findings with place, code, message and fix, and a closing line that counts them.

    What one rule says many times at one place, with one thing to do about it, stands together under one heading.
    """
    groups = [list(group) for _, group in groupby(findings, key=lambda each: (each.place, each.code, each.fix))]
    blocks = ["\n".join(_group_lines(group)) for group in groups]
    closing = [summarize(findings, snapshot)]
    waiting = sum(finding.code in _FIRST_FILES for finding in findings)
    if waiting >= _MANY and waiting * 2 >= len(findings):
        closing.append(f"Of these, {waiting} wait for your first documents and records. {_BEGIN}")
    if snapshot.left_out:
        closing.append(f"{counted(snapshot.left_out, 'record')} dated after {snapshot.as_of} left out.")
    return "\n\n".join([*blocks, "\n".join(closing)]) + "\n"


def write_errors(findings: Sequence[Finding], snapshot: Snapshot) -> str:
    """Errors in full; gaps and notes are counted in the closing line only. For hooks and logs, where hundreds of gaps would bury an error."""
    errors = [finding for finding in findings if finding.severity is Severity.ERROR]
    blocks = ["\n".join(finding_lines(finding)) for finding in errors]
    return "\n\n".join([*blocks, summarize(findings, snapshot)]) + "\n"


def _group_lines(group: Sequence[Finding]) -> Iterator[str]:
    """Several findings that differ only in their message: each in full, AD2 before AD10, and what they share once."""
    messages = sorted((finding.message for finding in group), key=_by_number)
    heading, *rest = finding_lines(replace(group[0], message="\n".join(messages)))
    yield heading if len(group) == 1 else f"{heading}, {len(group)} times"
    yield from rest


def _by_number(text: str) -> list[tuple[int, str]]:
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in re.split(r"(\d+)", text)]


def finding_lines(finding: Finding) -> Iterator[str]:
    """A finding: place, severity, code and name on the first line, then message, fix, and where to read more."""
    yield f"{finding.place}: {finding.severity.value} {finding.code} {finding.name}"
    yield from (f"  {line}" for line in finding.message.splitlines())
    if finding.what_to_do:
        yield f"  fix: {finding.what_to_do}"
    yield f"  more: muster explain {finding.code}"


def summarize(findings: Iterable[Finding], snapshot: Snapshot) -> str:
    """The closing line: "3 errors, 1 gap, 2 notes in 214 records and 38 documents."."""
    number_of = Counter(finding.severity for finding in findings)
    parts = [counted(number_of[severity], severity.value) for severity in Severity]
    program = snapshot.program
    found = f"{counted(len(program.records), 'record')} and {counted(len(program.policies), 'document')}"
    return f"{', '.join(parts)} in {found}."


def write_coverage(snapshot: Snapshot) -> str:
    """The questions by element: status, n of m, topic, and what is missing."""
    standard, window = snapshot.standard, snapshot.window
    lines = [
        f"{standard.title}, edition {standard.edition}",
        f"As of {snapshot.as_of}, records from {window.first} to {window.last}, in the order of {_partner(snapshot.coverage)}.",
        "",
    ]
    for element in snapshot.coverage.elements:
        lines.extend(_element(element, snapshot))
        lines.append("")
    lines.append(_totals(snapshot.coverage))
    lines.extend(["", *readiness_lines(snapshot), ""])
    lines.append(
        "These are documents and records only. Interviews and observation are the auditor's, and so are the points."
    )
    return "\n".join(lines) + "\n"


def _partner(coverage: Coverage) -> str:
    return f"the partner {coverage.partner}" if coverage.partner else "the standard"


def _element(element: ElementCoverage, snapshot: Snapshot) -> Iterator[str]:
    yield f"{element.partner.number}  {element.partner.name}"
    for answer in element.answers:
        yield from _answer(answer, partner_numbers(snapshot, answer.question.id))


def _answer(answer: Answer, numbers: Sequence[str]) -> Iterator[str]:
    word = answer.status.value
    topic = f"[{', '.join(numbers)}] {answer.question.topic}" if numbers else answer.question.topic
    yield f"  {SYMBOLS[answer.status]} {word:<14} {answer.question.id:<5} {n_of_m(answer):>10}  {topic}"
    indent = " " * 36
    if answer.detail is Detail.CLAIMED:
        yield f"{indent}not applicable: {answer.reason}"
    if answer.status in (Status.PARTIAL, Status.MISSING):
        yield from (f"{indent}{each}" for each in indicator_lines(answer) + site_lines(answer))
        shown = answer.missing[:_SHOWN_MISSING]
        yield from (f"{indent}missing: {each}" for each in shown)
        if len(answer.missing) > len(shown):
            yield f"{indent}and {len(answer.missing) - len(shown)} more (all in --format json)"
        if not answer.missing or answer.detail is Detail.CASCADED:
            yield f"{indent}{answer.reason}"


def indicator_lines(answer: Answer) -> list[str]:
    """A line for each positive indicator that not all of its population meets."""
    return [f"{each.found} of {each.expected} {each.counts}" for each in answer.indicators if each.failing]


def site_lines(answer: Answer) -> list[str]:
    """One line with n of m at each site, where the sites differ: some have all and some have not."""
    is_full = {each.found == each.expected for each in answer.by_site}
    if len(is_full) < 2:
        return []
    return ["by site: " + ", ".join(f"{each.site} {each.found} of {each.expected}" for each in answer.by_site)]


def n_of_m(answer: Answer) -> str:
    """Found and required, "11 of 12"; "5 found" where the number required is unknown; a dash where documents can't answer."""
    if answer.status is Status.NOT_APPLICABLE:
        return "–"
    return f"{answer.found} found" if answer.expected is None else f"{answer.found} of {answer.expected}"


def _totals(coverage: Coverage) -> str:
    number_of = Counter(answer.status for answer in coverage.answers())
    parts = [f"{number_of[status]} {status.value}" for status in Status]
    return f"{sum(number_of.values())} questions: {', '.join(parts)}."


_CONTRACTOR = re.compile(r"\bC-\d{2,5}\b")

_HORIZONS = ((-1, "Overdue"), (30, "Within 30 days"), (60, "Within 60 days"), (90, "Within 90 days"))


def write_due(items: Sequence[DueItem], snapshot: Snapshot) -> str:
    """The COR clock, then what is overdue and what comes up, in four groups by day."""
    lines = [f"As of {snapshot.as_of}", "", *write_clock(snapshot)]
    rest = list(items)
    for limit, title in _HORIZONS:
        group = [item for item in rest if item.days <= limit]
        rest = rest[len(group) :]
        lines.append(f"{title}: {len(group) or 'nothing'}")
        lines.extend(_due_line(item, snapshot) for item in group)
        lines.append("")
    if rest:
        lines.append(f"Later: {len(rest)}")
        lines.extend(_due_line(item, snapshot) for item in rest)
        lines.append("")
    return "\n".join(lines)


def _due_line(item: DueItem, snapshot: Snapshot) -> str:
    what = name_contractors(item.what, snapshot)
    return f"  {item.day}  {_days(item.days):>16}  {item.kind:<11}  {what}"


def name_contractors(text: str, snapshot: Snapshot) -> str:
    """The text with the name of each contractor behind its id."""
    return _CONTRACTOR.sub(lambda found: _named(found[0], snapshot), text)


def _named(id: str, snapshot: Snapshot) -> str:
    name = snapshot.name(id)
    return id if name == id else f"{id} {name}"


def _days(days: int) -> str:
    if days < 0:
        return f"{counted(-days, 'day')} overdue"
    return "today" if days == 0 else f"in {counted(days, 'day')}"
