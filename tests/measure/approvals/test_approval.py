"""What shows that a document is approved: ink first, git's levels bound to the content, stale when the text changes."""

from __future__ import annotations

import hashlib
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.measure.approvals.trail import approvers_named
from builder.model.approval import Approval, ApprovalLevel, Binding, InkState
from builder.model.history import SignatureVerdict
from tests.measure.approvals.hand_made import (
    ANN,
    CARL,
    Step,
    approval_of,
    blob_of,
    changed,
    document,
    tag_of,
    without_history,
)
from tests.measure.small import read_text

A0, A1, A2 = ApprovalLevel.NAMED, ApprovalLevel.NOTED, ApprovalLevel.LET_IN
A4, A5 = ApprovalLevel.SIGNED_COMMIT, ApprovalLevel.SIGNED_TAG
MAY_4, JUNE_2 = date(2026, 5, 4), date(2026, 6, 2)
SCAN = "a page, signed"
SIGNED = f"signed_copy: {{path: signed/PRG-20.txt, sha256: {hashlib.sha256(SCAN.encode()).hexdigest()}}}\n"
COMPANY = read_text("records/company.yaml")


def levels(approval: Approval) -> list[ApprovalLevel]:
    return [each.level for each in approval.shown]


def binding(approval: Approval, level: ApprovalLevel) -> Binding:
    return next(each.binding for each in approval.shown if each.level is level)


def test_a_named_approver_is_the_weakest_level() -> None:
    approval = approval_of(Step(document()))
    assert levels(approval) == [A0]
    assert (approval.approver, approval.role, approval.approved_on) == (
        "P-001",
        "the senior manager",
        date(2026, 5, 1),
    )
    assert approval.stale is None


def test_a_note_on_the_change_names_the_approver() -> None:
    approval = approval_of(Step(document(), message=f"Rewrite it\n\nWhy: lifting.\n\nApproved-by: {ANN}"))
    assert levels(approval) == [A1, A0]


def test_a_note_by_somebody_else_is_not_the_approvers() -> None:
    assert levels(approval_of(Step(document(), message=f"Rewrite it\n\nReviewed-by: {CARL}"))) == [A0]


def test_a_note_that_is_not_the_last_paragraph_does_not_count() -> None:
    assert approvers_named(f"Rewrite it\n\nApproved-by: {ANN}\n\nAnd more.") == ()
    assert approvers_named(f"Approved-by: {ANN}") == ()
    assert approvers_named(f"Rewrite it\n\nSigned-off-by: {CARL}\nreviewed-by: {ANN}\n") == (ANN,)


def test_the_approver_let_in_what_somebody_else_wrote() -> None:
    assert levels(approval_of(Step(document(), by=CARL, merged_by=ANN))) == [A2, A0]


@pytest.mark.parametrize(
    ("by", "merged_by"),
    [
        pytest.param(ANN, "", id="one person"),
        pytest.param(ANN, ANN, id="merged by the writer"),
        pytest.param(CARL, CARL, id="never seen by the approver"),
        pytest.param("Somebody <x@elsewhere.example>", ANN, id="written by nobody known: may be the same person"),
    ],
)
def test_without_a_second_known_person_nobody_was_let_in(by: str, merged_by: str) -> None:
    assert A2 not in levels(approval_of(Step(document(), by=by, merged_by=merged_by)))


def test_the_approvers_key_on_the_change_that_approves() -> None:
    assert levels(approval_of(Step(document(), by=ANN, signer="P-001"))) == [A4, A0]
    assert levels(approval_of(Step(document(), by=CARL, merged_by=ANN, signer="P-001"))) == [A4, A2, A0]


@pytest.mark.parametrize(
    ("signer", "verdict"),
    [
        ("P-002", SignatureVerdict.GOOD),
        ("P-001", SignatureVerdict.BAD),
        ("P-001", SignatureVerdict.OUTSIDE_WINDOW),
        ("P-001", SignatureVerdict.OTHER_PERSON),
    ],
)
def test_another_key_or_a_signature_that_is_not_good_is_no_approval(signer: str, verdict: SignatureVerdict) -> None:
    assert levels(approval_of(Step(document(), by=ANN, signer=signer, verdict=verdict))) == [A0]


def test_the_approvers_key_on_an_unapproved_draft_is_no_approval() -> None:
    steps = Step(document(status="draft"), by=ANN, signer="P-001"), Step(document(), JUNE_2)
    assert levels(approval_of(*steps)) == [A0]


def test_a_signed_tag_is_the_strongest() -> None:
    approval = approval_of(Step(document(), by=ANN, signer="P-001"), tags=[tag_of(document())])
    assert levels(approval) == [A5, A4, A0]
    best = approval.best
    assert best is not None
    assert (best.tag, best.person, best.day, best.blob, best.version, best.binding) == (
        "policy/PRG-20/v2",
        "P-001",
        date(2026, 5, 5),
        blob_of(document()),
        2,
        Binding.BYTES,
    )


@pytest.mark.parametrize(
    "tag",
    [
        pytest.param(changed(tag_of(document()), signature=SignatureVerdict.UNSIGNED, signer=None), id="unsigned"),
        pytest.param(changed(tag_of(document()), signature=SignatureVerdict.OTHER_PERSON), id="other person"),
        pytest.param(changed(tag_of(document()), problem="It was renamed."), id="renamed"),
        pytest.param(tag_of(document(), signer="P-002"), id="by somebody who is not its approver"),
        pytest.param(tag_of(document("Another text.")), id="of a text that never was"),
        pytest.param(tag_of(document(), day=date(2026, 7, 1)), id="after the day on which all is judged"),
    ],
)
def test_a_tag_that_does_not_hold_is_no_approval(tag: object) -> None:
    assert levels(approval_of(Step(document()), tags=[tag])) == [A0]  # type: ignore[list-item]


def test_a_tag_on_a_draft_does_not_approve_it() -> None:
    draft = document(status="draft")
    approval = approval_of(Step(draft), Step(document(), JUNE_2), tags=[tag_of(draft)])
    assert levels(approval) == [A0]


def test_a_text_changed_after_it_was_approved_is_stale() -> None:
    steps = Step(document(), by=ANN, signer="P-001"), Step(document("Lift at once."), JUNE_2, by=CARL)
    approval = approval_of(*steps, tags=[tag_of(document())])
    assert approval.stale is not None
    assert (approval.stale.version, approval.stale.blob, approval.stale.day, approval.stale.author) == (
        2,
        blob_of(document()),
        JUNE_2,
        CARL,
    )
    assert approval.best is None
    assert {each.binding for each in approval.shown} == {Binding.EARLIER}


def test_a_new_version_that_names_the_old_day_is_stale() -> None:
    later = document("Lift with your legs.", version=3)
    stale = approval_of(Step(document()), Step(later, JUNE_2)).stale
    assert stale is not None
    assert stale.version == 2


def test_a_change_of_the_control_block_alone_is_not_stale() -> None:
    later = document(more="keywords: [lifting]\n")
    approval = approval_of(Step(document(), by=ANN, signer="P-001"), Step(later, JUNE_2), tags=[tag_of(document())])
    assert approval.stale is None
    assert binding(approval, A5) is Binding.TEXT
    assert binding(approval, A4) is Binding.TEXT
    assert binding(approval, A0) is Binding.BYTES


def test_a_new_version_with_its_own_approval_is_not_stale() -> None:
    later = document("Lift with your legs.", version=3, on="2026-06-01")
    approval = approval_of(Step(document()), Step(later, JUNE_2), tags=[tag_of(document())])
    assert approval.stale is None
    assert binding(approval, A5) is Binding.EARLIER
    assert approval.best is not None
    assert approval.best.level is A0


def test_a_new_version_number_on_the_old_text_is_not_what_the_tag_approved() -> None:
    later = document(version=3, on="2026-06-01")
    approval = approval_of(Step(document()), Step(later, JUNE_2), tags=[tag_of(document())])
    assert binding(approval, A5) is Binding.EARLIER


def test_a_text_changed_and_changed_back_is_what_was_approved() -> None:
    steps = Step(document()), Step(document("Lift at once."), JUNE_2), Step(document(), date(2026, 6, 9))
    assert approval_of(*steps).stale is None


def test_a_draft_that_was_approved_afterwards_is_not_stale() -> None:
    first, second = document("One.", status="draft"), document("Two.", status="draft")
    steps = Step(first), Step(second, date(2026, 5, 10)), Step(document("Two."), JUNE_2, by=ANN, signer="P-001")
    approval = approval_of(*steps)
    assert approval.stale is None
    assert levels(approval) == [A4, A0]


def test_a_signed_tag_on_the_changed_text_cures_it() -> None:
    now = document("Lift with your legs.")
    approval = approval_of(Step(document()), Step(now, JUNE_2), tags=[tag_of(now, day=date(2026, 6, 3))])
    assert approval.stale is None
    assert levels(approval)[0] is A5


def ink(*steps: Step, scanned: date) -> Approval:
    files: dict[str, str | None] = {"policies/signed/PRG-20.txt": SCAN}
    return approval_of(*steps, files=files, scans={"policies/signed/PRG-20.txt": scanned})


def test_a_page_signed_in_ink_is_enough() -> None:
    approval = ink(Step(document(more=SIGNED)), scanned=MAY_4)
    assert approval.ink is not None
    assert (approval.ink.state, approval.is_in_ink) == (InkState.KEPT, True)


def test_ink_needs_no_history() -> None:
    approval = without_history(document(more=SIGNED), {"policies/signed/PRG-20.txt": SCAN})
    assert approval.is_in_ink
    assert approval.shown == ()


def test_ink_does_not_cover_a_text_that_changed_after_it_was_filed() -> None:
    steps = Step(document(more=SIGNED)), Step(document("Lift at once.", more=SIGNED), JUNE_2)
    approval = ink(*steps, scanned=MAY_4)
    assert not approval.is_in_ink
    assert approval.stale is not None


def test_a_page_signed_again_covers_the_changed_text() -> None:
    steps = Step(document()), Step(document("Lift at once.", more=SIGNED), JUNE_2)
    approval = ink(*steps, scanned=date(2026, 6, 8))
    assert approval.is_in_ink
    assert approval.stale is None


@pytest.mark.parametrize(
    ("files", "state"), [({}, InkState.MISSING), ({"policies/signed/PRG-20.txt": "another page"}, InkState.CHANGED)]
)
def test_a_page_that_is_gone_or_another_one_shows_nothing(files: dict[str, str | None], state: InkState) -> None:
    approval = without_history(document(more=SIGNED), files)
    assert approval.ink is not None
    assert (approval.ink.state, approval.is_in_ink) == (state, False)


def test_the_same_hand_entered_and_approved() -> None:
    assert approval_of(Step(document(), by=ANN, signer="P-001")).is_one_hand
    assert not approval_of(Step(document(), by=CARL)).is_one_hand
    assert not approval_of(Step(document(), by=CARL, merged_by=ANN)).is_one_hand
    assert not approval_of(Step(document(), by=ANN, message=f"Rewrite\n\nReviewed-by: {CARL}")).is_one_hand


def test_what_was_adopted_is_held_against_nobody() -> None:
    adopted: dict[str, str | None] = {
        "records/company.yaml": COMPANY.replace("adopted_on: 2026-04-01", "adopted_on: 2026-05-04")
    }
    assert not approval_of(Step(document(), MAY_4, by=ANN), files=adopted).is_one_hand
    assert approval_of(Step(document(), date(2026, 5, 5), by=ANN), files=adopted).is_one_hand


def test_a_draft_has_no_approval() -> None:
    with pytest.raises(KeyError):
        approval_of(Step(document(status="draft")))


STEPS = st.lists(
    st.builds(
        Step,
        st.builds(
            document,
            st.sampled_from(["One.", "Two."]),
            version=st.sampled_from([1, 2]),
            on=st.sampled_from(["2026-05-01", "2026-05-02"]),
            status=st.sampled_from(["draft", "approved"]),
            more=st.sampled_from(["", "keywords: [lifting]\n"]),
        ),
        by=st.sampled_from([ANN, CARL]),
        signer=st.sampled_from(["P-001", "P-002", None]),
    ),
    min_size=1,
    max_size=6,
)


@given(STEPS, st.integers(0, 5))
def test_nothing_covers_a_text_that_nobody_approved(steps: list[Step], tagged: int) -> None:
    steps = [*steps, Step(document("Two."), by=CARL)]
    tag = tag_of(steps[tagged % len(steps)].text)
    approval = approval_of(*steps, tags=[tag])
    claims = [said(step.text, "status", "approved_by", "approved_on") for step in steps]
    begun = next(at for at in range(len(steps)) if all(claim == claims[-1] for claim in claims[at:]))
    texts = [step.text.rpartition("---")[2] for step in steps]
    is_tagged_now = (texts[-1], said(steps[-1].text, "version")) in [
        (step.text.rpartition("---")[2], said(step.text, "version"))
        for step in steps
        if step.text == steps[tagged % len(steps)].text and "status: approved" in step.text
    ]
    assert (approval.stale is not None) == (texts[begun] != texts[-1] and not is_tagged_now)
    for shown in approval.shown:
        assert (shown.binding is Binding.BYTES) == (shown.blob == blob_of(steps[-1].text))
        if shown.binding is not Binding.EARLIER:
            assert any(blob_of(step.text) == shown.blob and step.text.endswith(texts[-1]) for step in steps)


def said(text: str, *names: str) -> tuple[str, ...]:
    return tuple(line for line in text.splitlines() if line.partition(":")[0] in names)


def test_an_earlier_version_under_its_approvers_key_is_remembered() -> None:
    later = Step(document("Two.", version=3, on="2026-06-01"), JUNE_2, by=CARL, signer="P-002")
    assert approval_of(Step(document(), by=ANN, signer="P-001"), later).was_signed
    assert approval_of(Step(document()), later, tags=[tag_of(document())]).was_signed
    assert not approval_of(Step(document(), by=CARL, signer="P-002"), later).was_signed
    assert not approval_of(Step(document(status="draft"), by=ANN, signer="P-001"), later).was_signed
    assert not approval_of(later).was_signed
