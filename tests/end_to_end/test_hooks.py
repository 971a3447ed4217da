"""The hooks for those who use git by hand, run by the real pre-commit: before a commit is made, the program is checked."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.end_to_end.command_line import TOP, environment
from tests.end_to_end.test_recipes import PLANTED, WRONG, begin_company
from tests.histories.repository import GitRepository


def by_hand(tools: Path, home: Path) -> dict[str, str]:
    """The environment of somebody who uses git by hand: `muster` is on the search path, no network is, and nothing of this machine's own user."""
    return environment(
        PATH=f"{tools}:{os.environ['PATH']}",
        HOME=str(home),
        GIT_CONFIG_NOSYSTEM="1",
        PRE_COMMIT_HOME=str(home / "pre-commit"),
        PIP_NO_INDEX="1",
        GIT_AUTHOR_NAME="Zoë",
        GIT_AUTHOR_EMAIL="z@x.example",
        GIT_COMMITTER_NAME="Zoë",
        GIT_COMMITTER_EMAIL="z@x.example",
    )


def commit(company: GitRepository, tools: Path, home: Path) -> subprocess.CompletedProcess[str]:
    """What git says to a commit by hand."""
    settings = by_hand(tools, home)
    subprocess.run(["git", "add", "--all"], cwd=company.root, env=settings, check=True)
    return subprocess.run(
        ["git", "commit", "--quiet", "-m", "By hand"],
        cwd=company.root,
        env=settings,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_a_commit_with_an_error_is_not_made_and_says_only_what_is_wrong(tmp_path: Path) -> None:
    company, tools = begin_company(tmp_path / "our safety"), tmp_path / "tools"
    tools.mkdir()
    (tools / "muster").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m builder "$@"\n', encoding="utf-8")
    (tools / "muster").chmod(0o755)
    pre_commit = Path(sys.executable).with_name("pre-commit")
    settings = by_hand(tools, tmp_path)
    subprocess.run([pre_commit, "install"], cwd=company.root, env=settings, capture_output=True, check=True)
    before = company.head()

    company.write({WRONG: PLANTED})
    refused = commit(company, tools, tmp_path)
    assert refused.returncode == 1
    assert f"{WRONG}:5:1: error REC007 unknown-field" in refused.stderr
    # A company just begun has more than a hundred gaps; they would bury the error.
    assert " gap " not in refused.stderr
    assert company.head() == before

    company.write({WRONG: None, "README.md": "# Ours\n"})
    passed = commit(company, tools, tmp_path)
    assert (passed.returncode, "no files to check" in passed.stderr) == (0, True)
    assert company.head() != before


def test_the_hooks_of_this_repository_are_ones_that_pre_commit_takes(tmp_path: Path) -> None:
    # That they run the same commands as a company's own hooks is seen in tests/render/recipes/test_files.py.
    hooks = TOP / ".pre-commit-hooks.yaml"
    shutil.copy(hooks, tmp_path)
    validate = [Path(sys.executable).with_name("pre-commit"), "validate-manifest", ".pre-commit-hooks.yaml"]
    settings = by_hand(tmp_path, tmp_path)
    assert subprocess.run(validate, cwd=tmp_path, env=settings, capture_output=True, check=False).returncode == 0
