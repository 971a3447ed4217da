"""The registers: the company, its people, sites, positions, assets and contractors; one file each, always current."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field

from builder.model.day import Day, Period
from builder.model.field import field
from builder.model.level import Level
from builder.model.policy import Frozen, PersonLevel
from builder.model.record import TIME_OF_DAY

Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
WEEKDAYS: tuple[str, ...] = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
POSTED_ROLES = frozenset(
    {
        "first-aider",
        "first-aider-intermediate",
        "first-aider-advanced",
        "committee-worker",
        "committee-employer",
        "committee-cochair-worker",
        "committee-cochair-employer",
        "emergency-contact",
        "hs-representative",
    }
)
"""Roles whose holders' names and work phones the law wants on the notice board (OHS Code s.181, s.198; read 2025-03-31)."""


class Span(Frozen):
    """A stretch of days, both ends included; open at the end when `to` is left out."""

    from_: Day = Field(alias="from", title="From")
    to: Day | None = field("To")

    def covers(self, day: date) -> bool:
        """Whether the day lies in it."""
        return self.from_ <= day and (self.to is None or day <= self.to)

    def overlaps(self, first: date, last: date) -> bool:
        """Whether any day from `first` to `last` lies in it."""
        return self.from_ <= last and (self.to is None or first <= self.to)


class Phone(Frozen):
    """A number to call and whose it is."""

    name: str
    phone: str


class Letter(Frozen):
    """A temporary letter of certification (TLC), for a company that has no records to be audited on yet."""

    number: str | None = field("Number")
    issued: Day = field("Issued", default=...)
    expires: Day | None = field("Expires", "180 days after it was issued when left out.")


class Premium(Frozen):
    """What the company would pay to the WCB in a year at its industry's rate; refunds are reckoned from it."""

    industry_rate_premium: int = field("Premium at the industry rate, dollars", ge=0, default=...)
    year: int = field("Year", ge=2000, le=2199, default=...)


class Certificate(Frozen):
    """A COR or SECOR certificate, held or sought."""

    scheme: Literal["COR", "SECOR"] = field("Scheme", default=...)
    number: str | None = field("Number")
    issued: Day | None = field("Issued")
    expires: Day | None = field("Expires")
    audit: Literal["certification", "recertification", "maintenance"] = field("Next audit", default="certification")
    extended_to: Day | None = field("Extended to", "Where the partner has granted more time in writing.")
    letter: Letter | None = field("Temporary letter")


class Headcount(Frozen):
    """How many people of a level work at a site on a shift."""

    site: str = field("Site", refers="site", default=...)
    shift: str = field("Shift", default="day")
    level: PersonLevel = field("Level", default=...)
    count: int = field("People", ge=0, default=...)
    basis: Literal["full-time", "part-time", "seasonal"] = field("Basis", default="full-time")


class StandardChoice(Frozen):
    """The standard and edition the program is held against."""

    id: str
    edition: str


class Import(Frozen):
    """A declared bulk import: records whose original date git can't show."""

    commit: str = Field(pattern=r"^[0-9a-f]{40}$")
    reason: str
    approved_by: str
    source: str | None = None
    covers: str | None = field(
        "Covers", "A pattern of paths, such as records/training/*; all that the commit added when left out."
    )
    claimed_before: Day | None = field(
        "Claimed before", "The first day that it no longer covers; a record dated after its arrival is never covered."
    )


class NotApplicable(Frozen):
    """A question that the company holds not to apply to it; it counts only where the partner's overlay allows that."""

    question: str = field("Question", "Id of the standard's question.", default=...)
    reason: str = field("Reason", default=..., min_length=10)
    person: str = field("Person", refers="person", default=...)
    date: Day = field("Date", default=...)


class Company(Frozen):
    """records/company.yaml: who the company is, and against what it is audited."""

    name: str = field("Legal name", level=Level.PUBLIC, default=...)
    trade_name: str | None = field("Trade name", level=Level.PUBLIC)
    address: str | None = field("Address", level=Level.PUBLIC, needed=True)
    phone: str | None = field("Phone", level=Level.PUBLIC, needed=True)
    wcb_account: str | None = field("WCB account", "Quoted.", needed=True)
    industry_codes: tuple[str, ...] = field(
        "Industry codes", "As on the WCB rate notice, quoted.", needed=True, default=()
    )
    partner: str = field("Certifying partner", "acsa, aasp, esc, …", default=...)
    partner_membership: str | None = field("Membership number", needed=True)
    certificate: Certificate = field("Certificate", default=...)
    standard: StandardChoice = field("Standard", default=...)
    time_zone: str = field("Time zone", "IANA name; git's days are judged in it.", default="America/Edmonton")
    branch: str = field("Branch", "On which records arrive.", default="main")
    senior_manager: str | None = field("Senior manager", refers="person", needed=True)
    hs_lead: str | None = field("Health and safety lead", refers="person")
    adopted_on: Day | None = field(
        "Adopted on", "The day the program moved into git; nothing is held against the time before it."
    )
    demonstration: bool = field("Demonstration", "A sample, not a real company.", level=Level.PUBLIC, default=False)
    emergency_phones: tuple[Phone, ...] = field("Emergency numbers", level=Level.PUBLIC, default=())
    headcount: tuple[Headcount, ...] = field("Headcount", default=())
    not_applicable: tuple[NotApplicable, ...] = field("Not applicable", default=())
    partner_courses: tuple[str, ...] = field(
        "Courses the partner asks for", "Only where they are other courses than Muster knows of.", default=()
    )
    pir_registered_on: Day | None = field("In Partnerships in Injury Reduction since")
    wcb_premium: Premium | None = field("WCB premium", "For an estimate of the refund; nothing is guessed without it.")
    law: str = field(
        "Law", "The law that files are held against; `none` where it is not Alberta's.", default="alberta-ohs"
    )
    regularly_employs_over: Period = field(
        "Regularly employs",
        "How long a headcount must last to count as regular; the law names no length.",
        default=Period(3),
    )
    fit_test_every: Period | None = field(
        "Fit test every", "How long a respirator fit test counts; two years when left out."
    )
    imports: tuple[Import, ...] = field("Declared imports", default=())


class Employment(Span):
    """A stretch of employment in one position at one site."""

    position: str = field("Position", refers="position", default=...)
    level: PersonLevel = field("Level", default=...)
    site: str = field("Site", refers="site", default=...)
    basis: Literal["full-time", "part-time", "seasonal"] = field("Basis", default="full-time")
    shift: str = field("Shift", default="day")


class Role(Span):
    """A duty beside the job: first aider, committee member, emergency contact."""

    role: str = field("Role", default=...)
    site: str | None = field("Site", refers="site")


_SSH_KEY = r"(ssh-ed25519|ecdsa-sha2-nistp(256|384|521)|ssh-rsa) [A-Za-z0-9+/=]+( .*)?"
_OPENPGP_KEY = r"-----BEGIN PGP PUBLIC KEY BLOCK-----\n[ -~\n]*\n-----END PGP PUBLIC KEY BLOCK-----\n?"


class PublicKey(Span):
    """A public key with which the person signs commits: the line of an SSH key, or an armoured OpenPGP key block."""

    public: str = Field(pattern=f"^({_SSH_KEY}|{_OPENPGP_KEY})$", max_length=60_000)


class Away(Span):
    """Days on which a person isn't at work. No reason stands with them: it is private, and often medical."""


class Person(Frozen):
    """records/people/<id>.yaml. Name and phone are office knowledge unless a role has them posted."""

    id: str = field("Id", level=Level.POSTED, default=..., pattern=r"^P-[0-9]{3,5}$")
    name: str = field("Name", default=..., min_length=2)
    work_phone: str | None = field("Work phone")
    email: str | None = field("E-mail")
    employment: tuple[Employment, ...] = field("Employment", default=())
    roles: tuple[Role, ...] = field("Roles", default=())
    away: tuple[Away, ...] = field("Away", "Days not at work, without a reason; for planning interviews.", default=())
    keys: tuple[PublicKey, ...] = field("Signing keys", default=())

    def employment_on(self, day: date) -> Employment | None:
        """The employment in force on a day; none before hiring or after leaving."""
        for stretch in self.employment:
            if stretch.from_ <= day and (stretch.to is None or day <= stretch.to):
                return stretch
        return None

    def roles_on(self, day: date) -> tuple[Role, ...]:
        """The roles held on a day."""
        return tuple(role for role in self.roles if role.covers(day))

    @property
    def hired_on(self) -> date | None:
        """The first day of the first employment."""
        return min((stretch.from_ for stretch in self.employment), default=None)

    def is_posted_on(self, day: date) -> bool:
        """Whether a role has the name on the notice board that day; nobody's who has left, though the role was never ended."""
        if self.employment and self.employment_on(day) is None:
            return False
        return any(role.role in POSTED_ROLES for role in self.roles_on(day))


class Closure(Span):
    """Days on which a site is shut."""

    reason: str = field("Reason", default=...)


class ActiveSpan(Span):
    """Days on which a site, or a contractor on a site, is active."""

    note: str | None = field("Note")


class Calendar(Frozen):
    """The days on which a site works."""

    work_days: tuple[Weekday, ...] = field("Work days", default=("mon", "tue", "wed", "thu", "fri"))
    closed: tuple[Closure, ...] = field("Closed", default=())


class Shift(Frozen):
    """A named shift with its hours."""

    name: str
    start: str = Field(pattern=TIME_OF_DAY)
    end: str = Field(pattern=TIME_OF_DAY)


class CrewMember(Span):
    """A person on a crew, and when."""

    person: str = field("Person", refers="person", default=...)


class Crew(Span):
    """A crew that works together and makes one field-level hazard assessment a day."""

    id: str
    name: str
    shift: str = "day"
    foreman: str = field("Foreman", refers="person", default=...)
    members: tuple[CrewMember, ...] = ()
    work_days: tuple[Weekday, ...] | None = field("Work days", "The site's own when left out.")


class SiteEmergency(Frozen):
    """What everyone on a site must find at once."""

    muster_point: str | None = field("Muster point", level=Level.PUBLIC)
    hospital: str | None = field("Hospital", level=Level.PUBLIC)
    hospital_phone: str | None = field("Hospital phone", level=Level.PUBLIC)
    ambulance_directions: str | None = field("Directions for the ambulance", level=Level.PUBLIC)
    radio_channel: str | None = field("Radio channel", level=Level.PUBLIC)


class FirstAidKit(Frozen):
    """A first-aid kit and where it hangs (CSA Z1220): type 1 is personal, 2 basic, 3 intermediate."""

    type: Literal[1, 2, 3] = field("Type", level=Level.PUBLIC, default=...)
    size: Literal["small", "medium", "large"] | None = field("Size", level=Level.PUBLIC)
    location: str = field("Where", level=Level.PUBLIC, default=..., min_length=3)


class SiteFirstAid(Frozen):
    """What a site has for first aid, beside the first aiders (OHS Code Schedule 2, read 2025-03-31)."""

    kits: tuple[FirstAidKit, ...] = field("Kits", level=Level.PUBLIC, default=())
    blankets: int = field("Blankets", level=Level.PUBLIC, default=0, ge=0)
    stretcher_and_splints: bool = field("Stretcher and splints", level=Level.PUBLIC, default=False)
    area: str | None = field("First-aid area", level=Level.PUBLIC)
    room: str | None = field("First-aid room", level=Level.PUBLIC)


class Site(Frozen):
    """records/sites/<slug>.yaml."""

    id: str = field("Id", level=Level.POSTED, default=..., pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    name: str = field("Name", level=Level.POSTED, default=...)
    kind: Literal["office", "shop", "project"] = field("Kind", level=Level.POSTED, default=...)
    address: str | None = field("Address", level=Level.POSTED, needed=True)
    client: str | None = field("Client")
    prime_contractor: str | None = field("Prime contractor", level=Level.POSTED)
    active: tuple[ActiveSpan, ...] = field("Active", level=Level.POSTED, default=())
    calendar: Calendar = field("Calendar", level=Level.POSTED, default=Calendar())
    shifts: tuple[Shift, ...] = field("Shifts", level=Level.POSTED, default=())
    crews: tuple[Crew, ...] = field("Crews", default=())
    hazard_class: Literal["low", "medium", "high"] = field(
        "Hazard class", "OHS Code Schedule 2.", level=Level.POSTED, default=...
    )
    travel_minutes: int | None = field("Minutes to health care", level=Level.POSTED, ge=0, needed=True)
    supervisor: str | None = field("Supervisor", refers="person")
    first_aid: SiteFirstAid | None = field("First aid", "Kits, blankets, stretcher, area or room.", level=Level.PUBLIC)
    emergency: SiteEmergency = field("Emergency", level=Level.PUBLIC, default=SiteEmergency())

    def is_active_on(self, day: date) -> bool:
        """Whether the site was open as a site that day (weekends included)."""
        return any(span.covers(day) for span in self.active)

    def is_active_between(self, first: date, last: date) -> bool:
        """Whether the site was open on any day from `first` to `last`."""
        return any(span.overlaps(first, last) for span in self.active)

    def works_on(self, day: date) -> bool:
        """Whether work went on that day: active, a work day, and not closed."""
        return (
            self.is_active_on(day)
            and WEEKDAYS[day.weekday()] in self.calendar.work_days
            and not any(closure.covers(day) for closure in self.calendar.closed)
        )


class Task(Frozen):
    """A task of a position; critical ones name the procedures that govern them."""

    id: str
    title: str
    critical: bool = False
    procedures: tuple[str, ...] = field("Procedures", refers="policy", level=Level.POSTED, default=())
    courses: tuple[str, ...] = field(
        "Courses", "What this task needs beside the training of the whole position.", level=Level.POSTED, default=()
    )


class Position(Frozen):
    """records/positions/<slug>.yaml: a job, its tasks, and the training it needs."""

    id: str = field("Id", level=Level.POSTED, default=..., pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    title: str = field("Title", level=Level.POSTED, default=...)
    level: PersonLevel = field("Level", level=Level.POSTED, default=...)
    purpose: str | None = field("Purpose", level=Level.POSTED)
    tasks: tuple[Task, ...] = field("Tasks", level=Level.POSTED, default=())
    required_training: tuple[str, ...] = field("Required training", level=Level.POSTED, default=())


class AssetSchedule(Frozen):
    """What the maker or the company wants done to an asset, and how often."""

    kind: str
    every: Period
    by: str | None = None


class Asset(Frozen):
    """records/assets/<id>.yaml."""

    id: str = field("Id", level=Level.POSTED, default=..., pattern=r"^A-[0-9]{3,5}$")
    name: str = field("Name", level=Level.POSTED, default=...)
    asset_class: str = field(
        "Class", "truck, van, forklift, aerial-lift, overhead-crane, …", level=Level.POSTED, default=..., alias="class"
    )
    make: str | None = field("Make")
    model: str | None = field("Model")
    serial: str | None = field("Serial number", "Quoted.")
    site: str | None = field("Site", level=Level.POSTED, refers="site")
    in_service: Span | None = field("In service", level=Level.POSTED)
    schedule: tuple[AssetSchedule, ...] = field("Maintenance schedule", default=())


class Clearance(Frozen):
    """A WCB clearance letter."""

    checked_on: Day
    expires: Day | None = None


class ContractorSpan(Span):
    """When a contractor worked on a site."""

    site: str = field("Site", refers="site", default=...)


class Contractor(Frozen):
    """records/contractors/<id>.yaml."""

    id: str = field("Id", level=Level.POSTED, default=..., pattern=r"^C-[0-9]{2,4}$")
    name: str = field("Name", default=...)
    scope: str = field("Scope of work", default=...)
    contact: str | None = field("Contact")
    wcb_account: str | None = field("WCB account", needed=True)
    wcb_clearance: Clearance | None = field("WCB clearance", needed=True)
    insurance_expires: Day | None = field("Insurance expires", needed=True)
    certificate: Certificate | None = field("COR or SECOR")
    approved_by: str | None = field("Approved by", refers="person", needed=True)
    approved_on: Day | None = field("Approved on", needed=True)
    active: tuple[ContractorSpan, ...] = field("Active", default=())


class Explanation(Frozen):
    """An entry of records/explained.yaml: why a hole in the past is there. The hole stays printed and still counts."""

    about: str = field("About", "The id of the hole, as the finding prints it.", default=...)
    reason: str = field("Reason", default=..., min_length=10)
    person: str = field("Person", refers="person", default=...)
    date: Day = field("Date", default=...)
    corrective_action: str | None = field("Corrective action", refers="record")
