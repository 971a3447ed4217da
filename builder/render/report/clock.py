"""The COR clock as lines of text: where the company stands, and the next day that counts."""

from __future__ import annotations

from collections.abc import Iterator

from builder.measure.cycle.life_cycle import measure_life_cycle
from builder.measure.cycle.records_kept import measure_records_kept
from builder.measure.cycle.secor import is_small_employer, list_blanks, measure_track
from builder.model.cycle import STATE_WORDS, Cycle, Deadline
from builder.model.snapshot import Snapshot
from builder.read.secor_file import read_secor


def write_clock(snapshot: Snapshot) -> list[str]:
    """The lines above the list of what is due; none for a program without a company."""
    cycle = measure_life_cycle(snapshot)
    if cycle is None:
        return []
    lines = [f"{cycle.scheme} clock: {describe_state(cycle)}"]
    lines.extend(f"  missed {each.day}: {each.what}" for each in cycle.pending if each.day < cycle.as_of)
    coming = cycle.next_deadline
    if coming:
        lines.extend([f"  next: {describe_deadline(coming, cycle)}", f"  why:  {coming.why}"])
    if beware := outlasts(cycle):
        lines.append(f"  beware: {beware}")
    if not cycle.is_held:
        kept = measure_records_kept(snapshot)
        lines.append(f"  {kept.words}")
    return [*lines, *_small_employer(snapshot), ""]


def _small_employer(snapshot: Snapshot) -> Iterator[str]:
    """The headcount against the scheme's limit, and what the newest self-assessment would be sent back for."""
    if not is_small_employer(snapshot.program):
        return
    secor = read_secor()
    track = measure_track(snapshot.program, secor, snapshot.as_of)
    beware = "; more than it takes: the next certification is a COR" if track.is_over else ""
    yield f"  people: {track.count} at most in the last {secor.months} months, of {track.limit} that SECOR takes{beware}"
    blanks = list_blanks(snapshot.program, secor, snapshot.as_of)
    if blanks:
        yield f"  sent back for: {len(blanks)} blanks in the self-assessment (muster check names each)"


def outlasts(cycle: Cycle) -> str:
    """A warning where the audit that is under way may by its own limits outlast the certificate; empty otherwise."""
    gathering = next(
        (each for each in cycle.pending if each.id.endswith("/gathering") and each.day >= cycle.as_of), None
    )
    if not cycle.is_held or gathering is None or cycle.ends is None or gathering.day <= cycle.ends:
        return ""
    return (
        f"gathering may run until {gathering.day}, but the certificate ends on {cycle.ends}. Finish earlier, or ask the partner for "
        "more time in writing before that day."
    )


def describe_state(cycle: Cycle) -> str:
    """The state in words, with since when, the year of the certificate and its end."""
    words = STATE_WORDS[cycle.state]
    if cycle.since:
        words += f" (since {cycle.since})"
    if cycle.year and cycle.ends:
        words += f"; year {cycle.year} of {cycle.years} of certificate {cycle.number or 'without a number'}, which ends on {cycle.ends}"
    return f"{words}."


def describe_deadline(deadline: Deadline, cycle: Cycle) -> str:
    """A deadline with the days that are left."""
    days = (deadline.day - cycle.as_of).days
    left = "today" if days == 0 else f"in {days} day{'' if days == 1 else 's'}"
    return f"{deadline.day}, {left}: {deadline.what}"
