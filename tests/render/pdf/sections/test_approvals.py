"""The annex on approvals and the approval beside a document's control block."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from builder.model.approval import Approval, ApprovalLevel, Binding, Shown, Staleness
from builder.model.history import SignatureVerdict, Tag
from builder.render.pdf.sections.approvals import make_approvals
from builder.render.pdf.sections.document import make_document
from builder.render.pdf.sections.view import View
from tests.render.pdf.sections.company import small_company, view_of

POLICY = "policies/health-and-safety-policy.md"
PROGRAM = "policies/inspections.md"
DAY = date(2026, 2, 16)


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def with_approval(view: View, path: str, **fields: object) -> View:
    approvals = dict(view.snapshot.approvals)
    approvals[path] = replace(approvals[path], **fields)  # type: ignore[arg-type]
    return replace(view, snapshot=replace(view.snapshot, approvals=approvals))


def tagged(approval: Approval, binding: Binding = Binding.BYTES) -> Shown:
    return Shown(ApprovalLevel.SIGNED_TAG, "P-001", DAY, "c" * 40, approval.blob, 4, binding, "policy/PRG-07/v4")


def annex(view: View) -> str:
    section = make_approvals(view)
    assert section is not None
    return section.html


def document(view: View, id: str) -> str:
    return words(make_document(view, view.snapshot.program.policy_by_id[id]).html)


def test_ink_stands_before_what_git_shows() -> None:
    view = view_of(small_company(), history=True)
    text = words(annex(view))
    assert "POL-01" in text
    assert "Signed in ink; the page is filed as POL-01.png." in text
    assert text.index("In ink") < text.index("In git")
    assert "Approval Signed in ink; the page is filed as POL-01.png." in document(view, "POL-01")


def test_a_signed_tag_is_named_with_its_level_and_what_that_proves() -> None:
    view = view_of(small_company())
    shown = tagged(view.snapshot.approvals[PROGRAM])
    view = with_approval(view, PROGRAM, shown=(shown,))
    assert "A5, signed approval policy/PRG-07/v4, 2026-02-16" in words(annex(view))
    text = document(view, "PRG-07")
    assert "In git: level A5, signed approval policy/PRG-07/v4, 2026-02-16, Dale Friesen (P-001)." in text
    assert "lists exactly this file&#39;s content" in text


def test_an_approval_that_does_not_cover_the_text_is_printed_as_such() -> None:
    view = view_of(small_company())
    approval = view.snapshot.approvals[PROGRAM]
    stale = Staleness(3, "ab" * 20, date(2026, 5, 2), "c" * 40, "Marnie <m@example>")
    view = with_approval(view, PROGRAM, shown=(tagged(approval, Binding.EARLIER),), stale=stale)
    said = "What was approved is version 3 (content ababababab); the present text differs since 2026-05-02"
    text = words(annex(view))
    assert said in text
    assert "For an earlier text: A5, signed approval policy/PRG-07/v4" in text
    assert said in document(view, "PRG-07")


def test_every_level_is_explained_and_what_is_not_imported_is_said() -> None:
    text = words(annex(view_of(small_company())))
    for level in ("A0", "A1", "A2", "A4", "A5"):
        assert re.search(rf"\b{level} [A-Z]", text)
    assert "level A3" in text
    assert "are not imported" in text
    assert "The history was not examined" in text


def test_tags_that_it_rests_on_and_those_that_are_none_are_listed() -> None:
    view = view_of(small_company(), history=True)
    history = view.snapshot.history
    assert history is not None
    unsigned = SignatureVerdict.UNSIGNED
    tag = Tag("policy/PRG-07/v4", "d" * 40, "e" * 40, "X", DAY, "", (), unsigned, None, "It was renamed.")
    later = replace(tag, name="policy/PRG-07/v5", tagged_on=date(2027, 1, 1))
    view = replace(view, snapshot=replace(view.snapshot, history=replace(history, tags=(tag, later))))
    text = words(annex(view))
    assert "policy/PRG-07/v4 2026-02-16 dddddddddd eeeeeeeeee" in text
    assert "Tags that are no approval Tag Its day Why policy/PRG-07/v4 2026-02-16 It was renamed." in text
    assert "policy/PRG-07/v5" not in text


def test_a_public_pack_says_nothing_of_it() -> None:
    view = view_of(small_company(), profile="public", history=True)
    assert make_approvals(view) is None
    assert "Signed in ink" not in document(view, "POL-01")
