"""Answers to the questions of a standard."""

from __future__ import annotations

from datetime import date

from builder.measure.answers.coverage import answer
from builder.measure.answers.ground import Ground
from builder.measure.promises.expected import measure_expected
from builder.measure.snapshot import twelve_months_to
from builder.model.coverage import Answer
from builder.model.standard import Element, Method, Need, Question, Standard
from tests.measure.small import AS_OF, inspection, policy, read_small, read_text

INSPECTIONS = "records/inspection/2026"


def ask(
    files: dict[str, str | None],
    *needs: Need,
    id: str = "IN2",
    methods: tuple[Method, ...] = ("D",),
    parent: str | None = None,
    as_of: date = AS_OF,
    standard: Standard | None = None,
) -> Answer:
    program = read_small(files)
    window = twelve_months_to(as_of)
    ground = Ground(program, window, as_of, measure_expected(program, window, as_of), None, standard)
    return answer(Question(id=id, topic="Something", methods=methods, needs=needs, parent=parent), ground)


def state(found: Answer) -> tuple[str, str]:
    return found.status.value, found.detail.value


RECORD = Need(record="inspection")
DOCUMENT = Need(document=())


def test_question_for_interviews_can_not_be_answered_by_documents() -> None:
    found = ask({}, RECORD, methods=("I", "O"))

    assert state(found) == ("not-applicable", "not-documentary")
    assert found.reason == "asked by interview or observation; documents can't answer it"


def test_question_without_needs_can_not_be_answered_by_documents() -> None:
    assert state(ask({})) == ("not-applicable", "not-documentary")


def test_all_promised_records_are_evidence_with_n_of_m() -> None:
    found = ask({}, RECORD)

    assert state(found) == ("evidence", "complete")
    assert (found.found, found.expected, found.on_time) == (2, 2, 2)
    assert [item.id for item in found.evidence] == ["insp-0001", "insp-0002"]


def test_hole_makes_it_partial_and_is_named() -> None:
    found = ask({f"{INSPECTIONS}/insp-0002.yaml": None}, RECORD)

    assert state(found) == ("partial", "incomplete")
    assert (found.found, found.expected) == (1, 2)
    assert found.missing == ("yard, May 2026: supervisor's site inspection",)


def test_explained_hole_counts_as_missing_and_says_that_it_is_explained() -> None:
    explained = "- about: PRG-07/inspection/site/yard/2026-05\n  reason: Nobody took over.\n  person: P-001\n  date: 2026-06-08\n"
    found = ask({f"{INSPECTIONS}/insp-0002.yaml": None, "records/explained.yaml": explained}, RECORD)

    assert (found.found, found.expected) == (1, 2)
    assert found.missing == ("yard, May 2026: supervisor's site inspection (explained)",)


def test_late_record_is_evidence_that_is_not_on_time() -> None:
    files: dict[str, str | None] = {
        f"{INSPECTIONS}/insp-0002.yaml": inspection("insp-0002", "2026-06-09"),
        f"{INSPECTIONS}/insp-0003.yaml": inspection("insp-0003", "2026-06-25"),
    }
    found = ask(files, RECORD)

    assert state(found) == ("evidence", "late")
    assert (found.found, found.expected, found.on_time) == (3, 3, 2)


def test_records_that_nothing_promises_are_counted_without_m() -> None:
    found = ask({}, RECORD, id="IN3")

    assert state(found) == ("evidence", "complete")
    assert (found.found, found.expected) == (2, None)


def test_no_record_and_no_promise_is_missing() -> None:
    found = ask({}, Need(record="drill"), id="ER5")

    assert state(found) == ("missing", "absent")
    assert found.missing == ("any record: emergency drill",)


def test_document_without_its_records_is_written_and_not_yet_done() -> None:
    files: dict[str, str | None] = {
        "policies/p.md": policy("record: drill, every: P1M, per: site, answers: [ER5]", more="answers: [ER5]\n")
    }
    found = ask(files, DOCUMENT, Need(record="drill"), id="ER5")

    assert state(found) == ("partial", "design-only")
    assert found.reason == "written, no records yet"


def test_promise_of_which_nothing_fell_due_is_written_and_shown_by_nothing() -> None:
    files: dict[str, str | None] = {
        "policies/p.md": policy("record: investigation, per: incident, within: P14D, answers: [II6]")
    }
    found = ask(files, Need(record="investigation"), id="II6")

    assert state(found) == ("partial", "design-only")
    assert found.reason == "written, no records yet: nothing has fallen due"
    assert (found.found, found.expected) == (0, 0)


def test_known_and_unknown_numbers_are_not_mixed() -> None:
    found = ask({}, RECORD, Need(record="training"), id="IN2")

    assert (found.found, found.expected) == (2, 2)
    assert "trn-0001" in [item.id for item in found.evidence]


def test_kind_of_a_need_narrows_the_records() -> None:
    assert state(ask({}, Need(record="inspection", kind="vehicle"), id="IN9")) == ("missing", "absent")


def test_class_of_an_incident_counts_as_its_kind() -> None:
    incident = (
        "id: inc-0001\ndate: 2026-06-25\nsite: yard\nrecorded_by: P-002\nclass: near-miss\noccurred_at: '10:15'\n"
        "description: Slip\nimmediate_action: Cleaned\n"
    )
    found = ask({"records/incident/2026/inc-0001.yaml": incident}, Need(record="incident", kind="near-miss"), id="II10")

    assert found.found == 1


def test_document_past_its_review_is_stale() -> None:
    found = ask({}, DOCUMENT, id="IN1", as_of=date(2027, 4, 2))

    assert state(found) == ("partial", "stale")
    assert found.missing == ("PRG-07: past its review",)


def test_draft_answers_nothing() -> None:
    text = read_text("policies/inspections.md").replace("status: approved", "status: draft")
    found = ask({"policies/inspections.md": text}, DOCUMENT, id="IN1")

    assert state(found) == ("missing", "absent")
    assert found.missing == ("PRG-07: draft, not approved",)


def test_withdrawn_document_is_superseded() -> None:
    text = read_text("policies/inspections.md").replace("status: approved", "status: withdrawn")

    assert state(ask({"policies/inspections.md": text}, DOCUMENT, id="IN1")) == ("missing", "superseded")


def test_document_of_another_kind_does_not_answer() -> None:
    found = ask({}, Need(document=("plan", "swp")), id="IN1")

    assert found.missing == ("an approved document (plan or swp)",)


def test_document_behind_the_parent_question_is_inherited() -> None:
    assert state(ask({}, DOCUMENT, id="IN5", parent="IN1")) == ("evidence", "inherited")


def test_required_content_needs_a_heading_that_is_in_the_text() -> None:
    need = Need(document=(), clauses=("frequency",))
    text = read_text("policies/inspections.md")
    mapped = text.replace("answers: [IN1]", "answers: [IN1]\nclauses: {frequency: How often}")
    renamed = mapped.replace("## How often", "## Rhythm")

    assert state(ask({"policies/inspections.md": mapped}, need, id="IN1")) == ("evidence", "complete")
    assert ask({"policies/inspections.md": text}, need, id="IN1").missing == ("PRG-07: a heading for frequency",)
    assert state(ask({"policies/inspections.md": renamed}, need, id="IN1")) == ("partial", "incomplete")


def test_register_that_holds_anything_answers() -> None:
    assert state(ask({}, Need(register_of="positions"), id="HA2")) == ("evidence", "complete")
    assert state(ask({"records/assets/A-001.yaml": None}, Need(register_of="assets"), id="HC11")) == (
        "missing",
        "absent",
    )


def standard_of(*questions: Question) -> Standard:
    element = Element(key="inspections", name="Inspections", questions=questions)
    return Standard(
        id="s", edition="1", title="S", issuer="T", sources=(), confidence="none", elements=(element,),
        partners={}, pass_rules={}, tracks={},
    )  # fmt: skip


FAMILY = standard_of(
    Question(id="IN1", topic="A program", methods=("D",), needs=(DOCUMENT,)),
    Question(id="IN2", topic="Done", methods=("D",), parent="IN1", needs=(RECORD,)),
    Question(id="IN6", topic="Closed", methods=("D",), parent="IN2", needs=(RECORD,)),
)


def test_records_of_a_document_that_is_not_approved_do_not_count_and_neither_does_what_builds_on_them() -> None:
    draft = read_text("policies/inspections.md").replace("status: approved", "status: draft")
    for id, parent in (("IN2", "IN1"), ("IN6", "IN2")):
        found = ask({"policies/inspections.md": draft}, RECORD, id=id, parent=parent, standard=FAMILY)

        assert state(found) == ("missing", "cascaded")
        assert found.reason == "the document it builds on, IN1, is missing"
        # What was found stays listed.
        assert [item.id for item in found.evidence] == ["insp-0001", "insp-0002"]


def test_nothing_cascades_from_a_document_that_is_there() -> None:
    assert state(ask({}, RECORD, parent="IN1", standard=FAMILY)) == ("evidence", "complete")


def claim(files: dict[str, str | None], may_be_na: bool) -> dict[str, str | None]:
    company = read_text("records/company.yaml")
    company += (
        "not_applicable:\n  - {question: IN2, reason: We only have an office., person: P-001, date: 2026-05-04}\n"
    )
    overlay = (
        "standard: alberta-cor\nedition: '2023'\npartner: acsa\ninstrument: Audit tool\nread_on: 2026-04-02\n"
        f"questions:\n  - {{number: '7.2', element: inspections, topics: [IN2], points: {{D: 5}}, rule: range, may_be_na: {str(may_be_na).lower()}}}\n"
    )
    return {"records/company.yaml": company, "records/overlay.yaml": overlay, **files}


def test_question_is_not_applicable_where_the_company_claims_it_and_the_overlay_allows_it() -> None:
    found = ask(claim({}, True), RECORD)

    assert state(found) == ("not-applicable", "claimed")
    assert found.reason == "We only have an office (P-001, 2026-05-04)"


def test_claim_without_the_right_changes_nothing() -> None:
    assert state(ask(claim({}, False), RECORD)) == ("evidence", "complete")
    assert state(ask(claim({"records/overlay.yaml": None}, True), RECORD)) == ("evidence", "complete")


def test_positive_indicator_counts_one_by_one_and_names_what_fails() -> None:
    unsigned = inspection("insp-0002", "2026-05-14").replace("inspectors: [P-002]", "inspectors: [P-003]")
    levels = Need(indicator="inspectors-of-all-levels")
    found = ask({f"{INSPECTIONS}/insp-0002.yaml": unsigned}, levels, id="IN3")

    assert state(found) == ("missing", "absent")
    assert (found.found, found.expected) == (2, 3)
    assert found.missing == ("managers: inspected nothing in the window",)
    assert found.indicators[0].satisfied == ("supervisors", "workers")


def test_indicator_of_nobody_asks_for_nothing() -> None:
    found = ask({}, RECORD, Need(indicator="drills-evaluated"))

    assert state(found) == ("evidence", "complete")
    assert found.indicators == ()


def test_records_at_each_site_are_counted() -> None:
    shed = read_text("records/sites/yard.yaml").replace("id: yard", "id: shed").split("first_aid:")[0]
    found = ask({"records/sites/shed.yaml": shed}, RECORD)

    assert [(each.site, each.found, each.expected) for each in found.by_site] == [("shed", 0, 2), ("yard", 2, 2)]
