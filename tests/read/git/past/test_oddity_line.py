"""What is odd about the clocks along the branch, and that stopping anywhere changes nothing."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.model.history import Moment, Oddity, OddityKind
from builder.read.git.past.oddity_line import OddityLine

ZONE = ZoneInfo("America/Edmonton")
Times = list[tuple[int, int]]
"""(author, committer) times of commits, oldest first."""


def at(text: str) -> int:
    """Seconds since 1970 of a time in Edmonton."""
    return int(datetime.fromisoformat(text).replace(tzinfo=ZONE).timestamp())


def feed(line: OddityLine, times: Times, first: int = 0) -> OddityLine:
    for place, (authored, committed) in enumerate(times, first):
        parents = (f"{place - 1:040x}",) if place else ()
        line.add(f"{place:040x}", parents, Moment(authored, -360), Moment(committed, -360))
    return line


def oddities(*times: str | tuple[str, str]) -> list[Oddity]:
    pairs = [(each, each) if isinstance(each, str) else each for each in times]
    read = [(at(authored), at(committed)) for authored, committed in pairs]
    return feed(OddityLine(zone=ZONE), read).finish()


def test_ordinary_days_are_not_odd() -> None:
    assert oddities("2026-03-04T07:05", ("2026-03-01T20:00", "2026-03-05T07:05"), "2026-03-05T07:06") == []


def test_clock_that_runs_backwards_is_reported_with_both_times() -> None:
    (found,) = oddities("2026-03-04T07:05", "2026-03-01T16:00", "2026-03-05T08:00")

    assert (found.kind, found.commit[-1], found.commits) == (OddityKind.BACKWARDS, "1", 1)
    assert found.day == date(2026, 3, 1)
    assert found.detail == (
        "It claims to have been committed on 2026-03-01 at 16:00, 2 days and 15 hours before the commit that it follows "
        "(on 2026-03-04 at 07:05)."
    )


def test_clocks_of_two_computers_may_differ_by_five_minutes() -> None:
    assert oddities("2026-03-04T07:05", "2026-03-04T07:00") == []
    assert oddities(("2026-03-04T07:05", "2026-03-04T07:00")) == []
    assert [each.kind for each in oddities("2026-03-04T07:05:01", "2026-03-04T07:00")] == [OddityKind.BACKWARDS]
    assert [each.kind for each in oddities(("2026-03-04T07:05:01", "2026-03-04T07:00"))] == [OddityKind.WRITTEN_AFTER]


def test_one_commit_with_an_impossible_time_does_not_make_the_next_one_odd() -> None:
    (early, late) = oddities(
        "2026-03-04T07:05", "1970-01-02T00:00", "2026-03-05T07:00", "2100-06-01T12:00", "2026-03-06T07:00"
    )

    assert [early.kind, late.kind] == [OddityKind.IMPLAUSIBLE, OddityKind.IMPLAUSIBLE]
    assert "committed on 1970-01-02 at 00:00" in early.detail
    assert "committed on 2100-06-01 at 12:00" in late.detail


def test_time_outside_the_calendar_has_its_own_words() -> None:
    line = OddityLine(zone=ZONE)
    line.add("a" * 40, (), Moment(10**15, 0), Moment(10**15, 0))
    (found,) = line.finish()

    assert "at second 1000000000000000 since 1970" in found.detail


def test_neighbours_that_are_odd_alike_are_one_finding() -> None:
    (found,) = oddities(("2026-03-09T08:00", "2026-03-04T07:05"), ("2026-03-09T08:00", "2026-03-04T08:00"))

    assert (found.kind, found.commits) == (OddityKind.WRITTEN_AFTER, 2)
    assert found.detail.endswith("So with 1 neighbour; these are the times of the worst.")


def test_five_commits_in_one_second_were_made_by_a_program() -> None:
    assert oddities(*["2026-03-04T07:05"] * 4) == []
    (found,) = oddities(*["2026-03-04T07:05"] * 5, "2026-03-04T09:00")

    assert (found.kind, found.commits, found.commit[-1]) == (OddityKind.SAME_SECOND, 5, "0")


def redated(count: int, days: int) -> list[tuple[str, str]]:
    """Commits written over so many days, and committed within one minute."""
    return [(f"2026-03-{1 + days * n // (count - 1):02}T12:00", f"2026-04-01T09:00:{n * 2:02}") for n in range(count)]


def test_weeks_of_work_committed_within_minutes_were_committed_again() -> None:
    (found,) = oddities("2026-02-01T12:00", *redated(12, 20), "2026-04-02T09:00")

    assert (found.kind, found.commits, found.commit[-1]) == (OddityKind.REDATED, 12, "1")
    assert "within 22 seconds" in found.detail
    assert "written from 2026-03-01 to 2026-03-21" in found.detail
    assert oddities(*redated(9, 20)) == []
    assert oddities(*redated(12, 7)) == []


def test_seconds_within_a_branch_that_was_committed_again_are_not_told_twice() -> None:
    one_second = [(f"2026-03-{n + 1:02}T12:00", "2026-04-01T09:00:00") for n in range(12)]

    assert [each.kind for each in oddities(*one_second)] == [OddityKind.REDATED]


def test_commit_that_does_not_follow_the_last_one_is_refused() -> None:
    line = feed(OddityLine(zone=ZONE), [(0, 0)])

    with pytest.raises(ValueError, match="does not follow"):
        line.add("b" * 40, ("c" * 40,), Moment(0, 0), Moment(0, 0))


def moments() -> st.SearchStrategy[int]:
    """Times that often lie close together, now and then far away."""
    day = int(datetime(2026, 3, 4, tzinfo=UTC).timestamp())
    near = st.integers(0, 40).map(lambda step: day + step * 20)
    return st.one_of(near, near, st.integers(day - 10**7, day + 10**7), st.integers(-(10**12), 10**12))


@given(times=st.lists(st.tuples(moments(), moments()), max_size=40), data=st.data())
def test_stopping_and_going_on_anywhere_changes_nothing(times: Times, data: st.DataObject) -> None:
    whole = feed(OddityLine(zone=ZONE), times)
    cut = data.draw(st.integers(0, len(times)))

    first = feed(OddityLine(zone=ZONE), times[:cut])
    first.finish()
    rest = feed(OddityLine(first.state, zone=ZONE), times[cut:], cut)

    assert rest.finish() == whole.finish()
    assert rest.state == whole.state
