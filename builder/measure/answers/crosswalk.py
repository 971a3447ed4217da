"""The program held against another standard by way of neutral topics: where to look, never that two standards ask the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from builder.model.coverage import Answer, Status
from builder.model.outline import Outline, OutlineElement, OutlineItem, Topics
from builder.model.snapshot import Snapshot
from builder.record_types import TYPES


class Serves(StrEnum):
    """What the program has for a clause of another standard."""

    MAY_SERVE = "may-serve"
    IN_PART = "in-part"
    NOTHING = "nothing"
    NOT_DOCUMENTARY = "not-documentary"


@dataclass(frozen=True)
class Match:
    """A clause of the other standard and our questions about its topics.

    Attributes:
        answers: Those questions with what the program holds for them; interview-only ones are among them.
        uncovered: Topics of the clause that no question of ours is about.
    """

    element: OutlineElement
    item: OutlineItem
    serves: Serves
    answers: tuple[Answer, ...]
    uncovered: tuple[str, ...]
    reason: str


class Fate(StrEnum):
    """What becomes of a document or a kind of record under the other standard."""

    CARRIES_OVER = "carries-over"
    SPLITS = "splits"
    ORPHANED = "orphaned"


@dataclass(frozen=True)
class Move:
    """A document or record type and where it goes.

    Attributes:
        id: Of the document, or the name of the record type.
        count: How many records; 1 for a document.
        questions: Ours, that it answers now.
        to: Numbers of the other standard's clauses, in their order.
    """

    kind: str
    id: str
    title: str
    path: str
    count: int
    questions: tuple[str, ...]
    to: tuple[str, ...]
    fate: Fate


@dataclass(frozen=True)
class Migration:
    """A change to another standard, tried out.

    Attributes:
        matches: The other standard, clause by clause.
        moves: Documents first, then record types.
    """

    matches: tuple[Match, ...]
    moves: tuple[Move, ...]


def match_outline(snapshot: Snapshot, outline: Outline, topics: Topics) -> tuple[Match, ...]:
    """Every clause of the outline with what the program holds for its topics."""
    answers = {answer.question.id: answer for answer in snapshot.coverage.answers()}
    name = _name(snapshot)
    return tuple(_match(element, item, topics, name, answers) for element, item in outline.items())


def try_migration(snapshot: Snapshot, outline: Outline, topics: Topics) -> Migration:
    """What carries over to the other standard, what splits, what is orphaned, and what it asks that nothing answers."""
    matches = match_outline(snapshot, outline, topics)
    by_question: dict[str, list[str]] = {}
    for match in matches:
        for answer in match.answers:
            by_question.setdefault(answer.question.id, []).append(match.item.number)
    moves = (*_documents(snapshot, by_question), *_record_types(snapshot, by_question))
    return Migration(matches, moves)


def _name(snapshot: Snapshot) -> str:
    return f"{snapshot.standard.id}-{snapshot.standard.edition}"


def _match(
    element: OutlineElement, item: OutlineItem, topics: Topics, name: str, answers: Mapping[str, Answer]
) -> Match:
    asked = {key: topics.topics[key].questions.get(name, ()) for key in item.covers}
    found = tuple(answers[id] for ids in asked.values() for id in ids if id in answers)
    uncovered = tuple(key for key, ids in asked.items() if not any(id in answers for id in ids))
    serves, reason = _judge(found, [topics.topics[key].title.lower() for key in uncovered], bool(item.covers))
    return Match(element, item, serves, found, uncovered, reason)


def _judge(found: Iterable[Answer], uncovered: list[str], has_topics: bool) -> tuple[Serves, str]:
    documentary = [answer for answer in found if answer.status is not Status.NOT_APPLICABLE]
    good = sum(answer.status is Status.EVIDENCE for answer in documentary)
    partly = sum(answer.status is Status.PARTIAL for answer in documentary)
    if not has_topics or (uncovered and not documentary):
        return Serves.NOTHING, "no question of the present standard is about it"
    if not documentary:
        return Serves.NOT_DOCUMENTARY, "asked by interview or observation only"
    said = f"{good} of {len(documentary)} questions with evidence"
    if uncovered:
        said += f"; nothing about {', '.join(uncovered)}"
    if good == len(documentary) and not uncovered:
        return Serves.MAY_SERVE, said
    return (Serves.IN_PART if good or partly else Serves.NOTHING), said


def _documents(snapshot: Snapshot, by_question: Mapping[str, list[str]]) -> Iterator[Move]:
    for stored in snapshot.program.policies:
        policy = stored.value
        if policy.status != "approved" or policy.translates is not None:
            continue
        promised = (question for obligation in policy.obligations for question in obligation.answers)
        questions = tuple(dict.fromkeys((*policy.answers, *promised)))
        yield _move("document", policy.id, policy.title, stored.path, 1, questions, by_question)


def _record_types(snapshot: Snapshot, by_question: Mapping[str, list[str]]) -> Iterator[Move]:
    used: dict[str, list[str]] = {}
    for answer in snapshot.coverage.answers():
        for kind in dict.fromkeys(item.kind for item in answer.evidence):
            used.setdefault(kind, []).append(answer.question.id)
    for name, records in snapshot.program.records_by_type.items():
        path = f"records/{name}/"
        title = TYPES[name].PLURAL
        yield _move("record", name, title, path, len(records), tuple(used.get(name, ())), by_question)


def _move(
    kind: str,
    id: str,
    title: str,
    path: str,
    count: int,
    questions: tuple[str, ...],
    by_question: Mapping[str, list[str]],
) -> Move:
    to = tuple(dict.fromkeys(number for question in questions for number in by_question.get(question, ())))
    fate = Fate.ORPHANED if not to else Fate.CARRIES_OVER if len(to) == 1 else Fate.SPLITS
    return Move(kind, id, title, path, count, questions, to, fate)
