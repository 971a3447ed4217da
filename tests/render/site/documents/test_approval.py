"""How a document was approved, on its page: one sentence for workers, the evidence for the office."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from builder.measure.level import at_level
from builder.model.approval import ApprovalLevel, Binding, Shown
from builder.model.snapshot import Snapshot
from builder.render.site.pages import render_site
from builder.render.site.words import LEVELS, Edition
from tests.render.site.small_company import content, take

POLICY = "policies/inspections.md"
PAGE = "documents/inspections.md"


def with_tag(snapshot: Snapshot) -> Snapshot:
    approval = snapshot.approvals[POLICY]
    day, level = date(2026, 3, 11), ApprovalLevel.SIGNED_TAG
    shown = Shown(level, approval.approver, day, "c" * 40, approval.blob, 1, Binding.BYTES, "policy/PRG-07/v1")
    return replace(snapshot, approvals={**snapshot.approvals, POLICY: replace(approval, shown=(shown,))})


def approval_on(edition: Edition) -> str:
    snapshot = at_level(with_tag(take("office")[0]), LEVELS[edition])
    page = str(render_site(snapshot, (), edition, content=content())[PAGE])
    (found,) = re.findall(r'<p class="m-control__approval">(.*?)</p>', page)
    return str(found)


def test_workers_read_one_sentence_without_git() -> None:
    assert approval_on("worker") == "Approved by the senior manager on 3 August 2026."


def test_the_office_reads_the_level_what_it_proves_and_that_there_is_no_ink() -> None:
    said = approval_on("office")
    assert said.startswith("In git: level A5, signed approval policy/PRG-07/v1, 2026-03-11, ")
    assert said.endswith("lists exactly this file&#39;s content. No signed page is filed.")


def test_nothing_of_the_approver_or_of_git_reaches_the_posted_level() -> None:
    approval = at_level(with_tag(take("office")[0]), LEVELS["worker"]).approvals[POLICY]
    assert (approval.approver, approval.shown, approval.blob) == ("", (), "")
    assert approval.role == "the senior manager"
