"""What is a link, and is never followed: also the kind that Windows makes without asking for rights."""

from __future__ import annotations

import os
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from builder.read import source
from builder.read.plain_file import is_junction
from builder.read.source import FolderSource


@pytest.mark.parametrize(("tag", "is_one"), [(0xA0000003, True), (0x9000001A, False), (0, False)])
def test_a_junction_is_a_link_and_a_file_that_onedrive_fetches_is_not(tag: int, is_one: bool) -> None:
    status: Any = SimpleNamespace(st_reparse_tag=tag)
    assert is_junction(status) is is_one


def test_what_lies_behind_a_junction_is_not_of_the_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inside = tmp_path / "records" / "training"
    inside.mkdir(parents=True)
    (inside / "private.yaml").write_text("id: x\n")
    number = inside.stat().st_ino

    def seen(status: os.stat_result) -> bool:
        return status.st_ino == number

    monkeypatch.setattr(source, "is_junction", seen)
    found = FolderSource(tmp_path).entries()
    assert {path: entry.kind for path, entry in found.items()} == {"records/training": "link"}
