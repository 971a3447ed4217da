"""Said and done: numbers by site and month, each number with holes leading to them, and only for the office."""

from __future__ import annotations

import re

from builder.checks.run import check
from builder.measure.level import at_level
from builder.model.level import Level
from builder.model.snapshot import Snapshot
from builder.render.site.audit.said_and_done import said_and_done_pages
from builder.render.site.pages import make_manual
from builder.render.site.words import Edition
from builder.render.templates import open_templates
from tests.measure.small import policy, snapshot_of

EXPLAINED = (
    "- about: PRG-07/inspection/site/yard/2026-05\n  reason: Nobody took over.\n  person: P-001\n  date: 2026-06-08\n"
    "  corrective_action: ca-0001\n"
)


def page_of(snapshot: Snapshot, edition: Edition = "office") -> str:
    findings = check(snapshot) if edition == "office" else ()
    manual = make_manual(snapshot, findings, edition, (), open_templates())
    return "".join(page.body for page in said_and_done_pages(manual))


def test_every_number_with_holes_leads_to_a_row_of_the_list_below() -> None:
    text = page_of(snapshot_of({"records/inspection/2026/insp-0002.yaml": None}))

    assert "1 of 1" in text
    assert "0 of 1" in text
    targets = re.findall(r'href="#(holes-[^"]+)"', text)
    assert targets == ["holes-inspection-yard-2026-05"]
    assert f'id="{targets[0]}"' in text


def test_explained_hole_shows_who_explained_it_and_the_action() -> None:
    files: dict[str, str | None] = {"records/inspection/2026/insp-0002.yaml": None, "records/explained.yaml": EXPLAINED}
    text = page_of(snapshot_of(files))

    assert "Nobody took over." in text
    assert "Explained" in text
    assert "ca-0001" in text


def test_promise_that_differs_from_deeds_is_named_first() -> None:
    crane = policy("record: inspection, kind: equipment, every: P1M, per: asset, where: {class: [crane]}")

    assert "nothing is ever expected" in page_of(snapshot_of({"policies/p.md": crane}))
    assert "None: rhythms, forms and roles are as the documents say." in page_of(snapshot_of({}))


def test_workers_do_not_get_it() -> None:
    assert page_of(at_level(snapshot_of({}), Level.POSTED), "worker") == ""
