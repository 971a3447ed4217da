"""What differs on Windows, as far as it can be tried elsewhere: line ends, spaces in names, and a system without POSIX's own parts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.end_to_end.command_line import TOP, muster
from tests.histories.repository import GitRepository

POSIX_ONLY = ("O_NOFOLLOW", "O_CLOEXEC", "O_NONBLOCK", "O_DIRECTORY", "getuid", "geteuid", "chown", "mkfifo", "statvfs")

WITHOUT_POSIX = f"""
import os
for name in {POSIX_ONLY}:
    if hasattr(os, name):
        delattr(os, name)
"""


def begin(folder: Path, **more: str) -> Path:
    """A company just begun, in a folder named as people name folders; its files are committed."""
    program = folder / "Health & Safety (2026)" / "Our program é"
    program.parent.mkdir(parents=True)
    made = muster(
        "init",
        program,
        "--company",
        "Bow Valley Piping Ltd.",
        "--senior-manager",
        "Dana Whitford",
        "--site",
        "Main shop:shop",
        cwd=folder,
        **more,
    )
    assert (made.returncode, made.stderr) == (0, "")
    GitRepository(program).commit({}, by="Dana <dana@example.ca>", at="2026-11-23 12:00:00 -0700", message="Begin")
    return program


def findings(program: Path, **more: str) -> object:
    checked = muster("check", "--format", "json", "--as-of", "2026-11-23", cwd=program, **more)
    assert checked.stderr == ""
    return json.loads(checked.stdout)


def turn_line_ends(program: Path) -> int:
    """Every text as Notepad and git's `autocrlf` leave it; gives back how many."""
    turned = 0
    for folder in ("content", "policies", "records"):
        for path in sorted((program / folder).rglob("*")):
            if path.suffix in (".md", ".yaml"):
                path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
                turned += 1
    return turned


def test_a_program_in_a_folder_with_spaces_and_signs_is_begun_filled_and_checked(tmp_path: Path) -> None:
    program = begin(tmp_path)
    filed = muster("new", "inspection", "--site", "main-shop", "--date", "2026-11-20", cwd=program)
    assert (filed.returncode, filed.stderr) == (0, "")
    assert filed.stdout.splitlines()[0] == "records/inspection/2026/insp-0001.yaml"
    checked = muster("check", "--repo", program / "records", "--as-of", "2026-11-23", cwd=tmp_path)
    assert "records/inspection/2026/insp-0001.yaml:" in checked.stdout
    assert checked.stderr == ""


@pytest.mark.slow
def test_line_ends_of_windows_change_no_finding(tmp_path: Path) -> None:
    program = begin(tmp_path)
    before = findings(program)
    assert turn_line_ends(program) > 3
    assert findings(program) == before


def test_nothing_needs_what_only_linux_and_macos_have(tmp_path: Path) -> None:
    (tmp_path / "without").mkdir()
    (tmp_path / "without" / "sitecustomize.py").write_text(WITHOUT_POSIX, encoding="utf-8")
    without = {"PYTHONPATH": f"{tmp_path / 'without'}:{TOP}", "HOME": str(tmp_path)}
    program = begin(tmp_path, **without)
    assert findings(program, **without) == findings(program)
    listed = muster("history", "--all", cwd=program, **without)
    assert (listed.returncode, listed.stderr) == (0, "")


@pytest.mark.slow
def test_line_ends_of_windows_change_no_finding_of_the_sample(tmp_path: Path) -> None:
    assert muster("demo", tmp_path / "Ridgeline Mechanical", cwd=tmp_path).returncode == 0
    program = tmp_path / "Ridgeline Mechanical"
    before = findings(program)
    assert turn_line_ends(program) > 500
    assert findings(program) == before
