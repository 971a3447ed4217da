"""`muster import` at the command line: one verb for spreadsheets and for folders of paper, and an exit status that says how it went."""

from __future__ import annotations

import datetime as dt
import resource
import subprocess
import sys
from pathlib import Path

import pytest
from openpyxl import Workbook

COMPANY = 'name: Tern Ltd.\npartner: acsa\ncertificate: {scheme: COR}\nstandard: {id: alberta-cor, edition: "2023"}\n'


def program(folder: Path) -> Path:
    for path, text in {"company": COMPANY, "people/P-001": "id: P-001\nname: Ann Lee\n"}.items():
        file = folder / "records" / f"{path}.yaml"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return folder


def muster(*words: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "builder", *words], cwd=cwd, capture_output=True, text=True, stdin=subprocess.DEVNULL
    )


def test_nobody_to_ask_means_nothing_is_written_and_yes_means_it_is(tmp_path: Path) -> None:
    root = program(tmp_path / "my program")
    sheet = tmp_path / "training log (new).csv"
    sheet.write_text("Employee,Course,Issued\nAnn Lee,WHMIS,2026-03-25\nZoe Quist,WHMIS,2026-03-25\n", encoding="utf-8")
    refused = muster("import", str(sheet), cwd=root)
    assert (refused.returncode, "Traceback" in refused.stderr) == (2, False)
    assert "run it again with --yes" in refused.stderr
    assert not (root / "records/training").exists()
    done = muster("import", str(sheet), "--yes", cwd=root)
    assert done.returncode == 1
    assert "2 rows: 1 new, 0 filed already, 1 rejected." in done.stdout
    assert (root / "records/training/2026/trn-0001.yaml").is_file()
    assert (tmp_path / "training log (new)-rejected.csv").is_file()


def test_a_folder_is_an_inbox_of_paper(tmp_path: Path) -> None:
    root = program(tmp_path)
    (root / "inbox").mkdir()
    (root / "inbox" / "shirt sizes.txt").write_text("M", encoding="utf-8")
    done = muster("import", "inbox", "--dry-run", cwd=root)
    assert "inbox: 1 file." in done.stdout
    assert "Traceback" not in done.stderr


@pytest.mark.slow
def test_fifty_thousand_rows_of_a_workbook_become_files_in_less_than_two_gigabytes(tmp_path: Path) -> None:
    root = program(tmp_path / "program")
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Log")
    sheet.append(
        ["Employee", "Course", "Date", "Expires", "Provider", "Certificate number", "A", "B", "C", "D", "E", "F"]
    )
    first = dt.date(2000, 1, 1)
    for number in range(50_000):
        day = first + dt.timedelta(number % 9000)
        sheet.append(["Lee, Ann", f"Course {number // 9000}", day, None, "Tern", f"C-{number}", "x", "y", "z", 1, 2, 3])
    file = tmp_path / "log.xlsx"
    book.save(file)
    done = muster("import", str(file), "--yes", cwd=root)
    assert "50,000 rows: 50,000 new, 0 filed already, 0 rejected." in done.stdout
    assert "50,000 rows read" in done.stderr
    assert sum(1 for _ in root.glob("records/training/*/*.yaml")) == 50_000
    # Kilobytes, of the largest process so far.
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss < 2_000_000
