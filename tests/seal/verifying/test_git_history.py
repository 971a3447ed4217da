"""Packs held against real repositories."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from builder.model.manifest import Manifest
from builder.read.git.view import open_repository
from builder.seal.verdict import Check, Status
from builder.seal.verifying.git_history import GitHistory
from builder.seal.verifying.proof import prove_history
from tests.histories.repository import GitRepository
from tests.seal.conftest import FILES, manifest_of


@pytest.fixture
def made(tmp_path: Path) -> GitRepository:
    repository = GitRepository.make(tmp_path / "program")
    repository.commit({**FILES, "README.md": b"read me"})
    return repository


def manifest_for(repository: GitRepository, revision: str = "HEAD") -> Manifest:
    commit, tree = (repository.git("rev-parse", name).decode().strip() for name in (revision, f"{revision}^{{tree}}"))
    return manifest_of(FILES, commit, tree)


def prove(manifest: Manifest, root: Path) -> dict[str, Check]:
    with open_repository(root) as repository:
        return {check.name: check for check in prove_history(manifest, GitHistory(repository))}


def test_a_pack_of_a_commit_is_borne_out_by_its_repository(made: GitRepository) -> None:
    manifest = manifest_for(made)
    made.commit({"records/company.yaml": b"name: Later\n"})

    checks = prove(manifest, made.root)

    assert {name: check.status for name, check in checks.items()} == dict.fromkeys(
        ("commit", "branch", "tree", "files", "since"), Status.PASS
    )
    assert checks["since"].detail == (
        "It is what it was then; since then 1 of its files was changed. A newer pack would show that."
    )
    assert checks["branch"].detail == f"The commit {manifest.commit[:10]} is part of the branch main."


def test_records_that_came_after_the_pack_are_counted_if_they_belong_to_its_days(made: GitRepository) -> None:
    manifest = manifest_for(made)
    made.commit(
        {
            "records/inspection/2026/insp-0002.yaml": b"id: insp-0002\ndate: 2026-03-05\n",
            "records/inspection/2026/insp-0003.yaml": b"id: insp-0003\ndate: 2026-11-05\n",
            "policies/new.md": b"date: 2026-03-05\n",
        }
    )
    (made.root / "policies" / "first-aid.md").unlink()
    made.commit({})

    assert prove(manifest, made.root)["since"] == Check(
        "since",
        Status.PASS,
        "It is what it was then; since then 1 record of its days was entered, 1 of its files was moved or taken out. A newer pack would show that.",
    )


def test_a_commit_that_was_rewritten_is_not_part_of_the_branch(made: GitRepository) -> None:
    manifest = manifest_for(made)
    made.git("commit", "--quiet", "--amend", "--allow-empty", "-m", "Rewritten")

    checks = prove(manifest, made.root)

    assert checks["branch"].status is Status.FAIL
    assert checks["files"].status is Status.PASS


def test_a_commit_of_another_repository_is_not_found(made: GitRepository) -> None:
    checks = prove(replace(manifest_for(made), commit="1" * 40), made.root)

    assert [(check.name, check.status) for check in checks.values()] == [("commit", Status.FAIL)]


def test_the_id_of_a_file_is_not_taken_for_a_commit(made: GitRepository) -> None:
    blob = made.git("rev-parse", "HEAD:README.md").decode().strip()

    assert prove(replace(manifest_for(made), commit=blob), made.root)["commit"].status is Status.FAIL


def test_a_commit_on_the_branch_of_the_origin_counts_in_a_fresh_clone(made: GitRepository, tmp_path: Path) -> None:
    made.git("branch", "programme")
    manifest = replace(manifest_for(made), branch="programme")
    clone = GitRepository(tmp_path / "clone")
    made.git("clone", "--quiet", str(made.root), str(clone.root))

    assert prove(manifest, clone.root)["branch"].detail.endswith("is part of the branch programme.")


@pytest.mark.parametrize("branch", ["", "gone", "--all", "HEAD@{1}", "main..x", "a b", "../../x"])
def test_a_branch_that_is_not_there_or_no_name_gives_way_to_what_is_checked_out(
    branch: str, made: GitRepository
) -> None:
    checks = prove(replace(manifest_for(made), branch=branch), made.root)

    assert checks["branch"].detail.endswith("is part of the branch main.")


def test_files_that_the_commit_has_otherwise_are_named(made: GitRepository) -> None:
    wrong = manifest_of({**FILES, "records/company.yaml": b"name: Other\n", "records/gone.yaml": b""})
    true = manifest_for(made)

    checks = prove(replace(wrong, commit=true.commit, tree=true.tree), made.root)

    assert checks["files"].detail == (
        "2 of 4 files did not stand in the commit so: records/company.yaml, records/gone.yaml."
    )


def test_a_link_is_not_taken_for_the_file_it_is_called(made: GitRepository) -> None:
    (made.root / "records" / "company.yaml").unlink()
    (made.root / "records" / "company.yaml").symlink_to("../README.md")
    made.commit({})
    linked = made.git("rev-parse", "HEAD:records/company.yaml").decode().strip()
    manifest = manifest_for(made)
    files = tuple(
        replace(file, blob=linked) if file.path == "records/company.yaml" else file for file in manifest.files
    )

    assert prove(replace(manifest, files=files), made.root)["files"].status is Status.FAIL


def test_a_damaged_object_says_that_the_repository_is_damaged(made: GitRepository) -> None:
    blob = made.git("rev-parse", "HEAD:records/company.yaml").decode().strip()
    manifest = manifest_for(made)
    path = made.root / ".git" / "objects" / blob[:2] / blob[2:]
    path.chmod(0o644)
    path.unlink()

    checks = prove(manifest, made.root)

    assert checks["repository"].status is Status.NOT_CHECKED
    assert "is not in this copy of the repository" in checks["repository"].detail


def test_a_tag_that_was_moved_or_deleted_since_the_pack_shows(made: GitRepository) -> None:
    made.git("tag", "--annotate", "policy/PRG-17/v2", "-m", "Approve")
    id = made.git("rev-parse", "refs/tags/policy/PRG-17/v2").decode().strip()
    manifest = replace(manifest_for(made), approval_tags=(("policy/PRG-17/v2", id),))
    assert prove(manifest, made.root)["approvals"].status is Status.PASS

    made.git("tag", "--force", "--annotate", "policy/PRG-17/v2", "-m", "Approve something else")
    assert "Another object" in prove(manifest, made.root)["approvals"].detail

    made.git("tag", "--delete", "policy/PRG-17/v2")
    gone = prove(manifest, made.root)["approvals"]
    assert gone.status is Status.FAIL
    assert "git fetch --tags" in gone.detail
