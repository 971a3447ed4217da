"""Done and filed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from builder.measure.timeliness import measure_filing
from builder.model.history import Change, FileHistory, History
from tests.checks.example import Example, take_example
from tests.measure.small import read_text

PATH = "records/inspection/2026/insp-0001.yaml"


def history_with(arrived: date, commit: str = "2" * 40) -> History:
    history = take_example(Example()).history
    assert history is not None
    change = Change(commit, arrived, "A", PATH, None, "", "Somebody", arrived, "File it")
    return replace(history, files={PATH: FileHistory(PATH, (change,))})


def test_days_run_from_the_event_to_the_first_arrival() -> None:
    snapshot = take_example(Example())
    (filing,) = measure_filing(snapshot.program, snapshot.window, history_with(date(2026, 4, 25)))

    assert (filing.done, filing.filed, filing.days) == (date(2026, 4, 15), date(2026, 4, 25), 10)
    assert not filing.is_beyond_tolerance


def test_filing_after_the_tolerance_of_its_type_is_beyond_it() -> None:
    snapshot = take_example(Example())

    (at_limit,) = measure_filing(snapshot.program, snapshot.window, history_with(date(2026, 5, 15)))
    (beyond,) = measure_filing(snapshot.program, snapshot.window, history_with(date(2026, 5, 16)))

    assert (at_limit.tolerance, at_limit.is_beyond_tolerance) == (30, False)
    assert beyond.is_beyond_tolerance


def test_declared_import_says_nothing_about_when_it_was_filed() -> None:
    company = Example().files
    company["records/company.yaml"] = (
        read_text("records/company.yaml")
        + f"imports: [{{commit: '{'2' * 40}', reason: Binder scanned in, approved_by: P-001}}]\n"
    ).encode()
    snapshot = take_example(Example(files=company))

    (filing,) = measure_filing(snapshot.program, snapshot.window, history_with(date(2026, 6, 29)))

    assert filing.is_imported
    assert not filing.is_beyond_tolerance


def test_nothing_is_said_without_a_history() -> None:
    snapshot = take_example(Example())

    assert measure_filing(snapshot.program, snapshot.window, None) == ()
