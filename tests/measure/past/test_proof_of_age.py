"""Not later and not earlier: what stamps prove of a file, whatever the clocks of the company's computers said."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.measure.past.proof_of_age import ProofOfAge
from builder.model.history import Change, Commit, FileHistory, History, Moment
from builder.model.stamp import Stamp, StampVerdict

START = date(2026, 1, 1)


def commit(number: int) -> str:
    return f"{number:040x}"


def epoch(day: date) -> int:
    return int(datetime.combine(day, time(18), UTC).timestamp())


def stamp(record: str, over: int, on: date, arrived: int = 0, verdict: StampVerdict = StampVerdict.INTACT) -> Stamp:
    """A stamp over the commit with a number on the line, made on a day, that arrived with another commit."""
    return Stamp(record, commit(over), verdict, epoch(on), on, "Clock House", "", "", over, arrived, epoch(on) - 60)


def file(path: str, *changes: tuple[int, date]) -> FileHistory:
    """A file with its changes: the number of the commit on the line, and the day it gives."""
    made = [Change(commit(number), day, "M", path, None, "", "", day, "") for number, day in changes]
    return FileHistory(path, tuple(made))


def history(*files: FileHistory, stamps: tuple[Stamp, ...] = ()) -> History:
    moment = Moment(0, 0)
    tip = Commit(commit(0), (), "", moment, "", moment, "")
    named = {change.commit for each in files for change in each.changes}
    positions = {id: int(id, 16) for id in named}
    return History(commit(0), 9, START, tip, {each.path: each for each in files}, stamps=stamps, positions=positions)


JUNE, JULY, AUGUST = date(2026, 6, 30), date(2026, 7, 31), date(2026, 8, 31)
THREE = (stamp("anc-0001", 3, JUNE, 4), stamp("anc-0002", 6, JULY, 7), stamp("anc-0003", 9, AUGUST))


class TestNotLater:
    """By when a record existed for certain."""

    @pytest.mark.parametrize(
        ("changes", "words"),
        [
            ([(2, START)], "proved to have existed by 2026-06-30 (anc-0001)"),
            ([(3, START)], "proved to have existed by 2026-06-30 (anc-0001)"),
            ([(4, START)], "proved to have existed by 2026-07-31 (anc-0002)"),
            (
                [(2, START), (5, START)],
                "proved to have existed by 2026-06-30 (anc-0001); its present text by 2026-07-31 (anc-0002)",
            ),
            ([(2, START), (10, START)], "proved to have existed by 2026-06-30 (anc-0001); its present text isn't"),
            ([(10, START)], "not proved by an anchor"),
        ],
    )
    def test_it_is_the_earliest_stamp_over_a_commit_that_holds_it(
        self, changes: list[tuple[int, date]], words: str
    ) -> None:
        proof = ProofOfAge(history(file("a", *changes), stamps=THREE))
        assert proof.of("a").words == words

    def test_a_later_stamp_over_an_older_commit_proves_nothing_new(self) -> None:
        stamps = (stamp("anc-0001", 6, JUNE), stamp("anc-0002", 3, JULY))
        assert ProofOfAge(history(file("a", (2, START)), stamps=stamps)).of("a").short == "2026-06-30"

    @pytest.mark.parametrize("verdict", [StampVerdict.BAD, StampVerdict.WRONG_PROGRAM, StampVerdict.MISSING])
    def test_a_stamp_that_does_not_hold_proves_nothing(self, verdict: StampVerdict) -> None:
        proof = ProofOfAge(history(file("a", (2, START)), stamps=(stamp("anc-0001", 3, JUNE, verdict=verdict),)))
        assert (proof.has_anchors, proof.of("a").short) == (False, "–")

    def test_beside_a_trusted_authority_the_word_of_an_unknown_one_counts_for_nothing(self) -> None:
        stamps = (stamp("anc-0001", 3, JUNE), stamp("anc-0002", 3, JULY, verdict=StampVerdict.TRUSTED))
        assert ProofOfAge(history(file("a", (2, START)), stamps=stamps)).of("a").short == "2026-07-31"

    def test_without_history_or_for_a_file_that_git_does_not_know_nothing_is_proved(self) -> None:
        assert ProofOfAge(None).of("a").words == "not proved by an anchor"
        assert ProofOfAge(history(stamps=THREE)).of("a").words == "not proved by an anchor"


class TestNotEarlier:
    """Since when a record can have come at the earliest."""

    @pytest.mark.parametrize(
        ("number", "record"), [(3, None), (4, "anc-0001"), (6, "anc-0001"), (7, "anc-0002"), (99, "anc-0002")]
    )
    def test_it_is_the_latest_stamp_that_had_arrived(self, number: int, record: str | None) -> None:
        found = ProofOfAge(history(file("a", (number, START)), stamps=THREE)).of("a").came_after
        assert (found.record if found else None) == record

    def test_a_stamp_that_is_not_committed_says_nothing_about_what_came_after(self) -> None:
        assert ProofOfAge(history(file("a", (99, START)), stamps=THREE[2:])).of("a").came_after is None


class TestContradictions:
    """Days that can't be true."""

    def test_a_commit_dated_before_a_stamp_that_it_follows_is_later_than_it_says(self) -> None:
        shown = history(file("b", (5, date(2026, 6, 10))), file("a", (5, date(2026, 6, 10))), stamps=THREE)
        [found] = ProofOfAge(shown).contradictions()
        assert (found.kind, found.days, found.paths, found.stamp.record) == ("backdated", 20, ("a", "b"), "anc-0001")
        assert found.words.endswith(
            "the stamp anc-0001 of 2026-06-30 was there before it: it came at least 20 days after the day it gives."
        )

    def test_a_record_that_comes_long_after_its_day_is_no_contradiction(self) -> None:
        """Filed late is another matter: the commit says so itself."""
        assert ProofOfAge(history(file("a", (5, date(2026, 7, 3))), stamps=THREE)).contradictions() == ()

    def test_an_old_commit_may_be_stamped_at_any_time(self) -> None:
        """What came between it and the stamp was perhaps there already; a stamp can't say that it was not."""
        late = (stamp("anc-0001", 3, AUGUST, 9),)
        assert ProofOfAge(history(file("a", (5, date(2026, 7, 3))), stamps=late)).contradictions() == ()

    def test_clocks_and_zones_may_differ_by_a_day(self) -> None:
        assert ProofOfAge(history(file("a", (5, JUNE - timedelta(days=1))), stamps=THREE)).contradictions() == ()

    def test_a_stamped_commit_that_gives_a_later_day_is_older_than_it_says(self) -> None:
        odd = replace(THREE[0], claimed=epoch(JUNE + timedelta(days=12)))
        [found] = ProofOfAge(history(stamps=(odd,))).contradictions()
        assert (found.kind, found.days, found.claimed) == ("postdated", 12, date(2026, 7, 12))

    def test_a_stamp_older_than_one_that_its_commit_holds_shows_that_an_authority_was_wrong(self) -> None:
        made_up = stamp("anc-0002", 6, date(2026, 5, 1), 7)
        [found] = ProofOfAge(history(stamps=(THREE[0], made_up))).contradictions()
        assert (found.kind, found.record, found.stamp.record, found.days) == ("crossed", "anc-0002", "anc-0001", 60)

    def test_honest_anchors_contradict_nothing(self) -> None:
        files = [file(str(number), (number, START + timedelta(days=27 * number))) for number in range(1, 9)]
        honest = tuple(
            stamp(f"anc-{number:04}", number, START + timedelta(days=27 * number + 5), number + 1)
            for number in (2, 4, 6)
        )
        assert ProofOfAge(history(*files, stamps=honest)).contradictions() == ()


@given(
    st.lists(st.tuples(st.integers(1, 20), st.integers(0, 400), st.integers(0, 20)), max_size=8),
    st.integers(1, 20),
)
def test_the_bounds_are_the_ones_that_trying_all_stamps_gives(made: list[tuple[int, int, int]], number: int) -> None:
    stamps = tuple(
        stamp(f"anc-{index:04}", over, START + timedelta(days=day), arrived)
        for index, (over, day, arrived) in enumerate(made)
    )
    proof = ProofOfAge(history(file("a", (number, START)), stamps=stamps)).of("a")
    upper = [each.at for each in stamps if each.holds_up_to >= number]
    lower = [each.at for each in stamps if 0 < each.arrived_with <= number]
    assert (proof.existed_by.at if proof.existed_by else None) == min((at for at in upper if at), default=None)
    assert (proof.came_after.at if proof.came_after else None) == max((at for at in lower if at), default=None)
