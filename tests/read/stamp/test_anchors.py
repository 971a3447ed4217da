"""The anchors of a repository: which commits a stamp holds, with which it arrived, and what a cache may and may not do."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from builder.commands.choice import Choice
from builder.commands.prepare import prepare
from builder.demo.time_authority import demonstration_authority
from builder.model.cache import Cache
from builder.model.history import History
from builder.model.stamp import Stamp, StampVerdict
from builder.read.git.moment import open_zone
from builder.read.git.view import open_repository
from builder.read.stamp.answer import make_request
from builder.read.stamp.statement import make_statement
from builder.seal.anchor import accept_answer, make_anchor
from tests.checks.example import minimal_files
from tests.histories.repository import GitRepository

JUNE = datetime(2026, 6, 30, 20, 5, 9, tzinfo=UTC)
DAY = date(2026, 12, 31)


class KeepingCache:
    """Keeps everything in memory."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}

    def get(self, key: str) -> bytes | None:
        return self.kept.get(key)

    def put(self, key: str, value: bytes) -> None:
        self.kept[key] = value

    def time(self) -> None:
        return None


def anchor_files(repository: GitRepository, rev: str = "HEAD", id: str = "anc-0001") -> dict[str, str | bytes | None]:
    """The files of an anchor over a commit, as `muster anchor attach` writes them."""
    with open_repository(repository.root) as opened:
        statement = make_statement(opened.view, opened.resolve(rev), {})
    request = make_request(statement, 4711)
    answer = demonstration_authority().stamp(request, JUNE, 7)
    accepted = accept_answer(answer, statement, [request])
    return dict(make_anchor(id, statement, accepted, by="P-002", zone=open_zone("America/Edmonton")))


def history_of(repository: GitRepository, cache: Cache | None = None) -> History:
    with prepare(Choice(repository.root, None, DAY, DAY), cache=cache) as prepared:
        assert prepared.snapshot.history is not None
        return prepared.snapshot.history


def stamp_of(repository: GitRepository, cache: Cache | None = None) -> Stamp:
    [stamp] = history_of(repository, cache).stamps
    return stamp


@pytest.fixture
def repository(tmp_path: Path) -> GitRepository:
    made = GitRepository.make(tmp_path / "program")
    made.commit(minimal_files(), at="2026-06-28 09:00:00 -0600")
    made.commit({"policies/second.md": "# Second\n"}, at="2026-06-29 09:00:00 -0600")
    return made


def test_a_stamp_holds_what_leads_to_its_commit_and_arrives_with_the_one_that_files_it(
    repository: GitRepository,
) -> None:
    files = anchor_files(repository)
    repository.commit({"policies/third.md": "# Third\n"}, at="2026-06-30 09:00:00 -0600")
    repository.commit(files, at="2026-06-30 15:00:00 -0600")
    stamp = stamp_of(repository)
    assert (stamp.verdict, stamp.holds_up_to, stamp.arrived_with) == (StampVerdict.INTACT, 2, 4)
    assert (stamp.at, stamp.day) == (int(JUNE.timestamp()), date(2026, 6, 30))
    assert stamp.claimed == int(datetime(2026, 6, 29, 15, 0, tzinfo=UTC).timestamp())


def test_an_anchor_that_is_not_committed_has_not_arrived(repository: GitRepository) -> None:
    repository.write(anchor_files(repository))
    stamp = stamp_of(repository)
    assert (stamp.verdict, stamp.arrived_with) == (StampVerdict.INTACT, 0)


def test_an_answer_that_was_put_in_later_arrives_later_under_the_same_name(repository: GitRepository) -> None:
    files = anchor_files(repository)
    [answer] = [path for path in files if path.endswith(".tsr")]
    repository.commit({**files, answer: b"a placeholder"}, at="2026-06-29 15:00:00 -0600")
    repository.commit({"policies/third.md": "# Third\n"}, at="2026-06-30 09:00:00 -0600")
    repository.commit({answer: files[answer]}, at="2026-06-30 15:00:00 -0600")
    assert stamp_of(repository).arrived_with == 5


def test_a_commit_of_a_branch_that_was_merged_holds_only_what_it_branched_off_from(repository: GitRepository) -> None:
    repository.git("checkout", "--quiet", "-b", "side")
    repository.commit({"policies/side.md": "# Side\n"}, at="2026-06-29 10:00:00 -0600")
    files = anchor_files(repository)
    repository.git("checkout", "--quiet", "main")
    repository.commit({"policies/third.md": "# Third\n"}, at="2026-06-29 11:00:00 -0600")
    repository.merge("side", at="2026-06-29 12:00:00 -0600")
    repository.commit(files, at="2026-06-30 15:00:00 -0600")
    stamp = stamp_of(repository)
    assert (stamp.verdict, stamp.holds_up_to, stamp.arrived_with) == (StampVerdict.INTACT, 2, 5)


def test_a_commit_of_a_branch_that_was_never_merged_is_not_part_of_the_history(repository: GitRepository) -> None:
    repository.git("checkout", "--quiet", "-b", "side")
    repository.commit({"policies/side.md": "# Side\n"})
    files = anchor_files(repository)
    repository.git("checkout", "--quiet", "main")
    repository.commit(files)
    assert stamp_of(repository).verdict is StampVerdict.WRONG_PROGRAM


def test_positions_are_known_for_every_change_so_that_ages_can_be_told(repository: GitRepository) -> None:
    repository.commit(anchor_files(repository))
    history = history_of(repository)
    assert {change.commit for file in history.files.values() for change in file.changes} == history.positions.keys()
    assert history.positions[repository.head()] == 3


def test_a_second_run_with_a_cache_says_the_same(repository: GitRepository) -> None:
    repository.commit(anchor_files(repository))
    cache = KeepingCache()
    first = stamp_of(repository, cache)
    assert [key for key in cache.kept if key.startswith("anchor ")]
    assert stamp_of(repository, cache) == first == stamp_of(repository)


def test_a_cache_that_was_spoilt_is_not_used(repository: GitRepository) -> None:
    repository.commit(anchor_files(repository))
    cache = KeepingCache()
    first = stamp_of(repository, cache)
    for key in [key for key in cache.kept if key.startswith("anchor ")]:
        cache.kept[key] = b"[1, 2"
    assert stamp_of(repository, cache) == first


def test_a_file_that_is_too_long_to_be_an_answer_is_not_read(repository: GitRepository) -> None:
    files = anchor_files(repository)
    [answer] = [path for path in files if path.endswith(".tsr")]
    repository.commit({**files, answer: b"0" * 300_000})
    stamp = stamp_of(repository)
    assert (stamp.verdict, stamp.detail) == (StampVerdict.BAD, "The attached answer is too long to be one.")
