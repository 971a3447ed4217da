"""`muster editor` adds to the settings of the program's own folder."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from builder.commands.editor import editor
from builder.model.error import BuilderError


def test_settings_and_schemas_are_written_at_the_top_of_the_program(tmp_path: Path) -> None:
    (tmp_path / "records/people").mkdir(parents=True)
    said: list[str] = []
    assert editor(repo=tmp_path / "records/people", say=said.append) == 0
    assert json.loads((tmp_path / ".vscode/settings.json").read_text())["yaml.schemas"]
    assert (tmp_path / ".muster/schemas/company.json").is_file()
    assert "YAML extension" in said[1]


def test_own_settings_survive(tmp_path: Path) -> None:
    (tmp_path / "records").mkdir()
    (tmp_path / ".vscode").mkdir()
    (tmp_path / ".vscode/settings.json").write_bytes(b'\xef\xbb\xbf{"editor.fontSize": 18}')
    editor(repo=tmp_path, say=lambda _: None)
    assert json.loads((tmp_path / ".vscode/settings.json").read_text())["editor.fontSize"] == 18


@pytest.mark.parametrize("data", [b'{\n  // bigger\n  "editor.fontSize": 18\n}\n', b"\xff\xfe{\x00}\x00"])
def test_settings_that_cannot_be_added_to_are_left_alone_and_nothing_else_is_written(
    tmp_path: Path, data: bytes
) -> None:
    (tmp_path / "records").mkdir()
    (tmp_path / ".vscode").mkdir()
    (tmp_path / ".vscode/settings.json").write_bytes(data)
    with pytest.raises(BuilderError, match=r"settings\.json"):
        editor(repo=tmp_path, say=lambda _: None)
    assert (tmp_path / ".vscode/settings.json").read_bytes() == data
    assert not (tmp_path / ".muster").exists()


def test_outside_a_program_nothing_is_written(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    with pytest.raises(BuilderError, match="holds no program"):
        editor(repo=tmp_path, say=lambda _: None)
    assert [path.name for path in tmp_path.iterdir()] == [".git"]
