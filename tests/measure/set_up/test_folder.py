"""What the doctor says of a program's folder: made-up facts, most of them as a coordinator on Windows meets them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from builder.measure.set_up.folder import judge_folder
from builder.model.set_up import Advice, Computer, ProgramFolder, RepositoryFacts, Verdict

NOW = 1_790_000_000
WINDOWS = Computer("Windows", (3, 12, 4), is_64_bit=True, version="0.1.0", now=NOW)
LINUX = replace(WINDOWS, system="Linux")
SHARED = RepositoryFacts(
    settings=(("remote.origin.url", "https://forge.example/prairie/safety.git"),),
    branch="main",
    has_commit=True,
    newest=NOW - 3600,
)
WELL = ProgramFolder(
    r"C:\Users\robin\safety",
    free=50_000_000_000,
    longest="records/inspection/2026/insp-0001.yaml",
    has_attributes=True,
    repository=SHARED,
)


def told(folder: ProgramFolder, computer: Computer = WINDOWS) -> dict[str, Advice]:
    return {each.name: each for each in judge_folder(folder, computer)}


def with_repository(**changes: object) -> ProgramFolder:
    return replace(WELL, repository=replace(SHARED, **changes))  # type: ignore[arg-type]


def test_where_all_is_well_nothing_asks_for_attention() -> None:
    found = told(WELL)
    assert {each.verdict for each in found.values()} == {Verdict.OK}
    assert list(found) == ["disk", "place", "long-paths", "line-ends", "history", "branch", "clock", "copy"]


def test_long_paths_are_a_matter_of_windows_only() -> None:
    deep = replace(WELL, longest="records/" + "x" * 300)
    assert "long-paths" not in told(deep, LINUX)
    found = told(deep)["long-paths"]
    assert (found.verdict, "core.longpaths" in found.cure) == (Verdict.BROKEN, True)


@pytest.mark.parametrize(("length", "verdict"), [(259, Verdict.OK), (260, Verdict.BROKEN)])
def test_the_longest_path_counts_with_its_folder(length: int, verdict: Verdict) -> None:
    rest = length - len(WELL.path) - 1
    found = told(replace(WELL, longest="x" * rest))["long-paths"]
    assert (found.verdict, str(length) in found.words) == (verdict, True)


def test_switched_on_long_paths_end_the_matter() -> None:
    deep = replace(WELL, longest="x" * 300)
    assert told(deep, replace(WINDOWS, settings=(("core.longpaths", "true"),)))["long-paths"].verdict is Verdict.OK
    off_here = replace(deep, repository=replace(SHARED, settings=(("core.longpaths", "false"),)))
    on_elsewhere = replace(WINDOWS, settings=(("core.longpaths", "true"),))
    assert told(off_here, on_elsewhere)["long-paths"].verdict is Verdict.BROKEN


def test_line_ends_of_windows_are_counted_and_named() -> None:
    found = told(replace(WELL, crlf=("policies/a.md", "policies/b.md"), crlf_count=7))["line-ends"]
    assert found.words == "7 files with the line ends of Windows: policies/a.md, policies/b.md, …."
    assert "muster fix --format" in found.cure


def test_git_that_changes_line_ends_matters_only_where_no_file_settles_them() -> None:
    changing = replace(WINDOWS, settings=(("core.autocrlf", "true"),))
    assert told(WELL, changing)["line-ends"].verdict is Verdict.OK
    bare = told(replace(WELL, has_attributes=False), changing)["line-ends"]
    assert (bare.verdict, "* text=auto eol=lf" in bare.cure) == (Verdict.LOOK, True)


def test_a_folder_that_a_service_copies_or_a_network_brings_is_warned_of() -> None:
    synced = told(replace(WELL, sync="OneDrive"))["place"]
    assert (synced.verdict, "copied by OneDrive while you work" in synced.words) == (Verdict.LOOK, True)
    shared = told(replace(WELL, drive="network", file_system="cifs"))["place"]
    assert (shared.verdict, "network drive (cifs)" in shared.words) == (Verdict.LOOK, True)


def test_a_short_history_comes_before_what_git_says_of_it() -> None:
    found = told(with_repository(is_shallow=True, error="This copy holds only the latest part.", cure="x"))["history"]
    assert (found.verdict, found.cure) == (Verdict.BROKEN, "Run: git fetch --unshallow")


def test_a_damaged_history_is_told_with_its_own_cure() -> None:
    found = told(with_repository(error="It borrows from a folder that is gone.", cure="Bring it back.", newest=None))[
        "history"
    ]
    assert (found.verdict, found.words, found.cure) == (
        Verdict.BROKEN,
        "It borrows from a folder that is gone.",
        "Bring it back.",
    )


def test_without_a_history_one_thing_is_said_and_nothing_guessed() -> None:
    found = told(replace(WELL, repository=None))
    assert (found["history"].verdict, "clock" in found, "copy" in found) == (Verdict.BROKEN, False, False)


def test_a_program_that_was_never_saved_is_no_broken_one() -> None:
    found = told(with_repository(has_commit=False, newest=None))
    assert (found["history"].verdict, found["history"].cure) == (Verdict.LOOK, "Run: muster save")


@pytest.mark.parametrize(("ahead", "verdict"), [(300, Verdict.OK), (301, Verdict.LOOK)])
def test_an_entry_from_the_future_means_that_a_clock_is_wrong(ahead: int, verdict: Verdict) -> None:
    found = told(with_repository(newest=NOW + ahead))["clock"]
    assert (found.verdict, "which is later" in found.words) == (verdict, verdict is Verdict.LOOK)


@pytest.mark.parametrize(("branch", "seen"), [("proposal", "on the side line proposal"), ("", "on an older state")])
def test_work_on_a_side_line_does_not_count_yet(branch: str, seen: str) -> None:
    found = told(with_repository(branch=branch))["branch"]
    assert (found.verdict, seen in found.words, found.cure) == (
        Verdict.LOOK,
        True,
        "If that isn't meant: git switch main",
    )


def test_what_was_begun_by_hand_is_named_with_the_way_out() -> None:
    found = told(with_repository(unfinished="a cherry-pick", lock=r"C:\Users\robin\safety\.git\index.lock"))
    assert found["unfinished"].cure == "Finish it, or give it up with: git cherry-pick --abort"
    assert (found["lock"].verdict, "index.lock" in found["lock"].words) == (Verdict.LOOK, True)


def test_a_folder_of_somebody_else_is_named_with_git_s_own_way_out() -> None:
    assert told(with_repository(is_foreign=True))["owner"].cure.endswith(rf"safe.directory {WELL.path}")


def test_one_disk_is_no_second_copy() -> None:
    assert told(with_repository(settings=()))["copy"].verdict is Verdict.LOOK


@pytest.mark.parametrize(
    ("free", "verdict"), [(900_000_000, Verdict.LOOK), (1_000_000_000, Verdict.OK), (None, Verdict.OK)]
)
def test_a_full_disk_is_said_before_a_pack_fails(free: int | None, verdict: Verdict) -> None:
    assert told(replace(WELL, free=free))["disk"].verdict is verdict
