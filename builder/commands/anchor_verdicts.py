"""`muster anchor verify`: every anchor of the program with its verdict, how to check it without Muster, and what all of them prove."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from builder.commands.anchor import read_trusted
from builder.commands.prepare import DEFAULT_ZONE, Prepared
from builder.measure.past.proof_of_age import ProofOfAge
from builder.model.error import BuilderError
from builder.model.program import Program
from builder.model.stamp import Stamp, StampVerdict
from builder.read.stamp.anchors import with_stamps
from builder.render.anchor_words import openssl_command, reach_words

WORDS = {
    StampVerdict.TRUSTED: "trusted: the stamp holds, and an authority that you named stands behind it",
    StampVerdict.INTACT: "intact: the stamp holds; compare the certificate's sha256 with the one that the authority publishes",
    StampVerdict.WRONG_PROGRAM: "for another program: what was stamped is not part of this history",
    StampVerdict.BAD: "bad: the stamp proves nothing",
    StampVerdict.MISSING: "missing: there is no stamp to check",
}


def verify_anchors(prepared: Prepared, *, trust: Path | None, say: Callable[[str], None]) -> int:
    """Says the verdict on every anchor; gives back 0 if all hold, and 1 if one doesn't, or none is trusted though certificates were given.

    Args:
        prepared: The program with its history.
        trust: Certificates of authorities (PEM).
        say: Prints a line.

    Raises:
        BuilderError: The history was not examined, or a file can't be read.
    """
    history, program = prepared.snapshot.history, prepared.snapshot.program
    if history is None or prepared.repository is None:
        raise BuilderError(f"Anchors are held against the history. {prepared.snapshot.history_note}")
    trusted = read_trusted(trust)
    if trusted is not None:
        zone = program.company.value.time_zone if program.company else DEFAULT_ZONE
        view = prepared.repository.view
        history = with_stamps(history, program, prepared.read_file, view, time_zone=zone, trusted=trusted)
    if not history.stamps:
        say("The program has no anchors. `muster anchor request --out DIR` makes the request for the first one.")
        return 0
    for stamp in history.stamps:
        for line in _describe(stamp, program):
            say(line)
    for line in _conclude(ProofOfAge(history), program):
        say(line)
    wanted = (StampVerdict.TRUSTED,) if trusted else (StampVerdict.TRUSTED, StampVerdict.INTACT)
    return 0 if all(stamp.verdict in wanted for stamp in history.stamps) else 1


def _describe(stamp: Stamp, program: Program) -> Iterator[str]:
    yield f"{stamp.record}  {WORDS[stamp.verdict]}"
    yield f"  {stamp.detail}"
    if not stamp.holds or stamp.at is None:
        return
    commits = "" if stamp.holds_up_to <= 1 else f" and the {stamp.holds_up_to - 1:,} before it on the branch"
    yield f"  over commit {stamp.commit[:10]}{commits}"
    yield f"  by {stamp.authority}, certificate sha256 {stamp.fingerprint}"
    folder = program.record_by_id[stamp.record].path.rsplit("/", 1)[0]
    yield f"  without Muster, in {folder}: {openssl_command(stamp.record, stamp.at)}"


def _conclude(proof: ProofOfAge, program: Program) -> Iterator[str]:
    if words := reach_words(proof, program):
        yield words
    for found in proof.contradictions():
        yield found.words
