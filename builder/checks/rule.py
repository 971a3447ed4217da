"""What a rule is, and the closed table of all of them."""

from __future__ import annotations

import difflib
import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache

from builder.model.error import BuilderError
from builder.model.finding import Problem, Severity
from builder.model.snapshot import Snapshot

FAMILIES = (
    "records",
    "policies",
    "links",
    "coverage",
    "dates",
    "evidence",
    "law",
    "overlay",
    "cycle",
    "history",
    "privacy",
)
"""The folders with rules, in the order in which people read them."""

Find = Callable[[Snapshot], Iterator[Problem]]


@dataclass(frozen=True)
class Rule:
    """One rule.

    Attributes:
        code: Three letters and three digits; never used again for anything else.
        name: The fault, with dashes.
        severity: Of every finding of it.
        since: The version that brought it.
        page: What it is about, why, how to put it right, in Markdown.
        find: Yields the problems in a snapshot.
    """

    code: str
    name: str
    severity: Severity
    since: str
    page: str = field(repr=False)
    find: Find = field(repr=False)


def rule(code: str, severity: Severity, since: str = "0.1") -> Callable[[Find], Rule]:
    """Makes a rule of a function that is called as the fault is; its docstring is the rule's page."""

    def make(find: Find) -> Rule:
        name = find.__name__.replace("_", "-")
        return Rule(code, name, severity, since, inspect.getdoc(find) or "", find)

    return make


RULES: tuple[Rule, ...]
"""All rules, sorted by code."""


def __getattr__(name: str) -> object:
    # Made on first use: the rules' own files import this module.
    if name == "RULES":
        return list_rules()
    raise AttributeError(name)


@cache
def list_rules() -> tuple[Rule, ...]:
    """All rules, found by listing the families' folders; sorted by code.

    Raises:
        ValueError: Two rules share a code or a name, or a file isn't called after its rule.
    """
    found: list[Rule] = []
    for family in FAMILIES:
        package = importlib.import_module(f"builder.checks.{family}")
        for info in pkgutil.iter_modules(package.__path__):
            module = importlib.import_module(f"{package.__name__}.{info.name}")
            rules = [value for value in vars(module).values() if isinstance(value, Rule)]
            if [each.name.replace("-", "_") for each in rules] != [info.name]:
                raise ValueError(f"{module.__name__} must hold one rule, called after the file.")
            found.extend(rules)
    for values in ([each.code for each in found], [each.name for each in found]):
        if len(set(values)) < len(values):
            raise ValueError("Two rules share a code or a name.")
    return tuple(sorted(found, key=lambda each: each.code))


def find_rule(code_or_name: str) -> Rule:
    """The rule with a code (in any case) or name.

    Raises:
        BuilderError: There is none; the cure names the nearest ones.
    """
    wanted = code_or_name.strip()
    for each in list_rules():
        if wanted.upper() == each.code or wanted.lower().replace("_", "-") == each.name:
            return each
    known = {each.code: each for each in list_rules()} | {each.name: each for each in list_rules()}
    near = difflib.get_close_matches(wanted.lower(), [key.lower() for key in known], n=3, cutoff=0.4)
    names = list(dict.fromkeys(f"{rule.code} {rule.name}" for key, rule in known.items() if key.lower() in near))
    cure = f"Did you mean {' or '.join(names)}?" if names else "The code stands behind the severity of each finding."
    raise BuilderError(f"There is no rule called {code_or_name!r}.", cure)


def explain(code_or_name: str) -> str:
    """The page of a rule, with its code, name and severity as the heading.

    Raises:
        BuilderError: There is no such rule.
    """
    found = find_rule(code_or_name)
    return f"# {found.code} {found.name}\n\n*{found.severity.value}, since {found.since}*\n\n{found.page}\n"
