"""`muster check`: every finding in the program."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from builder.checks.run import check as find_all
from builder.commands.format_choice import pick_format
from builder.model.finding import Finding, Severity
from builder.model.snapshot import Snapshot
from builder.render.report import github, gitlab, json_text, markdown, text

WRITERS: Mapping[str, Callable[[Sequence[Finding], Snapshot], str]] = {
    "text": text.write_findings,
    "brief": text.write_errors,
    "json": json_text.write_findings,
    "github": github.write_findings,
    "gitlab": gitlab.write_findings,
    "markdown": markdown.write_findings,
}
"""How findings can be written, by the name of the format."""


def check(snapshot: Snapshot, *, format: str = "text", strict: bool = False, say: Callable[[str], None]) -> int:
    """Prints all findings; gives back 1 if there is an error (with `strict` also for a gap), else 0.

    Args:
        snapshot: The program as of a day.
        format: One of `WRITERS`.
        strict: Whether a gap counts as a failure.
        say: Prints a text.

    Raises:
        BuilderError: There is no such format.
    """
    write = pick_format(WRITERS, format)
    findings = find_all(snapshot)
    say(write(findings, snapshot).rstrip("\n"))
    failing = {Severity.ERROR, Severity.GAP} if strict else {Severity.ERROR}
    return int(any(finding.severity in failing for finding in findings))
