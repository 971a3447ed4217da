"""Findings as a GitLab code quality report, so that a merge request shows each beside its line, and which of them are new."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Sequence

from builder.model.finding import Finding, Severity
from builder.model.snapshot import Snapshot

_SEVERITIES = {Severity.ERROR: "blocker", Severity.GAP: "major", Severity.NOTE: "info"}


def write_findings(findings: Sequence[Finding], _: Snapshot) -> str:
    """One JSON list with an entry a finding; an empty list where there is none.

    Source: docs.gitlab.com, "Code Quality", report format of a custom tool: `description`, `check_name`, `fingerprint`, `severity` (info,
    minor, major, critical, blocker) and `location` with `path` and `lines.begin`; read 2026-11-23.
    """
    seen: Counter[str] = Counter()
    return json.dumps([_entry(finding, seen) for finding in findings], ensure_ascii=False, indent=1) + "\n"


def _entry(finding: Finding, seen: Counter[str]) -> dict[str, object]:
    place = finding.place
    fix = f" Fix: {finding.what_to_do}" if finding.what_to_do else ""
    return {
        "description": f"{finding.message}{fix}",
        "check_name": f"{finding.code} {finding.name}",
        "fingerprint": _fingerprint(finding, seen),
        "severity": _SEVERITIES[finding.severity],
        "location": {"path": place.path, "lines": {"begin": place.line}},
    }


def _fingerprint(finding: Finding, seen: Counter[str]) -> str:
    """What GitLab knows a finding by from one run to the next: without its line, which moves when something is written above it.

    Findings that are alike but for their line are told apart by their order.
    """
    what = "\0".join((finding.code, finding.place.path, finding.message, *finding.about))
    seen[what] += 1
    return hashlib.sha256(f"{what}\0{seen[what]}".encode("utf-8", "surrogateescape")).hexdigest()
