"""`muster approve POLICY…`: the approver signs exactly the text that is committed; a signed tag is made, and nothing else is changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from builder.commands.prepare import DEFAULT_ZONE, Prepared
from builder.commands.refused_approval import refuse_approval, refuse_key, refuse_place
from builder.measure.approvals.waiting import Wait, Waiting, list_waiting
from builder.model.day import write_day
from builder.model.error import BuilderError
from builder.model.policy import Policy
from builder.model.register import Person
from builder.model.stored import Stored
from builder.model.wording import counted
from builder.read.git.keys.sshsig import fingerprint, public_blob
from builder.read.git.make_tag import make_tags
from builder.read.git.moment import open_zone
from builder.read.git.store.tag_object import write_approval, write_tag

if TYPE_CHECKING:
    from builder.read.git.keys.sshsig import Private

LONGEST_MESSAGE = 10_000
"""Characters of what an approver may say along with the approval."""

_HEADINGS = {
    Wait.DRAFT: "Drafts",
    Wait.STALE: "Changed after their approval",
    Wait.UNSIGNED: "Approved by name only",
}


@dataclass(frozen=True)
class Request:
    """What is asked for.

    Attributes:
        documents: Ids.
        key: The approver's private key file.
        by: Id of the approver; empty for the one whom the documents name.
        message: What the approver wishes to say; may be empty.
        now: With time zone.
    """

    documents: Sequence[str]
    key: Path
    by: str
    message: str
    now: datetime


def approve(
    prepared: Prepared,
    request: Request,
    *,
    open_key: Callable[[Path], Private],
    say: Callable[[str], None],
) -> int:
    """Makes a signed tag for each document and says what was approved; gives back the exit status.

    Args:
        prepared: The program at HEAD.
        request: What is asked for.
        open_key: Opens the key, asking for its passphrase where it has one. Called last, when nothing else is in the way.
        say: Prints a line.

    Raises:
        BuilderError: It can't be approved like this; nothing was written.
    """
    if len(request.message) > LONGEST_MESSAGE:
        raise BuilderError(f"The message has more than {LONGEST_MESSAGE:,} characters.", "Say it shorter.")
    repository = refuse_place(prepared)
    stored = [refuse_approval(prepared, id, request.by) for id in dict.fromkeys(request.documents)]
    approver = _approver(prepared, stored)
    key = open_key(request.key)
    today = request.now.astimezone(open_zone(_zone(prepared))).date()
    blob = public_blob(key.public_key())
    refuse_key(prepared, approver, blob, today)
    tags = {_name(each.value): _sign(prepared.commit, each, approver, request, key) for each in stored}
    make_tags(repository, tags)
    _report(prepared, stored, approver, fingerprint(blob), today, say)
    return 0


def list_approvals(prepared: Prepared, *, say: Callable[[str], None]) -> int:
    """Prints which documents wait for an approval; gives back the exit status."""
    waiting = list_waiting(prepared.snapshot)
    for wait, heading in _HEADINGS.items():
        group = [each for each in waiting if each.wait is wait]
        if group:
            say(f"{heading}: {counted(len(group), 'document')}")
            for each in group:
                say(f"  {each.policy.id} {each.policy.title}, version {each.policy.version}. {each.why}")
    signed = len(prepared.snapshot.approvals) - sum(each.wait is not Wait.DRAFT for each in waiting)
    say(f"{counted(signed, 'document')} approved in ink or with the approver's key.")
    _say_what_next(waiting, say)
    return 0


def _say_what_next(waiting: Sequence[Waiting], say: Callable[[str], None]) -> None:
    kinds = {each.wait for each in waiting}
    if kinds & {Wait.DRAFT, Wait.STALE}:
        say(
            "To approve one: set status, approved_by, approved_on and the next version in the file, commit it, then sign it."
        )
    if kinds:
        say("To sign: print it, sign it in ink and file the scan as signed_copy; or: muster approve POLICY --key FILE")


def _zone(prepared: Prepared) -> str:
    company = prepared.snapshot.program.company
    return company.value.time_zone if company else DEFAULT_ZONE


def _approver(prepared: Prepared, stored: Sequence[Stored[Policy]]) -> Person:
    named = {each.value.approved_by: each.value.id for each in stored}
    if len(named) > 1:
        pairs = ", ".join(f"{id} names {person}" for person, id in named.items())
        raise BuilderError(
            f"These documents have different approvers: {pairs}.", "Approve those of one person at a time."
        )
    id = stored[0].value.approved_by or ""
    person = prepared.snapshot.program.people.get(id)
    if person is None:
        raise BuilderError(
            f"{stored[0].value.id} names {id} as its approver, who is not in records/people/.",
            "Correct `approved_by`, or add the person to the register and commit it.",
        )
    return person.value


def _name(policy: Policy) -> str:
    return f"policy/{policy.id}/v{policy.version}"


def _sign(commit: str, stored: Stored[Policy], approver: Person, request: Request, key: Private) -> bytes:
    # Imported late: signing loads what only a few commands need.
    from builder.seal.signing.person_key import sign_sshsig

    policy = stored.value
    who = _identity(approver).partition(" <")[0]
    said = (f"{who} ({approver.id}) approves it as of {policy.approved_on}.", request.message.strip())
    message = write_approval(
        subject=f"Approve {policy.id} {' '.join(policy.title.split())}, version {policy.version}",
        said="\n\n".join(filter(None, said)),
        approves=((stored.path, stored.blob),),
    )
    payload = write_tag(
        commit=commit, name=_name(policy), tagger=f"{_identity(approver)} {_seconds(request.now)}", message=message
    )
    return payload + sign_sshsig(payload, key) + b"\n"


def _identity(person: Person) -> str:
    """Name and mail as git writes them; what would end a part of it is left out."""
    name, mail = ("".join(sign for sign in text if sign not in "<>\n\0") for text in (person.name, person.email or ""))
    return f"{' '.join(name.split())} <{mail.strip()}>"


def _seconds(now: datetime) -> str:
    return f"{int(now.timestamp())} {now:%z}"


def _report(
    prepared: Prepared,
    stored: Sequence[Stored[Policy]],
    approver: Person,
    key: str,
    today: date,
    say: Callable[[str], None],
) -> None:
    for each in stored:
        policy = each.value
        say(
            f"{policy.id} {policy.title}, version {policy.version}: approved by {approver.name} ({approver.id}) on {write_day(today)}."
        )
        say(f"  What was approved: {each.path} as it stands in commit {prepared.commit[:10]}, content {each.blob}.")
        say(f"  Tag {_name(policy)}, signed with the key {key}.")
    say("Nothing else was changed. If the text changes, this approval stays with the text that was signed.")
    history = prepared.snapshot.history
    if history is not None and history.entered_on < today:
        say(f"It counts from today on; a pack made before the next commit shows it with --as-of {today}.")
    say(f"Share it with: git push origin {' '.join(_name(each.value) for each in stored)}")
