"""`muster import FILE`: the rows of a spreadsheet become records; every row ends as a record, a duplicate, or a rejected row with a reason."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from builder.bring_in.books import Books, make_books
from builder.bring_in.importing import Chosen, answered, choose_sheets, make_plan
from builder.bring_in.kinds.kind import Setting
from builder.bring_in.mapping import FOLDER, SheetMapping, file_name, write_mapping
from builder.bring_in.plan import Plan
from builder.bring_in.record_files import list_files
from builder.bring_in.rejected import write_rejected
from builder.bring_in.summary import describe_rows, describe_sheets
from builder.bring_in.tables.opening import read_tables
from builder.commands.files import write_new, write_over
from builder.commands.import_notes import add_note
from builder.commands.import_questions import Ask, Asking
from builder.commands.kept_mappings import kept_mappings, read_mapping_file
from builder.commands.program_folder import find_program
from builder.model.error import BuilderError
from builder.model.import_note import ImportNote
from builder.model.program import Program
from builder.model.wording import counted, visible
from builder.read.course_file import read_courses
from builder.read.program import read_program
from builder.read.source import FolderSource

MAX_FILE = 60_000_000
"""Bytes of a file that is opened at all; what each kind of file may have is decided by its reader."""

_ROUNDS = 3
"""How often questions are asked: an answer may show what couldn't be seen before."""


@dataclass(frozen=True)
class ImportChoice:
    """What was said on the command line.

    Attributes:
        file: The spreadsheet.
        repo: The folder of the program.
        kind: What it is, where somebody said so.
        mapping: A file that says what the columns give; one that isn't there yet is written, to be completed.
        by: Who records it.
        dry_run: Show everything, write nothing.
        yes: Don't ask.
    """

    file: Path
    repo: Path
    kind: str = ""
    mapping: Path | None = None
    by: str = ""
    dry_run: bool = False
    yes: bool = False


@dataclass(frozen=True)
class Voice:
    """The person at the terminal.

    Attributes:
        say: Prints a line of the result.
        tell: Prints a line that isn't part of it: how far the work is.
        ask: Asks a question with a proposed answer; None where nobody can be asked.
    """

    say: Callable[[str], None]
    tell: Callable[[str], None]
    ask: Ask | None = None


def import_file(choice: ImportChoice, *, today: date, voice: Voice) -> int:
    """Import a spreadsheet: show how it is understood, ask, and write all of it or nothing.

    Returns:
        0, or 1 where rows were rejected.

    Raises:
        BuilderError: The file can't be read or understood, or nobody confirmed the import.
    """
    root = find_program(choice.repo)
    name = visible(choice.file.name)
    program = read_program(FolderSource(root))
    if choice.by and choice.by not in program.people:
        raise BuilderError(f"There is no person {choice.by}.", "Say with --by who records it, like P-002.")
    tables = read_tables(_read(choice.file), name)
    books = make_books(program, read_courses())
    chosen = choose_sheets(tables, choice.kind, books, _known(choice, root), name)
    if choice.mapping is not None and not choice.mapping.exists():
        return _write_proposal(choice.mapping, chosen, program, books, choice, today, voice)
    setting = Setting(choice.file.name, today, choice.by)
    chosen, plan = _plan(chosen, program, books, setting, voice, is_asked=not choice.yes and not choice.dry_run)
    if plan.questions and (choice.dry_run or choice.yes):
        names = counted(len(plan.questions), "name")
        voice.say(f"{names} not known here: without --dry-run and --yes it asks about each, once for all rows.")
    if choice.dry_run:
        voice.say("Nothing was written: this was only to see.")
        return int(bool(plan.rejected))
    _confirm(choice, plan, voice)
    _write(choice, root, chosen, plan, program, today, voice)
    return int(bool(plan.rejected))


def _read(file: Path) -> bytes:
    if not file.is_file():
        cure = "Give the spreadsheet: a .csv or an .xlsx file."
        if not file.suffix:
            cure = f"For papers, make a folder {file.name}, put their scans and photos into it, and run this again. For a spreadsheet, give the whole name: {file.name}.xlsx or {file.name}.csv."
        raise BuilderError(f"There is no file or folder {file}.", cure)
    if file.stat().st_size > MAX_FILE:
        raise BuilderError(f"{file.name} has more than {MAX_FILE // 1_000_000} MB.", "Divide it into several files.")
    return file.read_bytes()


def _known(choice: ImportChoice, root: Path) -> list[SheetMapping]:
    if choice.mapping is not None and choice.mapping.exists():
        return [read_mapping_file(choice.mapping)]
    return [each for each in kept_mappings(root).values() if not choice.kind or each.kind == choice.kind]


def _plan(
    chosen: Chosen, program: Program, books: Books, setting: Setting, voice: Voice, *, is_asked: bool
) -> tuple[Chosen, Plan]:
    """The plan, shown as it is understood, and again after asking what only a person can settle."""

    def report(rows: int) -> None:
        voice.tell(f"  {rows:,} rows read")

    plan = make_plan(chosen, program, books, setting, report)
    for line in describe_sheets(chosen, plan, visible(setting.source)):
        voice.say(line)
    asking = Asking(books, voice.ask, voice.say) if voice.ask is not None and is_asked else None
    for _ in range(_ROUNDS if asking else 0):
        mapping = asking.settle(chosen.mapping, plan) if asking else chosen.mapping
        if mapping == chosen.mapping:
            break
        chosen = answered(chosen, {"days": mapping.days, "values": mapping.values})
        plan = make_plan(chosen, program, books, setting, report)
    for line in describe_rows(plan, len(chosen.sheets) > 1):
        voice.say(line)
    return chosen, plan


def _confirm(choice: ImportChoice, plan: Plan, voice: Voice) -> None:
    if choice.yes or choice.mapping is not None or not (plan.candidates or plan.rejected):
        return
    if voice.ask is None:
        raise BuilderError(
            "Nobody could be asked whether the columns are understood as above, so nothing was written.",
            "If they are, run it again with --yes; if not, with --map FILE, which writes a mapping to correct.",
        )
    question = f"Write {counted(len(plan.candidates), 'record')}?"
    if not plan.candidates:
        question = "Nothing is new. Write the rejected rows into a file, to be corrected?"
    if voice.ask(f"{question} (yes or no)", "yes").casefold() not in ("y", "yes"):
        raise BuilderError("Nothing was written.", "With --map FILE you get the mapping as a file to correct.")


def _write(
    choice: ImportChoice, root: Path, chosen: Chosen, plan: Plan, program: Program, today: date, voice: Voice
) -> None:
    """The file of rejected rows first: should its folder not take it, nothing was imported yet."""
    rejected = _write_rejected(choice.file, write_rejected(plan.rejected, plan.days))
    try:
        files = dict(list_files(plan, program))
        write_new(root, files)
    except BaseException:
        if rejected is not None and rejected.is_new:
            rejected.file.unlink(missing_ok=True)
        raise
    mapping = _keep_mapping(choice, root, chosen, plan)
    if files:
        voice.say("")
        voice.say(f"{counted(len(files), 'file')} written in {_folders(files)}.")
        add_note(root, ImportNote(choice.file.name, plan.taken, tuple(files), today))
    if mapping:
        voice.say(f"How the columns are read is kept in {mapping}.")
    if rejected is not None:
        voice.say(f"The rejected rows are in {rejected.file}, each with its reason: correct them and import that file.")
    if files:
        voice.say("See them with `muster check`, then file them with `muster save`.")


@dataclass(frozen=True)
class _RejectedFile:
    file: Path
    is_new: bool


def _write_rejected(source: Path, data: bytes) -> _RejectedFile | None:
    """Beside the source, under a name that no other file has: one of an earlier run may hold corrections that nobody has imported yet."""
    if not data:
        return None
    stem = source.stem
    base, _, number = stem.rpartition("-rejected")
    if not (base and (number == "" or number.removeprefix("-").isdecimal())):
        base = stem
    for count in range(1, 1000):
        target = source.with_name(f"{base}-rejected{f'-{count}' if count > 1 else ''}.csv")
        if target.is_file() and target.read_bytes() == data:
            return _RejectedFile(target, is_new=False)
        if not target.exists() and not target.is_symlink():
            write_new(target.parent, {target.name: data})
            return _RejectedFile(target, is_new=True)
    raise BuilderError(f"There are too many files of rejected rows beside {source}.", "Delete those you are done with.")


def _keep_mapping(choice: ImportChoice, root: Path, chosen: Chosen, plan: Plan) -> str:
    """Where the mapping is kept; empty where nothing new had to be written, or the person has it in a file of their own."""
    if choice.mapping is not None:
        return ""
    kept = kept_mappings(root)
    mapping = _with_open_names(chosen.mapping, plan)
    same = (path for path, each in kept.items() if each.kind == mapping.kind and each.headings == mapping.headings)
    path = next(same, "") or _free_path(root, file_name(plan.kind.name, choice.file.name))
    if not path or kept.get(path) == mapping:
        return ""
    older = (root / path).read_text(encoding="utf-8-sig") if path in kept else ""
    write_over(root, {path: write_mapping(mapping, older)})
    return path


def _free_path(root: Path, path: str) -> str:
    """The path, or one like it that no other mapping has; empty where the folder is a link that leads elsewhere."""
    if any((root / folder).is_symlink() for folder in (FOLDER, FOLDER.split("/")[0])):
        return ""
    paths = (path if count == 1 else f"{path.removesuffix('.yaml')}-{count}.yaml" for count in range(1, 100))
    return next((each for each in paths if not (root / each).exists() and not (root / each).is_symlink()), "")


def _with_open_names(mapping: SheetMapping, plan: Plan) -> SheetMapping:
    """The mapping with an empty place for each name that nobody has settled yet."""
    values: dict[str, Mapping[str, str]] = dict(mapping.values)
    for question in sorted(plan.questions, key=lambda each: (each.what, each.written))[:100]:
        values[question.what] = {question.written: "", **values.get(question.what, {})}
    return replace(mapping, values=values)


def _write_proposal(
    target: Path, chosen: Chosen, program: Program, books: Books, choice: ImportChoice, today: date, voice: Voice
) -> int:
    setting = Setting(choice.file.name, today, choice.by)
    chosen, plan = _plan(chosen, program, books, setting, voice, is_asked=False)
    write_new(target.parent, {target.name: write_mapping(_with_open_names(chosen.mapping, plan))})
    voice.say("")
    voice.say(
        f"Nothing was imported: {target} says how the columns are read. Correct it, and run the same command again."
    )
    return int(bool(plan.rejected))


def _folders(files: Mapping[str, str]) -> str:
    folders = list(dict.fromkeys("/".join(path.split("/")[:2]) + "/" for path in files))
    return " and ".join(folders)
