"""What differs between the disk and a commit."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.model.snapshot import WorkTree
from builder.read.git.view import open_repository
from builder.read.git.work_tree import compare_work_tree
from tests.histories.repository import GitRepository


@pytest.fixture
def repository(tmp_path: Path) -> GitRepository:
    made = GitRepository.make(tmp_path)
    made.commit(
        {
            "records/company.yaml": "name: Ridgeline\n",
            "policies/first-aid.md": "one\ntwo\n",
            "content/index.md": "home\n",
            "mkdocs.yml": "site_name: R\n",
            "README.md": "read me\n",
        }
    )
    return made


def compare(repository: GitRepository) -> WorkTree | None:
    with open_repository(repository.root) as opened:
        return compare_work_tree(opened, opened.resolve("HEAD"))


def test_an_untouched_checkout_is_clean(repository: GitRepository) -> None:
    assert compare(repository) == WorkTree()


def test_changed_added_and_removed_files_are_told_apart(repository: GitRepository) -> None:
    repository.write(
        {"records/company.yaml": "name: Other\n", "records/people/P-001.yaml": "id: P-001\n", "content/index.md": None}
    )
    assert compare(repository) == WorkTree(
        changed=("records/company.yaml",), added=("records/people/P-001.yaml",), removed=("content/index.md",)
    )


def test_files_outside_the_program_do_not_count(repository: GitRepository) -> None:
    repository.write({"README.md": "other\n", "dist/pack.pdf": "x", "records/.DS_Store": "x", "records/.cache/a": "x"})
    assert compare(repository) == WorkTree()


def test_a_file_that_git_ignores_is_on_disk_and_not_in_the_commit(repository: GitRepository) -> None:
    (repository.root / ".git" / "info" / "exclude").write_text("*.jpg\n")
    repository.write({"records/photo.jpg": "x"})
    assert compare(repository) == WorkTree(added=("records/photo.jpg",))


def test_a_change_that_git_was_told_to_overlook_is_found(repository: GitRepository) -> None:
    repository.git("update-index", "--assume-unchanged", "records/company.yaml")
    repository.write({"records/company.yaml": "name: Other\n"})
    assert compare(repository) == WorkTree(changed=("records/company.yaml",))


def test_line_ends_of_windows_alone_are_no_change(repository: GitRepository) -> None:
    repository.write({"policies/first-aid.md": "one\r\ntwo\r\n"})
    assert compare(repository) == WorkTree()
    repository.write({"policies/first-aid.md": "one\r\nthree\r\n"})
    assert compare(repository) == WorkTree(changed=("policies/first-aid.md",))


def test_a_link_is_compared_by_its_target_and_not_followed(repository: GitRepository) -> None:
    link = repository.root / "records" / "link"
    link.symlink_to("company.yaml")
    repository.commit({})
    assert compare(repository) == WorkTree()
    link.unlink()
    link.symlink_to("/etc/hostname")
    assert compare(repository) == WorkTree(changed=("records/link",))


def test_a_submodule_belongs_to_another_repository(repository: GitRepository) -> None:
    repository.git("update-index", "--add", "--cacheinfo", f"160000,{repository.head()},records/module")
    repository.git("commit", "--quiet", "-m", "Submodule")
    assert compare(repository) == WorkTree()


def test_a_linked_folder_is_not_entered(repository: GitRepository, tmp_path_factory: pytest.TempPathFactory) -> None:
    outside = tmp_path_factory.mktemp("outside")
    (outside / "secret.yaml").write_text("x")
    (repository.root / "records" / "elsewhere").symlink_to(outside)
    assert compare(repository) == WorkTree(added=("records/elsewhere",))


def test_a_bare_repository_is_not_compared(repository: GitRepository, tmp_path_factory: pytest.TempPathFactory) -> None:
    bare = tmp_path_factory.mktemp("bare")
    repository.git("clone", "--quiet", "--bare", ".", str(bare))
    assert compare(GitRepository(bare)) is None


def test_another_commit_than_head_can_be_compared(repository: GitRepository) -> None:
    first = repository.head()
    repository.commit({"records/a.yaml": "1"})
    with open_repository(repository.root) as opened:
        assert compare_work_tree(opened, first) == WorkTree(added=("records/a.yaml",))
