"""What is odd about the clocks of the commits along the branch, told from their own times and nothing else.

The line is fed commit by commit, oldest first, and can stop and go on anywhere: what it remembers is one open run of each kind.
An oddity proves nothing by itself. It is what an auditor would ask about: a computer with a wrong clock, a script, a branch that
was committed again, or times that somebody wrote by hand.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Any

from builder.model.history import Moment, Oddity, OddityKind
from builder.model.wording import counted
from builder.read.git.moment import day_of

CLOCKS_APART = 300
"""Seconds by which two honest computers may differ. Source: RFC 4120, section 8.2, "acceptable clock skew" (read 2026-11-22)."""
FIRST_GIT = 1_112_911_993
"""The first commit ever made, 2005-04-07 15:13:13 -0700. Source: git's own history, commit e83c5163316f."""
LAST_PLAUSIBLE = 4_102_444_800
"""The first second of the year 2100 in UTC."""
SAME_SECOND = 5
"""So many commits in a row with one committer time were made by a program: nobody types five messages in a second."""
REDATED = 10
"""So many commits in a row have to be committed at a program's pace before it is called committed again in bulk."""
REDATED_PACE = 60
"""Seconds from one of them to the next, at most."""
REDATED_SPAN = 7 * 86_400
"""Seconds that their author times have to spread over: nobody commits a week's work within minutes of each other."""


@dataclass(slots=True)
class _Run:
    """Neighbours on the line that are odd in the same way; all times are seconds since 1970 in UTC.

    Attributes:
        place: Of the first, counted along the line.
        commit: Id of the first, and `at` the committer time that it claims.
        commits: How many.
        seconds: By how much the worst of them is odd; for commits made at a program's pace, how long they took.
        times: The two times that show it; for commits made at a program's pace, the first and the last author time.
    """

    kind: str
    place: int
    commit: str
    at: int
    commits: int = 1
    seconds: int = 0
    times: tuple[int, int] = (0, 0)


@dataclass(slots=True)
class _Pace:
    """Neighbours that were committed at a program's pace.

    Attributes:
        run: They themselves.
        last: The newest committer time.
        seconds: The runs within one second among them; the last one is still open.
    """

    run: _Run
    last: int
    seconds: list[_Run]

    @property
    def outcome(self) -> list[_Run]:
        """The runs to report: what was committed again in bulk says more than the seconds within it."""
        first, last = self.run.times
        if self.run.commits >= REDATED and last - first > REDATED_SPAN:
            return [self.run]
        return [each for each in self.seconds if each.commits >= SAME_SECOND]


@dataclass(slots=True)
class _State:
    """All that has to be remembered between two commits.

    Attributes:
        place: How many commits were added, and `last` the id of the last one.
        newest: Committer time of the last one that had a plausible time.
        closed, open: Runs that ended, and those that the last commit is part of, by kind.
        pace: The stretch that the last commit is part of.
    """

    place: int = 0
    last: str = ""
    newest: int | None = None
    closed: list[_Run] = field(default_factory=list)
    open: dict[str, _Run] = field(default_factory=dict)
    pace: _Pace | None = None


class OddityLine:
    """Finds the oddities along a first-parent line.

    Adding the rest later, to a line made from an earlier `state`, gives the same as adding everything at once.
    """

    def __init__(self, state: str = "", *, zone: tzinfo) -> None:
        """A line that goes on from a state, or begins with the branch's first commit.

        Args:
            state: From `state` of an earlier line.
            zone: The company's; days and the times in sentences are in it. No state holds anything of it.
        """
        self._zone = zone
        self._state = _load(json.loads(state)) if state else _State()

    @property
    def state(self) -> str:
        """What to go on from, as JSON."""
        return json.dumps(asdict(self._state), ensure_ascii=True, separators=(",", ":"))

    def add(self, id: str, parents: Sequence[str], authored: Moment, committed: Moment) -> None:
        """Take in the next commit of the line.

        Raises:
            ValueError: Its first parent is not the commit that was added before it.
        """
        state = self._state
        if state.last and (not parents or parents[0] != state.last):
            raise ValueError(f"{id} does not follow {state.last} on the line.")
        state.last = id
        odd = _find_odd(authored.epoch, committed.epoch, state.newest)
        if odd or state.open:
            self._carry_runs(id, committed.epoch, odd)
        if _is_plausible(committed.epoch):
            state.newest = committed.epoch
        self._carry_pace(id, authored.epoch, committed.epoch)
        state.place += 1

    def finish(self) -> list[Oddity]:
        """The oddities so far, by their first commit; more can be added afterwards."""
        state = self._state
        runs = [*state.closed, *state.open.values(), *(state.pace.outcome if state.pace else ())]
        runs.sort(key=lambda run: (run.place, run.kind))
        return [
            Oddity(
                OddityKind(run.kind),
                run.commit,
                day_of(Moment(run.at, 0), self._zone),
                run.commits,
                _describe(run, self._zone),
            )
            for run in runs
        ]

    def _carry_runs(self, id: str, at: int, odd: dict[str, tuple[int, int, int]]) -> None:
        """Open and lengthen the runs of the kinds in which a commit is odd; close the others."""
        state = self._state
        state.closed.extend(state.open.pop(kind) for kind in sorted(state.open.keys() - odd.keys()))
        for kind, (seconds, *times) in odd.items():
            run = state.open.get(kind)
            if run is None:
                run = state.open[kind] = _Run(kind, state.place, id, at, 0, -1)
            run.commits += 1
            if seconds > run.seconds:
                run.seconds, run.times = seconds, (times[0], times[1])

    def _carry_pace(self, id: str, written: int, at: int) -> None:
        """Carry the run at a program's pace, and the run within one second that it ends with, over one commit."""
        state = self._state
        pace = state.pace
        second = _Run(OddityKind.SAME_SECOND.value, state.place, id, at)
        if pace is None or abs(at - pace.last) > REDATED_PACE:
            if pace is not None:
                state.closed.extend(pace.outcome)
            span = (written, written) if _is_plausible(written) else (LAST_PLAUSIBLE, FIRST_GIT)
            run = _Run(OddityKind.REDATED.value, state.place, id, at, times=span)
            state.pace = _Pace(run, at, [second])
            return
        run = pace.run
        run.commits += 1
        run.seconds = abs(at - run.at)
        if _is_plausible(written):
            run.times = min(run.times[0], written), max(run.times[1], written)
        if at == pace.last:
            pace.seconds[-1].commits += 1
        else:
            if pace.seconds[-1].commits < SAME_SECOND:
                pace.seconds.pop()
            pace.seconds.append(second)
        pace.last = at


def _find_odd(written: int, at: int, newest: int | None) -> dict[str, tuple[int, int, int]]:
    """By kind in which the times of a commit are odd: by how many seconds, and the two times that show it."""
    odd = {}
    if not (_is_plausible(written) and _is_plausible(at)):
        odd[OddityKind.IMPLAUSIBLE.value] = (0, written, at)
    elif written - at > CLOCKS_APART:
        odd[OddityKind.WRITTEN_AFTER.value] = (written - at, written, at)
    if newest is not None and newest - at > CLOCKS_APART and _is_plausible(at):
        odd[OddityKind.BACKWARDS.value] = (newest - at, at, newest)
    return odd


def _is_plausible(epoch: int) -> bool:
    return FIRST_GIT <= epoch < LAST_PLAUSIBLE


def _describe(run: _Run, zone: tzinfo) -> str:
    """The run as a sentence, with its times in the zone."""
    length, at = _length(run.seconds), _write(run.at, zone)
    first, second = (_write(each, zone) for each in run.times)
    if run.kind == OddityKind.SAME_SECOND.value:
        return f"All {run.commits} were committed {at}, within one second: a program made them."
    if run.kind == OddityKind.REDATED.value:
        days = [day_of(Moment(each, 0), zone) for each in run.times]
        return (
            f"All {run.commits} were committed within {length} from {at} on, but claim to have been written from {days[0]} to "
            f"{days[1]}: this part of the branch was committed again (rebased or filtered)."
        )
    if run.kind == OddityKind.WRITTEN_AFTER.value:
        said = f"It claims to have been written {first}, but committed {length} earlier, {second}."
    elif run.kind == OddityKind.BACKWARDS.value:
        said = f"It claims to have been committed {first}, {length} before the commit that it follows ({second})."
    else:
        said = f"It claims to have been written {first} and committed {second}; git exists since 2005, and 2100 has not come."
    if run.commits == 1:
        return said
    return f"{said} So with {counted(run.commits - 1, 'neighbour')}; these are the times of the worst."


def _write(epoch: int, zone: tzinfo) -> str:
    """A time in a zone: "on 2026-03-04 at 07:05"."""
    try:
        at = (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=epoch)).astimezone(zone)
    except OverflowError:
        return f"at second {epoch} since 1970"
    return f"on {at.date()} at {at:%H:%M}"


def _length(seconds: int) -> str:
    """A length of time in its two largest units: "3 days and 2 hours", "7 minutes", "20 seconds"."""
    parts = []
    for size, noun in ((86_400, "day"), (3_600, "hour"), (60, "minute"), (1, "second")):
        number, seconds = divmod(seconds, size)
        if number:
            parts.append(counted(number, noun))
        elif parts:
            break
    return " and ".join(parts[:2]) or "one second"


def _load(raw: dict[str, Any]) -> _State:
    """The state that `OddityLine.state` wrote."""
    pace = raw["pace"]
    return _State(
        raw["place"],
        raw["last"],
        raw["newest"],
        [_load_run(each) for each in raw["closed"]],
        {kind: _load_run(each) for kind, each in raw["open"].items()},
        _Pace(_load_run(pace["run"]), pace["last"], [_load_run(each) for each in pace["seconds"]]) if pace else None,
    )


def _load_run(raw: dict[str, Any]) -> _Run:
    return _Run(**{**raw, "times": tuple(raw["times"])})
