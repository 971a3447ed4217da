"""The benchmark itself runs: its company is always the same and readable, and its table says what was measured."""

from __future__ import annotations

import subprocess
from datetime import date
from pathlib import Path

import pytest

from builder.commands.prepare import Choice, prepare
from builder.read.git.past.history import read_history
from builder.read.git.store.tree import CommitSource
from builder.read.git.view import open_repository
from tests.benchmarks.__main__ import list_measured
from tests.benchmarks.child import cost_of, cost_with_all_left
from tests.benchmarks.commits import add_commits, make_commits
from tests.benchmarks.company import make_company, multiply, read_sample
from tests.benchmarks.floor import parse_and_log
from tests.benchmarks.measured import check, history
from tests.benchmarks.pages import make_paged
from tests.benchmarks.table import Row, Sized, write_table


def sample_records() -> int:
    return sum(1 for path in read_sample() if check_path(path))


def check_path(path: str) -> bool:
    parts = path.split("/")
    return parts[0] == "records" and len(parts) == 4 and path.endswith(".yaml")


def test_a_company_of_any_size_is_always_the_same() -> None:
    sample = read_sample()
    wanted = sample_records() + 700
    first, again = multiply(sample, wanted), multiply(sample, wanted)
    assert first == again
    assert sum(1 for path in first if check_path(path)) == wanted
    assert all(first[path] == data for path, data in sample.items())


def test_the_same_company_has_the_same_commits(tmp_path: Path) -> None:
    heads = []
    for name in ("a", "b"):
        root = make_company(tmp_path / name, 100).root
        heads.append(
            subprocess.run(["git", "-C", str(root), "rev-parse", "HEAD"], capture_output=True, check=True).stdout
        )
    assert heads[0] == heads[1]
    status = subprocess.run(["git", "-C", str(tmp_path / "a"), "status", "--short"], capture_output=True, check=True)
    assert status.stdout == b""


def test_a_branch_of_the_company_is_read_without_a_fault_that_the_sample_does_not_have(tmp_path: Path) -> None:
    company = make_company(tmp_path / "company", 2 * sample_records())
    with prepare(Choice(company.root, None, date(2026, 10, 31), date(2026, 10, 31))) as prepared:
        program = prepared.snapshot.program
        kinds = {fault.name for fault in program.faults}
        assert prepared.snapshot.history is not None
    with prepare(Choice(Path(__file__).parents[2], None, date(2026, 10, 31), date(2026, 10, 31))) as prepared:
        assert kinds <= {fault.name for fault in prepared.snapshot.program.faults}
        assert len(program.people) == 2 * len(prepared.snapshot.program.people)
        assert len(program.sites) == 2 * len(prepared.snapshot.program.sites)


def test_every_measured_thing_gives_rows_and_the_floor_counts_files(tmp_path: Path) -> None:
    assert "check" in list_measured("records")
    company = make_company(tmp_path / "company", 100)
    rows = check.measure(company, tmp_path, 1)
    assert [row.name for row in rows][:2] == ["floor: parsing + git log", "check, cold"]
    assert all(row.cpu > 0 for row in rows)
    assert parse_and_log(str(company.root)) > 100


def test_a_history_of_any_size_is_always_the_same_and_has_just_so_many_commits(tmp_path: Path) -> None:
    first, again = make_commits(tmp_path / "a", 150), make_commits(tmp_path / "b", 150)
    assert first.tip == again.tip
    assert count(first.root) == 150
    later, later_again = add_commits(first, 70), add_commits(again, 70)
    assert later.tip == later_again.tip != first.tip
    assert (later.commits, count(later.root)) == (220, 220)


def test_a_history_has_branches_moved_and_deleted_files_and_records_with_signatures(tmp_path: Path) -> None:
    made = make_commits(tmp_path / "history", 600)
    on_line = count(made.root, "--first-parent")
    assert 0.7 * made.commits < on_line < 0.9 * made.commits
    listed = git(made.root, "log", "--raw", "-M", "--format=", "main")
    assert {line.split()[4][0] for line in listed.splitlines()} == {"A", "M", "R", "D"}
    with open_repository(made.root) as repository:
        found = read_history(repository, made.tip, time_zone="America/Edmonton")
        source = CommitSource(repository.view, made.tip)
        record = next(path for path in found.files if path.startswith("records/training/"))
        [(_, data)] = source.read([record])
    assert found.files.keys() == source.tree.keys()
    assert b"\ndate: 20" in data
    assert b"\nsignatures: [{person: P-" in data


def test_a_history_is_measured_against_gits_own_list_of_changes(tmp_path: Path) -> None:
    assert list_measured("commits", ["history"]).keys() == {"history"}
    rows = {row.name: row for row in history.measure(make_commits(tmp_path / "history", 120), tmp_path, 1)}
    floor = rows["floor: git log --raw -z -M"]
    assert rows["history: the bare pass"].floor == floor.cpu > 0
    assert rows["history: memory"].verdict == "ok"
    assert rows["history: 70 new commits"].floor == rows["history: first build"].cpu > 0


def git(root: Path, *arguments: str) -> str:
    return subprocess.run(["git", "-C", str(root), *arguments], capture_output=True, check=True).stdout.decode()


def count(root: Path, *options: str) -> int:
    return int(git(root, "rev-list", "--count", *options, "main"))


def test_the_table_says_ok_and_miss_and_how_cost_grows() -> None:
    def rows(cold: float) -> list[Row]:
        return [Row("floor", 2.0), Row("check, cold", cold, 2.0, "floor", 2.5)]

    text = write_table([Sized(5000, rows(4.0)), Sized(20_000, rows(40.0))])
    assert "  check, cold                     4.00 s    2.00 × floor              bar 2.5   ok" in text
    assert "20.00 × floor              bar 2.5   MISS" in text
    assert "  check, cold                 0.800  2.000 (2.50 × MISS)" in text
    assert "  floor                       0.400  0.100 (0.25 × ok)" in text


def test_the_table_holds_memory_against_a_number_and_counts_in_commits() -> None:
    def sized(commits: int, memory: float) -> Sized:
        return Sized(commits, [Row("pass", commits / 1000), Row("memory", memory, bar=250, unit="MiB")], "commits")

    text = write_table([sized(2000, 80.0), sized(20_000, 251.0)])
    assert "2,000 commits" in text
    assert "CPU per commit" in text
    assert "  memory                         80.00 MiB                            bar 250   ok" in text
    assert "bar 250   MISS" in text
    assert text.count("memory") == 2


def test_the_cost_of_a_process_counts_what_it_started() -> None:
    assert cost_of(["sh", "-c", "python3 -c 'sum(range(3_000_000))'"]).cpu > 0.01


def test_the_cost_of_a_program_counts_what_it_left_behind() -> None:
    alone = cost_with_all_left(["sh", "-c", "exit 0"])
    left = cost_with_all_left(["sh", "-c", "(exec python3 -c 'print(sum(range(5_000_000)))') & exit 0"])
    assert left.cpu > alone.cpu + 0.05
    assert left.memory > alone.memory
    with pytest.raises(RuntimeError, match="ended with 3"):
        cost_with_all_left(["sh", "-c", "exit 3"])


def test_a_company_of_so_many_pages_is_always_the_same_and_read_without_a_fault(tmp_path: Path) -> None:
    assert list_measured("pages").keys() == {"pack", "verify"}
    made = [make_paged(tmp_path / name / "company", 120) for name in ("a", "b")]
    assert len({git(each.root, "rev-parse", "HEAD") for each in made}) == 1
    with prepare(Choice(made[0].root, None, date(2026, 10, 31), date(2026, 10, 31))) as prepared:
        program = prepared.snapshot.program
        assert not program.unreadable
        assert len(program.policies) > 5
        assert len(program.records_by_type["inspection"]) > 200
    changed = made[0].change_a_document()
    assert changed.startswith("document-P")
    assert git(made[0].root, "status", "--short") == ""
