"""From the options of a verb to what it works on."""

from __future__ import annotations

from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path
from typing import Any

from builder.cli.terminal import today
from builder.model.cache import Cache, NoCache


def open_cache(no_cache: bool) -> Cache:
    """Where results are kept between runs."""
    from builder.read.cache import DirectoryCache, default_directory

    return NoCache() if no_cache else DirectoryCache(default_directory())


def open_program(
    repo: Path, commit: str | None, as_of: date | None, *, no_cache: bool = False, **more: Any
) -> AbstractContextManager[Any]:
    """The program that the options choose, open for a `with` statement."""
    from builder.commands.prepare import Choice, prepare

    return prepare(Choice(repo, commit, as_of, today(), **more), cache=open_cache(no_cache))
