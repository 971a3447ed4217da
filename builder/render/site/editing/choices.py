"""What the forms of the editor choose from, and the numbers that the next records get: from the program as it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from builder.model.snapshot import Snapshot
from builder.read.course_file import read_courses
from builder.record_types import TYPES

Option = dict[str, str]
"""A choice: its `value` in the file and its `label` for people."""

REGISTER_PREFIXES = {"people": ("P", 3), "assets": ("A", 3), "contractors": ("C", 2)}
"""The letters and the digits of numbered registers, as `muster new` writes them."""


def choices(snapshot: Snapshot) -> dict[str, list[Option]]:
    """By the name of a list, what it offers; those who left are in it too, because old records name them."""
    program = snapshot.program
    return {
        "people": [_named(snapshot, id) for id in program.people],
        "sites": [_named(snapshot, id) for id in program.sites],
        "positions": [_named(snapshot, id) for id in program.positions],
        "assets": [_named(snapshot, id) for id in program.assets],
        "contractors": [_named(snapshot, id) for id in program.contractors],
        "policies": [
            {"value": each.value.id, "label": f"{each.value.id} · {each.value.title}"} for each in program.policies
        ],
        "questions": [
            {"value": question.id, "label": f"{question.id} · {question.topic}"}
            for element in snapshot.standard.elements
            for question in element.questions
        ],
        "types": [{"value": name, "label": model.TITLE} for name, model in TYPES.items()],
        "courses": _courses(snapshot),
    }


def _courses(snapshot: Snapshot) -> list[Option]:
    """The courses of the book, and the company's own that its positions ask for."""
    titles = {course.id: course.title for course in read_courses().courses}
    for stored in snapshot.program.positions.values():
        position = stored.value
        for id in (*position.required_training, *(id for task in position.tasks for id in task.courses)):
            titles.setdefault(id, id)
    return [{"value": id, "label": title} for id, title in sorted(titles.items(), key=lambda each: each[1].lower())]


def _named(snapshot: Snapshot, id: str) -> Option:
    name = snapshot.name(id)
    return {"value": id, "label": name if name == id else f"{name} · {id}"}


def last_numbers(snapshot: Snapshot) -> dict[str, dict[str, Any]]:
    """By prefix, the highest number that is taken and how many digits are written: `{"insp": {"last": 42, "digits": 4}}`."""
    program = snapshot.program
    # By file, too: what is dated later than the day, or can't be read, has its number all the same.
    taken = {_stem(path) for path in program.files if path.startswith("records/")} | {*program.record_by_id}
    found = {model.PREFIX: _last(model.PREFIX, taken, 4) for model in TYPES.values()}
    for folder, (prefix, digits) in REGISTER_PREFIXES.items():
        found[prefix] = _last(prefix, taken | {*getattr(program, folder)}, digits)
    documents = set(program.policy_by_id)
    for prefix in {*_prefixes(documents), "POL", "SWP", "SJP", "PLN", "FRM", "PRG"}:
        found[prefix] = _last(prefix, documents, 2)
    return dict(sorted(found.items()))


def _stem(path: str) -> str:
    return path.rpartition("/")[2].partition(".")[0]


def _prefixes(ids: Iterable[str]) -> Iterator[str]:
    for id in ids:
        yield id.partition("-")[0]


def _last(prefix: str, taken: Iterable[str], digits: int) -> dict[str, int]:
    numbers = [
        int(found[1]) for id in taken if (found := re.match(rf"{re.escape(prefix)}-([0-9]{{1,6}})(?![0-9])", id))
    ]
    return {"last": max(numbers, default=0), "digits": digits}
