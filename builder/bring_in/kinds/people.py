"""Lists of employees: each row is a person of the register, with the employment that the list gives."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from builder.bring_in.kinds.kind import Column, Kind, Setting, UnfitError, Values, without_empty
from builder.bring_in.names import plain
from builder.bring_in.shared_columns import SITE
from builder.model.day import write_day
from builder.model.register import Person

LEVELS = {
    **dict.fromkeys(("senior manager", "senior-manager", "executive", "owner", "president"), "senior-manager"),
    **dict.fromkeys(("manager", "management"), "manager"),
    **dict.fromkeys(("supervisor", "foreman", "superintendent", "lead hand"), "supervisor"),
    **dict.fromkeys(("worker", "employee", "labour", "field"), "worker"),
}
_BASES = {
    **dict.fromkeys(("full time", "ft", "full", "permanent"), "full-time"),
    **dict.fromkeys(("part time", "pt", "part"), "part-time"),
    **dict.fromkeys(("seasonal", "season", "casual", "temporary", "temp", "summer"), "seasonal"),
}

_GONE = (
    *("inactive", "terminated", "termination", "left", "resigned", "quit", "retired", "dismissed", "fired", "former"),
    *("laid off", "layoff", "let go", "no longer"),
)
"""What a status says of somebody who works here no more."""


def _compose(values: Values, _setting: Setting) -> dict[str, Any]:
    hired, left = values.get("hired"), values.get("left")
    if hired and left and left < hired:
        raise UnfitError(f"the last day of work, {write_day(left)}, is before the first, {write_day(hired)}")
    if left is None and _has_left(values.get("status") or ""):
        raise UnfitError(f"the status is “{values['status']}”, but nothing says which day was the last one")
    parts = {"position": values.get("position"), "site": values.get("site"), "from": hired}
    missing = [
        what
        for what, part in (("a position", parts["position"]), ("a site", parts["site"]), ("a first day of work", hired))
        if not part
    ]
    if len(missing) < 3 and missing and (parts["position"] or hired):
        raise UnfitError(
            f"an employment needs a position, a site and a first day of work; {' and '.join(missing)} is missing here"
        )
    employment = without_empty(
        {
            "from": hired,
            "to": left,
            "position": parts["position"],
            "level": values.get("level") or values.get("level_of_position"),
            "site": parts["site"],
            "basis": values.get("basis"),
            "shift": values.get("shift"),
        }
    )
    return without_empty(
        {
            "id": values.get("id"),
            "name": full_name(values),
            "work_phone": values.get("work_phone"),
            "email": values.get("email"),
            "employment": [employment] if hired else [],
        }
    )


def _has_left(status: str) -> bool:
    """Whether a status says so; people write more into it than one word: "Terminated Oct 2/26", "laid off - shop slow"."""
    words = f" {plain(status)} "
    return " not " not in words and any(f" {gone} " in words for gone in _GONE)


def full_name(values: Mapping[str, Any]) -> str:
    """The name, first name first: from its two columns, or from one that may have them the other way round."""
    if values.get("first_name") and values.get("last_name"):
        return f"{values['first_name']} {values['last_name']}"
    name = " ".join(str(values.get("name") or "").split())
    last, comma, first = name.partition(",")
    if not name or not comma:
        if not name:
            raise UnfitError("there is no name in it")
        return name
    return f"{first.strip()} {last.strip()}".strip()


def _identity(data: Mapping[str, Any]) -> tuple[Any, ...]:
    return (plain(data.get("name") or ""),)


PEOPLE = Kind(
    name="people",
    title="person",
    model=Person,
    folder="people",
    prefix="P",
    digits=3,
    columns=(
        Column("name", "text", "the name", ("name", "employee", "employee name", "full name", "worker", "staff", "person", "employees"), needed=True),
        Column("first_name", "text", "the first name", ("first name", "first", "given name", "firstname")),
        Column("last_name", "text", "the last name", ("last name", "last", "surname", "family name", "lastname")),
        Column("id", "text", "the id in the register", ("id", "person id", "muster id")),
        Column("position", "position", "the position", ("position", "job title", "title", "occupation", "trade", "role", "job", "classification")),
        Column("level", "choice", "the level", ("level", "employee level", "category"), choices=LEVELS),
        SITE,
        Column(
            "hired",
            "day",
            "the first day of work",
            ("hired", "hire date", "date hired", "date of hire", "start date", "start", "started", "from", "employed since", "first day"),
        ),
        Column(
            "left",
            "day",
            "the last day of work",
            ("left", "termination date", "terminated", "date left", "end date", "last day", "to", "date terminated", "departure date"),
        ),
        Column("basis", "choice", "full time, part time or seasonal", ("basis", "employment type", "type", "ft pt", "full part time"), choices=_BASES),
        Column("shift", "text", "the shift", ("shift",)),
        Column("work_phone", "text", "the work phone", ("work phone", "phone", "cell", "company phone", "work cell", "mobile", "telephone", "phone number", "cell phone")),
        Column("email", "text", "the e-mail", ("email", "e mail", "work email", "email address", "e mail address")),
        Column("status", "text", "the status", ("status", "active", "employment status")),
    ),
    compose=_compose,
    identity=_identity,
)  # fmt: skip
