"""A coordinator's first day: from an empty folder to a manual and an evidence pack, with nothing but the commands of the README."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.end_to_end.command_line import muster
from tests.histories.repository import GitRepository

AS_OF = ("--as-of", "2026-03-31")


def fill_in(file: Path, **values: str) -> None:
    """Type values behind the names of fields, as one does in an editor."""
    text = file.read_text(encoding="utf-8")
    for name, value in values.items():
        text, found = re.subn(rf"^{name}:.*$", f"{name}: {value}", text, flags=re.MULTILINE)
        assert found == 1, f"{file.name} has no field {name}"
    file.write_text(text, encoding="utf-8")


def start_program(folder: Path) -> Path:
    """The program as `muster init` makes it, with the days of this test in the place of today's."""
    done = muster(
        *(
            "init",
            "safety",
            "--company",
            "Prairie Pipe & Heat Ltd.",
            "--wcb-account",
            "0142",
            "--industry-code",
            "40400",
        ),
        *("--site", "Shop:shop", "--senior-manager", "Zoë O'Brien", "--hs-lead", "Robin Kowalski"),
        *("--headcount", "worker=3@shop", "--partner", "acsa"),
        cwd=folder,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "cd safety" in done.stdout
    program = folder / "safety"
    fill_in(program / "records/company.yaml", adopted_on="2026-02-02", address="12 Main Street, Red Deer AB")
    began = {"sites/shop": "2026-02-02", "people/P-001": "2025-05-05", "people/P-002": "2025-09-08"}
    for entry, day in began.items():
        file = program / f"records/{entry}.yaml"
        file.write_text(re.sub(r"- from: \S+", f"- from: {day}", file.read_text(encoding="utf-8")), encoding="utf-8")
    return program


def write_inspection_program(program: Path) -> None:
    done = muster("new", "policy", "Inspection program", "--kind", "program", "--area", "inspections", cwd=program)
    assert (done.returncode, done.stdout.splitlines()[0]) == (0, "policies/inspection-program.md")
    fill_in(
        program / "policies/inspection-program.md",
        owner="P-002",
        approved_by="P-001",
        approved_on="2026-01-12",
        effective="2026-02-01",
        last_reviewed="2026-01-12",
        status="approved",
        answers="[IN1]",
        obligations="[{record: inspection, kind: site, every: P1M, per: site, by: supervisor, grace: P5D, answers: [IN2]}]",
    )


def file_inspection(program: Path, day: str) -> str:
    done = muster("new", "inspection", "--date", day, "--kind", "site", "--by", "P-002", cwd=program)
    assert done.returncode == 0, done.stderr
    path = done.stdout.splitlines()[0]
    fill_in(
        program / path,
        area="Fabrication bay and yard",
        inspectors="[P-002]",
        items_ok="31",
        items_deficient="0",
        signatures=f"[{{person: P-002, role: inspector, date: {day}, method: electronic}}]",
    )
    return path


def findings(program: Path) -> list[dict[str, str]]:
    done = muster("check", *AS_OF, "--format", "json", cwd=program)
    assert done.returncode == 0, done.stdout
    found: list[dict[str, str]] = json.loads(done.stdout)["findings"]
    return found


def inspections_question(program: Path) -> dict[str, object]:
    done = muster("coverage", *AS_OF, "--format", "json", cwd=program)
    assert done.returncode == 0, done.stderr
    elements = json.loads(done.stdout)["elements"]
    [question] = [each for element in elements for each in element["questions"] if each["id"] == "IN2"]
    return {name: question[name] for name in ("status", "found", "expected", "on_time")}


@pytest.mark.slow
def test_from_an_empty_folder_to_a_manual_and_a_pack(tmp_path: Path) -> None:
    program = start_program(tmp_path)
    assert [each for each in findings(program) if each["severity"] == "error"] == []
    assert inspections_question(program) == {"status": "missing", "found": 0, "expected": None, "on_time": 0}

    write_inspection_program(program)
    record = file_inspection(program, "2026-03-04")
    assert record == "records/inspection/2026/insp-0001.yaml"
    # February and March were promised; the inspection of March is filed, that of February is a hole with a name.
    assert [each for each in findings(program) if record in each["path"]] == []
    [hole] = [each for each in findings(program) if each["path"] == "policies/inspection-program.md"]
    assert (hole["severity"], "February 2026" in hole["message"]) == ("gap", True)
    assert inspections_question(program) == {"status": "partial", "found": 1, "expected": 2, "on_time": 1}

    due = muster("due", *AS_OF, cwd=program)
    assert due.returncode == 0
    assert "inspection" in due.stdout

    repository = GitRepository(program)
    repository.git("add", "--all", ".", at="2026-03-31 12:00:00 -0600")
    repository.git("commit", "--quiet", "-m", "Start the program", at="2026-03-31 12:00:00 -0600")
    assert [each for each in findings(program) if each["name"] == "uncommitted-changes"] == []

    site = muster("site", *AS_OF, "--edition", "office", "--out", "dist/site", cwd=program, timeout=600)
    assert site.returncode == 0, site.stderr
    pages = {
        page.relative_to(program / "dist/site").as_posix(): page for page in (program / "dist/site").rglob("*.html")
    }
    assert "Prairie Pipe &amp; Heat Ltd." in pages["index.html"].read_text(encoding="utf-8")
    assert [path for path in pages if "insp-0001" in path]

    pack = muster("pack", "--out", "dist/pack.pdf", "--quiet", cwd=program, timeout=600)
    assert (pack.returncode, pack.stderr) == (0, "")
    text = "\n".join(page.extract_text() for page in PdfReader(program / "dist/pack.pdf").pages)
    for words in ("Prairie Pipe & Heat Ltd.", "Inspection program", "insp-0001", "Robin Kowalski", "2026-03-31"):
        assert words in text, words

    verified = muster("verify", "dist/pack.pdf", "--repo", ".", "--format", "json", cwd=program)
    checks = {each["name"]: each["status"] for each in json.loads(verified.stdout)["checks"]}
    assert (checks["files"], checks["tree"], checks["signatures"]) == ("pass", "pass", "fail")
    # Results land in dist/, which the program's own .gitignore keeps out.
    assert repository.git("status", "--porcelain") == b""
