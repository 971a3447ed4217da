"""Findings of earlier audits that come back: the same question is short of evidence again, or a later audit says nearly the same."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from builder.model.coverage import Status
from builder.model.place import Place
from builder.model.program import Program
from builder.model.snapshot import Snapshot
from builder.record_types.audit import Audit
from builder.record_types.audit_finding import AuditFinding

ALIKE = 0.4
"""Share of words in common from which two findings are taken for the same; tried on findings of the sample and made-up pairs."""


@dataclass(frozen=True)
class Said:
    """One thing that an audit asked for.

    Attributes:
        id: Of the finding's record, or of the audit whose recommendation it is.
        audit: The audit.
        day: Of the audit.
        question: Of the standard, where it is known.
        action: The corrective action, where there is one.
    """

    id: str
    audit: str
    day: date
    text: str
    question: str | None
    action: str | None
    place: Place


@dataclass(frozen=True)
class Returning:
    """A finding that came back.

    Attributes:
        again: How it shows again, in words, each a sentence fragment.
        about: Ids of the finding and of what shows it.
    """

    said: Said
    again: tuple[str, ...]
    about: tuple[str, ...]


def list_said(program: Program) -> tuple[Said, ...]:
    """Everything that audits have asked for (strengths are not), oldest first."""
    return tuple(sorted(_said(program), key=lambda each: (each.day, each.id, each.place)))


def _said(program: Program) -> Iterator[Said]:
    days = {stored.value.id: stored.value.date for stored in program.records_by_type.get("audit", ())}
    for stored in program.records_by_type.get("audit-finding", ()):
        finding = stored.value
        if isinstance(finding, AuditFinding) and finding.kind != "strength" and finding.text:
            audit = finding.audit or finding.id
            day = days.get(audit, finding.date)
            yield Said(finding.id, audit, day, finding.text, finding.question, finding.action, stored.place("text"))
    for stored in program.records_by_type.get("audit", ()):
        audit_record = stored.value
        if isinstance(audit_record, Audit):
            for index, each in enumerate(audit_record.recommendations):
                id, place = audit_record.id, stored.place("recommendations", index)
                yield Said(id, id, audit_record.date, each.text, None, each.action, place)


def find_returning(snapshot: Snapshot) -> tuple[Returning, ...]:
    """Findings of earlier audits that return, oldest first.

    A question counts as short again only for a finding of an earlier audit than the newest one, so that a fresh report isn't called a
    return before anybody could act on it.
    """
    said = list_said(snapshot.program)
    newest = max((each.day for each in said), default=date.min)
    found = []
    for each in said:
        later = [other for other in said if other.day > each.day and _is_alike(each, other)]
        again = [f"{other.audit} ({other.day}) asks for it again" for other in later]
        about = [other.id for other in later]
        answer = snapshot.coverage.answer(each.question) if each.question and each.day < newest else None
        if answer is not None and answer.status in (Status.PARTIAL, Status.MISSING):
            again.append(f"question {each.question} is {answer.status.value} today")
            about.append(answer.question.id)
        if again:
            found.append(Returning(each, tuple(again), tuple(dict.fromkeys((each.id, *about)))))
    return tuple(found)


def _is_alike(one: Said, other: Said) -> bool:
    if one.question and one.question == other.question:
        return True
    words, others = _words(one.text), _words(other.text)
    return bool(words | others) and len(words & others) / len(words | others) >= ALIKE


def _words(text: str) -> frozenset[str]:
    """Longer words without a plural's s; short ones carry no subject."""
    return frozenset(word.removesuffix("s") for word in re.findall(r"[a-z]{4,}", text.lower()))
