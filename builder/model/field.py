"""One declaration of a field: all that a schema, a form, a page, a table and the editor need to know about it."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field
from pydantic.fields import FieldInfo

from builder.model.level import Level

Widget = Literal["text", "long-text", "day", "time", "number", "choice", "person", "site", "record", "yes-no", "list"]
"""How a form asks for the field."""

Refers = Literal["person", "site", "position", "asset", "contractor", "policy", "record"]
"""What kind of id the field holds; the reference is checked."""


def field(
    title: str,
    help: str = "",
    *,
    level: Level = Level.OFFICE,
    needed: bool = False,
    widget: Widget | None = None,
    refers: Refers | None = None,
    show_in: tuple[Literal["table", "detail"], ...] = ("detail",),
    default: Any = None,
    **constraints: Any,
) -> Any:
    """A pydantic field that knows how to be shown.

    Args:
        title: The words above it in a form, a table or a page.
        help: One sentence for the person who fills it in; becomes hover help in the editor.
        level: Who may see it.
        needed: The record says too little without it. It may be left out only where a signed scan is attached (paper is normal),
            which is why it isn't simply required.
        widget: How a form asks for it; derived from the type when left out.
        refers: The kind of id it holds.
        show_in: "table": a column of the register; "detail": a line of the record's own page.
        default: Ellipsis (`...`) makes the field required.
        constraints: Anything pydantic's `Field` takes: `pattern`, `ge`, `min_length`, …
    """
    extra: dict[str, Any] = {
        "x-level": level.value,
        "x-needed": needed,
        "x-show-in": list(show_in),
    }
    if widget:
        extra["x-widget"] = widget
    if refers:
        extra["x-refers"] = refers
    return Field(default, title=title, description=help or None, json_schema_extra=extra, **constraints)


def fact(info: FieldInfo, name: str, otherwise: Any = None) -> Any:
    """What `field` noted under `x-<name>` for a field, or `otherwise`."""
    extra = info.json_schema_extra
    return extra.get(f"x-{name}", otherwise) if isinstance(extra, dict) else otherwise


def level_of(info: FieldInfo) -> Level:
    """The level of a field; `office` unless it says otherwise."""
    return Level(fact(info, "level", Level.OFFICE.value))
