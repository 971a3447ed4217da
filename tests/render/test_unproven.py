"""What git can't prove, in the words that are printed: they depend on what the program has."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from builder.measure.filing.filing import Filing, FilingClass, measure_filing
from builder.model.history import History, SignatureVerdict
from builder.model.previous_pack import Descent, PreviousPack
from builder.model.snapshot import Snapshot
from builder.model.stamp import Stamp, StampVerdict
from builder.render.unproven import list_limits, list_supports
from tests.checks.example import Example, take_example


def snapshot(**changes: object) -> Snapshot:
    taken = take_example(Example())
    assert taken.history is not None
    return replace(taken, history=replace(taken.history, **changes))  # type: ignore[arg-type]


def texts(taken: Snapshot, filings: tuple[Filing, ...] = ()) -> dict[str, str]:
    return {each.title: each.text for each in (*list_limits(taken, filings), *list_supports(taken))}


def test_nothing_is_printed_of_a_history_that_was_not_examined() -> None:
    assert texts(take_example(Example(is_examined=False))) == {}


def test_time_of_writing_of_entry_and_of_handing_over_are_told_apart() -> None:
    said = texts(snapshot())

    assert "not when it was written" in said["When a form was filled in"]
    assert "clock of the computer" in said["That a time is true"]
    assert "list of pushes" in said["When it was handed over"]
    assert "which of two lines was the branch" in said["When it was handed over"]
    assert "the day beside a signature is what somebody typed" in said["When a form was filled in"]


def test_signatures_are_counted_by_what_they_say() -> None:
    counts = {SignatureVerdict.GOOD: 1200, SignatureVerdict.UNSIGNED: 30, SignatureVerdict.UNKNOWN_KEY: 4}

    assert texts(snapshot(signatures=counts))["Who made a commit"].endswith(
        "Here 1,200 of 1,234 commits are signed with the key of the person they name; 30 are not signed; 4 have a signature that "
        "says less."
    )
    once = {SignatureVerdict.GOOD: 2, SignatureVerdict.UNSIGNED: 1, SignatureVerdict.UNKNOWN_KEY: 1}
    assert texts(snapshot(signatures=once))["Who made a commit"].endswith(
        "1 is not signed; 1 has a signature that says less."
    )
    assert "Here" not in texts(snapshot(signatures={}))["Who made a commit"]


def test_imports_are_mentioned_only_where_there_are_some() -> None:
    taken = snapshot()
    (one, *_) = measure_filing(taken)
    title = "The dates of what was imported"

    assert title not in texts(taken, (one,))
    assert texts(taken, (replace(one, kind=FilingClass.IMPORTED),))[title].startswith("1 record came")


def stamped(verdict: StampVerdict) -> Snapshot:
    taken = snapshot()
    assert isinstance(taken.history, History)
    stamp = Stamp(
        record="anc-0001",
        commit=taken.history.commit,
        verdict=verdict,
        at=1_780_000_000,
        day=date(2026, 5, 28),
        authority="Proof Ltd.",
        fingerprint="ab",
        detail="",
        holds_up_to=1,
    )
    return snapshot(stamps=(stamp,), positions={taken.history.commit: 1})


def test_stamp_says_by_when_records_existed_and_on_whose_word() -> None:
    title = "A time stamp from outside"

    assert texts(snapshot())[title].startswith("There is none.")
    trusted, intact = (texts(stamped(each))[title] for each in (StampVerdict.TRUSTED, StampVerdict.INTACT))
    assert "existed by 2026-05-28 at the latest, by the word of Proof Ltd.;" in trusted
    assert "Proof Ltd., whom nobody here has vouched for;" in intact


def followed(descent: Descent) -> Snapshot:
    previous = PreviousPack(
        pack_id="1",
        sha256="",
        manifest_sha256="",
        commit="a" * 40,
        branch="main",
        commits=3,
        as_of=date(2026, 3, 31),
        first=date(2025, 4, 1),
        last=date(2026, 3, 31),
        entered_on=None,
        descent=descent,
    )
    return replace(snapshot(), previous=previous)


def test_earlier_pack_is_named_with_what_it_shows() -> None:
    title = "An earlier pack"
    continued = followed(Descent(is_ancestor=True, is_on_line=True, commits=3))
    rewritten = followed(Descent(is_ancestor=False))

    assert texts(snapshot())[title].startswith("None was given")
    assert "the history has only gone on since" in texts(continued)[title]
    assert "this is not the history it was made from" in texts(rewritten)[title]
