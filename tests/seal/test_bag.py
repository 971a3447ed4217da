"""The bulk evidence: names an auditor can sort, nothing that its readers may not see, and a layout that archives check."""

from __future__ import annotations

import csv
import hashlib
import io
import zipfile
from pathlib import Path

import bagit
import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.model.pack_choice import PackChoice
from builder.seal.bag import _safe, _unique, make_bag
from builder.seal.delivery import Delivery
from builder.seal.pack import open_view
from tests.checks.example import STANDARD
from tests.render.pdf.sections.company import SCAN, Files, draw_scan, reader, small_company, snapshot_of

SHEET = "records/inspection/2026/insp-0003.yaml"


def bag_of(files: Files, profile: str = "auditor") -> bytes:
    snapshot = snapshot_of(files, history=True, standard=STANDARD)
    view = open_view(snapshot, PackChoice(profile), reader(files))  # type: ignore[arg-type]
    return make_bag(view, Delivery("audit-pack")).data


def payload_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        start = "audit-pack-evidence/data/"
        return {name.removeprefix(start): archive.read(name) for name in archive.namelist() if name.startswith(start)}


def decided(level: str) -> Files:
    """The small company with a level for the scan of an inspection, or with none."""
    files = small_company()
    text = str(files[SHEET])
    assert ", level: office}" in text
    files[SHEET] = text.replace(", level: office}", f", level: {level}}}" if level else "}")
    return files


def test_sources_and_scans_are_foldered_by_element_and_named_by_the_first_question_that_rests_on_them() -> None:
    names = list(payload_of(bag_of(decided("office"))))

    assert "E03 Inspections/E03-IN2_inspection_2026-01-06_shop_insp-0003.yaml" in names
    assert "E03 Inspections/E03-IN2_inspection_2026-01-06_shop_insp-0003.png" in names
    assert "E01 Leadership/E01-ML1_policy_2026-02-16_POL-01.md" in names


def test_the_index_names_every_file_and_what_was_left_out_and_why() -> None:
    files = decided("office")
    files[SHEET] = str(files[SHEET]).replace(hashlib.sha256(SCAN).hexdigest(), "0" * 64)
    payload = payload_of(bag_of(files))
    rows = list(csv.DictReader(io.StringIO(payload["index.csv"].decode("utf-8-sig"))))

    assert sorted(filter(None, (row["file"] for row in rows))) == sorted(payload.keys() - {"index.csv"})
    left_out = next(row for row in rows if not row["file"])
    assert left_out["stands in the repository at"] == "records/inspection/2026/insp-0003.png"
    assert left_out["left out because"] == "has changed since the record was written"


@pytest.mark.parametrize(("level", "profile", "is_in"), [("", "auditor", False), ("restricted", "auditor", False), ("office", "auditor", True), ("office", "public", False)])  # fmt: skip
def test_a_scan_goes_along_only_if_somebody_said_that_its_readers_may_see_it(
    level: str, profile: str, is_in: bool
) -> None:
    names = payload_of(bag_of(decided(level), profile))
    assert any(name.endswith("insp-0003.png") for name in names) == is_in


def test_a_scan_comes_as_a_clean_copy_never_as_it_was_taken() -> None:
    from PIL import Image

    photo = io.BytesIO()
    exif = Image.Exif()
    exif[0x010F] = "CANARY-CAMERA"
    Image.open(io.BytesIO(draw_scan("x"))).convert("RGB").save(photo, "JPEG", exif=exif)
    files = decided("office")
    files["records/inspection/2026/insp-0003.png"] = photo.getvalue()
    files[SHEET] = str(files[SHEET]).replace(
        hashlib.sha256(SCAN).hexdigest(), hashlib.sha256(photo.getvalue()).hexdigest()
    )
    payload = payload_of(bag_of(files))

    assert b"CANARY" in photo.getvalue()
    assert any("insp-0003." in name and not name.endswith(".yaml") for name in payload)
    assert not any(b"CANARY" in data for data in payload.values())


def test_the_same_evidence_gives_the_same_bytes_and_the_bagit_tool_accepts_them(tmp_path: Path) -> None:
    data = bag_of(decided("office"))
    assert bag_of(decided("office")) == data

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        archive.extractall(tmp_path)
    folder = tmp_path / "audit-pack-evidence"
    assert bagit.Bag(str(folder)).validate()
    changed = next((folder / "data").rglob("*.md"))
    changed.write_bytes(changed.read_bytes() + b"x")
    with pytest.raises(bagit.BagValidationError):
        bagit.Bag(str(folder)).validate()


def test_a_caption_that_a_spreadsheet_would_calculate_with_stays_text() -> None:
    files = decided("office")
    files[SHEET] = str(files[SHEET]).replace(
        "caption: Signed inspection sheet", "caption: '=HYPERLINK(\"http://evil.example\")'"
    )
    assert b"'=HYPERLINK" in payload_of(bag_of(files))["index.csv"]


@given(st.text(max_size=200))
def test_any_words_become_a_name_that_every_file_system_takes(words: str) -> None:
    name = _safe(words, 60)
    assert 0 < len(name) <= 60
    assert not set(name) - set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-")
    assert name.strip(" .") == name


def test_names_that_differ_in_case_only_are_told_apart() -> None:
    assert _unique(["a/X.png", "a/x.PNG", "", "", "a/y.png"]) == ["a/X.png", "a/x~2.PNG", "", "", "a/y.png"]
