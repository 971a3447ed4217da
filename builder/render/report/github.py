"""Findings as GitHub workflow commands, so that each shows beside its line in a pull request."""

from __future__ import annotations

from collections.abc import Sequence

from builder.model.finding import Finding, Severity
from builder.model.snapshot import Snapshot
from builder.render.report.text import summarize

_COMMANDS = {Severity.ERROR: "error", Severity.GAP: "warning", Severity.NOTE: "notice"}


def write_findings(findings: Sequence[Finding], snapshot: Snapshot) -> str:
    """One workflow command a finding, and the closing line.

    Source: docs.github.com, "Workflow commands for GitHub Actions"; escapes as in actions/toolkit, read 2026-11-22.
    """
    lines = [_command(finding) for finding in findings]
    return "\n".join([*lines, summarize(findings, snapshot)]) + "\n"


def _command(finding: Finding) -> str:
    place = finding.place
    title = _property(f"{finding.code} {finding.name}")
    where = f"file={_property(place.path)},line={place.line},col={place.column},title={title}"
    text = f"{finding.message}\nfix: {finding.what_to_do}" if finding.what_to_do else finding.message
    return f"::{_COMMANDS[finding.severity]} {where}::{_data(text)}"


def _data(text: str) -> str:
    # Unescaped, a line break in a message would let a file of the program write commands of its own.
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
