"""The overlay belongs to another standard, edition or partner than the company."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.rule import rule
from builder.model.finding import Problem, Severity
from builder.model.snapshot import Snapshot


@rule("OVL003", Severity.ERROR)
def overlay_of_other_standard(snapshot: Snapshot) -> Iterator[Problem]:
    """The overlay is of another standard, edition or certifying partner than records/company.yaml names.

    ## Why

    Each partner numbers and weighs its questions differently, and a new edition changes them. With the wrong instrument every number beside our questions is wrong.

    ## Example: fails

    ```yaml title="records/overlay.yaml"
    standard: alberta-cor
    edition: "2023"
    partner: aasp
    instrument: An instrument made up for this page
    read_on: 2026-04-01
    questions:
      - number: "1.1"
        element: leadership
        topics: [ML1, ML11, HA5, IN1, IN2]
        points: {D: 10, I: 5, O: 0}
        rule: range
    ```

    ## Example: passes

    ```yaml title="records/overlay.yaml"
    standard: alberta-cor
    edition: "2023"
    partner: acsa
    instrument: An instrument made up for this page
    read_on: 2026-04-01
    questions:
      - number: "1.1"
        element: leadership
        topics: [ML1, ML11, HA5, IN1, IN2]
        points: {D: 10, I: 5, O: 0}
        rule: range
    ```

    ## What to do

    If the company has changed its partner or moved to a new edition, copy the new instrument: `muster overlay write`. If the company's file is wrong, correct it there.

    ## Source

    Each certifying partner numbers and names the elements of the provincial standard in its own way (public crosswalk of elements by partner, read 2026-11-22).
    """
    stored, company = snapshot.program.overlay, snapshot.program.company
    if stored is None or company is None:
        return
    overlay = stored.value
    wanted = {
        "standard": company.value.standard.id,
        "edition": company.value.standard.edition,
        "partner": company.value.partner,
    }
    for name, expected in wanted.items():
        written = getattr(overlay, name)
        if written and written != expected:
            yield Problem(
                stored.place(name),
                f"The overlay is of the {name} {written}, the company's file names {expected}.",
                "Copy the instrument that the company is audited with, or correct records/company.yaml.",
                (written, expected),
            )
