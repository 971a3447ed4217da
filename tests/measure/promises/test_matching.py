"""Records given to periods, one to one."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from builder.measure.promises.matching import Candidate, Slot, match
from builder.measure.promises.period import list_buckets, with_grace
from builder.model.day import Period
from builder.model.snapshot import Window

AS_OF = date(2026, 6, 30)


def monthly(grace: int = 5, required: bool = True) -> list[Slot]:
    """April, May and June 2026."""
    buckets = list_buckets(Period(months=1), Window(date(2026, 4, 1), AS_OF), AS_OF)
    return [Slot(bucket, with_grace(bucket.last, Period(days=grace)), bucket.first, required) for bucket in buckets]


def records(*days: str) -> list[Candidate]:
    return [Candidate(date.fromisoformat(day), date.fromisoformat(day), day) for day in days]


def ids(found: list[Candidate | None]) -> list[str | None]:
    return [each.record if each else None for each in found]


def test_record_inside_its_month_meets_it() -> None:
    assert ids(match(monthly(), records("2026-05-31"))) == [None, "2026-05-31", None]


def test_first_of_several_records_inside_a_month_is_shown() -> None:
    assert ids(match(monthly(), records("2026-04-10", "2026-05-05", "2026-05-20")))[1] == "2026-05-05"


def test_record_in_the_grace_days_belongs_to_the_month_that_has_none_when_its_own_has_another() -> None:
    assert ids(match(monthly(), records("2026-05-03", "2026-05-20"))) == ["2026-05-03", "2026-05-20", None]


def test_only_record_of_a_month_stays_there_even_in_the_grace_days_of_the_one_before() -> None:
    assert ids(match(monthly(), records("2026-05-03"))) == [None, "2026-05-03", None]


def test_second_record_of_the_next_month_is_the_late_one_of_the_month_before() -> None:
    assert ids(match(monthly(), records("2026-05-18", "2026-05-28"))) == ["2026-05-18", "2026-05-28", None]


def test_record_two_months_later_makes_up_for_nothing() -> None:
    assert ids(match(monthly(), records("2026-06-10", "2026-06-20"))) == [None, "2026-06-10", "2026-06-20"]


def test_month_in_which_nothing_is_required_takes_no_later_record() -> None:
    assert ids(match(monthly(required=False), records("2026-05-03", "2026-05-20")))[0] is None


def test_record_before_a_rolling_period_meets_it_within_the_grace() -> None:
    (bucket,) = list_buckets(Period(months=12), Window(date(2025, 7, 1), AS_OF), AS_OF)
    slot = Slot(bucket, AS_OF, date(2025, 6, 17), True)

    assert ids(match([slot], records("2025-06-20"))) == ["2025-06-20"]
    assert ids(match([slot], records("2025-06-16"))) == [None]


DAYS = st.lists(st.integers(-40, 400), max_size=60).map(
    lambda offsets: sorted(
        Candidate(day := date(2025, 7, 1) + timedelta(days=offset), day, f"r{index}")
        for index, offset in enumerate(offsets)
    )
)
RHYTHMS = st.sampled_from([Period.parse(text) for text in ("P1W", "P1M", "P3M", "P6M", "P12M")])


@given(RHYTHMS, DAYS, st.integers(0, 60), st.lists(st.booleans(), min_size=60, max_size=60))
def test_no_record_is_used_twice_and_no_record_inside_a_period_leaves_it_empty(
    every: Period, candidates: list[Candidate], grace: int, required: list[bool]
) -> None:
    buckets = list_buckets(every, Window(date(2025, 7, 1), AS_OF), AS_OF)
    slots = [
        Slot(bucket, with_grace(bucket.last, Period(days=grace) if grace else None), bucket.first, needed)
        for bucket, needed in zip(buckets, required, strict=False)
    ]
    found = match(slots, candidates)

    used = [each.record for each in found if each]
    assert len(found) == len(slots)
    assert len(set(used)) == len(used)
    for slot, record in zip(slots, found, strict=True):
        inside = [each for each in candidates if slot.bucket.first <= each.day <= slot.bucket.last]
        assert record is not None or not inside
        assert record is None or record.day >= slot.bucket.first
        if record is not None and record not in inside:
            assert slot.is_required


@given(RHYTHMS, DAYS)
def test_a_further_record_never_empties_a_period(every: Period, candidates: list[Candidate]) -> None:
    buckets = list_buckets(every, Window(date(2025, 7, 1), AS_OF), AS_OF)
    slots = [Slot(bucket, with_grace(bucket.last, Period(days=5)), bucket.first, True) for bucket in buckets]
    without = sum(each is not None for each in match(slots, candidates[1:]))

    assert sum(each is not None for each in match(slots, candidates)) >= without
