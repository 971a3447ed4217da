"""What a paper is: type, kind, site, day and people from its code, its name and the index sheet; or why a person has to say it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from builder.bring_in.names import NameBook
from builder.bring_in.paper.index_sheet import IndexRow
from builder.bring_in.paper.name_facts import find_named, site_words, type_words
from builder.bring_in.paper.papers import Paper
from builder.bring_in.paper.scan_facts import describe_version
from builder.bring_in.paper.signers import known_people
from builder.model.day import write_day
from builder.model.error import BuilderError
from builder.model.form_code import FormCode
from builder.model.level import Level
from builder.model.program import Program
from builder.model.record import Record, in_sentence
from builder.model.wording import visible
from builder.record_types import TYPES
from builder.render.forms.blank import choices
from builder.render.talk.stubs import fields_of_code

LEVELS = ("", Level.OFFICE.value, Level.POSTED.value)
NEW = "new"
"""In the column `with`: file it as it is, as a paper of its own."""

_AS_IT_IS = f"Write “{NEW}” in the column “with” to file it as it is."
_MARKED = re.compile(r"\s*([^=@]+?)\s*(?:=\s*([\w-]+))?\s*(?:@\s*([1-9][0-9]?))?\s*", re.ASCII)


@dataclass(frozen=True)
class Settled:
    """What was found out about a paper.

    Attributes:
        type: Record type; empty where nobody says it.
        kind, site: As ids; empty where there is none.
        day: Of the paper; None where nobody says it.
        code: Of the form, if it has one.
        known: Fields that are known besides: people, signatures, who signed as what.
        level: Who may see the scan; empty where nobody has looked.
        reasons: Why it can't be filed, in sentences; none where it can.
        said: What is worth saying though it can.
    """

    type: str = ""
    kind: str = ""
    site: str = ""
    day: date | None = None
    code: FormCode | None = None
    known: Mapping[str, Any] = field(default_factory=dict)
    level: str = ""
    reasons: tuple[str, ...] = ()
    said: tuple[str, ...] = ()


def settle(paper: Paper, program: Program, numbers: Mapping[tuple[str, str, int], str], today: date) -> Settled:
    """What a paper is, and why it can't be filed if it can't.

    Nothing is guessed: two sources that disagree are a reason to wait, and so is a day that nobody wrote down.

    Args:
        paper: The sheets.
        program: Its sites, people and documents.
        numbers: Records of numbered forms, as `filed_numbers` gives them.
        today: The last day that a paper can be of.
    """
    code = next((sheet.part.code for sheet in paper.sheets if sheet.part.code), None)
    row = paper.first.row
    reasons: list[str] = [row.fault] if row.fault else []
    # Not as soon as type and day are written: those that are known stand in the list of what waits already.
    if row.with_ != NEW:
        doubts = dict.fromkeys(sheet.part.why for sheet in paper.sheets if sheet.part.why)
        reasons += [f"{each} {_AS_IT_IS}" for each in doubts]
    type_name = _type(paper, code, reasons)
    site = _site(paper, code, type_name, program, reasons)
    day = _day(paper, today, reasons)
    kind = _kind(paper, code, type_name, reasons)
    if code is not None:
        reasons += _foreign(code, program)
        reasons += _twice(code, row, numbers)
    known: Mapping[str, Any] = {}
    if type_name and not reasons and day:
        known = _known(row, TYPES[type_name], code, program, day, reasons)
    if row.level not in LEVELS:
        reasons.append(
            f"The column “level” says {row.level}; it is office or posted, once somebody has looked at every page."
        )
    said = [describe_version(code, program) if code else "", _lacking(paper)]
    return Settled(type_name, kind, site, day, code, known, row.level, tuple(reasons), tuple(filter(None, said)))


def _lacking(paper: Paper) -> str:
    """A sentence if fewer pages are there than the form has: the back of a sheet is easily left in the feeder."""
    expected = max(sheet.part.expected for sheet in paper.sheets)
    filled = sum(sheet.part.filled for sheet in paper.sheets)
    if filled >= expected:
        return ""
    return f"{filled} of the form's {expected} pages {'is' if filled == 1 else 'are'} there."


def _type(paper: Paper, code: FormCode | None, reasons: list[str]) -> str:
    row, name = paper.first.row, paper.first.name
    written = find_named(row.type, type_words()) if row.type else ""
    if row.type and not written:
        reasons.append(f"There is no type of record called {visible(row.type)}.")
        return ""
    if code is not None and code.type not in TYPES:
        reasons.append(f"The form is of a type that this version of Muster doesn't know: {code.type}.")
        return ""
    wanted = code.type if code else ""
    for said, where in ((written, "the index sheet"), (name.type, "its name")):
        if wanted and said and said != wanted and not (where == "its name" and written):
            reasons.append(f"The paper is {_named(wanted)}, and {where} says {_named(said)}.")
        wanted = wanted or said
    if not wanted:
        reasons.append(
            "Nothing says what it is: no code of a form was found on it, and its name names no type of record."
        )
    return wanted


def _named(type_name: str) -> str:
    return f"“{in_sentence(TYPES[type_name].TITLE)}”"


def _site(paper: Paper, code: FormCode | None, type_name: str, program: Program, reasons: list[str]) -> str:
    row, name = paper.first.row, paper.first.name
    written = find_named(row.site, site_words(program)) if row.site else ""
    if row.site and not written:
        near = NameBook({id: (stored.value.name,) for id, stored in program.sites.items()}).find(row.site).near
        hint = f" Is it {' or '.join(near)}?" if near else f" The sites are: {', '.join(program.sites)}."
        reasons.append(f"There is no site called {visible(row.site)}.{hint}")
        return ""
    printed = code.site if code and code.site in program.sites else ""
    if printed and (said := written or name.site) and said != printed:
        where = "the index sheet" if written else "its name"
        reasons.append(f"The form was printed for the site {printed}, and {where} says {said}.")
    found = printed or written or name.site
    needed = bool(type_name) and TYPES[type_name].UNIT in ("site", "crew-day")
    if needed and not found and not (code and code.site):
        if len(program.sites) == 1:
            return next(iter(program.sites))
        reasons.append(f"The site is missing; it is one of: {', '.join(program.sites)}.")
    return found


def _day(paper: Paper, today: date, reasons: list[str]) -> date | None:
    row, name = paper.first.row, paper.first.name
    day = row.day or name.day
    if day is None:
        if "column “date”" not in row.fault:
            reasons.append(f"The day is missing. {name.doubt}".strip())
        return None
    if day > today:
        reasons.append(f"{write_day(day)} is still to come.")
    return day


def _kind(paper: Paper, code: FormCode | None, type_name: str, reasons: list[str]) -> str:
    row, name = paper.first.row, paper.first.name
    if not type_name:
        return row.kind
    fields = TYPES[type_name].model_fields
    offered = next((choices(fields[each].annotation) for each in ("kind", "class_") if each in fields), [])
    if row.kind and row.kind not in offered:
        reasons.append(
            f"{visible(row.kind)} is no kind of {in_sentence(TYPES[type_name].TITLE)}; "
            + (f"it is one of: {', '.join(offered)}." if offered else "leave the column “kind” empty.")
        )
        return ""
    printed = code.kind if code else ""
    if printed and row.kind and row.kind != printed:
        reasons.append(f"The form is of the kind {printed}, and the index sheet says {row.kind}.")
    return printed or row.kind or (name.kind if name.kind in offered else "")


def _foreign(code: FormCode, program: Program) -> Iterator[str]:
    """Codes name no company; what a form names and this company doesn't have shows that it is another's."""
    unknown = []
    if code.site and program.sites and code.site not in program.sites:
        unknown.append(f"the site {code.site}")
    if code.document and code.document not in program.policy_by_id:
        unknown.append(f"the document {code.document}")
    if unknown:
        yield f"The form names {' and '.join(unknown)}, which you don't have. Is it the form of another company?"


def _twice(code: FormCode, row: IndexRow, numbers: Mapping[tuple[str, str, int], str]) -> Iterator[str]:
    filed = numbers.get((code.type, code.document, code.serial)) if code.serial else None
    if filed and row.with_ != NEW:
        yield (
            f"Number {code.serial} of this form is filed already: {filed}. Write “{NEW}” in the column “with” "
            f"if it is another paper with the same number, or “{filed}” if it belongs to that one."
        )


def _known(
    row: IndexRow, model: type[Record], code: FormCode | None, program: Program, day: date, reasons: list[str]
) -> Mapping[str, Any]:
    """The fields about people, and what the sheet of a talk says of its meeting."""
    book = NameBook({id: (stored.value.name,) for id, stored in program.people.items()}, of_people=True)
    roles = [signer.removeprefix("role:") for signer in model.SIGNERS if signer.startswith("role:")]
    usual = roles[0] if len(roles) == 1 else ""
    signed = _people(row.signed, "signed", "", book, program, reasons)
    present = _people(row.people, "people", usual, book, program, reasons)
    if reasons:
        return {}
    try:
        known = known_people(signed, present, model, program, day, ("the column “signed”:", "the column “people”:"))
    except BuilderError as error:
        reasons.append(f"{error.message[:1].upper()}{error.message[1:]} {error.cure}".strip())
        return {}
    return known | (fields_of_code(code, program) if code else {})


def _people(text: str, column: str, usual: str, book: NameBook, program: Program, reasons: list[str]) -> list[str]:
    """The people of a cell by id, each as `P-004=leader@1`; a name that is only near is never taken."""
    found = []
    for each in filter(None, (part.strip() for part in re.split(r"[;\n]", text))):
        marked = _MARKED.fullmatch(each)
        match = book.find(marked[1]) if marked else None
        if marked is None or match is None or not match.id or match.is_short:
            ids = (*([match.id] if match and match.id else []), *(match.near if match else ()))
            near = " or ".join(f"{id} {program.people[id].value.name}" for id in ids if id in program.people)
            hint = f" Is it {near}?" if near else " Write a name of the register, or an id like P-004."
            who = visible(marked[1] if marked else each)
            reasons.append(f"The column “{column}” names {who}, who isn't in the register.{hint}")
            continue
        role = marked[2] or usual
        found.append(f"{match.id}{f'={role}' if role else ''}{f'@{marked[3]}' if marked[3] else ''}")
    return found
