"""Several files arrive together or not at all."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from builder.commands.files import write_new, write_over
from builder.model.error import BuilderError


def test_new_files_are_written_with_their_folders(tmp_path: Path) -> None:
    write_new(tmp_path, {"a/b/one.yaml": "Zoë\n", "two.yaml": "x\n"})
    assert (tmp_path / "a/b/one.yaml").read_bytes() == "Zoë\n".encode()
    assert (tmp_path / "two.yaml").read_text() == "x\n"


@pytest.mark.parametrize("taken", ["file", "folder", "broken link"])
def test_one_file_that_exists_keeps_all_from_being_written(tmp_path: Path, taken: str) -> None:
    target = tmp_path / "two.yaml"
    if taken == "file":
        target.write_text("mine")
    elif taken == "folder":
        target.mkdir()
    else:
        target.symlink_to("nowhere")
    with pytest.raises(BuilderError, match="exists already"):
        write_new(tmp_path, {"one.yaml": "x", "two.yaml": "x"})
    assert not (tmp_path / "one.yaml").exists()


def test_files_already_written_are_taken_back_when_a_later_one_fails(tmp_path: Path) -> None:
    (tmp_path / "blocked").write_text("a file where a folder should be")
    with pytest.raises(OSError, match="blocked"):
        write_new(tmp_path, {"one.yaml": "x", "blocked/two.yaml": "x"})
    assert sorted(os.listdir(tmp_path)) == ["blocked"]


def test_writing_over_replaces_the_whole_text(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text("a much longer text than the new one")
    write_over(tmp_path, {"a.json": "new\n", "sub/b.json": "b\n"})
    assert (tmp_path / "a.json").read_text() == "new\n"
    assert (tmp_path / "sub/b.json").read_text() == "b\n"
    assert stat.S_IMODE((tmp_path / "a.json").stat().st_mode) == 0o644


def test_a_write_that_fails_leaves_the_old_text_and_no_litter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.json").write_text("old")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match="No space"):
        write_over(tmp_path, {"a.json": "new"})
    assert os.listdir(tmp_path) == ["a.json"]
    assert (tmp_path / "a.json").read_text() == "old"
