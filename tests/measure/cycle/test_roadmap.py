"""The steps from nothing to a certificate."""

from __future__ import annotations

from datetime import date

from builder.measure.cycle.roadmap import IN_ORDER, PROOFS, measure_roadmap
from builder.read.cycle_file import read_cycle_rules
from tests.measure.cycle.cycle_company import COR, Files, audit, company, record
from tests.measure.small import snapshot_of

AS_OF = date(2026, 6, 30)


def roadmap(files: Files, as_of: date = AS_OF) -> dict[str, str]:
    return {each.step.key: each.progress for each in measure_roadmap(snapshot_of(files, as_of))}


def test_every_step_of_the_data_has_a_proof_and_every_proof_a_step() -> None:
    keys = [each.key for each in read_cycle_rules().steps]

    assert sorted(keys) == sorted(PROOFS)
    assert [key for key in keys if key in IN_ORDER] == list(IN_ORDER)


def test_new_company_can_work_side_by_side_until_the_audit() -> None:
    found = roadmap({})

    assert found["membership"] == "done"
    assert (found["injury-reduction"], found["twelve-months"], found["registered"]) == ("open", "open", "open")
    assert {found[key] for key in IN_ORDER[1:]} == {"not-yet"}


def test_steps_of_the_audit_follow_its_days() -> None:
    days = {"registered_on": "2026-05-04", "planned_from": "2026-06-15", "gathering_ended_on": "2026-06-19"}
    found = roadmap(audit("aud-0001", "2026-06-15", "certification", **days))

    assert [found[key] for key in IN_ORDER] == ["done", "done", "done", "open", "not-yet", "not-yet", "not-yet"]


def test_a_day_that_has_not_come_is_not_a_step_taken() -> None:
    found = roadmap(audit("aud-0001", "2026-05-04", "certification", registered_on="2026-07-06"))

    assert found["registered"] == "open"


def test_old_certificate_does_not_end_a_new_recertification() -> None:
    files = {**company(COR), **audit("aud-0001", "2026-06-15", "recertification", score="88")}

    assert roadmap(files)["certificate"] in ("open", "not-yet")
    assert roadmap(company(COR))["certificate"] != "open"


def test_plan_needs_an_action_for_each_finding_of_that_audit() -> None:
    done = {"registered_on": "2026-04-06", "gathering_ended_on": "2026-04-20", "submitted_on": "2026-04-27"}
    certified = {**done, "accepted_on": "2026-05-04", "score": "88"}
    base = {
        **company("scheme: COR, number: '1', issued: 2026-05-12, expires: 2029-05-12"),
        **audit("aud-0001", "2026-04-20", "certification", **certified),
    }
    finding = record(
        "audit-finding",
        "afd-0001",
        "2026-05-04",
        audit="aud-0001",
        kind="recommendation",
        element="inspections",
        text="More.",
    )

    assert roadmap(base)["action-plan"] == "done"
    assert roadmap({**base, **finding})["action-plan"] == "open"
