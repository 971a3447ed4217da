"""The statement says what a commit held, comes out alike for everyone, and can be made again without Muster."""

from __future__ import annotations

import hashlib
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.model.error import BuilderError
from builder.read.git.view import open_repository
from builder.read.stamp.statement import Statement, make_statement, parse_statement
from tests.histories.repository import GitRepository

FILES = {
    "records/a.yaml": "id: a\n",
    "records/a b.yaml": "id: b\n",
    "records/two\nlines.yaml": "id: c\n",
    "policies/é.md": "# É\n",
    "Z.md": "",
    "photo.bin": bytes(range(256)) * 8192,
}


def state(repository: GitRepository, rev: str = "HEAD") -> Statement:
    with open_repository(repository.root) as opened:
        return make_statement(opened.view, opened.resolve(rev), {})


@pytest.fixture
def repository(tmp_path: Path) -> GitRepository:
    made = GitRepository.make(tmp_path / "program")
    made.commit({"records/a.yaml": "id: first\n"})
    made.commit(FILES)
    return made


def test_it_names_the_commit_its_tree_and_how_much_leads_to_it(repository: GitRepository) -> None:
    statement = state(repository)
    assert statement.commit == repository.head()
    assert statement.tree == repository.git("rev-parse", "HEAD^{tree}").decode().strip()
    assert (statement.commits, statement.files) == (2, len(FILES))


def test_the_listing_is_what_its_own_text_tells_one_to_run(repository: GitRepository) -> None:
    statement = state(repository)
    command = statement.text.decode().rstrip().rsplit("\n  ", 1)[1]
    printed = subprocess.run(["bash", "-c", command], cwd=repository.root, check=True, capture_output=True).stdout
    assert printed.count(b"\0") == len(FILES)
    assert hashlib.sha256(printed).hexdigest() == statement.listing


def test_it_is_of_the_commit_and_not_of_the_files_on_disk(repository: GitRepository) -> None:
    before = state(repository)
    repository.write({"records/a.yaml": "id: changed\n", "new.md": "new"})
    assert state(repository) == before


@pytest.mark.parametrize(
    "change", [{"Z.md": "a"}, {"Z.md": None}, {"Z.md": None, "Y.md": ""}], ids=["bytes", "gone", "name"]
)
def test_another_byte_name_or_number_of_files_gives_another_listing(
    repository: GitRepository, change: dict[str, str | None]
) -> None:
    before = state(repository)
    repository.commit(change)
    assert state(repository).listing != before.listing
    assert state(repository, "HEAD~1") == before


def test_a_link_counts_with_its_target_and_is_not_followed(repository: GitRepository) -> None:
    (repository.root / "link").symlink_to("/etc/passwd")
    repository.commit({})
    entries = {path.encode(): data if isinstance(data, bytes) else data.encode() for path, data in FILES.items()}
    entries[b"link"] = b"/etc/passwd"
    lines = [hashlib.sha256(data).hexdigest().encode() + b"  " + path + b"\0" for path, data in sorted(entries.items())]
    assert state(repository).listing == hashlib.sha256(b"".join(lines)).hexdigest()


def test_a_file_that_is_not_what_its_id_stands_for_is_said(repository: GitRepository) -> None:
    blob = repository.git("rev-parse", "HEAD:Z.md").decode().strip()
    (repository.root / ".git/objects" / blob[:2] / blob[2:]).unlink()
    with pytest.raises(BuilderError, match=f"object {blob}"):
        state(repository)


def test_the_text_is_version_1_and_stays_as_it_is() -> None:
    statement = Statement("a" * 40, "b" * 40, 12, 34, "c" * 64)
    assert statement.text.decode().splitlines()[:6] == [
        "muster anchor 1",
        "commit " + "a" * 40,
        "tree " + "b" * 40,
        "commits 12",
        "files 34",
        "listing-sha256 " + "c" * 64,
    ]
    # Stamps stand over these bytes for decades: whoever changes a word has to make a version 2 beside it.
    assert statement.digest().hex() == "a895a127004f9428185fa8617ee06230b278053af5a59e9e24c75e3e7c5fefe8"


@given(st.integers(1, 10**11), st.integers(0, 10**11))
def test_it_is_read_as_it_was_written(commits: int, files: int) -> None:
    statement = Statement("a" * 40, "b" * 40, commits, files, "c" * 64)
    assert parse_statement(statement.text) == statement
    assert parse_statement(statement.text + b"\n") is None
    assert parse_statement(statement.text.replace(b"muster anchor 1", b"muster anchor 2")) is None


@given(st.binary(max_size=300))
def test_other_bytes_are_no_statement(data: bytes) -> None:
    assert parse_statement(data) is None
