"""Positive indicators about people: oriented, trained, held to account."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from builder.measure.answers.indicators.counted import Counted, Sight
from builder.measure.people.training import Validity, certificates_of, end_of, measure_training

_SUPERVISION = ("lse", "phsm", "legislation-awareness")
"""Courses that teach a supervisor or manager the duties: Leadership for Safety Excellence, Principles of Health and Safety
Management, legislation awareness (names as in the positions' required training)."""

_COMMITTEE = ("committee-cochair-employer", "committee-cochair-worker", "committee-employer", "committee-worker")


def orientations_before_work(sight: Sight) -> Iterator[Counted]:
    """People hired in the window, oriented by the company on or before the first day of work (TR3)."""
    first: dict[str, Any] = {}
    for stored in sight.program.records_by_type.get("orientation", ()):
        record: Any = stored.value
        if record.kind in (None, "company") and record.person:
            first.setdefault(record.person, record)
    for id, person in sight.program.people.items():
        hired = person.value.hired_on
        if hired is None or not sight.window.covers(hired) or hired > sight.as_of:
            continue
        record = first.get(id)
        if record is None:
            yield Counted(id, "no orientation")
            continue
        began = record.first_work_day or hired
        late = record.date > began
        yield Counted(id, f"began on {began}, oriented on {record.date} ({record.id})" if late else "")


def orientations_signed(sight: Sight) -> Iterator[Counted]:
    """Orientations of the window signed by both (TR4)."""
    for stored in sight.events("orientation"):
        record = stored.value
        absent = [person for person in record.must_sign if person not in record.has_signed]
        yield Counted(record.id, f"not signed by {', '.join(absent)}" if absent else "")


def certificates_current(sight: Sight) -> Iterator[Counted]:
    """Certificates that the positions of today's people need, in force on the as-of day (TR9)."""
    for (person, course), cell in sorted(measure_training(sight.program, sight.as_of).cells.items()):
        if cell.is_required:
            why = {Validity.MISSING: "no certificate", Validity.EXPIRED: f"expired on {cell.expires}"}
            yield Counted(f"{person}, {course}", why.get(cell.validity, ""))


def supervisors_trained(sight: Sight) -> Iterator[Counted]:
    """Today's supervisors and managers with a course on their duties in force (TR8)."""
    held = certificates_of(sight.program)
    for person, level in sight.staff():
        if level != "worker":
            ends = [end_of(each) for course in _SUPERVISION for each in held.get((person, course), ())]
            good = any(end >= sight.as_of for end in ends)
            yield Counted(person, "" if good else "no course on a supervisor's or manager's duties in force")


def committee_trained(sight: Sight) -> Iterator[Counted]:
    """Today's committee members with the members' course in force (JH4)."""
    held = certificates_of(sight.program)
    for id, person in sight.program.people.items():
        if any(role.role in _COMMITTEE for role in person.value.roles_on(sight.as_of)):
            good = any(end_of(each) >= sight.as_of for each in held.get((id, "hsc-member"), ()))
            yield Counted(id, "" if good else "no hsc-member course in force")


def levels_appraised(sight: Sight) -> Iterator[Counted]:
    """Levels that somebody holds, with an appraisal in the window (ML8: samples from each level)."""
    appraised = {
        sight.level_of(str(getattr(stored.value, "person", "")), stored.value.date)
        for stored in sight.events("appraisal")
    }
    for level in dict.fromkeys(sorted(level for _, level in sight.staff())):
        yield Counted(level, "" if level in appraised else "nobody of this level was appraised")


def contractors_oriented(sight: Sight) -> Iterator[Counted]:
    """Contractors at each site in the window, oriented there on or before their first day (OP3)."""
    first: dict[tuple[object, object], date] = {}
    for stored in sight.program.records_by_type.get("contractor-orientation", ()):
        first.setdefault((getattr(stored.value, "contractor", None), stored.value.site), stored.value.date)
    last = min(sight.window.last, sight.as_of)
    for id, contractor in sight.program.contractors.items():
        for span in contractor.value.active:
            if span.overlaps(sight.window.first, last):
                day = first.get((id, span.site))
                why = "" if day else "no orientation"
                if day and day > span.from_:
                    why = f"began on {span.from_}, oriented on {day}"
                yield Counted(f"{id}, {span.site}", why)


def contractors_cleared(sight: Sight) -> Iterator[Counted]:
    """Contractors at work for us on the as-of day with a WCB clearance and insurance in force (OP2)."""
    for id, stored in sight.program.contractors.items():
        contractor = stored.value
        if not any(span.covers(sight.as_of) for span in contractor.active):
            continue
        clearance = contractor.wcb_clearance
        if clearance is None:
            yield Counted(id, "no WCB clearance")
        elif clearance.expires is not None and clearance.expires < sight.as_of:
            yield Counted(id, f"WCB clearance ran out on {clearance.expires}")
        elif contractor.insurance_expires is not None and contractor.insurance_expires < sight.as_of:
            yield Counted(id, f"insurance ran out on {contractor.insurance_expires}")
        else:
            yield Counted(id)
