"""The program held against another standard, as text for people and as JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any

from builder.measure.answers.crosswalk import Fate, Match, Migration, Move, Serves
from builder.model.outline import Outline
from builder.model.snapshot import Snapshot
from builder.render.report.json_object import write_object

CROSSWALK_SCHEMA = "https://muster.example/schema/crosswalk-1.json"
SYMBOLS = {
    Serves.MAY_SERVE: "✓",
    Serves.IN_PART: "◐",
    Serves.NOTHING: "✗",
    Serves.NOT_DOCUMENTARY: "–",
}
_FATES = {
    Fate.CARRIES_OVER: "Carries over to one place",
    Fate.SPLITS: "Is asked for in several places",
    Fate.ORPHANED: "Nothing there asks for it",
}


def write_matches(matches: Sequence[Match], outline: Outline, snapshot: Snapshot) -> str:
    """The other standard clause by clause, with our questions that it may be answered by."""
    lines = [*_head(outline, snapshot), ""]
    for _, group in groupby(matches, key=lambda match: match.element.number):
        lines.extend(_element(list(group)))
    lines.append(_totals(matches))
    return "\n".join([*lines, *_foot(outline)]) + "\n"


def write_migration(migration: Migration, outline: Outline, snapshot: Snapshot) -> str:
    """What carries over, what splits, what is orphaned, and what nothing answers; before and after in one line each."""
    lines = [*_head(outline, snapshot), ""]
    for fate in Fate:
        moves = [move for move in migration.moves if move.fate is fate]
        lines.append(f"{_FATES[fate]}: {len(moves)}")
        lines.extend(_move(move) for move in moves)
        lines.append("")
    lines.append("Asked there, and not or only partly answered by what you have:")
    open_ones = [match for match in migration.matches if match.serves in (Serves.NOTHING, Serves.IN_PART)]
    lines.extend(f"  {match.item.number:<8} {match.item.name}: {match.reason}" for match in open_ones)
    if not open_ones:
        lines.append("  nothing")
    counted = Counter(answer.status.value for answer in snapshot.coverage.answers())
    before = ", ".join(f"{counted[name]} {name}" for name in sorted(counted))
    lines += ["", f"Now: {sum(counted.values())} questions: {before}.", f"Then: {_totals(migration.matches)}"]
    return "\n".join([*lines, *_foot(outline)]) + "\n"


def write_matches_json(matches: Sequence[Match], outline: Outline, snapshot: Snapshot) -> str:
    """The same as one JSON object."""
    return write_object(_object(matches, outline, snapshot))


def write_migration_json(migration: Migration, outline: Outline, snapshot: Snapshot) -> str:
    """The same as one JSON object, with `moves`."""
    found = _object(migration.matches, outline, snapshot)
    found["moves"] = [
        {
            "kind": move.kind,
            "id": move.id,
            "title": move.title,
            "path": move.path,
            "count": move.count,
            "questions": list(move.questions),
            "to": list(move.to),
            "fate": move.fate.value,
        }
        for move in migration.moves
    ]
    return write_object(found)


def _head(outline: Outline, snapshot: Snapshot) -> Iterator[str]:
    yield outline.title
    now = f"{snapshot.standard.id}, edition {snapshot.standard.edition}"
    yield f"As of {snapshot.as_of}, found by way of topics from the questions of {now}."


def _foot(outline: Outline) -> Iterator[str]:
    yield "Topics show where to look. They don't say that two standards ask the same, and give no points."
    if outline.draft:
        yield f"This outline is a draft, to be checked against the published text. {' '.join(outline.confidence.split())}"


def _element(matches: Sequence[Match]) -> Iterator[str]:
    element = matches[0].element
    has_items = bool(element.items)
    if has_items:
        yield f"{element.number}  {element.name}"
    for match in matches:
        word = match.serves.value.replace("-", " ")
        yield f"  {SYMBOLS[match.serves]} {word:<15} {match.item.number:<8} {match.item.name}"
        asked = ", ".join(answer.question.id for answer in match.answers)
        yield " " * 29 + (f"{match.reason}: {asked}" if asked else match.reason)
        if match.item.note:
            yield " " * 29 + match.item.note
    if has_items:
        yield ""


def _move(move: Move) -> str:
    name = f"{move.id} {move.title}" if move.kind == "document" else f"{move.count} {move.title.lower()}"
    return f"  {name}" + (f" → {', '.join(move.to)}" if move.to else "")


def _totals(matches: Iterable[Match]) -> str:
    counted = Counter(match.serves for match in matches)
    parts = ", ".join(f"{counted[each]} {each.value.replace('-', ' ')}" for each in Serves)
    return f"{sum(counted.values())} clauses or elements: {parts}."


def _object(matches: Sequence[Match], outline: Outline, snapshot: Snapshot) -> dict[str, Any]:
    return {
        "schema": CROSSWALK_SCHEMA,
        "standard": outline.id,
        "edition": outline.edition,
        "draft": outline.draft,
        "confidence": " ".join(outline.confidence.split()),
        "sources": [{"what": each.what, "read_on": each.read_on.isoformat()} for each in outline.sources],
        "from": {"standard": snapshot.standard.id, "edition": snapshot.standard.edition},
        "as_of": snapshot.as_of.isoformat(),
        "items": [
            {
                "element": match.element.number,
                "number": match.item.number,
                "name": match.item.name,
                "serves": match.serves.value,
                "reason": match.reason,
                "questions": [{"id": answer.question.id, "status": answer.status.value} for answer in match.answers],
                "uncovered": list(match.uncovered),
                "note": match.item.note,
            }
            for match in matches
        ],
    }
