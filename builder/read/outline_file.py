"""Other standards in outline, shipped or a company's own file, and the topics that tie them to ours."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TypeVar

from builder.model.error import BuilderError
from builder.model.finding import Fault
from builder.model.outline import Outline, OutlineItem, Topics
from builder.model.place import Place
from builder.model.policy import Frozen
from builder.model.standard import Question
from builder.read.shape import shape
from builder.read.standard_file import known_standards, read_standard
from builder.read.yaml_text import Document, read_yaml

MAX_FILE = 1_000_000
"""Bytes of an outline; the largest shipped has 5,000."""

ModelT = TypeVar("ModelT", bound=Frozen)


def known_outlines() -> tuple[str, ...]:
    """The ids with edition of all shipped outlines: "iso-45001-2018"."""
    folder = files("builder") / "standards" / "outlines"
    return tuple(sorted(item.name.removesuffix(".yaml") for item in folder.iterdir() if item.name.endswith(".yaml")))


@cache
def read_topics() -> Topics:
    """The shipped topics.

    Raises:
        BuilderError: The shipped file is damaged.
    """
    text = (files("builder") / "standards" / "topics.yaml").read_text(encoding="utf-8")
    topics, faults = parse_topics(text, "builder/standards/topics.yaml")
    if topics is None or faults:
        raise BuilderError(_tell("The shipped topics can't be used", faults), "Install Muster again.")
    return topics


def read_outline(name: str) -> Outline:
    """The outline with an id ("iso-45001", with or without edition), or the one in a file ending in .yaml.

    Raises:
        BuilderError: There is none, or something in the file doesn't fit; every fault is named with its place.
    """
    if name.endswith((".yaml", ".yml")):
        text = _read_text(Path(name))
    else:
        full = _find(name)
        text = (files("builder") / "standards" / "outlines" / f"{full}.yaml").read_text(encoding="utf-8")
        name = f"builder/standards/outlines/{full}.yaml"
    outline, faults = parse_outline(text, name, read_topics())
    if outline is None or faults:
        raise BuilderError(_tell(f"{name} can't be used as a standard", faults), "Put these right in the file.")
    return outline


def parse_outline(text: str, path: str, topics: Topics) -> tuple[Outline | None, list[Fault]]:
    """The outline in a YAML text, and every fault in it."""
    document = read_yaml(text, path)
    outline, faults = _shaped(Outline, document, "a standard in outline")
    if outline is not None:
        faults.extend(_doubtful(outline, document, topics))
    return outline, faults


def parse_topics(text: str, path: str) -> tuple[Topics | None, list[Fault]]:
    """The topics in a YAML text, and every fault in it: unknown standards, questions that don't exist or stand under two topics."""
    document = read_yaml(text, path)
    topics, faults = _shaped(Topics, document, "the list of topics")
    if topics is not None:
        faults.extend(_wrong_questions(topics, document))
    return topics, faults


def _shaped(model: type[ModelT], document: Document, what: str) -> tuple[ModelT | None, list[Fault]]:
    if document.value is None:
        empty = Fault(document.places.get((), Place("?")), "value-not-allowed", "The file is empty.")
        return None, list(document.faults) or [empty]
    value, faults = shape(model, document, document.value, what)
    return value, [*document.faults, *faults]


def _doubtful(outline: Outline, document: Document, topics: Topics) -> Iterator[Fault]:
    """Numbers used twice, and topics that nobody knows."""
    seen: set[str] = set()
    for number, element in enumerate(outline.elements):
        path: tuple[str | int, ...] = ("elements", number)
        inside = [((*path, "items", index), item) for index, item in enumerate(element.items)]
        entries: list[tuple[tuple[str | int, ...], OutlineItem]] = [(path, element), *inside]
        for steps, item in entries:
            if item.number in seen:
                message = f"The number {item.number} stands here for the second time."
                yield Fault(document.places[(*steps, "number")], "value-not-allowed", message)
            seen.add(item.number)
            for index, topic in enumerate(item.covers):
                if topic not in topics.topics:
                    message = f"{item.number} covers {topic}, which is no topic. Known are: {', '.join(topics.topics)}."
                    yield Fault(document.places[(*steps, "covers", index)], "value-not-allowed", message)


def _wrong_questions(topics: Topics, document: Document) -> Iterator[Fault]:
    known = {name: frozenset(question.id for question in _standard(name)) for name in known_standards()}
    for key, topic in topics.topics.items():
        for standard, questions in topic.questions.items():
            steps = ("topics", key, "questions", standard)
            if standard not in known:
                yield Fault(document.places[steps], "value-not-allowed", f"There is no standard {standard}.")
                continue
            for index, question in enumerate(questions):
                if question not in known[standard]:
                    message = f"{standard} has no question {question}."
                    yield Fault(document.places[(*steps, index)], "value-not-allowed", message)


def _standard(name: str) -> tuple[Question, ...]:
    id, _, edition = name.rpartition("-")
    return read_standard(id, edition).questions()


def _find(name: str) -> str:
    known = known_outlines()
    matches = [each for each in known if name in (each, each.rpartition("-")[0])]
    if len(matches) == 1:
        return matches[0]
    raise BuilderError(
        f"There is no standard called {name!r} to compare with.",
        f"Known are {', '.join(known)}; or give your own file, ending in .yaml.",
    )


def _read_text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            data = file.read(MAX_FILE + 1)
        if len(data) > MAX_FILE:
            raise BuilderError(f"{path} is larger than {MAX_FILE:,} bytes.", "A standard in outline is a short text.")
        return data.decode("utf-8")
    except OSError as error:
        raise BuilderError(f"{path} can't be read: {error.strerror}.", "Give the file of the standard.") from None
    except UnicodeDecodeError:
        raise BuilderError(f"{path} is not UTF-8 text.", "Save it as UTF-8.") from None


def _tell(what: str, faults: list[Fault]) -> str:
    lines = [f"  {fault.place}: {fault.message}" for fault in sorted(faults)]
    return "\n".join([f"{what}:", *lines])
