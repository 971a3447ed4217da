"""What an auditor relies on when a seed draws: every corner is reached, nobody can steer it, and anybody can repeat it."""

from __future__ import annotations

import hashlib
import random
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from builder.measure.sampling.draw import Candidate, draw, number_of

SITES = ("", "shop", "yard")
LEVELS = ("", "worker", "supervisor", "manager")


def record(number: int, site: str = "shop", month: int = 1, level: str = "worker") -> Candidate:
    return Candidate(f"tbx-{number:04}", site, date(2026, month, 1 + number % 28), level)


@st.composite
def registers(draw_: st.DrawFn) -> list[Candidate]:
    places = draw_(
        st.lists(st.tuples(st.sampled_from(SITES), st.integers(1, 12), st.sampled_from(LEVELS)), max_size=60)
    )
    return [record(number, *place) for number, place in enumerate(places, 1)]


@given(registers(), st.text(min_size=1, max_size=8), st.integers(1, 20), st.randoms(use_true_random=False))
def test_a_draw_depends_on_seed_and_records_and_not_on_their_order(
    register: list[Candidate], seed: str, size: int, shuffle: random.Random
) -> None:
    mixed = list(register)
    shuffle.shuffle(mixed)
    drawn = draw(register, seed, size)
    assert drawn == draw(mixed, seed, size)
    assert len(drawn) == len(set(drawn)) == min(size, len(register))


@given(registers(), st.text(min_size=1, max_size=8), st.integers(1, 40))
def test_every_stratum_is_reached_before_any_is_reached_twice(register: list[Candidate], seed: str, size: int) -> None:
    drawn = draw(register, seed, size)
    strata = {each.stratum for each in register}
    assert len({each.stratum for each in drawn}) == min(len(strata), len(drawn))


@given(registers(), st.text(min_size=1, max_size=8), st.integers(1, 40))
def test_every_site_is_reached_as_soon_as_the_sample_is_as_large_as_there_are_sites(
    register: list[Candidate], seed: str, size: int
) -> None:
    drawn = draw(register, seed, size)
    assert len({each.site for each in drawn}) >= min(len({each.site for each in register}), len(drawn))


@given(registers(), st.text(min_size=1, max_size=8), st.integers(1, 20))
def test_the_beginning_of_a_larger_draw_is_the_smaller_draw(register: list[Candidate], seed: str, size: int) -> None:
    assert draw(register, seed, size + 1)[: min(size, len(register))] == draw(register, seed, size)


def test_a_script_of_the_auditors_own_draws_the_same_from_the_words_of_the_rule() -> None:
    """Written from the rule as it is printed, without the code of the draw: filter after filter instead of one sort key."""
    months = [(site, month, level) for site in SITES for month in range(1, 8) for level in LEVELS[1:]]
    register = [record(number, *months[number * 7 % len(months)]) for number in range(1, 160)]
    left, drawn = list(register), []
    while len(drawn) < 12:
        keep = left
        for looked_at in (lambda r: (r[1], r[3], r[2].month), lambda r: r[1], lambda r: r[3], lambda r: r[2].month):
            counts = {looked_at(r): sum(looked_at(d) == looked_at(r) for d in drawn) for r in keep}
            keep = [r for r in keep if counts[looked_at(r)] == min(counts.values())]
        smallest = min(keep, key=lambda r: hashlib.sha256(b"auditor 7" + b"\n" + r[0].encode()).hexdigest())
        left.remove(smallest)
        drawn.append(smallest)
    assert drawn == list(draw(register, "auditor 7", 12))


def test_over_many_seeds_every_record_of_a_stratum_has_the_same_chance() -> None:
    register = [record(number) for number in range(1, 11)]
    hits = dict.fromkeys((each.id for each in register), 0)
    for seed in range(2000):
        hits[draw(register, str(seed), 1)[0].id] += 1
    # 200 each on average; three and a half standard deviations are 47.
    assert all(150 < count < 250 for count in hits.values()), hits


def test_one_more_record_leaves_nearly_all_of_the_draw_as_it_is() -> None:
    register = [
        record(number, SITES[1 + number % 2], 1 + number % 12, LEVELS[1 + number % 3]) for number in range(1, 301)
    ]
    late = Candidate("tbx-9999", "yard", date(2026, 12, 5), "worker")
    kept = [len({*draw(register, str(seed), 12)} & {*draw([*register, late], str(seed), 12)}) for seed in range(20)]
    assert sum(kept) / len(kept) > 11
    assert min(kept) >= 6


def test_what_was_drawn_before_counts_towards_sites_and_months() -> None:
    before = (record(1, "shop", 3),)
    register = [record(2, "shop", 3), record(3, "shop", 4), record(4, "yard", 3)]
    assert [each.site for each in draw(register, "x", 2, after=before)] == ["yard", "shop"]
    assert draw(register, "x", 2, after=before)[1].month == "2026-04"


def test_the_number_of_a_record_is_the_digest_of_seed_line_feed_and_id() -> None:
    # printf 'seed\ntbx-0001' | sha256sum
    assert number_of("seed", "tbx-0001") == "5b95d1c90c5add716b81897fe4274f77eddda0fe75802b6c22854a6a0f012720"


def test_dates_within_a_month_do_not_steer() -> None:
    register = [record(number) for number in range(1, 60)]
    moved = [each._replace(day=date(2026, 1, 1) + timedelta(days=30 - each.day.day)) for each in register]
    assert [each.id for each in draw(register, "s", 12)] == [each.id for each in draw(moved, "s", 12)]
