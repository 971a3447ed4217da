"""Which sites a pack is about, and what is said where one of them can't be."""

from __future__ import annotations

import pytest

from builder.measure.sampling.visited_sites import visited_sites
from builder.model.error import BuilderError
from builder.model.snapshot import Snapshot
from tests.measure.small import snapshot_of


def company() -> Snapshot:
    """The yard, a project that ended in the window, and one that ended before it; as of the end of June 2026."""
    text = (
        "name: {0}\nid: {0}\nkind: project\nhazard_class: high\naddress: Gate 2\ntravel_minutes: 9\n"
        "active: [{{from: 2024-01-01, to: {1}}}]\n"
    )
    return snapshot_of(
        {
            "records/sites/bridge.yaml": text.format("bridge", "2025-07-01"),
            "records/sites/arena.yaml": text.format("arena", "2025-06-30"),
        }
    )


def ids(*chosen: str) -> list[str]:
    return [site.id for site in visited_sites(company(), chosen)]


def test_without_a_choice_every_site_active_on_any_day_of_the_window_is_meant() -> None:
    assert ids() == ["bridge", "yard"]


def test_chosen_sites_stand_in_order_and_once() -> None:
    assert ids("yard", "bridge", "yard") == ["bridge", "yard"]
    assert ids("yard") == ["yard"]


def test_a_site_that_nobody_knows_is_refused_with_the_names_there_are() -> None:
    with pytest.raises(BuilderError) as error:
        ids("yrad")
    assert error.value.message == "No site has the id 'yrad'."
    assert error.value.cure == "Known are: arena, bridge, yard."


def test_a_site_that_was_closed_before_the_window_is_refused_with_the_days() -> None:
    with pytest.raises(BuilderError) as error:
        ids("arena")
    assert error.value.message == "The site 'arena' was not active on any day from 2025-07-01 to 2026-06-30."
    assert error.value.cure == "Active in that time were: bridge, yard."
