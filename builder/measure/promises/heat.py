"""Expected records by site and month: where and when a promise was kept, with the list behind every number."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from builder.measure.month import Month
from builder.model.coverage import Expected
from builder.model.snapshot import Snapshot


@dataclass(frozen=True)
class HeatCell:
    """What was expected at a site in a month.

    Attributes:
        expected: All that is required, found or not, by period.
    """

    expected: tuple[Expected, ...]

    @property
    def found(self) -> int:
        """n: how many records are there, on time or late."""
        return sum(each.is_found for each in self.expected)

    @property
    def missing(self) -> tuple[Expected, ...]:
        """The holes, explained ones too."""
        return tuple(each for each in self.expected if not each.is_found)


@dataclass(frozen=True)
class Heat:
    """Sites by months.

    Attributes:
        sites: Ids in order; empty text for what belongs to the company as a whole.
        months: Those in which anything was expected, oldest first.
        cells: By (site, month); none where nothing was required.
    """

    sites: tuple[str, ...]
    months: tuple[Month, ...]
    cells: Mapping[tuple[str, Month], HeatCell]


def measure_by_month(
    snapshot: Snapshot, *, question: str | None = None, document: str | None = None, record_types: Iterable[str] = ()
) -> Heat:
    """The required expected records that a question counts, that a document promises, or of some types; by site and month.

    Each stands at the site it belongs to, in the month in which its period ends; one whose period still runs in the month of the
    as-of day.
    """
    types = frozenset(record_types)
    chosen = (
        each
        for each in snapshot.expected
        if each.is_required
        and (question is None or _counts(snapshot, question, each))
        and (document is None or each.document == document)
        and (not types or each.record_type in types)
    )
    return _group(chosen, snapshot.as_of)


def _counts(snapshot: Snapshot, question: str, expected: Expected) -> bool:
    """Whether a question counts it: its obligation answers the question, and the question asks for that record."""
    asked = snapshot.standard.question(question) if question in expected.answers else None
    return asked is not None and any(
        need.record == expected.record_type and (need.kind is None or expected.kind in (None, need.kind))
        for need in asked.needs
    )


def _group(expected: Iterable[Expected], as_of: date) -> Heat:
    groups: dict[tuple[str, Month], list[Expected]] = defaultdict(list)
    for each in expected:
        last = min(each.last, as_of)
        groups[each.site, (last.year, last.month)].append(each)
    return Heat(
        tuple(sorted({site for site, _ in groups})),
        tuple(sorted({month for _, month in groups})),
        {key: HeatCell(tuple(sorted(group, key=lambda one: (one.last, one.id)))) for key, group in groups.items()},
    )
