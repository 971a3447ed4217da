"""A field that isn't known, with one that has nearly its name: a slip of the finger."""

from __future__ import annotations

import difflib

from builder.mend.case import Case, Mended
from builder.read.shape import field_names
from builder.write.yaml_edit import Rename


def mend(case: Case) -> Mended | None:
    """The field under the only name that is near its own; its value stays."""
    wrong = str(case.path[-1])
    near = difflib.get_close_matches(wrong, field_names(case.held.model, case.within[:-1]), n=2)
    if len(near) != 1:
        return None
    return Mended(Rename(case.path, near[0]), f"renamed {wrong} to {near[0]}")
