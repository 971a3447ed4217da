"""What every positive indicator is made of."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from builder.model.policy import PersonLevel
from builder.model.program import Program
from builder.model.record import Record
from builder.model.snapshot import Window
from builder.model.stored import Stored


@dataclass(frozen=True)
class Counted:
    """One of a population.

    Attributes:
        id: What it is: a record's id, a person, "ha-0012, hazard 3".
        why: Why it is not as it should be; empty when it is.
    """

    id: str
    why: str = ""


@dataclass(frozen=True)
class Sight:
    """What an indicator looks at: a program, in a window, on a day."""

    program: Program
    window: Window
    as_of: date

    def events(self, record_type: str) -> tuple[Stored[Record], ...]:
        """The records of a type whose date lies in the window, by date."""
        records = self.program.records_by_type.get(record_type, ())
        return tuple(stored for stored in records if self.window.covers(stored.value.date))

    def level_of(self, person: str, day: date) -> PersonLevel | None:
        """The level of a person on a day; None for one who was not employed or isn't known."""
        stored = self.program.people.get(person)
        job = stored.value.employment_on(day) if stored else None
        return job.level if job else None

    def staff(self) -> Iterator[tuple[str, PersonLevel]]:
        """Everybody employed on the as-of day, with their level."""
        for id in self.program.people:
            level = self.level_of(id, self.as_of)
            if level is not None:
                yield id, level


Count = Callable[[Sight], Iterator[Counted]]
"""Lists a population one by one."""


def is_on_paper(record: Record, name: str) -> bool:
    """Whether a field is blank because it stands on the scan: nobody can count it here, so it is neither good nor bad."""
    return record.has_scan and not getattr(record, name, None)
