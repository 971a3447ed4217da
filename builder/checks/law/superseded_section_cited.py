"""A document cites a section that no longer stands."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.rule import rule
from builder.measure.law.citation import find_citations, find_gone, find_instrument
from builder.model.finding import Problem, Severity
from builder.model.law import GoneSection, Instrument
from builder.model.place import Place
from builder.model.policy import Policy
from builder.model.snapshot import Snapshot
from builder.model.stored import Stored


@rule("LAW014", Severity.GAP)
def superseded_section_cited(snapshot: Snapshot) -> Iterator[Problem]:
    """A document cites a section of the law that was repealed or moved.

    ## Why

    An auditor who looks it up finds nothing, and asks what else is out of date. Text is read wherever it cites a section: “OHS Code section 390.1”, “Code s. 7 to 9”, “section 33(2) of the OHS Act”.

    ## Example: fails

    ```markdown title="policies/ladders.md"
    ---
    id: SWP-02
    title: Ladders
    kind: swp
    area: hazard-control
    version: 1
    owner: P-002
    approved_by: P-001
    approved_on: 2026-04-15
    review_every: P12M
    last_reviewed: 2026-04-15
    status: approved
    ---

    Hazing is violence: OHS Code section 390.1 names it.
    ```

    ## Example: passes

    ```markdown title="policies/ladders.md"
    ---
    id: SWP-02
    title: Ladders
    kind: swp
    area: hazard-control
    version: 1
    owner: P-002
    approved_by: P-001
    approved_on: 2026-04-15
    review_every: P12M
    last_reviewed: 2026-04-15
    status: approved
    ---

    Hazing is violence: OHS Code section 390 names it.
    ```

    ## What to do

    Cite the section named in the finding, and see whether what the text says is still so.

    ## Source

    The sections that fell away when the plans against violence and harassment became one (OHS Code, as read for 2025-03-31).
    """
    numbers = [gone.number for instrument in snapshot.law.instruments for gone in instrument.gone]
    for stored in snapshot.program.policies:
        if stored.value.status == "withdrawn":
            continue
        # Reading all citations takes its time; most texts name none of the few numbers that matter.
        may_cite = any(number in stored.value.body for number in numbers)
        for citation in find_citations(stored.value, snapshot.law) if may_cite else ():
            gone = find_gone(citation.section, citation.instrument)
            if gone:
                yield _problem(stored, citation.instrument, gone, Place(stored.path, citation.line, citation.column))
        for index, reference in enumerate(stored.value.legislation):
            instrument = find_instrument(snapshot.law, reference.law)
            gone = find_gone(reference.section or "", instrument) if instrument else None
            if gone and instrument:
                yield _problem(stored, instrument, gone, stored.place("legislation", index, "section"))


def _problem(stored: Stored[Policy], instrument: Instrument, gone: GoneSection, place: Place) -> Problem:
    return Problem(
        place,
        f"{stored.value.id} cites {instrument.name} s.{gone.number}, which no longer stands; it is now {gone.now} ({gone.source}).",
        "Cite the section that stands, and see whether what the text says is still so.",
        (stored.value.id,),
    )
