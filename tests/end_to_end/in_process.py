"""The command line in this process: the same as a person's, without the second that a new process takes to begin."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import chdir, contextmanager, redirect_stderr, redirect_stdout
from pathlib import Path
from typing import NamedTuple

from builder.cli import main
from tests.end_to_end.command_line import environment


class Done(NamedTuple):
    """What a command left behind.

    Attributes:
        status: Exit status.
        out, error: What it printed.
    """

    status: int
    out: str
    error: str

    @property
    def text(self) -> str:
        """All it printed."""
        return self.out + self.error


def muster_here(*arguments: str | Path) -> Done:
    """What `muster ARGUMENTS` printed, and its exit status; an exception that no command should let out comes through."""
    out, error = io.StringIO(), io.StringIO()
    argv, status = sys.argv, 0
    sys.argv = ["muster", *map(str, arguments)]
    try:
        with redirect_stdout(out), redirect_stderr(error):
            main()
    except SystemExit as end:
        status = int(end.code or 0)
    finally:
        sys.argv = argv
    return Done(status, out.getvalue(), error.getvalue())


def muster_at(*arguments: str | Path, cwd: Path, timeout: float = 0, **more: str) -> subprocess.CompletedProcess[str]:
    """As `command_line.muster`, with its folder, its environment and no terminal, but in this process; nothing limits the time."""
    with chdir(cwd), _environment(environment(**more)), open(os.devnull, encoding="utf-8") as nothing:
        typed, sys.stdin = sys.stdin, nothing
        try:
            done = muster_here(*arguments)
        finally:
            sys.stdin = typed
    return subprocess.CompletedProcess([*map(str, arguments)], done.status, done.out, done.error)


@contextmanager
def _environment(wanted: dict[str, str]) -> Iterator[None]:
    before = dict(os.environ)
    os.environ.clear()
    os.environ.update(wanted)
    time.tzset()
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)
        time.tzset()


def check_here(root: Path, *options: str, format: str = "text") -> Done:
    """What `muster check` says of a repository as of one day, from its commit unless the options say otherwise."""
    which = options or ("--commit", "HEAD")
    return muster_here("check", "--no-cache", "--as-of", "2026-06-30", "--format", format, "--repo", root, *which)


ON_DISK = ("--as-of", "2026-06-30")
"""Options with which the files on disk are checked, and not the commit."""
