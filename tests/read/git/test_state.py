"""Whatever could change git's answers changes the digest of its state."""

from __future__ import annotations

from pathlib import Path

from builder.read.git.state import digest_git_state
from tests.histories.repository import GitRepository


def test_commits_branches_settings_and_replacements_change_it_and_reading_does_not(tmp_path: Path) -> None:
    made = GitRepository.make(tmp_path / "company")
    git_dir = made.root / ".git"
    found = [digest_git_state(git_dir)]

    def look() -> None:
        found.append(digest_git_state(git_dir))

    made.commit({"records/a.yaml": "id: a\n"})
    look()
    made.commit({"records/a.yaml": "id: b\n"})
    look()
    made.git("branch", "other")
    look()
    made.git("checkout", "--quiet", "other")
    look()
    made.git("config", "core.bare", "false")
    made.git("config", "core.autocrlf", "true")
    look()
    made.git("replace", "HEAD", "HEAD~1")
    look()
    (git_dir / "info").mkdir(exist_ok=True)
    (git_dir / "info" / "grafts").write_text("")
    look()
    made.git("pack-refs", "--all")
    look()
    made.git("repack", "-a", "-d", "--quiet")
    look()
    assert len(set(found)) == len(found)
    made.git("status")
    made.git("log", "--oneline")
    assert digest_git_state(git_dir) == found[-1]


def test_a_linked_work_tree_has_its_own_head_and_shares_the_branches(tmp_path: Path) -> None:
    made = GitRepository.make(tmp_path / "company")
    made.commit({"records/a.yaml": "id: a\n"})
    made.git("worktree", "add", "--quiet", str(tmp_path / "linked"))
    linked = made.root / ".git" / "worktrees" / "linked"
    before = digest_git_state(linked)
    made.git("branch", "other")
    assert digest_git_state(linked) != before
