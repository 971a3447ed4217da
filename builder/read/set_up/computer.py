"""Facts about the computer that need nothing but Python and git."""

from __future__ import annotations

import platform
import sys
import tempfile

from builder import __version__
from builder.model.error import BuilderError
from builder.model.set_up import Computer
from builder.read.cache import default_directory
from builder.read.git.user_settings import read_git_version, read_user_settings


def read_computer(now: int) -> Computer:
    """The facts; what lays out pages and reads codes is added by those who can.

    Args:
        now: The time of the clock, in seconds since 1970 UTC.
    """
    cache, cache_error = _try_cache()
    return Computer(
        system=platform.system(),
        python=(sys.version_info.major, sys.version_info.minor, sys.version_info.micro),
        is_64_bit=sys.maxsize > 2**32,
        version=__version__,
        git=_git_version(),
        settings=read_user_settings(),
        cache=cache,
        cache_error=cache_error,
        now=now,
    )


def _git_version() -> tuple[int, ...]:
    try:
        return read_git_version()
    except BuilderError:
        # It isn't there; what that means is judged elsewhere.
        return ()


def _try_cache() -> tuple[str, str]:
    """The folder of the cache, and why nothing can be kept in it."""
    try:
        folder = default_directory()
    except RuntimeError as error:  # a user without a home
        return "", str(error)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(b"muster")
    except OSError as error:
        return str(folder), error.strerror or str(error)
    return str(folder), ""
