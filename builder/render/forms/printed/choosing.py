"""Which forms a company needs on paper, which document asks for each, and what stands on it that no record type can say of itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from builder.measure.past.governing import applies_to
from builder.model.policy import Policy
from builder.model.snapshot import Snapshot
from builder.record_types import TYPES

NOT_ON_PAPER: Mapping[str, str] = MappingProxyType(
    {
        "anchor": "`muster anchor` writes it",
        "audit-request": "`muster requests` writes it from the auditor's list",
        "pack-release": "`muster new pack-release` writes it from the pack",
        "stub": "it stands for a paper that is kept elsewhere",
        "work-days": "it comes out of the timesheets",
    }
)
"""Types that nobody fills in by hand, and why."""

FOR_THE_OFFICE: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "contractor-orientation": (),
        "incident": ("ohs_notified_on", "wcb_reported_on", "days_lost", "restricted_days"),
        "inspection": ("reviewed_by",),
        "hazard-report": ("closed_on",),
        "corrective-action": ("evidence_note",),
        "orientation": (),
        "audit": ("certificate_number",),
    }
)
"""Fields that the person with the pen can't know; the office fills them in later. References to records are among them anyway."""

NAME_ROWS: Mapping[str, tuple[str, int]] = MappingProxyType(
    {
        "contractor-orientation": ("Workers who were oriented", 10),
        "visitor-log": ("Visitors", 6),
        "drill": ("Who took part", 12),
        "management-tour": ("Who was spoken with", 4),
    }
)
"""Types on whose paper people sign though the record keeps only their number, with the title and the number of rows."""

MANY: Mapping[str, int] = MappingProxyType(
    {
        "crew": 14,
        "attended": 16,
        "participant": 8,
        "committee": 8,
        "inspectors": 4,
        "entrants": 4,
        "locked_by": 6,
        "team": 6,
    }
)
"""How many rows people get who sign as something that several are; one line where it isn't listed."""

ROLES: Mapping[str, str] = MappingProxyType(
    {
        "attended": "Who was there",
        "cochair-employer": "Co-chair for the employer",
        "cochair-worker": "Co-chair for the workers",
        "committee": "Committee members",
        "crew": "Crew",
        "foreman": "Foreman",
        "manager": "Manager",
        "participant": "Who took part",
        "senior-manager": "Senior manager",
    }
)
"""What people sign as, by the role in the record."""


@dataclass(frozen=True)
class Asking:
    """A document that asks for records of a type.

    Attributes:
        policy: As it stands.
        kinds: The kinds that its obligations name; empty where it asks for any.
    """

    policy: Policy
    kinds: frozenset[str]


def types_on_paper(snapshot: Snapshot, *, all: bool = False) -> tuple[str, ...]:
    """Record types that get a form: those that an approved document asks for; or all that are filled in by hand."""
    return tuple(name for name in TYPES if name not in NOT_ON_PAPER and (all or find_asking(snapshot, name, None)))


def find_asking(snapshot: Snapshot, type_name: str, site: str | None) -> tuple[Asking, ...]:
    """The approved documents that ask for a type: those that promise it first, then those that have it filled in when something happens.

    Below office level a document's obligations aren't shown; what came of them at the sites is, and says the same.

    Args:
        snapshot: At the level of those who will hold the form.
        type_name: A record type.
        site: Leaves out what holds on other sites only.
    """
    program = snapshot.program
    promised = {(each.document, each.kind) for each in snapshot.expected if each.record_type == type_name}
    for stored in program.policies:
        promised |= {(stored.value.id, each.kind) for each in stored.value.obligations if each.record == type_name}
    found = []
    for policy in (stored.value for stored in program.policy_by_id.values()):
        kinds = frozenset(kind for id, kind in promised if id == policy.id and kind)
        is_promised = any(id == policy.id for id, _ in promised)
        is_asked = is_promised or type_name in policy.forms
        if not is_asked or policy.status != "approved" or policy.translates or (site and not applies_to(policy, site)):
            continue
        found.append((not is_promised, policy.id, Asking(policy, kinds)))
    return tuple(asking for *_, asking in sorted(found, key=lambda each: each[:2]))
