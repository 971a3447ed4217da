"""The demonstration's anchors: made during the replay, the same each time, and understood by openssl."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
import yaml
from cryptography.hazmat.primitives.serialization import Encoding

from builder.demo.plan import plan_history
from builder.demo.replay import Replayed, make_repository
from builder.demo.story import read_story
from builder.demo.time_authority import demonstration_authority
from builder.read.git.view import open_repository
from builder.read.stamp.statement import make_statement
from tests.demo.company import FILES, STORY
from tests.histories.repository import GitRepository

FOLDER = "records/anchor/2026"


def make(target: Path, days: str = "[2026-06-02]") -> Replayed:
    plan = plan_history(FILES, read_story(f"{STORY}anchored: {days}\n"))
    return make_repository(plan.steps, plan.identities, target, plan.approvals)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> GitRepository:
    target = tmp_path_factory.mktemp("anchored") / "ridgeline"
    make(target)
    return GitRepository(target)


def test_two_runs_give_the_same_commits(made: GitRepository, tmp_path: Path) -> None:
    assert make(tmp_path / "again").commit == made.head()


def test_the_statement_is_what_git_says_of_the_commit_before(made: GitRepository) -> None:
    record = yaml.safe_load((made.root / FOLDER / "anc-0001.yaml").read_text())
    filed = made.git("log", "--format=%H", "--", FOLDER).decode().split()[0]
    assert record["commit"] == made.git("rev-parse", f"{filed}~1").decode().strip()
    with open_repository(made.root) as opened:
        statement = make_statement(opened.view, record["commit"], {})
    assert (made.root / FOLDER / "anc-0001.txt").read_bytes() == statement.text


def test_openssl_verifies_the_stamp(made: GitRepository, tmp_path: Path) -> None:
    root = tmp_path / "tsa.pem"
    root.write_bytes(demonstration_authority().root.public_bytes(Encoding.PEM))
    command = ["openssl", "ts", "-verify", "-data", "anc-0001.txt", "-in", "anc-0001.tsr", "-CAfile", root]
    asked = ["-attime", made.git("log", "-1", "--format=%ct", "--", FOLDER).decode().strip()]
    done = subprocess.run([*command, *asked], cwd=made.root / FOLDER, capture_output=True, check=True)
    assert done.stdout == b"Verification: OK\n"


def test_it_is_filed_by_the_coordinator_at_the_end_of_the_day(made: GitRepository) -> None:
    line = made.git("log", "-1", "--format=%an|%s|%cs", "--", FOLDER).decode().strip()
    assert line == "Marnie Kowalchuk|File the anchor of 2026-06-02|2026-06-02"
    later = made.git("log", "--format=%cs", "--after=2026-06-02T23:59:00", "--reverse").decode().split()
    assert all(day > "2026-06-02" for day in later)
