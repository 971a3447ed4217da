"""`muster explain CODE`: the page of a rule."""

from __future__ import annotations

from collections.abc import Callable

from builder.checks.rule import explain as page_of


def explain(code: str, *, say: Callable[[str], None]) -> int:
    """Prints the page of the rule with that code or name.

    Raises:
        BuilderError: There is no such rule; the cure names the nearest ones.
    """
    say(page_of(code).rstrip("\n"))
    return 0
