"""Each entry becomes a candidate, a duplicate, or a reason to reject its row."""

from __future__ import annotations

from collections.abc import Iterable

from builder.bring_in.cell_reader import UnreadCellError
from builder.bring_in.existing import Filed, FiledEntries, list_differences
from builder.bring_in.kinds.kind import Kind
from builder.bring_in.people_lookup import People
from builder.bring_in.plan import Candidate, Plan, ReadEntry, RowLedger
from builder.bring_in.shape_faults import find_faults

_OPEN = Filed("", {})
"""In place of an entry, where only a person can say which one is meant."""


class Settling:
    """Settles the entries of one import, which may repeat each other."""

    def __init__(self, filed: FiledEntries, people: People | None, plan: Plan, ledger: RowLedger) -> None:
        self.filed = filed
        self.people = people
        self.plan = plan
        self.ledger = ledger
        self._by_row: dict[str, int] = {}

    def settle(self, read: Iterable[ReadEntry]) -> None:
        """Settle the entries, in the order of their rows."""
        for each in read:
            known = self._find(each)
            if known == _OPEN:
                continue
            if known is None:
                self._take(each)
            else:
                self._compare(each, known)

    def _find(self, each: ReadEntry) -> Filed | None:
        if self.people is None or self.filed.find(each.data):
            return self.filed.find(each.data)
        try:
            id = self.people.find(each.data)
        except UnreadCellError as error:
            self.ledger.reject(each.found, each.row, str(error))
            if error.question:
                self.plan.questions[error.question] += 1
            return _OPEN
        return self.filed.of_id(id) if id else None

    def _take(self, each: ReadEntry) -> None:
        data = {name: value for name, value in each.data.items() if name != "id"}
        faults = find_faults(self.plan.kind.model, data, self.plan.kind.prefix)
        for fault in faults:
            self.ledger.reject(each.found, each.row, fault)
        if faults:
            return
        where = f"row {each.row.number}"
        self.filed.add(where, data)
        self._by_row[where] = len(self.plan.candidates)
        self.plan.candidates.append(Candidate(data, (each.row.number,)))
        self.plan.taken += 1

    def _compare(self, each: ReadEntry, known: Filed) -> None:
        differences = list_differences(known, each.data)
        if known.where in self._by_row and _is_more_of_it(differences, self.plan.kind):
            self._join(self._by_row[known.where], each)
        elif differences:
            what = f"{known.where} is the same {self.plan.kind.title}, but {'; '.join(differences)}"
            cure = "What is filed isn't changed by an import: correct one of the two"
            self.ledger.reject(each.found, each.row, f"{what}. {cure}")
        else:
            self.plan.duplicates.append((each.row.number, known.where))

    def _join(self, index: int, each: ReadEntry) -> None:
        """A further deficiency of an inspection that began in a row before."""
        first = self.plan.candidates[index]
        have = list(first.data.get("deficiencies", []))
        more = [item for item in each.data.get("deficiencies", []) if item not in have]
        data = {**first.data, "deficiencies": have + more}
        self.plan.candidates[index] = Candidate(data, (*first.rows, each.row.number))
        self.plan.taken += 1


def _is_more_of_it(differences: list[str], kind: Kind) -> bool:
    """Whether a row is a further deficiency of the inspection in a row before."""
    return (
        kind.name == "inspections"
        and bool(differences)
        and all(each.startswith("deficiencies ") for each in differences)
    )
