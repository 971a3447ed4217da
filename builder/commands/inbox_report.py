"""What an import of a folder does, in lines for the person at the terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from builder.bring_in.paper.cutting import name_pages
from builder.bring_in.paper.index_sheet import WAITING
from builder.bring_in.paper.plan import Plan
from builder.model.wording import counted, visible

_WIDTH = 80
_MOST = 40
"""Lines of each list that are shown; all that waits stands in the list beside the files."""


def describe_plan(plan: Plan, folder: str) -> Iterator[str]:
    """The plan: what is filed as which record, what is known already, and what waits for which reason.

    Args:
        plan: As made.
        folder: Its name.
    """
    if plan.filings:
        yield f"To be filed: {counted(len(plan.filings), 'paper')}"
    for filing in plan.filings[:_MOST]:
        yield f"  {filing.record}  {filing.words}"
        yield from _wrapped("; ".join(visible(file) for file in filing.shown))
        for each in filing.said:
            yield from _wrapped(each)
    yield from _more(len(plan.filings))
    if plan.known:
        yield f"Filed already: {counted(len(plan.known), 'file')}"
    for file, what in plan.known[:_MOST]:
        yield from _wrapped(f"{visible(file)}: {what}", "  ")
    yield from _more(len(plan.known))
    for each in plan.said:
        yield from _wrapped(visible(each), "")
    if plan.waiting:
        yield f"Waiting, and why ({folder}/{WAITING} lists them, to be completed): {len(plan.waiting)}"
    for row, why in plan.waiting[:_MOST]:
        pages = f", {name_pages(*row.pages)}" if row.pages else ""
        yield f"  {visible(row.file)}{pages}"
        yield from _wrapped(visible(why))
    yield from _more(len(plan.waiting))


def _wrapped(text: str, indent: str = "      ") -> list[str]:
    return textwrap.wrap(text, _WIDTH, initial_indent=indent, subsequent_indent=f"{indent}  ", break_long_words=False)


def _more(number: int) -> Iterator[str]:
    if number > _MOST:
        yield f"  … and {number - _MOST} more"
