"""`muster overlay write` and `muster overlay read`: the partner's instrument, copied by the company into a workbook."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from builder.checks.rule import list_rules
from builder.checks.run import apply
from builder.commands.files import write_over
from builder.commands.format_choice import pick_format
from builder.commands.program_folder import find_program
from builder.measure.snapshot import take_snapshot
from builder.model.error import BuilderError
from builder.model.finding import Fault, Finding, Severity
from builder.model.overlay import Overlay
from builder.model.place import Place
from builder.model.program import Program
from builder.model.standard import Standard
from builder.model.stored import Stored
from builder.read.overlay_workbook import read_overlay_workbook
from builder.read.program import read_program
from builder.read.source import FolderSource, MemorySource
from builder.read.standard_file import read_standard
from builder.read.workbook_file import MAX_FILE, open_workbook
from builder.render.forms.overlay_workbook import write_overlay_workbook
from builder.render.forms.yaml_form import write_yaml
from builder.render.report.overlay import write_json, write_text

OVERLAY = "records/overlay.yaml"
COMPANY = "records/company.yaml"

WRITERS: Mapping[str, Callable[[Sequence[Finding], Overlay, str], str]] = {"text": write_text, "json": write_json}

_WORKBOOK_RULES = frozenset(
    {
        "overlay-question-unknown",
        "overlay-number-twice",
        "overlay-of-other-standard",
        "overlay-threshold-missing",
        "overlay-without-points",
        "overlay-without-topic",
    }
)
"""Rules that judge the workbook itself; what the company claims by it is the business of `muster check`."""


def overlay_write(file: Path, *, repo: Path, say: Callable[[str], None]) -> int:
    """Writes the workbook, filled in as far as records/overlay.yaml goes; gives back the exit status.

    Raises:
        BuilderError: The file exists, or the company or its overlay can't be read.
    """
    if file.suffix.lower() != ".xlsx":
        raise BuilderError(f"{file} is not the name of an .xlsx workbook.", "Give a name that ends in .xlsx.")
    program, standard = _company(find_program(repo))
    assert program.company is not None
    if OVERLAY in program.unreadable:
        raise BuilderError(f"{OVERLAY} can't be read.", "Run `muster check`; it says which line is wrong.")
    overlay = program.overlay.value if program.overlay else None
    data = write_overlay_workbook(standard, program.company.value, overlay)
    try:
        with open(file, "xb") as target:
            target.write(data)
    except FileExistsError:
        raise BuilderError(
            f"{file} exists already.", "Nothing was written; move it away, or choose another name."
        ) from None
    questions = f"{len(overlay.questions)} questions filled in" if overlay else "no question filled in yet"
    say(f"{file}: {questions}. Its first sheet says what to copy from your licensed instrument.")
    say("It holds parts of a licensed work once it is filled: keep it out of public places.")
    return 0


def overlay_read(file: Path, *, repo: Path, out: Path | None, format: str, say: Callable[[str], None]) -> int:
    """Reads the filled workbook and writes the overlay, unless a cell is wrong; gives back 1 if one is, else 0.

    Args:
        file: The workbook.
        repo: A folder of the program.
        out: Where to write; records/overlay.yaml of the program when left out.
        format: text or json.
        say: Prints a text.

    Raises:
        BuilderError: The file is no workbook that can be read.
    """
    write = pick_format(WRITERS, format)
    root = find_program(repo)
    program, standard = _company(root)
    data = _bytes(file)
    elements = tuple(element.key for element in standard.elements)
    stored, faults = read_overlay_workbook(open_workbook(data, file.name), data, file.name, elements)
    findings = tuple(_locate(each) for each in _judge(program, standard, stored, faults))
    target = out or root / OVERLAY
    written = ""
    if not any(finding.severity is Severity.ERROR for finding in findings):
        write_over(target.parent, {target.name: write_yaml(plain_overlay(stored.value))})
        written = OVERLAY if out is None else str(out)
    say(write(findings, stored.value, written).rstrip("\n"))
    return 0 if written else 1


def _company(root: Path) -> tuple[Program, Standard]:
    """The company and its overlay, without the rest of the program, and the standard it is held against."""
    source = FolderSource(root)
    entries = source.entries()
    wanted = [path for path in (COMPANY, OVERLAY) if path in entries and entries[path].kind == "file"]
    program = read_program(MemorySource(dict(source.read(wanted))))
    if program.company is None:
        raise BuilderError(
            f"{COMPANY} is missing or can't be read, and it says which partner and standard are meant.",
            "Run `muster check`; it says what is wrong with the file.",
        )
    chosen = program.company.value.standard
    return program, read_standard(chosen.id, chosen.edition)


def _bytes(file: Path) -> bytes:
    if not file.is_file():
        raise BuilderError(f"There is no file {file}.", "Make one with `muster overlay write FILE.xlsx`.")
    with open(file, "rb") as opened:
        return opened.read(MAX_FILE + 1)


def _judge(program: Program, standard: Standard, stored: Stored[Overlay], faults: Sequence[Fault]) -> Iterator[Finding]:
    """The faults of cells with the code of their rule, then what the rules of the overlay find in cells without a fault; by place."""
    alone = Program(company=program.company, overlay=stored, faults=tuple(faults))
    # No day and no record matters here: the overlay is held against the standard alone.
    snapshot = replace(take_snapshot(Program(), standard, as_of=date(2000, 1, 1)), program=alone)
    names = {fault.name for fault in faults}
    faulty = {fault.place for fault in faults}
    found: list[Finding] = []
    for rule in list_rules():
        if rule.name in names:
            found.extend(apply(rule, snapshot))
        elif rule.name in _WORKBOOK_RULES:
            found.extend(each for each in apply(rule, snapshot) if each.place not in faulty)
    return iter(sorted(found))


def _locate(finding: Finding) -> Finding:
    """The finding under the workbook's own name, with sheet and cell in its message."""
    path, _, sheet = finding.place.path.partition("#")
    if not sheet:
        return finding
    letters, column = "", finding.place.column
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    where = f"Sheet {sheet}, cell {letters}{finding.place.line}: "
    message = re.sub(r"\bin line (\d+)\.", r"in row \1.", finding.message)
    return replace(finding, place=Place(path, finding.place.line, finding.place.column), message=where + message)


def plain_overlay(overlay: Overlay) -> dict[str, Any]:
    """The overlay as it stands in its file: fields in the model's order, without those that are empty."""
    found: dict[str, Any] = overlay.model_dump(exclude_none=True, exclude_defaults=False)
    if not overlay.floors:
        del found["floors"]
    for question in found["questions"]:
        if not question["may_be_na"]:
            del question["may_be_na"]
    return found
