"""What the permits, plans and measurements of hazard control say about themselves beyond what holds for every type."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.read.program import read_program
from builder.read.source import FolderSource
from builder.record_types import TYPES

ROOT = Path(__file__).parents[2]
NEW = (
    "confined-space-permit",
    "exposure-assessment",
    "fall-protection-plan",
    "first-aider-roster",
    "ground-disturbance-permit",
    "hot-work-permit",
    "lift-plan",
    "lockout",
    "noise-assessment",
    "sds-inventory",
    "working-alone-log",
)


def test_everyone_who_enters_tends_or_locks_signs() -> None:
    entry = TYPES["confined-space-permit"].model_validate(
        {
            "id": "csp-0001",
            "date": "2026-03-04",
            "issued_by": "P-004",
            "tender": "P-012",
            "entrants": ("P-011", "P-013"),
        }
    )
    locked = TYPES["lockout"].model_validate(
        {"id": "lko-0001", "date": "2026-03-04", "locked_by": ("P-011", "P-004"), "verified_by": "P-004"}
    )
    assert entry.must_sign == ("P-004", "P-012", "P-011", "P-013")
    assert locked.must_sign == ("P-011", "P-004")


def test_a_noise_assessment_is_kept_as_long_as_the_law_says() -> None:
    keep = TYPES["noise-assessment"].KEEP
    assert (keep.years, keep.is_law) == (3, True)
    assert "216" in keep.source
    assert "2025-03-31" in keep.source


@pytest.mark.parametrize(
    ("name", "until"),
    [
        ("fall-protection-plan", "expires"),
        ("exposure-assessment", "next_review"),
        ("noise-assessment", "next_review"),
        ("hot-work-permit", None),
    ],
)
def test_what_holds_after_its_day_says_until_when(name: str, until: str | None) -> None:
    assert until == TYPES[name].IN_FORCE_UNTIL


@pytest.mark.parametrize("oxygen", ["20.9", "21", "7.5"])
def test_oxygen_is_text_because_yaml_here_has_no_fractions(oxygen: str) -> None:
    entry = TYPES["confined-space-permit"].model_validate(
        {"id": "csp-0001", "date": "2026-03-04", "tests": ({"at": "07:40", "oxygen": oxygen},)}
    )
    assert entry.tests[0].oxygen == oxygen  # type: ignore[attr-defined]


@pytest.mark.parametrize("oxygen", [20, "20,9", "209", "20.95", "normal"])
def test_a_reading_that_could_be_misread_is_refused(oxygen: object) -> None:
    with pytest.raises(ValueError, match="oxygen"):
        TYPES["confined-space-permit"].model_validate(
            {"id": "csp-0001", "date": "2026-03-04", "tests": ({"at": "07:40", "oxygen": oxygen},)}
        )


def test_the_sample_has_each_of_them_and_some_document_promises_it() -> None:
    program = read_program(FolderSource(ROOT))
    promised = {form for stored in program.policies for form in stored.value.forms} | {
        obligation.record for stored in program.policies for obligation in stored.value.obligations
    }
    for name in NEW:
        assert len(program.records_by_type[name]) >= 3, name
        assert name in promised, name
