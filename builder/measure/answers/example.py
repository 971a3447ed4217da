"""One example for a question that names nobody: what an auditor's note must hold, and what no employee may be known by."""

from __future__ import annotations

import calendar
from collections import Counter
from collections.abc import Sequence
from datetime import date

from builder.measure.answers.example_words import MERGED_BELOW, few, tell
from builder.measure.answers.question_parts import Pieces
from builder.model.coverage import Answer
from builder.model.policy import KIND_TITLES
from builder.model.program import Program
from builder.model.record import Record, in_sentence
from builder.model.snapshot import Snapshot, Window

_LEVELS = {
    "senior-manager": "a senior manager",
    "manager": "a manager",
    "supervisor": "a supervisor",
    "worker": "a worker",
}
_TITLES = {
    "hours-worked": "record of hours worked",
    "maintenance": "maintenance record",
    "work-days": "record of work days",
}
"""Where a type's title is no thing that one can have one of."""

_QUARTERS = ("first", "second", "third", "fourth")


def give_example(answer: Answer, parts: Sequence[Pieces], snapshot: Snapshot) -> str:
    """One sentence about a record behind the answer, or else about a document; empty where there is neither.

    The record is of the commonest kind, looks as most of them look, and is the middle one of those by date: good or not, an example is
    no choice of the company's.
    It is told by its type, the month (or as much more time as at least five such records share), the level of the person where at least
    five hold it, and fields with a fixed meaning. Certifying partners ask for one such example a question, without a name.
    """
    for part in parts:
        records = _records(part, snapshot.program)
        if records:
            return _of_record(_typical(records, snapshot.window.last), snapshot)
    documents = [snapshot.program.policy_by_id.get(item.id) for item in answer.evidence if item.kind == "policy"]
    for stored in documents:
        if stored is not None:
            policy = stored.value
            day = policy.approved_on or policy.effective
            approved = f", approved in {_month(day)}" if day else ""
            kind = "set of rules" if policy.kind == "rule" else in_sentence(KIND_TITLES[policy.kind])
            return f"It is written in {_article(kind).lower()}, version {policy.version}{approved}."
    registers = [item.id for item in answer.evidence if item.kind == "register"]
    for name in registers:
        return (
            f"A register of {name} is kept, with {few(len(getattr(snapshot.program, name, ())), 'entry', 'entries')}."
        )
    return ""


def _records(part: Pieces, program: Program) -> list[Record]:
    ids = [each.record for each in part.promised if each.is_found and each.record]
    ids += [item.id for item in part.loose]
    return [program.record_by_id[id].value for id in dict.fromkeys(ids) if id in program.record_by_id]


def _typical(records: Sequence[Record], last_day: date) -> Record:
    kinds = Counter(record.kind_of_record or "" for record in records)
    commonest = max(sorted(kinds), key=lambda kind: kinds[kind])
    of_kind = [record for record in records if (record.kind_of_record or "") == commonest]
    looks = Counter(tell(record, last_day) for record in of_kind)
    usual = max(sorted(looks), key=lambda look: looks[look])
    alike = sorted((each for each in of_kind if tell(each, last_day) == usual), key=lambda each: (each.date, each.id))
    return alike[len(alike) // 2]


def _of_record(record: Record, snapshot: Snapshot) -> str:
    program, window = snapshot.program, snapshot.window
    kind = type(record)
    known = program.records_by_type.get(kind.TYPE, ())
    days = [stored.value.date for stored in known if stored.value.kind_of_record == record.kind_of_record]
    title = _TITLES.get(kind.TYPE, in_sentence(kind.TITLE))
    words = (record.kind_of_record or "").replace("-", " ")
    named = f"{title} ({words})" if words and words not in title else title
    owner = _owner(record, program)
    subject = f"{owner[:1].upper()}{owner[1:]}'s {named}" if owner else _article(named)
    told = tell(record, window.last)
    rest = f"{', '.join(told[:-1])}, and {told[-1]}" if len(told) > 1 else told[0]
    return f"{subject} {_when(record.date, days, window)} {rest}."


def _article(words: str) -> str:
    """The words with "A" or "An" before them."""
    return f"{'An' if words[:1].lower() in 'aeio' else 'A'} {words}"


def _owner(record: Record, program: Program) -> str:
    """The level of the person it is about, where at least five people hold it that day; else only that there is one."""
    if type(record).SUBJECT != "person" and not isinstance(getattr(record, "person", None), str):
        return ""
    levels: Counter[str] = Counter()
    for stored in program.people.values():
        job = stored.value.employment_on(record.date)
        levels.update([job.level] if job else [])
    found = program.people.get(str(getattr(record, "person", "")))
    job = found.value.employment_on(record.date) if found else None
    return _LEVELS[job.level] if job and levels[job.level] >= MERGED_BELOW else "a person"


def _when(day: date, days: Sequence[date], window: Window) -> str:
    """The month, the quarter or the year, whichever holds at least five such records; else only that it counts for the period."""
    for words, same in (
        (f"of {_month(day)}", [each for each in days if (each.year, each.month) == (day.year, day.month)]),
        (
            f"of the {_QUARTERS[(day.month - 1) // 3]} quarter of {day.year}",
            [each for each in days if (each.year, (each.month - 1) // 3) == (day.year, (day.month - 1) // 3)],
        ),
        (f"of {day.year}", [each for each in days if each.year == day.year]),
    ):
        if len(same) >= MERGED_BELOW:
            return words
    return "of the period" if window.covers(day) else "in force in the period"


def _month(day: date) -> str:
    return f"{calendar.month_name[day.month]} {day.year}"
