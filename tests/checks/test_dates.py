"""Edges of the rules about due days that their pages don't show."""

from __future__ import annotations

from datetime import date

from tests.checks.example import codes_with, minimal_files

CONTRACTOR = "records/contractors/C-01.yaml"


def clearance(expires: str, active: str = "from: 2026-04-02") -> list[str]:
    text = minimal_files()[CONTRACTOR].decode()
    text = text.replace("expires: 2026-12-31}", f"expires: {expires}}}").replace("from: 2026-04-02", active)
    return codes_with({CONTRACTOR: text})


def test_clearance_is_good_on_its_last_day() -> None:
    assert clearance("2026-06-30") == []
    assert clearance("2026-06-29") == ["DUE005"]


def test_clearance_that_ran_out_after_the_contractor_left_is_no_gap() -> None:
    assert clearance("2026-05-31", "from: 2026-04-02, to: 2026-05-31") == []
    assert clearance("2026-05-30", "from: 2026-04-02, to: 2026-05-31") == ["DUE005"]


def test_review_is_in_time_on_its_day_and_overdue_on_the_next() -> None:
    text = minimal_files()["policies/inspections.md"].decode().replace("answers: [IN1]\n", "")
    files = {"policies/inspections.md": text.replace("review_every: P12M", "review_every: P2M")}

    assert [code for code in codes_with(files, as_of=date(2026, 6, 1)) if code.startswith("DUE")] == ["DUE009"]
    assert [code for code in codes_with(files, as_of=date(2026, 6, 2)) if code.startswith("DUE")] == ["DUE001"]


def test_expired_certificate_of_somebody_who_left_is_no_gap() -> None:
    person = minimal_files()["records/people/P-003.yaml"].decode()
    gone = person.replace("site: yard}]\nroles", "site: yard, to: 2026-06-01}]\nroles")
    training = minimal_files()["records/training/2026/trn-0001.yaml"].decode().replace("2029-04-01", "2026-06-05")
    files = {"records/training/2026/trn-0001.yaml": training}

    assert codes_with(files) == ["DUE010"]
    # The only first aider has left, which is another rule's business.
    assert codes_with(files | {"records/people/P-003.yaml": gone}) == ["LAW005"]


def test_competency_assessed_again_is_not_overdue() -> None:
    text = (
        "id: cmp-000{n}\ndate: {day}\nrecorded_by: P-002\nperson: P-003\ntask: soldering\nresult: competent\nassessor: P-002\n"
        "reassess_on: {again}\nsignatures:\n  - {{person: P-003, date: {day}, method: electronic}}\n"
        "  - {{person: P-002, date: {day}, method: electronic}}\n"
    )
    first = {"records/competency/2026/cmp-0001.yaml": text.format(n=1, day="2026-04-10", again="2026-06-10")}
    second = {"records/competency/2026/cmp-0002.yaml": text.format(n=2, day="2026-06-12", again="2029-06-12")}

    assert codes_with(first) == ["DUE012"]
    assert codes_with(first | second) == []
