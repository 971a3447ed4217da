"""The facts of questions by site: what an auditor copies, and that nobody can be told from it."""

from __future__ import annotations

from builder.measure.answers.question_facts import state_facts
from builder.measure.level import at_level
from builder.model.coverage import Status
from builder.model.level import Level
from builder.model.question_facts import QuestionFacts, SiteFacts
from builder.model.snapshot import Snapshot
from tests.measure.answers.canaries import sing
from tests.render.pdf.sections.company import Files, small_company, snapshot_of

YARD = "id: yard\nname: The yard\nkind: shop\naddress: 2 Main Street\nactive: [{from: 2026-01-01}]\nhazard_class: high\ntravel_minutes: 9\n"


def facts_of(files: Files, *sites: str, history: bool = False) -> dict[str, QuestionFacts]:
    snapshot = snapshot_of(files, history=history)
    return {each.question.id: each for each in state_facts(snapshot, sites or ("shop",))}


def row_of(facts: QuestionFacts, site: str = "") -> SiteFacts:
    return next(row for row in facts.rows if row.site == site)


def orientation(number: int, person: str, day: str) -> dict[str, str | bytes]:
    return {
        f"records/orientation/2026/ori-{number:04}.yaml": (
            f"id: ori-{number:04}\ndate: {day}\nsite: shop\nrecorded_by: P-002\nperson: {person}\nkind: company\n"
            f"first_work_day: {day}\ntopics: [Ask Wanda]\norienter: P-002\n"
            f"signatures: [{{person: {person}, date: {day}, method: electronic}}, {{person: P-002, date: {day}, method: electronic}}]\n"
        )
    }


def test_n_of_m_stands_by_site_with_what_m_is_counted_from() -> None:
    main = row_of(facts_of(small_company())["IN2"], "shop").main
    assert main is not None
    assert (main.found, main.expected, main.on_time) == (5, 11, 5)
    assert main.source == "PRG-07 promises inspection (site), every month, for each site"


def test_the_facts_are_finished_lines() -> None:
    assert row_of(facts_of(small_company(), history=True)["IN2"], "shop").lines == (
        "Inspections: 5 of 11 found at this site, 2025-11-06 to 2026-03-06; 5 on time, 0 late.",
        "Counted from: PRG-07 promises inspection (site), every month, for each site.",
        "Filed: 0 within 30 days of the event, 5 later (at most 349 days after it).",
    )


def test_the_document_is_told_with_version_and_day_of_approval() -> None:
    row = row_of(facts_of(small_company())["IN1"])
    assert row.lines == ("Written: PRG-07 Inspection program, version 4, approved 2026-03-10.",)
    assert [item.id for item in row.evidence] == ["PRG-07"]


def test_a_document_past_its_review_says_so() -> None:
    files = small_company()
    text = str(files["policies/inspections.md"])
    files["policies/inspections.md"] = text.replace("last_reviewed: 2026-03-10", "last_reviewed: 2025-03-10")
    assert "review was due 2026-03-10" in row_of(facts_of(files)["IN1"]).lines[0]


def test_every_hole_is_named_and_what_is_explained_stays_in_m() -> None:
    row = row_of(facts_of(small_company())["IN2"], "shop")
    assert len(row.missing) == 6
    assert "shop, April 2026: site inspection (explained)" in row.missing
    assert "shop, May 2026: site inspection" in row.missing


def test_the_list_behind_n_has_every_record_with_its_day() -> None:
    evidence = row_of(facts_of(small_company())["IN2"], "shop").evidence
    assert [(item.id, str(item.date)) for item in evidence][:2] == [
        ("insp-0001", "2025-11-06"),
        ("insp-0002", "2025-12-06"),
    ]
    assert len(evidence) == 5


def test_a_record_after_its_day_is_found_and_named_as_late() -> None:
    files = small_company()
    name = "records/inspection/2026/insp-0005.yaml"
    files[name] = str(files[name]).replace("date: 2026-03-06", "date: 2026-04-20")
    row = row_of(facts_of(files)["IN2"], "shop")
    assert row.main is not None
    # April's own inspection is there now; nothing is for March.
    assert row.main.found == 5
    assert "shop, March 2026: site inspection" in row.missing


def test_each_site_has_a_row_also_where_nothing_was_due() -> None:
    files = small_company() | {"records/sites/yard.yaml": YARD.replace("2026-01-01", "2026-10-25")}
    facts = facts_of(files, "shop", "yard")["IN2"]
    assert [row.site for row in facts.rows] == ["shop", "yard"]
    assert row_of(facts, "yard").lines[-1] == "Nothing was due at this site: inspections."


def test_sites_that_the_auditor_did_not_choose_are_not_told() -> None:
    files = small_company() | {"records/sites/yard.yaml": YARD}
    facts = facts_of(files, "yard")["IN2"]
    assert [row.site for row in facts.rows] == ["yard"]
    assert facts.answer.found == 5  # The whole company's own count still has them.


def test_without_a_promise_the_number_required_is_unknown() -> None:
    files = small_company()
    text = str(files["policies/inspections.md"])
    files["policies/inspections.md"] = text.replace(
        "obligations:\n  - {record: inspection, kind: site, every: P1M, per: site, grace: P5D, answers: [IN2]}\n", ""
    )
    row = row_of(facts_of(files)["IN2"], "shop")
    assert row.main is not None
    assert row.main.words == "5 found; number required unknown"
    assert "number required unknown" in row.lines[0]


def test_what_documents_cannot_answer_says_so_and_counts_nothing() -> None:
    facts = facts_of(small_company())["IN7"]
    assert facts.rows == (SiteFacts("", ("Documents can't answer it.",), (), (), ()),)
    assert facts.example == ""


def test_what_is_counted_for_people_names_nobody() -> None:
    files = small_company() | orientation(1, "P-003", "2026-05-04")
    files["records/people/P-003.yaml"] = str(files["records/people/P-003.yaml"]).replace("2024-01-01", "2026-05-01")
    files["records/people/P-004.yaml"] = str(files["records/people/P-003.yaml"]).replace("P-003", "P-004")
    row = row_of(facts_of(files)["TR3"])
    assert any(line.startswith("Counted: 1 of 2 people hired") for line in row.lines)
    assert "1 person: no orientation" in row.missing
    assert "P-00" not in repr((row.lines, row.missing, row.counts))


def test_people_with_the_same_reason_are_one_line() -> None:
    files = small_company()
    for number in range(4, 8):
        files[f"records/people/P-00{number}.yaml"] = str(files["records/people/P-003.yaml"]).replace(
            "P-003", f"P-00{number}"
        )
    missing = facts_of(files)["TR9"].rows[0].missing
    assert "7 people (whmis): no certificate" in missing
    assert not any("P-0" in each for each in missing)


def test_free_text_of_a_record_is_no_reason() -> None:
    files = small_company()
    name = "records/inspection/2026/insp-0005.yaml"
    files[name] = str(files[name]).replace(
        "{item: Guard missing, action: ca-0001}", "{item: Joanne left the gate open}"
    )
    missing = row_of(facts_of(files)["IN6"], "shop").missing
    assert "insp-0005, deficiency 1: no action" in missing
    assert "Joanne" not in repr(missing)


def test_the_partners_own_numbers_stand_beside_ours() -> None:
    files = small_company() | {
        "records/overlay.yaml": (
            "standard: alberta-cor\nedition: '2023'\npartner: acsa\ninstrument: ACSA 2023\nread_on: 2026-01-10\nquestions:\n"
            "  - {number: '7.2', element: inspections, topics: [IN2], points: {D: 10, I: 5, O: 0}, rule: range, may_be_na: false}\n"
        )
    }
    facts = facts_of(files)
    assert facts["IN2"].numbers == ("7.2",)
    assert facts["IN1"].numbers == ()


def test_questions_stand_in_the_partners_order() -> None:
    snapshot: Snapshot = snapshot_of(small_company())
    listed = [each.question.id for each in state_facts(snapshot, ("shop",))]
    assert listed == [answer.question.id for answer in snapshot.coverage.answers()]


def test_no_site_at_all_leaves_one_row_for_the_whole_company() -> None:
    snapshot = snapshot_of(small_company())
    facts = {each.question.id: each for each in state_facts(snapshot, ())}
    assert [row.site for row in facts["IN2"].rows] == [""]
    main = facts["IN2"].rows[0].main
    assert main is not None
    assert (main.found, main.expected) == (5, 11)


def test_a_document_called_after_somebody_is_told_without_the_name() -> None:
    files = small_company()
    text = str(files["policies/inspections.md"])
    files["policies/inspections.md"] = text.replace("Inspection program", "Marnie Kowalchuk's inspections")
    assert row_of(facts_of(files)["IN1"]).lines[0].startswith("Written: PRG-07 a person's inspections, version 4")


def test_what_was_not_required_is_told_and_not_in_m() -> None:
    files = small_company()
    files["records/sites/shop.yaml"] = str(files["records/sites/shop.yaml"]) + (
        "calendar: {closed: [{from: 2026-07-01, to: 2026-07-31, reason: Moved house with Wanda}]}\n"
    )
    row = row_of(facts_of(files)["IN2"], "shop")
    assert row.main is not None
    assert row.main.expected == 10
    assert "Not required, so not in m: 1 (shut, not in use, or before the promise began)." in row.lines
    assert "Wanda" not in repr(row)


def test_the_same_facts_come_from_the_same_program() -> None:
    assert facts_of(small_company(), history=True) == facts_of(small_company(), history=True)


def test_what_the_level_hides_is_counted_and_said() -> None:
    files = small_company() | {
        f"records/hazard-report/2026/hr-000{number}.yaml": (
            f"id: hr-000{number}\ndate: 2026-05-0{number}\nsite: shop\nrecorded_by: P-002\n{level}"
            "hazard: Loose tread on the stairs\nresponse: Fixed\n"
        )
        for number, level in ((1, ""), (2, "confidentiality: restricted\n"))
    }
    snapshot = at_level(snapshot_of(files), Level.OFFICE)
    facts = next(each for each in state_facts(snapshot, ("shop",)) if each.question.id == "HA12")
    assert facts.answer.found == 2
    assert [row.site for row in facts.rows] == ["shop", ""]
    assert "Kept at a level that this pack doesn't show: 1; to be seen with permission." in row_of(facts).lines


def test_what_does_not_apply_gives_the_companys_reason_without_saying_whose_it_is() -> None:
    files = small_company() | {
        "records/overlay.yaml": (
            "standard: alberta-cor\nedition: '2023'\npartner: acsa\ninstrument: ACSA 2023\nread_on: 2026-01-10\nquestions:\n"
            "  - {number: '2.7', element: other-parties, topics: [OP7], points: {D: 5, I: 0, O: 0}, rule: yes-no, may_be_na: true}\n"
        )
    }
    files["records/company.yaml"] = str(files["records/company.yaml"]) + (
        "not_applicable: [{question: OP7, reason: Dale Friesen lets nobody near the fenced yard, person: P-001, date: 2026-02-01}]\n"
    )
    facts = facts_of(files)["OP7"]
    assert facts.status is Status.NOT_APPLICABLE
    assert facts.rows[0].lines == ("Not applicable: a person lets nobody near the fenced yard (2026-02-01).",)
    assert facts.example == ""


def test_what_was_done_before_anything_fell_due_is_counted_as_the_coverage_counts_it() -> None:
    files = small_company()
    text = str(files["policies/inspections.md"])
    # Promised since last week, and of another kind than those that were done.
    files["policies/inspections.md"] = text.replace(
        "kind: site, every: P1M,", "kind: weekly, every: P1M, since: 2026-10-25,"
    )
    facts = facts_of(files)["IN2"]
    main = row_of(facts, "shop").main
    assert main is not None
    assert (main.found, main.expected) == (facts.answer.found, facts.answer.expected) == (5, 5)
    assert main.source == "promised by a document; nothing had fallen due, and what was done counts"


def test_the_rows_of_the_sample_add_up_to_the_coverages_own_n_of_m() -> None:
    snapshot = sing()
    added = 0
    for facts in state_facts(snapshot, tuple(snapshot.program.sites)):
        mains = [row.main for row in facts.rows if row.main]
        promised = [main for main in mains if main.is_promised]
        if promised:
            added += 1
            total = sum(main.found for main in promised), sum(main.expected or 0 for main in promised)
            assert total == (facts.answer.found, facts.answer.expected), facts.question.id
        elif facts.answer.expected is None and facts.is_documentary:
            assert sum(main.found for main in mains) == facts.answer.found, facts.question.id
    assert added > 20
