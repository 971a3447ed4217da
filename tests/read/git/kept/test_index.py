"""What is kept of a history gives the same history, comes back from any damage, and never stands in anybody's way."""

from __future__ import annotations

import sqlite3
import tempfile
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.model.history import History
from builder.read.git.kept.index_file import index_file
from builder.read.git.kept.kept_history import Shelf, read_kept_history
from builder.read.git.past import packed_commits
from builder.read.git.past import telling as told
from builder.read.git.past.history import read_history
from builder.read.git.view import open_repository
from tests.histories.repository import GitRepository
from tests.read.git.past.random_histories import histories, make_history

ZONE = "America/Edmonton"
RECORD = "records/inspection/2026/insp-{0}.yaml"


def kept(root: Path, shelf: Path, commit: str = "main", zone: str = ZONE) -> History:
    with open_repository(root) as opened:
        return read_kept_history(
            opened, opened.resolve(commit), time_zone=zone, shelf=Shelf(shelf, "main"), verifier=None
        )


def at_once(root: Path, commit: str = "main", zone: str = ZONE) -> History:
    with open_repository(root) as opened:
        return read_history(opened, opened.resolve(commit), time_zone=zone)


def file_of(root: Path, shelf: Path) -> Path:
    with open_repository(root) as opened:
        return index_file(shelf, opened.common_dir)


@pytest.fixture
def company(tmp_path: Path) -> GitRepository:
    made = GitRepository.make(tmp_path / "company")
    for number in range(1, 4):
        text = f"id: insp-{number}\ndate: 2026-01-0{number}\n"
        made.commit({RECORD.format(number): text}, at=f"2026-01-0{number} 12:00:00 -0700")
    return made


def add(company: GitRepository, number: int) -> str:
    return company.commit({RECORD.format(number): f"id: insp-{number}\n"}, at=f"2026-02-{number:02} 12:00:00 -0700")


@settings(max_examples=12, deadline=None)
@given(histories(), st.data())
def test_adding_commit_by_commit_gives_the_same_as_reading_at_once(stream: str, data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root, shelf = Path(folder, "company.git"), Path(folder, "shelf")
        line = make_history(stream, root)
        stops = sorted(data.draw(st.sets(st.integers(0, len(line) - 1), max_size=4)) | {len(line) - 1})
        made = GitRepository(root)
        for stop in stops:
            made.git("update-ref", "refs/heads/main", line[stop])
            # So short that pages fill up, are gone on with, and begin anew.
            with patch.object(packed_commits, "PAGE", 3):
                found = kept(root, shelf)
                assert list(found.by_id.items()) == list(at_once(root).by_id.items())
                assert found == at_once(root)


def test_only_what_is_new_is_read(company: GitRepository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept(company.root, tmp_path / "shelf")
    new = add(company, 4)
    read: list[str] = []
    read_objects = told.read_objects

    def watch(view: object, ids: list[str], *rest: object) -> object:
        read.extend(ids)
        return read_objects(view, ids, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(told, "read_objects", watch)
    found = kept(company.root, tmp_path / "shelf")
    assert read == [new]
    assert found == at_once(company.root)


def test_nothing_new_reads_nothing(company: GitRepository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = kept(company.root, tmp_path / "shelf")
    monkeypatch.setattr(told, "read_change_log", None)
    assert kept(company.root, tmp_path / "shelf") == first


def test_it_is_kept_outside_the_repository_and_for_nobody_else(company: GitRepository, tmp_path: Path) -> None:
    before = sorted(company.root.rglob("*"))
    kept(company.root, tmp_path / "shelf")
    assert sorted(company.root.rglob("*")) == before
    file = file_of(company.root, tmp_path / "shelf")
    assert file.stat().st_mode & 0o077 == 0
    assert [each.suffix for each in sorted(file.parent.iterdir())] == [".json", ".sqlite"]


def test_a_damaged_file_is_built_anew(company: GitRepository, tmp_path: Path) -> None:
    first = kept(company.root, tmp_path / "shelf")
    file = file_of(company.root, tmp_path / "shelf")
    whole = file.read_bytes()
    for place in range(0, len(whole), 331):
        file.write_bytes(whole[:place] + bytes([whole[place] ^ 0x55]) + whole[place + 1 :])
        assert kept(company.root, tmp_path / "shelf") == first, place
    for broken in (b"", b"not a database", whole[: len(whole) // 2]):
        file.write_bytes(broken)
        assert kept(company.root, tmp_path / "shelf") == first
    assert file.read_bytes()[:15] == b"SQLite format 3"


def test_a_life_that_was_taken_out_or_changed_is_noticed(company: GitRepository, tmp_path: Path) -> None:
    first = kept(company.root, tmp_path / "shelf")
    file = file_of(company.root, tmp_path / "shelf")
    for change in (
        "DELETE FROM life WHERE number = 1",
        "UPDATE life SET entries = replace(entries, '2026-01-02', '2026-01-01')",
        "UPDATE page SET rows = replace(rows, 'Marnie', 'Simran')",
        "UPDATE state SET value = '{}'",
        "DROP TABLE page",
    ):
        with closing(sqlite3.connect(file)) as database, database:
            database.execute(change)
        assert kept(company.root, tmp_path / "shelf") == first, change


def test_another_time_zone_has_other_days(company: GitRepository, tmp_path: Path) -> None:
    company.commit({RECORD.format(9): "id: insp-9\n"}, at="2026-03-04 06:59:59 +0000")
    kept(company.root, tmp_path / "shelf")
    assert kept(company.root, tmp_path / "shelf", zone="Europe/Berlin") == at_once(company.root, zone="Europe/Berlin")
    assert kept(company.root, tmp_path / "shelf") == at_once(company.root)


def test_an_older_commit_or_another_branch_changes_nothing_that_is_kept(company: GitRepository, tmp_path: Path) -> None:
    kept(company.root, tmp_path / "shelf")
    file = file_of(company.root, tmp_path / "shelf")
    before = file.read_bytes()
    assert kept(company.root, tmp_path / "shelf", "main~1") == at_once(company.root, "main~1")
    company.git("checkout", "--quiet", "-b", "site", "main~1")
    add(company, 5)
    found = kept(company.root, tmp_path / "shelf", "site")
    assert found == at_once(company.root, "site")
    assert found.rewritings == ()
    company.git("checkout", "--quiet", "-b", "ahead", "main")
    add(company, 6)
    assert kept(company.root, tmp_path / "shelf", "ahead") == at_once(company.root, "ahead")
    assert file.read_bytes() == before


def test_while_another_run_writes_the_history_is_read_all_the_same(company: GitRepository, tmp_path: Path) -> None:
    kept(company.root, tmp_path / "shelf")
    add(company, 4)
    file = file_of(company.root, tmp_path / "shelf")
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert kept(company.root, tmp_path / "shelf") == at_once(company.root)
    assert kept(company.root, tmp_path / "shelf") == at_once(company.root)


def test_many_runs_at_once_all_read_the_same(company: GitRepository, tmp_path: Path) -> None:
    expected = at_once(company.root)
    with ThreadPoolExecutor(6) as pool:
        found = list(pool.map(lambda _: kept(company.root, tmp_path / "shelf"), range(12)))
        assert all(each == expected for each in found)
        add(company, 4)
        expected = at_once(company.root)
        found = list(pool.map(lambda _: kept(company.root, tmp_path / "shelf"), range(12)))
        assert all(each == expected for each in found)
    folder = file_of(company.root, tmp_path / "shelf").parent
    assert sorted(each.suffix for each in folder.iterdir()) == [".json", ".sqlite"]
    assert kept(company.root, tmp_path / "shelf") == expected


def test_a_run_that_was_overtaken_keeps_nothing(company: GitRepository, tmp_path: Path) -> None:
    from builder.read.git.kept.index import HistoryIndex

    kept(company.root, tmp_path / "shelf")
    file = file_of(company.root, tmp_path / "shelf")
    slow = HistoryIndex(file, time_zone=ZONE, verifier=None)
    story = slow.load()
    add(company, 4)
    kept(company.root, tmp_path / "shelf")
    between = file.read_bytes()
    with open_repository(company.root) as opened:
        told.carry_story(story, opened.view, opened.resolve("main"))
    slow.save(story)
    assert file.read_bytes() == between
    assert kept(company.root, tmp_path / "shelf") == at_once(company.root)


def test_a_folder_that_cant_be_written_is_no_reason_to_stop(company: GitRepository, tmp_path: Path) -> None:
    (tmp_path / "shelf").write_text("a file in the way")
    assert kept(company.root, tmp_path / "shelf") == at_once(company.root)


def test_without_the_companys_branch_nothing_is_kept(company: GitRepository, tmp_path: Path) -> None:
    company.git("branch", "--move", "main", "trunk")
    assert kept(company.root, tmp_path / "shelf", "trunk") == at_once(company.root, "trunk")
    assert not (tmp_path / "shelf").exists()


def test_a_commit_that_does_not_lead_there_is_not_among_the_commits(company: GitRepository, tmp_path: Path) -> None:
    found = kept(company.root, tmp_path / "shelf", "main").by_id
    assert company.head() in found
    for other in ("0" * 40, "main", "", 7):
        assert other not in found
    with pytest.raises(KeyError):
        found["0" * 40]
