"""What the needs of one question gave, and the status that follows from it."""

from __future__ import annotations

from dataclasses import dataclass, field

from builder.model.coverage import Detail, EvidenceItem, Indicator, Status


@dataclass
class Tally:
    """What the needs of one question gave so far.

    Attributes:
        found, expected, on_time: Records where the number required is known.
        loose: Records where it isn't.
        needs, met: How many needs there are, and how many have all they ask for.
        documents, records: How many needs a current document answers, and how many records were found.
        nothing_due: Whether a promised record has no record, because none fell due.
    """

    found: int = 0
    expected: int | None = None
    on_time: int = 0
    loose: int = 0
    needs: int = 0
    met: int = 0
    record_needs: int = 0
    documents: int = 0
    records: int = 0
    evidence: list[EvidenceItem] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    indicators: list[Indicator] = field(default_factory=list)
    is_stale: bool = False
    is_superseded: bool = False
    is_inherited: bool = False
    nothing_due: bool = False

    def count(self, found: int, on_time: int, *, expected: int) -> None:
        """Adds n of m."""
        self.found += found
        self.on_time += on_time
        self.expected = (self.expected or 0) + expected

    @property
    def n_of_m(self) -> tuple[int, int | None, int]:
        """found, expected, on time.

        Of the records that were promised; else of the weakest positive indicator; else of the needs themselves, where no record is
        asked for; else of the records found, whose required number nobody knows.
        """
        if self.expected is not None:
            return self.found, self.expected, self.on_time
        if self.indicators:
            weakest = min(self.indicators, key=lambda each: each.found / each.expected)
            return weakest.found, weakest.expected, weakest.found
        if not self.record_needs:
            return self.met, self.needs, self.met
        return self.loose, None, self.loose


def judge(tally: Tally) -> tuple[Status, Detail, str]:
    """The status of a question with its finer state and the reason in plain words."""
    late = tally.found - tally.on_time
    if tally.nothing_due and not tally.records:
        return Status.PARTIAL, Detail.DESIGN_ONLY, "written, no records yet: nothing has fallen due"
    if tally.met == tally.needs:
        if late:
            return Status.EVIDENCE, Detail.LATE, f"everything is there, {late} of {tally.found} late"
        if tally.is_inherited:
            return Status.EVIDENCE, Detail.INHERITED, "answered by the document behind the question it builds on"
        return Status.EVIDENCE, Detail.COMPLETE, "everything asked for is there"
    if tally.record_needs and tally.documents and not tally.records:
        return Status.PARTIAL, Detail.DESIGN_ONLY, "written, no records yet"
    if tally.is_stale:
        return Status.PARTIAL, Detail.STALE, "the document is past its review"
    if not tally.evidence:
        if tally.is_superseded:
            return Status.MISSING, Detail.SUPERSEDED, "the document that answered it is withdrawn"
        return Status.MISSING, Detail.ABSENT, "nothing in the repository answers it"
    return Status.PARTIAL, Detail.LATE if late else Detail.INCOMPLETE, _what_is_missing(tally)


def _what_is_missing(tally: Tally) -> str:
    """Which kind of thing is missing: records, or records that are not as they should be."""
    failing = [each for each in tally.indicators if each.failing]
    if failing and (tally.expected is None or tally.found == tally.expected):
        each = failing[0]
        return f"{each.found} of {each.expected} {each.counts}"
    return "some of what is asked for is missing"
