from __future__ import annotations

import pytest

from builder.model.policy import Obligation
from builder.render.site.promises import what_and_rhythm


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
