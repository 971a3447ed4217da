"""The sample frame as a table beside the pack's pages: all that the draw knows of every record, so that anybody can repeat it."""

from __future__ import annotations

import csv
import io
from hashlib import sha256

from builder.measure.sampling.candidate import candidate_of
from builder.model.level import Level
from builder.render.pdf.sections.view import View

FRAME_NAME = "sample-frame.csv"
"""Name of the attachment."""

COLUMNS = ("register", "id", "date", "site", "level", "may_be_drawn", "printed_in_full")
"""`may_be_drawn`: no, where the record belongs to a site that is not visited."""


def has_frame(view: View) -> bool:
    """Whether the pack carries it: levels of people are the company's and its auditor's to know."""
    return view.snapshot.level.shows(Level.OFFICE) and bool(view.selection.registers)


def write_sample_frame(view: View) -> bytes:
    """The frame as CSV (RFC 4180, UTF-8): a row a record of every register, by register and id."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for name, sample in sorted(view.selection.chosen.items()):
        printed = {stored.value.id for stored in sample.records}
        for stored in sorted(view.selection.registers[name], key=lambda each: each.value.id):
            known = candidate_of(view.snapshot.program, stored.value)
            row = (name, known.id, known.day.isoformat(), known.site, known.level)
            writer.writerow((*row, _yes(known.id in sample.frame), _yes(known.id in printed)))
    return out.getvalue().encode()


def frame_digest(view: View) -> str:
    """SHA-256 of what can be drawn from: of the columns register, id, date, site and level of the whole frame, each row ended by a line feed.

    Whoever chose, and whichever sites are visited, isn't in it. So a pack made before the auditor named a seed has the same digest as
    the one drawn with it, unless a register was changed in between. `cut -d, -f1-5 sample-frame.csv | sha256sum` gives it too: no
    value of these columns has a comma.
    """
    rows = csv.reader(io.StringIO(write_sample_frame(view).decode()))
    return sha256("".join(f"{','.join(row[:5])}\n" for row in rows).encode()).hexdigest()


def _yes(value: bool) -> str:
    return "yes" if value else "no"
