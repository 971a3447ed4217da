"""Reports for people."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from builder.checks.run import check
from builder.measure.due import measure_due
from builder.model.finding import Finding, Severity
from builder.model.place import Place
from builder.render.report.text import summarize, write_coverage, write_due, write_errors, write_findings
from tests.checks.example import Example, take_example
from tests.measure.small import read_text, snapshot_of

FINDING = Finding(
    place=Place("records/training/2026/trn-0142.yaml", 7, 15),
    code="DUE002",
    name="certificate-expired",
    severity=Severity.GAP,
    message="The fall-protection certificate of P-017 ran out on 2026-10-31.",
    fix="if a valid certificate exists, file it.",
)


def test_finding_is_written_with_place_message_fix_and_where_to_read_more() -> None:
    text = write_findings([FINDING], snapshot_of({}))

    assert text == (
        "records/training/2026/trn-0142.yaml:7:15: gap DUE002 certificate-expired\n"
        "  The fall-protection certificate of P-017 ran out on 2026-10-31.\n"
        "  fix: if a valid certificate exists, file it.\n"
        "  more: muster explain DUE002\n"
        "\n"
        "0 errors, 1 gap, 0 notes in 19 records and 2 documents.\n"
    )


def test_finding_without_a_fix_has_no_fix_line() -> None:
    assert "fix:" not in write_findings([replace(FINDING, fix="")], snapshot_of({}))


def test_findings_that_share_place_and_fix_stand_together_in_the_order_of_their_numbers() -> None:
    many = [replace(FINDING, message=f"AD{number} is answered by no document.") for number in (1, 10, 2)]
    text = write_findings(many, snapshot_of({}))

    assert text.startswith("records/training/2026/trn-0142.yaml:7:15: gap DUE002 certificate-expired, 3 times\n")
    assert text.index("AD2 is") < text.index("AD10 is")
    assert text.count("  fix: ") == 1
    assert "0 errors, 3 gaps, 0 notes" in text


def test_program_that_has_just_begun_is_told_where_to_begin() -> None:
    first = [replace(FINDING, code="COV001", message=f"ML{number} has no document.") for number in range(20)]

    assert "Of these, 20 wait for your first documents and records. Begin with" in write_findings(
        first, snapshot_of({})
    )
    assert "Of these" not in write_findings(first[:19], snapshot_of({}))


def test_contractor_whose_letter_is_due_stands_by_name() -> None:
    snapshot = snapshot_of({}, date(2027, 2, 15))

    assert f"clearance letter for C-01 {snapshot.name('C-01')}" in write_due(measure_due(snapshot), snapshot)


def test_closing_line_counts_in_words() -> None:
    three = [replace(FINDING, severity=Severity.ERROR)] * 3
    notes = [replace(FINDING, severity=Severity.NOTE)] * 2

    assert (
        summarize([*three, FINDING, *notes], snapshot_of({}))
        == "3 errors, 1 gap, 2 notes in 19 records and 2 documents."
    )


def test_records_left_out_are_counted_under_the_closing_line() -> None:
    text = write_findings([], snapshot_of({}, date(2026, 4, 30)))

    assert text.endswith("documents.\n1 record dated after 2026-04-30 left out.\n")


def test_people_are_named_by_id_only() -> None:
    path = "records/people/P-003.yaml"
    snapshot = take_example(Example(files={path: read_text(path).replace("work_phone: 403-555-0113\n", "").encode()}))
    text = write_findings(check(snapshot), snapshot)

    assert "P-003 has a posted role" in text
    assert "Eva" not in text


def test_coverage_of_the_small_company(golden: Callable[[str, str], None]) -> None:
    golden("coverage.txt", write_coverage(snapshot_of({"records/inspection/2026/insp-0002.yaml": None})))


def test_due_days_of_the_small_company(golden: Callable[[str, str], None]) -> None:
    snapshot = snapshot_of({}, date(2027, 2, 15))
    golden("due.txt", write_due(measure_due(snapshot), snapshot))


def test_in_brief_errors_stand_alone_and_the_rest_is_counted() -> None:
    snapshot = snapshot_of({})
    error = Finding(
        Place("records/a.yaml", 3, 7), "LNK003", "unknown-site", Severity.ERROR, "No such site.", "Correct it."
    )
    gap = Finding(Place("records/b.yaml"), "DUE002", "certificate-expired", Severity.GAP, "It ran out.")
    lines = write_errors([error, gap], snapshot).splitlines()
    assert lines[:4] == [
        "records/a.yaml:3:7: error LNK003 unknown-site",
        "  No such site.",
        "  fix: Correct it.",
        "  more: muster explain LNK003",
    ]
    assert lines[4:] == ["", summarize([error, gap], snapshot)]
