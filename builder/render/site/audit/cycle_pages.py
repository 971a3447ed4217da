"""The COR clock, the roadmap, the countdown and the worksheet of an internal audit. Office edition only."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from markupsafe import Markup

from builder.measure.cycle.countdown import measure_countdown
from builder.measure.cycle.life_cycle import measure_life_cycle
from builder.measure.cycle.plan_terms import measure_plan_option
from builder.measure.cycle.records_kept import measure_records_kept
from builder.measure.cycle.refund import estimate_refund
from builder.measure.cycle.releases import list_handovers, name_recipient
from builder.measure.cycle.roadmap import measure_roadmap
from builder.measure.cycle.sites_audited import list_audit_sites, measure_sites_audited
from builder.model.cycle import STATE_WORDS, Cycle, Deadline, DeadlineState
from builder.read.cycle_file import read_cycle_rules
from builder.record_types.audit import Audit
from builder.render.report.clock import outlasts
from builder.render.site.audit.secor_tables import secor_tables
from builder.render.site.board.to_do import with_links
from builder.render.site.manual import Here, Manual
from builder.render.site.markup import chip, iso
from builder.render.site.page import Page
from builder.render.site.registers.table import Table, TableRow
from builder.render.site.words import sentence, words

CLOCK = "cor-clock.md"

DEADLINE_LOOK = {
    DeadlineState.OPEN: ("none", "●", "Open"),
    DeadlineState.MISSED: ("bad", "✖", "Missed"),
    DeadlineState.DONE: ("ok", "✔", "Done"),
    DeadlineState.LATE: ("part", "◐", "Done late"),
}
"""Look, symbol and words of a deadline's state."""

PROGRESS_LOOK = {"done": ("ok", "✔", "Done"), "open": ("part", "●", "Open"), "not-yet": ("none", "–", "Not yet")}


def cycle_pages(manual: Manual) -> Iterator[Page]:
    """The page of the clock, where the edition has it."""
    if not manual.is_office:
        return
    here = manual.here(CLOCK)
    cycle = measure_life_cycle(manual.snapshot)
    tables = [] if cycle is None else [_standing(here, cycle), *_deadlines(here, cycle), *_plan(here), _sites(here)]
    if cycle is not None:
        tables.extend(_handovers(here))
        tables.extend(_plan_option(here))
        tables.extend(_refund(here, cycle))
        tables.extend(secor_tables(here))
    intro = f"{here.w['as_of']} {manual.snapshot.as_of.isoformat()}. Days are counted from what is on record; the partner's own word goes before them."
    body = manual.render("tables.html.j2", here.path, trail=(), intro=intro, tables=tables)
    yield Page(here.path, f"{cycle.scheme if cycle else 'COR'} clock", body, tags=("audit", "certificate"))


def _standing(here: Here, cycle: Cycle) -> Table:
    kept = measure_records_kept(here.manual.snapshot)
    rows = [("Standing", sentence(STATE_WORDS[cycle.state]))]
    if cycle.since:
        rows.append(("Since", iso(cycle.since)))
    if cycle.number or cycle.issued:
        rows.append(("Certificate", f"{cycle.scheme} {cycle.number or 'without a number'}"))
    if cycle.issued and cycle.ends:
        rows.append(("In force", Markup("{} to {}").format(iso(cycle.issued), iso(cycle.ends))))
    if cycle.year:
        rows.append(("Year of the certificate", f"{cycle.year} of {cycle.years}"))
    rows.append(("Records", kept.words))
    coming = cycle.next_deadline
    if coming:
        left = (coming.day - cycle.as_of).days
        rows.append(("Next", Markup("{}, in {} days: {}").format(iso(coming.day), left, with_links(here, coming.what))))
    if waiting := _review(here):
        rows.append(("Quality review", with_links(here, waiting)))
    if beware := outlasts(cycle):
        rows.append(("Beware", sentence(beware)))
    return Table(
        "Where we stand", (here.w["what"], "Today"), tuple(TableRow(row) for row in rows), "Where we stand", wide=(1,)
    )


def _deadlines(here: Here, cycle: Cycle) -> Iterator[Table]:
    head = (here.w["due_on"], here.w["what"], here.w["status"], here.w["reason"])
    pending = tuple(_deadline(here, each, cycle) for each in cycle.pending)
    past = tuple(_deadline(here, each, cycle) for each in reversed(cycle.deadlines) if each.done_on)
    yield Table("Deadlines", head, pending, f"Deadlines ({len(pending)})", none="No deadline is open.", wide=(1, 3))
    if past:
        yield Table("Kept before", head, past, f"Kept before ({len(past)})", wide=(1, 3))


def _deadline(here: Here, each: Deadline, cycle: Cycle) -> TableRow:
    state = each.state(cycle.as_of)
    word = DEADLINE_LOOK[state][2]
    if each.done_on:
        word += f" {each.done_on.isoformat()}"
    elif state is DeadlineState.OPEN:
        word = f"In {(each.day - cycle.as_of).days} days"
    why = Markup('{} <span class="m-quiet">{}</span>').format(each.why, each.source)
    cells = (iso(each.day), with_links(here, sentence(each.what)), chip(DEADLINE_LOOK[state], word), why)
    return TableRow(cells)


def _plan(here: Here) -> Iterator[Table]:
    snapshot = here.manual.snapshot
    steps = tuple(
        TableRow(
            (
                str(number),
                Markup('{}<br><span class="m-quiet">{}</span>').format(each.step.title, each.step.what),
                chip(PROGRESS_LOOK[each.progress]),
                with_links(here, each.words),
            )
        )
        for number, each in enumerate(measure_roadmap(snapshot), 1)
    )
    yield Table(
        "Roadmap", ("No.", "Step", here.w["status"], "Behind it"), steps, "From nothing to a certificate", wide=(1, 3)
    )
    plan = measure_countdown(snapshot)
    if plan is not None:
        rows = tuple(
            TableRow(
                (
                    iso(each.day),
                    each.what,
                    "past" if each.day < snapshot.as_of else f"in {(each.day - snapshot.as_of).days} days",
                )
            )
            for each in plan.steps
        )
        note = with_links(here, plan.reason)
        yield Table("Countdown", ("Day", here.w["what"], "When"), rows, "Countdown to the audit", note, wide=(1,))


def _sites(here: Here) -> Table:
    snapshot = here.manual.snapshot
    audits = list_audit_sites(snapshot.program, snapshot.as_of)
    rows = []
    for each in measure_sites_audited(snapshot):
        marks = tuple("" if audit.id not in each.audits else "✔" if audit.is_over else "planned" for audit in audits)
        rows.append(TableRow((here.ref(each.site), *marks, each.words)))
    head = (
        here.w["site"],
        *(Markup("{}<br>{} {}").format(here.ref(a.id, a.id), a.kind, a.year) for a in audits),
        "Seen",
    )
    note = "Which sites each audit visited, internal ones included. The auditor chooses; two sites are both visited, of five at least three."
    return Table("Sites and audits", head, tuple(rows), "Which site was audited when", note, wide=(len(audits) + 1,))


def _handovers(here: Here) -> Iterator[Table]:
    """The release log, where there is one: what an auditor has been given, and on which day of gathering."""
    snapshot = here.manual.snapshot
    rows = []
    for each in reversed(list_handovers(snapshot.program, snapshot.as_of)):
        release = each.release
        counted = f"day {each.day_of_gathering}" if each.day_of_gathering else "before day 1"
        what = ", ".join(filter(None, (words(release.kind or "not stated"), release.pack, *release.with_it)))
        rows.append(
            TableRow(
                (
                    iso(release.date),
                    here.ref(release.id, release.id),
                    sentence(what),
                    name_recipient(snapshot.program, release),
                    here.ref(release.audit, release.audit) if release.audit else "–",
                    counted if release.starts_days else "starts nothing",
                )
            )
        )
    if rows:
        head = (here.w["date"], "Release", here.w["what"], "To", "For", "Day of gathering")
        note = "The first evidence that an auditor is given is day 1 of gathering, even if it went by e-mail. A scope pack holds none."
        yield Table("Packs handed out", head, tuple(rows), "Packs handed out", note, wide=(2,))


def _plan_option(here: Here) -> Iterator[Table]:
    snapshot = here.manual.snapshot
    rules = read_cycle_rules(snapshot.standard.id)
    option = measure_plan_option(snapshot.program, rules, snapshot.standard.pass_rules, snapshot.as_of)
    if option is None:
        return
    met, unmet = ("ok", "✔", "Met"), ("none", "–", "Not met, as far as the records tell")
    rows = [TableRow((sentence(each.words), chip(met if each.is_met else unmet))) for each in option.terms]
    by = f"Apply by {option.apply_by}" if option.apply_by else "Too late to apply for this year's maintenance"
    rows.append(TableRow((by, chip(met if option.apply_by else unmet))))
    note = f"For the maintenance due by {option.maintenance_due}; the partner decides. {option.rule.why} {option.rule.cited}."
    title = "An action plan instead of the next maintenance audit"
    yield Table("Action plan", ("Condition", here.w["status"]), tuple(rows), title, note, wide=(0,))


def _review(here: Here) -> str:
    """How long the quality review of a submitted report usually takes; empty when none is with the partner, or nothing is known."""
    snapshot = here.manual.snapshot
    company = snapshot.program.company
    review = read_cycle_rules(snapshot.standard.id).quality_review.get(company.value.partner) if company else None
    for stored in snapshot.program.records_by_type.get("audit", ()):
        audit = stored.value
        if review and isinstance(audit, Audit) and audit.submitted_on and not audit.is_reported:
            day = audit.submitted_on + timedelta(weeks=review.weeks)
            return f"{audit.id} is with the partner since {audit.submitted_on}; expect its word by about {day}. {review.why} {review.cited}."
    return ""


def _refund(here: Here, cycle: Cycle) -> Iterator[Table]:
    company = here.manual.snapshot.program.company
    if company is None:
        return
    rule = read_cycle_rules(here.manual.snapshot.standard.id).refund
    found = estimate_refund(cycle, company.value.wcb_premium, rule)
    if found is None:
        return
    rows = (
        TableRow((f"{found.percent} % for holding the certificate", f"${found.least:,}")),
        TableRow((f"Up to {rule.performance} % by better claim costs", f"${found.most:,}")),
    )
    note = f"An estimate, not a promise, of ${found.premium:,} at the industry rate in {found.year}. {rule.why} {rule.cited}."
    yield Table("Refund of premiums", ("By", "At most"), rows, "Refund of WCB premiums, estimated", note, numbers=(1,))
