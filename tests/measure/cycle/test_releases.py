"""The release log: a scope pack starts nothing, the first evidence starts the auditor's days."""

from __future__ import annotations

from datetime import date

from builder.measure.cycle.life_cycle import measure_life_cycle
from builder.measure.cycle.releases import list_handovers
from builder.measure.snapshot import take_snapshot
from builder.read.program import read_program
from builder.read.source import MemorySource
from builder.read.standard_file import read_standard

COMPANY = (
    "name: Small Ltd.\npartner: acsa\ncertificate: {scheme: COR, issued: 2023-11-24, expires: 2026-11-24, audit: recertification}\n"
    "standard: {id: alberta-cor, edition: '2023'}\n"
)
AUDIT = "id: aud-0001\ndate: 2026-10-05\nrecorded_by: P-001\nkind: recertification\n"


def release(number: int, day: str, kind: str) -> tuple[str, str]:
    id = f"rel-{number:04}"
    text = f"id: {id}\ndate: {day}\nrecorded_by: P-001\naudit: aud-0001\nkind: {kind}\nhanded_by: P-001\nhow: e-mail\n"
    return f"records/pack-release/2026/{id}.yaml", text


def snapshot_of(*releases: tuple[str, str], audit: str = AUDIT, as_of: date = date(2026, 10, 31)):  # type: ignore[no-untyped-def]
    files = {"records/company.yaml": COMPANY, "records/audit/2026/aud-0001.yaml": audit, **dict(releases)}
    return take_snapshot(read_program(MemorySource(files)), read_standard("alberta-cor", "2023"), as_of=as_of)


def gathering(snapshot) -> list[date]:  # type: ignore[no-untyped-def]
    cycle = measure_life_cycle(snapshot)
    return [each.day for each in cycle.deadlines if each.id == "aud-0001/gathering"] if cycle else []


def test_a_scope_pack_does_not_start_the_days() -> None:
    snapshot = snapshot_of(release(1, "2026-10-06", "scope"))
    assert gathering(snapshot) == []
    assert [each.day_of_gathering for each in list_handovers(snapshot.program, snapshot.as_of)] == [None]


def test_the_first_evidence_does_whatever_else_follows_it_and_day_one_counts() -> None:
    snapshot = snapshot_of(
        release(1, "2026-10-06", "scope"), release(2, "2026-10-19", "documents"), release(3, "2026-10-22", "evidence")
    )
    assert gathering(snapshot) == [date(2026, 12, 2)]
    assert [each.day_of_gathering for each in list_handovers(snapshot.program, snapshot.as_of)] == [None, 1, 4]


def test_the_audits_own_record_goes_before_the_log_and_is_counted_once() -> None:
    audit = AUDIT + "first_document_on: 2026-10-12\n"
    snapshot = snapshot_of(release(1, "2026-10-19", "evidence"), audit=audit)
    assert gathering(snapshot) == [date(2026, 11, 25)]


def test_what_is_handed_over_after_the_day_is_not_known_on_it() -> None:
    snapshot = snapshot_of(release(1, "2026-11-19", "evidence"))
    assert gathering(snapshot) == []
    assert list_handovers(snapshot.program, snapshot.as_of) == ()
