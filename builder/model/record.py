"""What every record has in common."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Literal, NamedTuple

from pydantic import Field

from builder.model.day import Day
from builder.model.field import field
from builder.model.level import Level
from builder.model.policy import ElementKey, Frozen, Unit

TIME_OF_DAY = r"^([01][0-9]|2[0-3]):[0-5][0-9]$"
"""Hours and minutes, quoted in YAML: "07:30"."""


class PersonRole(Frozen):
    """A person on a record, and as what."""

    person: str = field("Person", refers="person", default=...)
    role: str = field("Role", "crew, attended, participant, trainer, …", default=...)


class Signature(Frozen):
    """Who signed, as what, when, and how we know.

    `typed` alone is only a claim; `seen-on-scan` names the page of the attached scan.
    """

    person: str = field("Person", refers="person", default=...)
    role: str | None = field("Role")
    date: Day = field("Date", default=...)
    method: Literal["seen-on-scan", "electronic", "typed"] = field("Method", default=...)
    page: int | None = field("Page", "Of the scan.", ge=1)


class Link(Frozen):
    """A connection to another record or document."""

    to: str = field("To", refers="record", default=...)
    relation: Literal["raised", "closes", "source", "about"] = Field(alias="as", title="As")


class Attachment(Frozen):
    """A file beside the record that proves it: a scan, a photo, a certificate."""

    path: str = field("File", "The name of a file in the record's own folder.", default=...)
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$", title="SHA-256")
    caption: str = field("Caption", "What one sees; read out to those who can't see it.", default=..., min_length=3)
    level: Level | None = field(
        "Level",
        "Who may see the whole file, once somebody has looked at all of it: office or posted. Until then nobody is shown it.",
    )


class Keep(NamedTuple):
    """How long a record is kept, and who says so.

    Attributes:
        years: After its date; None for as long as `until` says.
        until: In words, where years alone don't say it: "as long as the person works here".
        source: The section of the law with the day it was read, or "audit cycle" for our own default: three years and the running one.
    """

    years: int | None
    until: str = ""
    source: str = "audit cycle"

    @property
    def is_law(self) -> bool:
        """Whether the law says so; otherwise it is our own default, which a company may change."""
        return self.source != "audit cycle"

    @property
    def words(self) -> str:
        """How long, for people: "2 years, and until the audit cycle after it has ended"."""
        if self.years is None:
            return self.until
        years = "1 year" if self.years == 1 else f"{self.years} years"
        return (
            f"{years} {self.until}" if self.until.startswith("after ") else ", ".join(filter(None, (years, self.until)))
        )


def in_sentence(title: str) -> str:
    """A title as it stands within a sentence: "fit test", but "WCB report"."""
    return title if title[:2].isupper() else title[:1].lower() + title[1:]


AUDIT_CYCLE = Keep(4, "until the audit cycle after it has ended")
"""Our default: an auditor looks at the cycle, and earlier findings are held against it."""


class Record(Frozen):
    """Base of all record types; a type adds fields and these facts about itself.

    Class attributes:
        TYPE: Its folder under records/.
        TITLE, PLURAL: Words for people.
        PREFIX: Of its ids.
        ELEMENT: Where it belongs unless an obligation says otherwise.
        UNIT: What one of them is about; how it is matched to an expected record.
        SUBJECT: The field that names the unit (`asset`, `person`), where that isn't `site`.
        SIGNERS: Who must sign: field names holding a person (or people), or `role:<role in people>`.
        FILED_WITHIN: Days after the event within which paper usually reaches the repository.
        EXAMPLE: The type's own fields, as a person would write them; the forms, the docs and the tests use it.
        OFTEN: How often it is usually made, in words; what binds a company is its own obligation.
        KEEP: How long it is kept.
        KEEP_BY_KIND: How long those of a kind (or class) are kept, where that differs.
        IN_FORCE_UNTIL: The field with the last day on which it holds, for what stays in force after its day; a record in which that
            field is empty holds without end.
        HELP: One sentence: when this record is made.
    """

    TYPE: ClassVar[str] = ""
    TITLE: ClassVar[str] = ""
    PLURAL: ClassVar[str] = ""
    PREFIX: ClassVar[str] = ""
    ELEMENT: ClassVar[ElementKey]
    UNIT: ClassVar[Unit | Literal["event"]] = "event"
    SUBJECT: ClassVar[str | None] = None
    SIGNERS: ClassVar[tuple[str, ...]] = ()
    FILED_WITHIN: ClassVar[int] = 30
    OFTEN: ClassVar[str] = ""
    KEEP: ClassVar[Keep] = AUDIT_CYCLE
    KEEP_BY_KIND: ClassVar[Mapping[str, Keep]] = {}
    IN_FORCE_UNTIL: ClassVar[str | None] = None
    HELP: ClassVar[str] = ""
    EXAMPLE: ClassVar[dict[str, object]] = {}

    id: str = field(
        "Id", level=Level.POSTED, default=..., show_in=("table", "detail"), pattern=r"^[a-z]{2,4}-[0-9]{4,6}$"
    )
    date: Day = field("Date", "The day it happened.", level=Level.POSTED, default=..., show_in=("table", "detail"))
    site: str | None = field("Site", level=Level.POSTED, refers="site", show_in=("table", "detail"))
    recorded_by: str | None = field("Recorded by", refers="person", needed=True)
    people: tuple[PersonRole, ...] = field("People", default=())
    signatures: tuple[Signature, ...] = field("Signatures", default=())
    links: tuple[Link, ...] = field("Links", default=())
    attachments: tuple[Attachment, ...] = field("Attachments", default=())
    confidentiality: Level | None = field("Confidentiality", "Raises the level of all it holds.")
    notes: str | None = field("Notes", widget="long-text")

    @property
    def has_scan(self) -> bool:
        """Whether a file is attached, so that detail may stand on paper only."""
        return bool(self.attachments)

    @property
    def subject(self) -> str | None:
        """The id of what it is about (the asset, the person, the site), where it has one."""
        name = type(self).SUBJECT or "site"
        value = self.__dict__.get(name)
        return value if isinstance(value, str) else None

    @property
    def kind_of_record(self) -> str | None:
        """Its kind, or its class (near miss, lost time), where the type has kinds or classes."""
        # Not getattr: pydantic looks for what isn't there in five places, and this is asked of every record many times.
        fields = self.__dict__
        value = fields.get("kind") or fields.get("class_")
        return value if isinstance(value, str) else None

    @classmethod
    def retention(cls) -> tuple[tuple[str, Keep], ...]:
        """How long records of the type are kept: first by default (with an empty kind), then the kinds with a time of their own."""
        return (("", cls.KEEP), *cls.KEEP_BY_KIND.items())

    @classmethod
    def rhythm(cls) -> str:
        """One line on how often the type is made and how long it is kept."""
        kinds = "".join(f"; {kind}: {keep.words}" for kind, keep in cls.KEEP_BY_KIND.items())
        return f"Usually made {cls.OFTEN}. Kept {cls.KEEP.words}{kinds}."

    @property
    def keep(self) -> Keep:
        """How long this one is kept: as its kind says, else as its type says."""
        kinds = type(self).KEEP_BY_KIND
        return kinds.get(self.kind_of_record or "", type(self).KEEP)

    def people_as(self, role: str) -> tuple[str, ...]:
        """Ids of the people listed in a role, in the order written."""
        return tuple(entry.person for entry in self.people if entry.role == role)

    @property
    def has_signed(self) -> frozenset[str]:
        """Ids of the people who signed."""
        return frozenset(signature.person for signature in self.signatures)

    @property
    def must_sign(self) -> tuple[str, ...]:
        """Ids of the people whose signature this record needs, each once, in order."""
        found: list[object] = []
        for signer in type(self).SIGNERS:
            if signer.startswith("role:"):
                found.extend(self.people_as(signer.removeprefix("role:")))
                continue
            value = getattr(self, signer, None)
            found.extend(value if isinstance(value, tuple) else (value,))
        # A technician of an outside shop is written by name; only our own people's signatures can be held against the register.
        return tuple(dict.fromkeys(id for id in found if isinstance(id, str) and id.startswith("P-")))
