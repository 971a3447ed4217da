"""Which record is which: the id decides, not how alike git finds two files."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.model.history import FileHistory, History
from builder.read.git.past.history import read_history
from builder.read.git.view import open_repository
from tests.histories.repository import GitRepository

FORM = "".join(f"item_{number}: the guard is in place and the area is clean\n" for number in range(20))
FIRST, SECOND = "records/inspection/2026/insp-1.yaml", "records/inspection/2026/insp-2.yaml"
ELSEWHERE = "records/inspection/2025/insp-1.yaml"
DAYS = ("2026-01-05", "2026-02-05", "2026-03-05", "2026-04-05", "2026-05-05")

Files = dict[str, str | bytes | None]


def form(id: str, more: str = "") -> str:
    return f"id: {id}\ndate: 2026-01-02\n{FORM}{more}"


def history(root: Path, *commits: Files) -> History:
    """The history of a repository with these commits, one on each of the days."""
    made = GitRepository.make(root)
    for day, files in zip(DAYS, commits, strict=False):
        made.commit(files, at=f"{day} 12:00:00 -0700")
    with open_repository(root) as opened:
        return read_history(opened, opened.resolve("HEAD"), time_zone="America/Edmonton")


def told(file: FileHistory) -> str:
    return " ".join(f"{change.kind}{change.arrived:%m}" for change in file.changes)


def test_a_record_keeps_its_day_of_entry_through_a_move_that_git_takes_for_a_new_file(tmp_path: Path) -> None:
    read = history(tmp_path, {FIRST: form("insp-1")}, {FIRST: None, ELSEWHERE: "id: insp-1\nwritten: anew\n"})
    assert told(read.files[ELSEWHERE]) == "A01 R02"
    assert read.files[ELSEWHERE].changes[1].old_path == FIRST
    assert (read.gone, read.identity_changes) == ({}, ())


def test_a_new_form_made_from_an_old_one_does_not_inherit_its_day(tmp_path: Path) -> None:
    read = history(tmp_path, {FIRST: form("insp-1")}, {FIRST: None, SECOND: form("insp-2")})
    assert told(read.files[SECOND]) == "A02"
    assert told(read.gone[FIRST]) == "A01 D02"
    [change] = read.identity_changes
    assert (change.old, change.new, change.old_path, change.path) == ("insp-1", "insp-2", FIRST, SECOND)
    assert str(change.arrived) == "2026-02-05"


def test_another_id_in_the_same_file_begins_another_record(tmp_path: Path) -> None:
    read = history(tmp_path, {FIRST: form("insp-1")}, {FIRST: form("insp-7")}, {FIRST: form("insp-7", "more: 1\n")})
    assert told(read.files[FIRST]) == "A02 M03"
    assert told(read.gone[FIRST]) == "A01 D02"
    assert [(change.old, change.new) for change in read.identity_changes] == [("insp-1", "insp-7")]


def test_a_record_that_went_and_came_back_keeps_its_first_entry_and_shows_the_gap(tmp_path: Path) -> None:
    read = history(
        tmp_path,
        {FIRST: form("insp-1"), SECOND: "id: insp-2\ndate: 2026-01-02\n"},
        {FIRST: None},
        {ELSEWHERE: form("insp-1")},
    )
    assert told(read.files[ELSEWHERE]) == "A01 D02 A03"
    assert read.gone == {}


def test_two_records_that_change_places_keep_their_own_days(tmp_path: Path) -> None:
    read = history(
        tmp_path, {FIRST: form("insp-1")}, {SECOND: form("insp-2")}, {FIRST: form("insp-2"), SECOND: form("insp-1")}
    )
    assert (told(read.files[SECOND]), told(read.files[FIRST])) == ("A01 R03", "A02 R03")
    assert read.identity_changes == ()


def test_a_record_that_moved_while_another_took_its_place_goes_on(tmp_path: Path) -> None:
    read = history(tmp_path, {FIRST: form("insp-1")}, {FIRST: form("insp-2"), ELSEWHERE: form("insp-1")})
    assert (told(read.files[ELSEWHERE]), told(read.files[FIRST])) == ("A01 R02", "A02")
    assert read.identity_changes == ()


def test_a_second_file_with_the_same_id_has_its_own_day(tmp_path: Path) -> None:
    read = history(tmp_path, {FIRST: form("insp-1")}, {SECOND: form("insp-1")})
    assert (told(read.files[FIRST]), told(read.files[SECOND])) == ("A01", "A02")


def test_a_copy_does_not_inherit_when_the_first_one_is_deleted_later(tmp_path: Path) -> None:
    read = history(
        tmp_path, {FIRST: form("insp-1")}, {SECOND: form("insp-1")}, {FIRST: None}, {SECOND: form("insp-1", "x: 1\n")}
    )
    assert told(read.files[SECOND]) == "A02 M04"
    assert told(read.gone[FIRST]) == "A01 D03"


def test_of_two_ended_lives_with_one_id_the_one_that_ended_last_goes_on(tmp_path: Path) -> None:
    read = history(
        tmp_path,
        {FIRST: form("insp-1"), "content/a.md": "a"},
        {SECOND: form("insp-1")},
        {FIRST: None},
        {SECOND: None},
        {ELSEWHERE: form("insp-1")},
    )
    assert told(read.files[ELSEWHERE]) == "A02 D04 A05"
    assert told(read.gone[FIRST]) == "A01 D03"


def test_an_empty_file_put_there_in_time_gives_no_day_to_what_is_written_later(tmp_path: Path) -> None:
    read = history(tmp_path, {FIRST: "notes: to be filled in\n"}, {FIRST: form("insp-1")})
    assert told(read.files[FIRST]) == "A02"
    assert told(read.gone[FIRST]) == "A01 D02"


def test_a_blank_form_with_the_right_id_gives_no_day_to_what_is_written_later(tmp_path: Path) -> None:
    blank = "id: insp-1\nsite: yard\n"
    read = history(tmp_path, {FIRST: blank}, {FIRST: f"{blank}area: Shop\n"}, {FIRST: form("insp-1")}, {FIRST: blank})
    assert told(read.files[FIRST]) == "A03 M04"
    assert told(read.gone[FIRST]) == "A01 M02 D03"
    assert read.identity_changes == ()


@pytest.mark.parametrize("planted", ["records/inspection/insp-1.yaml", "policies/insp-1.md", "content/insp-1.md"])
@pytest.mark.parametrize("is_at_once", [True, False])
def test_no_other_file_with_its_id_or_its_text_lends_a_record_its_day(
    tmp_path: Path, planted: str, is_at_once: bool
) -> None:
    text = f"---\n{form('insp-1')}---\n" if planted.startswith("policies") else form("insp-1")
    steps: list[Files] = (
        [{planted: None, FIRST: form("insp-1")}] if is_at_once else [{planted: None}, {FIRST: form("insp-1")}]
    )
    read = history(tmp_path, {planted: text}, *steps)
    assert told(read.files[FIRST]) == ("A02" if is_at_once else "A03")
    assert read.identity_changes == ()


def test_a_record_that_could_not_be_read_for_a_while_stays_what_it_was(tmp_path: Path) -> None:
    read = history(tmp_path, {FIRST: form("insp-1")}, {FIRST: form("insp-1") + "\t: [\n"}, {FIRST: form("insp-1")})
    assert told(read.files[FIRST]) == "A01 M02 M03"
    problems = [change.content.problem for change in read.files[FIRST].changes if change.content]
    assert problems == ["", "It is not readable as YAML.", ""]


def test_a_document_that_got_its_id_later_keeps_its_history(tmp_path: Path) -> None:
    read = history(tmp_path, {"policies/a.md": FORM}, {"policies/a.md": f"---\nid: HS-01\nversion: 1\n---\n{FORM}"})
    assert told(read.files["policies/a.md"]) == "A01 M02"
    assert [change.content.version for change in read.files["policies/a.md"].changes if change.content] == [None, 1]


def test_files_without_an_id_keep_gits_renames_and_their_paths(tmp_path: Path) -> None:
    read = history(
        tmp_path,
        {"records/a.png": FORM, "content/index.md": "1"},
        {"records/a.png": None, "records/b.png": FORM + "more\n", "content/index.md": None},
        {"content/index.md": "2"},
    )
    assert told(read.files["records/b.png"]) == "A01 R02"
    assert told(read.files["content/index.md"]) == "A01 D02 A03"


def test_a_link_in_the_place_of_a_record_says_nothing_of_itself(tmp_path: Path) -> None:
    made = GitRepository.make(tmp_path)
    made.commit({FIRST: form("insp-1")}, at="2026-01-05 12:00:00 -0700")
    (tmp_path / FIRST).unlink()
    (tmp_path / FIRST).symlink_to("/etc/passwd")
    made.commit({}, at="2026-02-05 12:00:00 -0700")
    made.git("update-index", "--add", "--cacheinfo", f"160000,{'1' * 40},{SECOND}")
    made.git("commit", "--quiet", "-m", "A submodule", at="2026-03-05 12:00:00 -0700")
    with open_repository(tmp_path) as opened:
        read = read_history(opened, opened.resolve("HEAD"), time_zone="America/Edmonton")
    assert told(read.files[FIRST]) == "A01 T02"
    assert [change.content for change in (read.files[FIRST].changes[1], *read.files[SECOND].changes)] == [None, None]


def test_of_several_that_ended_at_one_path_each_can_be_found(tmp_path: Path) -> None:
    read = history(
        tmp_path, {FIRST: form("insp-1"), SECOND: "id: x\ndate: 2026-01-02\n"}, {FIRST: form("insp-7")}, {FIRST: None}
    )
    assert {key: told(file) for key, file in read.gone.items()} == {
        FIRST: "A02 D03",
        f"{FIRST} (insp-1)": "A01 D02",
    }
    assert {file.path for file in read.gone.values()} == {FIRST}


def test_a_change_that_came_with_a_merge_names_who_made_it_and_what_it_says(tmp_path: Path) -> None:
    made = GitRepository.make(tmp_path)
    made.commit({FIRST: form("insp-1")}, at="2026-01-05 12:00:00 -0700")
    made.git("checkout", "--quiet", "-b", "site")
    side = made.commit({SECOND: "id: insp-2\ndate: 2026-01-15\n"}, at="2026-01-15 12:00:00 -0700")
    made.git("checkout", "--quiet", "main")
    merge = made.merge("site", at="2026-03-05 12:00:00 -0700")
    with open_repository(tmp_path) as opened:
        read = read_history(opened, opened.resolve("HEAD"), time_zone="America/Edmonton")
    [change] = read.files[SECOND].changes
    assert (change.commit, change.origin) == (merge, side)
    assert (str(change.arrived), str(change.committed)) == ("2026-03-05", "2026-01-15")
    assert change.content is not None
    assert (change.content.id, str(change.content.day)) == ("insp-2", "2026-01-15")
    assert (read.by_id[side].arrival, read.by_id[merge].arrival) == (merge, merge)
    assert (read.commits, read.line, len(read.by_id)) == (3, 2, 3)
    assert list(read.by_id[merge].parents) == [made.git("rev-parse", "main~1").decode().strip(), side]
