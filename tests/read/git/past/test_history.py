"""When files arrived on the branch, who changed them, and how renames, merges and deletions are carried over."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from builder.model.error import BuilderError
from builder.model.history import FileHistory, History, Moment
from builder.read.git.past.history import read_history
from builder.read.git.store.tree import CommitSource
from builder.read.git.view import open_repository
from tests.histories.replay import CASES, replay_case
from tests.histories.repository import MARNIE, SIMRAN, GitRepository

LONG = "".join(f"line {number} of a record that is long enough to be known again\n" for number in range(20))


def history(root: Path, time_zone: str = "America/Edmonton") -> History:
    with open_repository(root) as opened:
        commit = opened.resolve("HEAD")
        read = read_history(opened, commit, time_zone=time_zone)
        assert set(read.files) == set(CommitSource(opened.view, commit).tree)
        return read


def kinds(file: FileHistory) -> str:
    return "".join(change.kind for change in file.changes)


def test_every_file_of_the_commit_has_its_changes_oldest_first(tmp_path: Path) -> None:
    made = GitRepository.make(tmp_path)
    first = made.commit({"policies/a.md": "1", "policies/b.md": "1"}, at="2026-01-05 09:00:00 -0700", message="Adopt")
    second = made.commit({"policies/a.md": "2"}, at="2026-02-03 09:00:00 -0700", by=SIMRAN, message="Revise a\n\nWhy")
    read = history(tmp_path)
    a = read.files["policies/a.md"]
    assert [(change.commit, change.kind, change.arrived, change.author, change.subject) for change in a.changes] == [
        (first, "A", date(2026, 1, 5), MARNIE, "Adopt"),
        (second, "M", date(2026, 2, 3), SIMRAN, "Revise a"),
    ]
    assert a.changes[-1].blob == made.git("rev-parse", "HEAD:policies/a.md").decode().strip()
    assert kinds(read.files["policies/b.md"]) == "A"
    assert read.entered("policies/a.md") == date(2026, 1, 5)
    assert (read.commit, read.commits, read.entered_on) == (second, 2, date(2026, 2, 3))
    assert (read.tip.message, read.tip.parents) == ("Revise a\n\nWhy\n", (first,))


def test_a_record_written_in_january_and_merged_in_june_entered_in_june(tmp_path: Path) -> None:
    made = GitRepository.make(tmp_path)
    made.commit({"records/company.yaml": "a"}, at="2026-01-05 09:00:00 -0700")
    made.git("checkout", "--quiet", "-b", "site")
    made.commit({"records/x.yaml": LONG}, by=SIMRAN, at="2026-01-15 09:00:00 -0700", message="Tour of January")
    made.git("checkout", "--quiet", "main")
    merge = made.merge("site", at="2026-06-02 09:00:00 -0600")
    [change] = history(tmp_path).files["records/x.yaml"].changes
    assert (change.commit, change.arrived) == (merge, date(2026, 6, 2))
    assert (change.author, change.authored, change.subject) == (SIMRAN, date(2026, 1, 15), "Tour of January")


def test_a_commit_put_onto_the_branch_again_later_arrived_later(tmp_path: Path) -> None:
    made = GitRepository.make(tmp_path)
    rebased = ("--date=2026-01-15 09:00:00 -0700",)
    made.commit({"records/x.yaml": "1"}, at="2026-02-20 09:00:00 -0700", options=rebased)
    [change] = history(tmp_path).files["records/x.yaml"].changes
    assert (change.arrived, change.authored) == (date(2026, 2, 20), date(2026, 1, 15))


def test_of_several_changes_on_a_merged_branch_the_newest_is_named(tmp_path: Path) -> None:
    made = GitRepository.make(tmp_path)
    made.commit({"records/company.yaml": "a"})
    made.git("checkout", "--quiet", "-b", "site")
    made.commit({"records/x.yaml": "1"}, by=SIMRAN, at="2026-01-15 09:00:00 -0700", message="First")
    # A clock that ran slow: the order of the commits counts, not what their clocks say.
    made.commit({"records/x.yaml": "2"}, by=MARNIE, at="2026-01-10 09:00:00 -0700", message="Second")
    made.commit({"records/y.yaml": "3"}, by=SIMRAN, at="2026-01-16 09:00:00 -0700", message="Another file")
    made.git("checkout", "--quiet", "main")
    made.merge("site", at="2026-06-02 09:00:00 -0600")
    [change] = history(tmp_path).files["records/x.yaml"].changes
    assert (change.subject, change.authored) == ("Second", date(2026, 1, 10))


def test_a_branch_that_took_main_in_meanwhile_names_who_made_the_change(tmp_path: Path) -> None:
    made = GitRepository.make(tmp_path)
    made.commit({"records/company.yaml": "a", "records/x.yaml": LONG})
    made.git("checkout", "--quiet", "-b", "site")
    made.commit({"records/x.yaml": LONG + "added on site\n"}, by=SIMRAN, message="The change")
    made.git("checkout", "--quiet", "main")
    main_only = made.commit(
        {"records/z.yaml": "1", "records/x.yaml": "added in the office\n" + LONG}, message="On main"
    )
    made.git("checkout", "--quiet", "site")
    made.merge("main")
    made.git("checkout", "--quiet", "main")
    made.merge("site")
    read = history(tmp_path)
    assert [change.subject for change in read.files["records/x.yaml"].changes[1:]] == ["On main", "The change"]
    assert read.files["records/z.yaml"].changes[0].commit == main_only


def test_what_only_the_merge_itself_changed_is_the_mergers(tmp_path: Path) -> None:
    made = GitRepository.make(tmp_path)
    made.commit({"records/company.yaml": "a"})
    made.git("checkout", "--quiet", "-b", "site")
    made.commit({"records/x.yaml": "1"}, by=SIMRAN)
    made.git("checkout", "--quiet", "main")
    made.git("merge", "--quiet", "--no-ff", "--no-commit", "site")
    merge = made.commit({"records/slipped-in.yaml": "1"}, message="Merge with something else", by=MARNIE)
    changes = history(tmp_path).files["records/slipped-in.yaml"].changes
    assert [(change.commit, change.author, change.subject) for change in changes] == [
        (merge, MARNIE, "Merge with something else")
    ]


def test_an_octopus_merge_brings_every_side_in(tmp_path: Path) -> None:
    made = GitRepository.make(tmp_path)
    made.commit({"records/company.yaml": "a"})
    for name in ("one", "two"):
        made.git("checkout", "--quiet", "-b", name, "main")
        made.commit({f"records/{name}.yaml": name}, message=f"From {name}")
    made.git("checkout", "--quiet", "main")
    made.git("merge", "--quiet", "-m", "Both", "one", "two")
    read = history(tmp_path)
    assert [read.files[f"records/{name}.yaml"].changes[0].subject for name in ("one", "two")] == [
        "From one",
        "From two",
    ]
    assert read.commits == 4


def test_a_renamed_file_keeps_its_first_entry(tmp_path: Path) -> None:
    made = GitRepository.make(tmp_path)
    made.commit({"policies/old.md": LONG}, at="2026-01-05 09:00:00 -0700")
    made.commit({"policies/old.md": None, "policies/new.md": LONG + "more\n"}, at="2026-03-05 09:00:00 -0700")
    read = history(tmp_path)
    assert list(read.files) == ["policies/new.md"]
    file = read.files["policies/new.md"]
    assert (kinds(file), file.entered) == ("AR", date(2026, 1, 5))
    assert file.changes[1].old_path == "policies/old.md"


def test_two_files_that_swap_their_names_keep_their_own_histories(tmp_path: Path) -> None:
    made = GitRepository.make(tmp_path)
    made.commit({"policies/a.md": LONG}, at="2026-01-05 09:00:00 -0700")
    made.commit({"policies/b.md": LONG.upper()}, at="2026-02-05 09:00:00 -0700")
    made.commit({"policies/a.md": None, "policies/b.md": None, "c.md": LONG, "policies/a2.md": LONG.upper()})
    made.commit({"c.md": None, "policies/a2.md": None, "policies/b.md": LONG, "policies/a.md": LONG.upper()})
    read = history(tmp_path)
    assert read.files["policies/b.md"].entered == date(2026, 1, 5)
    assert read.files["policies/a.md"].entered == date(2026, 2, 5)


def test_a_thousand_files_moved_at_once_are_all_found_again(tmp_path: Path) -> None:
    made = GitRepository.make(tmp_path)
    texts = {number: "".join(f"{number * 7919 + line}\n" for line in range(12)) for number in range(1100)}
    made.commit({f"records/a/{number}.yaml": text for number, text in texts.items()}, at="2026-01-05 09:00:00 -0700")
    # Other base names and a changed line: nothing but comparing contents can find them.
    moved: dict[str, str | bytes | None] = {f"records/a/{number}.yaml": None for number in texts}
    moved |= {f"records/b/r-{number}.yaml": text + "moved\n" for number, text in texts.items()}
    made.commit(moved, at="2026-02-05 09:00:00 -0700")
    read = history(tmp_path)
    assert {kinds(file) for file in read.files.values()} == {"AR"}


def test_a_file_whose_kind_changes_keeps_its_history(tmp_path: Path) -> None:
    made = GitRepository.make(tmp_path)
    made.commit({"records/x.yaml": "company.yaml"})
    (tmp_path / "records" / "x.yaml").unlink()
    (tmp_path / "records" / "x.yaml").symlink_to("company.yaml")
    made.commit({})
    assert kinds(history(tmp_path).files["records/x.yaml"]) == "AT"


def test_the_day_is_the_companys_and_not_the_offset_of_the_commit(tmp_path: Path) -> None:
    made = GitRepository.make(tmp_path)
    made.commit({"records/x.yaml": "1"}, at="2026-03-04 06:59:59 +0000")  # 23:59:59 on 3 March in Edmonton
    assert history(tmp_path).entered("records/x.yaml") == date(2026, 3, 3)
    assert history(tmp_path, "Europe/Berlin").entered("records/x.yaml") == date(2026, 3, 4)
    made.commit({"records/y.yaml": "1"}, at="2026-03-04 07:00:00 +0000")
    assert history(tmp_path).entered("records/y.yaml") == date(2026, 3, 4)


def test_summer_time_moves_the_end_of_the_day(tmp_path: Path) -> None:
    made = GitRepository.make(tmp_path)
    made.commit({"records/x.yaml": "1"}, at="2026-07-05 05:59:59 +0000")
    made.commit({"records/y.yaml": "1"}, at="2026-07-05 06:00:00 +0000")
    read = history(tmp_path)
    assert (read.entered("records/x.yaml"), read.entered("records/y.yaml")) == (date(2026, 7, 4), date(2026, 7, 5))


@pytest.mark.parametrize(("seconds", "day"), [(b"99999999999999999", date.max), (b"1", date(1969, 12, 31))])
def test_absurd_times_are_kept_within_the_calendar(tmp_path: Path, seconds: bytes, day: date) -> None:
    made = GitRepository.make(tmp_path)
    made.write({"records/x.yaml": "1"})
    made.git("add", ".")
    tree = made.git("write-tree").strip()
    identity = b"Marnie <m@ridgeline.example> " + seconds + b" +0000"
    made.raw_commit(b"tree " + tree + b"\nauthor " + identity + b"\ncommitter " + identity + b"\n\nOdd clock\n")
    assert history(tmp_path).entered("records/x.yaml") == day


def test_a_latin1_author_is_read_as_written(tmp_path: Path) -> None:
    made = GitRepository.make(tmp_path)
    made.git("config", "i18n.commitEncoding", "ISO-8859-1")
    made.write({"records/x.yaml": "1"})
    made.git("add", ".")
    tree = made.git("write-tree").strip()
    identity = b"Ren\xe9 Bouchard <rene@ridgeline.example> 1767639600 -0700"
    header = b"\nauthor " + identity + b"\ncommitter " + identity + b"\nencoding ISO-8859-1\n\n"
    made.raw_commit(b"tree " + tree + header + b"R\xe9union de s\xe9curit\xe9\n")
    read = history(tmp_path)
    [change] = read.files["records/x.yaml"].changes
    assert (change.author, change.subject) == ("René Bouchard <rene@ridgeline.example>", "Réunion de sécurité")
    assert read.tip.authored == Moment(1767639600, -420)


def test_a_message_that_imitates_gits_own_output_changes_nothing(tmp_path: Path) -> None:
    made = GitRepository.make(tmp_path)
    fake = "0" * 40
    made.commit({"records/x.yaml": "1"}, message=f"x\x01{fake}\n\n:000000 100644 {fake} {fake} A\trecords/forged.yaml")
    assert list(history(tmp_path).files) == ["records/x.yaml"]


def test_an_empty_commit_counts_and_changes_nothing(tmp_path: Path) -> None:
    made = GitRepository.make(tmp_path)
    made.commit({"records/x.yaml": "1"})
    made.commit({})
    read = history(tmp_path)
    assert (read.commits, kinds(read.files["records/x.yaml"])) == (2, "A")


def test_a_missing_commit_is_refused(tmp_path: Path) -> None:
    made = GitRepository.make(tmp_path)
    first = made.commit({"records/x.yaml": "1"})
    made.commit({"records/x.yaml": "2"})
    (tmp_path / ".git" / "objects" / first[:2] / first[2:]).unlink()
    with open_repository(tmp_path) as opened, pytest.raises(BuilderError, match="Git could not read"):
        read_history(opened, opened.resolve("HEAD"), time_zone="America/Edmonton")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_every_written_down_history_gives_the_entry_days_it_promises(case: Path, tmp_path: Path) -> None:
    promised = replay_case(case, tmp_path)
    read = history(tmp_path)
    assert {path: str(read.entered(path)) for path in promised} == promised
    assert set(read.files) == set(promised)
