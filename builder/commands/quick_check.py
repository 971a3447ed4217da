"""`muster check`, and `muster` alone, without doing it again: where nothing changed since the last run, its result is printed as it was.

What a result depends on is gathered without reading a program: the bytes of all its files, git's branches and settings, the day and
the other options, and the code itself. A result is kept only if all that is still so after the run; it is never evidence.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from builder.commands.choice import Choice
from builder.commands.collecting import without_collecting
from builder.commands.program_folder import nearest_program
from builder.model.cache import Cache
from builder.model.error import BuilderError
from builder.read.cache import DirectoryCache
from builder.read.code_digest import digest_code
from builder.read.file_text import digest
from builder.read.git.kept.index_file import digest_noticed, index_file
from builder.read.git.location import find_common_dir, find_git_dir
from builder.read.git.state import digest_git_state
from builder.read.memory import Memory, memory_of_folder
from builder.read.source import MAX_ATTACHMENT, FolderSource, SourceEntry


@dataclass(frozen=True)
class _Result:
    """What a run printed, and the exit status."""

    texts: tuple[str, ...]
    status: int


def check_quickly(choice: Choice, *, format: str, strict: bool, cache: Cache, say: Callable[[str], None]) -> int:
    """Prints what the last run printed if nothing changed since; otherwise checks. Gives back the exit status.

    Args:
        choice: Which bytes and which day; the result for a named commit, or with a list of keys, is not kept.
        format: As for `check`.
        strict: Likewise.
        cache: Where the last result, and what was read, is kept.
        say: Prints a text.
    """

    def work(memory: Memory | None, say: Callable[[str], None]) -> tuple[int, Path | None]:
        return _check(choice, format, strict, cache, memory, say)

    return answer_quickly(choice, work, name="check", question=f"{format} {strict}", cache=cache, say=say)


Work = Callable[[Memory | None, Callable[[str], None]], tuple[int, Path | None]]
"""Says a result, with what is known of the files on disk, and gives back the exit status and the folder that was read."""


def answer_quickly(
    choice: Choice, work: Work, *, name: str, question: str, cache: Cache, say: Callable[[str], None]
) -> int:
    """Prints what the last run printed if nothing changed since; otherwise works, and keeps the result. Gives back the exit status.

    Args:
        choice: Which bytes and which day; the result for a named commit, or with a list of keys, is not kept.
        work: What is done where something changed.
        name: Under which the last result is kept, one for each folder.
        question: Whatever else than the program, the repository, the day and the code the result depends on.
        cache: Where the last result, and what was read, is kept.
        say: Prints a text.
    """
    root = _root(choice)
    memory = memory_of_folder(cache, root)
    if choice.needs_commit or choice.keys or memory.stamps is None:
        return work(None, say)[0]
    days = (choice.as_of or choice.today, choice.first, choice.last)
    noticed = _noticed(choice.repo, cache)
    question = " ".join(map(str, (digest_code(), *days, question, root, noticed)))
    place = f"{name} {root}"
    seen = _look(choice.repo, root)
    kept = cache.get(place)
    if kept is not None:
        result = _take_up(kept, _key(question, seen, _hash_files(seen, memory)))
        if result is not None:
            memory.stamps.save()
            return _print(result, say)
    texts: list[str] = []
    status, folder = work(memory, texts.append)
    # What changed while it was checked may or may not be in the result.
    if folder == root and _look(choice.repo, root) == seen and _noticed(choice.repo, cache) == noticed:
        key = _key(question, seen, _recall_files(seen, memory))
        if key:
            cache.put(place, json.dumps([key, texts, status]).encode())
    return _print(_Result(tuple(texts), status), say)


def _check(
    choice: Choice, format: str, strict: bool, cache: Cache, memory: Memory | None, say: Callable[[str], None]
) -> tuple[int, Path | None]:
    """The exit status, and the folder that was read."""
    with without_collecting():
        # Imported late: models, rules and git take half a second, and an unchanged program needs none of them.
        from builder.commands.check import check
        from builder.commands.prepare import prepare

        with prepare(choice, cache=cache, memory=memory) as prepared:
            return check(prepared.snapshot, format=format, strict=strict, say=say), prepared.root


def _root(choice: Choice) -> Path:
    """The folder whose files will be read, as far as that can be told beforehand."""
    if any((choice.repo / name).is_dir() for name in ("records", "policies")):
        return choice.repo.resolve()
    try:
        work_tree = find_git_dir(choice.repo)[1]
    except BuilderError:
        work_tree = nearest_program(choice.repo)
    return (work_tree or choice.repo).resolve()


@dataclass(frozen=True)
class _Seen:
    """What a result depends on besides the bytes of files.

    Attributes:
        root: The folder of the program.
        files: The files, with the stamps they had.
        rest: Links with their targets, repositories inside, and the state of the repository around.
    """

    root: Path
    files: tuple[SourceEntry, ...]
    rest: str


def _look(repo: Path, root: Path) -> _Seen:
    source = FolderSource(root)
    entries = source.entries().values()
    other = [
        f"{entry.kind} {entry.path} {(root / entry.path).readlink() if entry.kind == 'link' else ''}"
        for entry in entries
        if entry.kind != "file"
    ]
    around = [f"builder {(root / 'builder').is_dir()}", *sorted(source.nested), _git_state(repo)]
    return _Seen(root, tuple(entry for entry in entries if entry.kind == "file"), "\0".join((*other, *around)))


def _git_state(repo: Path) -> str:
    try:
        git_dir, work_tree = find_git_dir(repo)
        return f"{git_dir} {work_tree} {digest_git_state(git_dir)}"
    except (BuilderError, OSError):
        return "no repository"


def _noticed(repo: Path, cache: Cache) -> str:
    """What this computer noticed about the branch so far: a result tells it, until somebody forgets it."""
    try:
        common_dir = find_common_dir(find_git_dir(repo)[0])
    except (BuilderError, OSError):
        return ""
    return digest_noticed(index_file(cache.directory, common_dir)) if isinstance(cache, DirectoryCache) else ""


def _hash_files(seen: _Seen, memory: Memory) -> Iterator[str | None]:
    """The sha256 of every file; None for one that is too large to be read by a check either."""
    source = FolderSource(seen.root)
    for entry in seen.files:
        known = memory.digests(entry)
        if known is None and entry.size <= MAX_ATTACHMENT:
            known = digest(next(data for _, data in source.read([entry.path])))
            memory.note(entry, known)
        yield known and known.sha256


def _recall_files(seen: _Seen, memory: Memory) -> Iterator[str | None]:
    """The sha256 of every file as it was read; None for one that was not, or that has another stamp by now."""
    for entry in seen.files:
        known = memory.digests(entry)
        yield known and known.sha256


def _key(question: str, seen: _Seen, digests: Iterable[str | None]) -> str:
    """The key of a result; empty where a digest is missing, and nothing can be kept."""
    found = hashlib.sha256(f"{question}\0{seen.rest}\0".encode("utf-8", "surrogateescape"))
    for entry, sha256 in zip(seen.files, digests, strict=True):
        if sha256 is None:
            return ""
        found.update(f"{entry.path}\0{sha256}\0".encode("utf-8", "surrogateescape"))
    return found.hexdigest()


def _print(result: _Result, say: Callable[[str], None]) -> int:
    for text in result.texts:
        say(text)
    return result.status


def _take_up(kept: bytes, key: str) -> _Result | None:
    try:
        kept_key, texts, status = json.loads(kept)
    except (ValueError, TypeError):
        return None
    return _Result(tuple(map(str, texts)), int(status)) if key and kept_key == key else None
