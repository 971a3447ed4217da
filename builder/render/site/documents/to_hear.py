"""For the office: who still has to hear of the newest change of a document, with the sheet to take along."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from builder.model.policy import Policy
from builder.model.stored import Stored
from builder.render.site.documents.paper_paths import talk_path
from builder.render.site.manual import Here
from builder.render.talk.newest import newest_talk


@dataclass(frozen=True)
class ToHear:
    """What the page of a document says of its newest change.

    Attributes:
        count: "26 of 30 whom it concerns still have to hear what changed in version 5."
        groups: Crews and sites with the names of those who have to.
        sheet: Link to the paper; None where no papers were made.
        command: The command that prints a sheet with names for each crew.
    """

    count: str
    groups: tuple[Markup, ...]
    sheet: str | None
    command: str


def to_hear(here: Here, stored: Stored[Policy]) -> ToHear | None:
    """Who has to hear of it; None for workers, and where no change is news or everyone has heard of it."""
    talk = newest_talk(here.manual.snapshot, stored) if here.manual.is_office else None
    if talk is None or not talk.waiting:
        return None
    everyone = sum(len(group.waiting) + len(group.heard) for group in talk.groups)
    verb = "sign" if talk.is_signed else "hear"
    groups = tuple(
        Markup("{}: {}").format(
            group.name, Markup(", ").join(here.ref(each.reader.person.id) for each in group.waiting)
        )
        for group in talk.groups
        if group.waiting
    )
    id = talk.policy.id
    return ToHear(
        f"{len(talk.waiting)} of {everyone} whom it concerns still have to {verb} what changed in version {talk.wording.version}.",
        groups,
        here.paper(talk_path(id)),
        f"muster talk {id} --out dist/talks",
    )
