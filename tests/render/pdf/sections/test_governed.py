"""The documents a printed record was made under."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from builder.model.history import FileHistory
from builder.render.pdf.sections.governed import governed_line
from builder.render.pdf.sections.values import plain
from builder.render.pdf.sections.view import View
from tests.render.pdf.sections.company import small_company, view_of

PATH = "policies/inspections.md"


def view_with(day: date, approved_on: date = date(2025, 9, 1)) -> View:
    """The small company, whose inspection program entered on a day."""
    view = view_of(small_company(), history=True)
    history = view.snapshot.history
    assert history is not None
    change = history.files[PATH].changes[0]
    assert change.content is not None
    content = replace(change.content, approved_on=approved_on)
    change = replace(change, arrived=day, content=content)
    files = {**history.files, PATH: FileHistory(PATH, (change,))}
    return replace(view, snapshot=replace(view.snapshot, history=replace(history, files=files)))


def line_of(view: View, id: str) -> str:
    """What is printed behind "Governed by"."""
    (line,) = governed_line(view, view.snapshot.program.record_by_id[id].value)
    assert line.title == "Governed by"
    return plain(line.cell)


def test_the_revision_of_the_day_is_named_and_linked() -> None:
    view = view_with(date(2025, 10, 1))

    assert line_of(view, "insp-0005") == "PRG-07, version 4, since 2025-10-01"
    (line,) = governed_line(view, view.snapshot.program.record_by_id["insp-0005"].value)
    assert line.cell[0].link == "xref:doc-PRG-07"


def test_before_the_adoption_its_own_dates_count_and_that_is_said() -> None:
    found = line_of(view_with(date(2026, 10, 21)), "insp-0001")

    assert found == "PRG-07, version 4, since 2025-09-01 by its own dates"


def test_a_document_that_was_not_in_force_yet_is_said_to_be_so() -> None:
    view = view_with(date(2026, 10, 21), date(2026, 3, 10))

    assert line_of(view, "insp-0001") == "PRG-07, no version in force that day"


def test_nothing_is_said_without_a_history() -> None:
    view = view_of(small_company())

    assert governed_line(view, view.snapshot.program.record_by_id["insp-0001"].value) == []
