"""Somebody lacks a course that the position needs."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.rule import rule
from builder.measure.people.competence import Standing, measure_competence
from builder.measure.people.training import Validity, measure_training
from builder.model.finding import Problem, Severity
from builder.model.snapshot import Snapshot


@rule("COV006", Severity.GAP)
def required_training_missing(snapshot: Snapshot) -> Iterator[Problem]:
    """Somebody works in a position that needs a course, and has no certificate of it at all.

    ## Why

    The training matrix promises that nobody does the work untrained. An empty cell is the first thing an auditor looks for, and the first thing asked after an accident. Where a record shows the person at work without it, DUE013 says so instead.

    ## Example: fails

    ```yaml title="records/people/P-004.yaml"
    id: P-004
    name: Gus Hall
    employment: [{from: 2026-05-04, position: plumber, level: worker, site: yard}]
    ```

    ## Example: passes

    ```yaml title="records/people/P-004.yaml"
    id: P-004
    name: Gus Hall
    employment: [{from: 2026-05-04, position: plumber, level: worker, site: yard}]
    ```

    ```yaml title="records/training/2026/trn-0002.yaml"
    id: trn-0002
    date: 2026-05-04
    recorded_by: P-002
    person: P-004
    course: fall-protection
    provider: Central Safety Training
    expires: 2029-05-04
    ```

    ## What to do

    If there is a certificate, file it. Otherwise keep the person off that work until trained.

    ## Source

    OHS Act: workers are adequately qualified, suitably trained, or work under direct supervision; the standard's questions TR5 and TR6.
    """
    lapses = measure_competence(snapshot.program, snapshot.window).of(Standing.MISSING)
    at_work = {(each.person, each.course) for each in lapses}
    for cell in measure_training(snapshot.program, snapshot.as_of).cells.values():
        if cell.validity is Validity.MISSING and (cell.person, cell.course) not in at_work:
            stored = snapshot.program.people[cell.person]
            yield Problem(
                stored.place("employment"),
                f"The position of {cell.person} needs {cell.course}, and there is no certificate.",
                f"File the certificate, or keep {cell.person} off that work until trained.",
                (cell.person, cell.course),
            )
