"""`muster import FOLDER`: scans, photos and filled forms become records; every file is filed, known already, or waits with a reason."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from builder.bring_in.paper.filled_form import origins
from builder.bring_in.paper.index_sheet import NAMES, WAITING, Index, join_rows, read_index, write_waiting
from builder.bring_in.paper.plan import Desk, Plan
from builder.bring_in.paper.planning import InboxFile, make_plan, paths_by_digest
from builder.commands.files import write_all
from builder.commands.form_pages import count_form_pages
from builder.commands.import_notes import add_note
from builder.commands.inbox_folder import (
    DONE,
    done_names,
    list_files,
    look_at_files,
    put_away,
    read_again,
    read_sheet,
    refuse_link,
)
from builder.commands.inbox_report import describe_plan
from builder.commands.program_folder import INBOX, find_program
from builder.measure.filing.imports import BULK, BULK_SPAN
from builder.model.error import BuilderError
from builder.model.import_note import ImportNote
from builder.model.program import Program
from builder.model.wording import counted, visible
from builder.read.program import read_program
from builder.read.source import FOLDERS, FolderSource


def import_folder(
    folder: Path,
    *,
    repo: Path,
    today: date,
    dry_run: bool,
    confirm: Callable[[str], bool],
    say: Callable[[str], None],
    by: str = "",
) -> int:
    """Files what can be filed, all of it or nothing, and lists what waits.

    What was filed out of the program's own `inbox/` moves to `inbox/done/<day>/`; in any other folder it stays where it is, and the
    next run knows it by its content. No original is deleted or changed.

    Args:
        folder: With the scans; a file `index.csv` in it may say what can't be read from them.
        repo: The folder of the program, or one in it.
        today: The last day that a paper can be of.
        dry_run: Only say what would be done.
        confirm: Asked once, before anything is written.
        say: Prints a line.
        by: Id of who records it; empty where nobody says.

    Returns:
        The exit status: 0 when nothing waits, else 1.

    Raises:
        BuilderError: The folder isn't there, is a part of the program, its index sheet can't be read, or nobody is called `by`.
    """
    root = find_program(repo)
    folder = _inbox_folder(folder, root)
    index = _read_sheets(folder)
    names = list_files(folder)
    say(f"{folder.name}: {counted(len(names), 'file')}.")
    program = read_program(FolderSource(root))
    if by and by not in program.people:
        raise BuilderError(f"There is no person {by}.", "Say with --by who records it, like P-002.")
    files = look_at_files(folder, names, frozenset(program.once(paths_by_digest)), say)
    plan = make_plan(files, replace(_desk(root, folder, program, index, files, today), by=by))
    for line in describe_plan(plan, folder.name):
        say(line)
    if dry_run:
        say("Nothing was written: this was only to see.")
    else:
        _carry_out(plan, root, folder, today, confirm, say)
    return int(bool(plan.waiting or plan.left))


def _carry_out(
    plan: Plan, root: Path, folder: Path, today: date, confirm: Callable[[str], bool], say: Callable[[str], None]
) -> None:
    # Before anything is written: a link here would lead what was filed out of the program.
    for place in (folder / DONE, folder / DONE / today.isoformat()):
        refuse_link(place)
    changes = _changes(root, folder, plan)
    if plan.filings and not confirm(_question(plan)):
        say("Nothing was written. With --yes it is done without asking.")
        return
    _write(changes)
    _declare(root, folder, plan, today)
    _tidy(root, folder, plan, today, say)
    _say_next(plan, say)


def _inbox_folder(folder: Path, root: Path) -> Path:
    """The folder, whole and known to be one that may be imported."""
    if not folder.is_dir():
        raise BuilderError(
            f"There is no folder {folder}.", f"Make a folder {INBOX} in your program and put the scans into it."
        )
    refuse_link(folder)
    found = folder.resolve()
    inside = found.relative_to(root).parts[:1] if found.is_relative_to(root) else ("",)
    if root.is_relative_to(found) or (inside and inside[0] in (*FOLDERS, ".git")):
        raise BuilderError(
            f"{folder} is the program itself or a part of it, not a folder of scans.",
            f"Put the scans into a folder {INBOX} and write: muster import {INBOX}",
        )
    return found


def _read_sheets(folder: Path) -> Index:
    sheets = []
    for name in NAMES:
        path = folder / name
        if path.is_file() and not path.is_symlink():
            sheets.append(read_index(path.read_bytes(), name))
    return join_rows(sheets)


def _desk(root: Path, folder: Path, program: Program, index: Index, files: list[InboxFile], today: date) -> Desk:
    digests = {each.file: each.sha256 for each in files}
    texts = _record_texts(root, program) if any(each.form for each in files) else {}
    return Desk(
        program=program,
        index=index,
        today=today,
        form_pages=count_form_pages(program, today),
        record_text=lambda path: read_again(root, path).decode("utf-8"),
        form_origins=origins(texts.items()),
        read=lambda name: read_again(folder, name, digests[name]),
        read_sheet=lambda sheet: read_sheet(folder, sheet),
        done=done_names(folder),
    )


def _record_texts(root: Path, program: Program) -> Mapping[str, str]:
    source = FolderSource(root)
    paths = [stored.path for stored in program.records]
    return {path: data.decode("utf-8", "replace") for path, data in source.read(paths)}


def _changes(root: Path, folder: Path, plan: Plan) -> Mapping[Path, bytes]:
    """Everything that is written, by its place.

    Raises:
        BuilderError: Something stands where a new file goes, or a link leads elsewhere.
    """
    changes: dict[Path, bytes] = {}
    for filing in plan.filings:
        for path, data in filing.files.items():
            target = root / path
            for parent in target.relative_to(root).parents:
                refuse_link(root / parent)
            if (target.exists() or target.is_symlink()) and (filing.is_new or path != filing.path):
                raise BuilderError(f"{target} exists already.", "Nothing was written; move it away, and import again.")
            changes[target] = data
    if plan.waiting:
        changes[folder / WAITING] = write_waiting(plan.waiting)
    return changes


def _question(plan: Plan) -> str:
    new = sum(filing.is_new for filing in plan.filings)
    added = len(plan.filings) - new
    parts = [
        counted(new, "record") if new else "",
        f"{counted(added, 'record')} that will have more scans" if added else "",
    ]
    return f"Write {' and '.join(filter(None, parts))}?"


def _write(changes: Mapping[Path, bytes]) -> None:
    made = [target.parent for target in changes if not target.parent.is_dir()]
    for parent in made:
        parent.mkdir(parents=True, exist_ok=True)
    try:
        write_all(changes)
    except BaseException:
        for parent in made:
            if parent.is_dir() and not any(parent.iterdir()):
                parent.rmdir()
        raise


def _declare(root: Path, folder: Path, plan: Plan, today: date) -> None:
    """Notes a binder that is brought in at once, so that the next save declares it; a week's paper is filed like any other.

    A declared import is counted apart from what was filed in time and what was filed late, so a few late papers mustn't be one.
    """
    new = [filing for filing in plan.filings if filing.is_new]
    days = sorted(filing.day for filing in new)
    if len(new) >= BULK and (days[-1] - days[0]).days > BULK_SPAN:
        paths = tuple(path for filing in new for path in filing.files)
        add_note(root, ImportNote(folder.name, len(new), paths, today))


def _tidy(root: Path, folder: Path, plan: Plan, today: date, say: Callable[[str], None]) -> None:
    """Puts away what was filed, in the program's own inbox; a folder of somebody's own is left as it is."""
    waiting = folder / WAITING
    finished = (WAITING,) if not plan.waiting and waiting.is_file() and not waiting.is_symlink() else ()
    if folder != (root / INBOX).resolve():
        for name in finished:
            (folder / name).unlink()
        return
    moved, held = put_away(folder, (*plan.done, *finished), today.isoformat())
    if moved:
        say(f"{counted(len(moved), 'file')} moved to {folder.name}/{DONE}/{today}/.")
    for name in held:
        say(f"{visible(name)} is open in another program, so it wasn't moved; it is filed all the same.")


def _say_next(plan: Plan, say: Callable[[str], None]) -> None:
    if any(filing.is_new or len(filing.files) > 1 for filing in plan.filings):
        say("Look at every page of the scans, then give each a `level`; until then nobody is shown them.")
        say("`muster check` says what is still missing.")
    if plan.waiting:
        say(f"Complete {WAITING} in the folder and import it again.")
    if plan.left:
        say(f"{counted(len(plan.left), 'file')} left for the next run; import the folder again.")
