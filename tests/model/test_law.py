"""Where a fact of the law is said to stand."""

from __future__ import annotations

from datetime import date

from builder.model.law import NO_LAW, Instrument, Law, Limit

CODE = Instrument(
    key="code",
    name="OHS Code",
    title="The Code",
    names=("OHS Code",),
    consolidation="all of it",
    as_of=date(2025, 3, 31),
    source="read",
    confidence="confirmed",
)
LAW = Law(id="test", title="A law", instruments=(CODE,))


def test_citation_names_section_and_day() -> None:
    assert LAW.cite(Limit(law="code", section="216", key="noise", says="")) == "OHS Code s.216, read 2025-03-31"


def test_citation_of_an_unverified_fact_says_so() -> None:
    limit = Limit(law="code", section="250", key="fit-test", says="", confidence="unverified")
    assert LAW.cite(limit) == "OHS Code s.250, read 2025-03-31; our default, not verified"


def test_law_without_facts_finds_nothing_by_name() -> None:
    found = (
        NO_LAW.instrument("code"),
        NO_LAW.duty("committee"),
        NO_LAW.limit("x"),
        NO_LAW.required("x"),
        NO_LAW.claim("x"),
    )
    assert found == (None,) * 5
