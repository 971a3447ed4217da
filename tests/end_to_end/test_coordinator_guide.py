"""The coordinator's guide, typed line by line into a new company: every command does what its step says, and every file it names is there."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone, tzinfo
from pathlib import Path

import pytest
from PIL import Image, ImageDraw
from pypdf import PdfReader

from builder.cli import bring_in, terminal
from builder.read.program import read_program
from builder.read.source import FolderSource
from tests.end_to_end.in_process import Done, muster_here
from tests.habits.guide import GUIDE, PAGES, Command, commands_of, files_named

EMPLOYEES = """Name,Job,Level,Site,Hired
Darcy Hnatiuk,Pipefitter,worker,Shop,2015-03-16
"Littlechild, Joanne",Worker,worker,Shop,2018-06-04
"""
EQUIPMENT = """Description,Class,Serial,Site
Truck 1,truck,VIN-0001,Shop
"""
TICKETS = """Name,Course,Date,Expires,Provider
Darcy Hnatiuk,Fall protection,2026-03-10,2029-03-10,Central Safety
"""
MAY_FIND = (("check",), ("import", "inbox"), ("import", "employees.csv", "--as", "people", "--dry-run"))
"""What exits with 1 because something is still missing, which is what it is for."""


FILED = dict.fromkeys(("incident", "investigation", "pack-release", "toolbox-meeting", "training", "wcb-report"), 1)
FILED |= {"corrective-action": 2, "inspection": 2}
"""The records that the year leaves behind: one inspection typed in, one from its photo."""


class Clock(datetime):
    """The week in which the guide was written, a minute later each time somebody asks: what it types has days in it."""

    asked = 0

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> Clock:  # noqa: ARG003  asked for no other zone
        cls.asked += 1
        begin = cls(2026, 11, 23, 9, 0, tzinfo=timezone(timedelta(hours=-7)))
        return begin + timedelta(minutes=cls.asked)


@pytest.fixture
def company(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A company on its first day, with what its coordinator has in a drawer: three spreadsheets and two scans."""
    home = tmp_path / "home"
    home.mkdir()
    (home / ".gitconfig").write_text("[user]\n\tname = Marnie Kowalchuk\n\temail = marnie@example.ca\n")
    for name, value in {
        "HOME": str(home),
        "GIT_CONFIG_NOSYSTEM": "1",
        "MUSTER_PASSPHRASE": "four words that nobody guesses",
    }.items():
        monkeypatch.setenv(name, value)
    for name in ("XDG_CACHE_HOME", "XDG_CONFIG_HOME", "GIT_CONFIG_GLOBAL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(terminal, "datetime", Clock)
    monkeypatch.chdir(tmp_path)
    done = muster_here(
        *("init", "our-safety", "--company", "Our Company Ltd.", "--site", "Shop:shop", "--headcount", "worker=2@shop"),
        *("--senior-manager", "Dale Friesen", "--hs-lead", "Marnie Kowalchuk", "--expires", "2027-05-31"),
    )
    assert done.status == 0, done.text
    root = tmp_path / "our-safety"
    for name, text in {"employees.csv": EMPLOYEES, "equipment.csv": EQUIPMENT, "training.csv": TICKETS}.items():
        (root / name).write_text(text, encoding="utf-8")
    (root / "inbox").mkdir()
    for number, name in enumerate(("2026-11-03 inspection shop.jpg", "scan0001.jpg")):
        paper = Image.new("RGB", (600, 800), "white")
        for line in range(100, 700, 30):
            ImageDraw.Draw(paper).line((60, line, 400 + 20 * number, line), "black", 8)
        paper.save(root / "inbox" / name)
    monkeypatch.chdir(root)
    # The coordinator sits at the keyboard: a job title that her program doesn't have yet is a new one, and the rest is right.
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr(
        bring_in, "ask", lambda question, default: "new worker" if "new worker" in question else default
    )
    return root


@pytest.mark.slow
def test_the_year_of_a_coordinator_can_be_typed_as_it_stands(company: Path) -> None:
    done: dict[str, Done] = {}
    for name in PAGES:
        for command in commands_of(GUIDE / name):
            if command.is_run:
                line = " ".join(command.words)
                done[line] = muster_here(*command.words[1:])
                assert done[line].status in _right(command), f"{name}: {line}\n{done[line].text}"
        assert [path for path in files_named(GUIDE / name) if not (company / path).exists()] == []

    program = read_program(FolderSource(company))
    assert {stored.value.name for stored in program.people.values()} >= {"Darcy Hnatiuk", "Joanne Littlechild"}
    assert "pipefitter" in program.positions
    assert {name: len(found) for name, found in program.records_by_type.items()} == FILED
    assert "scan0001.jpg" in (company / "inbox/waiting.csv").read_text(encoding="utf-8-sig")
    assert "Our Company Ltd." in PdfReader(company / "dist/signed.pdf").pages[0].extract_text()
    assert list((company / "dist/talks").glob("POL-01-*.pdf"))
    assert re.search(r"inc-0001 .*\n", done["muster history inc-0001"].out)
    assert "2026-11-23" in done["muster history inc-0001"].out


def _right(command: Command) -> tuple[int, ...]:
    """The statuses with which a command did what it is for."""
    return (0, 1) if any(command.words[1 : 1 + len(each)] == each for each in MAY_FIND) else (0,)
