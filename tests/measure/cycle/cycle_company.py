"""The small company with a certificate and audits of its own, for the tests of the life cycle."""

from __future__ import annotations

from datetime import date

from builder.measure.cycle.life_cycle import measure_life_cycle
from builder.model.cycle import Cycle, DeadlineState, State
from tests.measure.small import read_text, snapshot_of

COMPANY = "records/company.yaml"
COR = "scheme: COR, number: '2023-77', issued: 2023-11-24, expires: 2026-11-24, audit: recertification"

Files = dict[str, str | None]


def company(certificate: str, partner: str = "acsa", more: str = "") -> Files:
    """The company with another certificate, never moved into git, so that every year counts."""
    text = read_text(COMPANY).replace("scheme: COR, audit: certification", certificate)
    text = text.replace("adopted_on: 2026-04-01\n", more).replace("partner: acsa", f"partner: {partner}")
    return {COMPANY: text}


NEEDED = {
    "auditor": {"certification": "ACSA COR auditor", "number": '"A-311"', "expires": "2028-03-31", "standing": "peer"},
    "self-assessment": {"kind": "certification", "assessor": "P-002"},
    "peer-audit": {"owed_by": "2026-05-31"},
}
"""What these types can't do without."""


def record(type: str, id: str, day: str, **fields: str) -> Files:
    """A record of a type; each further field as it stands in YAML."""
    lines = {"id": id, "date": day, "recorded_by": "P-002", **NEEDED.get(type, {}), **fields}
    path = f"records/{type}/{day[:4]}/{id}.yaml"
    return {path: "".join(f"{name}: {value}\n" for name, value in lines.items())}


def audit(id: str, day: str, kind: str, **fields: str) -> Files:
    """An audit."""
    return record("audit", id, day, kind=kind, auditor_name="H. Sim", **fields)


def cycle_of(files: Files, as_of: date) -> Cycle:
    """The cycle of the company on a day."""
    found = measure_life_cycle(snapshot_of(files, as_of))
    assert found is not None
    return found


def state_of(files: Files, as_of: date) -> State:
    """The state of the company on a day."""
    return cycle_of(files, as_of).state


def deadlines_of(files: Files, as_of: date) -> dict[str, tuple[date, DeadlineState]]:
    """Day and state of each deadline, by id."""
    return {each.id: (each.day, each.state(as_of)) for each in cycle_of(files, as_of).deadlines}
