"""Tags that look like an approval and are none, each with the reason."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from builder.model.history import Change, Content, History, SignatureVerdict, Tag
from builder.model.wording import visible

_NAME = re.compile(r"policy/([A-Z]{2,5}-[0-9]{2,4}(?:-[A-Z]{2,3})?)/v([0-9]{1,6})")

_VERDICTS = {
    SignatureVerdict.UNSIGNED: "It is not signed, so anybody who can write to the repository may have made it.",
    SignatureVerdict.BAD: "Its signature doesn't fit its content.",
    SignatureVerdict.UNKNOWN_KEY: "It is signed with a key that nobody's file in records/people/ named before the tagged change arrived.",
    SignatureVerdict.OUTSIDE_WINDOW: "Its signature was made on a day on which the key doesn't count.",
}


@dataclass(frozen=True)
class WrongTag:
    """A tag that approves nothing.

    Attributes:
        tag: Its name, `day` the one that its tagger claims.
        path: The document that it lists, where that is still there; empty otherwise.
        why: A sentence for people.
    """

    tag: str
    day: date
    path: str
    why: str


def list_wrong_tags(history: History | None, as_of: date) -> tuple[WrongTag, ...]:
    """The tags that look like an approval and are none, by name.

    A tag whose signature is of a kind that can't be checked here is not among them: it approves nothing, and isn't wrong.

    Args:
        history: What git says; nothing is found where it was not examined.
        as_of: Tags that claim a later day are left out.
    """
    if history is None or not history.tags:
        return ()
    revisions = _revisions(history)
    return tuple(each for tag in history.tags if tag.tagged_on <= as_of for each in _judge(tag, revisions))


def _revisions(history: History) -> Mapping[str, tuple[str, Change]]:
    """The document that is there now, and the revision, by the content's id."""
    return {
        change.blob: (path, change)
        for path, file in history.files.items()
        if path.startswith("policies/")
        for change in file.changes
        if change.blob and change.content is not None
    }


def _judge(tag: Tag, revisions: Mapping[str, tuple[str, Change]]) -> Iterator[WrongTag]:
    """At most one finding for a tag; the first reason is enough."""
    listed = [revisions[blob] for _, blob in tag.approves if blob in revisions]
    path = listed[0][0] if listed else ""
    why = tag.problem or _signature_flaw(tag)
    if not why:
        for place, change in listed:
            why = _content_flaw(tag, change.content or Content(), is_only=len(tag.approves) == 1)
            if why:
                path = place
                break
    if why:
        yield WrongTag(tag.name, tag.tagged_on, path, why)


def _signature_flaw(tag: Tag) -> str:
    if tag.signature is SignatureVerdict.OTHER_PERSON:
        return f"It speaks for {visible(tag.tagger.partition(' <')[0])} and is signed with the key of {tag.signer or 'somebody else'}."
    return _VERDICTS.get(tag.signature, "")


def _content_flaw(tag: Tag, said: Content, *, is_only: bool) -> str:
    """What doesn't fit between a soundly signed tag and the revision that it lists."""
    named = _NAME.fullmatch(tag.name)
    if is_only and named and (named[1], int(named[2])) != (said.id, said.version):
        return f"By its name it approves {named[1]}, version {named[2]}; what it lists is {said.id}, version {said.version}."
    if said.status != "approved":
        return f"What it lists calls itself `{said.status}`, not `approved`: {said.id}, version {said.version}."
    if tag.signature is SignatureVerdict.GOOD and said.approved_by != tag.signer:
        return f"It is signed by {tag.signer}; {said.id}, version {said.version}, names {said.approved_by or 'nobody'} as its approver."
    return ""
