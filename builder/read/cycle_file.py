"""The shipped rules of time of a scheme's life cycle."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from builder.model.cycle_rules import CycleRules
from builder.model.error import BuilderError
from builder.read.shape import shape
from builder.read.yaml_text import read_yaml


@cache
def read_cycle_rules(id: str = "alberta-cor") -> CycleRules:
    """The rules of time that belong to a standard; those of Alberta's COR where it has none of its own.

    Raises:
        BuilderError: The shipped file is damaged.
    """
    folder = files("builder") / "standards" / "cycle"
    name = id if (folder / f"{id}.yaml").is_file() else "alberta-cor"
    path = f"builder/standards/cycle/{name}.yaml"
    document = read_yaml((folder / f"{name}.yaml").read_text(encoding="utf-8"), path)
    rules, faults = shape(CycleRules, document, document.value, "rules of a life cycle")
    found = [*document.faults, *faults]
    if rules is None or found:
        raise BuilderError(f"{found[0].place}: {found[0].message}", "Install Muster again.")
    return rules
