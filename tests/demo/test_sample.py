"""The history of the sample company that ships: it holds together on every day, not only on the last."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from builder.checks.run import check
from builder.commands.choice import Choice
from builder.commands.demo import demo
from builder.commands.prepare import prepare
from builder.demo.earlier_text import dated_fields
from builder.demo.sample import sample_files
from builder.demo.story import read_story
from builder.measure.filing.filing import FilingClass, measure_filing
from builder.measure.past.proof_of_age import ProofOfAge
from builder.measure.snapshot import take_snapshot
from builder.model.finding import Severity
from builder.model.history import History, SignatureVerdict
from builder.model.stamp import StampVerdict
from builder.read.git.past.history import read_history
from builder.read.git.store.tree import CommitSource
from builder.read.git.view import open_repository
from builder.read.git.work_tree import compare_work_tree
from builder.read.program import read_program
from builder.read.standard_file import read_standard
from tests.histories.repository import GitRepository

ZONE = "America/Edmonton"
AS_OF = date(2026, 10, 31)
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
        return read_history(opened, commit, time_zone=ZONE)


def test_its_last_commit_is_the_sample_and_its_anchors(made: GitRepository) -> None:
    files = sample_files()
    with open_repository(made.root) as opened:
        commit = opened.resolve("HEAD")
        source = CommitSource(opened.view, commit)
        # Anchors name commits of the replay, so they can't lie among the sample's files.
        anchors = {path for path in source.tree if path.startswith("records/anchor/")}
        assert dict(source.read(source.tree.keys() - anchors)) == files
        assert anchors == {
            f"records/anchor/2026/anc-000{number}.{end}"
            for number in (1, 2, 3)
            for end in ("tsq", "tsr", "txt", "yaml")
        }
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
    assert 350 <= history.commits < 620
    assert 15 <= len(made.git("rev-list", "--merges", "HEAD").split()) <= 35


def test_every_change_is_signed_by_its_author(history: History) -> None:
    # The first commit brings the keys; nothing in the repository can vouch for it.
    assert history.signatures == {SignatureVerdict.GOOD: history.commits - 1, SignatureVerdict.UNKNOWN_KEY: 1}
    assert {change.commit for change in history.key_changes if change.is_first} == {history.key_changes[0].commit}


def test_keys_come_are_exchanged_and_end(history: History) -> None:
    later = [change for change in history.key_changes if not change.is_first]
    assert [(str(each.arrived), each.person, each.signer) for each in later] == [
        ("2025-11-18", "P-035", "P-002"),
        ("2026-04-24", "P-035", "P-002"),
        ("2026-05-19", "P-002", "P-002"),
    ]


def test_files_were_moved_and_one_record_was_away(history: History) -> None:
    moved = {
        change.path: (str(change.arrived), change.old_path)
        for file in history.files.values()
        for change in file.changes
        if change.kind == "R"
    }
    assert moved == {
        "policies/manual-handling.md": ("2026-02-10", "policies/lifting-and-carrying.md"),
        "records/toolbox-meeting/2026/tbx-0037.yaml": ("2026-01-13", "records/toolbox-meeting/2025/tbx-0037.yaml"),
    }
    away = history.files["records/hazard-report/2026/hzr-0024.yaml"]
    assert [(change.kind, str(change.arrived)) for change in away.changes] == [
        ("A", "2026-07-17"),
        ("D", "2026-07-21"),
        ("A", "2026-07-28"),
    ]


def test_nothing_tells_of_a_day_that_had_not_come(made: GitRepository) -> None:
    # Read through git itself, so that this doesn't rest on the code that is tested.
    changed = []
    for block in made.git("log", "--format=%x00%cs", "--raw", "--no-abbrev", "--no-renames", "--diff-filter=d").split(
        b"\0"
    )[1:]:
        day, *lines = block.decode().split("\n")
        rows = [line.split("\t") for line in lines if line.startswith(":")]
        changed += [(day, facts.split()[3], path) for facts, path in rows]
    asked = [(day, id, path) for day, id, path in changed if path.endswith(".yaml") and path != "records/company.yaml"]
    assert len(asked) > 800
    told = made.git("cat-file", "--batch", stdin="".join(f"{id}\n" for _, id, _ in asked).encode())
    early = []
    for day, id, path in asked:
        head, _, told = told.partition(b"\n")
        size = int(head.split()[2])
        assert head.startswith(id.encode())
        text, told = told[:size].decode(), told[size + 1 :]
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
    at_once = {f"{id}.yaml" for each in read_story().at_once for id in each.records}
    assert len(late & at_once) > 30
    assert late - at_once == {"insp-0186.yaml"}


def test_the_faults_of_the_history_are_planted_in_it_and_one_import_is_declared(made: GitRepository) -> None:
    with prepare(Choice(made.root, "HEAD", AS_OF, AS_OF, by_commit=True)) as prepared:
        snapshot = prepared.snapshot
        found = {each.code for each in check(snapshot) if each.code.startswith("HIS") and each.severity is Severity.GAP}
        kinds = Counter(each.kind for each in measure_filing(snapshot))
        approvals = {each.document: each for each in snapshot.approvals.values()}

    assert found == {"HIS009", "HIS010", "HIS011", "HIS020", "HIS027"}
    assert (kinds[FilingClass.BULK], kinds[FilingClass.IMPORTED], kinds[FilingClass.LATER]) == (23, 18, 1)
    # Every way in which an approval shows, weakest first; and one that was signed with a tag and has gone stale.
    shown = {id: [each.level.value for each in approval.shown] for id, approval in approvals.items()}
    assert shown["SWP-08"] == ["A1", "A0"]
    assert shown["PRG-08"] == ["A4", "A2", "A0"]
    assert shown["PRG-07"] == ["A5", "A4", "A2", "A0"]
    assert approvals["POL-01"].is_in_ink
    assert [id for id, approval in approvals.items() if approval.stale] == ["SJP-05"]


@pytest.mark.parametrize("day", ["2025-08-31", "2025-12-31", "2026-04-30", "2026-09-10"])
def test_the_program_of_an_earlier_day_is_whole(made: GitRepository, day: str) -> None:
    with open_repository(made.root) as opened:
        program = read_program(CommitSource(opened.view, opened.resolve(f"@{day}")))
    snapshot = take_snapshot(program, read_standard("alberta-cor", "2023"), as_of=date.fromisoformat(day))
    errors = [finding for finding in check(snapshot) if finding.severity is Severity.ERROR]
    # The one file that was changed after it was recorded is planted in the sample.
    assert {finding.name for finding in errors} <= {"attachment-changed"}
    assert program.faults == ()


def test_its_anchors_hold_and_the_last_one_proves_all_but_the_last_days_records(made: GitRepository) -> None:
    with prepare(Choice(made.root, None, date(2026, 10, 31), date(2026, 10, 31))) as prepared:
        history, program = prepared.snapshot.history, prepared.snapshot.program
    assert history is not None
    assert [(str(stamp.day), stamp.verdict) for stamp in history.stamps] == [
        (day, StampVerdict.INTACT) for day in ("2026-08-31", "2026-09-30", "2026-10-30")
    ]
    proof = ProofOfAge(history)
    assert proof.contradictions() == ()
    reach = proof.reach(program)
    assert reach is not None
    assert {history.entered(program.record_by_id[id].path) for id in reach.open} == {date(2026, 10, 31)}
