"""Sharing from a computer whose folders are called as people are called."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest

from tests.commands.saving.offices import make_offices, settle_user


def test_an_apostrophe_in_the_name_of_the_user_hinders_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settle_user(monkeypatch, tmp_path / "home")
    ann, _, hub = make_offices(tmp_path)
    passing = tmp_path / "Pat O'Brien" / "Temp"
    passing.mkdir(parents=True)
    monkeypatch.setattr(tempfile, "tempdir", str(passing))
    ann.change("records/inspection/2026/insp-0001.yaml", "items_ok: 20", "items_ok: 21")
    assert ann.save().endswith("Shared with everybody.")
    assert hub.git("rev-parse", "main").decode().strip() == ann.repository.head()
