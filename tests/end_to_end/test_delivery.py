"""The whole story of a delivery through the command line: scope, release, pack with sources, requests, supplement."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from builder.model.request_sheet import FIRST_ROW
from tests.end_to_end.in_process import Done, muster_here
from tests.histories.repository import GitRepository
from tests.render.pdf.sections.company import small_company

AUDIT = "id: aud-0002\ndate: 2026-03-20\nrecorded_by: P-002\nkind: recertification\nauditor_name: R. Dyck\n"
NEW = "records/inspection/2026/insp-0301.yaml"


@pytest.fixture
def program(tmp_path: Path) -> GitRepository:
    repository = GitRepository.make(tmp_path / "program")
    files = {**small_company(), "records/audit/2026/aud-0002.yaml": AUDIT}
    repository.commit(files, at="2026-03-28 12:00:00 -0600")
    return repository


def pack(program: GitRepository, name: str, *options: str | Path) -> tuple[Path, Done]:
    out = program.root.parent / "out" / name
    return out, muster_here("pack", "--repo", program.root, "--out", out, "--quiet", *options)


def test_a_scope_pack_goes_first_and_its_release_starts_no_days(program: GitRepository) -> None:
    out, done = pack(program, "scope.pdf", "--scope-only")
    assert done.status == 0, done.text
    assert "Beside it:" in done.out
    assert " gaps" not in done.out, "it holds no evidence in which there could be none"
    assert sorted(path.name for path in out.parent.iterdir()) == ["scope-requests.xlsx", "scope.pdf"]

    muster_here("new", "pack-release", "--pack", out, "--repo", program.root, "--date", "2026-03-29")
    text = (program.root / "records/pack-release/2026/rel-0001.yaml").read_text(encoding="utf-8")
    digest = hashlib.sha256(out.read_bytes()).hexdigest()
    for line in ("audit: aud-0002", "kind: scope", f"sha256: {digest}", "with_it: [scope-requests.xlsx]"):
        assert line in text
    due = muster_here("due", "--repo", program.root, "--as-of", "2026-03-30").out
    assert "gathering" not in due


@pytest.mark.slow
def test_what_the_auditor_asks_for_comes_back_in_a_supplement(program: GitRepository) -> None:
    first, done = pack(program, "audit.pdf", "--bag")
    assert done.status == 0, done.text
    with zipfile.ZipFile(first.parent / "audit-evidence.zip") as archive:
        assert any(name.endswith("_shop_insp-0003.png") for name in archive.namelist())
    sealed = {file["name"]: file["sha256"] for file in manifest_of(first)["beside"]}
    assert sealed.keys() == {path.name for path in first.parent.iterdir()} - {first.name}
    for name, digest in sealed.items():
        assert hashlib.sha256((first.parent / name).read_bytes()).hexdigest() == digest
    assert "audit-evidence.zip" in text_of(first)

    list_ = first.parent / "audit-requests.xlsx"
    book = load_workbook(list_)
    for column, value in enumerate(("1", "The inspection of January with its scan", "IN2", "shop", "insp-0003"), 1):
        book["Requests"].cell(FIRST_ROW, column).value = value
    book.save(list_)
    asked = muster_here("requests", list_, "--repo", program.root, "--asked-on", "2026-04-02")
    assert asked.status == 0, asked.text

    late = str(small_company()["records/inspection/2026/insp-0004.yaml"]).replace("insp-0004", "insp-0301")
    request = "records/audit-request/2026/arq-0001.yaml"
    program.commit({NEW: late, request: (program.root / request).read_bytes()}, at="2026-04-03 12:00:00 -0600")
    second, done = pack(program, "supplement.pdf", "--supplement", first, "--sample", list_)
    assert done.status == 0, done.text

    text = text_of(second)
    assert "The inspection of January with its scan 2026-04-02 – open" in text
    assert "insp-0003 Inspection" in text
    assert "insp-0301 Inspection 2026-02-06 2026-04-03 56 entered since dated before the earlier pack" in text
    manifest = manifest_of(second)
    assert manifest["previous"]["sha256"] == hashlib.sha256(first.read_bytes()).hexdigest()
    assert manifest["choice"]["kind"] == "supplement"
    verified = muster_here("verify", second, "--repo", program.root)
    failed = [line.split()[2] for line in verified.out.splitlines() if line.strip().startswith("✗ fail")]
    assert failed == ["signatures"], verified.out
    assert "previous" in verified.out


def manifest_of(pdf: Path) -> dict:  # type: ignore[type-arg]
    return json.loads(PdfReader(io.BytesIO(pdf.read_bytes())).attachments["manifest.json"][0])


def text_of(pdf: Path) -> str:
    return " ".join(" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(pdf.read_bytes())).pages)
