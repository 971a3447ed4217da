"""The shipped standards: one YAML file per standard and edition, read-only reference data."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from builder.model.error import BuilderError
from builder.model.standard import Standard
from builder.read.shape import shape
from builder.read.yaml_text import read_yaml

_STANDARD = re.compile(r"[a-z0-9-]+-[0-9]{4}[a-z0-9-]*\.yaml")


def known_standards() -> tuple[str, ...]:
    """The ids with edition of all shipped standards: "alberta-cor-2023"."""
    folder = files("builder") / "standards"
    # Other data lies in the same folder; a standard's file is called after its id and the year of its edition.
    return tuple(sorted(item.name.removesuffix(".yaml") for item in folder.iterdir() if _STANDARD.fullmatch(item.name)))


@cache
def read_standard(id: str, edition: str) -> Standard:
    """A shipped standard.

    Raises:
        BuilderError: The program names a standard or edition that isn't shipped, or the shipped file is damaged.
    """
    name = f"{id}-{edition}"
    if name not in known_standards():
        raise BuilderError(
            f"The program is held against {id}, edition {edition}, which this version of Muster doesn't know.",
            f"Name one of these under `standard` in records/company.yaml: {', '.join(known_standards())}.",
        )
    path = f"builder/standards/{name}.yaml"
    text = (files("builder") / "standards" / f"{name}.yaml").read_text(encoding="utf-8")
    document = read_yaml(text, path)
    standard, faults = shape(Standard, document, document.value, "a standard")
    found = [*document.faults, *faults]
    if standard is None or found:
        raise BuilderError(f"{found[0].place}: {found[0].message}", "Install Muster again.")
    return standard
