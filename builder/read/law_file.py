"""The shipped laws: one YAML file per jurisdiction, read-only reference data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from itertools import pairwise, product
from typing import get_args

from builder.model.error import BuilderError
from builder.model.finding import Fault
from builder.model.law import NO_LAW, Cited, FirstAidTable, HazardClass, Law, Travel
from builder.model.place import FieldPath
from builder.read.shape import shape
from builder.read.yaml_text import Document, read_yaml

_FIX = "Correct the law file, and say in it where the fact was read."


def known_laws() -> tuple[str, ...]:
    """The ids of all shipped laws: "alberta-ohs"."""
    folder = files("builder") / "standards" / "laws"
    return tuple(sorted(item.name.removesuffix(".yaml") for item in folder.iterdir() if item.name.endswith(".yaml")))


@cache
def read_law(id: str) -> Law:
    """A shipped law; the empty one for "none".

    Raises:
        BuilderError: The program names a law that isn't shipped, or the shipped file is damaged.
    """
    if id == NO_LAW.id:
        return NO_LAW
    if id not in known_laws():
        raise BuilderError(
            f"The program is held against the law {id}, which this version of Muster doesn't know.",
            f"Write one of these under `law` in records/company.yaml: {', '.join((*known_laws(), NO_LAW.id))}.",
        )
    text = (files("builder") / "standards" / "laws" / f"{id}.yaml").read_text(encoding="utf-8")
    law, faults = parse_law(text, f"builder/standards/laws/{id}.yaml")
    if law is None or faults:
        raise BuilderError(f"{faults[0].place}: {faults[0].message}", "Install Muster again.")
    return law


def parse_law(text: str, path: str) -> tuple[Law | None, tuple[Fault, ...]]:
    """The law in a file, with a fault at its place for each thing that is wrong in it.

    Besides the shape of the file: a fact of an instrument that isn't there, a name used twice, and a first-aid table that has
    no row, or two, for a number of workers.
    """
    document = read_yaml(text, path)
    law, faults = shape(Law, document, document.value, "a law")
    found = [*document.faults, *faults]
    if law is not None:
        found += _unknown_instruments(law, document)
        found += _doubles(law, document)
        found += _holes(law.first_aid, document) if law.first_aid else []
    return law, tuple(sorted(found))


def _fault(document: Document, path: FieldPath, message: str) -> Fault:
    return Fault(document.place(path), "value-not-allowed", message, _FIX)


def _unknown_instruments(law: Law, document: Document) -> Iterator[Fault]:
    known = [each.key for each in law.instruments]
    groups = ("duties", "limits", "contents", "notifications", "retention", "claims")
    facts: list[tuple[FieldPath, Cited]] = [
        ((name, index), fact) for name in groups for index, fact in enumerate(getattr(law, name))
    ]
    if law.first_aid:
        facts.append((("first_aid",), law.first_aid))
    for path, fact in facts:
        if fact.law not in known:
            yield _fault(
                document, (*path, "law"), f"`law` is {fact.law!r}; the instruments here are {', '.join(known)}."
            )


def _doubles(law: Law, document: Document) -> Iterator[Fault]:
    lists: list[tuple[FieldPath, str, list[str]]] = [
        (("instruments",), "key", [each.key for each in law.instruments]),
        (("limits",), "key", [each.key for each in law.limits]),
        (("duties",), "key", [each.key for each in law.duties]),
        (("contents",), "key", [each.key for each in law.contents]),
    ]
    for index, instrument in enumerate(law.instruments):
        numbers = [each.number for each in instrument.sections]
        lists.append((("instruments", index, "sections"), "number", numbers))
    for index, required in enumerate(law.contents):
        clauses = [each.clause for each in required.contents]
        lists.append((("contents", index, "contents"), "clause", clauses))
    for path, name, values in lists:
        for at in _repeated(values):
            yield _fault(document, (*path, at, name), f"`{name}` {values[at]!r} stands here twice.")


def _repeated(values: Iterable[str]) -> Iterator[int]:
    seen: set[str] = set()
    for index, value in enumerate(values):
        if value in seen:
            yield index
        seen.add(value)


def _holes(table: FirstAidTable, document: Document) -> Iterator[Fault]:
    """Each hazard and travel time has rows that follow each other without a hole, from two workers up to any number."""
    for hazard, travel in product(get_args(HazardClass), get_args(Travel)):
        rows = sorted(
            (
                (row.least, row.most, index)
                for index, row in enumerate(table.rows)
                if (row.hazard, row.travel) == (hazard, travel)
            ),
            key=lambda each: each[0],
        )
        where = f"{hazard} hazard, {travel}"
        if not rows or rows[0][0] != 2 or rows[-1][1] is not None:
            yield _fault(
                document, ("first_aid", "rows"), f"The rows for {where} don't run from 2 workers to any number."
            )
        for (_, most, _), (least, _, index) in pairwise(rows):
            if most is None or least != most + 1:
                yield _fault(
                    document,
                    ("first_aid", "rows", index, "least"),
                    f"The rows for {where} don't follow each other: one ends with {most or 'any number'}, the next begins with {least}.",
                )
