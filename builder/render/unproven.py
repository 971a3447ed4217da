"""What git can't prove, in the words that the pack and the site print; and what this program has that limits it."""

from __future__ import annotations

from dataclasses import dataclass

from builder.measure.filing.filing import Filing, FilingClass
from builder.measure.past.proof_of_age import ProofOfAge
from builder.model.history import History, SignatureVerdict
from builder.model.previous_pack import PreviousPack
from builder.model.snapshot import Snapshot
from builder.model.stamp import StampVerdict
from builder.model.wording import counted


@dataclass(frozen=True)
class Limit:
    """One thing that can't be proved, or one that helps.

    Attributes:
        title: In few words.
        text: One to three sentences.
    """

    title: str
    text: str


def list_limits(snapshot: Snapshot, filings: tuple[Filing, ...]) -> tuple[Limit, ...]:
    """What git can't prove about this program; empty when the history was not examined.

    Args:
        snapshot: At any level; no name is printed.
        filings: Of the window, for how many records came with imports.
    """
    history = snapshot.history
    if history is None:
        return ()
    limits = [
        Limit(
            "When a form was filled in",
            "Git knows when a record arrived, not when it was written or signed: the day beside a signature is what somebody "
            "typed. The paper and the people on it know.",
        ),
        Limit(
            "That a time is true",
            "The day of entry is what the clock of the computer said that put the record on the branch. Whoever may write to the "
            "branch can set that clock.",
        ),
        Limit(
            "When it was handed over",
            "A commit made months ago and sent to the office yesterday looks like one that was sent at once, and whoever "
            "merges can say which of two lines was the branch. Only the log of the branch's own server tells these apart; it is no part of git. Ask for its list of pushes.",
        ),
        Limit(
            "That nothing was rewritten",
            "A history can be written anew, with other days, and nothing inside it would show that. Something outside does: an "
            "earlier pack, a time stamp, or a copy that somebody else holds.",
        ),
        _signatures(history),
    ]
    imported = sum(each.kind is FilingClass.IMPORTED for each in filings)
    if imported:
        limits.append(
            Limit(
                "The dates of what was imported",
                f"{counted(imported, 'record')} came with declared imports. Their dates are those on the paper; git can say "
                "nothing about them.",
            )
        )
    return tuple(limits)


def list_supports(snapshot: Snapshot) -> tuple[Limit, ...]:
    """What limits that here: a stamp, an earlier pack; or that there is none."""
    history = snapshot.history
    return (_stamps(snapshot, history), _previous(snapshot.previous)) if history else ()


def _signatures(history: History) -> Limit:
    total = sum(history.signatures.values())
    good = history.signatures.get(SignatureVerdict.GOOD, 0)
    unsigned = history.signatures.get(SignatureVerdict.UNSIGNED, 0)
    title = "Who made a commit"
    text = "The name on a commit is what its maker typed; a signature ties it to a key."
    if not total:
        return Limit(title, text)
    rest = total - good - unsigned
    parts = [f"{good:,} of {total:,} commits are signed with the key of the person they name"]
    parts += [f"{unsigned:,} {'is' if unsigned == 1 else 'are'} not signed"] if unsigned else []
    parts += [f"{rest:,} {'has' if rest == 1 else 'have'} a signature that says less"] if rest else []
    return Limit(title, f"{text} Here {'; '.join(parts)}.")


def _stamps(snapshot: Snapshot, history: History) -> Limit:
    title = "A time stamp from outside"
    reach = ProofOfAge(history).reach(snapshot.program)
    if reach is None or reach.stamp.day is None:
        return Limit(
            title,
            "There is none. An authority's stamp once a month (muster anchor) proves that what came before it is no younger.",
        )
    whose = reach.stamp.authority or "an authority without a name"
    known = "" if reach.stamp.verdict is StampVerdict.TRUSTED else ", whom nobody here has vouched for"
    return Limit(
        title,
        f"{reach.proved:,} {'record' if reach.proved == 1 else 'records'} existed by {reach.stamp.day} at the latest, by the word of {whose}{known}; "
        f"{counted(len(reach.open), 'record')} came since. A stamp says nothing about how much older they are.",
    )


def _previous(previous: PreviousPack | None) -> Limit:
    title = "An earlier pack"
    if previous is None:
        return Limit(
            title,
            "None was given along. A pack that is made with the last one beside it (muster pack --previous) proves that the history goes on from there.",
        )
    if previous.is_continued:
        return Limit(
            title,
            f"The pack as of {previous.as_of} was held against this program: the history has only gone on since. What changed in "
            "the files it listed stands under “Since the last pack”.",
        )
    return Limit(
        title,
        f"The pack as of {previous.as_of} was held against this program, and this is not the history it was made from.",
    )
