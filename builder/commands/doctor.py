"""`muster doctor`: what is wrong with the set-up of this computer and this folder, and the cure."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from builder.commands.format_choice import pick_format
from builder.commands.program_folder import nearest_program
from builder.measure.set_up.computer import judge_computer
from builder.measure.set_up.folder import judge_folder
from builder.model.set_up import Computer, ProgramFolder, Verdict
from builder.read.program import read_program
from builder.read.set_up.computer import read_computer
from builder.read.set_up.folder import read_folder
from builder.read.source import FolderSource
from builder.render.pdf.trial_page import TRIAL, print_trial_page
from builder.render.report.set_up import WRITERS


def doctor(*, repo: Path, now: datetime, format: str, say: Callable[[str], None]) -> int:
    """Looks at everything and prints a line for each part; gives back 1 if something is broken, else 0.

    Args:
        repo: A folder of a program; where it is none, only the computer is looked at.
        now: The time of the clock.
        format: text or json.
        say: Prints a text.

    Raises:
        BuilderError: There is no such format.
    """
    write = pick_format(WRITERS, format)
    computer = _look_at_computer(now)
    root = nearest_program(repo) if repo.is_dir() else None
    folder = _look_at_folder(root) if root is not None else None
    advice = [*judge_computer(computer, folder), *(judge_folder(folder, computer) if folder else ())]
    say(write(advice).rstrip("\n"))
    if root is None and format == "text":
        say("There is no program in this folder; inside one, its disk, its files and its history are looked at too.")
    return int(any(each.verdict is Verdict.BROKEN for each in advice))


def _look_at_computer(now: datetime) -> Computer:
    page, error = print_trial_page()
    computer = read_computer(int(now.timestamp()))
    return replace(computer, page=page, page_wanted=TRIAL, page_error=error, code_error=_try_code())


def _look_at_folder(root: Path) -> ProgramFolder:
    folder = read_folder(root)
    company = read_program(FolderSource(root)).company
    if folder.repository is None or company is None:
        return folder
    return replace(folder, repository=replace(folder.repository, company_branch=company.value.branch))


def _try_code() -> str:
    """Why no code on a scan can be read; empty where it can."""
    try:
        # Imported late: what can't be loaded here is told, and is no reason to stop.
        import segno
        import zxingcpp
        from PIL import Image

        drawn = segno.make("MUSTER", error="m")
        rows = [
            [0 if module else 255 for module in row for _ in range(4)]
            for row in drawn.matrix_iter(border=4)
            for _ in range(4)
        ]
        picture = Image.new("L", (len(rows[0]), len(rows)))
        picture.putdata([value for row in rows for value in row])
        read = zxingcpp.read_barcode(picture)
    except Exception as error:
        return " ".join(str(error).split())[:300] or type(error).__name__
    return "" if read is not None and read.text == "MUSTER" else f"it reads {json.dumps(read.text if read else None)}"
