"""Which sites were visited by which audit of the cycle, and which active ones have not been seen by any."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from builder.model.day import add_months
from builder.model.program import Program
from builder.model.snapshot import Snapshot
from builder.record_types.audit import Audit

SHOWN_MONTHS = 37
"""A three-year cycle and the month it began in."""


@dataclass(frozen=True)
class AuditSites:
    """An audit that says which sites it visited, or is going to.

    Attributes:
        is_over: Whether gathering has ended.
    """

    id: str
    kind: str
    year: int
    day: date
    sites: tuple[str, ...]
    is_over: bool


@dataclass(frozen=True)
class SiteAudited:
    """A site and the audits that visited it.

    Attributes:
        audits: Ids, oldest first; those still to come included.
        words: When it was last seen, or that it has not been.
    """

    site: str
    audits: tuple[str, ...]
    words: str


def list_audit_sites(program: Program, as_of: date) -> tuple[AuditSites, ...]:
    """Audits that name their sites, oldest first."""
    found = []
    for stored in program.records_by_type.get("audit", ()):
        audit = stored.value
        if isinstance(audit, Audit) and audit.sites:
            ended = audit.gathering_ended_on or audit.ended_on
            is_over = ended is not None and ended <= as_of
            found.append(AuditSites(audit.id, audit.kind or "audit", audit.date.year, audit.date, audit.sites, is_over))
    return tuple(found)


def measure_sites_audited(snapshot: Snapshot) -> tuple[SiteAudited, ...]:
    """Every site that was active in the last three years, with the audits that visited it."""
    since = add_months(snapshot.as_of, -SHOWN_MONTHS)
    audits = list_audit_sites(snapshot.program, snapshot.as_of)
    found = []
    for id, stored in snapshot.program.sites.items():
        if stored.value.is_active_between(since, snapshot.as_of):
            seen = [each for each in audits if id in each.sites]
            found.append(
                SiteAudited(
                    id, tuple(each.id for each in seen), _words(seen, stored.value.is_active_on(snapshot.as_of))
                )
            )
    return tuple(found)


def _words(seen: list[AuditSites], is_active: bool) -> str:
    over = [each for each in seen if each.is_over]
    if not is_active:
        return "finished" if over else "finished without an audit"
    coming = [each.id for each in seen if not each.is_over]
    last = f"last in {over[-1].id} ({over[-1].year})" if over else "not seen by any audit yet"
    if coming:
        return f"{last}; on the list of {', '.join(coming)}"
    return last if over else f"{last}: offer it to the next auditor"
