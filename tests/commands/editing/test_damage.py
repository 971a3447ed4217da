"""What web editors do to a file of which only the title was changed, and what of that reaches the file: nothing.

The rows are those measured with Decap 3.16.3 and its own server, and with Sveltia 0.221.1: the text that their writers would have saved.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.commands.editing.desk import Desk
from tests.commands.editing.desk_company import begin_company, open_entry, save

PERSON = """\
# On the board since spring.
id: P-003
name: {name}
work_phone: "0123456"   # the desk in the shop
employment:
- {{from: "2026-10-01", position: worker, level: worker, site: main-shop}}
# Renew the licence before the season.
"""
DECAP = """\
id: P-003
name: Dana Lee
{phone}
employment:
  - position: worker
    level: worker
    site: main-shop
    from: {day}
certificates: []
email: ''
"""

REPORT = """\
id: hzr-0001
date: 2026-11-19
site: main-shop       # by the gate
recorded_by: {by}
people: [{{person: P-001, role: "007"}}]
notes: |
  A pallet blocks the way.

  It was moved.
"""
DECAP_REPORT = """\
date: 2026-11-19
notes: |-
  A pallet blocks the way.

  It was moved.
recorded_by: P-002
site: main-shop
people:
  - person: P-001
    role: {role}
id: hzr-0001
signatures: []
"""

POLICY = """\
---
id: PRG-09
title: {title}
kind: program
area: inspections
version: 1            # raised with each approval
owner: P-002
status: draft
answers: [IN1, IN2]
obligations:
- {{record: inspection, kind: site, every: P1M, per: site, by: supervisor, grace: P5D, answers: [IN2]}}
---

## What we do

| Who | When |
|-----|------|
| Supervisor | monthly |

!!! note
    Bring the list.

- [ ] ladders
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return begin_company(tmp_path)


@pytest.mark.parametrize("phone", ["work_phone: 0123456", "work_phone: 123456", "work_phone: '0123456'"])
@pytest.mark.parametrize("day", ["2026-10-01", "2026-10-01T00:00:00.000Z", "'2026-10-01'"])
def test_only_the_name_of_a_person_is_another_one(root: Path, phone: str, day: str) -> None:
    file = root / "records/people/P-003.yaml"
    file.write_text(PERSON.format(name="Dana"))
    desk = Desk(root, lambda: None)
    _, base = open_entry(desk, "records/people/P-003.yaml")
    save(desk, "records/people/P-003.yaml", DECAP.format(phone=phone, day=day), base)
    assert file.read_text() == PERSON.format(name="Dana Lee")


@pytest.mark.parametrize("role", ["007", '"007"', "7"])
def test_only_who_recorded_a_report_is_another_one(root: Path, role: str) -> None:
    path = "records/hazard-report/2026/hzr-0001.yaml"
    (root / path).parent.mkdir(parents=True)
    (root / path).write_text(REPORT.format(by="P-001"))
    desk = Desk(root, lambda: None)
    _, base = open_entry(desk, path)
    save(desk, path, DECAP_REPORT.format(role=role), base)
    assert (root / path).read_text() == REPORT.format(by="P-002")


def test_only_the_title_of_a_document_is_another_one(root: Path) -> None:
    file = root / "policies/inspections.md"
    file.write_text(POLICY.format(title="Inspections"))
    desk = Desk(root, lambda: None)
    text, base = open_entry(desk, "policies/inspections.md")
    head = (
        "version: 1\nstatus: draft\nid: PRG-09\ntitle: Inspection program\nkind: program\narea: inspections\nowner: P-002\nanswers:\n  - IN1\n  - IN2\n"
        "obligations:\n  - grace: P5D\n    record: inspection\n    kind: site\n    every: P1M\n    per: site\n    by: supervisor\n    answers:\n      - IN2\n"
        "approved_on: ''\nlegislation: []\nacknowledge: null\n"
    )
    save(desk, "policies/inspections.md", f"---\n{head}---\n{text.split('---', 2)[2].strip()}", base)
    assert file.read_text() == POLICY.format(title="Inspection program")
