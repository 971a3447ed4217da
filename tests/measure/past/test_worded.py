"""Since when a document reads as it does, which earlier texts there are, and which records name it."""

from __future__ import annotations

from datetime import date

from builder.measure.past.worded import earlier_texts, find_wording, reasons, revision_since
from builder.model.history import FileHistory
from builder.model.snapshot import Snapshot
from tests.render.site.three_versions import PATH, VERSION_2, VERSION_3, take

AS_OF = date(2026, 6, 30)
REVIEWED = VERSION_2.replace("version: 2", "version: 3").replace("approved_on: 2026-05-18", "approved_on: 2026-06-08")
SILENT = VERSION_2.replace("The foreman", "The foreman alone")


def file_of(taken: Snapshot) -> FileHistory:
    assert taken.history is not None
    return taken.history.files[PATH]


def wording(now: str) -> tuple[int, date]:
    taken = take(now)
    stored = taken.program.policy_by_id["PRG-07"]
    found = find_wording(stored.value, stored.blob, file_of(taken), AS_OF)
    return found.version, found.since


def test_it_counts_from_the_approval_that_gave_it_these_words() -> None:
    assert wording(VERSION_3) == (3, date(2026, 6, 8))


def test_a_review_that_left_the_words_alone_begins_nothing() -> None:
    assert wording(REVIEWED) == (2, date(2026, 5, 18))


def test_words_changed_under_the_same_number_count_from_their_arrival() -> None:
    assert wording(SILENT) == (2, date(2026, 6, 9))


def test_without_a_history_its_own_day_must_do() -> None:
    stored = take().program.policy_by_id["PRG-07"]
    found = find_wording(stored.value, stored.blob, None, AS_OF)
    assert (found.version, found.since) == (3, date(2026, 6, 8))


def test_earlier_texts_are_those_of_approved_versions_newest_first() -> None:
    taken = take(VERSION_3)
    found = earlier_texts(taken.program.policy_by_id["PRG-07"].blob, file_of(taken), AS_OF)
    assert [each.version for each in found] == [2, 1]


def test_the_same_text_under_two_numbers_is_one_and_is_not_held_against_itself() -> None:
    taken = take(REVIEWED)
    found = earlier_texts(taken.program.policy_by_id["PRG-07"].blob, file_of(taken), AS_OF)
    assert [each.version for each in found] == [1]


def test_a_version_or_a_day_chooses_what_it_is_held_against() -> None:
    file = file_of(take(VERSION_3))
    chosen = [revision_since(each, file, None, AS_OF) for each in (1, date(2026, 5, 30), 9, date(2025, 1, 1))]
    assert [each.version if each else None for each in chosen] == [1, 2, None, None]


def test_what_brought_it_about_is_what_names_it_and_not_what_tells_of_it() -> None:
    change = "id: chg-0001\ndate: 2026-05-20\nrecorded_by: P-002\nwhat: A new saw\ndocuments: [PRG-07]\n"
    told = "id: tbx-0001\ndate: 2026-05-21\nrecorded_by: P-002\nlinks: [{to: PRG-07, as: about}]\n"
    taken = take(
        VERSION_3,
        {"records/change/2026/chg-0001.yaml": change, "records/toolbox-meeting/2026/tbx-0001.yaml": told},
    )
    found = [each.id for each in reasons(taken.program, "PRG-07", date(2026, 5, 18), AS_OF)]
    assert found == ["chg-0001"]
    assert list(reasons(taken.program, "PRG-07", date(2026, 5, 21), AS_OF)) == []
