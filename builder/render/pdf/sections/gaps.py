"""The gaps, printed honestly: every finding of the check by rule, and every explanation that was given."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from builder.model.coverage import Outcome
from builder.model.finding import Finding, Severity
from builder.model.wording import visible
from builder.render.pdf.sections.section import Section, write_html
from builder.render.pdf.sections.values import Piece
from builder.render.pdf.sections.view import View

SEVERITY_TITLES = {
    Severity.ERROR: ("Errors", "A file is wrong and can't be relied on."),
    Severity.GAP: ("Gaps", "The program has a hole: something is missing, overdue, expired or contradicting."),
    Severity.NOTE: ("Notes", "Worth knowing."),
}


def make_gaps(view: View, findings: Sequence[Finding]) -> Section:
    """Everything that the check found.

    In the public profile findings are counted only: their sentences may say what a notice board must not.
    """
    groups = [
        {
            "severity": severity.value,
            "title": title,
            "help": help,
            "rules": _rules(view, [each for each in findings if each.severity is severity]),
            "count": sum(each.severity is severity for each in findings),
        }
        for severity, (title, help) in SEVERITY_TITLES.items()
    ]
    holes = [each for each in view.snapshot.expected if each.outcome is Outcome.HOLE]
    html = write_html(
        "gaps",
        title="Gaps, printed honestly",
        running=("Gaps, printed honestly", "Findings"),
        groups=groups,
        shows_text=view.naming.profile != "public",
        holes=len(holes),
        explained=_explained(view),
    )
    entries = tuple((str(group["title"]), f"gaps-{group['severity']}") for group in groups if group["count"])
    return Section("gaps", "Gaps, printed honestly", "", html, "gaps", entries)


def _rules(view: View, findings: Sequence[Finding]) -> list[dict[str, Any]]:
    by_rule: dict[tuple[str, str], list[Finding]] = defaultdict(list)
    for finding in findings:
        by_rule[finding.code, finding.name].append(finding)
    return [
        {
            "code": code,
            "name": name.replace("-", " "),
            "rows": [
                {
                    "place": f"{visible(each.place.path)}:{each.place.line}",
                    "message": each.message,
                    "about": [Piece(id, view.selection.link_to(id)) for id in each.about],
                }
                for each in sorted(group)
            ],
        }
        for (code, name), group in sorted(by_rule.items())
    ]


def _explained(view: View) -> list[dict[str, Any]]:
    rows = []
    for stored in view.snapshot.program.explained:
        explanation = stored.value
        action = explanation.corrective_action
        rows.append(
            {
                "about": explanation.about,
                "reason": explanation.reason,
                "person": view.naming.person(explanation.person),
                "date": explanation.date.isoformat(),
                "action": action or "–",
                "link": view.selection.link_to(action) if action else None,
            }
        )
    return rows
