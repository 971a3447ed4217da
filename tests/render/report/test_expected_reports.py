"""The expected records of one obligation, for people and for programs."""

from __future__ import annotations

import json

import jsonschema
import pytest

from builder.commands.coverage import coverage
from builder.model.error import BuilderError
from builder.model.policy import Obligation
from builder.model.snapshot import Snapshot
from builder.render.report.expected_text import rhythm
from builder.render.report.json_text import read_schema
from tests.measure.small import policy, read_text, snapshot_of

SHUT = "hazard_class: high\ncalendar: {closed: [{from: 2026-05-01, to: 2026-05-31, reason: Break-up}]}\n"


def small() -> Snapshot:
    """April is met, May shut, June a hole with a deputy's explanation, July a hole."""
    return snapshot_of(
        {
            "records/inspection/2026/insp-0002.yaml": None,
            "records/sites/yard.yaml": read_text("records/sites/yard.yaml").replace("hazard_class: high\n", SHUT),
            "policies/p.md": policy("record: hsc-meeting, every: P1M, per: company, answers: [IN2]"),
            "records/explained.yaml": (
                "- about: PRG-20/hsc-meeting/2026-06\n  reason: Both co-chairs were on site.\n  person: P-001\n"
                "  date: 2026-07-02\n  corrective_action: ca-0001\n"
            ),
        }
    )


def said(format: str = "text", **chosen: str | None) -> str:
    lines: list[str] = []
    assert coverage(small(), format=format, say=lines.append, **chosen) == 0
    return "\n".join(lines)


def test_text_lists_what_was_found_missing_explained_and_not_required() -> None:
    text = said(question="IN2")

    assert "1 of 1 found (0 late); missing: 0, explained: 0; not required: 1" in text
    assert "yard, April 2026  insp-0001 of 2026-04-15, on time" in text
    assert "yard, May 2026  yard was closed on every day: Break-up (records/sites/yard.yaml:7)" in text
    assert "April 2026: committee meeting  was due on 2026-04-30; PRG-20/hsc-meeting/2026-04" in text
    assert "June 2026: committee meeting  P-001: Both co-chairs were on site., action ca-0001" in text


def test_obligation_alone_has_no_answer() -> None:
    text = said(obligation="PRG-07")

    assert "PRG-07/inspection/site: site inspection, every month, for each site, by supervisor, 5 days of grace" in text
    assert "PRG-20" not in text


def test_question_without_a_promise_says_that_the_number_is_unknown() -> None:
    assert "the number required is unknown" in said(question="HA5")


@pytest.mark.parametrize("chosen", [{"question": "IN2"}, {"obligation": "PRG-07"}])
def test_json_follows_its_schema(chosen: dict[str, str]) -> None:
    value = json.loads(said("json", **chosen))

    jsonschema.Draft202012Validator(read_schema("expected")).validate(value)
    assert (value["question"] is None) == ("obligation" in chosen)
    may = next(each for each in value["obligations"][0]["expected"] if each["period"] == "May 2026")
    assert (may["outcome"], may["shown_by"]) == ("not-required", "records/sites/yard.yaml:7")


@pytest.mark.parametrize("chosen", [{"question": "XX1"}, {"obligation": "PRG-99"}])
def test_unknown_question_or_obligation_is_refused_with_a_cure(chosen: dict[str, str]) -> None:
    with pytest.raises(BuilderError) as refused:
        said(**chosen)

    assert refused.value.cure


def test_rhythm_in_words() -> None:
    obligation = Obligation.model_validate(
        {"record": "investigation", "within": "P14D", "per": "incident", "where": {"class": ("damage", "psi")}}
    )

    assert rhythm(obligation) == "investigation, within 2 weeks, for each incident (class: damage, psi)"
