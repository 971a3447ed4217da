"""Findings as GitHub workflow commands."""

from __future__ import annotations

from builder.model.finding import Finding, Severity
from builder.model.place import Place
from builder.render.report.github import write_findings
from tests.measure.small import snapshot_of


def lines(message: str, path: str = "records/a.yaml", severity: Severity = Severity.ERROR, fix: str = "") -> list[str]:
    finding = Finding(Place(path, 3, 7), "LNK003", "unknown-site", severity, message, fix)
    return write_findings([finding], snapshot_of({})).splitlines()


def test_finding_names_file_line_column_and_rule() -> None:
    assert lines("No such site.", fix="Correct it.")[0] == (
        "::error file=records/a.yaml,line=3,col=7,title=LNK003 unknown-site::No such site.%0Afix: Correct it."
    )


def test_gap_is_a_warning_and_note_a_notice() -> None:
    assert lines("x", severity=Severity.GAP)[0].startswith("::warning ")
    assert lines("x", severity=Severity.NOTE)[0].startswith("::notice ")


def test_message_can_not_smuggle_in_a_command_of_its_own() -> None:
    first, *rest = lines("100 %\n::stop-commands::x\r\n")

    assert first.endswith("::100 %25%0A::stop-commands::x%0D%0A")
    assert len(rest) == 1


def test_path_with_comma_and_colon_stays_one_property() -> None:
    assert "file=records/a%2Cline=9%3Ab.yaml,line=3," in lines("x", path="records/a,line=9:b.yaml")[0]
