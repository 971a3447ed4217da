"""The scope sheet: what an auditor asks before the audit, and the frame from which interviews and samples are drawn."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from builder.model.policy import PersonLevel
from builder.model.register import Company, Contractor, Position, Site, Span
from builder.render.pdf.sections.section import Section, write_html
from builder.render.pdf.sections.view import View

LEVELS: tuple[tuple[PersonLevel, str], ...] = (
    ("senior-manager", "Senior manager"),
    ("manager", "Managers"),
    ("supervisor", "Supervisors"),
    ("worker", "Workers"),
)
_DAYS = {"mon": "Mon", "tue": "Tue", "wed": "Wed", "thu": "Thu", "fri": "Fri", "sat": "Sat", "sun": "Sun"}

Group = tuple[str, str, str]
"""Site, shift, basis of employment."""


def make_scope(view: View) -> Section:
    """The scope sheet.

    In a scope pack it leaves out what answers a question of the standard: clearances of contractors, tasks and training of
    positions, and assets.
    """
    is_scope = view.choice.kind == "scope"
    program = view.snapshot.program
    company = program.company.value if program.company else None
    html = write_html(
        "scope",
        title="Scope sheet",
        running=("Scope sheet", company.name if company else ""),
        facts=_facts(view, company) if company else [],
        levels=[title for _, title in LEVELS],
        stated=_headcount_rows(view, _stated(company)) if company else [],
        counted=_headcount_rows(view, _counted(view)),
        as_of=view.snapshot.as_of.isoformat(),
        is_scope=is_scope,
        sites=[_site(view, stored.value) for stored in program.sites.values()],
        contractors=[_contractor(stored.value) for stored in program.contractors.values()],
        positions=[_position(view, stored.value) for stored in program.positions.values()],
        assets=[
            {
                "id": stored.value.id,
                "name": stored.value.name,
                "asset_class": stored.value.asset_class.replace("-", " "),
                "make": " ".join(filter(None, (stored.value.make, stored.value.model))),
                "serial": stored.value.serial or "",
                "site": stored.value.site or "",
                "in_service": span_words(stored.value.in_service),
            }
            for stored in program.assets.values()
        ],
    )
    entries = (
        ("Headcount", "scope-headcount"),
        ("Sites", "scope-sites"),
        ("Contractors", "scope-contractors"),
        ("Positions", "scope-positions"),
        ("Assets", "scope-assets"),
    )
    return Section("scope", "Scope sheet", "", html, "scope", entries[:-1] if is_scope else entries)


def span_words(span: Span | None) -> str:
    """A stretch of days: "2025-09-08 to 2026-08-28", "from 2026-02-02"."""
    if span is None:
        return ""
    return f"{span.from_.isoformat()} to {span.to.isoformat()}" if span.to else f"from {span.from_.isoformat()}"


def _facts(view: View, company: Company) -> list[tuple[str, str]]:
    certificate = company.certificate
    partner = view.snapshot.standard.partners.get(company.partner)
    lines = [
        ("Legal name", company.name),
        ("Trade name", company.trade_name),
        ("Address", company.address),
        ("Phone", company.phone),
        ("WCB account", company.wcb_account),
        ("Industry codes", ", ".join(company.industry_codes)),
        ("Certifying partner", partner.name if partner else company.partner),
        ("Membership number", company.partner_membership),
        ("Certificate", f"{certificate.scheme} {certificate.number or '(none yet)'}"),
        ("Issued", certificate.issued.isoformat() if certificate.issued else None),
        ("Expires", certificate.expires.isoformat() if certificate.expires else None),
        ("Audit", f"{certificate.audit} audit"),
        ("Standard", f"{view.snapshot.standard.title}, edition {view.snapshot.standard.edition}"),
        ("Senior manager", _contact(view, company.senior_manager)),
        ("Health and safety lead, contact for the audit", _contact(view, company.hs_lead)),
        ("Program kept in git since", company.adopted_on.isoformat() if company.adopted_on else None),
    ]
    return [(title, value or "not stated") for title, value in lines if value or title != "Trade name"]


def _contact(view: View, id: str | None) -> str | None:
    stored = view.snapshot.program.people.get(id or "")
    if id is None or stored is None:
        return id
    person = stored.value
    employment = person.employment_on(view.snapshot.as_of)
    position = view.snapshot.name(employment.position) if employment else ""
    known = (view.naming.signer(id), position, person.work_phone, person.email)
    return ", ".join(filter(None, known))


def _stated(company: Company) -> Counter[tuple[Group, str]]:
    counts: Counter[tuple[Group, str]] = Counter()
    for entry in company.headcount:
        counts[(entry.site, entry.shift, entry.basis), entry.level] += entry.count
    return counts


def _counted(view: View) -> Counter[tuple[Group, str]]:
    """People employed on the as-of day, by where their employment says they work."""
    counts: Counter[tuple[Group, str]] = Counter()
    for stored in view.snapshot.program.people.values():
        employment = stored.value.employment_on(view.snapshot.as_of)
        if employment:
            counts[(employment.site, employment.shift, employment.basis), employment.level] += 1
    return counts


def _headcount_rows(view: View, counts: Mapping[tuple[Group, str], int]) -> list[dict[str, Any]]:
    rows = []
    for group in sorted({group for group, _ in counts}):
        numbers = [counts.get((group, level), 0) for level, _ in LEVELS]
        rows.append(
            {
                "site": view.naming.site(group[0]),
                "shift": group[1],
                "basis": group[2],
                "numbers": numbers,
                "total": sum(numbers),
            }
        )
    if rows:
        totals = [sum(count for (_, level), count in counts.items() if level == name) for name, _ in LEVELS]
        rows.append({"site": "All sites", "shift": "", "basis": "", "numbers": totals, "total": sum(totals)})
    return rows


def _site(view: View, site: Site) -> dict[str, Any]:
    crews = [
        f"{crew.name}: {span_words(crew)}, foreman {view.naming.person(crew.foreman)}, "
        f"members on the as-of day: {sum(member.covers(view.snapshot.as_of) for member in crew.members)}"
        for crew in site.crews
    ]
    lines = [
        ("Kind", f"{site.kind}, {site.hazard_class} hazard (OHS Code, Schedule 2)"),
        ("Address", site.address),
        ("Client", site.client),
        ("Prime contractor", site.prime_contractor),
        ("Active", "; ".join(_with_note(span_words(span), span.note) for span in site.active)),
        ("Work days", ", ".join(_DAYS[day] for day in site.calendar.work_days)),
        ("Closed", "; ".join(_closure(closure.from_, closure.to, closure.reason) for closure in site.calendar.closed)),
        ("Shifts", "; ".join(f"{shift.name} {shift.start}–{shift.end}" for shift in site.shifts)),
        ("Crews", "; ".join(crews)),
        ("Supervisor", view.naming.person(site.supervisor) if site.supervisor else None),
        ("Health care", f"{site.travel_minutes} minutes away" if site.travel_minutes is not None else None),
        ("Muster point", site.emergency.muster_point),
    ]
    today = site.is_active_on(view.snapshot.as_of)
    return {
        "id": site.id,
        "name": site.name,
        "state": "active on the as-of day" if today else "not active on the as-of day",
        "lines": [(title, value) for title, value in lines if value],
    }


def _with_note(words: str, note: str | None) -> str:
    return f"{words} ({note})" if note else words


def _closure(first: Any, last: Any, reason: str) -> str:
    days = first.isoformat() if last in (None, first) else f"{first.isoformat()} to {last.isoformat()}"
    return f"{days} {reason}"


def _contractor(contractor: Contractor) -> dict[str, Any]:
    clearance = contractor.wcb_clearance
    certificate = contractor.certificate
    return {
        "id": contractor.id,
        "name": contractor.name,
        "scope": contractor.scope,
        "sites": [f"{span.site}, {span_words(span)}" for span in contractor.active],
        "wcb": contractor.wcb_account or "not stated",
        "clearance": _clearance(clearance.checked_on, clearance.expires) if clearance else "not stated",
        "insurance": contractor.insurance_expires.isoformat() if contractor.insurance_expires else "not stated",
        "certificate": f"{certificate.scheme} {certificate.number or ''}".strip() if certificate else "none",
        "approved": contractor.approved_on.isoformat() if contractor.approved_on else "not stated",
    }


def _clearance(checked: Any, expires: Any) -> str:
    words = f"seen {checked.isoformat()}"
    return f"{words}, to {expires.isoformat()}" if expires else words


def _position(view: View, position: Position) -> dict[str, Any]:
    day = view.snapshot.as_of
    held = [stored.value.employment_on(day) for stored in view.snapshot.program.people.values()]
    return {
        "id": position.id,
        "title": position.title,
        "level": position.level.replace("-", " "),
        "people": sum(employment is not None and employment.position == position.id for employment in held),
        "tasks": _lines(f"{task.title}{' (critical)' if task.critical else ''}" for task in position.tasks),
        "training": ", ".join(course.replace("-", " ") for course in position.required_training) or "–",
    }


def _lines(words: Iterable[str]) -> str:
    return "; ".join(words) or "–"
