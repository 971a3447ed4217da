"""A scan is filed beside its record with what the form's code and the options say; a mistake files nothing."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path

import pytest

from builder.commands.new import new
from builder.commands.scan import Paper
from builder.model.error import BuilderError
from builder.model.form_code import FormCode
from builder.model.level import Level
from builder.model.record import Record
from builder.read.program import read_program
from builder.read.source import FolderSource
from tests.render.forms.printed.company import DOCUMENTS
from tests.render.site.small_company import FILES

DAY = date(2026, 10, 26)
SCAN = b"%PDF-1.7 a scan"
CODE = FormCode("inspection", "vehicle", "shop", "PRG-07", 4, 12)


@pytest.fixture
def repo(tmp_path: Path) -> Path:
    for path, data in {**FILES, **DOCUMENTS}.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(data.encode() if isinstance(data, str) else data)
    (tmp_path / "scan.pdf").write_bytes(SCAN)
    return tmp_path


def file(repo: Path, type_name: str, paper: Paper, site: str | None = None, kind: str | None = None) -> list[str]:
    """What is said."""
    said: list[str] = []
    new(type_name, "", repo=repo, day=DAY, site=site, by="P-002", kind=kind, area=None, say=said.append, paper=paper)
    return said


def read(repo: Path, id: str) -> Record:
    return read_program(FolderSource(repo)).record_by_id[id].value


def refusal(repo: Path, type_name: str, paper: Paper, **options: str) -> str:
    before = sorted(repo.rglob("*"))
    with pytest.raises(BuilderError) as refused:
        file(repo, type_name, paper, **options)
    assert sorted(repo.rglob("*")) == before
    return f"{refused.value.message} {refused.value.cure}"


def test_the_scan_is_copied_and_the_code_says_site_and_kind(repo: Path) -> None:
    said = file(repo, "inspection", Paper((repo / "scan.pdf",), "office", CODE.text, ("P-003=inspector@2",)))
    record = read(repo, "insp-0778")
    assert (record.site, record.kind_of_record, record.recorded_by) == ("shop", "vehicle", "P-002")
    (attachment,) = record.attachments
    assert (attachment.path, attachment.level) == ("insp-0778.pdf", Level.OFFICE)
    assert attachment.sha256 == hashlib.sha256(SCAN).hexdigest()
    assert attachment.caption == "Scan of the form, inspection, PRG-07 version 4, number 12"
    assert (repo / "records/inspection/2026/insp-0778.pdf").read_bytes() == SCAN
    (signature,) = record.signatures
    assert (signature.person, signature.method, signature.page) == ("P-003", "seen-on-scan", 2)
    assert record.must_sign == ("P-003",)
    assert not any("Look at every page" in line for line in said)


def test_who_signed_in_a_role_was_there_and_who_was_there_need_not_have_signed(repo: Path) -> None:
    paper = Paper((repo / "scan.pdf",), signed=("P-003=leader", "P-004=attended"), people=("P-002=attended",))
    said = file(repo, "toolbox-meeting", paper, site="shop")
    record = read(repo, "tbx-0001")
    assert record.people_as("attended") == ("P-002", "P-004")
    assert record.has_signed == {"P-003", "P-004"}
    assert record.__dict__["leader"] == "P-003"
    assert record.attachments[0].level is None
    assert any("Look at every page" in line for line in said)


def test_several_files_are_numbered(repo: Path) -> None:
    (repo / "two.JPG").write_bytes(b"\xff\xd8\xff page two")
    file(repo, "inspection", Paper((repo / "scan.pdf", repo / "two.JPG")))
    assert [each.path for each in read(repo, "insp-0778").attachments] == ["insp-0778-1.pdf", "insp-0778-2.jpg"]


def test_an_old_blank_form_is_noticed(repo: Path) -> None:
    old = FormCode("inspection", "", "", "PRG-07", 3)
    said = file(repo, "inspection", Paper((repo / "scan.pdf",), code=old.text))
    assert said[0].startswith("The form follows version 3 of PRG-07; version 4 stands now.")


def test_a_paper_is_filed_once(repo: Path) -> None:
    file(repo, "inspection", Paper((repo / "scan.pdf",)))
    assert "is filed already: records/inspection/2026/insp-0778.pdf" in refusal(
        repo, "inspection", Paper((repo / "scan.pdf",))
    )
    (repo / "again.pdf").write_bytes(SCAN + b"2")
    twice = Paper((repo / "again.pdf", repo / "again.pdf"))
    assert "is filed already" in refusal(repo, "inspection", twice)


@pytest.mark.parametrize(
    ("paper", "options", "words"),
    [
        (Paper(code=CODE.text.replace("SHOP", "SHOD")), {}, "a sign was misread"),
        (Paper(code=FormCode("flha").text), {}, "The form is another one: field-level hazard assessment"),
        (Paper(code=CODE.text), {"site": "northgate"}, "printed for shop, and --site says northgate"),
        (Paper(code=CODE.text), {"kind": "site"}, "printed for vehicle, and --kind says site"),
        (
            Paper(signed=("P-003=leader",)),
            {},
            "It is signed as: inspectors; write that behind the name, like P-004=inspectors.",
        ),
        (Paper(signed=("Terry",)), {}, "can't be read"),
        (Paper(signed=("P-009",)), {}, "There is no person P-009"),
        (Paper(people=("P-004",)), {}, "--person needs a role"),
        (Paper((Path("nowhere.pdf"),)), {}, "There is no file nowhere.pdf"),
    ],
)
def test_a_mistake_files_nothing(repo: Path, paper: Paper, options: dict[str, str], words: str) -> None:
    assert words in refusal(repo, "inspection", paper, **options)


def test_what_no_page_can_show_is_refused_whatever_its_name(repo: Path) -> None:
    (repo / "photo.jpg").write_bytes(b"\x00\x00\x00\x18ftypheic")
    assert "Save it as PDF, PNG, JPEG or TIFF" in refusal(repo, "inspection", Paper((repo / "photo.jpg",)))


def test_only_a_record_has_a_scan(repo: Path) -> None:
    assert "Only a record" in refusal(repo, "policy", Paper((repo / "scan.pdf",)))
