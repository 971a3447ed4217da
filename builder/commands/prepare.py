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
from builder.read.cache import DirectoryCache
from builder.read.git.kept.kept_history import Shelf, read_kept_history
from builder.read.git.keys.allowed_signers import read_allowed_signers
from builder.read.git.keys.keyring import Keyring
from builder.read.git.moment import open_zone
from builder.read.git.past.history import read_history
from builder.read.git.standing import find_standing
from builder.read.git.store.every_tree import prove_trees
from builder.read.git.store.tree import CommitSource
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
DEFAULT_BRANCH = "main"

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
    _refuse_nothing(program, choice.repo, root, repository)
    history, note, work_tree = None, no_history, None
    if repository is not None:
        program = replace(program, faults=tuple(sorted((*program.faults, *repository.notes))))
        verifier = read_allowed_signers(choice.keys, open_zone(_zone(program))) if choice.keys else None
        history, note, work_tree = _examine(
            program,
            repository,
            root,
            commit or head,
            is_on_disk=not commit,
            verifier=verifier,
            shelf=_shelf(program, cache),
        )
        program = _with_committed_blobs(program, history, work_tree)
        if history is not None and not choice.by_commit:
            # Never in a pack: branches move on, and the same commit must give the same pack.
            history = replace(history, standing=find_standing(repository, history.commit, _branch(program)))
        history = history and _add_stamps(history, program, source, repository, cache)
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


def _with_committed_blobs(program: Program, history: History | None, work_tree: WorkTree | None) -> Program:
    """The program whose documents are known by the content that was committed where only line ends differ from it on disk.

    Git for Windows writes CRLF when it checks files out; without this, nobody could tell there what was approved.
    """
    if history is None or work_tree is None:
        return program
    own = {*work_tree.changed, *work_tree.added}
    committed = {
        each.path: history.files[each.path].changes[-1].blob
        for each in program.policies
        if each.path in history.files and each.path not in own
    }
    if all(committed.get(each.path, each.blob) == each.blob for each in program.policies):
        return program
    policies = tuple(replace(each, blob=committed.get(each.path, each.blob)) for each in program.policies)
    return replace(program, policies=policies)


def _refuse_nothing(program: Program, repo: Path, root: Path | None, repository: Repository | None) -> None:
    if not program.files and not program.unreadable:
        if repository and repository.work_tree and root and root != repository.work_tree.resolve():
            raise BuilderError(
                f"{repo} is a folder inside another repository, whose commits hold more than the program.",
                "Give the program a repository of its own.",
            )
        raise BuilderError(
            f"{repo} holds no program: there is nothing in content/, policies/ or records/.",
            "Give the folder of the program with --repo, or start one with `muster init DIR`.",
        )


def _branch(program: Program) -> str:
    return program.company.value.branch if program.company else DEFAULT_BRANCH


def _shelf(program: Program, cache: Cache) -> Shelf | None:
    """Where histories are kept; nowhere for a pack, which is given no cache."""
    return Shelf(cache.directory, _branch(program)) if isinstance(cache, DirectoryCache) else None


def _zone(program: Program) -> str:
    return program.company.value.time_zone if program.company else DEFAULT_ZONE


def _examine(
    program: Program,
    repository: Repository,
    root: Path | None,
    commit: str,
    *,
    is_on_disk: bool,
    verifier: Keyring | None,
    shelf: Shelf | None,
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
    # What was just read from disk needn't be hashed again.
    known = {path: entry.blob for path, entry in program.files.items()} if is_on_disk else {}
    # First, because listing the commit refuses what would fill the memory as a history.
    work_tree = compare_work_tree(repository, commit, known)
    zone = _zone(program)
    if shelf is None:
        # What nobody kept is for a pack, or for someone who asks for it: then git's word for old folders isn't taken either.
        prove_trees(repository.view, commit)
        history = read_history(repository, commit, time_zone=zone, verifier=verifier)
    else:
        history = read_kept_history(repository, commit, time_zone=zone, shelf=shelf, verifier=verifier)
    return history, "", work_tree


def _add_stamps(history: History, program: Program, source: Source, repository: Repository, cache: Cache) -> History:
    """The history with the verdicts on the program's anchors."""
    if not program.records_by_type.get("anchor"):
        return history
    # Imported late: what reads stamps takes half a second, and many programs have none.
    from builder.read.stamp.anchors import with_stamps

    def read(path: str) -> bytes:
        return next(data for _, data in source.read([path]))

    return with_stamps(history, program, read, repository.view, time_zone=_zone(program), cache=cache)


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
