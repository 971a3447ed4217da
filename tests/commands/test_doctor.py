"""`muster doctor` on this computer, and on one where a native library is missing."""

from __future__ import annotations

import json
import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from builder.commands import doctor as doctor_module
from builder.commands.doctor import doctor
from builder.model.error import BuilderError
from builder.render.pdf.trial_page import TRIAL
from builder.render.report.json_text import read_schema
from tests.end_to_end.command_line import muster
from tests.histories.repository import GitRepository

MINIMAL = Path(__file__).parents[1] / "examples" / "minimal"
NOW = datetime(2026, 6, 30, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def page_that_was_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    """That pages are printed here is proved once, in tests/render/pdf/test_trial_page.py; it takes a second."""
    monkeypatch.setattr(doctor_module, "print_trial_page", lambda: (TRIAL, ""))


@pytest.fixture
def company(tmp_path: Path) -> GitRepository:
    made = GitRepository.make(tmp_path / "our safety")
    shutil.copytree(MINIMAL, made.root, dirs_exist_ok=True)
    made.commit({})
    return made


def parts(folder: Path, *, status: int) -> dict[str, dict[str, Any]]:
    said: list[str] = []
    assert doctor(repo=folder, now=NOW, format="json", say=said.append) == status
    value = json.loads("\n".join(said))
    jsonschema.Draft202012Validator(read_schema("doctor")).validate(value)
    assert value["schema"] == read_schema("doctor")["$id"]
    return {part["name"]: part for part in value["parts"]}


def test_inside_a_program_computer_and_folder_are_looked_at(company: GitRepository) -> None:
    found = parts(company.root, status=0)
    assert {
        "python",
        "pdf",
        "codes",
        "git",
        "identity",
        "cache",
        "disk",
        "place",
        "line-ends",
        "history",
        "clock",
    } <= set(found)
    assert [found[name]["verdict"] for name in ("pdf", "codes", "git", "history", "branch", "clock")] == ["ok"] * 6
    assert found["copy"]["verdict"] == "look-at-this"


def test_the_branch_that_counts_is_the_one_that_the_company_names(company: GitRepository) -> None:
    company.git("branch", "--quiet", "-m", "trunk")
    assert parts(company.root, status=0)["branch"]["cure"] == "If that isn't meant: git switch main"
    file = company.root / "records/company.yaml"
    file.write_text(file.read_text(encoding="utf-8") + "branch: trunk\n", encoding="utf-8")
    assert parts(company.root, status=0)["branch"]["verdict"] == "ok"


def test_outside_a_program_only_the_computer_is(tmp_path: Path) -> None:
    assert "disk" not in parts(tmp_path, status=0)
    said: list[str] = []
    doctor(repo=tmp_path, now=NOW, format="text", say=said.append)
    assert said[-1].startswith("There is no program in this folder")


def test_what_is_broken_gives_one_and_stands_in_the_last_line(company: GitRepository, tmp_path: Path) -> None:
    company.commit({"content/new.md": "# New\n"})
    company.git("clone", "--quiet", "--depth=1", company.root.as_uri(), str(tmp_path / "short"))
    assert parts(tmp_path / "short", status=1)["history"]["verdict"] == "broken"
    said: list[str] = []
    assert doctor(repo=tmp_path / "short", now=NOW, format="text", say=said.append) == 1
    lines = said[0].splitlines()
    # A path or an address is never broken.
    assert max(len(line) for line in lines if str(tmp_path) not in line) < 80
    assert "broken          History: Only the newest part of the history is here, so every" in lines
    assert "                Cure: Run: git fetch --unshallow" in lines
    assert lines[-1].startswith("1 broken, ")


def test_an_unknown_format_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BuilderError, match="no format called 'xml'"):
        doctor(repo=tmp_path, now=NOW, format="xml", say=print)


def test_missing_libraries_and_no_git_are_told_without_a_traceback(tmp_path: Path) -> None:
    # As on Windows without Pango: importing WeasyPrint fails where it loads the library.
    (tmp_path / "weasyprint").mkdir()
    (tmp_path / "weasyprint/__init__.py").write_text(
        "raise OSError(\"cannot load library 'libpango-1.0-0': error 0x7e\")\n"
    )
    (tmp_path / "zxingcpp.py").write_text("raise ImportError('DLL load failed')\n")
    top = Path(__file__).parents[2]
    done = muster("doctor", cwd=tmp_path, PYTHONPATH=f"{tmp_path}:{top}", PATH=str(tmp_path), HOME=str(tmp_path))
    assert (done.returncode, done.stderr) == (1, "")
    text = " ".join(done.stdout.split())
    assert "broken PDFs: No PDF can be made here: the library libpango-1.0-0 is missing." in text
    assert "look at this Codes on scans: The codes on scanned forms can't be read here: DLL load failed." in text
    assert "broken Git: Git isn't on this computer, or can't be found." in text
    assert "Traceback" not in text
