from __future__ import annotations

from dataclasses import replace

import pytest

from builder.model.coverage import Outcome
from builder.model.policy import Obligation
from builder.render.site.documents.promises import count_words, what_and_rhythm
from builder.render.site.words import ENGLISH
from tests.measure.small import expected_of


@pytest.mark.parametrize(
    ("fields", "what", "rhythm"),
    [
        ({"record": "inspection", "kind": "site", "every": "P1M", "per": "site", "by": "supervisor"}, "Inspection (site)", "every month for each site, by supervisor"),
        ({"record": "management-review", "every": "P12M", "per": "company", "by": "senior-manager"}, "Management review", "every 12 months, by senior manager"),
        ({"record": "flha", "per": "crew-day", "by": "supervisor"}, "Field-level hazard assessment", "for each crew, every work day, by supervisor"),
        ({"record": "investigation", "per": "incident", "within": "P14D", "where": {"class": ("lost-time", "psi")}}, "Investigation", "within 2 weeks for each incident (lost time, PSI)"),
        ({"record": "orientation", "kind": "company", "per": "person"}, "Orientation (company)", "for each person"),
    ],
)  # fmt: skip
def test_an_obligation_is_said_in_words(fields: dict[str, object], what: str, rhythm: str) -> None:
    assert what_and_rhythm(Obligation.model_validate(fields)) == (what, rhythm)


def test_the_count_names_what_was_explained_because_found_and_missing_dont_add_up_without_it() -> None:
    first, *others = (each for each in expected_of({}).values() if each.is_required)
    group = (
        replace(first, outcome=Outcome.MET),
        replace(others[0], outcome=Outcome.EXPLAINED, record=None),
        replace(others[0], outcome=Outcome.HOLE, record=None),
    )

    assert count_words(ENGLISH, group) == "1 of 3 found, 1 on time, 1 explained"
    assert count_words(ENGLISH, group[:1]) == "1 of 1 found, 1 on time"
