"""What reading a filled workbook found, as text and as JSON: like the check, but about one workbook."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence

from builder.model.finding import Finding, Severity
from builder.model.overlay import Overlay
from builder.render.report.json_text import finding_object
from builder.render.report.text import finding_lines

OVERLAY_SCHEMA = "https://muster.example/schema/overlay-1.json"


def write_text(findings: Sequence[Finding], overlay: Overlay, written: str) -> str:
    """All findings, and a closing line that says what was written, or that nothing was."""
    blocks = ["\n".join(finding_lines(finding)) for finding in findings]
    return "\n\n".join([*blocks, _closing(findings, overlay, written)]) + "\n"


def _closing(findings: Sequence[Finding], overlay: Overlay, written: str) -> str:
    counted = Counter(finding.severity for finding in findings)
    errors, notes = counted[Severity.ERROR], counted[Severity.NOTE]
    questions = _count(len(overlay.questions), "question")
    if not written:
        return f"{_count(errors, 'error')} in {questions}; nothing was written."
    points = [sum(getattr(each.points, method) for each in overlay.questions) for method in ("D", "I", "O")]
    noted = f" {_count(notes, 'note')}." if notes else ""
    return (
        f"{written}: {questions} of {overlay.instrument}, {sum(points)} points "
        f"(documentation {points[0]}, interviews {points[1]}, observation {points[2]}).{noted}"
    )


def write_json(findings: Sequence[Finding], overlay: Overlay, written: str) -> str:
    """The same as one JSON object, by the schema `overlay-1.json`."""
    counted = Counter(finding.severity for finding in findings)
    value = {
        "schema": OVERLAY_SCHEMA,
        "written": written or None,
        "findings": [finding_object(finding) for finding in findings],
        "summary": {
            "errors": counted[Severity.ERROR],
            "gaps": counted[Severity.GAP],
            "notes": counted[Severity.NOTE],
            "questions": len(overlay.questions),
        },
    }
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
