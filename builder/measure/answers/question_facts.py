"""The question sheet's facts: what an auditor writes down for each question and site, ready to be copied. Never a verdict."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from builder.measure.answers.example import give_example
from builder.measure.answers.fact_lines import document_lines, line_of, register_line, when_filed
from builder.measure.answers.ground import Ground
from builder.measure.answers.question_parts import Pieces, count_part, list_parts
from builder.measure.answers.readiness import partner_numbers
from builder.measure.answers.unnamed import without_people
from builder.measure.filing.filing import Filing, measure_all_filing
from builder.measure.promises.hole import name_hole
from builder.model.coverage import Answer, Detail, ElementCoverage, EvidenceItem, Expected, Status
from builder.model.question_facts import FactCount, QuestionFacts, SiteFacts
from builder.model.snapshot import Snapshot

NOT_DOCUMENTARY = "Documents can't answer it."
HIDDEN = "Kept at a level that this pack doesn't show: {count}; to be seen with permission."


def state_facts(snapshot: Snapshot, sites: Sequence[str]) -> tuple[QuestionFacts, ...]:
    """Every question with its facts, in the partner's order.

    A question is told by site where most of its records, or of the population it counts, name one; then it has a row for each of the
    sites, also where nothing was due there. What is told of no site, like certificates, stands in a row of the whole company. Documents
    and registers are told in every row, so that each can be copied on its own.

    Args:
        snapshot: At the level of the reader. Nobody is named in what comes back; people are counted.
        sites: Ids of the sites to tell apart, in the order of the rows; what happened at others is only in the answer's own n of m.
    """
    scene = _Scene(snapshot, tuple(sites))
    return tuple(_facts(answer, element, scene) for element in snapshot.coverage.elements for answer in element.answers)


@dataclass(frozen=True)
class _Scene:
    """What the facts of all questions are taken from."""

    snapshot: Snapshot
    sites: tuple[str, ...]

    @cached_property
    def ground(self) -> Ground:
        """The same ground on which the coverage was measured."""
        snapshot = self.snapshot
        return Ground(
            snapshot.program,
            snapshot.window,
            snapshot.as_of,
            snapshot.expected,
            snapshot.history,
            snapshot.standard,
        )

    @cached_property
    def idle(self) -> Mapping[tuple[str, str], Sequence[Expected]]:
        """What was promised but not required, because a site was shut or nobody was at work, by question and record type."""
        found: dict[tuple[str, str], list[Expected]] = defaultdict(list)
        for each in self.snapshot.expected:
            if not each.is_required:
                for question in each.answers:
                    found[question, each.record_type].append(each)
        return found

    @cached_property
    def filings(self) -> Mapping[str, Filing]:
        """When each record was filed, by its id."""
        return {each.stored.value.id: each for each in measure_all_filing(self.snapshot)}


@dataclass(frozen=True)
class _Asked:
    """A question with what its needs count, and what is missing beside that."""

    answer: Answer
    parts: tuple[Pieces, ...]
    others: tuple[str, ...]

    @property
    def hidden(self) -> int:
        """How many records count in n but are not shown at this level; nobody can say at which site."""
        if self.answer.expected is not None or self.answer.status is Status.NOT_APPLICABLE:
            return 0
        return max(self.answer.found - sum(len(part.loose) for part in self.parts), 0)


def _facts(answer: Answer, element: ElementCoverage, scene: _Scene) -> QuestionFacts:
    parts = list_parts(answer, scene.ground, scene.idle)
    others = dict.fromkeys(_other_missing(answer, parts))
    rows = tuple(_rows(_Asked(answer, parts, tuple(others)), scene))
    return QuestionFacts(
        element=element.partner,
        key=element.element.key,
        answer=answer,
        numbers=partner_numbers(scene.snapshot, answer.question.id),
        reason=_reason(answer, scene),
        rows=rows,
        example=give_example(answer, parts, scene.snapshot) if answer.status is not Status.NOT_APPLICABLE else "",
    )


def _reason(answer: Answer, scene: _Scene) -> str:
    company = scene.snapshot.program.company
    if answer.detail is Detail.CLAIMED and company is not None:
        claims = [each for each in company.value.not_applicable if each.question == answer.question.id]
        reason = f"{claims[0].reason.rstrip('.')} ({claims[0].date.isoformat()})" if claims else answer.reason
        return without_people(reason, scene.snapshot.program)
    return without_people(answer.reason, scene.snapshot.program)


def _rows(asked: _Asked, scene: _Scene) -> Iterator[SiteFacts]:
    program, answer, parts = scene.snapshot.program, asked.answer, asked.parts
    if answer.status is Status.NOT_APPLICABLE:
        line = f"Not applicable: {_reason(answer, scene)}." if answer.detail is Detail.CLAIMED else NOT_DOCUMENTARY
        yield SiteFacts("", (line,), (), (), ())
        return
    by_site = [part for part in parts if part.is_told_by_site(program)] if scene.sites else []
    whole = [part for part in parts if part not in by_site]
    if by_site:
        for site in scene.sites:
            yield _row(site, asked, [part.at(site, program) for part in by_site], scene)
    nowhere = [rest for part in by_site if (rest := part.at("", program)).has_any]
    if whole or nowhere or asked.hidden or not by_site:
        yield _row("", asked, [*whole, *nowhere], scene)


def _row(site: str, asked: _Asked, parts: Sequence[Pieces], scene: _Scene) -> SiteFacts:
    program, answer = scene.snapshot.program, asked.answer
    shared = [item for item in answer.evidence if item.kind in ("policy", "register")]
    records = tuple(_records(parts, scene))
    counted = [count_part(part, program) for part in parts]
    counts = tuple(_counts(answer, counted, is_whole=not site))
    lines = [
        *document_lines(answer, shared, scene.snapshot),
        *(register_line(item, program) for item in shared if item.kind == "register"),
        *(
            line
            for part, count in zip(parts, counted, strict=True)
            for line in line_of(part, count, program, bool(site))
        ),
        *when_filed(records, scene.filings),
        *([HIDDEN.format(count=asked.hidden)] if asked.hidden and not site else []),
    ]
    missing = dict.fromkeys((*asked.others, *(each for count in counted for each in count.misses)))
    # A title or a crew may be called after somebody; on this sheet nobody is.
    told, lacking = ([without_people(each, program) for each in listed] for listed in (lines, missing))
    return SiteFacts(site, tuple(told), counts, (*shared, *records), tuple(lacking))


def _other_missing(answer: Answer, parts: Sequence[Pieces]) -> Iterator[str]:
    """What is missing beside expected records and counted populations: documents, headings, a first record, an entry."""
    counted = {f"{each.id}: {each.why}" for indicator in answer.indicators for each in indicator.failing}
    for part in parts:
        counted.update(name_hole(each) for each in part.promised if not each.is_found)
    return (each for each in answer.missing if each not in counted)


def _records(parts: Sequence[Pieces], scene: _Scene) -> Iterator[EvidenceItem]:
    """The records behind n, by date and id, each once."""
    known = scene.snapshot.program.record_by_id
    found: dict[str, EvidenceItem] = {}
    for part in parts:
        for each in part.promised:
            stored = known.get(each.record or "")
            if each.is_found and stored is not None:
                found[stored.value.id] = scene.ground.item(
                    each.record_type, stored.value.id, stored.path, stored.value.date
                )
        found.update({item.id: item for item in part.loose})
    return iter(sorted(found.values(), key=lambda item: (item.date.isoformat() if item.date else "", item.id)))


def _counts(answer: Answer, counted: Sequence[FactCount], *, is_whole: bool) -> Iterator[FactCount]:
    """The counts of a row, the one to write down first: by the same rule as the coverage's own n of m."""
    counts = [each for each in counted if each.expected != 0 or each.is_promised]
    promised = [each for each in counts if each.is_promised]
    populations = [each for each in counts if each.expected and not each.is_promised]
    if promised:
        main = _sum(promised) if len(promised) > 1 else promised[0]
    elif populations:
        main = min(populations, key=lambda each: each.found / (each.expected or 1))
    elif counts:
        main = _sum(counts) if len(counts) > 1 else counts[0]
    elif is_whole and answer.expected is not None and not any(need.record for need in answer.question.needs):
        words = "documents and registers that the question asks for"
        main = FactCount(words, answer.found, answer.expected, answer.on_time, f"counted one by one: {words}")
    else:
        return
    yield main
    yield from (each for each in counts if each is not main)


def _sum(counts: Sequence[FactCount]) -> FactCount:
    expected = None if any(each.expected is None for each in counts) else sum(each.expected or 0 for each in counts)
    return FactCount(
        what=", ".join(each.what for each in counts),
        found=sum(each.found for each in counts),
        expected=expected,
        on_time=sum(each.on_time for each in counts),
        source="; ".join(dict.fromkeys(each.source for each in counts)),
        is_promised=counts[0].is_promised,
    )
