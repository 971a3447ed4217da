"""What the columns of a spreadsheet become: proposed once, confirmed, kept as a file that can be changed by hand, and used again."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from pydantic import Field

from builder.bring_in.days import DayOrder
from builder.bring_in.kinds.all_kinds import KINDS
from builder.bring_in.names import plain
from builder.model.finding import Fault
from builder.model.place import Place
from builder.model.policy import Frozen
from builder.read.shape import shape
from builder.read.yaml_text import read_yaml
from builder.render.forms.yaml_form import write_yaml
from builder.write.yaml_edit import replace_values

FOLDER = ".muster/imports"
"""Where mappings are kept: in the history, so that the next coordinator has them, and no part of the program."""

LEFT_OUT = "left-out"
"""What a column becomes whose values are not taken."""

_HEAD = """\
# How `muster import` reads sheets with these columns. Change what is wrong: it is used again for the next sheet like it.
# columns: what a column gives; `left-out` for nothing.   across: the course above a column of a wide sheet.
# days: day-first, month-first or year-first, for columns in which it doesn't show.   always: what holds for every row.
# values: what names stand for: an id of yours; for a position also `new worker`, `new supervisor`, `new manager`; for a person `new`.
"""


class _MappingFile(Frozen):
    """The file as it is written."""

    as_: Literal["people", "training", "assets", "actions", "timesheets", "inspections"] = Field(alias="as")
    sheet: str | None = None
    columns: dict[str, str] = Field(default_factory=dict)
    across: dict[str, str] = Field(default_factory=dict)
    days: dict[str, Literal["day-first", "month-first", "year-first"]] = Field(default_factory=dict)
    always: dict[str, str] = Field(default_factory=dict)
    values: dict[str, dict[str, str]] = Field(default_factory=dict)


@dataclass(frozen=True)
class SheetMapping:
    """What the columns of a sheet become.

    Attributes:
        kind: Name of the kind of spreadsheet.
        columns: Field by heading; `LEFT_OUT` for a column that isn't taken.
        across: For wide sheets: course by heading, with ", expires" behind it where the column holds the day it runs out.
        days: What comes first, by heading, where a person had to say it.
        always: Text by field, for fields that no column gives.
        values: What a person said that names stand for: by what they are among, by the name.
        sheet: The only sheet to read; empty for all with these columns.
    """

    kind: str
    columns: Mapping[str, str] = field(default_factory=dict)
    across: Mapping[str, str] = field(default_factory=dict)
    days: Mapping[str, DayOrder] = field(default_factory=dict)
    always: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    sheet: str = ""

    @property
    def headings(self) -> frozenset[str]:
        """The headings that a sheet must have to be read by this mapping: of the columns that give something."""
        given = {heading for heading, name in self.columns.items() if name != LEFT_OUT}
        return frozenset({*given, *self.across})


def write_mapping(mapping: SheetMapping, older: str = "") -> str:
    """The mapping as the text of its file.

    Args:
        mapping: What the columns become.
        older: The text that stands in the file; its comments and its order are kept.
    """
    parts = {
        "as": mapping.kind,
        "sheet": mapping.sheet,
        "columns": dict(mapping.columns),
        "across": dict(mapping.across),
        "days": {heading: order.value for heading, order in mapping.days.items()},
        "always": dict(mapping.always),
        "values": {what: dict(sorted(names.items())) for what, names in sorted(mapping.values.items()) if names},
    }
    data = {name: part for name, part in parts.items() if part}
    return replace_values(older, data) if older else _HEAD + write_yaml(data)


def read_mapping(text: str, path: str) -> tuple[SheetMapping | None, list[Fault]]:
    """The mapping in the text of a file, or None with the faults that keep it from being one."""
    document = read_yaml(text, path)
    faults = list(document.faults)
    if document.value is None:
        return None, faults or [Fault(Place(path), "field-missing", "The file is empty; it should be a mapping.")]
    read, found = shape(_MappingFile, document, document.value, "a mapping of columns")
    faults.extend(found)
    if read is None or faults:
        return None, faults
    kind = KINDS[read.as_]
    for heading, name in read.columns.items():
        if name != LEFT_OUT and kind.column(name) is None:
            names = ", ".join(column.name for column in kind.columns)
            message = f"“{heading}” should give `{name}`, which is no field of a sheet of {read.as_}."
            faults.append(
                Fault(
                    document.place(("columns", heading)),
                    "value-not-allowed",
                    message,
                    f"It is one of: {names}, {LEFT_OUT}.",
                )
            )
    days = {heading: DayOrder(order) for heading, order in read.days.items()}
    mapping = SheetMapping(read.as_, read.columns, read.across, days, read.always, read.values, read.sheet or "")
    return (None, faults) if faults else (mapping, [])


def file_name(kind: str, source: str) -> str:
    """The path at which the mapping of a source is kept: its kind and its name without day, month and number.

    "Timesheets March 2026.csv" and "Timesheets April 2026.csv" are the same sheet, two months apart.
    """
    stem = re.sub(r"\.[a-z]{3,4}$", "", source.casefold())
    words = [word for word in plain(stem).split() if not _is_moment(word)]
    name = "-".join(dict.fromkeys((kind, *words)))
    return f"{FOLDER}/{re.sub(r'[^a-z0-9-]', '', name)[:80].strip('-')}.yaml"


_MONTHS = re.compile(
    r"jan(uary)?|feb(ruary)?|mar(ch)?|apr(il)?|may|june?|july?|aug(ust)?|sept?(ember)?|oct(ober)?|nov(ember)?|dec(ember)?|rejected|q[1-4]"
)


def _is_moment(word: str) -> bool:
    return word.isdecimal() or _MONTHS.fullmatch(word) is not None
