"""Done and filed in a real repository, held against what git itself prints of the branch."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from builder.checks.run import check
from builder.commands.prepare import Choice, prepare
from builder.measure.filing.alterations import find_alterations, find_redatings
from builder.measure.filing.filing import FilingClass, measure_filing
from builder.measure.filing.removals import find_removals, find_returns
from builder.model.history import OddityKind
from builder.model.snapshot import Snapshot
from tests.checks.example import minimal_files
from tests.histories.repository import SIMRAN, GitRepository
from tests.measure.small import inspection

AS_OF = date(2026, 6, 30)
ADOPTED = "2026-04-01 08:00:00 -0600"


def path_of(id: str) -> str:
    return f"records/inspection/2026/{id}.yaml"


@pytest.fixture
def made(tmp_path: Path) -> GitRepository:
    """The small company on the day of its adoption; the records that it has otherwise come later."""
    repository = GitRepository.make(tmp_path / "program")
    files = {path: data for path, data in minimal_files().items() if path.count("/") < 3}
    repository.commit(files, at=ADOPTED, message="Adopt the program")
    return repository


def file(repository: GitRepository, id: str, day: str, at: str, **changes: str) -> str:
    text = inspection(id, day)
    for old, new in changes.items():
        text = text.replace(f"{old}: 5", f"{old}: {new}")
    return repository.commit({path_of(id): text}, at=f"{at} 12:00:00 -0600", message=f"File {id}")


def snapshot_of(repository: GitRepository) -> Snapshot:
    choice = Choice(repository.root, "HEAD", AS_OF, AS_OF, by_commit=True)
    with prepare(choice) as prepared:
        return prepared.snapshot


def entries_by_git(repository: GitRepository) -> dict[str, str]:
    """The day on which each record first arrived, as `git log --first-parent` prints it; all clocks of the test go as in the company's time zone."""
    log = repository.git(
        *(
            "-c",
            "core.quotePath=false",
            "log",
            "--first-parent",
            "--diff-merges=first-parent",
            "--reverse",
            "--no-renames",
        ),
        *("--diff-filter=A", "--name-only", "--date=format:%Y-%m-%d", "--format=@%cd", "--", "records/inspection"),
    )
    days: dict[str, str] = {}
    day = ""
    for line in log.decode().splitlines():
        if line.startswith("@"):
            day = line[1:]
        elif line:
            days.setdefault(line.rpartition("/")[2].removesuffix(".yaml"), day)
    return days


def test_entry_days_are_those_that_git_prints_of_the_branch(made: GitRepository) -> None:
    file(made, "insp-0011", "2026-04-09", "2026-04-10")
    made.git("checkout", "-q", "-b", "site")
    made.commit(
        {path_of("insp-0012"): inspection("insp-0012", "2026-04-14")}, at="2026-04-15 12:00:00 -0600", by=SIMRAN
    )
    made.git("checkout", "-q", "main")
    file(made, "insp-0013", "2026-04-20", "2026-05-29")
    made.merge("site", at="2026-06-02 23:30:00 -0600")
    made.commit({path_of("insp-0011"): None}, at="2026-06-03 12:00:00 -0600")
    file(made, "insp-0011", "2026-04-09", "2026-06-05")

    snapshot = snapshot_of(made)
    filings = measure_filing(snapshot)
    found = {each.stored.value.id: each for each in filings}

    assert {id: str(each.filed) for id, each in found.items()} == {
        "insp-0011": "2026-04-10",
        "insp-0012": "2026-06-02",
        "insp-0013": "2026-05-29",
    }
    # What git's own list says of the same branch; --diff-filter=A names a record twice that came back, the first counts.
    assert {id: str(each.filed) for id, each in found.items()} == entries_by_git(made)
    assert (str(found["insp-0012"].arrival.authored), found["insp-0012"].arrival.author) == ("2026-04-15", SIMRAN)
    assert {id: each.kind for id, each in found.items()} == {
        "insp-0011": FilingClass.WITHIN,
        "insp-0012": FilingClass.LATER,
        "insp-0013": FilingClass.LATER,
    }
    assert [(each.id, each.days) for each in find_returns(snapshot)] == [("insp-0011", 2)]


def test_what_happened_to_records_afterwards_is_found(made: GitRepository) -> None:
    file(made, "insp-0011", "2026-04-09", "2026-04-10")
    file(made, "insp-0012", "2026-04-16", "2026-04-17")
    file(made, "insp-0013", "2026-04-23", "2026-04-24")
    file(made, "insp-0011", "2026-04-09", "2026-05-20", items_ok="9")
    made.commit({path_of("insp-0012"): inspection("insp-0012", "2026-03-30")}, at="2026-05-21 12:00:00 -0600")
    made.commit({path_of("insp-0013"): None}, at="2026-05-22 12:00:00 -0600")

    snapshot = snapshot_of(made)
    codes = {finding.code for finding in check(snapshot) if finding.code.startswith("HIS")}

    # With the day of insp-0012, the day of its signature was written anew.
    assert [(each.id, each.fields) for each in find_alterations(snapshot)] == [
        ("insp-0011", ("items_ok",)),
        ("insp-0012", ("signatures",)),
    ]
    assert [(each.id, str(each.old), str(each.new)) for each in find_redatings(snapshot)] == [
        ("insp-0012", "2026-04-16", "2026-03-30")
    ]
    assert [each.id for each in find_removals(snapshot)] == ["insp-0013"]
    assert {"HIS010", "HIS011", "HIS014"} <= codes


def binder(repository: GitRepository, at: str, message: str = "File the binder") -> str:
    days = [f"2026-{month:02}-{day:02}" for month in (4, 5) for day in range(2, 26, 2)]
    files = {path_of(f"insp-{100 + n:04}"): inspection(f"insp-{100 + n:04}", day) for n, day in enumerate(days)}
    return repository.commit(files, at=f"{at} 22:10:00 -0600", message=message)


def test_binder_of_one_night_is_found_until_it_is_declared(made: GitRepository) -> None:
    commit = binder(made, "2026-06-29")
    before = [finding.code for finding in check(snapshot_of(made)) if finding.code.startswith("HIS0")]
    company = (made.root / "records/company.yaml").read_text("utf-8")
    entry = f"imports: [{{commit: '{commit}', reason: Binder scanned in after the move, approved_by: P-001}}]\n"
    made.commit({"records/company.yaml": company + entry}, at="2026-06-30 09:00:00 -0600")
    after = snapshot_of(made)

    assert "HIS009" in before
    assert [finding.code for finding in check(after) if finding.code in ("HIS003", "HIS009", "HIS015")] == []
    assert {each.kind for each in measure_filing(after)} == {FilingClass.IMPORTED}


def test_message_without_a_signature_declares_no_import(made: GitRepository) -> None:
    binder(made, "2026-06-29", "File the binder\n\nEvidence-Import: Binder of the old office")
    (found,) = (finding for finding in check(snapshot_of(made)) if finding.code == "HIS009")

    assert "(Binder of the old office), but no known key has signed it" in found.message


def test_clock_that_was_set_back_shows_on_the_branch(made: GitRepository) -> None:
    file(made, "insp-0011", "2026-04-09", "2026-05-10")
    file(made, "insp-0012", "2026-04-09", "2026-04-10")
    snapshot = snapshot_of(made)

    assert snapshot.history is not None
    (found,) = snapshot.history.oddities
    assert (found.kind, found.day) == (OddityKind.BACKWARDS, date(2026, 4, 10))
    assert "HIS012" in {finding.code for finding in check(snapshot)}
