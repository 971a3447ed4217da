"""The history of the sample company that ships: it holds together on every day, not only on the last."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from builder.checks.run import check
from builder.commands.demo import demo
from builder.demo.earlier_text import dated_fields
from builder.demo.sample import sample_files
from builder.measure.snapshot import take_snapshot
from builder.model.finding import Severity
from builder.model.history import History, SignatureVerdict
from builder.read.git.history import read_history
from builder.read.git.tree import CommitSource
from builder.read.git.view import open_repository
from builder.read.git.work_tree import compare_work_tree
from builder.read.program import read_program
from builder.read.standard_file import read_standard
from tests.histories.repository import GitRepository

ZONE = "America/Edmonton"
AUDIT = ("planned_from", "planned_to", "owed_by", "booked_on")
AHEAD = {
    "expires",
    "insurance_expires",
    "due",
    "next_due",
    "next_review",
    "reassess_on",
    "from",
    "to",
    "term_ends",
    "effective",
    *AUDIT,
}
"""Fields that may name a day to come; closures and plans are known beforehand."""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> GitRepository:
    target = tmp_path_factory.mktemp("sample") / "ridgeline"
    said: list[str] = []
    assert demo(target, say=said.append) == 0
    assert any("fictional" in line for line in said)
    assert any("worthless" in line for line in said)
    return GitRepository(target)


@pytest.fixture(scope="module")
def history(made: GitRepository) -> History:
    with open_repository(made.root) as opened:
        commit = opened.resolve("HEAD")
        people = read_program(CommitSource(opened.view, commit)).people.values()
        return read_history(opened, commit, time_zone=ZONE, people=[stored.value for stored in people])


def test_its_last_commit_is_the_sample(made: GitRepository) -> None:
    files = sample_files()
    with open_repository(made.root) as opened:
        commit = opened.resolve("HEAD")
        source = CommitSource(opened.view, commit)
        assert dict(source.read(source.tree)) == files
        differences = compare_work_tree(opened, commit)
    assert differences is not None
    assert differences.is_clean
    assert made.git("status", "--porcelain") == b""


def test_a_second_run_makes_the_same_commits(made: GitRepository, tmp_path: Path) -> None:
    demo(tmp_path / "again", say=lambda _: None)
    assert GitRepository(tmp_path / "again").head() == made.head()


def test_git_finds_nothing_wrong_with_it(made: GitRepository) -> None:
    assert made.git("fsck", "--strict", "--full") == b""


def test_it_runs_from_the_adoption_to_the_day_the_sample_is_of(made: GitRepository, history: History) -> None:
    first = made.git("log", "--reverse", "--format=%cs").decode().split()[0]
    assert (first, str(history.entered_on)) == ("2025-08-01", "2026-10-31")
    assert 350 <= history.commits <= 600
    assert 15 <= len(made.git("rev-list", "--merges", "HEAD").split()) <= 35


def test_every_change_is_signed_by_its_author(history: History) -> None:
    verdicts = Counter(change.signature for file in history.files.values() for change in file.changes)
    assert set(verdicts) == {SignatureVerdict.GOOD}


def test_nothing_tells_of_a_day_that_had_not_come(made: GitRepository) -> None:
    early = []
    # Read through git itself, so that this doesn't rest on the code that is tested.
    for line in made.git("log", "--format=%H %cs").decode().splitlines():
        commit, day = line.split()
        for path in made.git("diff-tree", "-r", "--root", "--no-commit-id", "--name-only", commit).decode().split():
            if path.endswith(".yaml") and path != "records/company.yaml":
                text = made.git("cat-file", "blob", f"{commit}:{path}").decode()
                early += [
                    f"{path} on {day}: {name} {when}"
                    for name, when in dated_fields(text)
                    if name not in AHEAD and when > date.fromisoformat(day)
                ]
    assert early == []


def test_what_the_story_tells_as_late_is_late_and_nothing_else_is(history: History) -> None:
    adopted = date(2025, 8, 1)
    late = set()
    for path, data in sample_files().items():
        if path.startswith("records/") and path.count("/") == 3 and path.endswith(".yaml"):
            [happened] = [day for name, day in dated_fields(data.decode())[:1] if name == "date"]
            entered = history.files[path].entered
            assert entered >= min(happened, adopted)
            if happened > adopted and (entered - happened).days > 12:
                late.add(path.rpartition("/")[2])
    assert late == {"insp-0186.yaml"}


@pytest.mark.parametrize("day", ["2025-08-31", "2025-12-31", "2026-04-30", "2026-09-10"])
def test_the_program_of_an_earlier_day_is_whole(made: GitRepository, day: str) -> None:
    with open_repository(made.root) as opened:
        program = read_program(CommitSource(opened.view, opened.resolve(f"@{day}")))
    snapshot = take_snapshot(program, read_standard("alberta-cor", "2023"), as_of=date.fromisoformat(day))
    errors = [finding for finding in check(snapshot) if finding.severity is Severity.ERROR]
    # The one file that was changed after it was recorded is planted in the sample.
    assert {finding.name for finding in errors} <= {"attachment-changed"}
    assert program.faults == ()
