"""What is left of approvals, and of what git says about people, for readers below office level."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from builder.measure.approvals.approval import measure_approvals
from builder.measure.level import at_level
from builder.measure.snapshot import take_snapshot
from builder.model.level import Level
from builder.model.snapshot import Snapshot
from tests.checks.example import STANDARD
from tests.measure.approvals.hand_made import ANN, CARL, PATH, Step, document, history_of, tag_of
from tests.measure.small import AS_OF, read_small

STEPS = (
    Step(document(), by=CARL, merged_by=ANN, signer="P-001", message="Rewrite it\n\nCarl said so."),
    Step(document("Lift at once."), date(2026, 6, 2), by=CARL),
)


def snapshot() -> Snapshot:
    program = read_small({PATH: STEPS[-1].text})
    history = history_of(STEPS, [tag_of(document())])
    return take_snapshot(program, STANDARD, as_of=AS_OF, history=history)


def test_the_snapshot_carries_the_approvals_that_were_measured() -> None:
    taken = snapshot()
    assert taken.approvals == measure_approvals(taken.program, taken.history, AS_OF)
    assert taken.approvals[PATH].stale is not None


def test_the_office_sees_all_of_it() -> None:
    assert at_level(snapshot(), Level.OFFICE).approvals == snapshot().approvals


def test_what_is_posted_names_nobody_and_nothing_of_git() -> None:
    posted = at_level(snapshot(), Level.POSTED)
    approval = posted.approvals[PATH]
    assert (approval.role, approval.approved_on) == ("the senior manager", date(2026, 5, 1))
    assert (approval.approver, approval.shown, approval.stale, approval.is_one_hand) == ("", (), None, False)
    everything = repr(posted.approvals) + repr(posted.history)
    for word in ("Carl", "Ann Beck", "carl@", "P-001", "P-002", "policy/PRG-20"):
        assert word not in everything


def test_a_document_that_is_not_shown_has_no_approval_left() -> None:
    taken = snapshot()
    program = replace(taken.program, policies=())
    assert at_level(replace(taken, program=program), Level.POSTED).approvals == {}
