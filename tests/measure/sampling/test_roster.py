"""Days away in a person's file: known to the office, without a reason, and gone below office level."""

from __future__ import annotations

from builder.measure.level import at_level
from builder.measure.sampling.roster import count_by_unit, make_entries
from builder.measure.sampling.visited_sites import visited_sites
from builder.model.level import Level
from builder.read.program import read_program
from builder.read.source import MemorySource
from tests.checks.example import minimal_files
from tests.measure.small import AS_OF, read_text, snapshot_of

EVA = "records/people/P-003.yaml"


def test_a_reason_beside_the_days_is_refused_as_an_unknown_field() -> None:
    text = f"{read_text(EVA)}away: [{{from: 2026-07-01, to: 2026-07-10, reason: surgery}}]\n"
    program = read_program(MemorySource(minimal_files() | {EVA: text.encode()}))
    [fault] = program.faults
    assert fault.name == "unknown-field"
    assert "reason" in fault.message


def test_days_away_are_for_the_office_alone() -> None:
    snapshot = snapshot_of({EVA: f"{read_text(EVA)}away: [{{from: 2026-07-01}}]\n"})
    assert at_level(snapshot, Level.OFFICE).program.people["P-003"].value.away
    assert at_level(snapshot, Level.POSTED).program.people["P-003"].value.away == ()


def test_whoever_is_on_crews_of_several_sites_stands_once_and_counts_once() -> None:
    bridge = (
        "id: bridge\nname: Bridge\nkind: project\naddress: Gate 2\ntravel_minutes: 9\nhazard_class: high\n"
        "active: [{from: 2026-01-01}]\n"
        "crews: [{id: b, name: B, foreman: P-003, from: 2026-01-01}]\n"
    )
    second = bridge.replace("bridge", "canal").replace("Bridge", "Canal")
    snapshot = snapshot_of({"records/sites/bridge.yaml": bridge, "records/sites/canal.yaml": second})
    entries = make_entries(snapshot.program, visited_sites(snapshot), AS_OF)
    [eva] = [entry for entry in entries if entry.person.id == "P-003"]
    assert [place.site.id for place in eva.places] == ["bridge", "canal", "yard"]
    assert sum(sum(counter.values()) for counter in count_by_unit(entries).values()) == len(entries)
