"""A value of the wrong type that says what is meant: "5" where a number belongs, "yes" for true."""

from __future__ import annotations

import re

from builder.mend.case import Case, Mended
from builder.read.field_types import is_yes_or_no_at
from builder.read.mendable import YES_AND_NO
from builder.write.plain_data import at_path
from builder.write.yaml_edit import Put

_WHOLE = re.compile(r"0|-?[1-9][0-9]{0,8}")
_TRUE_OR_FALSE = {**YES_AND_NO, "true": True, "false": False}


def mend(case: Case) -> Mended | None:
    """The same value in the type that the field wants."""
    value = at_path(case.value, case.path)
    if not isinstance(value, str):
        return None
    if is_yes_or_no_at(case.held.model, case.within) and value in _TRUE_OR_FALSE:
        word = "true" if _TRUE_OR_FALSE[value] else "false"
        return Mended(Put(case.path, _TRUE_OR_FALSE[value]), f"wrote {word} for {value}")
    if _WHOLE.fullmatch(value):
        return Mended(Put(case.path, int(value)), f"took the quotes from {value}, which is a number here")
    return None
