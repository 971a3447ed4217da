"""The law as data: sections in our own words, thresholds, required contents and the first-aid table, each with where it stands."""

from __future__ import annotations

from typing import Literal

from builder.model.day import Day, Period
from builder.model.policy import Frozen, Kind

Confidence = Literal["confirmed", "secondary", "unverified"]
"""confirmed: read in the law or an official page; secondary: in somebody else's words; unverified: a default a company can change."""

HazardClass = Literal["low", "medium", "high"]
Travel = Literal["close", "distant", "isolated"]
KitSize = Literal["small", "medium", "large"]


class Section(Frozen):
    """A section of an instrument, in one line of ours."""

    number: str
    says: str
    confidence: Confidence = "confirmed"


class GoneSection(Frozen):
    """A section that no longer stands, and what to cite instead."""

    number: str
    now: str
    source: str


class OldName(Frozen):
    """What an instrument was called, or which edition of it was cited, before the one in force."""

    written: tuple[str, ...]
    confidence: Confidence = "unverified"


class Instrument(Frozen):
    """An act, a regulation or a code, as read on a day.

    Attributes:
        key: What the other parts of the file call it.
        name: What findings call it: "OHS Code".
        names: How a policy may write it; the longest first is not needed.
        consolidation: Up to which amendment it was read.
        as_of: The day for which it was read.
        gone: Sections that are repealed or moved.
        old: Former names and editions.
    """

    key: str
    name: str
    title: str
    names: tuple[str, ...]
    consolidation: str
    as_of: Day
    source: str
    confidence: Confidence
    sections: tuple[Section, ...] = ()
    gone: tuple[GoneSection, ...] = ()
    old: tuple[OldName, ...] = ()


class Cited(Frozen):
    """A fact and the section it stands in."""

    law: str
    section: str
    confidence: Confidence = "confirmed"


class HeadcountDuty(Cited):
    """What an employer of so many people must have.

    Attributes:
        least, most: People regularly employed, both included; `most` None for any number above.
    """

    key: Literal["representative", "committee", "program"]
    says: str
    least: int
    most: int | None = None


class Limit(Cited):
    """A number in the law: a level of noise, a length of time."""

    key: str
    says: str
    value: int | None = None
    unit: str = ""
    period: Period | None = None


class Content(Frozen):
    """Something a document must contain; `clause` is its name in the front matter."""

    clause: str
    says: str


class RequiredContents(Cited):
    """What a document must contain: the ten contents of an emergency response plan.

    Attributes:
        key: `emergency-plan`, `violence-plan`, `terms-of-reference`.
        question: The standard's question that such a document answers; so it is found.
        kinds: Kinds of document that count as one.
        review_every: How long it may go without review, where the law says so.
    """

    key: str
    title: str
    question: str
    kinds: tuple[Kind, ...]
    contents: tuple[Content, ...]
    review_every: Period | None = None


class Notification(Cited):
    """Incidents that must be reported to the government: by class, or by what kind of event it was."""

    key: str
    says: str
    classes: tuple[str, ...] = ()
    events: tuple[str, ...] = ()


class Retention(Cited):
    """How many years something is kept."""

    what: str
    years: int
    record: str | None = None


class Claim(Cited):
    """Something that texts say the law asks for, and that it does not."""

    key: Literal["meeting-frequency"]
    says: str


class Kit(Frozen):
    """A first-aid kit of the law's table; type 2 is basic, type 3 intermediate."""

    type: Literal[1, 2, 3]
    size: KitSize | None = None


class FirstAidRow(Frozen):
    """One cell of the first-aid table: what so many workers of a shift need, so hazardous their work, so far from health care.

    Attributes:
        least, most: Workers on the shift, both included; `most` None for any number above.
        basic, intermediate, advanced: First aiders of each level.
        nurse: Nurses with an advanced certificate, or advanced care paramedics.
        more_per_100: Further intermediate first aiders for each 1 to 100 workers above `least`.
        kit: None where a first-aid room takes its place.
    """

    hazard: HazardClass
    travel: Travel
    least: int
    most: int | None = None
    basic: int = 0
    intermediate: int = 0
    advanced: int = 0
    nurse: int = 0
    more_per_100: int = 0
    kit: Kit | None = None
    blankets: int = 0
    stretcher_and_splints: bool = False
    area: bool = False
    room: bool = False


class FirstAidTable(Cited):
    """The whole first-aid table.

    Attributes:
        close_minutes: Longest way to health care that is still close.
        distant_minutes: Longest way that is still distant; beyond it the site is isolated.
        courses: Level of the certificate by course name, old names included.
    """

    close_minutes: int
    distant_minutes: int
    courses: dict[str, Literal["basic", "intermediate", "advanced", "nurse"]]
    rows: tuple[FirstAidRow, ...]


class Law(Frozen):
    """The law of one jurisdiction, as far as it can be held against files."""

    id: str
    title: str
    instruments: tuple[Instrument, ...] = ()
    duties: tuple[HeadcountDuty, ...] = ()
    limits: tuple[Limit, ...] = ()
    contents: tuple[RequiredContents, ...] = ()
    notifications: tuple[Notification, ...] = ()
    retention: tuple[Retention, ...] = ()
    claims: tuple[Claim, ...] = ()
    first_aid: FirstAidTable | None = None

    def instrument(self, key: str) -> Instrument | None:
        """The instrument with that key."""
        return next((each for each in self.instruments if each.key == key), None)

    def duty(self, key: str) -> HeadcountDuty | None:
        """The duty of that name."""
        return next((each for each in self.duties if each.key == key), None)

    def limit(self, key: str) -> Limit | None:
        """The number of that name."""
        return next((each for each in self.limits if each.key == key), None)

    def required(self, key: str) -> RequiredContents | None:
        """The required contents of that name."""
        return next((each for each in self.contents if each.key == key), None)

    def claim(self, key: str) -> Claim | None:
        """The claim of that name."""
        return next((each for each in self.claims if each.key == key), None)

    def cite(self, fact: Cited) -> str:
        """Where a fact stands and for which day it was read: "OHS Code s.178 and Schedule 2, read 2025-03-31"."""
        instrument = self.instrument(fact.law)
        if instrument is None:
            return fact.section
        doubt = "; our default, not verified" if fact.confidence == "unverified" else ""
        return f"{instrument.name} s.{fact.section}, read {instrument.as_of}{doubt}"


NO_LAW = Law(id="none", title="No law")
"""For a program that is held against no law that we know: no rule about the law finds anything."""
