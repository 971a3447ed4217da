"""Which records of a register are printed in full: small ones whole, else those the auditor names, those a seed draws, or our own choice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from pydantic import BaseModel

from builder.measure.sampling.candidate import candidate_of
from builder.measure.sampling.draw import draw
from builder.model.pack_choice import PackChoice
from builder.model.program import Program
from builder.model.record import Record
from builder.model.stored import Stored

SAMPLE_SIZE = 12
"""Records of a type that are printed in full: one for each month of the window. Up to this many are printed whole."""

SCANNED_SHARE = 8
"""How many of them are looked for among records with a scan first, so that paper and index can be compared; only in the company's own
choice: by attaching scans a company could otherwise steer what an auditor's seed draws."""

LONG_SAMPLE = 3
"""Records of a type that are printed in full where each of them is a list of a page or more, such as a month of timesheets."""

LONG_LIST = 40
"""Rows of a record's lists, on average over the register, that make it long."""

COMPANY_SEED = "muster"
"""Draws the sample where the auditor gave neither a seed nor a list; what it draws is labelled as chosen by the company."""

How = Literal["whole", "auditor-list", "auditor-seed", "company", "not-asked"]
"""Why these are printed in full; `not-asked`: none, because the auditor's list names none and there is no seed."""


@dataclass(frozen=True)
class Sample:
    """The records of a register that are printed in full.

    Attributes:
        records: By date, then id.
        how: Why these.
        frame: Ids of those it was chosen from: the whole register, or its records of the visited sites and of no site.
    """

    records: tuple[Stored[Record], ...]
    how: How
    frame: frozenset[str]


def has_long_lists(records: Sequence[Stored[Record]]) -> bool:
    """Whether the records of a register are lists that fill pages."""
    return sum(_count_rows(stored.value) for stored in records) > LONG_LIST * len(records)


def _count_rows(record: Record) -> int:
    values = (getattr(record, name) for name in type(record).model_fields if name not in Record.model_fields)
    return sum(len(value) for value in values if isinstance(value, tuple) and value and isinstance(value[0], BaseModel))


def choose_sample(
    program: Program, records: Sequence[Stored[Record]], choice: PackChoice, *, size: int = SAMPLE_SIZE
) -> Sample:
    """The records of a register to print in full.

    All of a small register. Of a larger one those that the auditor's list names, whatever their site; where it names none of them, or
    there is no list, those that the auditor's seed draws; without list and seed our own choice, in which up to two thirds are taken
    from records with a scan.

    Args:
        program: For the levels of people.
        records: The register.
        choice: What the pack is asked to hold.
        size: How many to print, if the records are not long lists.
    """
    size = min(size, LONG_SAMPLE) if has_long_lists(records) else size
    framed = [each for each in records if not choice.sites or not each.value.site or each.value.site in choice.sites]
    asked = {each.value.id for each in records} & {*choice.sample.ids}
    frame = frozenset(each.value.id for each in framed)
    if len(framed) <= size:
        return Sample(_pick(records, frame | asked), "whole", frame)
    if asked:
        return Sample(_pick(records, asked), "auditor-list", frame)
    if choice.sample.seed:
        drawn = draw((candidate_of(program, each.value) for each in framed), choice.sample.seed, size)
        return Sample(_pick(records, {each.id for each in drawn}), "auditor-seed", frame)
    if choice.sample.ids:
        return Sample((), "not-asked", frame)
    return Sample(_pick(records, _choose_ourselves(program, framed, size)), "company", frame)


def _choose_ourselves(program: Program, records: Sequence[Stored[Record]], size: int) -> set[str]:
    scanned = {each.value.id for each in records if each.value.has_scan}
    candidates = [candidate_of(program, each.value) for each in records]
    share = SCANNED_SHARE * size // SAMPLE_SIZE
    first = draw((each for each in candidates if each.id in scanned), COMPANY_SEED, share)
    rest = (each for each in candidates if each not in first)
    drawn = draw(rest, COMPANY_SEED, size - len(first), after=first)
    return {each.id for each in (*first, *drawn)}


def _pick(records: Sequence[Stored[Record]], ids: set[str] | frozenset[str]) -> tuple[Stored[Record], ...]:
    chosen = (each for each in records if each.value.id in ids)
    return tuple(sorted(chosen, key=lambda stored: (stored.value.date, stored.value.id)))
