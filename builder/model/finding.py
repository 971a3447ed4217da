"""What is wrong, as a value with a place: faults found while reading, and the findings that rules make."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from builder.model.place import Place


class Severity(StrEnum):
    """How a finding counts.

    `error`: a file is wrong and can't be relied on. `gap`: the program has a hole (missing, overdue, expired, contradicting).
    `note`: worth knowing.
    """

    ERROR = "error"
    GAP = "gap"
    NOTE = "note"


@dataclass(frozen=True, order=True)
class Fault:
    """Something that reading a file ran into, before any rule has judged it.

    The reader knows where and what; which code it gets is the business of the rule of the same name.

    Attributes:
        place: Where it stands.
        name: The rule that reports it, with dashes: `not-yaml`, `unknown-field`.
        message: What is wrong with the value seen. Full sentences.
        fix: What the person can do.
        about: Ids of the records, documents or people concerned.
        mendable: Whether `muster fix` puts it right.
    """

    place: Place
    name: str
    message: str
    fix: str = ""
    about: tuple[str, ...] = ()
    mendable: bool = False


@dataclass(frozen=True, order=True)
class Problem:
    """What a rule yields; the runner stamps code, name and severity on it, so that a rule can't mis-stamp itself."""

    place: Place
    message: str
    fix: str = ""
    about: tuple[str, ...] = ()
    mendable: bool = False


@dataclass(frozen=True, order=True)
class Finding:
    """One problem as people see it. Sorts by place, then code."""

    place: Place
    code: str
    name: str
    severity: Severity
    message: str
    fix: str = ""
    about: tuple[str, ...] = ()
    mendable: bool = False

    @property
    def what_to_do(self) -> str:
        """What the person can do, and whether `muster fix` does it for them."""
        return f"{self.fix} `muster fix` does this.".strip() if self.mendable else self.fix
