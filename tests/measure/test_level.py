"""What readers of a level may see."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from builder.checks.run import check
from builder.measure.level import at_level, findings_at_level
from builder.measure.snapshot import take_snapshot
from builder.model.level import Level
from builder.model.snapshot import Snapshot
from builder.model.standard import Element, Need, Question
from tests.checks.example import STANDARD, Example, take_example
from tests.measure.small import AS_OF, read_small, read_text, snapshot_of

INSPECTION = "records/inspection/2026/insp-0001.yaml"


def posted(files: dict[str, str | None] | None = None, as_of: date = AS_OF) -> Snapshot:
    return at_level(snapshot_of(files or {}, as_of), Level.POSTED)


def test_office_level_of_an_ordinary_program_changes_nothing() -> None:
    whole = snapshot_of({})
    lowered = at_level(whole, Level.OFFICE)

    assert lowered == replace(whole, names=lowered.names)
    assert dict(lowered.names) == dict(whole.names)


def test_first_aider_keeps_name_phone_and_posted_roles() -> None:
    person = posted().program.people["P-003"].value

    assert (person.name, person.work_phone) == ("Eva Frost", "403-555-0113")
    assert [role.role for role in person.roles] == ["first-aider"]
    assert person.employment == ()


def test_person_without_a_posted_role_keeps_only_the_id() -> None:
    person = posted().program.people["P-002"].value

    assert (person.id, person.name, person.work_phone, person.employment, person.roles) == ("P-002", "", None, (), ())
    assert posted().name("P-002") == "P-002"
    assert posted().name("P-003") == "Eva Frost"


def test_first_aider_of_last_year_is_not_posted_any_more() -> None:
    text = read_text("records/people/P-003.yaml").replace(
        "from: 2026-04-01}]\n", "from: 2026-04-01, to: 2026-05-31}]\n"
    )
    person = posted({"records/people/P-003.yaml": text}).program.people["P-003"].value

    assert (person.name, person.work_phone, person.roles) == ("", None, ())


def test_first_aider_who_left_is_not_posted_though_nobody_ended_the_role() -> None:
    text = read_text("records/people/P-003.yaml")
    left = text.replace("{from: 2026-04-01, position", "{from: 2026-04-01, to: 2026-05-31, position")
    assert left != text
    person = posted({"records/people/P-003.yaml": left}).program.people["P-003"].value

    assert (person.name, person.work_phone, person.roles) == ("", None, ())


def test_record_keeps_its_index_and_loses_people_and_text() -> None:
    text = read_text(INSPECTION) + "notes: The crew was in a hurry\n"
    record = posted({INSPECTION: text}).program.record_by_id["insp-0001"].value

    assert (record.id, record.date, record.site, record.kind_of_record) == (
        "insp-0001",
        date(2026, 4, 15),
        "yard",
        "site",
    )
    assert (record.recorded_by, record.people, record.signatures, record.notes) == (None, (), (), None)
    assert record.must_sign == ()


def test_names_of_people_are_nowhere_in_the_posted_program() -> None:
    whole = snapshot_of({})
    shown = repr(at_level(whole, Level.POSTED))

    assert "Carl Dunn" in repr(whole)
    assert "Carl Dunn" not in shown
    assert "Ann Beck" not in shown


def test_record_marked_office_is_left_out_of_the_posted_program() -> None:
    files: dict[str, str | None] = {INSPECTION: read_text(INSPECTION) + "confidentiality: office\n"}
    whole = snapshot_of(files)
    shown = at_level(whole, Level.POSTED)

    assert "insp-0001" not in shown.program.record_by_id
    assert INSPECTION not in shown.program.files
    assert "insp-0001" not in repr(shown)
    assert "insp-0001" in at_level(whole, Level.OFFICE).program.record_by_id


def test_restricted_record_is_left_out_at_office_level_with_its_attachments() -> None:
    sha = "f0" * 32
    text = read_text(INSPECTION)
    text += f"confidentiality: restricted\nattachments: [{{path: scan.png, sha256: {sha}, caption: The form}}]\n"
    files: dict[str, str | None] = {INSPECTION: text, "records/inspection/2026/scan.png": "x"}
    shown = at_level(snapshot_of(files), Level.OFFICE)

    assert "insp-0001" not in repr(shown)
    assert "scan.png" not in repr(shown.program.files)


def test_attachment_is_office_unless_someone_posts_it() -> None:
    sha = "f0" * 32
    text = read_text(INSPECTION) + (
        f"attachments:\n  - {{path: form.png, sha256: {sha}, caption: The form}}\n"
        f"  - {{path: board.png, sha256: {sha}, caption: The board, level: posted}}\n"
    )
    files: dict[str, str | None] = {
        INSPECTION: text,
        "records/inspection/2026/form.png": "x",
        "records/inspection/2026/board.png": "x",
    }
    shown = posted(files).program

    assert [each.path for each in shown.record_by_id["insp-0001"].value.attachments] == ["board.png"]
    assert "records/inspection/2026/board.png" in shown.files
    assert "records/inspection/2026/form.png" not in shown.files


def test_site_keeps_its_calendar_and_loses_its_crews() -> None:
    closed = "hazard_class: high\ncalendar: {closed: [{from: 2026-05-04, to: 2026-05-09, reason: Break-up}]}\n"
    text = read_text("records/sites/yard.yaml").replace("hazard_class: high\n", closed)
    whole = snapshot_of({"records/sites/yard.yaml": text})
    site = at_level(whole, Level.POSTED).program.sites["yard"].value

    assert site.calendar == whole.program.sites["yard"].value.calendar
    assert site.works_on(date(2026, 5, 11))
    assert site.crews == ()


def test_document_keeps_its_text_and_loses_owner_and_approver() -> None:
    document = posted().program.policy_by_id["PRG-07"].value

    assert document.body == snapshot_of({}).program.policy_by_id["PRG-07"].value.body
    assert (document.owner, document.approved_by, document.obligations) == (None, None, ())
    assert document.approved_on == date(2026, 4, 1)


def test_company_keeps_name_and_phone_and_is_still_whole() -> None:
    company = posted().program.company
    assert company is not None

    assert (company.value.name, company.value.phone) == ("Alder Plumbing Ltd.", "403-555-0111")
    assert (company.value.wcb_account, company.value.senior_manager) == (None, None)


def test_public_level_shows_no_registers_and_no_records() -> None:
    program = at_level(snapshot_of({}), Level.PUBLIC).program

    assert (len(program.people), len(program.sites), program.records) == (0, 0, ())
    assert program.policy_by_id["POL-01"].value.title == "Health and safety policy"


def test_expectations_about_people_are_left_out_below_office() -> None:
    document = read_text("policies/inspections.md").replace(
        "obligations:\n", "obligations:\n  - {record: appraisal, every: P1M, per: person, answers: [IN2]}\n"
    )
    whole = snapshot_of({"policies/inspections.md": document})
    shown = at_level(whole, Level.POSTED)

    assert any(each.unit == "P-002" for each in whole.expected)
    assert not any(each.unit == "P-002" for each in shown.expected)
    assert any(each.unit == "yard" for each in shown.expected)


def test_history_keeps_days_and_loses_authors() -> None:
    whole = take_example(Example())
    shown = at_level(whole, Level.POSTED).history
    assert shown is not None
    assert whole.history is not None

    assert "Carl Dunn" in repr(whole.history)
    assert "Carl Dunn" not in repr(shown)
    assert "records/people/P-002.yaml" not in shown.files
    assert shown.entered(INSPECTION) == date(2026, 4, 15)


def test_findings_are_shown_from_office_level_up() -> None:
    files = {INSPECTION: read_text(INSPECTION).replace("[P-002]", "[P-020]").encode()}
    snapshot = take_example(Example(files=files))
    findings = check(snapshot)

    assert [finding.code for finding in findings] == ["LNK002"]
    assert findings_at_level(findings, at_level(snapshot, Level.OFFICE)) == findings
    assert findings_at_level(findings, at_level(snapshot, Level.POSTED)) == ()


def test_finding_about_a_restricted_record_is_not_shown_but_that_it_is_there_is() -> None:
    text = read_text(INSPECTION).replace("[P-002]", "[P-020]") + "confidentiality: restricted\n"
    snapshot = take_example(Example(files={INSPECTION: text.encode()}))
    shown = findings_at_level(check(snapshot), at_level(snapshot, Level.OFFICE))

    assert [finding.code for finding in shown] == ["PRV001"]


def test_what_is_wrong_with_a_record_that_can_not_be_read_is_not_quoted_because_it_may_be_restricted() -> None:
    text = read_text(INSPECTION).replace("items_deficient: 0", "items_deficient: Bob was hurt")
    snapshot = take_example(Example(files={INSPECTION: (text + "confidentiality: restricted\n").encode()}))
    found = check(snapshot)
    shown = findings_at_level(found, at_level(snapshot, Level.OFFICE))

    assert "Bob was hurt" in repr(found)
    assert "Bob was hurt" not in repr(shown)
    assert "REC010" in [each.code for each in shown if each.place.path == INSPECTION]


def counting(confidentiality: str) -> Snapshot:
    """The small company held against a question that counts deficiencies, with one in an inspection."""
    text = read_text(INSPECTION).replace("items_deficient: 0", "items_deficient: 1")
    text += f"deficiencies: [{{item: Ladder bent by the forklift}}]\nconfidentiality: {confidentiality}\n"
    need = Need(indicator="deficiencies-with-action")
    question = Question(id="IN6", topic="Closed", methods=("D",), needs=(need,))
    standard = STANDARD.model_copy(
        update={"elements": (Element(key="inspections", name="Inspections", questions=(question,)),)}
    )
    return take_snapshot(read_small({INSPECTION: text}), standard, as_of=AS_OF)


def test_what_fails_quotes_its_record_and_goes_with_it() -> None:
    whole = counting("restricted")
    shown = at_level(whole, Level.OFFICE)

    assert "Ladder bent" in repr(whole.coverage)
    assert "Ladder bent" not in repr(shown.coverage)
    assert "insp-0001" not in repr(shown.coverage)
    # The number stays what it was.
    (answer,) = shown.coverage.answers()
    assert (answer.indicators[0].found, answer.indicators[0].expected) == (0, 1)


def test_positive_indicators_are_office_knowledge() -> None:
    whole = counting("posted")

    assert "Ladder bent" in repr(at_level(whole, Level.OFFICE).coverage)
    assert "Ladder bent" not in repr(at_level(whole, Level.POSTED).coverage)
