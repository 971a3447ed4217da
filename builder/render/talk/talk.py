"""What is said at the meeting about a change, before it is laid out: what changed, what brought it about, and who hears it where."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from builder.measure.past.in_force import Revision
from builder.measure.past.worded import find_wording, reasons
from builder.measure.people.acknowledged import asks_for_signatures
from builder.measure.people.told import Hearer, Wording, list_hearers, still_to_hear
from builder.model.day import write_day
from builder.model.policy import Policy
from builder.model.record import Record, in_sentence
from builder.model.snapshot import Snapshot
from builder.model.stored import Stored
from builder.model.text_change import TextChange
from builder.render.site.documents.changes import tell_change
from builder.render.site.languages import ENGLISH
from builder.render.talk.turns import Turn, list_turns, outline

_SAYS = ("what", "summary", "description", "finding", "action", "topic")
"""Fields in which a record says in words what it is about, the first that is filled in counts."""


@dataclass(frozen=True)
class Group:
    """People who hear it together: a crew, or those at a site who are on none.

    Attributes:
        site: Id; empty for people without a site.
        site_name: For people to read.
        crew: Id; empty outside of crews.
        name: Of the crew, or of the site.
        leader: Id of the foreman, or of the supervisor of the site; empty where the registers name none.
        waiting: Those who still have to hear it.
        heard: Those who have, by a record.
    """

    site: str
    site_name: str
    crew: str
    name: str
    leader: str
    waiting: tuple[Hearer, ...]
    heard: tuple[Hearer, ...]


@dataclass(frozen=True)
class Talk:
    """A change of a document, ready to be told.

    Attributes:
        stored: The document as it stands now.
        before: The version it is held against; None for a document that is new.
        change: What changed in the text; None where there is nothing to hold it against.
        turns: The same as rows; of a new document its parts.
        sentences: The same in words.
        reasons: Records that name the document since the version before, oldest first.
        wording: From when on it can have been told.
        is_signed: Whether people sign it, so that hearing of it isn't enough.
        groups: By site and crew, those with nobody left to tell too.
    """

    stored: Stored[Policy]
    before: Revision | None
    change: TextChange | None
    turns: tuple[Turn, ...]
    sentences: tuple[str, ...]
    reasons: tuple[Record, ...]
    wording: Wording
    is_signed: bool
    groups: tuple[Group, ...]

    @property
    def policy(self) -> Policy:
        """The document."""
        return self.stored.value

    @property
    def title(self) -> str:
        """Id and title: `SWP-04 Welding and cutting`."""
        return f"{self.policy.id} {self.policy.title}"

    @property
    def is_new(self) -> bool:
        """Whether the document itself is new, and not only the first that git knows of it."""
        return self.before is None and self.policy.version == 1

    @property
    def waiting(self) -> tuple[Hearer, ...]:
        """Everyone who still has to hear it."""
        return tuple(each for group in self.groups for each in group.waiting)

    @property
    def versions(self) -> str:
        """Which versions are held against each other: "version 5, held against version 4 of 4 March 2026"."""
        if self.before is None:
            return (
                "version 1, new" if self.is_new else f"version {self.policy.version}, no other text on file before it"
            )
        number = f"version {self.before.version}" if self.before.version is not None else "the version"
        return f"version {self.policy.version}, held against {number} of {write_day(self.before.since)}"

    @property
    def topic(self) -> str:
        """What stands as the topic of the meeting in its record."""
        what = "What changed in" if self.before else "New:" if self.is_new else "What is said in"
        return f"{what} {self.title}, version {self.policy.version}"


def make_talk(
    snapshot: Snapshot, stored: Stored[Policy], before: Revision | None, change: TextChange | None, whole: TextChange
) -> Talk:
    """A change of a document as it is told to the people whom it concerns.

    Args:
        snapshot: At office level, because it is about people.
        stored: The document.
        before: The version it is held against; None for a new one.
        change: What changed since; None without `before`.
        whole: The text as it stands, of which the parts of a new document are taken.
    """
    policy, history = stored.value, snapshot.history
    file = history.files.get(stored.path) if history else None
    wording = find_wording(policy, stored.blob, file, snapshot.as_of)
    needs_signature = asks_for_signatures(snapshot.program, policy)
    hearers = list_hearers(snapshot.program, policy, wording, snapshot.as_of)
    # What was filed after the change had come into force didn't bring it about.
    last = max(wording.since, policy.effective or wording.since) if policy.status == "approved" else snapshot.as_of
    found = reasons(snapshot.program, policy.id, before.since, min(last, snapshot.as_of)) if before else ()
    return Talk(
        stored,
        before,
        change,
        list_turns(change) if change else outline(whole.passages),
        tuple(tell_change(ENGLISH.words, change)) if change else (),
        tuple(found),
        wording,
        needs_signature,
        tuple(_groups(snapshot, hearers, needs_signature)),
    )


def _groups(snapshot: Snapshot, hearers: Sequence[Hearer], needs_signature: bool) -> Iterator[Group]:
    """By site and crew; `hearers` are sorted so."""
    for (site, crew), group in groupby(hearers, key=lambda each: (each.site, each.crew)):
        people = tuple(group)
        waiting = tuple(each for each in people if still_to_hear(each, needs_signature))
        heard = tuple(each for each in people if each not in waiting)
        stored = snapshot.program.sites.get(site)
        crews = {each.id: each for each in (stored.value.crews or ())} if stored else {}
        site_name = snapshot.name(site) if site else "no site"
        found = crews.get(crew)
        name = found.name if found else f"{site_name}, outside the crews" if crews else site_name
        leader = found.foreman if found else (stored.value.supervisor if stored else None)
        yield Group(site, site_name, crew, name, leader or "", waiting, heard)


def describe_reason(record: Record) -> str:
    """A record in a line: "change chg-0002 of 3 February 2026: Powered hoods for welding"."""
    told = (getattr(record, name, None) for name in _SAYS)
    words = next((each for each in told if isinstance(each, str) and each.strip()), "")
    said = f": {' '.join(words.split())}" if words else ""
    return f"{in_sentence(type(record).TITLE)} {record.id} of {write_day(record.date)}{said}"
