"""A new program is there whole or not at all, and nothing of the machine gets into it."""

from __future__ import annotations

import os
import subprocess
from datetime import date
from pathlib import Path

import pytest

from builder.commands import init as init_module
from builder.commands.init import init
from builder.model.error import BuilderError
from builder.read.git.view import NoHistoryError, open_repository
from builder.read.program import read_program
from builder.read.source import FolderSource
from builder.render.starter import Answers, SiteAnswer

ANSWERS = Answers('Zoë\'s "Heat: Pipe" Ltd.', wcb_account="0142", sites=(SiteAnswer("office", "Office", "office"),))
TODAY = date(2026, 3, 4)


def run(target: Path) -> list[str]:
    said: list[str] = []
    assert init(target, answers=ANSWERS, today=TODAY, say=said.append) == 0
    return said


def test_the_new_program_is_a_repository_on_main_without_a_commit(tmp_path: Path) -> None:
    run(tmp_path / "new")
    assert (tmp_path / "new/.git/HEAD").read_text() == "ref: refs/heads/main\n"
    with pytest.raises(NoHistoryError, match="no commit yet"):
        open_repository(tmp_path / "new")


def test_git_itself_finds_everything_in_order(tmp_path: Path) -> None:
    run(tmp_path / "new")
    environment = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "GIT_CONFIG_NOSYSTEM": "1"}
    status = subprocess.run(
        ["git", "status", "--porcelain"],
        cwd=tmp_path / "new",
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert "?? records/" in status.stdout
    assert "?? .vscode/" in status.stdout
    config = (tmp_path / "new/.git/config").read_text()
    assert "worktree" not in config
    assert "bare = false" in config


def test_what_it_wrote_reads_without_a_fault_but_empty_fields(tmp_path: Path) -> None:
    run(tmp_path / "new")
    program = read_program(FolderSource(tmp_path / "new"))
    assert {fault.name for fault in program.faults} == {"detail-missing"}
    assert program.company is not None
    assert (program.company.value.name, program.company.value.wcb_account) == ('Zoë\'s "Heat: Pipe" Ltd.', "0142")


def test_the_editor_is_set_up(tmp_path: Path) -> None:
    run(tmp_path / "new")
    assert (tmp_path / "new/.vscode/settings.json").is_file()
    assert (tmp_path / "new/.muster/schemas/inspection.json").is_file()


def test_hooks_from_the_template_folder_of_the_machine_do_not_get_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hook = tmp_path / "template/hooks/post-commit"
    hook.parent.mkdir(parents=True)
    hook.write_text("#!/bin/sh\ntouch /tmp/never\n")
    hook.chmod(0o755)
    home = tmp_path / "home"
    home.mkdir()
    (home / ".gitconfig").write_text(f"[init]\n\ttemplateDir = {tmp_path / 'template'}\n\tdefaultBranch = trunk\n")
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("GIT_TEMPLATE_DIR", str(tmp_path / "template"))
    run(tmp_path / "new")
    assert not (tmp_path / "new/.git/hooks").exists()
    assert (tmp_path / "new/.git/HEAD").read_text() == "ref: refs/heads/main\n"


def test_an_outer_repository_of_a_hook_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "outer.git"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(tmp_path / "outer-index"))
    run(tmp_path / "new")
    assert (tmp_path / "new/.git").is_dir()
    assert not (tmp_path / "outer.git").exists()


def test_an_empty_folder_is_filled_in_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "empty"
    target.mkdir()
    before = target.stat().st_ino
    monkeypatch.chdir(target)
    said = run(Path())
    assert target.stat().st_ino == before
    assert (Path.cwd() / "records/company.yaml").is_file()
    assert sorted(item.name for item in target.iterdir()) == sorted(
        [
            *(
                ".git",
                ".gitattributes",
                ".github",
                ".gitignore",
                ".gitlab-ci.yml",
                ".muster",
                ".pre-commit-config.yaml",
            ),
            *(".vscode", "README.md", "content", "mkdocs.yml", "policies", "records"),
        ]
    )
    assert not [line for line in said if "cd " in line]


def test_folders_on_the_way_are_made(tmp_path: Path) -> None:
    said = run(tmp_path / "a/b/new")
    assert (tmp_path / "a/b/new/records/company.yaml").is_file()
    assert f"  cd {tmp_path / 'a/b/new'}" in said


def test_the_line_to_copy_holds_for_a_folder_with_a_space_in_its_name(tmp_path: Path) -> None:
    assert f"  cd '{tmp_path / 'our safety'}'" in run(tmp_path / "our safety")


@pytest.mark.parametrize("taken", ["file", "hidden", "link"])
def test_a_folder_that_holds_something_is_refused_and_left_as_it_was(tmp_path: Path, taken: str) -> None:
    target = tmp_path / "mine"
    if taken == "link":
        (tmp_path / "elsewhere").mkdir()
        target.symlink_to(tmp_path / "elsewhere")
    else:
        target.mkdir()
        (target / ("notes.txt" if taken == "file" else ".hidden")).write_text("mine")
    before = sorted(str(path) for path in tmp_path.rglob("*"))
    with pytest.raises(BuilderError, match="is not an empty folder") as refused:
        run(target)
    assert "nothing was written" in refused.value.cure
    assert sorted(str(path) for path in tmp_path.rglob("*")) == before


def test_a_file_in_the_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("mine")
    with pytest.raises(BuilderError, match="is not an empty folder"):
        run(tmp_path / "mine")
    assert (tmp_path / "mine").read_text() == "mine"


@pytest.mark.parametrize("exists", [True, False])
@pytest.mark.parametrize("step", ["create_repository", "_put_in_place", "starter_files"])
def test_breaking_off_leaves_nothing_half_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, exists: bool
) -> None:
    def break_off(*_: object) -> None:
        raise KeyboardInterrupt

    target = tmp_path / "new"
    if exists:
        target.mkdir()
    monkeypatch.setattr(init_module, step, break_off)
    with pytest.raises(KeyboardInterrupt):
        run(target)
    assert list(tmp_path.rglob("*")) == ([target] if exists else [])


def test_breaking_off_while_the_files_are_moved_leaves_the_folder_empty(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "new"
    target.mkdir()
    rename = Path.rename

    def fail_at_records(self: Path, to: Path) -> Path:
        if self.name == "records":
            raise OSError(28, "No space left on device")
        return rename(self, to)

    monkeypatch.setattr(Path, "rename", fail_at_records)
    with pytest.raises(OSError, match="No space left"):
        run(target)
    assert list(tmp_path.rglob("*")) == [target]
