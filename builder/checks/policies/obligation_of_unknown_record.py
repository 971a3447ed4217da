"""An obligation promises a record that can't exist."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from builder.checks.rule import rule
from builder.measure.promises.unit import FIELD_OF_UNIT
from builder.model.finding import Problem, Severity
from builder.model.policy import Obligation
from builder.model.record import Record
from builder.model.snapshot import Snapshot
from builder.record_types import TYPES


@rule("POL006", Severity.ERROR)
def obligation_of_unknown_record(snapshot: Snapshot) -> Iterator[Problem]:
    """An obligation names a type of record, a kind of it, or a `per` that doesn't go together.

    ## Why

    What is expected is derived from the obligations. One that promises an unknown type, an unknown kind, or one per something the type doesn't name, could never be met.

    ## Example: fails

    ```markdown title="policies/inspections.md"
    ---
    id: PRG-07
    title: Inspection program
    kind: program
    area: inspections
    version: 1
    owner: P-002
    approved_by: P-001
    approved_on: 2026-04-01
    effective: 2026-04-01
    review_every: P12M
    last_reviewed: 2026-04-01
    status: approved
    answers: [IN1]
    obligations:
      - {record: inspection, kind: monthly, every: P1M, per: site, by: supervisor, grace: P5D, answers: [IN2]}
    ---

    ## How often

    Once a month, every site.
    ```

    This also gives COV003.

    ## Example: passes

    ```markdown title="policies/inspections.md"
    ---
    id: PRG-07
    title: Inspection program
    kind: program
    area: inspections
    version: 1
    owner: P-002
    approved_by: P-001
    approved_on: 2026-04-01
    effective: 2026-04-01
    review_every: P12M
    last_reviewed: 2026-04-01
    status: approved
    answers: [IN1]
    obligations:
      - {record: inspection, kind: site, every: P1M, per: site, by: supervisor, grace: P5D, answers: [IN2]}
    ---

    ## How often

    Once a month, every site.
    ```

    ## What to do

    Use a type and a kind that exist (`muster new` lists them), and a `per` that the record has a field for.

    ## Source

    Muster's own format: obligations name record types.
    """
    for stored in snapshot.program.policies:
        for index, obligation in enumerate(stored.value.obligations):
            reason = _why_impossible(obligation)
            if reason:
                yield Problem(
                    stored.place("obligations", index),
                    f"{stored.value.id} promises what can't be recorded: {reason}.",
                    f"The types are: {', '.join(TYPES)}.",
                    (stored.value.id,),
                )


def _why_impossible(obligation: Obligation) -> str:
    """Why no record could ever meet it; empty when one could."""
    record_type = TYPES.get(obligation.record)
    if record_type is None:
        return f"there is no record type `{obligation.record}`"
    if obligation.kind is not None and obligation.kind not in _kinds(record_type):
        return f"`{obligation.kind}` is no kind of {obligation.record}"
    field = FIELD_OF_UNIT.get(obligation.per)
    if field is not None and field not in record_type.model_fields:
        return f"{record_type.PLURAL.lower()} don't say which {obligation.per} they are for"
    return ""


def _kinds(record_type: type[Record]) -> frozenset[str]:
    field = record_type.model_fields.get("kind") or record_type.model_fields.get("class_")
    found: set[str] = set()
    stack = [field.annotation if field else None]
    while stack:
        each = stack.pop()
        stack.extend(get_args(each))
        if isinstance(each, str):
            found.add(each)
    return frozenset(found)
