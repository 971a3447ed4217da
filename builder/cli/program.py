"""From the options of a verb to what it works on."""

from __future__ import annotations

from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path
from typing import Any

from builder.cli.terminal import tell, today
from builder.model.cache import Cache, NoCache
from builder.model.error import BuilderError


def open_cache(no_cache: bool) -> Cache:
    """Where results are kept between runs."""
    from builder.read.cache import DirectoryCache, default_directory

    return NoCache() if no_cache else DirectoryCache(default_directory())


def open_sealed_cache(no_cache: bool, quiet: bool = False) -> Cache:
    """Where rendered sections are kept: what is taken from there gets signed, so nobody else may be able to put anything in.

    Where that can't be made sure, nothing is kept, and a line says why unless quiet is wanted.
    """
    from builder.read.cache import default_directory
    from builder.read.sealed_cache import SealedCache, read_secret
    from builder.read.user_folders import settings_directory

    if no_cache:
        return NoCache()
    try:
        directory = default_directory()
        return SealedCache(directory, read_secret(settings_directory(), directory))
    except (BuilderError, RuntimeError) as error:  # the latter where a user has no home
        why = f"{error.message} {error.cure}" if isinstance(error, BuilderError) else f"{error}"
        if not quiet:
            tell(f"Every section is rendered anew, because none can be kept. {why}".strip())
        return NoCache()


def open_program(
    repo: Path, commit: str | None, as_of: date | None, *, no_cache: bool = False, **more: Any
) -> AbstractContextManager[Any]:
    """The program that the options choose, open for a `with` statement."""
    from builder.commands.prepare import Choice, prepare

    return prepare(Choice(repo, commit, as_of, today(), **more), cache=open_cache(no_cache))
