"""Contents of earlier revisions: hashed again, whatever their size, and never half."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from builder.model.error import BuilderError
from builder.read.git.past.history import read_history
from builder.read.git.store.blobs import read_blobs
from builder.read.git.view import open_repository
from tests.histories.repository import GitRepository

RECORD = "records/inspection/2026/insp-1.yaml"


def write(made: GitRepository, data: bytes) -> str:
    return made.git("hash-object", "-w", "--stdin", stdin=data).decode().strip()


@pytest.fixture
def company(tmp_path: Path) -> GitRepository:
    made = GitRepository.make(tmp_path)
    made.commit({RECORD: "id: insp-1\n"})
    return made


def test_they_come_in_the_order_asked_for_and_one_that_is_too_large_is_left_out(company: GitRepository) -> None:
    data = [b"", b"one\n", b"x" * 101, b"\nblob 3\n", b"one\n", b"y" * 100]
    ids = [write(company, each) for each in data]
    with open_repository(company.root) as opened:
        found = list(read_blobs(opened.view, ids, 100, str))
    assert found == [b"", b"one\n", None, b"\nblob 3\n", b"one\n", b"y" * 100]


@pytest.mark.parametrize("limit", [1000, 1])
def test_one_that_was_changed_on_disk_is_refused(company: GitRepository, limit: int) -> None:
    right, other = write(company, b"right\n"), write(company, b"other\n")
    file = company.root / ".git" / "objects" / right[:2] / right[2:]
    file.chmod(0o600)
    file.write_bytes((company.root / ".git" / "objects" / other[:2] / other[2:]).read_bytes())
    with open_repository(company.root) as opened, pytest.raises(BuilderError, match="repository is damaged"):
        list(read_blobs(opened.view, [right], limit, lambda _: RECORD))


def test_an_earlier_revision_that_is_missing_is_named_by_its_path(company: GitRepository) -> None:
    gone = company.git("rev-parse", f"HEAD:{RECORD}").decode().strip()
    company.commit({RECORD: "id: insp-1\ndate: 2026-01-05\n"})
    (company.root / ".git" / "objects" / gone[:2] / gone[2:]).unlink()
    with open_repository(company.root) as opened, pytest.raises(BuilderError, match=re.escape(RECORD)):
        read_history(opened, opened.resolve("HEAD"), time_zone="America/Edmonton")


def test_a_revision_that_is_too_large_has_no_id_and_says_why(company: GitRepository) -> None:
    company.commit({RECORD: "id: insp-1\nnotes: " + "x" * 1_000_001})
    with open_repository(company.root) as opened:
        read = read_history(opened, opened.resolve("HEAD"), time_zone="America/Edmonton")
    contents = [change.content for change in read.files[RECORD].changes]
    assert [each and each.problem for each in contents] == ["", "It has more than 1,000,000 bytes and was not read."]
    assert [each and each.id for each in contents] == ["insp-1", ""]
