"""Where caches and settings live, on each system."""

from __future__ import annotations

from pathlib import PurePath

import pytest

from builder.read.user_folders import place

LOCAL, ROAMING = r"C:\Users\marnie\AppData\Local", r"C:\Users\marnie\AppData\Roaming"
WINDOWS = {"LOCALAPPDATA": LOCAL, "APPDATA": ROAMING}


@pytest.mark.parametrize(
    ("variable", "environment", "platform", "folder"),
    [
        ("XDG_CACHE_HOME", {}, "linux", "/home/marnie/.cache/muster"),
        ("XDG_CONFIG_HOME", {}, "darwin", "/home/marnie/.config/muster"),
        ("XDG_CACHE_HOME", WINDOWS, "win32", f"{LOCAL}/muster"),
        ("XDG_CONFIG_HOME", WINDOWS, "win32", f"{ROAMING}/muster"),
        ("XDG_CONFIG_HOME", WINDOWS, "linux", "/home/marnie/.config/muster"),
        ("XDG_CACHE_HOME", {**WINDOWS, "XDG_CACHE_HOME": "/kept"}, "win32", "/kept/muster"),
        ("XDG_CACHE_HOME", {"XDG_CACHE_HOME": ""}, "win32", "/home/marnie/.cache/muster"),
    ],
)
def test_each_system_has_its_own_place(variable: str, environment: dict[str, str], platform: str, folder: str) -> None:
    assert place(variable, environment, platform, lambda: PurePath("/home/marnie")) == PurePath(folder)


def test_a_home_is_asked_for_only_where_no_variable_says_it() -> None:
    def no_home() -> PurePath:
        raise RuntimeError("nobody has a home here")

    assert place("XDG_CACHE_HOME", {"XDG_CACHE_HOME": "/kept"}, "linux", no_home) == PurePath("/kept/muster")
