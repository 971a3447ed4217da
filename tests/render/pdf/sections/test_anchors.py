"""The annex on anchors, and the files of the anchors that the pack carries."""

from __future__ import annotations

import hashlib
import io
import re
from dataclasses import replace
from datetime import UTC, date, datetime

import pikepdf
import pytest

from builder.model.pack_choice import PackChoice, Profile
from builder.model.snapshot import Snapshot
from builder.model.stamp import Stamp, StampVerdict
from builder.render.pdf.sections.anchors import make_anchors
from builder.render.pdf.sections.scan import prepare_scan
from builder.seal.pack import Origin, compile_pack
from tests.render.pdf.sections.company import COMMIT, Files, reader, small_company, snapshot_of, view_of

STATEMENT, ANSWER = b"muster anchor 1\n", b"\x30\x03stamp"
AT = datetime(2026, 10, 30, 20, 5, 9, tzinfo=UTC)


def digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def anchored_company(**other: bytes) -> Files:
    record = (
        "id: anc-0001\ndate: 2026-10-30\nrecorded_by: P-002\ncommit: " + "1a" * 20 + "\nauthority: Clock House\n"
        "attachments:\n"
        f"  - {{path: anc-0001.txt, sha256: {digest(STATEMENT)}, caption: The statement, level: office}}\n"
        f"  - {{path: anc-0001.tsr, sha256: {digest(ANSWER)}, caption: The answer, level: office}}\n"
        f"  - {{path: manifest.txt, sha256: {digest(STATEMENT)}, caption: Something else, level: office}}\n"
    )
    files: Files = {
        "anc-0001.yaml": record,
        "anc-0001.txt": STATEMENT,
        "anc-0001.tsr": ANSWER,
        "manifest.txt": STATEMENT,
        **{name.replace("_", "."): data for name, data in other.items()},
    }
    return small_company() | {f"records/anchor/2026/{name}": data for name, data in files.items()}


def stamped(snapshot: Snapshot, verdict: StampVerdict = StampVerdict.INTACT, detail: str = "It holds.") -> Snapshot:
    stamp = Stamp(
        "anc-0001", COMMIT, verdict, int(AT.timestamp()), date(2026, 10, 30), "Clock House", "ab" * 32, detail
    )
    assert snapshot.history is not None
    entered = {change.commit for file in snapshot.history.files.values() for change in file.changes}
    positions = {commit: number for number, commit in enumerate(sorted(entered), 1)}
    held = replace(stamp, holds_up_to=len(positions) if verdict is StampVerdict.INTACT else 0)
    return replace(snapshot, history=replace(snapshot.history, stamps=(held,), positions=positions))


def annex(snapshot: Snapshot) -> str:
    section = make_anchors(replace(view_of(anchored_company(), history=True), snapshot=snapshot))
    assert section is not None
    return " ".join(re.sub(r"<[^>]+>", " ", section.html).split())


def test_it_says_what_is_proved_by_whom_and_how_to_check_it() -> None:
    text = annex(stamped(snapshot_of(anchored_company(), history=True)))
    assert "records are proved to have existed by 2026-10-30 20:05:09 UTC (anc-0001) or earlier; 0 came since." in text
    assert "Clock House certificate sha256 " + "ab" * 32 in text
    assert "holds; authority not judged" in text
    assert "openssl ts -verify -data anc-0001.txt -in anc-0001.tsr -CAfile tsa.pem -attime 1793390709" in text
    assert "an old commit can be stamped at any time" in text


def test_a_stamp_that_does_not_hold_is_printed_with_the_reason_and_proves_nothing() -> None:
    text = annex(stamped(snapshot_of(anchored_company(), history=True), StampVerdict.BAD, "It was made up."))
    assert "does not hold It was made up." in text
    assert "No stamp holds, so no record's age is proved." in text.replace("&#39;", "'")
    assert "openssl ts -verify" not in text


def test_a_program_without_anchors_has_no_such_annex() -> None:
    assert make_anchors(view_of(small_company(), history=True)) is None


@pytest.mark.parametrize(
    ("profile", "carried"),
    [
        pytest.param("auditor", {"anc-0001.txt", "anc-0001.tsr"}, marks=pytest.mark.slow),
        pytest.param("public", set(), marks=pytest.mark.slow),
    ],
)
def test_the_pack_carries_the_statement_and_the_answer_under_the_names_that_the_annex_gives(
    profile: Profile, carried: set[str]
) -> None:
    files = anchored_company()
    snapshot = stamped(snapshot_of(files, history=True))
    pack = compile_pack(
        snapshot, (), reader(files), origin=Origin(COMMIT, "2b" * 20, "main"), choice=PackChoice(profile)
    )
    with pikepdf.open(io.BytesIO(pack.pdf)) as pdf:
        assert {name for name in pdf.attachments if name.endswith((".txt", ".tsr"))} == carried
        for name in carried:
            assert pdf.attachments[name].get_file().read_bytes() == (STATEMENT if name.endswith("txt") else ANSWER)


def test_a_file_that_was_exchanged_is_not_carried() -> None:
    files = anchored_company(**{"anc-0001_tsr": b"another"})
    snapshot = stamped(snapshot_of(files, history=True))
    pack = compile_pack(snapshot, (), reader(files), origin=Origin(COMMIT, "2b" * 20, "main"))
    with pikepdf.open(io.BytesIO(pack.pdf)) as pdf:
        assert "anc-0001.tsr" not in pdf.attachments
        assert "anc-0001.txt" in pdf.attachments


def test_a_stamp_printed_with_its_record_is_said_to_be_no_page() -> None:
    files = anchored_company()
    scan = prepare_scan(view_of(files), "records/anchor/2026/anc-0001.tsr", digest(ANSWER))
    assert (
        scan.problem
        == f"records/anchor/2026/anc-0001.tsr is no page; it stands in the repository with sha256 {digest(ANSWER)}."
    )
