"""How approvals read: the ink first, git's level with what it proves, and nothing above what may be posted for workers."""

from __future__ import annotations

import hashlib
from datetime import date

from builder.model.approval import Approval
from builder.render.approval_words import (
    git_words,
    hand_words,
    ink_words,
    office_lines,
    posted_words,
    proves_words,
    stale_words,
)
from tests.measure.approvals.hand_made import ANN, CARL, Step, approval_of, blob_of, document, tag_of, without_history

SCAN = "a page, signed"
SIGNED = f"signed_copy: {{path: signed/PRG-20.txt, sha256: {hashlib.sha256(SCAN.encode()).hexdigest()}}}\n"
JUNE_2 = date(2026, 6, 2)


def name(id: str) -> str:
    return {"P-001": "Ann Beck"}[id]


def in_ink(*steps: Step, scan: str | None = SCAN) -> Approval:
    files = {"policies/signed/PRG-20.txt": scan}
    return approval_of(*steps, files=files, scans={"policies/signed/PRG-20.txt": date(2026, 5, 4)})


def test_workers_read_who_when_and_whether_in_ink() -> None:
    assert posted_words(in_ink(Step(document(more=SIGNED)))) == (
        "Approved by the senior manager on 1 May 2026, signed in ink."
    )
    assert posted_words(approval_of(Step(document()))) == "Approved by the senior manager on 1 May 2026."
    assert posted_words(approval_of(Step(document(by="P-002")))) == (
        "Approved by the health and safety lead on 1 May 2026."
    )


def test_the_page_in_ink_is_named() -> None:
    kept = in_ink(Step(document(more=SIGNED)))
    assert ink_words(kept) == "Signed in ink; the page is filed as PRG-20.txt."
    assert ink_words(approval_of(Step(document()))) == "No signed page is filed."
    assert "is not there" in ink_words(without_history(document(more=SIGNED)))
    assert "is not the page" in ink_words(in_ink(Step(document(more=SIGNED)), scan="another page"))


def test_ink_comes_first_and_its_absence_last() -> None:
    with_ink = office_lines(in_ink(Step(document(more=SIGNED))), name)
    without = office_lines(approval_of(Step(document(), by=ANN)), name)
    assert with_ink[0] == "Signed in ink; the page is filed as PRG-20.txt."
    assert with_ink[1].startswith("In git: level A0")
    assert without[0].startswith("In git: level A0")
    assert without[-2:] == ("Entered and approved by the same person.", "No signed page is filed.")


def test_what_does_not_hold_is_said_before_everything_else() -> None:
    changed = in_ink(Step(document(more=SIGNED)), Step(document("Lift at once.", more=SIGNED), JUNE_2))
    assert office_lines(changed, name)[0].startswith("What was approved is version 2")


def test_a_page_of_an_earlier_text_is_said_to_be_one() -> None:
    changed = in_ink(Step(document(more=SIGNED)), Step(document("Lift at once.", more=SIGNED), JUNE_2))
    assert "so it is of an earlier text" in ink_words(changed)
    assert "ink" not in posted_words(changed)


def test_the_strongest_level_is_said_with_what_it_proves() -> None:
    tagged = approval_of(Step(document(), by=ANN, signer="P-001"), tags=[tag_of(document())])
    assert git_words(tagged, name) == "In git: level A5, signed approval policy/PRG-20/v2, 2026-05-05, Ann Beck."
    assert proves_words(tagged).startswith("Whoever holds the approver's key signed an approval")
    signed = approval_of(Step(document(), by=CARL, merged_by=ANN, signer="P-001"))
    assert git_words(signed, name) == "In git: level A4, entered with the approver's signature, 2026-05-04, Ann Beck."
    named = approval_of(Step(document()))
    assert git_words(named, name) == "In git: level A0, named in the document, 2026-05-01, Ann Beck."


def test_a_change_of_the_control_block_is_told_apart() -> None:
    later = document(more="keywords: [lifting]\n")
    approval = approval_of(Step(document()), Step(later, JUNE_2), tags=[tag_of(document())])
    assert git_words(approval, name).endswith("Ann Beck; only the control block changed since.")
    assert stale_words(approval) == ""


def test_a_changed_text_is_said_with_version_content_day_and_author() -> None:
    approval = approval_of(
        Step(document()), Step(document("Lift at once."), JUNE_2, by=CARL), tags=[tag_of(document())]
    )
    assert stale_words(approval) == (
        f"What was approved is version 2 (content {blob_of(document())[:10]}); the present text differs since 2026-06-02, "
        "changed by Carl Dunn."
    )
    assert git_words(approval, name).startswith("In git: nothing for the present text; for an earlier one level A5")
    assert proves_words(approval) == ""


def test_one_hand_is_said() -> None:
    assert hand_words(approval_of(Step(document(), by=ANN))) == "Entered and approved by the same person."
    assert hand_words(approval_of(Step(document(), by=CARL))) == ""


def test_without_a_history_nothing_is_said_of_git() -> None:
    assert git_words(without_history(document()), name) == ""
