"""What the needs of a question found, piece by piece, so that it can be told by site."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from builder.measure.answers.ground import Ground
from builder.measure.answers.need import promised_for
from builder.measure.answers.unnamed import count_people, name_failing, people_words
from builder.measure.promises.hole import name_hole
from builder.model.coverage import Answer, EvidenceItem, Expected, Indicator, Outcome
from builder.model.policy import Obligation
from builder.model.program import Program
from builder.model.question_facts import FactCount
from builder.model.record import in_sentence
from builder.model.standard import Need
from builder.record_types import TYPES


@dataclass(frozen=True)
class Pieces:
    """What one need of a question counts; `at` narrows it to a site.

    Attributes:
        need: The need.
        promised: Its expected records that are required, where a document promises them.
        idle: Promised ones that were not required: the site was shut, nobody was at work.
        loose: Its records, where none is promised.
        indicator: Its population, where it counts one.
        is_promised: Whether a document promises its records, due or not.
        source: What m is counted from, in words; kept when it is narrowed to a site where nothing was due.
    """

    need: Need
    promised: tuple[Expected, ...] = ()
    idle: tuple[Expected, ...] = ()
    loose: tuple[EvidenceItem, ...] = ()
    indicator: Indicator | None = None
    is_promised: bool = False
    source: str = ""

    def sites(self, program: Program) -> Counter[str]:
        """How many of its pieces stand at each site; those without one under an empty id."""
        found: Counter[str] = Counter()
        found.update(each.site if each.site in program.sites else "" for each in self.promised)
        found.update(_site_of_record(each.id, program) for each in self.loose)
        if self.indicator:
            found.update(_site_of_counted(id, program) for id in self.indicator.satisfied)
            found.update(_site_of_counted(each.id, program) for each in self.indicator.failing)
        return found

    def is_told_by_site(self, program: Program) -> bool:
        """Whether it is told by site.

        Most of its pieces must name a site: a handful of certificates that happen to name one don't make a count by site. What is for
        the whole company or for a position isn't told by site, wherever it was written; nor what is for people when all of it was
        written at one place, like orientations in the office.
        """
        sites = self.sites(program)
        if not sites or sites[""] * 2 >= sites.total():
            return False
        units = self._units(program)
        return not units <= {"company", "position", "person"} or ("person" in units and len(sites - Counter([""])) > 1)

    def _units(self, program: Program) -> set[str]:
        """What its records are for each of."""
        units: set[str] = set()
        for document, index in {(each.document, each.obligation) for each in self.promised}:
            stored = program.policy_by_id.get(document)
            if stored is not None and index < len(stored.value.obligations):
                units.add(stored.value.obligations[index].per)
        kind = TYPES.get(self.need.record or "")
        if not units and kind is not None:
            units.add(kind.UNIT)
        if self.indicator is not None:
            units.update(_unit_of_counted(id, program) for id in self.indicator.satisfied)
            units.update(_unit_of_counted(each.id, program) for each in self.indicator.failing)
        return units

    def at(self, site: str, program: Program) -> Pieces:
        """Only what stands at the site; with an empty id, only what stands at none."""
        indicator = self.indicator
        if indicator is not None:
            indicator = replace(
                indicator,
                satisfied=tuple(id for id in indicator.satisfied if _site_of_counted(id, program) == site),
                failing=tuple(each for each in indicator.failing if _site_of_counted(each.id, program) == site),
            )
        return replace(
            self,
            promised=tuple(each for each in self.promised if (each.site if each.site in program.sites else "") == site),
            idle=tuple(each for each in self.idle if (each.site if each.site in program.sites else "") == site),
            loose=tuple(each for each in self.loose if _site_of_record(each.id, program) == site),
            indicator=indicator,
        )

    @property
    def has_any(self) -> bool:
        """Whether it counts anything."""
        return bool(self.promised or self.loose or (self.indicator and self.indicator.expected))


def list_parts(
    answer: Answer, ground: Ground, idle: Mapping[tuple[str, str], Sequence[Expected]]
) -> tuple[Pieces, ...]:
    """The needs of a question that count something: records and populations. Documents and registers are told beside them.

    Args:
        answer: What the coverage says.
        ground: On which it was measured.
        idle: What was promised and not required, by question and record type.
    """
    counted = {each.name: each for each in answer.indicators}
    found = []
    for need in answer.question.needs:
        if need.indicator in counted:
            found.append(Pieces(need, indicator=counted[need.indicator or ""]))
        elif need.record is not None:
            promised = tuple(promised_for(need, answer.question.id, ground))
            is_promised = any(
                (id, record) == (answer.question.id, need.record) and (need.kind is None or kind in (None, need.kind))
                for id, record, kind in ground.promised
            )
            loose = () if promised else tuple(_loose(answer, need, ground.program))
            source = _promise_words(promised, ground.program) or "promised by a document; nothing has fallen due"
            rest = tuple(
                each for each in idle.get((answer.question.id, need.record), ()) if need.kind in (None, each.kind)
            )
            found.append(Pieces(need, promised, rest, loose, is_promised=bool(promised) or is_promised, source=source))
    return tuple(found)


def _loose(answer: Answer, need: Need, program: Program) -> Iterable[EvidenceItem]:
    for item in answer.evidence:
        stored = program.record_by_id.get(item.id) if item.kind == need.record else None
        if stored is None or (need.kind is not None and stored.value.kind_of_record != need.kind):
            continue
        if all(getattr(stored.value, name, None) in values for name, values in need.where.items()):
            yield item


def _site_of_record(id: str, program: Program) -> str:
    stored = program.record_by_id.get(id)
    site = (stored.value.site if stored else None) or ""
    return site if site in program.sites else ""


def _site_of_counted(id: str, program: Program) -> str:
    """The site of one of a population: of the record it stands on, or the one it names ("C-01, northgate")."""
    head, _, rest = id.partition(",")
    if head in program.record_by_id:
        return _site_of_record(head, program)
    return rest.strip() if rest.strip() in program.sites else ""


def _unit_of_counted(id: str, program: Program) -> str:
    stored = program.record_by_id.get(id.partition(",")[0])
    return type(stored.value).UNIT if stored else "event"


def count_part(part: Pieces, program: Program) -> FactCount:
    """N of m of a part, with its lists."""
    if part.indicator is not None:
        return _count_indicator(part.indicator, program)
    if part.is_promised and not part.loose:
        return _count_promised(part, program)
    if part.is_promised:
        # As the coverage counts: what was done although nothing had fallen due is all there had to be.
        found = len(part.loose)
        source = "promised by a document; nothing had fallen due, and what was done counts"
        return FactCount(record_words(part.need), found, found, found, source, is_promised=True)
    return FactCount(
        record_words(part.need),
        len(part.loose),
        None,
        len(part.loose),
        "unknown: no document says how many are required",
    )


def _count_indicator(indicator: Indicator, program: Program) -> FactCount:
    return FactCount(
        what=indicator.counts,
        found=indicator.found,
        expected=indicator.expected,
        on_time=indicator.found,
        source=f"counted one by one: {indicator.counts}",
        good=count_people(id for id in indicator.satisfied if id != "withheld") + _withheld(indicator.satisfied),
        misses=name_failing((each for each in indicator.failing if each.id != "withheld"), program)
        + _withheld([each.id for each in indicator.failing]),
    )


def _withheld(ids: Sequence[str]) -> tuple[str, ...]:
    count = ids.count("withheld")
    return (f"{count} not shown in this pack",) if count else ()


def _count_promised(part: Pieces, program: Program) -> FactCount:
    found = [each for each in part.promised if each.is_found]
    return FactCount(
        what=record_words(part.need),
        found=len(found),
        expected=len(part.promised),
        on_time=sum(each.outcome is Outcome.MET for each in found),
        source=part.source,
        misses=(
            *_name_holes(part.promised),
            *(_name_late(each, program) for each in found if each.outcome is Outcome.LATE),
        ),
        is_promised=True,
    )


def _name_holes(promised: Iterable[Expected]) -> tuple[str, ...]:
    """Missing records by name; those of people joined to a count."""
    counts: Counter[str] = Counter()
    people: set[str] = set()
    for each in promised:
        if each.is_found:
            continue
        if each.unit.startswith("P-"):
            name = name_hole(replace(each, unit=""))
            people.add(name)
        else:
            name = name_hole(each)
        counts[name] += 1
    return tuple(f"{people_words(counts[name])}, {name}" if name in people else name for name in counts)


def _name_late(expected: Expected, program: Program) -> str:
    stored = program.record_by_id.get(expected.record or "")
    day = f" of {stored.value.date.isoformat()}" if stored else ""
    return f"{expected.record or 'a record'}{day}: late, was due by {expected.due.isoformat()}"


def _promise_words(promised: Iterable[Expected], program: Program) -> str:
    """What m is counted from: "PRG-07 promises: weekly inspection, every week, for each site"."""
    obligations: dict[tuple[str, int], None] = {(each.document, each.obligation): None for each in promised}
    words: dict[str, list[str]] = {}
    for document, index in obligations:
        stored = program.policy_by_id.get(document)
        if stored is not None and index < len(stored.value.obligations):
            words.setdefault(document, []).append(obligation_words(stored.value.obligations[index]))
    return "; ".join(f"{document} promises {', and '.join(dict.fromkeys(each))}" for document, each in words.items())


def obligation_words(obligation: Obligation) -> str:
    """What an obligation promises: "weekly inspection, every week, for each site"."""
    title = in_sentence(TYPES[obligation.record].TITLE) if obligation.record in TYPES else obligation.record
    parts = [f"{title} ({obligation.kind.replace('-', ' ')})" if obligation.kind else title]
    if obligation.every:
        parts.append(f"every {obligation.every.words.removeprefix('1 ')}")
    if obligation.within:
        parts.append(f"within {obligation.within.words}")
    if obligation.per != "company":
        parts.append(f"for each {obligation.per.replace('-', ' ')}")
    return ", ".join(parts)


def record_words(need: Need) -> str:
    """The records of a need in words: "inspections (vehicle)"."""
    kind = TYPES.get(need.record or "")
    title = in_sentence(kind.PLURAL) if kind else str(need.record)
    narrowed = [need.kind or "", *(" or ".join(values) for values in need.where.values())]
    inside = ", ".join(each.replace("-", " ") for each in narrowed if each)
    return f"{title} ({inside})" if inside else title
