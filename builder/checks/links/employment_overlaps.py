"""Two stretches of one person's employment overlap."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from builder.checks.rule import rule
from builder.model.finding import Problem, Severity
from builder.model.snapshot import Snapshot


@rule("LNK015", Severity.ERROR)
def employment_overlaps(snapshot: Snapshot) -> Iterator[Problem]:
    """Two stretches of one person's employment cover the same day.

    ## Why

    On a day that lies in two stretches nobody can say which position the person held, and so which training, orientation and site were theirs. Muster would take the first one written, and every answer built on it might be wrong.

    ## Example: fails

    ```yaml title="records/people/P-004.yaml"
    id: P-004
    name: Gus Hall
    employment:
      - {from: 2026-04-01, to: 2026-05-15, position: plumber, level: worker, site: yard}
      - {from: 2026-05-15, position: foreman, level: supervisor, site: yard}
    ```

    ```yaml title="records/training/2026/trn-0002.yaml"
    id: trn-0002
    date: 2026-04-01
    recorded_by: P-002
    person: P-004
    course: fall-protection
    provider: Central Safety Training
    expires: 2029-04-01
    verified_by: P-002
    ```

    ## Example: passes

    ```yaml title="records/people/P-004.yaml"
    id: P-004
    name: Gus Hall
    employment:
      - {from: 2026-04-01, to: 2026-05-14, position: plumber, level: worker, site: yard}
      - {from: 2026-05-15, position: foreman, level: supervisor, site: yard}
    ```

    ```yaml title="records/training/2026/trn-0002.yaml"
    id: trn-0002
    date: 2026-04-01
    recorded_by: P-002
    person: P-004
    course: fall-protection
    provider: Central Safety Training
    expires: 2029-04-01
    verified_by: P-002
    ```

    ## What to do

    End the earlier stretch on the day before the later one begins.

    ## Source

    Muster's own format: a person has one position, level and site on a day; duties beside the job go under `roles`.
    """
    for id, stored in snapshot.program.people.items():
        stretches = sorted(enumerate(stored.value.employment), key=lambda pair: (pair[1].from_, pair[0]))
        if not stretches:
            continue
        last = stretches[0][1]
        for index, stretch in stretches[1:]:
            end = last.to or date.max
            if stretch.from_ <= end:
                until = f"runs to {last.to}" if last.to else "has no end"
                yield Problem(
                    stored.place("employment", index, "from"),
                    f"The employment of {id} as {stretch.position} begins on {stretch.from_}, but the one as "
                    f"{last.position} from {last.from_} {until}.",
                    "End the earlier stretch on the day before the later one begins.",
                    (id,),
                )
            if (stretch.to or date.max) > end:
                last = stretch
