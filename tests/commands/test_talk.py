"""`muster talk` says what changed and who has to hear it, prints the sheet, and files what proves it: those told count, the others stay."""

from __future__ import annotations

import io
import re
from datetime import date
from pathlib import Path

import pypdf
import pytest

from builder.checks.run import check
from builder.commands.new import new
from builder.commands.prepare import Choice, prepare
from builder.commands.scan import Paper
from builder.commands.talk import news, talk
from builder.commands.talk_filing import Told
from builder.model.error import BuilderError
from builder.model.finding import Severity
from builder.read.form_code import parse_form_code
from tests.checks.example import minimal_files
from tests.histories.repository import GitRepository
from tests.render.site.three_versions import DRAFT, PATH, VERSION_1, VERSION_2

AS_OF = date(2026, 6, 30)
DAY = date(2026, 6, 15)
SCAN = b"%PDF-1.7 a signed sheet"


@pytest.fixture
def company(tmp_path: Path) -> GitRepository:
    """Version 1, a draft, and version 2 of the inspection program, for three people: one on the plumbing crew and its foreman."""
    made = GitRepository.make(tmp_path / "company")
    made.commit(minimal_files() | {PATH: VERSION_1}, at="2026-04-02 12:00:00 -0600")
    made.commit({PATH: DRAFT}, at="2026-05-04 12:00:00 -0600")
    made.commit({PATH: VERSION_2}, at="2026-05-20 12:00:00 -0600")
    (tmp_path / "scan.pdf").write_bytes(SCAN)
    return made


def run(company: GitRepository, name: str = "PRG-07", **options: object) -> str:
    """What is said, as one line."""
    said: list[str] = []
    with prepare(Choice(company.root, None, AS_OF, AS_OF)) as prepared:
        assert talk(prepared, name, say=said.append, **options) == 0  # type: ignore[arg-type]
    assert all(len(line) <= 80 or "/" in line for text in said for line in text.split("\n"))
    return " ".join(" ".join(said).split())


def refusal(company: GitRepository, name: str = "PRG-07", **options: object) -> str:
    before = sorted(company.root.rglob("*"))
    with pytest.raises(BuilderError) as refused:
        run(company, name, **options)
    assert sorted(company.root.rglob("*")) == before
    return f"{refused.value.message} {refused.value.cure}"


def pages(path: Path) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in pypdf.PdfReader(io.BytesIO(path.read_bytes())).pages]


def errors(company: GitRepository) -> list[str]:
    with prepare(Choice(company.root, None, AS_OF, AS_OF)) as prepared:
        return [f"{each.code} {each.message}" for each in check(prepared.snapshot) if each.severity is Severity.ERROR]


def test_it_says_what_changed_since_the_version_before_and_who_has_to_hear_it(company: GitRepository) -> None:
    said = run(company)
    assert "PRG-07 Inspection program: version 2, held against version 1 of 2 April 2026" in said
    assert "How often: “Once a month, every site” became “Twice a month, every site”." in said
    assert "Still to hear it: 3 of 3 - The yard, outside the crews: Ann Beck - Plumbing crew" in said
    assert "zebradraft" not in said


def test_without_a_document_it_lists_the_changes_that_people_have_to_hear_of(company: GitRepository) -> None:
    def listed() -> str:
        said: list[str] = []
        with prepare(Choice(company.root, None, AS_OF, AS_OF)) as prepared:
            assert news(prepared, say=said.append) == 0
        return said[0]

    assert "PRG-07 Inspection program, version 2: 3 of 3 still to hear it" in listed()
    run(company, told=Told(DAY, ("P-001", "P-003"), "P-002", by="P-002"))
    assert "Nobody has to be told of anything" in listed()


def test_what_brought_it_about_was_there_before_it_came_into_force(company: GitRepository) -> None:
    def change(id: str, day: str, what: str) -> dict[str, str]:
        text = f"id: {id}\ndate: {day}\nrecorded_by: P-002\nkind: process\nwhat: {what}\ndocuments: [PRG-07]\n"
        return {f"records/change/2026/{id}.yaml": text}

    company.write(change("chg-0001", "2026-05-04", "A second shift.") | change("chg-0002", "2026-06-02", "A new yard."))
    said = run(company)
    assert "What brought it about - change chg-0001 of 4 May 2026: A second shift." in said
    assert "A new yard" not in said


def test_a_version_or_a_day_chooses_what_it_is_held_against(company: GitRepository) -> None:
    assert "held against version 1" in run(company, since="1")
    assert "held against version 1" in run(company, since="2026-04-20")
    assert "`muster history PRG-07` lists them." in refusal(company, since="7")
    assert "was in force on 2020-01-01" in refusal(company, since="2020-01-01")
    assert "neither a version nor a day" in refusal(company, since="last week")


def test_a_document_is_found_by_id_path_or_title_and_a_mistyped_id_is_answered(company: GitRepository) -> None:
    for name in ("prg-07", PATH, "inspection program"):
        assert "PRG-07 Inspection program" in run(company, name)
    assert "Did you mean PRG-07?" in refusal(company, "PRG-70")


def test_a_document_without_an_earlier_version_is_told_whole(company: GitRepository) -> None:
    said = run(company, "POL-01")
    assert "version 2, no other text on file before it" in said
    assert "Tell the whole of it." in said
    company.write({"policies/new.md": VERSION_1.replace("PRG-07", "PRG-77")})
    assert "PRG-77 Inspection program: version 1, new" in run(company, "PRG-77")


def test_a_sheet_for_each_crew_has_the_change_the_names_and_a_code_for_its_scan(
    company: GitRepository, tmp_path: Path
) -> None:
    run(company, out=tmp_path / "new" / "talks")
    names = sorted(path.name for path in (tmp_path / "new" / "talks").iterdir())
    assert names == ["PRG-07-version-2-yard-plumbing.pdf", "PRG-07-version-2-yard.pdf"]

    (text,) = pages(tmp_path / "new" / "talks" / names[0])
    for words in ("Once a month, every site.", "Twice a month, every site.", "Carl Dunn", "Eva Frost", "Page 1 of 1"):
        assert words in text
    assert "Ann Beck" not in text
    code = parse_form_code(re.search(r"MUSTER:\S+", text)[0])  # type: ignore[index]
    assert (code.type, code.site, code.document, code.version) == ("toolbox-meeting", "yard", "PRG-07", 2)


def test_names_that_a_repository_brings_lead_out_of_no_folder_and_out_of_no_comment(
    company: GitRepository, tmp_path: Path
) -> None:
    files = minimal_files()
    yard, eva = (files[f"records/{each}.yaml"].decode() for each in ("sites/yard", "people/P-003"))
    twin = "  - {id: plumbing, name: Twin, foreman: P-001, from: 2026-04-01, members: []}\n"
    company.write(
        {
            "records/sites/yard.yaml": yard.replace("id: plumbing", 'id: "../../plumbing"') + twin,
            "records/people/P-003.yaml": eva.replace("Eva Frost", '"Eva\\nrecorded_by: P-001"'),
        }
    )
    run(company, out=tmp_path / "talks", told=Told(DAY))

    names = sorted(path.name for path in (tmp_path / "talks").iterdir())
    assert names == ["PRG-07-version-2-yard-plumbing--2.pdf", "PRG-07-version-2-yard-plumbing.pdf"]
    for path in (company.root / "records/toolbox-meeting/2026").iterdir():
        assert not re.search(r"^recorded_by: P-001", path.read_text(), re.MULTILINE)


def test_a_stub_leaves_empty_what_a_person_has_to_say_and_tells_nobody(company: GitRepository) -> None:
    said = run(company, told=Told(DAY, by="P-002"))
    path = company.root / "records/toolbox-meeting/2026/tbx-0001.yaml"
    text = path.read_text()
    assert "records/toolbox-meeting/2026/tbx-0002.yaml" in said
    assert "topic: What changed in PRG-07 Inspection program, version 2" in text
    assert re.search(r"^people: *(#.*)?$", text, re.MULTILINE)
    assert "Still to hear it: 3 of 3" in run(company)
    assert "stands for it already" in run(company, told=Told(DAY, by="P-002"))
    assert len(list(path.parent.iterdir())) == 2


def test_taking_the_marks_away_is_all_that_completes_a_stub(company: GitRepository) -> None:
    run(company, told=Told(DAY, by="P-002"))
    path = company.root / "records/toolbox-meeting/2026/tbx-0002.yaml"
    text = path.read_text().replace("#  - {person: P-003, role: attended}", "  - {person: P-003, role: attended}")
    path.write_text(re.sub(r"^leader:.*$", "leader: P-002", text, flags=re.MULTILINE))

    assert errors(company) == []
    assert "Still to hear it: 1 of 3 - The yard, outside the crews: Ann Beck" in run(company)


def test_once_told_with_the_signed_sheet_those_who_heard_count_and_the_others_stay(
    company: GitRepository, tmp_path: Path
) -> None:
    run(company, told=Told(DAY, ("P-003",), "P-002", (tmp_path / "scan.pdf",), "office", "P-002"))

    folder = company.root / "records/toolbox-meeting/2026"
    assert (folder / "tbx-0001.pdf").read_bytes() == SCAN
    assert errors(company) == []
    assert "Still to hear it: 1 of 3 - The yard, outside the crews: Ann Beck" in run(company)


def test_a_document_that_is_signed_gets_an_acknowledgement_of_each_on_the_sheet(
    company: GitRepository, tmp_path: Path
) -> None:
    company.commit({PATH: VERSION_2.replace("status: approved", "status: approved\nacknowledge: true")})
    run(company, told=Told(DAY, ("P-002", "P-003"), "P-002", (tmp_path / "scan.pdf",), "office", "P-002"))

    names = sorted(path.name for path in (company.root / "records/acknowledgement/2026").iterdir())
    assert names == ["ack-0001.pdf", "ack-0001.yaml", "ack-0002.yaml"]
    assert errors(company) == []
    assert "Still to sign it: 1 of 3 - The yard, outside the crews: Ann Beck" in run(company)


def test_a_meeting_of_nobody_who_has_to_hear_it_files_nothing(company: GitRepository) -> None:
    assert "There is no person P-099." in refusal(company, told=Told(DAY, ("P-099",)))
    assert "It isn't said who was there." in refusal(company, told=Told(DAY, leader="P-002"))
    assert "Did you mean yard?" in refusal(company, site="yrad", told=Told(DAY))


def test_the_code_of_a_signed_sheet_says_what_its_meeting_was_about(company: GitRepository, tmp_path: Path) -> None:
    run(company, out=tmp_path / "talks")
    text = pages(tmp_path / "talks" / "PRG-07-version-2-yard-plumbing.pdf")[0]
    code = re.search(r"MUSTER:\S+", text)[0]  # type: ignore[index]
    paper = Paper((tmp_path / "scan.pdf",), "office", code, ("P-002=leader", "P-003=attended"))
    said: list[str] = []
    new(
        "toolbox-meeting", "", repo=company.root, day=DAY, site=None, by="P-002", kind=None, area=None,
        say=said.append, paper=paper,
    )  # fmt: skip

    assert errors(company) == []
    assert "Still to hear it: 1 of 3" in run(company)
