"""How many pages our own forms have, so that a stack of copies without numbers can be told apart."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache

from builder.bring_in.paper.cutting import ANY
from builder.measure.level import at_level
from builder.measure.snapshot import take_snapshot
from builder.model.form_code import FormCode
from builder.model.level import Level
from builder.model.program import Program
from builder.model.snapshot import Snapshot
from builder.read.standard_file import read_standard
from builder.record_types import TYPES
from builder.render.forms.printed.choosing import NOT_ON_PAPER
from builder.render.forms.printed.composing import compose_sheets
from builder.render.forms.printed.fitting import count_pages, fit
from builder.render.talk.stubs import fields_of_code

_STANDARD = ("alberta-cor", "2023")


def count_form_pages(program: Program, today: date) -> Callable[[FormCode, bool], int]:
    """How many pages a form has, on A4 where the second argument says so; 0 for a form that isn't printed like this today, `ANY` for the sheet of a talk.

    Args:
        program: Whose documents ask for the forms.
        today: The day on which they would be printed.
    """
    chosen = program.company.value.standard if program.company else None
    standard = read_standard(chosen.id, chosen.edition) if chosen else read_standard(*_STANDARD)

    @cache
    def snapshot() -> Snapshot:
        return at_level(take_snapshot(program, standard, as_of=today), Level.OFFICE)

    @cache
    def count(code: FormCode, is_a4: bool) -> int:
        if code.type not in TYPES or code.type in NOT_ON_PAPER or (code.site and code.site not in program.sites):
            return 0
        if fields_of_code(code, program):
            # The sheet of a talk: two crews of a site that heard of the same change sign for one meeting, on as many pages as it takes.
            return ANY
        paper = "a4" if is_a4 else "letter"
        for sheet in compose_sheets(snapshot(), code.type, code.site or None, code.serial):
            if sheet.code == code:
                return count_pages(fit(sheet, paper), paper)[0]
        return 0

    return count
