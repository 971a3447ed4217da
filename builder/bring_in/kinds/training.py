"""Training lists and matrices: each entry is the certificate of one person in one course."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from builder.bring_in.kinds.kind import Column, Kind, Setting, UnfitError, Values, without_empty
from builder.bring_in.shared_columns import NEVER, NOTES, PERSON, RECORDED_BY
from builder.model.day import write_day
from builder.record_types.training import Training


def _compose(values: Values, setting: Setting) -> dict[str, Any]:
    day, end = values["date"], values.get("expires")
    if day > setting.today:
        raise UnfitError(
            f"{write_day(day)} lies in the future, so it isn't the day the certificate was issued; "
            "if it is the day it runs out, the day of issue is missing"
        )
    if end not in (None, NEVER) and end < day:
        raise UnfitError(f"the certificate runs out on {write_day(end)}, before it was issued on {write_day(day)}")
    found = without_empty(
        {
            "date": day,
            "recorded_by": values.get("recorded_by") or setting.by,
            "notes": values.get("notes"),
            "person": values["person"],
            "course": values["course"],
            "provider": values.get("provider"),
            "number": values.get("number"),
            "expires": end,
            "verified_by": values.get("verified_by"),
        }
    )
    # Written as null: the certificate says that it doesn't end, which is more than saying nothing.
    return found | ({"expires": None} if end is NEVER else {})


def _identity(data: Mapping[str, Any]) -> tuple[Any, ...]:
    return data.get("person"), data.get("course"), data.get("date")


TRAINING = Kind(
    name="training",
    title="training certificate",
    model=Training,
    folder="training",
    prefix=Training.PREFIX,
    columns=(
        PERSON,
        Column(
            "course",
            "course",
            "the course",
            ("course", "course name", "course title", "training", "training course", "certificate", "certification", "ticket"),
            needed=True,
        ),
        Column(
            "date",
            "day",
            "the day the certificate was issued",
            (
                *("date", "issued", "date issued", "issue date", "issued on", "completed", "date completed"),
                *("completion date", "completed on", "date taken", "taken", "training date", "course date", "date of training"),
            ),
            needed=True,
        ),
        Column(
            "expires",
            "day",
            "the day it runs out",
            (
                *("expires", "expiry", "expiry date", "expiration", "expiration date", "exp", "exp date", "expires on"),
                *("valid until", "valid to", "renewal", "renewal date", "due", "date expires"),
            ),
        ),
        Column("provider", "text", "who gave the course", ("provider", "training provider", "trainer", "instructor", "school", "agency", "delivered by")),
        Column(
            "number",
            "text",
            "the number of the certificate",
            ("number", "certificate number", "certificate no", "cert no", "cert number", "cert", "certificate id", "ticket number", "card number"),
        ),
        Column("verified_by", "person", "who saw the original", ("verified by", "seen by", "checked by", "original seen by")),
        RECORDED_BY,
        NOTES,
    ),
    compose=_compose,
    identity=_identity,
    across="course",
)  # fmt: skip
"""From a list with one certificate a row, or from a matrix of people and courses."""
