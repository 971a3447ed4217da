"""Each finding that `muster fix` puts right says so, wherever it is shown."""

from __future__ import annotations

import json

from builder.checks.run import check
from builder.render.report import github, json_text, text
from tests.checks.example import Example, take_example

RECORD = b"""\
id: insp-0003
date: 2026-06-10
site: yard
recorded_by: P-002
kind: site
area: 0142
inspectors: [P-002]
items_ok: 020
items_deficient: 0
signatures: [{person: P-002, date: 2026-06-10, method: electronic}]
"""


def test_only_what_can_be_mended_is_said_to_be() -> None:
    snapshot = take_example(Example({"records/inspection/2026/insp-0003.yaml": RECORD}))
    findings = check(snapshot)
    found = json.loads(json_text.write_findings(findings, snapshot))["findings"]
    assert [(each["line"], each["mendable"]) for each in found if each["code"] == "REC005"] == [(6, True), (8, False)]

    shown = text.write_findings(findings, snapshot)
    assert '  fix: Write it in quotes: "0142". `muster fix` does this.\n' in shown
    assert shown.count("`muster fix` does this.") == 1
    assert "  fix: No text belongs here: write a whole number plainly, 20 and not 020, or true or false.\n" in shown
    assert github.write_findings(findings, snapshot).count("`muster fix` does this.") == 1
