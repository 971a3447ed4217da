"""Repositories of every kind: each gives the same answer as an ordinary one, or is refused with a reason and a cure."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.checks.example import minimal_files
from tests.end_to_end.in_process import ON_DISK, check_here
from tests.end_to_end.odd_repository import AT, git_dir, move, small_company
from tests.histories.repository import GitRepository


def ordinary(place: Path) -> Path:
    return small_company(place / "company").root


def bare(place: Path) -> Path:
    small_company(place / "company").git("clone", "-q", "--bare", ".", str(place / "bare.git"))
    return place / "bare.git"


def linked_work_tree(place: Path) -> Path:
    small_company(place / "company").git("worktree", "add", "-q", str(place / "linked"))
    return place / "linked"


def linked_work_tree_moved(place: Path) -> Path:
    linked_work_tree(place)
    move(place / "company", place / "elsewhere")
    return place / "linked"


def detached(place: Path) -> Path:
    made = small_company(place / "company")
    made.git("checkout", "-q", "--detach")
    return made.root


def of_another_owner(place: Path) -> Path:
    made = small_company(place / "company")
    if os.geteuid() == 0:
        subprocess.run(["chown", "-R", "12345:12345", str(made.root)], check=True)
    return made.root


def inside_a_submodule(place: Path) -> Path:
    made = small_company(place / "company")
    outer = GitRepository.make(place / "outer")
    outer.commit({"README.md": "Everything else\n"})
    outer.git("-c", "protocol.file.allow=always", "submodule", "add", "-q", str(made.root), "program")
    return outer.root / "program"


def borrowing_from_a_borrower(place: Path) -> Path:
    small_company(place / "a").git("clone", "-q", "--shared", ".", str(place / "b"))
    GitRepository(place / "b").git("clone", "-q", "--shared", ".", str(place / "c"))
    return place / "c"


def lender_gone(place: Path) -> Path:
    borrowing_from_a_borrower(place)
    move(place / "a", place / "elsewhere")
    return place / "b"


def packed(place: Path) -> Path:
    made = small_company(place / "company")
    made.git("gc", "-q")
    return made.root


def git_folder_elsewhere(place: Path) -> Path:
    made = small_company(place / "company")
    move(git_dir(made), made.root / "#git")
    (made.root / ".git").write_text("gitdir: #git\n")
    return made.root


def in_a_folder_called(name: str) -> Callable[[Path], Path]:
    return lambda place: small_company(place / name).root


@pytest.mark.parametrize(
    "make",
    [
        bare,
        linked_work_tree,
        detached,
        of_another_owner,
        inside_a_submodule,
        borrowing_from_a_borrower,
        packed,
        git_folder_elsewhere,
        *map(in_a_folder_called, ('"quoted"', "#hash", " spaces ", "a:b", "tab\there", "-dash", "caf\udce9")),
    ],
)
def test_the_answer_is_that_of_an_ordinary_repository(make: Callable[[Path], Path], tmp_path: Path) -> None:
    (tmp_path / "odd").mkdir()
    (tmp_path / "plain").mkdir()
    plain, odd = ordinary(tmp_path / "plain"), make(tmp_path / "odd")
    for options in (("--commit", "HEAD"), ON_DISK):
        expected, done = check_here(plain, *options, format="json"), check_here(odd, *options, format="json")
        assert (done.status, done.out, done.error) == (0, expected.out, "")


def shallow(place: Path) -> Path:
    made = small_company(place / "company")
    made.commit({"README.md": "Later\n"}, at=AT)
    made.git("clone", "-q", "--depth=1", f"file://{made.root}", str(place / "cut"))
    return place / "cut"


def partial(wanted: str) -> Callable[[Path], Path]:
    def make(place: Path) -> Path:
        made = small_company(place / "company")
        made.git("config", "uploadpack.allowFilter", "true")
        made.git("clone", "-q", "--no-checkout", f"--filter={wanted}", f"file://{made.root}", str(place / "part"))
        GitRepository(place / "part").write(dict(minimal_files()))
        return place / "part"

    return make


def sha256(place: Path) -> Path:
    return small_company(place / "company", "--object-format=sha256").root


def with_settings(text: str) -> Callable[[Path], Path]:
    def make(place: Path) -> Path:
        made = small_company(place / "company")
        (git_dir(made) / "config").write_text(text)
        return made.root

    return make


def git_file_that_names_a_device(place: Path) -> Path:
    place.joinpath(".git").write_text("gitdir: /dev/zero\n")
    return place


UNSHALLOW = ("latest part of its history", "git fetch --unshallow", "fetch-depth: 0", 'GIT_DEPTH: "0"')
REFETCH = ("partial clone", "git fetch --refetch --no-filter", "actions/checkout", "GIT_FETCH_EXTRA_FLAGS")


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (shallow, UNSHALLOW),
        (partial("blob:none"), (*REFETCH, "it lacks ")),
        (partial("tree:0"), REFETCH),
        (sha256, ("uses sha256 object ids", "git fast-export")),
        (with_settings("[core]\n\trepositoryformatversion = 99\n"), ("repo version <= 1, found 99", "update git")),
        (with_settings("[core\n"), ("bad config line 1", "mend that line")),
        (with_settings("[include]\n\tpath = /dev/zero\n"), ("bad config line 1 in file /dev/zero", "mend that line")),
        (linked_work_tree_moved, ("names a repository that isn't there", "git worktree repair")),
        (lender_gone, ("borrows a part of its history from", "clone the repository again without --shared")),
        (in_a_folder_called("line\nbreak"), ("a folder whose name has a line break", "Rename the folder")),
        (git_file_that_names_a_device, ("names a repository that isn't there",)),
    ],
)
def test_what_cannot_be_read_whole_is_refused_with_the_cure(
    make: Callable[[Path], Path], words: tuple[str, ...], tmp_path: Path
) -> None:
    root = make(tmp_path)
    for options in (("--commit", "HEAD"), ON_DISK):
        done = check_here(root, *options)
        assert (done.status, done.out) == (2, "")
        for word in words:
            assert word in done.error


def test_the_cure_for_a_partial_clone_cures_it(tmp_path: Path) -> None:
    root = partial("blob:none")(tmp_path)
    assert "partial clone" in check_here(root).error
    GitRepository(root).git("fetch", "-q", "--refetch", "--no-filter")
    assert check_here(root).status == 0


def test_the_cure_for_a_shallow_clone_cures_it(tmp_path: Path) -> None:
    root = shallow(tmp_path)
    GitRepository(root).git("fetch", "-q", "--unshallow")
    assert check_here(root).status == 0


def test_the_cure_for_long_ids_cures_it(tmp_path: Path) -> None:
    root = sha256(tmp_path)
    copy = GitRepository.make(tmp_path / "copy")
    copy.git("fast-import", "--quiet", stdin=GitRepository(root).git("fast-export", "--all"))
    copy.git("checkout", "-q", "main")
    assert check_here(copy.root).status == 0


def test_a_reftable_is_read_by_a_git_that_can_and_refused_by_one_that_cannot(tmp_path: Path) -> None:
    made = small_company(tmp_path / "company")
    known = subprocess.run(
        ["git", "refs", "migrate", "--ref-format=reftable"], cwd=made.root, check=False, capture_output=True
    )
    if known.returncode == 0:
        assert check_here(made.root).status == 0
        return
    # What a newer git leaves behind, as far as an older one looks at it.
    (git_dir(made) / "reftable").mkdir()
    (git_dir(made) / "HEAD").write_text("ref: refs/heads/.invalid\n")
    made.git("config", "core.repositoryFormatVersion", "1")
    with (git_dir(made) / "config").open("a") as config:
        config.write("[extensions]\n\trefStorage = reftable\n")
    done = check_here(made.root)
    assert done.status == 2
    assert "keeps its branches in a reftable" in done.error
    assert "git 2.45" in done.error


def empty(place: Path) -> Path:
    return GitRepository.make(place / "empty").root


def never_committed(place: Path) -> Path:
    made = GitRepository.make(place / "company")
    made.write(dict(minimal_files()))
    return made.root


def on_a_branch_without_commits(place: Path) -> Path:
    made = small_company(place / "company")
    made.git("checkout", "-q", "--orphan", "fresh")
    return made.root


@pytest.mark.parametrize(
    ("make", "from_commit", "on_disk"),
    [
        (empty, (2, "has no commit yet"), (2, "holds no program")),
        (never_committed, (2, "has no commit yet"), (0, "The repository has no commit yet, so nobody can say when")),
        (on_a_branch_without_commits, (2, "branch fresh has no commit yet"), (0, "has no commit yet, so nobody")),
    ],
)
def test_where_nothing_was_committed_the_files_on_disk_can_still_be_checked(
    make: Callable[[Path], Path], from_commit: tuple[int, str], on_disk: tuple[int, str], tmp_path: Path
) -> None:
    root = make(tmp_path)
    for (status, words), options in ((from_commit, ("--commit", "HEAD")), (on_disk, ON_DISK)):
        done = check_here(root, *options)
        assert (done.status, words in done.text) == (status, True)


class TestBranch:
    """Where the commit stands beside the company's branch."""

    def test_a_commit_of_another_branch_is_told_with_its_names(self, tmp_path: Path) -> None:
        made = small_company(tmp_path / "company")
        made.git("checkout", "-q", "-b", "inspections")
        id = made.commit({"content/more.md": "# More\n"}, at=AT)
        made.git("update-ref", "refs/remotes/pull/7/merge", id)
        done = check_here(made.root)
        assert done.status == 0
        assert "HIS040 not-on-the-branch" in done.out
        assert f"{id[:10]} was examined (refs/heads/inspections, refs/remotes/pull/7/merge)" in done.out
        assert "not on the branch `main`" in done.out

    def test_after_the_merge_the_merge_is_on_the_line_and_the_commit_beside_it_is_not(self, tmp_path: Path) -> None:
        made = small_company(tmp_path / "company")
        made.git("checkout", "-q", "-b", "inspections")
        made.commit({"content/more.md": "# More\n"}, at=AT)
        made.git("checkout", "-q", "main")
        made.merge("inspections", at=AT)
        assert "HIS040" not in check_here(made.root, "--commit", "main").out
        assert "HIS040" not in check_here(made.root, "--commit", "main~1").out
        assert "HIS040" in check_here(made.root, "--commit", "inspections").out

    def test_a_copy_that_knows_the_branch_from_elsewhere_is_enough(self, tmp_path: Path) -> None:
        made = small_company(tmp_path / "company")
        made.git("update-ref", "refs/remotes/origin/main", "HEAD")
        made.git("checkout", "-q", "--detach")
        made.git("branch", "-q", "-D", "main")
        assert "HIS040" not in check_here(made.root).out

    def test_a_copy_without_the_branch_cannot_say(self, tmp_path: Path) -> None:
        made = small_company(tmp_path / "company")
        made.git("branch", "-q", "-m", "main", "trunk")
        done = check_here(made.root)
        assert "this copy of the repository has no branch `main`" in done.out
        assert "git fetch origin" in done.out
