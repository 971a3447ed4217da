"""`pack --previous` on real repositories: an honest continuation, and every way in which a history stops being one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from builder.checks.run import check
from builder.commands.choice import Choice
from builder.commands.earlier_pack import follow
from builder.commands.prepare import Prepared, prepare
from builder.model.error import BuilderError
from builder.model.manifest import Manifest
from builder.model.pack_choice import PackChoice
from builder.model.previous_pack import PreviousPack, SinceKind
from builder.render.pdf.sections.evidence_files import list_files
from builder.render.pdf.sections.naming import Naming
from builder.render.pdf.sections.selection import select
from builder.render.pdf.sections.view import View
from builder.seal.manifest import read_manifest, write_manifest
from tests.histories.repository import SIMRAN, GitRepository
from tests.render.pdf.sections.company import small_company

RECORD = "records/inspection/2026/insp-0004.yaml"
RECORD_TEXT = str(small_company()[RECORD])
POLICY = "policies/inspections.md"
NEW_RECORD = "records/inspection/2026/insp-0009.yaml"

MARCH, APRIL, MAY = (f"2026-{month:02}-15 12:00:00 -0600" for month in (3, 4, 5))


@pytest.fixture
def program(tmp_path: Path) -> GitRepository:
    """The company of ten pages, filed in March over twelve commits."""
    repository = GitRepository.make(tmp_path / "program")
    repository.commit(small_company(), at="2026-03-01 12:00:00 -0700")
    for day in range(2, 13):
        repository.commit({"content/diary.md": f"Day {day}.\n"}, at=f"2026-03-{day:02} 12:00:00 -0700")
    return repository


@contextmanager
def prepared(repository: GitRepository, as_of: date = date(2026, 6, 30)) -> Iterator[Prepared]:
    choice = Choice(repository.root, None, as_of, as_of, date(2025, 11, 1), by_commit=True)
    with prepare(choice) as found:
        yield found


def hand_out(repository: GitRepository, **changes: object) -> Path:
    """The manifest of a pack as of the end of March, as somebody keeps it outside the repository."""
    with prepared(repository, date(2026, 3, 31)) as found:
        snapshot = found.snapshot
        view = View(snapshot, select(snapshot), Naming(snapshot, "auditor"), PackChoice(), found.read_file)
        assert snapshot.history is not None
        facts = {
            "pack_id": "2026-03-31-auditor",
            "company": "Small Mechanical Ltd.",
            "standard": "alberta-cor 2023",
            "partner": "acsa",
            "choice": PackChoice(),
            "commit": found.commit,
            "tree": found.tree,
            "branch": found.branch,
            "commits": snapshot.history.commits,
            "entered_on": snapshot.history.entered_on.isoformat(),
            "as_of": "2026-03-31",
            "first": "2025-11-01",
            "last": "2026-03-31",
            "toolchain": (),
            "files": list_files(view),
            "findings": (),
        }
    path = repository.root.parent / "handed-out.json"
    path.write_bytes(write_manifest(Manifest(**(facts | changes))))  # type: ignore[arg-type]
    return path


def held_against(repository: GitRepository, pack: Path) -> tuple[PreviousPack, list[str]]:
    """What the earlier pack came to, and the codes found because of it."""
    with prepared(repository) as found:
        followed = follow(found, pack)
        previous = followed.snapshot.previous
        assert previous is not None
        return previous, [each.code for each in check(followed.snapshot) if each.code in CODES]


CODES = ("HIS030", "HIS031", "HIS032", "HIS033")


def test_an_honest_continuation_has_nothing_to_say_but_what_came_since(program: GitRepository) -> None:
    pack = hand_out(program)
    late = RECORD_TEXT.replace("insp-0004", "insp-0009").replace("2026-02-06", "2026-02-20")
    program.commit({NEW_RECORD: late}, at=APRIL)
    program.commit({POLICY: str(small_company()[POLICY]).replace("Every month", "Each month")}, at=MAY)

    previous, codes = held_against(program, pack)

    assert codes == []
    assert previous.is_continued
    assert previous.descent.is_on_line
    assert (previous.commits, len(previous.descent.since)) == (12, 2)
    assert [(each.path, each.kind, each.days) for each in previous.changed] == [
        (POLICY, SinceKind.CHANGED, (date(2026, 5, 15),))
    ]
    assert previous.changed[0].commits == (program.head(),)
    assert previous.changed[0].fields == ("text",)
    assert [(each.id, each.day, each.entered) for each in previous.added_late] == [
        ("insp-0009", date(2026, 2, 20), date(2026, 4, 15))
    ]
    assert previous.gone == ()


def test_a_record_of_later_days_is_not_entered_with_hindsight(program: GitRepository) -> None:
    pack = hand_out(program)
    later = RECORD_TEXT.replace("insp-0004", "insp-0009").replace("2026-02-06", "2026-04-06")
    program.commit({NEW_RECORD: later}, at=APRIL)

    assert held_against(program, pack)[0].added_late == ()


def test_an_amended_tip_is_a_history_written_anew(program: GitRepository) -> None:
    pack = hand_out(program)
    program.git("commit", "--quiet", "--amend", "--allow-empty", "-m", "Rewritten", at=APRIL)

    previous, codes = held_against(program, pack)

    assert codes == ["HIS030"]
    assert not previous.is_continued


def test_a_copy_that_still_holds_the_lost_commits_says_the_same_as_one_that_never_had_them(
    program: GitRepository, tmp_path: Path
) -> None:
    pack = hand_out(program)
    program.git("checkout", "--quiet", "HEAD~1")
    program.git("branch", "--force", "main", "HEAD")
    program.git("checkout", "--quiet", "main")
    program.commit({RECORD: RECORD_TEXT.replace("items_ok: 31", "items_ok: 32")}, at=APRIL)
    clone = GitRepository(tmp_path / "clone")
    program.git("clone", "--quiet", "--no-local", str(program.root), str(clone.root))

    assert held_against(clone, pack) == held_against(program, pack)


def test_the_last_ten_commits_rebased_are_found_though_no_text_differs(program: GitRepository) -> None:
    pack = hand_out(program)
    program.git("rebase", "--quiet", "--force-rebase", "HEAD~10", by=SIMRAN, at=APRIL)
    program.commit({"content/diary.md": "Later.\n"}, at=MAY)

    previous, codes = held_against(program, pack)

    assert codes == ["HIS030"]
    assert previous.changed == previous.gone == ()


def test_another_root_pushed_over_the_branch_is_found_and_its_texts_are_compared(
    program: GitRepository, tmp_path: Path
) -> None:
    pack = hand_out(program)
    other = GitRepository.make(tmp_path / "other")
    other.commit(small_company() | {RECORD: RECORD_TEXT.replace("items_ok: 31", "items_ok: 32")}, at=MAY)

    previous, codes = held_against(other, pack)

    assert not previous.is_continued
    assert codes == ["HIS030", "HIS032"]
    assert [each.path for each in previous.changed] == [RECORD]


def test_a_record_that_was_given_another_day_after_the_pack_is_named_with_both_days(program: GitRepository) -> None:
    pack = hand_out(program)
    program.commit({RECORD: RECORD_TEXT.replace("date: 2026-02-06", "date: 2026-02-04")}, at=APRIL)

    previous, codes = held_against(program, pack)

    assert codes == ["HIS032"]
    [changed] = previous.changed
    assert (changed.kind, changed.day, changed.day_now) == (
        SinceKind.REDATED,
        date(2026, 2, 6),
        date(2026, 2, 4),
    )
    assert changed.days == (date(2026, 4, 15),)
    assert changed.fields == ("date",)


def test_a_record_moved_to_a_day_after_the_as_of_day_is_redated_and_not_gone(program: GitRepository) -> None:
    pack = hand_out(program)
    moved = "records/inspection/2027/insp-0004.yaml"
    program.commit({RECORD: None, moved: RECORD_TEXT.replace("date: 2026-02-06", "date: 2027-02-06")}, at=APRIL)

    previous, _ = held_against(program, pack)

    assert previous.gone == ()
    assert [(each.kind, each.path_now) for each in previous.changed] == [(SinceKind.REDATED, moved)]


def test_a_record_that_was_deleted_after_the_pack_is_a_gap(program: GitRepository) -> None:
    pack = hand_out(program)
    program.commit({RECORD: None}, at=APRIL)

    previous, codes = held_against(program, pack)

    assert codes == ["HIS033"]
    assert [(each.id, each.day, each.days) for each in previous.gone] == [
        ("insp-0004", date(2026, 2, 6), (date(2026, 4, 15),))
    ]


def test_another_record_in_the_place_of_a_deleted_one_does_not_pass_for_it(program: GitRepository) -> None:
    pack = hand_out(program)
    program.commit({RECORD: RECORD_TEXT.replace("id: insp-0004", "id: insp-0009")}, at=APRIL)

    previous, codes = held_against(program, pack)

    assert "HIS033" in codes
    assert [each.id for each in previous.gone] == ["insp-0004"]


def test_a_record_that_only_moved_is_listed_and_no_finding(program: GitRepository) -> None:
    pack = hand_out(program)
    scan = "records/inspection/2026/insp-0003.png"
    elsewhere = "policies/moved-inspections.md"
    program.commit({POLICY: None, elsewhere: small_company()[POLICY]}, at=APRIL)

    previous, codes = held_against(program, pack)

    assert codes == []
    assert [(each.path, each.kind, each.path_now) for each in previous.changed] == [
        (POLICY, SinceKind.MOVED, elsewhere)
    ]
    assert scan not in {each.path for each in previous.gone}


def test_a_merge_that_crosses_the_parents_leaves_the_pack_off_the_line(program: GitRepository) -> None:
    program.git("branch", "copy", "HEAD~1")
    pack = hand_out(program)
    program.git("checkout", "--quiet", "copy")
    program.commit({"content/notes.md": "In the truck.\n"}, at=APRIL, by=SIMRAN)
    program.merge("main", at=APRIL, by=SIMRAN)
    program.git("checkout", "--quiet", "main")
    program.git("merge", "--quiet", "--ff-only", "copy")

    previous, codes = held_against(program, pack)

    assert codes == ["HIS031"]
    assert previous.is_continued
    assert not previous.descent.is_on_line


def test_a_manifest_that_counts_other_commits_than_there_are_is_not_true(program: GitRepository) -> None:
    pack = hand_out(program, commits=11)
    program.commit({"content/diary.md": "Later.\n"}, at=APRIL)

    previous, codes = held_against(program, pack)

    assert previous.counts_differ
    assert codes == ["HIS030"]


def test_a_manifest_that_lists_a_file_otherwise_than_its_commit_holds_it_is_not_true(program: GitRepository) -> None:
    pack = hand_out(program)
    manifest = read_manifest(pack.read_bytes())
    files = tuple(replace(file, blob="4" * 40) if file.path == RECORD else file for file in manifest.files)
    pack.write_bytes(write_manifest(replace(manifest, files=files)))
    program.commit({"content/diary.md": "Later.\n"}, at=APRIL)

    previous, codes = held_against(program, pack)

    assert previous.untrue == 1
    assert not previous.is_continued
    assert "HIS030" in codes


def test_files_without_a_digest_are_counted_and_not_compared(program: GitRepository) -> None:
    pack = hand_out(program)
    manifest = read_manifest(pack.read_bytes())
    hidden = tuple(replace(file, blob="", sha256="") if file.path == RECORD else file for file in manifest.files)
    pack.write_bytes(write_manifest(replace(manifest, files=hidden)))
    program.commit({RECORD: None}, at=APRIL)

    previous, codes = held_against(program, pack)

    assert codes == []
    assert (previous.withheld, previous.compared) == (1, len(manifest.files) - 1)


def test_a_pack_of_the_same_commit_is_refused(program: GitRepository) -> None:
    refused(program, hand_out(program), "made from the same commit")


def test_a_pack_of_another_company_is_refused(program: GitRepository) -> None:
    pack = hand_out(program, company="Ridgeline Mechanical Ltd.", commit="3" * 40)

    refused(program, pack, r"a pack of Ridgeline Mechanical Ltd\., and this program is that of Small Mechanical Ltd\.")


def test_a_company_that_took_another_name_can_follow_its_old_packs(program: GitRepository) -> None:
    pack = hand_out(program, company="Tiny Mechanical Ltd.")
    program.commit({"content/diary.md": "Later.\n"}, at=APRIL)

    assert held_against(program, pack)[0].is_continued


def test_a_pack_of_a_later_day_or_a_later_commit_is_refused(program: GitRepository) -> None:
    later_day = hand_out(program, as_of="2026-07-31")
    program.commit({"content/diary.md": "Later.\n"}, at=APRIL)
    refused(program, later_day, "younger than the pack to be made")

    later_commit = hand_out(program)
    program.git("reset", "--quiet", "--hard", "HEAD~1")
    refused(program, later_commit, "younger than the pack to be made")


def test_a_file_that_is_not_there_is_refused(program: GitRepository) -> None:
    refused(program, program.root / "none.pdf", "can't be read")


def refused(repository: GitRepository, pack: Path, words: str) -> None:
    with prepared(repository) as found, pytest.raises(BuilderError, match=words) as caught:
        follow(found, pack)
    assert caught.value.cure
