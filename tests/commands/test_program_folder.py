"""The program is found from anywhere inside it, and never somewhere else."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.commands.program_folder import find_program, nearest_program
from builder.model.error import BuilderError
from tests.histories.repository import GitRepository


def folders(root: Path, *paths: str) -> None:
    for path in paths:
        (root / path).mkdir(parents=True, exist_ok=True)


@pytest.mark.parametrize("start", [".", "records", "records/inspection/2026", "policies", "content/how-to", ".vscode"])
def test_from_inside_a_repository_its_top_is_found(tmp_path: Path, start: str) -> None:
    folders(tmp_path, ".git", "records", "policies", start)
    assert find_program(tmp_path / start) == tmp_path


def test_without_a_repository_it_is_found_from_inside_its_own_folders(tmp_path: Path) -> None:
    folders(tmp_path, "records/people", "other")
    assert find_program(tmp_path / "records/people") == tmp_path
    assert nearest_program(tmp_path / "other") is None


def test_the_innermost_program_counts(tmp_path: Path) -> None:
    folders(tmp_path, ".git", "records", "dist/demo/.git", "dist/demo/records/people")
    assert find_program(tmp_path / "dist/demo/records/people") == tmp_path / "dist/demo"


def test_nobody_looks_beyond_the_repository(tmp_path: Path) -> None:
    folders(tmp_path, "records/inside/.git/x", "records/inside/deep")
    assert nearest_program(tmp_path / "records/inside/deep") is None


def test_a_folder_that_is_none_is_told_from_one_without_a_program(tmp_path: Path) -> None:
    with pytest.raises(BuilderError, match="There is no folder"):
        find_program(tmp_path / "missing")
    with pytest.raises(BuilderError, match="holds no program") as refused:
        find_program(tmp_path)
    assert "muster init" in refused.value.cure


def test_a_bare_repository_is_called_by_its_name(tmp_path: Path) -> None:
    GitRepository.make(tmp_path / "bare.git", "--bare")
    with pytest.raises(BuilderError, match="is a bare repository") as refused:
        find_program(tmp_path / "bare.git")
    assert "Clone it" in refused.value.cure
