"""Where rendered sections are kept, and what is said when they can't be."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.cli.program import open_sealed_cache
from builder.model.cache import NoCache
from builder.read.sealed_cache import SECRET_NAME, SealedCache


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    return tmp_path


def test_sections_are_kept_sealed_from_run_to_run(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    open_sealed_cache(False).put("a", b"section")
    kept = open_sealed_cache(False)
    assert isinstance(kept, SealedCache)
    assert kept.get("a") == b"section"
    (home / "config/muster" / SECRET_NAME).unlink()
    assert open_sealed_cache(False).get("a") is None
    assert capsys.readouterr().err == ""


def test_without_a_cache_no_secret_is_made(home: Path) -> None:
    assert isinstance(open_sealed_cache(True), NoCache)
    assert list(home.iterdir()) == []


def test_a_secret_that_others_can_read_is_told_once_and_nothing_is_kept(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    open_sealed_cache(False)
    (home / "config/muster" / SECRET_NAME).chmod(0o644)
    assert isinstance(open_sealed_cache(False), NoCache)
    [line] = capsys.readouterr().err.splitlines()
    assert line.startswith(
        "Every section is rendered anew, because none can be kept. Others than you can get at the secret"
    )
    assert isinstance(open_sealed_cache(False, quiet=True), NoCache)
    assert capsys.readouterr().err == ""
