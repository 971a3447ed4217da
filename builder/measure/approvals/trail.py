"""The trail that an approval left in git: which change made the text, which one claimed it approved, and who stands behind them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from builder.measure.people.identity import Identities
from builder.model.approval import Approval, ApprovalLevel, Binding, Shown, Staleness
from builder.model.history import Change, Commit, Content, History, SignatureVerdict, Tag
from builder.model.policy import Policy
from builder.model.stored import Stored

_TRAILER = re.compile(r"(approved-by|reviewed-by):\s*(\S.*)", re.IGNORECASE)

Claim = tuple[str, str, date | None]
"""Status, approver and day: a new version that names the day of the old one claims nothing new."""


@dataclass(frozen=True)
class Trail:
    """The revisions of a document that its present claim to be approved rests on.

    Attributes:
        revisions: All of them, oldest first; the last is the document as it is.
        claimed: The change since which status, approver and day are what they are now.
        made: The change since which the text is what it is now.
        changed: The first change of the text after it was claimed to be approved; None while the text is the one that was.
        approved: The revisions with the approved text and the present claim, oldest first.
    """

    revisions: tuple[Change, ...]
    claimed: Change
    made: Change
    changed: Change | None
    approved: tuple[Change, ...]


def find_trail(stored: Stored[Policy], history: History | None) -> Trail | None:
    """The trail of a document; None where git doesn't know the bytes: not examined, or not committed yet."""
    file = history.files.get(stored.path) if history else None
    revisions = tuple(change for change in file.changes if change.kind != "D") if file else ()
    if not revisions or (revisions[-1].blob and revisions[-1].blob != stored.blob):
        return None
    now = revisions[-1]
    claimed = _first_of_tail([_claim(each) == _claim(now) for each in revisions])
    made = _first_of_tail([text_of(each) == text_of(now) for each in revisions])
    approved_text = text_of(revisions[claimed])
    later = range(claimed, len(revisions))
    changed = next((at for at in later if text_of(revisions[at]) != approved_text), None)
    if approved_text == text_of(now):
        # What was changed and changed back is what was approved.
        changed = None
    # Before it was claimed, a draft with the same text; after it, only changes of the control block.
    kept = revisions[claimed:changed] if changed is not None else revisions[max(claimed, made) :]
    return Trail(revisions, revisions[claimed], revisions[made], None if changed is None else revisions[changed], kept)


def text_of(change: Change) -> str:
    """What tells a revision's text from another's: the digest of what stands below the control block, else the whole content's id."""
    return (change.content and change.content.text) or change.blob


def follow_trail(approval: Approval, trail: Trail, history: History, identities: Identities, as_of: date) -> Approval:
    """The approval with what git shows of it."""
    best: dict[ApprovalLevel, Shown] = {}
    for shown in (*_by_changes(approval, trail, history, identities), *_by_tags(trail, history, as_of)):
        if shown.level not in best or _rank(shown) >= _rank(best[shown.level]):
            best[shown.level] = shown
    ordered = tuple(best[level] for level in reversed(ApprovalLevel) if level in best)
    is_newly_covered = approval.is_in_ink or any(
        each.level is ApprovalLevel.SIGNED_TAG and each.binding is not Binding.EARLIER for each in ordered
    )
    changed = trail.changed
    stale = None if changed is None or is_newly_covered else _staleness(trail, changed)
    return replace(
        approval,
        shown=ordered,
        stale=stale,
        is_one_hand=_is_one_hand(approval, trail, history, identities, best),
        was_signed=_was_signed(trail, history, as_of),
        claimed_on=trail.claimed.arrived,
    )


def _first_of_tail(matches: list[bool]) -> int:
    """The index since which all match; the last one always does."""
    index = len(matches) - 1
    while index and matches[index - 1]:
        index -= 1
    return index


def _claim(change: Change) -> Claim | None:
    said = change.content
    return (said.status, said.approved_by, said.approved_on) if said else None


def _staleness(trail: Trail, changed: Change) -> Staleness:
    approved = trail.approved[-1]
    return Staleness(
        (approved.content or Content()).version, approved.blob, changed.arrived, changed.commit, changed.author
    )


def _rank(shown: Shown) -> tuple[int, date]:
    return (-tuple(Binding).index(shown.binding), shown.day)


def _version(change: Change) -> int | None:
    return change.content.version if change.content else None


def _bind(trail: Trail, change: Change) -> Binding:
    now = trail.revisions[-1]
    if change.blob == now.blob:
        return Binding.BYTES
    is_same = text_of(change) == text_of(now) and _version(change) == _version(now)
    return Binding.TEXT if is_same else Binding.EARLIER


def _by_changes(approval: Approval, trail: Trail, history: History, identities: Identities) -> Iterator[Shown]:
    if not approval.approver:
        return
    for change in trail.approved:
        for level in _levels(approval.approver, change, history, identities):
            day = (approval.approved_on if level is ApprovalLevel.NAMED else None) or change.arrived
            version = _version(change) if change.content else approval.version
            yield Shown(level, approval.approver, day, change.commit, change.blob, version, _bind(trail, change))


def _levels(approver: str, change: Change, history: History, identities: Identities) -> Iterator[ApprovalLevel]:
    yield ApprovalLevel.NAMED
    commits = _commits(change, history)
    if any(approver == identities.person(who) for commit in commits for who in approvers_named(commit.message)):
        yield ApprovalLevel.NOTED
    writer = identities.person(change.author)
    arrival = history.by_id.get(change.commit)
    who_let_in = {identities.person(arrival.author), identities.person(arrival.committer)} if arrival else set()
    if approver in who_let_in and writer not in ("", approver):
        yield ApprovalLevel.LET_IN
    if _is_signed_by(change, approver, history):
        yield ApprovalLevel.SIGNED_COMMIT


def _commits(change: Change, history: History) -> list[Commit]:
    """The commit that made a change and the one with which it arrived, as far as they are known."""
    ids = dict.fromkeys((change.origin or change.commit, change.commit))
    return [history.by_id[id] for id in ids if id in history.by_id]


def approvers_named(message: str) -> tuple[str, ...]:
    """The identities behind `Approved-by:` and `Reviewed-by:` in the last paragraph of a message, where git looks for them.

    Source: git, Documentation/git-interpret-trailers: text after the paragraph makes it an ordinary one (read 2026-11-22).
    """
    first, separator, last = message.rstrip().rpartition("\n\n")
    if not separator or not first.strip():
        return ()
    found = (_TRAILER.fullmatch(line.strip()) for line in last.split("\n"))
    return tuple(each[2].strip() for each in found if each)


def _by_tags(trail: Trail, history: History, as_of: date) -> Iterator[Shown]:
    revisions = {change.blob: change for change in trail.revisions if change.blob}
    for tag in history.tags:
        if not is_sound(tag) or tag.tagged_on > as_of:
            continue
        for _, blob in tag.approves:
            change = revisions.get(blob)
            if change is not None and is_for(tag, change):
                version = _version(change)
                signer = tag.signer or ""
                bound = _bind(trail, change)
                yield Shown(ApprovalLevel.SIGNED_TAG, signer, tag.tagged_on, tag.commit, blob, version, bound, tag.name)


def is_sound(tag: Tag) -> bool:
    """Whether the tag is well made and signed by whom it names; whether that person may approve the document is another question."""
    return not tag.problem and tag.signature is SignatureVerdict.GOOD


def is_for(tag: Tag, change: Change) -> bool:
    """Whether the signer is the approver that the tagged revision itself names, and it calls itself approved."""
    said = change.content
    return said is not None and said.status == "approved" and bool(tag.signer) and said.approved_by == tag.signer


def _was_signed(trail: Trail, history: History, as_of: date) -> bool:
    """Whether the approver whom an earlier version names put a key under it."""
    first = trail.revisions.index(trail.approved[0]) if trail.approved else 0
    earlier = [each for each in trail.revisions[:first] if each.content and each.content.status == "approved"]
    blobs = {each.blob for each in earlier}
    return any(_is_signed_by(each, (each.content or Content()).approved_by, history) for each in earlier) or any(
        shown.blob in blobs for shown in _by_tags(trail, history, as_of)
    )


def _is_signed_by(change: Change, person: str, history: History) -> bool:
    verdicts = {(commit.signature, commit.signer) for commit in _commits(change, history)}
    return bool(person) and (SignatureVerdict.GOOD, person) in verdicts | {(change.signature, change.signer)}


def _is_one_hand(
    approval: Approval,
    trail: Trail,
    history: History,
    identities: Identities,
    best: dict[ApprovalLevel, Shown],
) -> bool:
    """Whether who entered the text is who approved it, and neither a note nor the way it came in names anybody else."""
    commits = _commits(trail.made, history)
    hands = {identities.person(who) for commit in commits for who in (commit.author, commit.committer)}
    hands |= {identities.person(who) for commit in commits for who in approvers_named(commit.message)}
    hands.add(identities.person(trail.made.author))
    return bool(approval.approver) and hands == {approval.approver} and ApprovalLevel.LET_IN not in best
