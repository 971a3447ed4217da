"""Where a user's own files live on this machine: what is kept between runs, and settings. Never in the repository."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path, PurePath

_LINUX = {"XDG_CACHE_HOME": ".cache", "XDG_CONFIG_HOME": ".config"}
"""Below the user's home; macOS keeps them there too, for programs that run in a terminal."""

_WINDOWS = {"XDG_CACHE_HOME": "LOCALAPPDATA", "XDG_CONFIG_HOME": "APPDATA"}


def cache_directory() -> Path:
    r"""Where caches live: `$XDG_CACHE_HOME/muster`, else `~/.cache/muster`, on Windows `%LOCALAPPDATA%\muster`."""
    return _here("XDG_CACHE_HOME")


def settings_directory() -> Path:
    r"""Where settings and secrets live: `$XDG_CONFIG_HOME/muster`, else `~/.config/muster`, on Windows `%APPDATA%\muster`."""
    return _here("XDG_CONFIG_HOME")


def _here(variable: str) -> Path:
    known = {"XDG_CACHE_HOME", "XDG_CONFIG_HOME", "LOCALAPPDATA", "APPDATA"} & os.environ.keys()
    return Path(place(variable, {name: os.environ[name] for name in known}, sys.platform, Path.home))


def place(variable: str, environment: Mapping[str, str], platform: str, home: Callable[[], PurePath]) -> PurePath:
    """The folder that a variable, or its counterpart on the platform, stands for.

    Args:
        variable: XDG_CACHE_HOME or XDG_CONFIG_HOME (XDG Base Directory Specification 0.8), which count everywhere if they are set.
        environment: The variables that are set.
        platform: As `sys.platform` says it.
        home: Gives the user's home; asked only where it is needed, since not everybody has one.
    """
    base = environment.get(variable)
    if not base and platform == "win32":
        base = environment.get(_WINDOWS[variable])
    if base:
        return PurePath(base) / "muster"
    return home() / _LINUX[variable] / "muster"
