"""Every file of an inbox is filed, known already, or waits with a reason; nothing is invented, lost, or filed twice."""

from __future__ import annotations

import hashlib
import io
import json
from datetime import date
from pathlib import Path

import pytest

from builder.checks.run import check
from builder.cli import main
from builder.commands.import_notes import waiting_notes
from builder.commands.inbox import import_folder
from builder.measure.snapshot import take_snapshot
from builder.model.error import BuilderError
from builder.model.form_code import FormCode
from builder.model.program import Program
from builder.model.record import Record
from builder.read.git.create import create_repository
from builder.read.program import read_program
from builder.read.source import FolderSource
from builder.read.standard_file import read_standard
from builder.write.canonical import format_file
from tests.bring_in.paper.scanned import BLANK, INSPECTION, jpeg, numbered, pdf, quick_reader, sheet
from tests.render.forms.printed.company import DOCUMENTS
from tests.render.site.small_company import FILES

TODAY = date(2026, 10, 31)
FLHA = FormCode("flha", "", "shop", "PRG-03", 3, 0)

__all__ = ["quick_reader"]
pytestmark = pytest.mark.usefixtures("quick_reader")


class Office:
    """A company with an inbox."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.inbox = root / "inbox"
        self.inbox.mkdir()
        for path, data in {**FILES, **DOCUMENTS}.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_bytes(data.encode() if isinstance(data, str) else data)
        self.before = set(self.files("records"))

    def put(self, **files: bytes | str) -> None:
        for name, data in files.items():
            self.place(name, data)

    def place(self, name: str, data: bytes | str) -> None:
        path = self.inbox / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data.encode() if isinstance(data, str) else data)

    def run(self, *, dry_run: bool = False, answer: bool = True, folder: Path | None = None) -> str:
        """What is said, with the exit status."""
        said: list[str] = []
        status = import_folder(
            folder or self.inbox,
            repo=self.root,
            today=TODAY,
            dry_run=dry_run,
            confirm=lambda _: answer,
            say=said.append,
        )
        return "\n".join([*said, f"status {status}"])

    def files(self, folder: str) -> list[str]:
        return sorted(str(path.relative_to(self.root)) for path in (self.root / folder).rglob("*") if path.is_file())

    @property
    def program(self) -> Program:
        return read_program(FolderSource(self.root))

    def new(self) -> list[Record]:
        """The records that weren't there at first, by id."""
        paths = {path for path in self.files("records") if path not in self.before}
        return [stored.value for stored in self.program.records if stored.path in paths]

    def waiting(self) -> dict[str, str]:
        """The reasons by file."""
        lines = (
            (self.inbox / "waiting.csv").read_text("utf-8-sig").splitlines()[1:]
            if (self.inbox / "waiting.csv").is_file()
            else []
        )
        return {line.split(",")[0].strip('"'): line for line in lines}


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path)


def test_a_scan_says_what_it_is_by_code_and_name_and_moves_to_what_is_done(office: Office) -> None:
    scan = pdf(sheet(INSPECTION, words="Guards"))
    office.place("inspection 2026-10-20.pdf", scan)
    said = office.run()
    (record,) = office.new()
    assert (record.date, record.site, type(record).TYPE) == (date(2026, 10, 20), "shop", "inspection")
    (attachment,) = record.attachments
    assert attachment.sha256 == hashlib.sha256(scan).hexdigest(), "the scan is kept as it came"
    assert attachment.caption == "Scan of the form, inspection, PRG-07 version 4"
    assert (attachment.level, record.signatures) == (None, ()), "nobody has looked, nobody says who signed"
    assert office.files("inbox") == ["inbox/done/2026-10-31/inspection 2026-10-20.pdf"]
    assert "status 0" in said


def test_what_is_written_is_canonical_and_check_finds_no_error_in_it(office: Office) -> None:
    office.place("inspection 2026-10-20.pdf", pdf(sheet(numbered(4))))
    office.place(
        "near miss.json",
        json.dumps({"type": "hazard-report", "date": "2026-10-21", "site": "shop", "hazard": "0123 no"}),
    )
    office.run()
    new = [path for path in office.files("records") if path not in office.before and path.endswith(".yaml")]
    assert len(new) == 2
    for path in new:
        text = (office.root / path).read_text()
        assert format_file(path, text) == text
    findings = check(take_snapshot(office.program, read_standard("alberta-cor", "2023"), as_of=TODAY))
    assert not [each for each in findings if each.place.path in new and each.severity == "error"]


def test_a_second_run_adds_nothing_wherever_the_scans_lie(
    office: Office, tmp_path_factory: pytest.TempPathFactory
) -> None:
    elsewhere = tmp_path_factory.mktemp("scanner")
    (elsewhere / "inspection 2026-10-20.pdf").write_bytes(pdf(sheet(numbered(4)), sheet(numbered(5))))
    (elsewhere / "hazard.yaml").write_text("type: hazard-report\ndate: 2026-10-20\nsite: Shop\nhazard: Hole\n")
    (elsewhere / "flha 2026-10-20.pdf").write_bytes(pdf(sheet(FLHA)))
    office.run(folder=elsewhere)
    assert len(office.new()) == 4
    before = office.files("records")
    said = office.run(folder=elsewhere)
    assert office.files("records") == before
    assert "Filed already" in said
    assert "page 2 filed as insp-" in said
    left = ["flha 2026-10-20.pdf", "hazard.yaml", "inspection 2026-10-20.pdf"]
    assert sorted(path.name for path in elsewhere.iterdir()) == left, "a folder of one's own stays as it is"


def test_the_same_scan_under_two_names_is_filed_once(office: Office) -> None:
    scan = pdf(sheet(INSPECTION))
    office.place("inspection 2026-10-20.pdf", scan)
    office.place("kopie.pdf", scan)
    assert "kopie.pdf: the same as inspection 2026-10-20.pdf" in office.run()
    assert len(office.new()) == 1
    assert len(office.files("inbox")) == 2, "no original is deleted"


def test_a_stack_is_cut_at_its_codes_and_waits_for_the_days_that_only_the_papers_know(office: Office) -> None:
    office.place(
        "Scan_20261025_081512.pdf", pdf(BLANK, sheet(numbered(11)), sheet(words="photo"), sheet(FLHA), sheet(FLHA))
    )
    said = office.run()
    assert office.new() == []
    assert "is the day on which it was scanned" in " ".join(said.split())
    text = (office.inbox / "waiting.csv").read_text("utf-8-sig")
    assert [line.split(",")[:3] for line in text.splitlines()[1:]] == [
        ["Scan_20261025_081512.pdf", "2 to 3", "inspection"],
        ["Scan_20261025_081512.pdf", "4 to 5", "flha"],
    ]
    rows = text.splitlines()
    rows[1] = rows[1].replace(",vehicle,,", ",vehicle,2026-10-14,")
    (office.inbox / "waiting.csv").write_text("\n".join(rows), "utf-8-sig")
    office.run()
    (record,) = office.new()
    assert (record.date, record.kind_of_record) == (date(2026, 10, 14), "vehicle")
    assert "pages 2 to 3 of the scan" in record.attachments[0].caption
    assert list(office.waiting()) == ["Scan_20261025_081512.pdf"], "the other form still waits"
    assert (office.inbox / "Scan_20261025_081512.pdf").is_file()


def test_what_waits_keeps_what_was_typed_and_is_not_filed_by_being_listed(office: Office) -> None:
    office.place("flha 2026-10-20.pdf", pdf(sheet(FLHA), sheet(FLHA), sheet(FLHA), sheet(FLHA), sheet(FLHA)))
    office.place("index.csv", "file,people\nflha 2026-10-20.pdf,P-004=crew\n")
    office.run()
    office.run()
    assert office.new() == []
    assert "P-004=crew" in office.waiting()["flha 2026-10-20.pdf"]
    office.place(
        "index.csv", "file,pages\n" + "".join(f"flha 2026-10-20.pdf,{pages}\n" for pages in ("1 to 2", "3 to 4"))
    )
    office.run()
    assert [each.attachments[0].caption.split("; ")[1][:12] for each in office.new()] == [
        "pages 1 to 2",
        "pages 3 to 4",
    ]
    office.run()
    assert len(office.new()) == 2
    assert "left over" in office.waiting()["flha 2026-10-20.pdf"]
    assert '"5"' in office.waiting()["flha 2026-10-20.pdf"] or ",5," in office.waiting()["flha 2026-10-20.pdf"]


@pytest.mark.parametrize(
    ("name", "page", "why"),
    [
        (
            "2026-10-20 inspection.pdf",
            sheet(FormCode("inspection", "", "yard", "PRG-07", 4)),
            "the site yard, which you don't have",
        ),
        (
            "2026-10-20 inspection.pdf",
            sheet(FormCode("inspection", "", "", "PRG-88", 4)),
            "the document PRG-88, which you don't have",
        ),
        ("2026-10-20 toolbox.pdf", sheet(INSPECTION), "its name says “toolbox meeting”"),
        ("2026-10-20 northgate.pdf", sheet(INSPECTION), "printed for the site shop, and its name says northgate"),
        ("2026-11-20 shop.pdf", sheet(INSPECTION), "still to come"),
        ("2026-10-20 inspection.pdf", sheet(words="no code"), "The site is missing"),
        ("2026-10-20.pdf", sheet(words="no code"), "Nothing says what it is"),
        ("2026-10-20 shop.pdf", sheet(INSPECTION, numbered(3)), "2 forms lie on page 1"),
        ("2026-10-20 shop.pdf", sheet("MUSTER:2:INSPECTION:SHOP:PRG-07.4:0000:50"), "a newer one may know it"),
        ("2026-10-20 flha shop.pdf", BLANK, "Nothing stands on it"),
        ("flha shop.pdf", sheet(FLHA), "The day is missing"),
    ],
    ids=[
        "site",
        "document",
        "type",
        "other-site",
        "future",
        "no-site",
        "no-type",
        "two-forms",
        "newer-code",
        "blank",
        "no-day",
    ],
)
def test_what_is_not_certain_waits(office: Office, name: str, page: object, why: str) -> None:
    office.place(name, pdf(page))  # type: ignore[arg-type]
    said = office.run()
    assert office.new() == []
    assert why in " ".join(said.split())
    assert why in office.waiting()[name]
    assert "status 1" in said
    assert (office.inbox / name).is_file()


def test_what_is_no_scan_waits_with_what_to_do(office: Office) -> None:
    office.place("phone.heic", b"\0\0\0\x18ftypheic" + bytes(50))
    office.place("people.xlsx", b"PK\x03\x04")
    office.place("minutes.docx", b"PK\x03\x04 ")
    office.place("empty.pdf", b"")
    (office.inbox / "link.pdf").symlink_to(office.root / "records/company.yaml")
    office.run()
    waiting = office.waiting()
    assert "Most Compatible" in waiting["phone.heic"]
    assert "muster import people.xlsx" in waiting["people.xlsx"]
    assert "Save each paper in it as PDF" in waiting["minutes.docx"]
    assert "copied to the end" in waiting["empty.pdf"]
    assert "put the file itself here" in waiting["link.pdf"]


def test_two_forms_in_a_tiff_are_not_cut_and_the_cure_is_said(office: Office) -> None:
    out = io.BytesIO()
    sheet(numbered(5)).save(out, "TIFF", save_all=True, append_images=[sheet(numbered(6))])
    office.place("inspections 2026-10-20.tif", out.getvalue())
    assert "holds 2 papers, and only a PDF can be cut" in " ".join(office.run().split())
    assert office.new() == []


def test_an_older_form_is_filed_and_the_old_blanks_are_spoken_of(office: Office) -> None:
    office.place("inspection 2026-10-20.pdf", pdf(sheet(FormCode("inspection", "", "shop", "PRG-07", 3))))
    assert "The form follows version 3 of PRG-07; version 4 stands now." in " ".join(office.run().split())
    assert len(office.new()) == 1


def test_a_number_that_was_filed_before_waits_until_somebody_says_that_it_is_another_paper(office: Office) -> None:
    office.place("vehicle inspection 2026-10-20.pdf", pdf(sheet(numbered(4), words="one")))
    office.run()
    office.place("vehicle inspection 2026-10-21.pdf", pdf(sheet(numbered(4), words="two")))
    assert "Number 4 of this form is filed already: insp-0778" in " ".join(office.run().split())
    office.place("index.csv", "file,with\nvehicle inspection 2026-10-21.pdf,new\n")
    assert "status 0" in office.run()
    assert len(office.new()) == 2


def test_photos_of_one_form_are_one_record_and_those_of_two_are_two(office: Office) -> None:
    for number, page in enumerate((sheet(FLHA), sheet(FLHA, words="back"), sheet(INSPECTION)), 1):
        office.place(f"shop_03Oct2026_{number}.jpg", jpeg(page))
    office.run()
    first, second = sorted(office.new(), key=lambda each: len(each.attachments), reverse=True)
    assert [each.path for each in first.attachments] == [f"{first.id}-1.jpg", f"{first.id}-2.jpg"]
    assert type(second).TYPE == "inspection"


def test_a_photo_and_its_second_as_windows_names_them_are_one_record(office: Office) -> None:
    for name, words in (("inspection shop 2026-10-20", "front"), ("inspection shop 2026-10-20 (2)", "back")):
        office.place(f"{name}.jpg", jpeg(sheet(words=words)))
    office.place("inspection shop 2026-10-21.jpg", jpeg(sheet(words="another")))
    office.run()
    assert sorted([each.path for each in record.attachments] for record in office.new()) == [
        ["insp-0778-1.jpg", "insp-0778-2.jpg"],
        ["insp-0779.jpg"],
    ]


def test_who_signed_without_saying_as_what_is_told_how_to_write_it(office: Office) -> None:
    office.place("toolbox 2026-10-20 shop.pdf", pdf(sheet(words="Ladders")))
    office.place("index.csv", "file,signed\ntoolbox 2026-10-20 shop.pdf,Ana Ruiz\n")
    assert "write that behind the name, like P-004=leader." in " ".join(office.run().split())


def test_the_index_sheet_names_people_who_signed_and_puts_a_photo_with_its_form(office: Office) -> None:
    office.place("toolbox 2026-10-20 shop.pdf", pdf(sheet(words="Ladders")))
    office.place("IMG_1.jpg", jpeg(sheet(words="ladder")))
    office.place(
        "index.csv",
        "file,people,signed,with,level\ntoolbox 2026-10-20 shop.pdf,Ana Ruiz,P-003=leader@1,,office\nIMG_1.jpg,,,toolbox 2026-10-20 shop.pdf,\n",
    )
    said = office.run()
    (record,) = office.new()
    assert (record.people_as("attended"), record.has_signed) == (("P-004",), {"P-003"})
    assert [each.caption for each in record.attachments] == [
        "Scan of the paper, toolbox meeting",
        "Photo filed with the toolbox meeting",
    ]
    assert record.attachments[0].level == "office"
    assert "status 0" in said


def test_a_name_that_is_only_near_is_asked_for(office: Office) -> None:
    office.place("toolbox 2026-10-20 shop.pdf", pdf(sheet(words="Ladders")))
    office.place("index.csv", "file,people\ntoolbox 2026-10-20 shop.pdf,A. Ruiz\n")
    assert "names A. Ruiz, who isn't in the register. Is it P-004 Ana Ruiz?" in " ".join(office.run().split())
    assert office.new() == []


def test_a_photo_can_be_added_to_a_record_that_stands_and_its_comments_stay(office: Office) -> None:
    office.place("inspection 2026-10-20.pdf", pdf(sheet(INSPECTION)))
    office.run()
    (record,) = office.new()
    path = office.root / f"records/inspection/2026/{record.id}.yaml"
    path.write_text("# Seen by Dale.\n" + path.read_text())
    office.place("grinder.jpg", jpeg(sheet(words="guard")))
    office.place("index.csv", f"file,with\ngrinder.jpg,{record.id}\n")
    assert "status 0" in office.run()
    (record,) = office.new()
    assert [each.path for each in record.attachments] == [f"{record.id}.pdf", f"{record.id}-2.jpg"]
    assert path.read_text().startswith("# Seen by Dale.\n")


def test_a_filled_form_brings_its_fields_and_pictures(office: Office) -> None:
    office.place("grinder.jpg", jpeg(sheet(words="guard")))
    form = {
        "type": "Hazard report",
        "id": "app-9",
        "date": "2026-10-21",
        "site": "Shop",
        "hazard": "007 off",
        "photos": ["grinder.jpg"],
    }
    office.place("app-9.json", json.dumps(form, indent="\t"))
    office.run()
    (record,) = office.new()
    assert (record.id[:4], record.site, record.__dict__["hazard"]) == ("hzr-", "shop", "007 off")
    assert record.attachments[0].path == f"{record.id}.jpg"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("type: hazard-report\ndate: 2026-10-21\nsite: shop\nhazzard: x\n", "`hazzard` is not a field"),
        ("type: hazard-report\ndate: 21/10/2026\nsite: shop\n", "A day is written YYYY-MM-DD"),
        ("type: hazzard-report\ndate: 2026-10-21\n", "no type of record called hazzard-report"),
        ("type: hazard-report\ndate: 2026-10-21\nsite: yard\n", "no site called yard"),
        ("type: hazard-report\ndate: 2026-10-21\nsite: shop\nphotos: [gone.jpg]\n", "gone.jpg isn't in the folder"),
        ("type: hazard-report\nsite: shop\n", "The day is missing"),
        ("a: &a [x]\nb: &b [*a, *a]\n", "type"),
        ("- 1\n", "no fields"),
    ],
    ids=["field", "day", "type", "site", "picture", "no-day", "anchors", "list"],
)
def test_a_filled_form_that_does_not_fit_waits_whole(office: Office, text: str, why: str) -> None:
    office.place("form.yaml", text)
    said = office.run()
    assert office.new() == []
    assert why in " ".join(said.split())


def test_only_to_see_and_a_no_write_nothing(office: Office) -> None:
    office.place("inspection 2026-10-20.pdf", pdf(sheet(INSPECTION)))
    office.place("x.docx", "x")
    before = office.files("")
    assert "Nothing was written" in office.run(dry_run=True)
    assert "Nothing was written" in office.run(answer=False)
    assert office.files("") == before


def test_all_is_written_or_nothing(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    office.place("inspection 2026-10-20.pdf", pdf(sheet(INSPECTION)))
    office.place("flha 2026-10-20.pdf", pdf(sheet(FLHA)))
    before = office.files("")
    replace = Path.replace

    def full(self: Path, target: Path) -> Path:
        if str(target).endswith(".pdf"):
            raise OSError(28, "No space left on device")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match="No space"):
        office.run()
    assert office.files("") == before


def test_a_row_about_a_file_that_is_not_there_is_said(office: Office) -> None:
    office.place("index.csv", "file,date\ninspektion.pdf,2026-10-20\n")
    office.run()
    assert "There is no such file in the folder" in office.waiting()["inspektion.pdf"]


def test_a_part_of_the_program_is_not_imported(office: Office) -> None:
    for folder in (office.root, office.root / "records", office.root.parent):
        with pytest.raises(BuilderError, match="not a folder of scans"):
            office.run(folder=folder)
    with pytest.raises(BuilderError, match="There is no folder"):
        office.run(folder=office.root / "gone")


@pytest.mark.parametrize("link", ["inbox", "inbox/done", "records/inspection"])
def test_no_link_is_followed(office: Office, tmp_path_factory: pytest.TempPathFactory, link: str) -> None:
    outside = tmp_path_factory.mktemp("outside")
    page = pdf(sheet(INSPECTION))
    (outside / "inspection 2026-10-20.pdf").write_bytes(page)
    office.place("inspection 2026-10-20.pdf", page)
    place = office.root / link
    if place.is_dir():
        place.rename(office.root / "elsewhere")
    place.symlink_to(outside)
    with pytest.raises(BuilderError, match="is a link, which is not followed"):
        office.run()
    assert [path.name for path in outside.iterdir()] == ["inspection 2026-10-20.pdf"]
    assert office.new() == []


def test_nothing_in_the_inbox_is_a_part_of_the_program(office: Office) -> None:
    office.place("records/inspection/2026/insp-9999.yaml", "id: insp-9999\n")
    assert not [path for path in office.program.files if "insp-9999" in path]


def test_a_binder_that_is_brought_in_at_once_declares_itself_and_a_week_of_paper_does_not(office: Office) -> None:
    create_repository(office.root)
    for day in range(1, 6):
        office.place(
            f"week {day}.yaml", f"type: hazard-report\ndate: 2026-10-{day:02}\nsite: shop\nhazard: Hole {day}\n"
        )
    office.run()
    assert waiting_notes(office.root) == ()
    for number in range(20):
        office.place(
            f"old {number}.yaml",
            f"type: hazard-report\ndate: 2026-{number % 9 + 1:02}-03\nsite: shop\nhazard: Old {number}\n",
        )
    office.run()
    (note,) = waiting_notes(office.root)
    assert (note.source, note.rows, len(note.paths)) == ("inbox", 20, 20)


def test_the_signed_sheet_of_a_talk_says_which_document_it_was_about(office: Office) -> None:
    code = FormCode("toolbox-meeting", "", "shop", "PRG-07", 4)
    office.place("talk shop 2026-10-20.pdf", pdf(sheet(code, words="What changed"), sheet(code, words="Signed")))
    office.run()
    (record,) = office.new()
    assert [(each.to, each.relation) for each in record.links] == [("PRG-07", "about")]
    assert record.attachments[0].path == f"{record.id}.pdf"


def test_who_records_is_said_once_for_all(office: Office) -> None:
    office.place("hazard.yaml", "type: hazard-report\ndate: 2026-10-20\nsite: shop\nhazard: Hole\n")
    import_folder(
        office.inbox, repo=office.root, today=TODAY, dry_run=False, confirm=lambda _: True, say=len, by="P-002"
    )
    assert office.new()[0].recorded_by == "P-002"
    with pytest.raises(BuilderError, match="There is no person P-999"):
        import_folder(office.inbox, repo=office.root, today=TODAY, dry_run=True, confirm=bool, say=len, by="P-999")


def test_the_verb_takes_a_folder_of_paper(
    office: Office, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    office.place("inspection 2026-10-20.pdf", pdf(sheet(INSPECTION)))
    monkeypatch.chdir(office.root)
    monkeypatch.setattr("sys.argv", ["muster", "import", "inbox", "--yes", "--by", "P-002"])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 0
    assert "insp-0778  inspection, 2026-10-20, shop" in capsys.readouterr().out
    assert office.new()[0].recorded_by == "P-002"
