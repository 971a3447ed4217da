"""Noise above the limit, and no program against it."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.approval import approved_documents
from builder.checks.rule import rule
from builder.measure.law.citation import find_instrument
from builder.model.finding import Problem, Severity
from builder.model.snapshot import Snapshot


@rule("LAW017", Severity.GAP)
def noise_without_hearing_program(snapshot: Snapshot) -> Iterator[Problem]:
    """A noise assessment found more than the law’s limit, and no approved document is the hearing program for it.

    ## Why

    Above 85 dBA over a shift people lose their hearing for good. The law then wants a program with controls, fit-tested protectors and hearing tests.

    ## Example: fails

    ```yaml title="records/noise-assessment/2026/nse-0001.yaml"
    id: nse-0001
    date: 2026-06-10
    site: yard
    recorded_by: P-002
    task: Chop saw
    workers: 1
    lex_dba: 86
    method: Dosimeter on the operator, full shift
    measures: Wall around the saw
    assessed_by: P-002
    signatures: [{person: P-002, date: 2026-06-10, method: electronic}]
    ```

    ## Example: passes

    ```yaml title="records/noise-assessment/2026/nse-0001.yaml"
    id: nse-0001
    date: 2026-06-10
    site: yard
    recorded_by: P-002
    task: Chop saw
    workers: 1
    lex_dba: 85
    method: Dosimeter on the operator, full shift
    assessed_by: P-002
    signatures: [{person: P-002, date: 2026-06-10, method: electronic}]
    ```

    ## What to do

    Write the program, and name the sections it follows (216 to 224 of the OHS Code) under `legislation` in its front matter.

    ## Source

    Code, sections 216 to 224 (OHS Code, as read for 2025-03-31).
    """
    limit = snapshot.law.limit("noise-exposure")
    if limit is None or limit.value is None or _has_program(snapshot, limit.law):
        return
    for stored in snapshot.program.records_by_type.get("noise-assessment", ()):
        level = getattr(stored.value, "lex_dba", None)
        if isinstance(level, int) and level > limit.value:
            yield Problem(
                stored.place("lex_dba"),
                f"{stored.value.id} found {level} dBA, more than {limit.value} {limit.unit}, and no approved document is a hearing program "
                f"({snapshot.law.cite(limit)}).",
                "Write the program, and name the sections it follows under `legislation`.",
                (stored.value.id,),
            )


_SECTIONS = range(216, 225)


def _has_program(snapshot: Snapshot, key: str) -> bool:
    """Whether an approved document says that it puts one of the sections on noise into practice."""
    for stored in approved_documents(snapshot):
        for reference in stored.value.legislation:
            instrument = find_instrument(snapshot.law, reference.law)
            number = (reference.section or "").split(".")[0].split("(")[0].strip()
            if instrument and instrument.key == key and number.isdecimal() and int(number) in _SECTIONS:
                return True
    return False
