"""A file is shown to nobody until somebody has said who may see it, and neither is its name."""

from __future__ import annotations

from dataclasses import replace

import pytest

from builder.checks.run import check
from builder.measure.history_level import history_at
from builder.measure.level import at_level, findings_at_level
from builder.measure.withheld import level_by_file
from builder.model.history import FileHistory
from builder.model.level import Level
from builder.model.snapshot import Snapshot
from builder.model.withheld import Withheld
from tests.measure.small import read_text, snapshot_of
from tests.render.pdf.sections import company

INSPECTION = "records/inspection/2026/insp-0001.yaml"
FOLDER = "records/inspection/2026"
NAME = "smith-hearing-test.jpg"
SHA = "f0" * 32
POLICY = "policies/health-and-safety-policy.md"


def with_files(*levels: str | None, more: str = "") -> Snapshot:
    """The small company with an inspection that has a file for each level: f0.png, f1.png, …"""
    rows = [
        f"  - {{path: f{at}.png, sha256: {SHA}, caption: Form {at}{f', level: {level}' if level else ''}}}"
        for at, level in enumerate(levels)
    ]
    text = "\n".join([read_text(INSPECTION) + "attachments:", *rows, more])
    return snapshot_of({INSPECTION: text, **{f"{FOLDER}/f{at}.png": f"{at}" for at in range(len(levels))}})


def shown(snapshot: Snapshot, level: Level) -> list[str]:
    lowered = at_level(snapshot, level)
    record = lowered.program.record_by_id["insp-0001"].value
    names = [each.path for each in record.attachments]
    assert [path for path in lowered.program.files if path.endswith(".png")] == [f"{FOLDER}/{name}" for name in names]
    return names


def test_file_without_a_level_is_shown_to_nobody() -> None:
    snapshot = with_files(None, "office", "posted", "public", "restricted")

    assert shown(snapshot, Level.OFFICE) == ["f1.png", "f2.png", "f3.png"]
    assert shown(snapshot, Level.POSTED) == ["f2.png", "f3.png"]


def test_pages_say_how_many_files_are_not_shown_and_why() -> None:
    assert at_level(with_files(None, "office"), Level.OFFICE).withheld.words(INSPECTION) == (
        "1 file is not shown: nobody has said who may see it (level:)."
    )
    assert at_level(with_files(None, None), Level.OFFICE).withheld.words(INSPECTION) == (
        "2 files are not shown: nobody has said who may see them (level:)."
    )
    assert at_level(with_files("office", "restricted"), Level.OFFICE).withheld.words(INSPECTION) == ""
    assert at_level(with_files(None), Level.POSTED).withheld.words(INSPECTION) == ""


def test_lowering_twice_says_the_same() -> None:
    once = at_level(with_files(None, "office"), Level.OFFICE)
    twice = at_level(once, Level.OFFICE)

    assert twice.withheld == once.withheld
    assert twice.withheld.words(INSPECTION)


def test_file_still_counts_as_evidence() -> None:
    (record,) = [each.value for each in with_files(None).program.records if each.path == INSPECTION]

    assert record.has_scan


def test_confidentiality_of_a_record_raises_its_files() -> None:
    snapshot = with_files("posted", more="confidentiality: office\n")

    assert level_by_file(snapshot.program)[f"{FOLDER}/f0.png"] is Level.OFFICE


def test_file_named_twice_has_the_higher_level() -> None:
    row = f"  - {{path: f0.png, sha256: {SHA}, caption: Form again, level: restricted}}\n"
    snapshot = with_files("office", more=row)

    assert level_by_file(snapshot.program)[f"{FOLDER}/f0.png"] is Level.RESTRICTED
    assert shown(snapshot, Level.OFFICE) == []


@pytest.mark.parametrize("level", ["", ", level: restricted"])
def test_name_of_a_file_that_is_not_shown_stands_nowhere(level: str) -> None:
    text = f"{read_text(INSPECTION)}attachments: [{{path: {NAME}, sha256: {SHA}, caption: Hearing test of B. Smith{level}}}]\n"
    whole = snapshot_of({INSPECTION: text, f"{FOLDER}/{NAME}": "x"})
    lowered = at_level(whole, Level.OFFICE)
    findings = findings_at_level(check(whole), lowered)

    assert "smith" in repr(check(whole))
    assert "smith" not in repr(lowered).lower()
    assert "smith" not in repr(findings).lower()
    # EVD002: its bytes are not those of the record; that it is so is still told.
    assert "a file that is not shown" in " ".join(finding.message for finding in findings)


def test_coordinator_is_told_which_file_waits_for_a_level() -> None:
    found = [each for each in check(with_files("office", None)) if each.code == "PRV005"]

    assert len(found) == 1
    assert "f1.png" in found[0].message
    assert "level: office" in found[0].fix
    assert found[0].about == ("insp-0001",)


def signed(level: str) -> Snapshot:
    text = read_text(POLICY).replace(
        "status:", f"signed_copy: {{path: signed/dale.png, sha256: {SHA}{level}}}\nstatus:", 1
    )
    return snapshot_of({POLICY: text, "policies/signed/dale.png": "x"})


def test_signed_copy_waits_for_a_level_too() -> None:
    for level, is_shown in (("", False), (", level: office", True), (", level: restricted", False)):
        whole = signed(level)
        lowered = at_level(whole, Level.OFFICE)

        assert ("policies/signed/dale.png" in lowered.program.files) is is_shown
        assert ("dale.png" in repr(lowered)) is is_shown
        assert bool(lowered.withheld.words(POLICY)) is (level == "")
        assert ("PRV005" in {each.code for each in check(whole)}) is (level == "")
        assert ("PRV001" in {each.code for each in check(whole)}) is ("restricted" in level)


def test_name_of_a_scan_that_was_taken_away_is_not_told() -> None:
    whole = company.snapshot_of(company.small_company(), history=True)
    assert whole.history is not None
    gone = {path: FileHistory(path, ()) for path in (f"{FOLDER}/{NAME}", f"{FOLDER}/insp-0009.yaml")}
    kept = history_at(replace(whole.history, gone=gone), whole.program, is_office=True)

    assert kept is not None
    assert list(kept.gone) == [f"{FOLDER}/insp-0009.yaml"]


def test_file_that_no_record_names_is_told_by_its_folder_only() -> None:
    whole = snapshot_of({f"{FOLDER}/{NAME}": "x"})
    lowered = at_level(whole, Level.OFFICE)
    (told,) = [each for each in findings_at_level(check(whole), lowered) if each.place.path == FOLDER]

    assert told.message == "No record names a file that is not shown as its attachment."
    assert "smith" not in repr(lowered).lower()


def test_longer_name_is_taken_out_before_the_one_it_ends_with() -> None:
    withheld = Withheld(names=frozenset({"b.png", "a-b.png", "x/a-b.png"}))

    assert withheld.unname("See x/a-b.png and b.png.") == "See a file that is not shown and a file that is not shown."
