"""Papers and forms that can be filed get their ids in the order of their days, and become files."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from builder.bring_in.paper.filing import Filing, add_to_record, file_form, file_paper
from builder.bring_in.paper.filled_form import FilledForm
from builder.bring_in.paper.index_sheet import IndexRow
from builder.bring_in.paper.papers import Paper, Sheet
from builder.bring_in.paper.plan import Desk, Plan
from builder.bring_in.paper.scan_facts import filed_numbers
from builder.bring_in.paper.settling import NEW, Settled, settle
from builder.bring_in.paper.sheets import UnreadableScanError
from builder.record_types import TYPES
from builder.render.forms.blank import next_id

MOST_BYTES = 400_000_000
"""Of what one run writes, because all of it is held until all of it is known to be right; the rest is left for the next run."""


@dataclass(frozen=True)
class _Item:
    """Something that can be filed.

    Attributes:
        day: Of it.
        rows: What the list of what waits says of it, should it turn out that it can't be filed.
        prefix: Of the id that it gets; empty where its record has one.
        make: Makes the files, given the id.
    """

    day: date
    rows: tuple[IndexRow, ...]
    prefix: str
    make: Callable[[str], Filing]


@dataclass
class Ready:
    """What can be filed, until all of it is known.

    Attributes:
        desk: What the plan is made with.
        plan: What is said, what waits, and in the end what is filed.
    """

    desk: Desk
    plan: Plan
    _items: list[_Item] = field(default_factory=list)
    _added: dict[str, list[Sheet]] = field(default_factory=dict)
    _numbers: dict[tuple[str, str, int], str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._numbers.update(filed_numbers(self.desk.program))

    def add_form(self, form: FilledForm) -> None:
        """A filled form without a reason to wait."""
        assert form.day is not None
        row = replace(form.row, type=form.type, day=form.day)
        self._items.append(
            _Item(
                form.day,
                (row,),
                TYPES[form.type].PREFIX,
                lambda new: file_form(form, new, self.desk.by, self.desk.read),
            )
        )

    def add_paper(self, paper: Paper) -> None:
        """Settles a paper: it waits, goes to a record that stands, or is ready."""
        with_ = paper.first.row.with_
        if with_ in self.desk.program.record_by_id:
            self._added.setdefault(with_, []).extend(paper.sheets)
            return
        settled = settle(paper, self.desk.program, self._numbers, self.desk.today)
        if with_ not in ("", NEW):
            reason = f"There is no file and no record called {with_}; write the id of the record, like insp-0042."
            settled = replace(settled, reasons=(reason, *settled.reasons))
        rows = tuple(_row(sheet, settled) for sheet in paper.sheets)
        if settled.reasons or settled.day is None:
            first = paper.first.file
            self.plan.waiting.append((rows[0], " ".join(settled.reasons)))
            self.plan.waiting.extend((row, f"It belongs to {first}, which waits.") for row in rows[1:])
            return
        code = settled.code
        if code is not None and code.serial:
            self._numbers[(code.type, code.document, code.serial)] = paper.first.file
        prefix = TYPES[settled.type].PREFIX
        self._items.append(
            _Item(
                settled.day,
                rows,
                prefix,
                lambda new: file_paper(paper, settled, new, self.desk.by, self.desk.read_sheet),
            )
        )

    def file_all(self) -> None:
        """Makes the files of all, as far as one run goes."""
        program = self.desk.program
        taken = {*program.record_by_id, *program.unreadable_ids}
        written = 0
        for item in sorted((*self._items, *self._additions()), key=lambda item: (item.day, item.rows[0].file)):
            if written > MOST_BYTES:
                self.plan.left.extend(row.file for row in item.rows)
                continue
            id = next_id(item.prefix, taken) if item.prefix else ""
            try:
                filing = item.make(id)
            except (UnreadableScanError, ValueError) as error:
                self.plan.waiting.extend((row, f"The file {error}.") for row in item.rows)
                continue
            taken.add(id)
            written += sum(map(len, filing.files.values()))
            self.plan.filings.append(filing)

    def _additions(self) -> Sequence[_Item]:
        """What goes to records that stand: one item for each of them, because all of it changes one file."""
        found = []
        for id, sheets in self._added.items():
            stored = self.desk.program.record_by_id[id]
            level = sheets[0].row.level

            def make(_: str, sheets: list[Sheet] = sheets, id: str = id, level: str = level) -> Filing:
                stored = self.desk.program.record_by_id[id]
                text = self.desk.record_text(stored.path)
                return add_to_record(sheets, stored.value, stored.path, text, level, self.desk.read_sheet)

            found.append(_Item(stored.value.date, tuple(sheet.row for sheet in sheets), "", make))
        return found


def _row(sheet: Sheet, settled: Settled) -> IndexRow:
    """What is known of a sheet, so that whoever completes the list needn't type it again."""
    row = sheet.row
    pages = None if sheet.is_whole else (sheet.part.first, sheet.part.last)
    return replace(
        row,
        pages=pages,
        type=row.type or settled.type,
        kind=row.kind or settled.kind,
        day=row.day or settled.day,
        site=row.site or settled.site,
    )
