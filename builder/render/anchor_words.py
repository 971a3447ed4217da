"""Anchors in words and lists, as the pack's annex, the site and the command line show them."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime

from builder.measure.past.proof_of_age import Proof, ProofOfAge
from builder.model.program import Program
from builder.model.snapshot import Snapshot
from builder.model.stamp import Stamp, StampVerdict
from builder.record_types.anchor import Anchor
from builder.render.filing_lists import SHORT
from builder.render.listing import Listing, Ref

VERDICT_WORDS = {
    StampVerdict.TRUSTED: "holds; authority trusted",
    StampVerdict.INTACT: "holds; authority not judged",
    StampVerdict.WRONG_PROGRAM: "not over this history",
    StampVerdict.BAD: "does not hold",
    StampVerdict.MISSING: "no stamp",
}
"""In a table."""

PROVES = (
    (
        "A stamp is an outside authority's signed word that it was given a certain digest at a certain time. Here it is the digest of "
        "a statement about a commit: so the commit, and every record that had entered by then, existed at that time, whatever the "
        "clocks of the company's computers said."
    ),
    (
        "The commit with which a stamp arrived, and every later one, were made after the stamp's time: nobody can know a stamp before "
        "it is made. If such a commit gives an earlier day, that day is not true."
    ),
    (
        "A stamp doesn't say when a record was written, nor that what it says is so. It doesn't say that nothing else existed: an old "
        "commit can be stamped at any time."
    ),
    (
        "It is worth as much as its authority. Whoever owns an authority's key can stamp any time; so compare the certificate's "
        "sha256 with the one that the authority publishes."
    ),
)
"""What a stamp proves and what it doesn't."""


def moment_words(stamp: Stamp) -> str:
    """The authority's time: "2026-06-30 14:05:09 UTC"; a dash where it can't be read."""
    return f"{datetime.fromtimestamp(stamp.at, UTC):%Y-%m-%d %H:%M:%S} UTC" if stamp.at is not None else "–"


def openssl_command(id: str, at: int) -> str:
    """How to check an anchor without Muster, in the folder of its record.

    Args:
        id: Of the record.
        at: The stamp's time, seconds since 1970 in UTC: the certificate is judged then, and may have run out since.
    """
    return f"openssl ts -verify -data {id}.txt -in {id}.tsr -CAfile tsa.pem -attime {at}"


def reach_words(proof: ProofOfAge, program: Program) -> str:
    """How many records are proved to have existed, and by when; empty where no stamp holds."""
    reach = proof.reach(program)
    if reach is None:
        return ""
    total = reach.proved + len(reach.open)
    trusted = reach.stamp.verdict is StampVerdict.TRUSTED
    return (
        f"{reach.proved:,} of {total:,} records are proved to have existed by {moment_words(reach.stamp)} ({reach.stamp.record}) or "
        f"earlier; {len(reach.open):,} came since."
        f"{'' if trusted else ' That is the word of an authority for whom nobody here has vouched.'}"
    )


def proof_words(proof: Proof) -> str:
    """What is proved about a record's age, as a sentence; empty where nothing is."""
    since = f"came after {proof.came_after.day} ({proof.came_after.record})" if proof.came_after else ""
    if proof.existed_by is None:
        return f"{since.capitalize()}; no anchor holds it yet." if since else ""
    words = f"{proof.words[:1].upper()}{proof.words[1:]}"
    return f"{words}; {since}." if since else f"{words}."


def count_first_proved(proof: ProofOfAge, program: Program) -> Counter[str]:
    """How many records, anchors left out, each anchor is the first to prove, by the id of its record."""
    proofs = (proof.of(stored.path) for stored in program.records if not isinstance(stored.value, Anchor))
    return Counter(each.existed_by.record for each in proofs if each.existed_by)


def list_anchors(snapshot: Snapshot) -> tuple[Listing, ...]:
    """The anchors, and the days that they disprove; nothing for a program that has none.

    Args:
        snapshot: With its history.
    """
    history = snapshot.history
    if history is None or not history.stamps:
        return ()
    proof = ProofOfAge(history)
    counts = count_first_proved(proof, snapshot.program)
    anchors = tuple(
        (
            Ref(stamp.record),
            moment_words(stamp),
            stamp.authority or "–",
            stamp.commit[:SHORT],
            VERDICT_WORDS[stamp.verdict],
            str(counts[stamp.record]) if stamp.holds else "–",
        )
        for stamp in history.stamps
    )
    head = ("Anchor", "Stamped at", "By", "Commit", "Stamp", "Records first proved")
    note = reach_words(proof, snapshot.program) or "No stamp holds, so no record's age is proved."
    found = proof.contradictions()
    disproved = tuple(
        (each.commit[:SHORT], str(each.claimed), Ref(each.stamp.record), str(each.days), each.words) for each in found
    )
    titles = ("Commit", "Day it gives", "Anchor", "Days wrong at least", "What is proved")
    why = "A clock was wrong, or somebody set it. Nothing can be put right in the history; what was found out stands in the notes."
    return (
        Listing("anchors-in-time", "Anchors in time", note, head, anchors, (5,)),
        Listing("days-disproved", "Days that an anchor disproves", why, titles, disproved, (3,), (4,)),
    )
