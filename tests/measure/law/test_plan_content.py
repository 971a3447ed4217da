"""Contents that the law wants in a plan, and when it must be reviewed again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from builder.measure.law.plan_content import PlanState, measure_plans
from builder.model.policy import Policy
from builder.model.program import Program
from builder.model.stored import Stored
from builder.read.law_file import read_law
from tests.measure.small import read_small

LAW = read_law("alberta-ohs")


def document(question: str, clauses: dict[str, str], **more: object) -> Policy:
    body = "\n\n".join(f"## {heading}\n\nText." for heading in clauses.values() if heading != "Lost heading")
    values: dict[str, object] = {"kind": "plan", "status": "approved", "approved_on": date(2026, 1, 1)}
    return Policy.model_validate(
        {
            "id": "PLN-01",
            "title": "A plan",
            "area": "emergency",
            "version": 1,
            "answers": (question,),
            "clauses": clauses,
            "body": body,
        }
        | values
        | more
    )


def plans(policy: Policy, program: Program | None = None) -> tuple[PlanState, ...]:
    stored = Stored(policy, "policies/plan.md", {}, "", "", 0)
    return measure_plans(replace(program or read_small({}), policies=(stored,)), LAW)


@pytest.mark.parametrize(("question", "count"), [("ER1", 10), ("HC10", 5), ("JH1", 8)])
def test_plan_with_all_contents_lacks_none(question: str, count: int) -> None:
    required = next(each for each in LAW.contents if each.question == question)
    [state] = plans(document(question, {each.clause: f"About {each.clause}" for each in required.contents}))

    assert (len(state.headings), state.missing) == (count, ())


def test_content_without_a_heading_or_with_one_that_is_not_there_is_missing() -> None:
    clauses = {"measures": "What we do", "reporting": "Lost heading"}
    [state] = plans(document("HC10", clauses))

    assert [content.clause for content in state.missing] == [
        "informing-workers",
        "reporting",
        "investigation",
        "confidentiality",
    ]
    assert [heading for _, heading in state.headings if heading] == ["What we do"]


@pytest.mark.parametrize("more", [{"status": "draft"}, {"kind": "sjp"}, {"answers": ("ML1",)}])
def test_drafts_and_documents_about_something_else_have_no_required_contents(more: dict[str, object]) -> None:
    assert plans(document("HC10", {}, **more)) == ()


def test_violence_plan_is_due_three_years_after_the_last_review() -> None:
    [never] = plans(document("HC10", {}))
    [reviewed] = plans(document("HC10", {}, last_reviewed=date(2026, 3, 1)))
    [emergency] = plans(document("ER1", {}))

    assert (never.reviewed_on, never.review_due) == (date(2026, 1, 1), date(2029, 1, 1))
    assert reviewed.review_due == date(2029, 3, 1)
    assert emergency.review_due is None


def test_record_of_a_review_counts_for_its_own_document() -> None:
    record = (
        "id: vhr-0001\ndate: 2026-05-05\nrecorded_by: P-002\ndocument: POL-01\ntrigger: periodic\nconsulted: The crew\n"
        "outcome: unchanged\nfindings: Nothing new\nreviewer: P-002\nnext_review: 2029-05-05\n"
    )
    program = read_small({"records/vh-plan-review/2026/vhr-0001.yaml": record})

    assert plans(document("HC10", {}), program)[0].reviewed_on == date(2026, 1, 1)
    assert plans(document("HC10", {}, id="POL-01"), program)[0].reviewed_on == date(2026, 5, 5)
