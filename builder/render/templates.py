"""The one Jinja environment: where templates are found, and how values get into them safely."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import jinja2

import builder
from builder.model.day import write_day
from builder.model.error import BuilderError

_PLAIN = (".txt", ".css", ".js")
"""Templates of these kinds are not HTML; everything else is escaped."""


def template_folder() -> Path:
    """The shipped templates: inside the installed package, else beside it in a checkout.

    Raises:
        BuilderError: Neither is there, so the installation is broken.
    """
    package = Path(builder.__file__).resolve().parent
    for folder in (package / "site_templates", package.parent / "site_templates"):
        if folder.is_dir():
            return folder
    raise BuilderError(
        "The templates that belong to Muster are missing from this installation.",
        "Install it again with: pip install --force-reinstall muster-hs",
    )


def open_templates(override: Path | None = None) -> jinja2.Environment:
    """The environment that every page, form and section is rendered with.

    Names are relative to site_templates/: `site/policy.html.j2`, `pdf/cover.html.j2`. Values are HTML-escaped, and a name that a
    template uses but nobody gave is an error, never an empty string.

    Args:
        override: A folder laid out like site_templates/ whose templates win over the shipped ones. It is given by hand on
            the command line; nothing in a repository can name it, because a template can read whatever the process can.

    Raises:
        BuilderError: `override` is not a folder.
    """
    if override is not None and not override.is_dir():
        raise BuilderError(
            f"The template folder {override} does not exist.",
            "Give --templates a folder that is laid out like site_templates/.",
        )
    folders = [folder for folder in (override, template_folder()) if folder is not None]
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader([str(folder) for folder in folders]),
        autoescape=_is_escaped,  # noqa: S701 - everything but plain text is escaped
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
        auto_reload=False,
        extensions=[],
    )
    environment.filters["day"] = _day
    return environment


def _is_escaped(name: str | None) -> bool:
    return name is None or not name.removesuffix(".j2").endswith(_PLAIN)


def _day(value: date | None) -> str:
    """A day in words, or an empty text for none."""
    return write_day(value) if value else ""
