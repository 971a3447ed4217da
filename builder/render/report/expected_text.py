"""The expected records of an obligation or a question as a coordinator reads them: n and m, each with its list."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from builder.measure.promises.hole import name_hole
from builder.measure.promises.promised import Promised, name_promise
from builder.model.coverage import Answer, Expected, Indicator, Outcome
from builder.model.policy import Obligation
from builder.model.record import in_sentence
from builder.model.snapshot import Snapshot
from builder.record_types import TYPES
from builder.render.report.text import SYMBOLS, n_of_m

_Say = Callable[[Expected], str]
_LATE = {Outcome.MET: "on time", Outcome.LATE: "late"}


def write_expected(promised: Sequence[Promised], answer: Answer | None, snapshot: Snapshot) -> str:
    """Every expected record of the obligations: met by which record, late, explained, a hole, or not required and why."""
    lines = [f"As of {snapshot.as_of}, records from {snapshot.window.first} to {snapshot.window.last}."]
    if answer is not None:
        lines += ["", *_answer(answer)]
    for each in promised:
        lines += ["", *_promised(each, snapshot)]
    if answer is not None:
        for counted in answer.indicators:
            lines += ["", *_indicator(counted)]
    if not promised:
        lines += ["", "No approved document promises records for it, so the number required is unknown."]
    return "\n".join(lines) + "\n"


def _answer(answer: Answer) -> Iterator[str]:
    yield f"{answer.question.id}  {answer.question.topic}"
    yield f"  {SYMBOLS[answer.status]} {answer.status.value}, {n_of_m(answer)}: {answer.reason}"
    documents = [item.id for item in answer.evidence if item.kind == "policy"]
    if documents:
        yield f"  documents: {', '.join(documents)}"


def _promised(promised: Promised, snapshot: Snapshot) -> Iterator[str]:
    promise = promised.promise
    holes = promised.with_outcome(Outcome.HOLE)
    explained = promised.with_outcome(Outcome.EXPLAINED)
    spared = promised.with_outcome(Outcome.NOT_REQUIRED)
    late = len(promised.with_outcome(Outcome.LATE))
    yield f"{name_promise(promise)}: {rhythm(promise.obligation)}"
    place = promise.stored.place("obligations", promise.index)
    answers = f", answers {', '.join(promise.obligation.answers)}" if promise.obligation.answers else ""
    yield f"  promised in {place.path}:{place.line}{answers}"
    yield (
        f"  {promised.found} of {promised.required} found ({late} late); missing: {len(holes)}, explained: {len(explained)}; "
        f"not required: {len(spared)}"
    )
    yield from _group("missing", holes, lambda each: f"was due on {each.due}; {each.id}")
    yield from _group("explained (missing all the same)", explained, _explanation)
    found = promised.with_outcome(Outcome.MET, Outcome.LATE)
    yield from _group("found", found, lambda each: f"{_by(each, snapshot)}, {_LATE[each.outcome]}")
    yield from _group("not required", spared, lambda each: f"{each.reason} ({each.shown_by})")


def _group(title: str, group: Sequence[Expected], say: _Say) -> Iterator[str]:
    if group:
        yield f"  {title}: {len(group)}"
        width = max(len(_what(each)) for each in group)
        yield from (f"    {_what(each):<{width}}  {say(each)}" for each in group)


def _what(each: Expected) -> str:
    if each.outcome in (Outcome.HOLE, Outcome.EXPLAINED):
        return name_hole(each).removesuffix(" (explained)")
    return f"{each.unit}, {each.period}" if each.unit else each.period


def _by(each: Expected, snapshot: Snapshot) -> str:
    stored = snapshot.program.record_by_id.get(each.record or "")
    return f"{each.record} of {stored.value.date}" if stored else f"{each.record}"


def _explanation(each: Expected) -> str:
    action = f", action {each.corrective_action}" if each.corrective_action else ", no corrective action named"
    return f"{each.person}: {' '.join(each.reason.split())}{action}"


def _indicator(counted: Indicator) -> Iterator[str]:
    yield f"{counted.name}: {counted.found} of {counted.expected} {counted.counts}"
    if counted.failing:
        yield f"  not so: {len(counted.failing)}"
        yield from (f"    {each.id}: {each.why}" for each in counted.failing)
    if counted.satisfied:
        yield f"  so: {len(counted.satisfied)}"
        yield f"    {', '.join(counted.satisfied)}"


def rhythm(obligation: Obligation) -> str:
    """What an obligation promises, in words: "weekly inspection, every 1 week, for each site (kind: project), by supervisor"."""
    title = in_sentence(TYPES[obligation.record].TITLE) if obligation.record in TYPES else obligation.record
    parts = [f"{obligation.kind} {title}" if obligation.kind else title]
    if obligation.every:
        parts.append(f"every {obligation.every.words.removeprefix('1 ')}")
    if obligation.within:
        parts.append(f"within {obligation.within.words}")
    if obligation.per != "company":
        where = "; ".join(f"{name}: {', '.join(values)}" for name, values in obligation.where.items())
        parts.append(f"for each {obligation.per}" + (f" ({where})" if where else ""))
    if obligation.by:
        parts.append(f"by {obligation.by}")
    if obligation.grace:
        parts.append(f"{obligation.grace.words} of grace")
    return ", ".join(parts)
