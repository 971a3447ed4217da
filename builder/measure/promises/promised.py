"""The expected records of one obligation, with both lists behind n of m."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from builder.measure.promises.promise import Promise, list_promises
from builder.model.coverage import Expected, Outcome
from builder.model.snapshot import Snapshot


@dataclass(frozen=True)
class Promised:
    """One obligation with everything expected of it, in the order of its periods.

    Attributes:
        promise: The obligation and its document.
        expected: What became of each record, those not required included.
    """

    promise: Promise
    expected: tuple[Expected, ...]

    def with_outcome(self, *outcomes: Outcome) -> tuple[Expected, ...]:
        """Those with one of the outcomes."""
        return tuple(each for each in self.expected if each.outcome in outcomes)

    @property
    def found(self) -> int:
        """n: how many records are there, on time or late."""
        return sum(each.is_found for each in self.expected)

    @property
    def required(self) -> int:
        """m: how many are required; an explained hole is."""
        return sum(each.is_required for each in self.expected)


def list_promised(snapshot: Snapshot, *, question: str | None = None, obligation: str | None = None) -> list[Promised]:
    """The obligations that answer a question, or those of a document, with what became of each record.

    Args:
        snapshot: The program as of a day.
        question: Id of a question of the standard.
        obligation: A document's id (PRG-07), or with the record and its kind (PRG-07/inspection/weekly).
    """
    expected: dict[tuple[str, int], list[Expected]] = defaultdict(list)
    for each in snapshot.expected:
        expected[each.document, each.obligation].append(each)
    found: list[Promised] = []
    for promise in list_promises(snapshot.program, snapshot.history):
        if question is not None and question not in promise.obligation.answers:
            continue
        if obligation is not None and not f"{name_promise(promise)}/".startswith(f"{obligation}/"):
            continue
        group = expected[promise.policy.id, promise.index]
        found.append(Promised(promise, tuple(sorted(group, key=lambda each: (each.first, each.unit)))))
    return found


def name_promise(promise: Promise) -> str:
    """The name of an obligation on the command line: its document, record and kind."""
    parts = (promise.policy.id, promise.obligation.record, promise.obligation.kind)
    return "/".join(part for part in parts if part)
