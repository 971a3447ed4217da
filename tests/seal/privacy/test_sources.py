"""The sources in a pack: verbatim where all of it may be seen, else a copy with markers, and no digest of what it holds back."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import jsonschema
import pytest

import builder.seal
from builder.measure.redaction import read_data
from builder.model.manifest import ManifestFile
from builder.model.pack_choice import PackChoice, Profile
from builder.render.pdf.attachments import Embedded, Relationship
from builder.render.pdf.sections.evidence_files import list_files
from builder.render.pdf.sections.view import View
from builder.seal.pack import open_view
from builder.seal.privacy.reveal import read_redactions
from builder.seal.privacy.sources import attach_redactions, attach_sources, seal_rows
from tests.render.pdf.sections.company import Files, reader, small_company, snapshot_of

SCHEMAS = Path(builder.seal.__file__).parent / "schemas"
KEY = bytes(range(32))
SCANNED = "records/inspection/2026/insp-0003.yaml"
CANARY = "Lives at 5 Elm Street"


def undecided() -> Files:
    """The small company; about the scan of one inspection nobody has decided."""
    files = small_company()
    files[SCANNED] = (
        str(files[SCANNED]).replace("sheet, level: office", "sheet") + f"notes: {CANARY}   # typed by Eve\n"
    )
    return files


def open_pack(files: Files, profile: Profile = "auditor") -> View:
    return open_view(snapshot_of(files), PackChoice(profile), reader(files), is_committed=True)


def sources(files: Files, profile: Profile = "auditor") -> dict[str, Embedded]:
    return {each.name: each for each in attach_sources(open_pack(files, profile))}


def rows(files: Files, profile: Profile = "auditor", key: bytes | None = KEY) -> dict[str, ManifestFile]:
    view = open_pack(files, profile)
    return {row.path: row for row in seal_rows(view, snapshot_of(files).program, list_files(view), key)}


def listed(files: Files, profile: Profile = "auditor", key: bytes | None = KEY) -> bytes:
    (attached,) = attach_redactions(open_pack(files, profile), snapshot_of(files).program, key)
    return attached.data


def test_everything_printed_in_full_is_attached_under_its_id() -> None:
    found = sources(small_company())

    assert {"pol-01.md", "prg-07.md", "insp-0003.yaml", "ca-0001.yaml"} <= found.keys()
    assert {each.relationship for each in found.values()} == {Relationship.SOURCE}
    assert found["insp-0003.yaml"].day.isoformat() == "2026-01-06"
    assert found["insp-0003.yaml"].data == str(small_company()[SCANNED]).encode()


def test_record_with_an_undecided_file_is_attached_as_a_copy_without_it() -> None:
    files = undecided()
    copy = sources(files)["insp-0003.yaml"].data.decode()
    row = rows(files)[SCANNED]

    assert read_data(copy)["attachments"] == "[withheld: level not set]"
    assert read_data(copy)["notes"] == CANARY
    assert "Eve" not in copy
    assert "Signed inspection sheet" not in copy
    assert (row.blob, row.sha256, row.attachment) == ("", "", "insp-0003.yaml")
    assert len(row.commitment) == 64


def test_row_of_a_verbatim_source_has_the_digest_of_what_is_attached() -> None:
    found, files = sources(small_company()), rows(small_company())
    row = files["records/inspection/2026/insp-0004.yaml"]

    assert row.sha256 == hashlib.sha256(found[row.attachment].data).hexdigest()
    assert row.commitment == ""


def test_without_a_key_there_is_no_commitment() -> None:
    files = undecided()

    assert rows(files, key=None)[SCANNED].commitment == ""
    assert set(read_redactions(listed(files, key=None)).commitments.values()) == {""}
    assert set(read_redactions(listed(files)).commitments.values()).isdisjoint({""})


def test_nothing_is_listed_where_nothing_is_held_back() -> None:
    assert attach_redactions(open_pack(small_company()), snapshot_of(small_company()).program, KEY) == []


def test_same_commit_and_key_give_the_same_commitments_and_another_key_others() -> None:
    files = undecided()

    assert listed(files) == listed(files)
    first, second = (read_redactions(listed(files, key=key)).commitments for key in (KEY, bytes(32)))
    assert first.keys() == second.keys()
    assert not set(first.values()) & set(second.values())


@pytest.mark.parametrize(
    "word", ["P-003", "P-002", CANARY, "Replace the bent guard rail", "R. Dyck", "Signed inspection"]
)
def test_public_sources_hold_nothing_of_the_office(word: str) -> None:
    files = undecided()
    data = b"\n".join(each.data for each in sources(files, "public").values())

    assert word.encode() not in data + listed(files, "public")
    assert b"insp-0003" in data


def test_public_rows_have_no_digest_of_what_holds_more() -> None:
    assert {(row.blob, row.sha256) for row in rows(undecided(), "public").values()} == {("", "")}


def test_any_title_becomes_a_line_that_the_manifest_can_hold() -> None:
    files = small_company()
    long = "policies/policy.md"
    files[long] = (
        str(files[long])
        .replace("title: Health", f'title: "Soft\\u00ADhyphen {"very " * 200}long Health', 1)
        .replace("safety policy\nkind", 'safety policy"\nkind', 1)
    )
    said = sources(files)["pol-01.md"].description

    assert said.startswith("POL-01, source of policies/policy.md: Soft?hyphen very")
    assert said.isprintable()
    assert len(said) <= 200


def test_scope_pack_has_no_sources() -> None:
    files = small_company()
    view = open_view(snapshot_of(files), PackChoice(kind="scope"), reader(files))

    assert attach_sources(view) == []


def test_list_of_redactions_is_as_its_schema_says() -> None:
    said = json.loads(listed(undecided()))
    schema = json.loads((SCHEMAS / "redactions-1.json").read_text(encoding="utf-8"))
    for profile in ("auditor", "public"):
        for key in (KEY, None):
            jsonschema.Draft202012Validator(schema).validate(json.loads(listed(undecided(), profile, key)))

    assert said["schema"] == "https://muster.example/schema/redactions-1.json"
    assert [row["pointer"] for row in said["redactions"]] == ["/attachments"]
    assert [row["attachment"] for row in said["files"]] == ["insp-0003.yaml"]
