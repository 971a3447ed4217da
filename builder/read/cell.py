"""What a person typed into a cell of a spreadsheet, read without guessing."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from builder.model.day import parse_day
from builder.model.finding import Fault
from builder.model.place import Place

_FORMULA = "f"


@dataclass(frozen=True)
class Cell:
    """A cell and where it stands; its faults go to a list that all cells of a workbook share."""

    raw: Any
    place: Place
    faults: list[Fault]

    @property
    def value(self) -> Any:
        """What it holds; text without spaces around it, None where it is empty."""
        value = self.raw.value
        if isinstance(value, str):
            return value.strip() or None
        return value

    @property
    def is_faulty(self) -> bool:
        """Whether a fault of this cell was found already."""
        return any(fault.place == self.place for fault in self.faults)

    def fault(self, name: str, message: str, fix: str = "") -> None:
        """Notes a fault, once for each message."""
        found = Fault(self.place, name, message, fix)
        if found not in self.faults:
            self.faults.append(found)

    def is_computed(self) -> bool:
        """Whether it holds a formula or an error instead of a value; noted as a fault."""
        if self.raw.data_type == _FORMULA:
            self.fault("value-not-allowed", "The cell holds a formula; only typed values are read.", "Type the value.")
        elif self.raw.data_type == "e":
            self.fault("value-not-allowed", f"The cell holds the error {self.raw.value}.", "Type the value.")
        else:
            return False
        return True


def read_text(cell: Cell, what: str) -> str:
    """The text of a cell, empty where there is none. A number that could have been written in two ways is a fault."""
    value = cell.value
    if value is None or cell.is_computed():
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, date | datetime | time):
        message = f"{what} was taken for a date by the spreadsheet ({value})."
        cell.fault("value-not-allowed", message, "Format the cell as text and type it again.")
        return ""
    if isinstance(value, bool) or (isinstance(value, float) and not value.is_integer()):
        message = f"{what} is held as the number {value}; 5.1 and 5.10 would look the same."
        cell.fault("value-not-allowed", message, "Format the cell as text and type it as printed.")
        return ""
    return str(int(value))


def read_whole(cell: Cell, what: str, least: int, most: int, *, per_cent: bool = False) -> int | None:
    """A whole number in its bounds, or None where the cell is empty or faulty.

    With `per_cent`, 0.7 that the spreadsheet shows as 70 % is 70.
    """
    value = cell.value
    if value is None or cell.is_computed():
        return None
    if per_cent and isinstance(value, int | float) and not isinstance(value, bool) and "%" in cell.raw.number_format:
        value = round(value * 100, 6)
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 10:
        value = int(value)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
        message = f"{what}: {_seen(value)} is not a whole number from {least} to {most}."
        cell.fault("value-not-allowed", message, "Copy it from the instrument.")
        return None
    return value


def read_choice(cell: Cell, what: str, choices: Sequence[str]) -> str:
    """One of the choices, in any case; empty where the cell is empty or faulty."""
    value = cell.value
    if value is None or cell.is_computed():
        return ""
    known = {choice.casefold(): choice for choice in choices}
    found = known.get(str(value).casefold())
    if found is None:
        near = difflib.get_close_matches(str(value).casefold(), list(known), n=1)
        hint = f" Did you mean {near[0]}?" if near else ""
        message = f"{what}: {_seen(value)} is not on the list.{hint}"
        cell.fault("value-not-allowed", message, f"It is one of: {', '.join(choices)}.")
    return found or ""


def read_yes_no(cell: Cell, what: str) -> bool:
    """Whether the cell says yes; an empty cell says no."""
    value = cell.value
    if isinstance(value, bool):
        return value
    return read_choice(cell, what, ("yes", "no")) == "yes"


def read_day(cell: Cell, what: str) -> date | None:
    """A day, as a date of the spreadsheet or as text; None where the cell is empty or faulty."""
    value = cell.value
    if value is None or cell.is_computed():
        return None
    if isinstance(value, datetime):
        value = value.date()
    try:
        return parse_day(value)
    except ValueError as error:
        cell.fault("value-not-allowed", f"“{what}” is {_seen(value)}. {error}", "Type the day as text: 2026-03-04.")
        return None


def _seen(value: object) -> str:
    text = str(value)
    return f"“{text if len(text) <= 40 else text[:39] + '…'}”"
