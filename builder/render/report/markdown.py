"""Findings as one page of Markdown: the summary that a forge shows beside a change, for somebody who won't open a log."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from builder.model.finding import Finding, Severity
from builder.model.snapshot import Snapshot
from builder.model.wording import counted, visible
from builder.render.report.text import summarize

SHOWN = 100
"""Findings shown of a severity; GitHub refuses a summary of more than 1 MiB."""

LONGEST = 600
"""Characters shown of a sentence; what a program holds may be of any length."""

_HEADINGS = {
    Severity.ERROR: ("Errors", "A file is wrong and can't be relied on."),
    Severity.GAP: ("Gaps", "The program has a hole: something is missing, overdue, run out or contradicting."),
    Severity.NOTE: ("Notes", "Worth knowing."),
}

_MARKS = re.compile(r"([\\`*_\[\]<>|~&@]|:(?=//)|(?<=www)\.)")
"""What would begin a mark, a tag, a link, an address or a name that is notified; also addresses that forges link without being asked."""

_CODE = re.compile(r"(`[^`]+`)")


def write_findings(findings: Sequence[Finding], snapshot: Snapshot) -> str:
    """A verdict in one line, then errors, gaps and notes, each by file with what to do.

    Source of the limit: docs.github.com, "Workflow commands for GitHub Actions", step isolation and limits; read 2026-11-23.
    """
    lines = [f"## {_verdict(findings)}", "", summarize(findings, snapshot)]
    for severity in Severity:
        group = sorted(finding for finding in findings if finding.severity is severity)
        if group:
            lines += ["", *_section(severity, group)]
    if findings:
        lines += ["", "What a code means, with an example: `muster explain CODE`."]
    return "\n".join(lines) + "\n"


def _verdict(findings: Sequence[Finding]) -> str:
    errors = sum(finding.severity is Severity.ERROR for finding in findings)
    if errors:
        return f"{counted(errors, 'error')} to put right before this counts"
    if any(finding.severity is Severity.GAP for finding in findings):
        return "No errors; the gaps below are still open"
    return "Nothing is wrong and nothing is missing"


def _section(severity: Severity, group: Sequence[Finding]) -> Iterator[str]:
    title, meaning = _HEADINGS[severity]
    yield f"### {title}: {len(group)}"
    yield ""
    yield meaning
    shown = group[:SHOWN]
    for path, found in groupby(shown, key=lambda finding: finding.place.path):
        yield ""
        yield f"**{_plain(path)}**"
        yield ""
        for finding in found:
            yield f"- line {finding.place.line}: {_plain(finding.message)} ({finding.code})"
            if finding.what_to_do:
                yield f"  <br>What to do: {_plain(finding.what_to_do)}"
    if len(group) > len(shown):
        yield ""
        yield f"And {len(group) - len(shown)} more: `muster check` lists all."


def _plain(text: str) -> str:
    """The text as text: what a file says can't become a heading, a link, a picture or a name that is notified."""
    cut = visible(text) if len(text) <= LONGEST else f"{visible(text[: LONGEST - 1])}…"
    pieces = _CODE.split(cut)
    # Between backticks nothing is read as a mark, and a backslash would be shown.
    return "".join(each if at % 2 else _MARKS.sub(r"\\\1", each) for at, each in enumerate(pieces))
