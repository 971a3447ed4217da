"""Competence at the time of work: tickets held against every day worked, and who has been watched at critical tasks. Office edition only."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from markupsafe import Markup

from builder.measure.people.assessment import Assessment, Strength, measure_assessments
from builder.measure.people.competence import Competence, Lapse, Standing, measure_competence
from builder.measure.people.scheme_courses import SchemeStanding, measure_scheme_courses
from builder.measure.people.work import Work, measure_work
from builder.model.day import add_months
from builder.model.snapshot import Window
from builder.render.site.manual import Here, Manual
from builder.render.site.markup import NOTHING, chip, iso, unbroken
from builder.render.site.page import Page
from builder.render.site.registers.table import Table, TableRow
from builder.render.site.registers.training_page import course_name

PATH = "people/competence.md"

LOOK = {
    Standing.EXPIRED: ("bad", "✖", "Expired"),
    Standing.MISSING: ("bad", "✖", "None yet"),
    Standing.UNVERIFIED: ("part", "◐", "Not seen by anybody"),
}
"""Look, symbol and words of a ticket that couldn't be relied on."""

STRENGTH_WORDS = {
    Strength.ASSESSED: "Assessed",
    Strength.OUT_OF_DATE: "To be assessed again",
    Strength.NOT_YET: "Not yet competent",
    Strength.NOT_ASSESSED: "Not assessed",
}


def competence_pages(manual: Manual) -> Iterator[Page]:
    """The page about competence at the time of work, where the edition has one."""
    if not manual.is_office:
        return
    here = manual.here(PATH)
    snapshot = manual.snapshot
    found = measure_competence(snapshot.program, snapshot.window)
    tables = [_lapses(here, found), _assessments(here, measure_assessments(snapshot.program, snapshot.as_of))]
    scheme = measure_scheme_courses(snapshot.program, snapshot.as_of)
    if scheme:
        tables.append(_scheme(here, scheme))
    intro = examined_words(found, measure_work(snapshot.program))
    markdown = manual.render("tables.html.j2", here.path, trail=(), intro=intro, tables=tables)
    yield Page(here.path, "Competence at the time of work", markdown, hide=("toc",))


def examined_words(found: Competence, work: Work) -> str:
    """What was examined, in words, and what wasn't."""
    first, last = found.window.first, found.window.last
    text = (
        f"From {first} to {last}. People at work: {found.people}. Days at work, one person on one day each: {found.person_days:,}. Times a "
        f"required ticket was held against a day: {found.tickets:,}. Days at work come from timesheets, crew lists of field-level assessments, "
        "permits, lockouts, lift plans, maintenance by our own people and assessments at a task. "
    )
    missing = _months_without(found.window, work)
    if missing:
        return (
            text
            + f"Not examined: there is no timesheet for {', '.join(missing)}; only days on other records count there."
        )
    return text + "Every month of it has a timesheet."


def _months_without(window: Window, work: Work) -> list[str]:
    month, missing = window.first.replace(day=1), []
    while month <= window.last:
        if (month.year, month.month) not in work.covered_to:
            missing.append(f"{month:%Y-%m}")
        month = add_months(month, 1)
    return missing


def _lapses(here: Here, found: Competence) -> Table:
    rows = tuple(
        TableRow(
            (
                here.ref(lapse.person),
                course_name(lapse.course),
                chip(LOOK[lapse.standing]),
                here.ref(lapse.certificate.value.id, lapse.certificate.value.id) if lapse.certificate else "",
                lapse.why,
                len(lapse.days),
                _days(here, lapse),
            )
        )
        for lapse in found.lapses
    )
    head = ("Person", "Course", here.w["status"], "Certificate", "Needed for", "Days", "Days worked")
    none = "Everybody at work held what the position and the work needed, on every day examined."
    return Table(
        "Work without a valid ticket",
        head,
        rows,
        f"Work without a valid ticket ({len(rows)})",
        none=none,
        numbers=(5,),
        wide=(6,),
    )


def _days(here: Here, lapse: Lapse) -> Markup:
    """The days, those on one timesheet together."""
    parts = []
    for record, group in groupby(lapse.days, key=lambda pair: pair[1]):
        days = [day for day, _ in group]
        text = (
            iso(days[0])
            if len(days) == 1
            else Markup("{} to {}, {} days").format(iso(days[0]), iso(days[-1]), len(days))
        )
        parts.append(Markup("{} ({})").format(text, here.ref(record, record)))
    return Markup(", ").join(parts)


def _assessments(here: Here, assessments: Sequence[Assessment]) -> Table:
    by_task: dict[tuple[str, str], list[Assessment]] = {}
    for each in assessments:
        by_task.setdefault((each.position, each.task.title), []).append(each)
    rows = []
    for (position, title), group in by_task.items():
        done = [each for each in group if each.strength is Strength.ASSESSED]
        others = [each for each in group if each.strength is not Strength.ASSESSED]
        rows.append(
            TableRow(
                (
                    title,
                    here.ref(position),
                    ", ".join(course_name(each) for each in group[0].task.courses),
                    f"{len(done)} of {len(group)}",
                    Markup(", ").join(_assessed(here, each) for each in done),
                    Markup(", ").join(
                        Markup("{}: {}").format(here.ref(each.person), STRENGTH_WORDS[each.strength].lower())
                        for each in others
                    ),
                )
            )
        )
    note = (
        "A course shows that somebody was taught; an assessment shows that somebody who knows the work has watched them do it. Critical tasks "
        "are the ones that can kill or maim. An assessor who neither supervises nor was assessed at the task before is marked."
    )
    head = (here.w["task"], here.w["position"], "Courses of the task", "Assessed", "Who, and when", "Not assessed")
    return Table(
        "Assessed at critical tasks",
        head,
        tuple(rows),
        "Watched at the task",
        note,
        "There are no critical tasks.",
        wide=(4, 5),
    )


def _assessed(here: Here, each: Assessment) -> Markup:
    mark = NOTHING if each.by_competent else Markup(" (assessor not known as competent)")
    return Markup("{} ({}){}").format(here.ref(each.person), unbroken(here.ref(each.record, str(each.on))), mark)


def _scheme(here: Here, standings: Sequence[SchemeStanding]) -> Table:
    rows = tuple(
        TableRow(
            (
                each.course.name,
                chip(("ok", "✔", "Held") if each.holders else ("bad", "✖", "Nobody")),
                Markup(", ").join(
                    Markup("{} ({})").format(here.ref(person), here.ref(record, record))
                    for person, record in each.holders
                ),
                f"{each.course.source} ({each.course.confidence})",
            )
        )
        for each in standings
    )
    note = "Held by people who work here full-time; they may be split over several. What the partner itself says today goes before this list."
    return Table(
        "Courses of the partner",
        ("Course", here.w["status"], "Held by", "Source"),
        rows,
        "Courses the certifying partner asks for",
        note,
    )
