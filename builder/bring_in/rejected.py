"""The rows that were not imported, as a file in which they can be corrected and imported again."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence

from builder.bring_in.days import DayColumn, UnreadDayError, read_day
from builder.bring_in.plan import Rejected
from builder.bring_in.proposal import ADDED, added_to, is_private
from builder.bring_in.tables.table import Value, show
from builder.bring_in.tables.text_table import FORMULA_STARTS


def write_rejected(rejected: Sequence[Rejected], days: Mapping[str, DayColumn]) -> bytes:
    """The rows as a CSV file: the columns of the sheet, then its name, the row, and why.

    A column that is nobody's business stays out. UTF-8 with a mark, without which Excel takes it for Windows-1252.

    Args:
        rejected: The rows, all of sheets with the same columns.
        days: What the columns of days showed: a day that is certain by its column alone is written as YYYY-MM-DD, because the few rows
            here may no longer show it.
    """
    if not rejected:
        return b""
    added = added_to(rejected[0].found.headings)
    kept = [
        index
        for index, heading in enumerate(rejected[0].found.headings)
        if heading not in added and not is_private(heading)
    ]
    headings = [rejected[0].found.headings[index] for index in kept]
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([*map(_harmless, headings), *ADDED])
    for each in rejected:
        # Sheets with the same columns may have them in another order.
        places = {heading: index for index, heading in enumerate(each.found.headings)}
        values = [
            _show(each.row.cell(places[heading]), days.get(heading)) if heading in places else ""
            for heading in headings
        ]
        why = " ".join(each.why)
        writer.writerow(
            [*map(_harmless, values), _harmless(each.found.table.name), str(each.row.number), _harmless(why)]
        )
    return text.getvalue().encode("utf-8-sig")


def _show(value: Value, column: DayColumn | None) -> str:
    if column is not None:
        try:
            return read_day(value, column).isoformat()
        except UnreadDayError:
            pass
    return show(value)


def _harmless(text: str) -> str:
    """The text with a mark before it where a spreadsheet program would run it as a formula.

    Source: OWASP, CSV Injection (read 2026-11-23): cells that begin with = + - @ are formulas to Excel and LibreOffice.
    """
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text
