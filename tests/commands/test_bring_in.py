"""`muster import FILE` writes all of it or nothing, loses no row, overwrites nothing, and asks what only a person can know."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from builder.commands import bring_in
from builder.commands.bring_in import ImportChoice, Voice, import_file
from builder.commands.import_notes import forget_saved, waiting_notes
from builder.model.error import BuilderError
from builder.model.import_note import ImportNote, read_notes, without_paths, write_notes
from builder.read.program import read_program
from builder.read.source import FolderSource

TODAY = date(2026, 11, 23)
SHEET = """Training log
Employee,Course,Issued,Shirt
"Lee, Ann",WHMIS,25/03/2026,M
Bob Ray,WHMIS,02/04/2026,L
Bob Wray,WHMIS,02/04/2026,L
Total,2,,
"""
FILES = {
    "records/company.yaml": 'name: Tern Ltd.\npartner: acsa\ncertificate: {scheme: COR}\nstandard: {id: alberta-cor, edition: "2023"}\n',
    "records/people/P-001.yaml": "id: P-001\nname: Ann Lee\n",
    "records/people/P-002.yaml": "id: P-002\nname: Bob Ray\n",
    "records/sites/shop.yaml": "id: shop\nname: Shop\nkind: shop\nhazard_class: high\n",
    "records/training/2026/trn-0007.yaml": "id: trn-0007\ndate: 2026-01-05\nperson: P-001\ncourse: csts\n",
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for path, text in FILES.items():
        write(tmp_path / "program" / path, text)
    return tmp_path / "program"


def write(file: Path, text: str) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def files_of(root: Path) -> dict[str, bytes]:
    return {file.relative_to(root).as_posix(): file.read_bytes() for file in sorted(root.rglob("*")) if file.is_file()}


class Desk:
    """Runs imports of a program, with answers to what is asked, in order."""

    def __init__(self, root: Path, answers: tuple[str, ...] | None = None) -> None:
        self.root = root
        self.said: list[str] = []
        self.asked: list[str] = []
        self._answers: Iterator[str] = iter(answers or ())
        self._voice = Voice(self.said.append, self.said.append, self._ask if answers is not None else None)

    def run(self, file: Path, *, mapping: Path | None = None, dry_run: bool = False, yes: bool = False) -> int:
        choice = ImportChoice(file, self.root, mapping=mapping, by="P-001", dry_run=dry_run, yes=yes)
        return import_file(choice, today=TODAY, voice=self._voice)

    def _ask(self, question: str, _default: str) -> str:
        self.asked.append(question)
        return next(self._answers)


def test_rows_become_records_with_the_next_ids_and_the_rest_waits_beside_the_sheet(root: Path, tmp_path: Path) -> None:
    file = write(tmp_path / "Training log 2026.csv", SHEET)
    assert Desk(root).run(file, yes=True) == 1
    assert (root / "records/training/2026/trn-0008.yaml").read_text() == (
        "id: trn-0008\ndate: 2026-03-25\nrecorded_by: P-001\nperson: P-001\ncourse: whmis\n"
    )
    assert (root / "records/training/2026/trn-0009.yaml").is_file()
    rejected = (tmp_path / "Training log 2026-rejected.csv").read_text(encoding="utf-8-sig")
    assert rejected.splitlines()[1].startswith("Bob Wray,WHMIS,2026-04-02,L,,5,No person is called")
    assert read_program(FolderSource(root)).unreadable == frozenset()


def test_the_second_time_nothing_is_added_or_written(root: Path, tmp_path: Path) -> None:
    file = write(tmp_path / "log.csv", SHEET)
    Desk(root).run(file, yes=True)
    before = files_of(tmp_path)
    desk = Desk(root)
    assert desk.run(file, yes=True) == 1
    assert files_of(tmp_path) == before
    assert any("0 new, 2 filed already, 1 rejected" in line for line in desk.said)


def test_rejected_rows_are_corrected_and_imported_and_corrections_are_never_overwritten(
    root: Path, tmp_path: Path
) -> None:
    file = write(tmp_path / "log.csv", SHEET)
    Desk(root).run(file, yes=True)
    rejected = tmp_path / "log-rejected.csv"
    write(rejected, rejected.read_text(encoding="utf-8-sig").replace("Bob Wray,WHMIS", "Bob Ray,CSTS"))
    corrected = rejected.read_bytes()
    Desk(root).run(file, yes=True)
    assert rejected.read_bytes() == corrected
    assert (tmp_path / "log-rejected-2.csv").is_file()
    assert Desk(root).run(rejected, yes=True) == 0
    assert "course: csts" in (root / "records/training/2026/trn-0010.yaml").read_text()
    assert len(list((root / ".muster/imports").iterdir())) == 1


def test_a_dry_run_and_a_no_write_nothing(root: Path, tmp_path: Path) -> None:
    file = write(tmp_path / "log.csv", SHEET)
    before = files_of(tmp_path)
    desk = Desk(root)
    assert desk.run(file, dry_run=True) == 1
    assert desk.said[-1].startswith("Nothing was written")
    with pytest.raises(BuilderError, match="Nothing was written"):
        Desk(root, ("", "no")).run(file)
    with pytest.raises(BuilderError, match="Nobody could be asked"):
        Desk(root).run(file)
    assert files_of(tmp_path) == before


def test_a_name_is_asked_for_once_and_remembered(root: Path, tmp_path: Path) -> None:
    file = write(tmp_path / "log.csv", SHEET)
    desk = Desk(root, ("P-999", "P-002", "yes"))
    assert desk.run(file) == 0
    assert "“Bob Wray” (1 row) is no person we know. It may be P-002 (Bob Ray)." in desk.said
    assert "P-999 is none of them" in " ".join(desk.said)
    again = Desk(root, ("yes",))
    write(file, SHEET.replace("WHMIS", "CSTS"))
    assert again.run(file) == 0
    assert again.asked == ["Write 2 records? (yes or no)"]


def test_an_answer_may_be_a_name_or_in_capital_letters(root: Path, tmp_path: Path) -> None:
    text = "Name,Job title,Site,Hire date\nTina Fox,Pipefitter,Yard,2024-05-06\n"
    desk = Desk(root, ("New  Worker", "the Shop", "SHOP", "yes"))
    assert desk.run(write(tmp_path / "employees.csv", text)) == 0
    assert desk.said.count("  the Shop is none of them.") == 1
    assert "position: pipefitter, level: worker, site: shop" in (root / "records/people/P-003.yaml").read_text()


def test_where_all_rows_are_rejected_no_records_are_offered(root: Path, tmp_path: Path) -> None:
    desk = Desk(root, ("", "yes"))
    assert desk.run(write(tmp_path / "log.csv", "Employee,Course,Issued\nBob Wray,WHMIS,25/03/2026\n")) == 1
    assert desk.asked[-1] == "Nothing is new. Write the rejected rows into a file, to be corrected? (yes or no)"
    assert (tmp_path / "log-rejected.csv").is_file()


def test_without_questions_it_says_that_it_could_ask(root: Path, tmp_path: Path) -> None:
    file = write(tmp_path / "employees.csv", "Name,Job title,Site,Hire date\nTina Fox,Pipefitter,Shop,2024-05-06\n")
    desk = Desk(root)
    desk.run(file, dry_run=True)
    assert "1 name not known here: without --dry-run and --yes it asks about each, once for all rows." in desk.said


def test_which_comes_first_in_a_day_is_asked_and_remembered(root: Path, tmp_path: Path) -> None:
    file = write(tmp_path / "log.csv", "Employee,Course,Issued\nAnn Lee,WHMIS,03/04/2026\n")
    desk = Desk(root, ("month-first", "yes"))
    assert desk.run(file) == 0
    assert "Nothing shows what comes first in 03/04/2026 (“Issued”)." in desk.said
    assert desk.asked[0] == "  day-first, month-first, or Enter to leave it open"
    assert "date: 2026-03-04" in (root / "records/training/2026/trn-0008.yaml").read_text()
    assert "Issued: month-first" in (root / ".muster/imports/training-log.yaml").read_text()


def test_a_mapping_is_written_completed_and_used(root: Path, tmp_path: Path) -> None:
    file = write(tmp_path / "log.csv", SHEET)
    mapping = tmp_path / "mapping.yaml"
    assert Desk(root).run(file, mapping=mapping) == 1
    assert not (root / "records/training/2026/trn-0008.yaml").exists()
    write(mapping, mapping.read_text().replace('Bob Wray: ""', "Bob Wray: P-002"))
    desk = Desk(root)
    assert desk.run(file, mapping=mapping) == 0
    assert any("2 new" in line and "1 filed already" in line for line in desk.said)
    assert not (root / ".muster").exists()


def test_a_comment_in_a_remembered_mapping_outlives_the_next_import(root: Path, tmp_path: Path) -> None:
    file = write(tmp_path / "log.csv", SHEET)
    Desk(root).run(file, yes=True)
    kept = root / ".muster/imports/training-log.yaml"
    write(kept, kept.read_text() + "# Bob Wray left in May.\n")
    write(file, SHEET + "Zoe Quist,WHMIS,25/03/2026,S\n")
    Desk(root).run(file, yes=True)
    assert "# Bob Wray left in May." in kept.read_text()
    assert "Zoe Quist" in kept.read_text()


def test_a_failure_in_the_middle_leaves_nothing_behind(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = write(tmp_path / "log.csv", SHEET)
    before = files_of(tmp_path)
    real = bring_in.write_new

    def full_disk(folder: Path, files: dict[str, str]) -> None:
        real(folder, dict(list(files.items())[:1]))
        if folder == root:
            (root / next(iter(files))).unlink()
            raise OSError("no space left")

    monkeypatch.setattr(bring_in, "write_new", full_disk)
    with pytest.raises(OSError, match="no space left"):
        Desk(root).run(file, yes=True)
    assert files_of(tmp_path) == before


def test_the_next_save_is_told_of_the_import(root: Path, tmp_path: Path) -> None:
    subprocess.run(["git", "init", "--quiet", str(root)], check=True)
    Desk(root).run(write(tmp_path / "log.csv", SHEET), yes=True)
    paths = ("records/training/2026/trn-0008.yaml", "records/training/2026/trn-0009.yaml")
    assert waiting_notes(root) == (ImportNote("log.csv", 2, paths, TODAY),)
    assert waiting_notes(root)[0].reason == "2 rows of log.csv, imported on 2026-11-23"
    forget_saved(root, {paths[0]})
    assert waiting_notes(root)[0].paths == paths[1:]
    forget_saved(root, {paths[1]})
    assert waiting_notes(root) == ()
    assert "muster-imports.json" not in [file.name for file in (root / ".git").iterdir()]


def test_without_a_repository_nobody_has_to_be_told(root: Path, tmp_path: Path) -> None:
    Desk(root).run(write(tmp_path / "log.csv", SHEET), yes=True)
    assert waiting_notes(root) == ()


def test_notes_are_read_back_and_a_damaged_one_costs_only_itself() -> None:
    note = ImportNote("Ä\n.csv", 3, ("records/a.yaml", "records/b.yaml"), TODAY)
    assert read_notes(write_notes((note, note))) == (note, note)
    damaged = json.dumps(
        [{"source": 1}, "x", *json.loads(write_notes((note,))), {**json.loads(write_notes((note,)))[0], "made_on": "x"}]
    )
    assert read_notes(damaged) == (note,)
    assert read_notes("[") == read_notes("{}") == ()
    assert without_paths((note,), {"records/a.yaml"})[0].paths == ("records/b.yaml",)
    assert "\n" not in note.reason


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("none.csv", None, "There is no file"),
        ("log.csv", "Employee,Course\nAnn Lee,WHMIS\n", "could be a sheet of training or of people"),
        ("log.csv", "Employee,Course,Expires\nAnn Lee,WHMIS,2026-01-01\n", "gives the day the certificate was issued"),
        ("log.csv", '"Employee,Course\n', "quotation mark"),
    ],
)
def test_what_can_t_be_imported_is_refused_in_a_sentence(
    root: Path, tmp_path: Path, name: str, text: str | None, said: str
) -> None:
    if text is not None:
        write(tmp_path / name, text)
    with pytest.raises(BuilderError, match=said):
        Desk(root).run(tmp_path / name, yes=True)


def test_a_damaged_mapping_is_named_with_its_place(root: Path, tmp_path: Path) -> None:
    write(root / ".muster/imports/training.yaml", "as: trainings\n")
    with pytest.raises(BuilderError, match=r"training.yaml:1:5: `as` can't be"):
        Desk(root).run(write(tmp_path / "log.csv", SHEET), yes=True)


def test_a_folder_of_mappings_that_is_a_link_is_not_followed(root: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (root / ".muster").symlink_to(elsewhere)
    Desk(root).run(write(tmp_path / "log.csv", SHEET), yes=True)
    assert list(elsewhere.iterdir()) == []
