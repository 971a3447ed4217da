"""Controlled documents: what the company says it does, and what that obliges it to record."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from builder.model.day import Day, Period
from builder.model.field import field
from builder.model.level import Level

Kind = Literal["policy", "program", "procedure", "swp", "sjp", "rule", "plan", "form", "statement"]
Unit = Literal["site", "person", "asset", "position", "contractor", "crew-day", "incident", "company"]
ElementKey = Literal[
    "leadership",
    "hazard-assessment",
    "hazard-control",
    "committees",
    "training",
    "other-parties",
    "inspections",
    "emergency",
    "investigation",
    "administration",
]
PersonLevel = Literal["senior-manager", "manager", "supervisor", "worker"]

KIND_TITLES: dict[str, str] = {
    "policy": "Policy",
    "program": "Program",
    "procedure": "Procedure",
    "swp": "Safe work practice",
    "sjp": "Safe job procedure",
    "rule": "Rules",
    "plan": "Plan",
    "form": "Form",
    "statement": "Statement",
}


class Frozen(BaseModel):
    """Base of everything that is read from a file: frozen, no unknown fields, no conversions between types."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, populate_by_name=True, defer_build=True)


class Obligation(Frozen):
    """What a document promises to record: which record, how often, for each what.

    From it, the registers and the site calendars the set of expected records is derived.
    """

    record: str = field("Record", "The record type that proves it.", default=...)
    kind: str | None = field("Kind", "The kind of that record, where it has kinds.")
    every: Period | None = field("Every", "How often, for example P1M. Left out for what is done once.")
    within: Period | None = field("Within", "Days after the event, for what follows an event.")
    per: Unit = field("Per", "For each of what.", default=...)
    where: dict[str, tuple[str, ...]] = field(
        "Where", "Only units whose own field has one of these values.", default={}
    )
    by: str | None = field("By", "The level or role that does it.")
    grace: Period | None = field("Grace", "Days after the period in which it still counts as on time.")
    since: Day | None = field("Since", "The day from which it is promised, where that is later than the document.")
    answers: tuple[str, ...] = field("Answers", "The questions of the standard that it answers.", default=())

    @model_validator(mode="after")
    def _has_one_clock(self) -> Obligation:
        if self.every and self.within:
            raise ValueError("An obligation has `every` (a rhythm) or `within` (after an event), not both.")
        if self.every and self.per in ("crew-day", "incident"):
            raise ValueError(f"`per: {self.per}` has its own rhythm; leave `every` out.")
        if not self.every and self.per in ("site", "asset", "position", "contractor", "company"):
            raise ValueError(f"`per: {self.per}` needs `every`, for example P1M.")
        return self


class LawReference(Frozen):
    """A section of a law that the document puts into practice."""

    law: str = field("Law", default=...)
    section: str | None = field("Section", "Quoted, because it may look like a number.")


class SignedCopy(Frozen):
    """A scan of the page that was signed in ink: a normal and sufficient approval."""

    path: str = field("File", "Relative to policies/.", default=...)
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    level: Level | None = field(
        "Level",
        "Who may see the whole page, once somebody has looked at it: office or posted. Until then nobody is shown it.",
    )


class Translates(Frozen):
    """The document, and its version, that this one is a translation of."""

    id: str
    version: int = Field(ge=1)


class Policy(Frozen):
    """One controlled document: its control block (front matter) and its body."""

    id: str = field(
        "Id",
        "POL-01, SWP-07, …; a translation adds its language: SWP-07-FR.",
        level=Level.PUBLIC,
        default=...,
        pattern=r"^[A-Z]{2,5}-[0-9]{2,4}(-[A-Z]{2,3})?$",
    )
    title: str = field("Title", level=Level.PUBLIC, default=..., min_length=3)
    kind: Kind = field("Kind", level=Level.PUBLIC, default=...)
    area: ElementKey = field("Area", "The element it belongs to.", level=Level.PUBLIC, default=...)
    version: int = field("Version", level=Level.PUBLIC, default=..., ge=1)
    owner: str | None = field("Owner", refers="person", needed=True)
    approved_by: str | None = field("Approved by", refers="person")
    approved_on: Day | None = field("Approved on", level=Level.PUBLIC)
    effective: Day | None = field("In effect from", level=Level.PUBLIC)
    review_every: Period | None = field("Review every", level=Level.PUBLIC, needed=True)
    last_reviewed: Day | None = field("Last reviewed", level=Level.PUBLIC)
    status: Literal["draft", "approved", "withdrawn"] = field("Status", level=Level.PUBLIC, default=...)
    language: str = field("Language", level=Level.PUBLIC, default="en", pattern=r"^[a-z]{2,3}(-[A-Z]{2})?$")
    translates: Translates | None = field("Translation of", level=Level.PUBLIC)
    answers: tuple[str, ...] = field("Answers", "Question ids of the standard.", default=())
    clauses: dict[str, str] = field("Clauses", "Required content and the heading it stands under.", default={})
    legislation: tuple[LawReference, ...] = field("Legislation", level=Level.PUBLIC, default=())
    audience: tuple[PersonLevel, ...] = field("For", level=Level.PUBLIC, default=())
    applies_to: tuple[str, ...] = field(
        "Applies to", "Sites; all when left out.", level=Level.POSTED, refers="site", default=()
    )
    acknowledge: bool = field("Read and sign", level=Level.PUBLIC, default=False)
    obligations: tuple[Obligation, ...] = field("Obligations", default=())
    forms: tuple[str, ...] = field(
        "Forms",
        "Record types it has people fill in when something happens; what has a rhythm is an obligation.",
        level=Level.PUBLIC,
        default=(),
    )
    signed_copy: SignedCopy | None = field("Signed copy")
    supersedes: tuple[str, ...] = field("Replaces", level=Level.PUBLIC, refers="policy", default=())
    keywords: tuple[str, ...] = field("Search words", level=Level.PUBLIC, default=())
    body: str = Field(default="", exclude=True, json_schema_extra={"x-hidden": True})
    body_line: int = Field(default=1, exclude=True, json_schema_extra={"x-hidden": True})
