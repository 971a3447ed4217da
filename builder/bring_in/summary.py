"""What an import is about to do, in lines for a person: which column gives what, what was decided, and what becomes of the rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from builder.bring_in.days import DayOrder
from builder.bring_in.importing import Chosen
from builder.bring_in.mapping import LEFT_OUT
from builder.bring_in.plan import Plan
from builder.bring_in.proposal import day_columns, is_private
from builder.bring_in.tables.table import Row, is_empty, show
from builder.model.wording import counted, visible

_MOST = 12
"""Lines of one kind that are shown; the file of rejected rows has them all."""

_ORDERS: Mapping[DayOrder, str] = {
    DayOrder.DAY_FIRST: "the day first",
    DayOrder.MONTH_FIRST: "the month first",
    DayOrder.YEAR_FIRST: "the year first",
}


def describe_sheets(chosen: Chosen, plan: Plan, name: str) -> Iterator[str]:
    """Which sheets are read as what, and how their columns are understood."""
    for found in chosen.sheets:
        sheet = f", sheet “{visible(found.table.name)}”" if found.table.name else ""
        rows = len(found.table.rows) - found.header - 1
        header = found.table.rows[found.header].number
        yield f"{name}{sheet}: {counted(rows, 'row')} below the headings in row {header}, read as {plan.kind.name}."
        yield from (f"  {sentence}" for sentence in found.table.said)
    for other, why in chosen.others:
        yield f"  The sheet “{visible(other)}” is not read: {why}."
    yield ""
    yield from _describe_columns(chosen, plan)
    yield from _describe_days(plan)
    if plan.short:
        names = [f"{visible(written)} as {id}" for written, id in list(plan.short.items())[:_MOST]]
        more = f", and {len(plan.short) - _MOST} more" if len(plan.short) > _MOST else ""
        yield f"  By initials or without a middle name: {', '.join(names)}{more}."
    for id, (title, level) in plan.positions.items():
        yield f"  New position: {visible(title)} ({id}), {level}."


def _describe_columns(chosen: Chosen, plan: Plan) -> Iterator[str]:
    found, mapping = chosen.sheets[0], chosen.mapping
    yield f"  {'Column':<26} {'gives':<26} for example"
    days = day_columns(found.headings, mapping.columns) if plan.kind.across == "day" else ()
    wide = "date" not in mapping.columns.values()
    for index, heading in enumerate(found.headings):
        gives = mapping.columns.get(heading, "")
        if heading in mapping.across:
            gives = mapping.across[heading]
        elif not gives or (wide and heading in days):
            continue
        elif gives == LEFT_OUT:
            gives = "left out: private" if is_private(heading) else "left out"
        example = "" if is_private(heading) else _example(found.table.rows[found.header + 1 :][:40], index)
        yield f"  {_fit(heading, 26)} {_fit(gives, 26)} {_fit(example, 22)}".rstrip()
    if days and wide:
        yield f"  {_fit(f'{days[0]} … {days[-1]}', 26)} {_fit('hours of the day', 26)}".rstrip()
    for name, text in mapping.always.items():
        yield f"  {_fit('(for every row)', 26)} {_fit(name, 26)} {_fit(text, 22)}".rstrip()


def _example(rows: Iterable[Row], index: int) -> str:
    # A row in which all cells say the same is a merged heading.
    values = [row.cell(index) for row in rows if len(row.cells) < 3 or len({*map(show, row.cells)}) > 1]
    return next((" ".join(show(value).split()) for value in values if not is_empty(value)), "")


def _fit(text: str, width: int) -> str:
    text = visible(text)
    return f"{text if len(text) <= width else text[: width - 1] + '…':<{width}}"


def _describe_days(plan: Plan) -> Iterator[str]:
    for heading, column in plan.days.items():
        if column.is_mixed:
            yield f"  “{visible(heading)}” has days in more than one order; those that can be two are rejected."
        elif len(column.orders) == 1 and column.example:
            order = _ORDERS[next(iter(column.orders))]
            yield f"  Days in “{visible(heading)}” have {order}, as {visible(column.example)} shows."
        elif column.is_open:
            yield f"  Nothing shows which comes first in “{visible(heading)}”, day or month ({visible(column.example)})."


def describe_rows(plan: Plan, sheets_with_names: bool) -> Iterator[str]:
    """What becomes of the rows: the numbers, then those that nothing becomes of."""
    yield ""
    yield f"{tell_counts(plan)}"
    for left in plan.left_out[:_MOST]:
        sheet = f"{visible(left.sheet)}, " if sheets_with_names else ""
        yield f"  {sheet}row {left.row} left out: {visible(left.why)}"
    if len(plan.left_out) > _MOST:
        yield f"  … and {len(plan.left_out) - _MOST} more rows without an entry"
    for each in plan.rejected[:_MOST]:
        sheet = f"{visible(each.found.table.name)}, " if sheets_with_names else ""
        yield f"  {sheet}row {each.row.number} rejected: {visible(each.why[0])}"
        yield from (f"    {visible(why)}" for why in each.why[1:4])
    if len(plan.rejected) > _MOST:
        yield f"  … and {len(plan.rejected) - _MOST} more rejected rows"


def tell_counts(plan: Plan) -> str:
    """The numbers in a sentence: "41 rows with 212 entries: 190 for new records, 12 filed already, 10 rejected (in 6 rows)."""
    of = f" with {plan.entries:,} entries" if plan.entries != plan.rows else ""
    rejected = plan.entries - plan.taken - len(plan.duplicates)
    rows = f" (in {counted(len(plan.rejected), 'row')})" if rejected != len(plan.rejected) else ""
    records = f"{plan.taken:,} new"
    if len(plan.candidates) != plan.taken:
        records += f" (in {counted(len(plan.candidates), 'record')})"
    left = f", {counted(len(plan.left_out), 'row')} left out" if plan.left_out else ""
    read = f"{plan.rows:,} {'row' if plan.rows == 1 else 'rows'}"
    return f"{read}{of}: {records}, {len(plan.duplicates):,} filed already, {rejected:,} rejected{rows}{left}."
