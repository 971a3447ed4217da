"""Tags that look like an approval and are none: each with one reason, in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from builder.measure.approvals.tags import WrongTag, list_wrong_tags
from builder.model.history import SignatureVerdict, Tag
from tests.measure.approvals.hand_made import PATH, Step, changed, document, history_of, tag_of

JUNE_30 = date(2026, 6, 30)


def wrong(tag: Tag, *steps: Step, as_of: date = JUNE_30) -> tuple[WrongTag, ...]:
    return list_wrong_tags(history_of(steps or (Step(document()),), [tag]), as_of)


def test_a_good_tag_by_the_approver_is_not_wrong() -> None:
    assert wrong(tag_of(document())) == ()


@pytest.mark.parametrize(
    ("verdict", "words"),
    [
        (SignatureVerdict.UNSIGNED, "It is not signed"),
        (SignatureVerdict.BAD, "doesn't fit its content"),
        (SignatureVerdict.UNKNOWN_KEY, "nobody's file in records/people/ named"),
        (SignatureVerdict.OUTSIDE_WINDOW, "on a day on which the key doesn't count"),
        (SignatureVerdict.OTHER_PERSON, "speaks for Ann Beck and is signed with the key of P-001"),
    ],
)
def test_a_signature_that_does_not_hold_is_said(verdict: SignatureVerdict, words: str) -> None:
    (found,) = wrong(changed(tag_of(document()), signature=verdict))
    assert words in found.why
    assert (found.tag, found.path) == ("policy/PRG-20/v2", PATH)


def test_a_signature_that_can_not_be_checked_here_is_not_called_wrong() -> None:
    assert wrong(changed(tag_of(document()), signature=SignatureVerdict.UNSUPPORTED)) == ()


def test_a_signer_whom_the_document_does_not_name_is_said() -> None:
    (found,) = wrong(tag_of(document(), signer="P-002"))
    assert found.why == "It is signed by P-002; PRG-20, version 2, names P-001 as its approver."


def test_a_name_that_was_moved_to_another_version_is_said() -> None:
    (found,) = wrong(tag_of(document(), name="policy/PRG-20/v3"))
    assert found.why == "By its name it approves PRG-20, version 3; what it lists is PRG-20, version 2."
    (found,) = wrong(tag_of(document(), name="policy/SWP-01/v2"))
    assert "By its name it approves SWP-01" in found.why


def test_a_tag_on_a_draft_is_said() -> None:
    (found,) = wrong(tag_of(document(status="draft")), Step(document(status="draft")), Step(document()))
    assert "calls itself `draft`" in found.why


def test_what_the_reader_found_wrong_comes_first() -> None:
    tag = changed(tag_of(document()), problem="It was renamed.", signature=SignatureVerdict.BAD)
    (found,) = wrong(tag)
    assert found.why == "It was renamed."


def test_an_approval_of_an_earlier_version_stays_right() -> None:
    later = document("Lift with your legs.", version=3, by="P-002", on="2026-06-01")
    assert wrong(tag_of(document()), Step(document()), Step(later, date(2026, 6, 2))) == ()


def test_a_tag_of_a_later_day_is_not_judged_yet() -> None:
    tag = tag_of(document(), signer="P-002", day=date(2026, 7, 1))
    assert wrong(tag) == ()
    assert len(wrong(tag, as_of=date(2026, 7, 1))) == 1


def test_a_signature_file_can_not_write_into_a_report() -> None:
    tag = replace(tag_of(document()), tagger="A\x1b[2J\u202eB <x>", signature=SignatureVerdict.OTHER_PERSON)
    (found,) = wrong(tag)
    assert "\x1b" not in found.why
    assert "\u202e" not in found.why
