"""The cache may be lost, damaged or forbidden at any time, and nothing but time is lost."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from builder.read.cache import DirectoryCache, default_directory


def test_what_was_kept_is_found_under_its_key_and_no_other(tmp_path: Path) -> None:
    cache = DirectoryCache(tmp_path / "not" / "there" / "yet")
    cache.put("a", b"one")
    cache.put("a", b"two")
    assert cache.get("a") == b"two"
    assert cache.get("A") is None
    assert DirectoryCache(tmp_path / "not" / "there" / "yet").get("a") == b"two"


def test_nothing_is_a_value_too(tmp_path: Path) -> None:
    cache = DirectoryCache(tmp_path)
    cache.put("empty", b"")
    assert cache.get("empty") == b""


@pytest.mark.parametrize("damage", [b"", b"short", b"x" * 40])
def test_a_damaged_entry_counts_as_lost(tmp_path: Path, damage: bytes) -> None:
    cache = DirectoryCache(tmp_path)
    cache.put("a", b"value")
    [file] = [path for path in tmp_path.rglob("*") if path.is_file()]
    file.write_bytes(damage)
    assert cache.get("a") is None


def test_one_changed_byte_counts_as_lost(tmp_path: Path) -> None:
    cache = DirectoryCache(tmp_path)
    cache.put("a", b"value")
    [file] = [path for path in tmp_path.rglob("*") if path.is_file()]
    file.write_bytes(file.read_bytes()[:-1] + b"X")
    assert cache.get("a") is None


def test_a_folder_that_cannot_be_written_is_no_reason_to_stop(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("a file where the folder should be")
    cache = DirectoryCache(blocked)
    cache.put("a", b"value")
    assert cache.get("a") is None


def test_keys_with_file_names_of_any_kind_stay_inside_the_folder(tmp_path: Path) -> None:
    cache = DirectoryCache(tmp_path / "cache")
    for key in ("../../escape", "/etc/passwd", "caf\udce9", "a\x00b", "x" * 5000):
        cache.put(key, key.encode("utf-8", "surrogatepass"))
        assert cache.get(key) == key.encode("utf-8", "surrogatepass")
    assert os.listdir(tmp_path) == ["cache"]


def test_half_written_files_do_not_stay_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    DirectoryCache(tmp_path).put("a", b"value")
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_the_folder_is_the_one_the_system_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert default_directory() == tmp_path / "muster"
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    assert default_directory() == tmp_path / "home" / ".cache" / "muster"
