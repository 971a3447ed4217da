"""A commit was signed with a person's key on a day on which that key doesn't count."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from builder.checks.rule import rule
from builder.model.finding import Problem, Severity
from builder.model.history import Change, SignatureVerdict
from builder.model.place import Place
from builder.model.register import Person
from builder.model.snapshot import Snapshot
from builder.model.wording import counted


@rule("HIS019", Severity.GAP)
def key_used_outside_its_days(snapshot: Snapshot) -> Iterator[Problem]:
    """Somebody signed with a key before the day it was given out, or after the day on which it stopped counting.

    ## Why

    A key ends when its owner leaves, or when it is lost. Whoever holds it later can still sign, and can write any date into the commit. So both days are judged: the one that the commit claims and the one on which it arrived. A key that was used after its end is either still in use by somebody who didn't know, or in the wrong hands; an auditor can't tell which, and asks.

    It is told too where a commit was good when it came, and the register says today that the key had ended before: that is what happens after a loss that was noticed late.

    ## Example: fails

    Its commit is signed: `outside-window`

    ```yaml title="records/inspection/2026/insp-0003.yaml"
    id: insp-0003
    date: 2026-06-10
    site: yard
    recorded_by: P-002
    kind: site
    area: Shop and yard
    inspectors: [P-002]
    items_ok: 20
    items_deficient: 0
    signatures: [{person: P-002, date: 2026-06-10, method: electronic}]
    ```

    ## Example: passes

    Its commit is signed: `good`

    ```yaml title="records/inspection/2026/insp-0003.yaml"
    id: insp-0003
    date: 2026-06-10
    site: yard
    recorded_by: P-002
    kind: site
    area: Shop and yard
    inspectors: [P-002]
    items_ok: 20
    items_deficient: 0
    signatures: [{person: P-002, date: 2026-06-10, method: electronic}]
    ```

    ## What to do

    Ask the owner whether they made the commit. If they did, give them a key that counts (`muster keys person`). If they didn't, treat everything that the commit brought as not vouched for, find out who had the key, and record what you found. Don't change the days of the key to make it fit: that is told too (HIS018).

    ## Source

    ssh-keygen(1), "ALLOWED SIGNERS", valid-after and valid-before; that git itself holds them against the date the committer claims was measured with git 2.39.
    """
    history = snapshot.history
    used: dict[str, list[Change]] = defaultdict(list)
    later: dict[str, list[Change]] = defaultdict(list)
    people = {stored.value.id: stored.value for stored in snapshot.program.people.values()}
    for file in history.files.values() if history else ():
        for change in file.changes:
            if change.signature is SignatureVerdict.OUTSIDE_WINDOW:
                used[change.signer or ""].append(change)
            elif change.signature is SignatureVerdict.GOOD and _ended_before(people, change.signer, change.arrived):
                later[change.signer or ""].append(change)
    for signer, changes in sorted(used.items()):
        yield _problem(signer, changes, "with a key on a day on which it doesn't count")
    for signer, changes in sorted(later.items()):
        yield _problem(signer, changes, "with a key of which the register says today that it had ended before")


def _ended_before(people: dict[str, Person], signer: str | None, day: date) -> bool:
    """Whether every key that the register names for a person today has another time, and one had ended by that day."""
    keys = people[signer].keys if signer in people else ()
    return any(key.to and key.to < day for key in keys) and not any(key.covers(day) for key in keys)


def _problem(signer: str, changes: Sequence[Change], how: str) -> Problem:
    ordered = sorted(changes, key=lambda change: (change.arrived, change.path))
    commits = {change.origin or change.commit for change in ordered}
    last = ordered[-1]
    place = Place(f"records/people/{signer}.yaml") if signer else Place(last.path)
    return Problem(
        place,
        f"{signer or 'Somebody'} signed {counted(len(commits), 'commit')} {how}; the last one, {(last.origin or last.commit)[:10]}, "
        f"arrived on {last.arrived} and changed {last.path}.",
        "Ask the owner of the key whether they made it, and record what you found.",
        (signer,) if signer else (),
    )
