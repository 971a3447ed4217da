"""Which revision of a document was in force on a day, and which documents a record was made under."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.measure.past.governing import governing_documents
from builder.measure.past.in_force import Documents, approved_revisions, list_documents, revision_in_force, withdrawn_on
from builder.model.history import Change, Commit, Content, FileHistory, History, Moment
from tests.measure.small import policy, read_text, snapshot_of

PATH = "policies/inspections.md"
ADOPTED = date(2026, 1, 5)


def day(text: str) -> date:
    """A day of 2026, written 03-14."""
    return date.fromisoformat(f"2026-{text}")


def change(
    arrived: str,
    version: int | None = None,
    *,
    status: str = "approved",
    approved: str | None = None,
    effective: str | None = None,
    kind: str = "M",
    text: str = "",
) -> Change:
    """A revision of PRG-07 that arrived on a day of 2026; its approval is of the same day unless it says otherwise."""
    arrived_on = day(arrived)
    content = Content(
        id="PRG-07",
        version=version,
        status=status,
        approved_on=date.fromisoformat(approved) if approved else arrived_on,
        effective=date.fromisoformat(effective) if effective else None,
        text=text or f"text {version}",
    )
    return Change(
        commit=arrived.replace("-", "") * 10,
        arrived=arrived_on,
        kind=kind,
        path=PATH,
        old_path=None,
        blob="" if kind == "D" else f"{version}" * 40,
        author="Marnie <marnie@ridgeline.example>",
        authored=arrived_on,
        subject="Revise",
        content=None if kind == "D" else content,
    )


def file_of(*changes: Change) -> FileHistory:
    """The history of PRG-07."""
    return FileHistory(PATH, changes)


def version_on(file: FileHistory, text: str) -> int | None:
    """The number of the version in force on a day of 2026."""
    found = revision_in_force(file, day(text), ADOPTED)
    return found.version if found else None


def history_of(*files: FileHistory, gone: Sequence[FileHistory] = ()) -> History:
    """A history that holds these files."""
    moment = Moment(1_780_000_000, -360)
    tip = Commit("1" * 40, (), "Marnie", moment, "Marnie", moment, "File it")
    return History(
        "1" * 40, 1, day("06-30"), tip, {each.path: each for each in files}, gone={each.path: each for each in gone}
    )


def test_each_version_counts_from_the_day_it_arrived_until_the_next_one() -> None:
    file = file_of(change("02-01", 3), change("03-11", 4))

    assert [version_on(file, text) for text in ("01-31", "02-01", "03-10", "03-11", "06-30")] == [None, 3, 3, 4, 4]


def test_an_approved_version_waits_for_the_day_it_takes_effect() -> None:
    file = file_of(change("02-01", 3), change("03-11", 4, effective="2026-04-01"))

    assert [version_on(file, text) for text in ("03-31", "04-01")] == [3, 4]


def test_a_version_that_claims_an_earlier_day_does_not_count_before_it_arrived() -> None:
    file = file_of(change("02-01", 3), change("03-11", 4, approved="2026-02-15"))

    assert [version_on(file, text) for text in ("02-15", "03-10", "03-11")] == [3, 3, 4]


def test_a_review_that_leaves_the_text_alone_begins_nothing() -> None:
    file = file_of(change("02-01", 3), change("03-11", 3), change("05-01", 3, text="another"))

    found = [revision_in_force(file, day(text)) for text in ("04-01", "06-01")]
    assert [each and (each.since, each.arrived) for each in found] == [
        (day("02-01"), day("03-11")),
        (day("05-01"), day("05-01")),
    ]


def test_a_draft_on_top_leaves_the_approved_version_in_force() -> None:
    file = file_of(change("02-01", 3), change("03-11", 4, status="draft"))

    assert version_on(file, "04-01") == 3


@pytest.mark.parametrize("end", [change("03-11", 3, status="withdrawn"), change("03-11", kind="D")])
def test_nothing_is_in_force_after_a_withdrawal_or_a_deletion(end: Change) -> None:
    file = file_of(change("02-01", 3), end)

    assert [version_on(file, text) for text in ("03-10", "03-11", "06-30")] == [3, None, None]
    assert withdrawn_on(file, day("06-30")) == day("03-11")
    assert withdrawn_on(file, day("03-10")) is None


def test_a_document_that_comes_back_is_in_force_again() -> None:
    file = file_of(change("02-01", 3), change("03-11", kind="D"), change("05-01", 4, kind="A"))

    assert [version_on(file, text) for text in ("04-30", "05-01")] == [None, 4]
    assert withdrawn_on(file, day("06-30")) is None


def test_before_the_adoption_the_first_revision_counts_as_far_back_as_it_claims() -> None:
    file = file_of(change("01-05", 3, approved="2025-06-01"), change("03-11", 4))

    claimed = revision_in_force(file, date(2025, 9, 1), ADOPTED)
    assert claimed is not None
    assert (claimed.version, claimed.claimed, claimed.since) == (3, True, date(2025, 6, 1))
    assert revision_in_force(file, date(2025, 5, 31), ADOPTED) is None
    proven = revision_in_force(file, day("02-01"), ADOPTED)
    assert proven is not None
    assert (proven.claimed, proven.since) == (False, ADOPTED)


def test_a_document_that_came_after_the_adoption_claims_nothing_for_the_time_between() -> None:
    file = file_of(change("03-11", 1, approved="2025-06-01"))

    assert version_on(file, "02-01") is None


def test_without_an_adoption_day_nothing_is_claimed() -> None:
    file = file_of(change("01-05", 3, approved="2025-06-01"))

    assert revision_in_force(file, date(2025, 9, 1)) is None


def test_a_revision_that_cannot_be_read_is_passed_over() -> None:
    broken = change("03-11", 4)
    file = file_of(change("02-01", 3), replace(broken, content=Content(problem="Its front matter is not YAML.")))

    assert version_on(file, "04-01") == 3


def test_a_document_keeps_its_revisions_when_its_file_is_moved() -> None:
    moved = replace(change("03-11", 4, kind="R"), path="policies/inspection-program.md", old_path=PATH)
    documents = list_documents(
        replace(snapshot_of({}), history=history_of(FileHistory(moved.path, (change("02-01", 3), moved))))
    )

    found = [documents.on("PRG-07", day(text)) for text in ("03-10", "03-11")]
    assert [each and (each.version, each.path) for each in found] == [(3, PATH), (4, moved.path)]


def test_a_document_that_is_gone_is_still_known() -> None:
    gone = file_of(change("02-01", 3), change("03-11", kind="D"))
    documents = list_documents(replace(snapshot_of({}), history=history_of(gone=[gone])))

    found = documents.on("PRG-07", day("03-01"))
    assert found is not None
    assert found.version == 3


def test_nothing_is_known_without_a_history() -> None:
    assert list_documents(replace(snapshot_of({}), history=None)).on("PRG-07", day("03-01")) is None


_CHANGES = st.lists(
    st.tuples(
        st.integers(0, 200),
        st.integers(1, 5),
        st.sampled_from(["approved", "draft", "withdrawn"]),
        st.integers(-60, 60),
    ),
    min_size=1,
    max_size=8,
)


@given(_CHANGES, st.integers(-100, 300))
def test_whatever_the_revisions_the_one_in_force_had_arrived_and_begun(
    drawn: list[tuple[int, int, str, int]], asked: int
) -> None:
    changes = []
    for arrived, version, status, lead in sorted(drawn, key=lambda each: each[0]):
        content = Content(
            id="PRG-07", version=version, status=status, effective=ADOPTED + timedelta(days=arrived + lead)
        )
        made = change("02-01", version)
        changes.append(replace(made, arrived=ADOPTED + timedelta(days=arrived), content=content))
    file = file_of(*changes)
    wanted = ADOPTED + timedelta(days=asked)

    found = revision_in_force(file, wanted, ADOPTED)

    if found is not None:
        assert found.began is not None
        assert found.began <= wanted
        assert found.claimed == (found.arrived > wanted)
        assert not found.claimed or wanted < ADOPTED
        assert found.since <= wanted
        assert replace(found, claimed=False, held_since=None) in list(approved_revisions(file))


def governed(files: dict[str, str | None], id: str, documents: Documents | None = None) -> list[tuple[str, bool]]:
    """The documents behind a record of the small company, and whether the record names them itself."""
    snapshot = snapshot_of(files)
    record = snapshot.program.record_by_id[id].value
    known = documents or list_documents(snapshot)
    return [(each.document.value.id, each.is_named) for each in governing_documents(snapshot.program, known, record)]


INSPECTION = "records/inspection/2026/insp-0001.yaml"


def test_a_record_is_made_under_the_documents_that_promise_its_type() -> None:
    assert governed({}, "insp-0001") == [("PRG-07", False)]


def test_an_obligation_of_another_kind_does_not_govern() -> None:
    other = policy("record: inspection, kind: project, every: P1M, per: site")

    assert governed({"policies/other.md": other}, "insp-0001") == [("PRG-07", False)]


def test_a_document_for_another_site_does_not_govern() -> None:
    asked = "forms: [inspection]\napplies_to: [{}]\n"
    form = policy("record: drill, every: P12M, per: company", more=asked.format("yard"))
    assert governed({"policies/other.md": form}, "insp-0001") == [("PRG-07", False), ("PRG-20", False)]

    shed = {"records/sites/shed.yaml": read_text("records/sites/yard.yaml").replace("id: yard", "id: shed")}
    elsewhere = policy("record: drill, every: P12M, per: company", more=asked.format("shed"))
    assert governed({"policies/other.md": elsewhere, **shed}, "insp-0001") == [("PRG-07", False)]


def test_a_record_names_documents_itself() -> None:
    acknowledged = """\
id: ack-0001
date: 2026-06-10
recorded_by: P-002
person: P-003
document: POL-01
version: 2
"""
    assert governed({"records/acknowledgement/2026/ack-0001.yaml": acknowledged}, "ack-0001") == [("POL-01", True)]


def test_a_governing_document_comes_with_the_revision_of_that_day() -> None:
    file = file_of(change("02-01", 3), change("06-11", 4))
    snapshot = replace(snapshot_of({}), history=history_of(file))
    record = snapshot.program.record_by_id["insp-0001"].value

    (found,) = governing_documents(snapshot.program, list_documents(snapshot), record)
    assert found.revision is not None
    assert (record.date < day("06-11"), found.revision.version) == (True, 3)
