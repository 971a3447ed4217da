"""From the options that all verbs share to a snapshot: which bytes (`--repo`, `--commit`), and which day (`--as-of`)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from builder.commands.choice import Choice as Choice
from builder.commands.collecting import without_collecting
from builder.commands.program_folder import nearest_program
from builder.measure.snapshot import take_snapshot, twelve_months_to
from builder.model.cache import Cache, NoCache
from builder.model.error import BuilderError
from builder.model.history import History
from builder.model.program import Program
from builder.model.snapshot import Snapshot, Window, WorkTree
from builder.read.git.history import read_history
from builder.read.git.tree import CommitSource
from builder.read.git.view import NoCommitError, NoHistoryError, Repository, open_repository
from builder.read.git.work_tree import compare_work_tree
from builder.read.law_file import read_law
from builder.read.memory import Memory, memory_of_commits, memory_of_folder, no_memory
from builder.read.program import read_program
from builder.read.source import FolderSource, Source
from builder.read.standard_file import read_standard

DEFAULT_STANDARD = ("alberta-cor", "2023")
DEFAULT_LAW = "alberta-ohs"
DEFAULT_ZONE = "America/Edmonton"

NO_REPOSITORY = "The program is not in a git repository, so nobody can say when its files were filed."
NO_COMMIT = "The repository has no commit yet, so nobody can say when its files were filed."


@dataclass(frozen=True)
class Prepared:
    """What a verb works on.

    Attributes:
        snapshot: The program as of one day.
        root: The folder of the program; None for a bare repository.
        commit, tree: Ids of the commit the bytes come from; empty when they come from disk.
        branch: The checked-out branch, if any.
        source: Where the bytes come from: the folder, or the commit.
        read_file: The bytes of a file of the program.
        repository: The repository, if there is one.
    """

    snapshot: Snapshot
    root: Path | None
    commit: str
    tree: str
    branch: str
    source: Source
    read_file: Callable[[str], bytes]
    repository: Repository | None


@contextmanager
def prepare(choice: Choice, *, cache: Cache | None = None, memory: Memory | None = None) -> Iterator[Prepared]:
    """The snapshot that the options choose; closes the repository afterwards.

    Args:
        choice: The options.
        cache: Where what was read is kept for the next time; nowhere when left out. Files that come from a commit are still read and
            hashed every time, and so is everything for a pack.
        memory: What is known about the files on disk; made from `cache` when left out.

    Raises:
        BuilderError: There is no such folder, repository or commit, or its history can't be trusted.
    """
    if not choice.repo.is_dir():
        raise BuilderError(f"There is no folder {choice.repo}.", "Give the folder of the program with --repo.")
    with ExitStack() as stack:
        with without_collecting():
            prepared = _prepare(choice, cache or NoCache(), memory, stack)
        yield prepared


def _prepare(choice: Choice, cache: Cache, memory: Memory | None, stack: ExitStack) -> Prepared:
    repository, no_history = _open(choice, stack)
    root = _program_root(choice.repo, repository)
    head = _resolve(choice, repository)
    source, commit, tree = _source(choice, repository, root, head)
    memory = memory or _memory(source, repository, cache)
    program = read_program(source, memory)
    memory.save()
    _refuse_nothing(program, choice.repo)
    history, note, work_tree = None, no_history, None
    if repository is not None:
        program = replace(program, faults=tuple(sorted((*program.faults, *repository.notes))))
        history, note, work_tree = _examine(program, repository, root, commit or head, is_on_disk=not commit)
    return Prepared(
        _snapshot(program, choice, history, note, work_tree),
        root,
        commit,
        tree,
        (repository.branch or "") if repository else "",
        source,
        lambda path: next(data for _, data in source.read([path])),
        repository,
    )


def _open(choice: Choice, stack: ExitStack) -> tuple[Repository | None, str]:
    """The repository, or why there is no history to examine."""
    try:
        return stack.enter_context(open_repository(choice.repo)), ""
    except NoHistoryError as error:
        if choice.needs_commit:
            raise
        # Not the error's own words: they name the folder, and a result must be the same in every folder.
        return None, NO_COMMIT if isinstance(error, NoCommitError) else NO_REPOSITORY


def _program_root(repo: Path, repository: Repository | None) -> Path | None:
    if repository is None:
        return nearest_program(repo) or repo.resolve()
    if any((repo / name).is_dir() for name in ("records", "policies")):
        return repo.resolve()
    return repository.work_tree and repository.work_tree.resolve()


def _resolve(choice: Choice, repository: Repository | None) -> str:
    if repository is None:
        return ""
    zone = DEFAULT_ZONE
    if choice.commit and choice.commit.startswith("@"):
        zone = _zone(read_program(CommitSource(repository.view, repository.resolve("HEAD"))))
    try:
        return repository.resolve("HEAD" if choice.commit is None else choice.commit, time_zone=zone)
    except NoHistoryError:
        if choice.needs_commit:
            raise
        return ""


def _source(choice: Choice, repository: Repository | None, root: Path | None, head: str) -> tuple[Source, str, str]:
    if repository is not None and (choice.needs_commit or root is None):
        source = CommitSource(repository.view, head)
        return source, head, source.tree_id
    if root is None:
        raise BuilderError("There are no files to read.", "Give the folder of the program with --repo.")
    return FolderSource(root), "", ""


def _memory(source: Source, repository: Repository | None, cache: Cache) -> Memory:
    if isinstance(source, FolderSource):
        return memory_of_folder(cache, source.root)
    return memory_of_commits(cache, repository.common_dir) if repository else no_memory()


def _refuse_nothing(program: Program, repo: Path) -> None:
    if not program.files and not program.unreadable:
        raise BuilderError(
            f"{repo} holds no program: there is nothing in content/, policies/ or records/.",
            "Give the folder of the program with --repo, or start one with `muster init DIR`.",
        )


def _zone(program: Program) -> str:
    return program.company.value.time_zone if program.company else DEFAULT_ZONE


def _examine(
    program: Program, repository: Repository, root: Path | None, commit: str, *, is_on_disk: bool
) -> tuple[History | None, str, WorkTree | None]:
    """History and work tree, or the reason why they were not examined."""
    if not commit:
        return None, NO_COMMIT, None
    if root is not None and root != (repository.work_tree or root).resolve():
        return None, "The program is a folder inside another repository; its history was not examined.", None
    company = program.company.value if program.company else None
    if company is not None and company.demonstration and root is not None and (root / "builder").is_dir():
        note = "This is the sample in Muster's own repository; it entered together with the code. `muster demo DIR` replays it with a history."
        return None, note, None
    people = [stored.value for stored in program.people.values()]
    history = read_history(repository, commit, time_zone=_zone(program), people=people)
    # What was just read from disk needn't be hashed again.
    known = {path: entry.blob for path, entry in program.files.items()} if is_on_disk else {}
    return history, "", compare_work_tree(repository, commit, known)


def _snapshot(
    program: Program, choice: Choice, history: History | None, note: str, work_tree: WorkTree | None
) -> Snapshot:
    chosen = program.company.value.standard if program.company else None
    standard = read_standard(chosen.id, chosen.edition) if chosen else read_standard(*DEFAULT_STANDARD)
    as_of = choice.as_of or choice.last
    if as_of is None:
        as_of = history.entered_on if choice.by_commit and history else choice.today
    last = choice.last or as_of
    first = choice.first or twelve_months_to(last).first
    if first > last:
        raise BuilderError(f"--from {first} lies after --to {last}.", "Give the earlier day with --from.")
    return take_snapshot(
        program,
        standard,
        as_of=as_of,
        window=Window(first, last),
        history=history,
        history_note=note,
        work_tree=work_tree,
        law=read_law(program.company.value.law if program.company else DEFAULT_LAW),
    )
