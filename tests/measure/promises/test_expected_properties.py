"""What holds of expected records whatever is promised and whatever was done."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from builder.measure.promises.expected import measure_expected
from builder.model.coverage import Expected, Outcome
from builder.model.snapshot import Window
from tests.measure.small import inspection, policy, read_small

FIRST = date(2026, 4, 1)
LAST = date(2026, 7, 31)
DAYS = st.integers(0, 120).map(lambda number: FIRST + timedelta(days=number))
PROMISES = st.sampled_from(
    [
        "record: inspection, kind: management, every: P1W, per: site",
        "record: inspection, kind: management, every: P1M, per: site, grace: P5D",
        "record: inspection, kind: management, every: P1M, per: site, since: 2026-05-20",
        "record: inspection, kind: management, every: P2W, per: site, grace: P3D",
        "record: inspection, kind: management, every: P3M, per: site",
    ]
)


def measured(promise: str, days: list[date], explained: list[str], as_of: date, version: int = 2) -> list[Expected]:
    """What is expected as of a day of a company that made a management inspection on each of `days` up to it."""
    files: dict[str, str | None] = {"policies/p.md": policy(promise, version=version)}
    for number, day in enumerate(sorted(each for each in days if each <= as_of), 100):
        id = f"insp-{number:04}"
        files[f"records/inspection/{day.year}/{id}.yaml"] = inspection(id, day.isoformat(), kind="management")
    files["records/explained.yaml"] = (
        "".join(
            f"- about: {id}\n  reason: Nobody took over.\n  person: P-001\n  date: 2026-06-08\n" for id in explained
        )
        or None
    )
    found = measure_expected(read_small(files), Window(FIRST - timedelta(days=60), as_of), as_of)
    return [each for each in found if each.document == "PRG-20"]


@settings(max_examples=60, deadline=None)
@given(PROMISES, st.lists(DAYS, max_size=12), st.integers(1, 2))
def test_found_and_holes_and_explained_are_all_that_is_required(promise: str, days: list[date], version: int) -> None:
    plain = measured(promise, days, [], LAST, version)
    holes = [each.id for each in plain if each.outcome is Outcome.HOLE]
    found = measured(promise, days, holes[::2], LAST, version)

    count = {outcome: sum(each.outcome is outcome for each in found) for outcome in Outcome}
    required = [each for each in found if each.is_required]
    assert count[Outcome.MET] + count[Outcome.LATE] + count[Outcome.HOLE] + count[Outcome.EXPLAINED] == len(required)
    assert count[Outcome.EXPLAINED] == len(holes[::2])
    # Explaining changes nothing else, and each record is used once.
    assert {each.id for each in found} == {each.id for each in plain}
    used = [each.record for each in found if each.record]
    assert len(used) == len(set(used))


@settings(max_examples=60, deadline=None)
@given(PROMISES, st.lists(DAYS, max_size=12), st.integers(1, 2))
def test_what_is_not_required_has_a_reason_with_evidence_and_no_record(
    promise: str, days: list[date], version: int
) -> None:
    for each in measured(promise, days, [], LAST, version):
        if not each.is_required:
            assert each.record is None
            assert each.reason
            assert each.shown_by


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(
        [
            "record: inspection, kind: management, every: P1W, per: site, grace: P3D",
            "record: inspection, kind: management, every: P1M, per: site, grace: P5D",
            "record: inspection, kind: management, every: P3M, per: site",
        ]
    ),
    st.lists(DAYS, max_size=12),
    DAYS,
    st.integers(1, 60),
)
def test_later_day_never_turns_a_met_record_into_a_hole(promise: str, days: list[date], as_of: date, more: int) -> None:
    before = {each.id: each.outcome for each in measured(promise, days, [], as_of)}
    after = {each.id: each.outcome for each in measured(promise, days, [], as_of + timedelta(days=more))}

    for id, outcome in before.items():
        if outcome in (Outcome.MET, Outcome.LATE):
            assert after[id] in (Outcome.MET, Outcome.LATE)
