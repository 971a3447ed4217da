"""One piece of work on a repository, in a process of its own, which says what it cost: `python -m tests.benchmarks.work_on_history WHAT ROOT COMMIT [FOLDER]`.

Counted is the work, with the git processes it starts, and not the start of the interpreter and its imports: a fifth of a second that would
hide everything at 2,000 commits.
"""

from __future__ import annotations

import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import yaml

from builder.commands.collecting import without_collecting
from builder.model.history import History
from builder.read.git.kept.kept_history import Shelf, read_kept_history
from builder.read.git.past.change_log import read_change_log
from builder.read.git.past.history import read_history
from builder.read.git.store.objects import read_objects
from builder.read.git.store.tree import CommitSource
from builder.read.git.view import open_repository

ZONE = "America/Edmonton"


def list_changes(root: Path, commit: str) -> None:
    """Git's own list, read and thrown away: what nothing can be quicker than."""
    options = ("-c", "core.commitGraph=false", "log", "--raw", "-z", "-M", "--format=%H")
    command = ["git", "-C", str(root), *options, commit]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        while process.stdout.read(1 << 20):
            pass


def list_and_parse(root: Path, commit: str) -> None:
    """The same, and PyYAML's C loader over every record and front matter of the last commit."""
    list_changes(root, commit)
    with open_repository(root) as repository:
        source = CommitSource(repository.view, commit)
        for path, data in source.read(path for path in source.tree if path.endswith((".yaml", ".md"))):
            _parse(path, data)


def list_and_parse_all(root: Path, commit: str) -> None:
    """The same over every revision that arrived on the branch, which is what the history reads."""
    with open_repository(root) as repository:
        log = read_change_log(repository.view, commit)
        line = repository.view.require("rev-list", "--first-parent", commit, "--").decode().split()
        changes = [
            change
            for id in line
            for change in log[id].changes
            if change.blob and change.path.endswith((".yaml", ".md"))
        ]
        blobs = [change.blob for change in changes]
        texts = read_objects(repository.view, blobs, "blob", lambda index: changes[index].path)
        for change, data in zip(changes, texts, strict=True):
            _parse(change.path, data)


def _parse(path: str, data: bytes) -> None:
    text = data.decode()
    yaml.load(text.split("\n---", 1)[0] if path.endswith(".md") else text, yaml.CSafeLoader)


def pass_over(root: Path, commit: str) -> None:
    """Our pass over all commits: who changed which file."""
    with open_repository(root) as repository:
        read_change_log(repository.view, commit)


def read_all(root: Path, commit: str) -> None:
    """The whole history as `muster check` reads it, with nothing kept from an earlier time, and every file looked at once."""
    with open_repository(root) as repository:
        look_through(read_history(repository, commit, time_zone=ZONE))


def read_kept(root: Path, commit: str, shelf: Path) -> History:
    """The same with what an earlier run kept in a folder; what is new is kept for the next one."""
    with open_repository(root) as repository:
        return read_kept_history(repository, commit, time_zone=ZONE, shelf=Shelf(shelf, "main"))


def look_through(history: History) -> None:
    """The day on which every file entered, what its last revision says of itself, and who changed it."""
    for file in history.files.values():
        last = file.changes[-1]
        _ = file.entered, last.content, last.author


WORK: dict[str, Callable[..., object]] = {
    "list": list_changes,
    "list-and-parse": list_and_parse,
    "list-and-parse-all": list_and_parse_all,
    "pass": pass_over,
    "read": read_all,
    "kept": lambda root, commit, shelf: read_kept(root, commit, Path(shelf)),
    "kept-and-looked-at": lambda root, commit, shelf: look_through(read_kept(root, commit, Path(shelf))),
}


def main() -> None:
    """Does the work and prints seconds of CPU and the largest memory of this process in MiB."""
    what, root, *more = sys.argv[1:]
    # GitPython looks for git while it is imported; that belongs to the start as well.
    __import__("git.cmd")
    before = _cpu()
    with without_collecting():
        WORK[what](Path(root), *more)
    print(_cpu() - before, _memory())


def _cpu() -> float:
    both = (resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN))
    return sum(used.ru_utime + used.ru_stime for used in both)


def _memory() -> float:
    """The peak of this process alone; what `wait4` gives has the memory of the git processes in it."""
    try:
        status = Path("/proc/self/status").read_text(encoding="ascii")
        return int(status.split("VmHWM:")[1].split()[0]) / 1024
    except (OSError, IndexError):
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
