"""The small company of the site's tests with documents that ask for forms, and a crew."""

from __future__ import annotations

from datetime import date

from builder.measure.level import at_level
from builder.measure.snapshot import take_snapshot
from builder.model.level import Level
from builder.model.snapshot import Snapshot
from builder.read.program import read_program
from builder.read.source import MemorySource
from builder.read.standard_file import read_standard
from tests.render.site.small_company import AS_OF, FILES

HEAD = """---
id: {id}
title: {title}
kind: program
area: inspections
version: {version}
owner: P-002
approved_by: P-001
approved_on: 2026-08-03
effective: 2026-08-10
review_every: P12M
last_reviewed: 2026-08-03
status: {status}
{extra}
---

{body}
"""

INSPECTIONS = """## Checklist by area

**All sites**

- [ ] Exits clear
- [ ] [Board](hanging-pipe.md) up to date

**Shop**

- [ ] Guards on grinders

**Projects**

- [ ] Ladders tied

**Vehicle**

- [ ] Tires and lights

## Checks

- [ ] The coordinator counts the sheets
"""
PROMISES = """obligations:
  - {record: inspection, kind: site, every: P1M, per: site}
  - {record: inspection, kind: vehicle, every: P1M, per: asset}"""
CREW = """
crews:
  - {id: one, name: Crew one, foreman: P-003, from: 2025-02-03, members: [{person: P-004, from: 2025-02-03}]}
"""


def document(id: str, title: str, body: str, extra: str, version: int = 3, status: str = "approved") -> str:
    """A document's file."""
    return HEAD.format(id=id, title=title, body=body, extra=extra, version=version, status=status)


DOCUMENTS: dict[str, str | bytes] = {
    "policies/inspections.md": document("PRG-07", "Inspection program", INSPECTIONS, PROMISES, 4),
    "policies/flha.md": document(
        "PRG-03", "Field-level hazard assessment", "## How", "obligations: [{record: flha, per: crew-day}]"
    ),
    "policies/incidents.md": document("PRG-11", "Incidents", "## How", "forms: [incident, hot-work-permit]"),
    "policies/draft-lifts.md": document("SWP-07", "Lifts", "## How", "forms: [lift-plan]", status="draft"),
}


def take(level: Level = Level.OFFICE, day: date = AS_OF, **more: str) -> Snapshot:
    """The snapshot of the company at a level, with other documents besides."""
    files = {**FILES, **DOCUMENTS, **{f"policies/{name}.md": text for name, text in more.items()}}
    files["records/sites/shop.yaml"] = str(files["records/sites/shop.yaml"]) + CREW
    program = read_program(MemorySource(files))
    return at_level(take_snapshot(program, read_standard("alberta-cor", "2023"), as_of=day), level)
