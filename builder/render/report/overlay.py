"""What reading a filled workbook found, as text and as JSON: like the check, but about one workbook."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from builder.model.finding import Finding, Severity
from builder.model.overlay import Overlay
from builder.model.wording import counted
from builder.render.report.json_object import write_object
from builder.render.report.json_text import finding_object
from builder.render.report.text import finding_lines

OVERLAY_SCHEMA = "https://muster.example/schema/overlay-1.json"


def write_text(findings: Sequence[Finding], overlay: Overlay, written: str) -> str:
    """All findings, and a closing line that says what was written, or that nothing was."""
    blocks = ["\n".join(finding_lines(finding)) for finding in findings]
    return "\n\n".join([*blocks, _closing(findings, overlay, written)]) + "\n"


def _closing(findings: Sequence[Finding], overlay: Overlay, written: str) -> str:
    number_of = Counter(finding.severity for finding in findings)
    errors, notes = number_of[Severity.ERROR], number_of[Severity.NOTE]
    questions = counted(len(overlay.questions), "question")
    if not written:
        return f"{counted(errors, 'error')} in {questions}; nothing was written."
    points = [sum(getattr(each.points, method) for each in overlay.questions) for method in ("D", "I", "O")]
    noted = f" {counted(notes, 'note')}." if notes else ""
    return (
        f"{written}: {questions} of {overlay.instrument}, {sum(points)} points "
        f"(documentation {points[0]}, interviews {points[1]}, observation {points[2]}).{noted}"
    )


def write_json(findings: Sequence[Finding], overlay: Overlay, written: str) -> str:
    """The same as one JSON object, by the schema `overlay-1.json`."""
    number_of = Counter(finding.severity for finding in findings)
    value = {
        "schema": OVERLAY_SCHEMA,
        "written": written or None,
        "findings": [finding_object(finding) for finding in findings],
        "summary": {
            "errors": number_of[Severity.ERROR],
            "gaps": number_of[Severity.GAP],
            "notes": number_of[Severity.NOTE],
            "questions": len(overlay.questions),
        },
    }
    return write_object(value)
