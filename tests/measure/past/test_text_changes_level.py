"""No draft, and nothing of a document that isn't in use, reaches workers through what changed in the texts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from builder.measure.level import at_level
from builder.measure.past.in_force import approved_steps
from builder.model.level import Level
from builder.model.snapshot import Snapshot
from builder.model.text_change import Passage, PassageKind, Run, State, TextChange
from tests.checks.example import Example, take_example
from tests.measure.small import read_text

PATH = "policies/inspections.md"
FIRST = read_text(PATH)
DRAFT = FIRST.replace("version: 1", "version: 2").replace("status: approved", "status: draft")
SECOND = FIRST.replace("version: 1", "version: 2").replace("Once a month", "Twice a month")


def snapshot(now: str = SECOND) -> Snapshot:
    """The small company, whose program was approved, tried out as a draft, and approved again; with every pair compared."""
    taken = take_example(
        Example(
            files={PATH: now.encode()},
            entered={PATH: date(2026, 5, 20)},
            earlier={PATH: [(date(2026, 4, 2), FIRST.encode()), (date(2026, 5, 4), DRAFT.encode())]},
        )
    )
    assert taken.history is not None
    blobs = [each.blob for each in taken.history.files[PATH].changes]
    change = TextChange((Passage(PassageKind.PARAGRAPH, (Run(State.ADDED, "Twice"),), State.ADDED),))
    return replace(taken, text_changes={(one, other): change for one in blobs for other in blobs if one != other})


def test_a_step_leads_from_one_approved_version_to_the_next_over_the_draft() -> None:
    taken = snapshot()
    assert taken.history is not None

    steps = [(old and old.version, new.version) for old, new in approved_steps(taken.history.files[PATH])]

    assert steps == [(None, 1), (1, 2)]


def test_only_the_step_between_approved_versions_is_left_for_any_reader() -> None:
    taken = snapshot()
    assert taken.history is not None
    first, _, last = (each.blob for each in taken.history.files[PATH].changes)

    for level in (Level.POSTED, Level.OFFICE):
        assert set(at_level(taken, level).text_changes) == {(first, last)}


def test_what_a_withdrawn_document_said_is_office_knowledge() -> None:
    # Approved twice, then withdrawn.
    withdrawn = SECOND.replace("status: approved", "status: withdrawn")
    taken = take_example(
        Example(
            files={PATH: withdrawn.encode()},
            entered={PATH: date(2026, 6, 1)},
            earlier={PATH: [(date(2026, 4, 2), FIRST.encode()), (date(2026, 5, 20), SECOND.encode())]},
        )
    )
    assert taken.history is not None
    first, second, _ = (each.blob for each in taken.history.files[PATH].changes)
    taken = replace(taken, text_changes={(first, second): TextChange(())})

    assert not at_level(taken, Level.POSTED).text_changes
    assert at_level(taken, Level.OFFICE).text_changes


def test_without_a_history_nobody_knows_what_was_approved() -> None:
    assert not at_level(replace(snapshot(), history=None), Level.OFFICE).text_changes
