from __future__ import annotations

from datetime import date

from builder.measure.level import at_level
from builder.measure.upkeep import Standing, Upkeep, measure_upkeep
from builder.model.level import Level
from tests.measure.small import read_small, snapshot_of

AS_OF = date(2026, 6, 30)

LIFT = """id: A-901
name: Scissor lift
class: aerial-lift
site: yard
{more}schedule:
  - {{kind: service, every: P3M, by: dealer}}
  - {{kind: annual-inspection, every: P12M}}
"""


def _maintenance(id: str, day: str, kind: str, more: str = "", result: str = "in-service") -> str:
    return f"""id: {id}
date: {day}
site: yard
recorded_by: P-002
asset: A-901
kind: {kind}
work_done: All of it
technician: P-002
result: {result}
signatures: [{{person: P-002, date: {day}, method: electronic}}]
{more}"""


def _files(*records: str, more: str = "") -> dict[str, str | None]:
    files: dict[str, str | None] = {"records/assets/A-901.yaml": LIFT.format(more=more)}
    for text in records:
        id, day = (line.partition(": ")[2] for line in text.splitlines()[:2])
        files[f"records/maintenance/{day[:4]}/{id}.yaml"] = text
    return files


def _measure(*records: str, more: str = "", day: date = AS_OF) -> Upkeep:
    return measure_upkeep(read_small(_files(*records, more=more)), day)["A-901"]


def test_a_step_is_due_on_the_day_that_its_last_record_names() -> None:
    found = _measure(_maintenance("mnt-0001", "2026-05-04", "service", "next_due: 2026-09-01\n"))
    assert found.next is not None
    assert (found.next.kind, found.next.due, found.standing) == ("service", date(2026, 9, 1), Standing.GOOD)


def test_without_a_named_day_a_step_is_due_one_rhythm_after_its_last_record() -> None:
    found = _measure(
        _maintenance("mnt-0001", "2025-07-20", "annual-inspection"), _maintenance("mnt-0002", "2026-02-01", "repair")
    )
    assert [(step.kind, step.due) for step in found.steps] == [
        ("annual-inspection", date(2026, 7, 20)),
        ("service", None),
    ]
    assert found.standing is Standing.SOON


def test_the_due_day_itself_is_in_time_and_the_day_after_is_not() -> None:
    record = _maintenance("mnt-0001", "2026-03-31", "service", "next_due: 2026-06-30\n")
    assert _measure(record).standing is Standing.SOON
    assert _measure(record, day=date(2026, 7, 1)).standing is Standing.OVERDUE


def test_what_the_newest_record_took_out_of_service_stays_out_until_a_newer_one() -> None:
    out = _maintenance("mnt-0001", "2026-05-04", "repair", result="out-of-service")
    assert _measure(out).standing is Standing.OUT
    back = _maintenance("mnt-0002", "2026-05-06", "repair")
    assert _measure(out, back).standing is Standing.UNKNOWN
    assert _measure(out, back, day=date(2026, 5, 5)).standing is Standing.OUT


def test_what_left_the_company_is_gone_whatever_is_due() -> None:
    late = _maintenance("mnt-0001", "2025-01-06", "service")
    assert _measure(late, more="in_service: {from: 2020-01-06, to: 2026-05-31}\n").standing is Standing.GONE
    assert _measure(late, more="in_service: {from: 2020-01-06, to: 2026-06-30}\n").standing is Standing.OVERDUE


def test_a_step_without_any_record_has_no_day_and_nothing_is_made_up() -> None:
    found = _measure()
    assert {step.due for step in found.steps} == {None}
    assert (found.standing, found.next) == (Standing.UNKNOWN, None)


def test_workers_see_the_days_that_records_name_and_nothing_of_the_schedule() -> None:
    named = _maintenance("mnt-0001", "2026-03-02", "service", "next_due: 2026-06-02\n")
    silent = _maintenance("mnt-0002", "2025-03-02", "annual-inspection")
    worker = at_level(snapshot_of(_files(named, silent)), Level.POSTED)
    found = measure_upkeep(worker.program, AS_OF)["A-901"]
    assert [(step.kind, step.every, step.due) for step in found.steps] == [("service", None, date(2026, 6, 2))]
    assert found.standing is Standing.OVERDUE


def test_workers_see_that_a_thing_has_left_the_company() -> None:
    worker = at_level(snapshot_of(_files(more="in_service: {from: 2020-01-06, to: 2026-05-31}\n")), Level.POSTED)
    assert measure_upkeep(worker.program, AS_OF)["A-901"].standing is Standing.GONE
