"""Done and filed: how the days between an event and the entry of its record are to be taken."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from builder.measure.filing.filing import Filing, FilingClass, measure_all_filing, measure_filing
from builder.model.history import Commit
from tests.checks.example import Example, take_example
from tests.measure.filing.hand_made import AUTHOR, commit, filed, history_of, revision, snapshot_with
from tests.measure.small import inspection

ID = "insp-0009"
FIRST = "2" * 40
MERGE = "3" * 40
BINDER = "reason: Binder scanned in, approved_by: P-001"


def filing(
    day: str, arrived: str, *, company: str = "", commits: tuple[Commit, ...] = (), origin: str = "", entry: str = FIRST
) -> Filing:
    """The filing of an inspection of a day that arrived on another one."""
    arrival = revision(ID, inspection(ID, day), arrived, commit=entry, origin=origin)
    history = history_of([filed(ID, arrival)], commits=commits)
    snapshot = snapshot_with(history, {ID: day}, company=company or "adopted_on: 2026-04-01\n")
    (found,) = measure_all_filing(snapshot)
    return found


def imports(more: str = "") -> str:
    return f"adopted_on: 2026-04-01\nimports: [{{commit: '{FIRST}', {BINDER}{more}}}]\n"


def test_days_run_from_the_event_to_the_first_arrival() -> None:
    found = filing("2026-04-15", "2026-04-25")

    assert (found.done, found.filed, found.days) == (date(2026, 4, 15), date(2026, 4, 25), 10)
    assert (found.kind, found.arrival.author) == (FilingClass.WITHIN, AUTHOR)


def test_filing_after_the_tolerance_of_its_type_is_later_than_usual() -> None:
    at_limit, beyond = filing("2026-04-15", "2026-05-15"), filing("2026-04-15", "2026-05-16")

    assert (at_limit.tolerance, at_limit.kind) == (30, FilingClass.WITHIN)
    assert beyond.kind is FilingClass.LATER


def test_record_that_git_had_before_its_day_is_that_and_nothing_else() -> None:
    assert filing("2026-05-02", "2026-05-01").kind is FilingClass.BEFORE
    assert filing("2026-05-01", "2026-05-01").kind is FilingClass.WITHIN
    assert filing("2026-05-02", "2026-05-01", company=imports()).kind is FilingClass.BEFORE


def test_nothing_is_held_against_the_time_before_the_adoption() -> None:
    assert filing("2026-03-31", "2026-06-20").kind is FilingClass.ADOPTED
    assert filing("2026-04-01", "2026-06-20").kind is FilingClass.LATER


def test_an_old_day_does_not_excuse_what_comes_in_long_after_the_adoption() -> None:
    assert filing("2026-03-31", "2026-06-30").kind is FilingClass.ADOPTED
    assert filing("2026-03-31", "2026-07-01").kind is FilingClass.LATER


def test_declared_import_is_a_class_of_its_own() -> None:
    found = filing("2026-04-15", "2026-06-29", company=imports())

    assert found.kind is FilingClass.IMPORTED
    assert found.declaration is not None
    assert (found.declaration.reason, found.declaration.approved_by) == ("Binder scanned in", "P-001")


def test_declaration_covers_only_what_it_says() -> None:
    assert filing("2026-04-15", "2026-06-29", company=imports(", covers: records/training/*")).kind is FilingClass.LATER
    assert filing("2026-04-15", "2026-06-29", company=imports(", covers: records/insp*")).kind is FilingClass.IMPORTED
    assert filing("2026-04-15", "2026-06-29", company=imports(", claimed_before: 2026-04-15")).kind is FilingClass.LATER
    assert (
        filing("2026-04-15", "2026-06-29", company=imports(", claimed_before: 2026-04-16")).kind is FilingClass.IMPORTED
    )
    assert filing("2026-04-15", "2026-06-29", company=imports(), entry="4" * 40).kind is FilingClass.LATER


def test_declaration_may_name_the_commit_on_the_branch_that_was_merged() -> None:
    assert filing("2026-04-15", "2026-06-29", company=imports(), entry=MERGE, origin=FIRST).kind is FilingClass.IMPORTED


def test_message_declares_an_import_when_a_known_key_signed_it() -> None:
    message = "File the binder\n\nEvidence-Import: Binder of the old office"
    signed, unsigned = commit(FIRST, message, signer="P-001"), commit(FIRST, message)
    found = filing("2026-04-15", "2026-06-29", commits=(signed,))

    assert found.kind is FilingClass.IMPORTED
    assert found.declaration is not None
    assert (found.declaration.reason, found.declaration.approved_by) == ("Binder of the old office", "P-001")
    assert filing("2026-04-15", "2026-06-29", commits=(unsigned,)).kind is FilingClass.LATER


def test_line_in_the_middle_of_a_message_declares_nothing() -> None:
    said = commit(FIRST, "File it\n\nEvidence-Import: Binder\n\nThat was not the last paragraph.", signer="P-001")

    assert filing("2026-04-15", "2026-06-29", commits=(said,)).kind is FilingClass.LATER


def test_only_records_of_the_window_are_listed() -> None:
    arrival = revision(ID, inspection(ID, "2026-04-15"), "2026-04-20")
    snapshot = snapshot_with(history_of([filed(ID, arrival)]), {ID: "2026-04-15"})
    later = replace(snapshot, window=replace(snapshot.window, first=date(2026, 4, 16)))

    assert len(measure_filing(snapshot)) == 1
    assert measure_filing(later) == ()


def test_nothing_is_said_without_a_history() -> None:
    assert measure_filing(take_example(Example(is_examined=False))) == ()
