"""Anchors as the site shows them: on the page about done and filed, on a record's own page, and on that of a document."""

from __future__ import annotations

import re

from builder.measure.level import at_level
from builder.model.level import Level
from builder.model.snapshot import Snapshot
from builder.render.anchor_words import list_anchors
from builder.render.site.audit.filed_page import filed_pages
from builder.render.site.documents.documents import document_pages
from builder.render.site.pages import make_manual
from builder.render.site.registers.registers import record_page
from builder.render.templates import open_templates
from tests.checks.example import read_example, take_example

PAGE = """
Its stamp is: `intact`

```yaml title="records/anchor/2026/anc-0001.yaml"
id: anc-0001
date: 2026-06-22
recorded_by: P-002
commit: 4f2c8a1be07d3965c1f0a8e2d4b6937f5a0c1d2e
statement: 6a09e667f3bcc908b2fb1366ea957d3e3adec17512775099da2f590b0667322a
authority: Clock House
stamped_at: "2026-06-22T16:20:05Z"
```

Entered in git on 2026-06-12, but after the stamp:

```yaml title="records/inspection/2026/insp-0003.yaml"
id: insp-0003
date: 2026-06-10
site: yard
recorded_by: P-002
kind: site
area: Shop and yard
inspectors: [P-002]
items_ok: 20
items_deficient: 0
signatures: [{person: P-002, date: 2026-06-10, method: electronic}]
```
"""


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def snapshot(page: str = PAGE) -> Snapshot:
    return take_example(read_example(page))


def record_of(type: str, id: str) -> str:
    manual = make_manual(snapshot(), (), "office", (), open_templates())
    return words(record_page(manual, type, manual.snapshot.program.record_by_id[id]).body)


def test_the_lists_name_each_anchor_and_each_day_that_one_disproves() -> None:
    anchors, disproved = list_anchors(snapshot())
    [anchor] = anchors.rows
    assert anchor[1:3] == ("2026-06-22 18:00:00 UTC", "Clock House")
    assert anchor[4] == "holds; authority not judged"
    assert (
        "(anc-0001) or earlier; 1 came since. That is the word of an authority for whom nobody here has vouched."
        in anchors.note
    )
    [row] = disproved.rows
    assert row[1] == "2026-06-12"
    assert row[3] == "10"


def test_without_anchors_there_are_no_lists() -> None:
    assert list_anchors(snapshot("")) == ()
    assert list_anchors(take_example(read_example("without its history"))) == ()


def test_the_page_about_done_and_filed_shows_them_in_the_office_only() -> None:
    manual = make_manual(snapshot(), (), "office", (), open_templates())
    text = words("".join(page.body for page in filed_pages(manual)))
    assert "## Anchors in time (1)" in text
    assert "## Days that an anchor disproves (1)" in text
    posted = at_level(snapshot(), Level.POSTED)
    assert posted.history is not None
    assert posted.history.stamps == ()


def test_a_record_says_by_when_it_existed_or_since_when_it_can_have_come() -> None:
    assert "Proof of age Proved to have existed by 2026-06-22 (anc-0001)." in record_of("inspection", "insp-0001")
    late = record_of("inspection", "insp-0003")
    assert "Proof of age Came after 2026-06-22 (anc-0001); no anchor holds it yet." in late
    assert "Stamp So." in record_of("anchor", "anc-0001")


def test_a_document_says_by_when_its_present_text_existed() -> None:
    manual = make_manual(snapshot(), (), "office", (), open_templates())
    pages = [words(page.body) for page in document_pages(manual)]
    assert any("Proved to have existed by 2026-06-22 (anc-0001)." in page for page in pages)
