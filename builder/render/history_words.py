"""What a history says, in words for people who don't know git."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from builder.measure.past.in_force import Revision
from builder.model.difference import Difference, PartChange
from builder.model.history import Change, Content, SignatureVerdict
from builder.model.wording import counted

SIGNATURE_WORDS = {
    SignatureVerdict.GOOD: "good",
    SignatureVerdict.OTHER_PERSON: "good, but of another person",
    SignatureVerdict.OUTSIDE_WINDOW: "made outside the key's days",
    SignatureVerdict.UNKNOWN_KEY: "by an unknown key",
    SignatureVerdict.BAD: "bad",
    SignatureVerdict.UNSIGNED: "not signed",
    SignatureVerdict.UNSUPPORTED: "of a kind that can't be checked",
}
"""The verdict on a signature, to stand behind "signature"."""

_NAMED_PARTS = 4

Name = Callable[[str], str]
"""The name behind an id."""


def signature_words(verdict: SignatureVerdict) -> str:
    """The verdict as a clause: "signature good", "not signed"."""
    return "not signed" if verdict is SignatureVerdict.UNSIGNED else f"signature {SIGNATURE_WORDS[verdict]}"


def author_name(author: str) -> str:
    """The name in "Name <mail>"."""
    return author.partition(" <")[0]


def filed_words(days: int) -> str:
    """How long after the event a record was filed."""
    if days < 0:
        return f"{counted(-days, 'day')} before the day it is about"
    return "on the day itself" if days == 0 else f"{counted(days, 'day')} after"


def change_words(change: Change, before: Change | None, name: Name = str) -> str:
    """What a change did, as the beginning of a sentence: "version 6, approved by Dale Friesen on 2026-02-17".

    Args:
        change: The change.
        before: The one before it of the same file; None for the first.
        name: The name behind a person's id.
    """
    moved = f"moved here from {change.old_path}" if change.old_path and change.old_path != change.path else ""
    if change.kind == "D":
        return "deleted"
    content = change.content
    came_back = before is not None and before.kind == "D"
    if content is not None and content.problem:
        said = f"could not be read: {content.problem.rstrip('.')}"
    elif content is not None and content.status:
        is_same = before is not None and before.blob == change.blob
        said = "" if moved and is_same else _document_words(content, before, name)
        said = f"came back; {said}" if came_back else said
    else:
        said = _record_words(change, before)
    return "; ".join(filter(None, (moved, said))) or "changed"


def _document_words(content: Content, before: Change | None, name: Name) -> str:
    version = f"version {content.version}" if content.version is not None else "a version without a number"
    if content.status == "draft":
        return f"draft of {version}"
    if content.status == "withdrawn":
        return "withdrawn"
    old = before.content if before else None
    if old is None or (old.version, old.status) != (content.version, content.status):
        return f"{version}, {_approval(content, name)}"
    if old.text != content.text:
        return f"text changed, still {version}"
    if old.approved_on != content.approved_on:
        return f"{version} {_approval(content, name)} again; text unchanged"
    return f"control block changed, text unchanged; {version}"


def _approval(content: Content, name: Name) -> str:
    by = f" by {name(content.approved_by)}" if content.approved_by else ""
    on = f" on {content.approved_on}" if content.approved_on else ""
    effective = f", in effect from {content.effective}" if content.effective not in (None, content.approved_on) else ""
    return f"approved{by}{on}{effective}"


def _record_words(change: Change, before: Change | None) -> str:
    if before is None:
        return "filed"
    if before.kind == "D":
        return "came back"
    old, new = before.content, change.content
    if old and new and old.id and new.id and old.id != new.id:
        return f"its id became {new.id}, it was {old.id}"
    if old and new and old.day and new.day and old.day != new.day:
        return f"its date became {new.day}, it was {old.day}"
    if change.blob == before.blob:
        return "" if change.kind == "R" else "unchanged"
    return "changed"


def revision_words(revision: Revision) -> str:
    """A revision with the day from which it counts: "version 4, since 2026-03-11, by its own dates since 2026-03-09"."""
    version = f"version {revision.version}" if revision.version is not None else "a version without a number"
    claimed = ", as adopted: the day is what the document says of itself" if revision.claimed else ""
    since = f"{version}, since {revision.since}{claimed}"
    if revision.began and revision.began < revision.since:
        since += f", by its own dates since {revision.began}"
    return since


def difference_words(difference: Difference | None) -> str:
    """What changed in a text: "+12 −3 words, under “How often” (+12 −3)"; empty where nothing did, or nothing is known."""
    if difference is None or difference.is_nothing:
        return ""
    if not difference.parts:
        return f"control block: {_list_parts(difference.fields, quote=False)}"
    amount = f"+{difference.added} −{difference.removed} words"
    return f"{amount}: {_list_parts(difference.parts, quote=True)}"


def _list_parts(parts: tuple[PartChange, ...], *, quote: bool) -> str:
    shown = [_part(part, quote=quote) for part in parts[:_NAMED_PARTS]]
    if len(parts) > _NAMED_PARTS:
        shown.append(f"{len(parts) - _NAMED_PARTS} more")
    return ", ".join(shown)


def _part(part: PartChange, *, quote: bool) -> str:
    name = part.name or "the beginning"
    if quote and part.name:
        name = f"“{part.name}”"
    return name if part.state == "changed" else f"{name} ({part.state})"


def difference_object(difference: Difference | None) -> dict[str, Any] | None:
    """A difference as programs read it; null where none is known."""
    if difference is None:
        return None
    return {
        "added": difference.added,
        "removed": difference.removed,
        "parts": [_part_object(each) for each in difference.parts],
        "fields": [_part_object(each) for each in difference.fields],
        "lines": list(difference.lines),
        "more_lines": difference.more_lines,
    }


def _part_object(part: PartChange) -> dict[str, Any]:
    return {"name": part.name, "added": part.added, "removed": part.removed, "state": part.state}
