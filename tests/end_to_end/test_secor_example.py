"""A painting company of seven with a SECOR: its program is whole, and what is left out of its self-assessment is found."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from builder.checks.run import check
from builder.measure.cycle.growth import measure_growth
from builder.measure.cycle.secor import measure_track
from builder.measure.snapshot import take_snapshot
from builder.model.finding import Finding, Severity
from builder.model.snapshot import Snapshot
from builder.read.law_file import read_law
from builder.read.program import read_program
from builder.read.secor_file import read_secor
from builder.read.source import MemorySource
from builder.read.standard_file import read_standard
from builder.render.report.clock import write_clock

FOLDER = Path(__file__).parent.parent / "examples" / "secor"
AS_OF = date(2026, 6, 30)
ASSESSMENT = "records/self-assessment/2026/sa-0001.yaml"

Change = Callable[[dict[str, bytes]], None]


def nothing(_: dict[str, bytes]) -> None:
    """Leaves the company as it is."""


def take(change: Change = nothing) -> Snapshot:
    files = {
        path.relative_to(FOLDER).as_posix(): path.read_bytes() for path in sorted(FOLDER.rglob("*")) if path.is_file()
    }
    change(files)
    program = read_program(MemorySource(files))
    return take_snapshot(program, read_standard("alberta-cor", "2023"), as_of=AS_OF, law=read_law("alberta-ohs"))


def found(change: Change = nothing) -> list[Finding]:
    return [each for each in check(take(change)) if each.severity is not Severity.NOTE]


def edit(old: str, new: str) -> Change:
    def change(files: dict[str, bytes]) -> None:
        assert old.encode() in files[ASSESSMENT]
        files[ASSESSMENT] = files[ASSESSMENT].replace(old.encode(), new.encode())

    return change


def test_the_program_of_the_small_employer_is_whole() -> None:
    assert found() == []


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("profile_complete: true", "profile_complete: false", "CYC011"),
        ('topic: S3.3, answer: "yes", records: [SWP-01]', 'topic: S3.3, answer: "yes"', "CYC012"),
        ('topic: S3.3, answer: "yes", records: [SWP-01]', 'topic: S3.3, answer: "no"', "CYC014"),
        ('  - {topic: S3.3, answer: "yes", records: [SWP-01]}\n', "", "CYC015"),
        ("topic: S3.3", "topic: S3.33", "CYC016"),
    ],
)
def test_what_it_would_be_sent_back_for_is_found(old: str, new: str, code: str) -> None:
    assert code in {each.code for each in found(edit(old, new))}


def test_four_more_on_one_day_end_the_scheme() -> None:
    def hire(files: dict[str, bytes]) -> None:
        text = files["records/people/P-006.yaml"].decode()
        for number in range(8, 12):
            person = text.replace("P-006", f"P-{number:03}").replace("2026-04-01,", "2026-06-30, to: 2026-06-30,")
            files[f"records/people/P-{number:03}.yaml"] = person.encode()

    snapshot = take(hire)
    assert measure_track(snapshot.program, read_secor(), AS_OF).count == 11
    assert "CYC010" in {each.code for each in found(hire)}
    assert any("more than it takes" in line for line in write_clock(snapshot))


def test_most_of_what_it_has_carries_over_to_a_cor() -> None:
    growth = measure_growth(take(), read_secor())

    assert len(growth.carried) > 40
    assert {each.question.id for each in growth.new} >= {"AD7", "JH8"}
    assert not growth.missing or all(each.question.id in read_secor().questions() for each in growth.missing)
