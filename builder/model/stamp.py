"""Time stamps of an outside authority over the program, and what checking them gave."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class StampVerdict(StrEnum):
    """What checking a time stamp gave."""

    TRUSTED = "trusted"
    INTACT = "intact"
    WRONG_PROGRAM = "for-another-program"
    BAD = "bad"
    MISSING = "missing"


@dataclass(frozen=True)
class Stamp:
    """An authority's word that the program stood so no later than a moment, as an anchor record carries it.

    Attributes:
        record: Id of the anchor record.
        commit: The commit that was stamped.
        verdict: `trusted`: by an authority the verifier named; `intact`: the stamp holds, the authority is not known here.
        at: The authority's time, seconds since 1970 in UTC; None when it can't be read.
        day: That day in the company's time zone.
        authority: Name in its certificate; may be empty.
        fingerprint: sha256 of that certificate, hex.
        detail: A sentence for people: what was checked, or what is wrong.
        holds_up_to: How many commits of the first-parent line the stamped commit holds: these existed by the stamp's time.
        arrived_with: Number on that line of the commit with which the stamp itself arrived: this one and all later ones were made
            after the stamp's time, for nobody can know a stamp before it is made. 0 if it has not arrived.
        claimed: The time that the stamped commit claims, seconds since 1970 in UTC.
    """

    record: str
    commit: str
    verdict: StampVerdict
    at: int | None
    day: date | None
    authority: str
    fingerprint: str
    detail: str
    holds_up_to: int = 0
    arrived_with: int = 0
    claimed: int | None = None

    @property
    def holds(self) -> bool:
        """Whether the stamp fits the commit, whoever the authority is."""
        return self.verdict in (StampVerdict.TRUSTED, StampVerdict.INTACT)
