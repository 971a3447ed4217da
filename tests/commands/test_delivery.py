"""How a pack is handed over: first the scope, then the evidence in one file or in volumes, then what was asked for later."""

from __future__ import annotations

import hashlib
import io
import json
from dataclasses import replace
from datetime import date
from functools import cache as kept
from pathlib import Path

import pikepdf
import pytest
from pypdf import PdfReader

from builder.commands.choice import Choice
from builder.commands.pack import choose_kind, pack
from builder.commands.pack_making import make_pack
from builder.commands.prepare import Prepared, prepare
from builder.measure.snapshot import take_snapshot
from builder.model.error import BuilderError
from builder.model.pack_choice import PackChoice, SampleChoice
from builder.model.snapshot import WorkTree
from builder.read.cache import DirectoryCache
from builder.seal.delivery import Delivery, delivery_of
from builder.seal.pack import Pack
from builder.seal.pack_file import read_pack
from builder.seal.volumes import VOLUME_NAME
from tests.checks.example import STANDARD
from tests.end_to_end.verapdf import PDF_A, PDF_UA, find_failures
from tests.histories.repository import GitRepository
from tests.render.pdf.sections.company import many_inspections, small_company

NEW = "records/inspection/2026/insp-0301.yaml"
LATE = "records/inspection/2026/insp-0302.yaml"
TEXT = str(small_company()["records/inspection/2026/insp-0004.yaml"])


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> DirectoryCache:
    """Rendered sections, once for all tests here."""
    return DirectoryCache(tmp_path_factory.mktemp("cache"))


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> GitRepository:
    """The small company in March; in May came an inspection of May and, late, one of February."""
    repository = GitRepository.make(tmp_path_factory.mktemp("delivery") / "program")
    repository.commit({**small_company(), **many_inspections(14)}, at="2026-03-12 12:00:00 -0600")
    new = TEXT.replace("insp-0004", "insp-0301").replace("date: 2026-02-06", "date: 2026-05-04")
    late = TEXT.replace("insp-0004", "insp-0302").replace("date: 2026-02-06", "date: 2026-02-20")
    repository.commit({NEW: new, LATE: late}, at="2026-05-06 12:00:00 -0600")
    return repository


def make(
    program: GitRepository, choice: PackChoice, cache: DirectoryCache, *, commit: str = "HEAD", **more: object
) -> Pack:
    """A pack in memory, over a standard of five questions."""
    day = date(2026, 5, 31) if commit == "HEAD" else date(2026, 3, 31)
    with prepare(Choice(program.root, commit, day, day, by_commit=True)) as found:
        snapshot = take_snapshot(found.snapshot.program, STANDARD, as_of=day, history=found.snapshot.history)
        return make_pack(replace(found, snapshot=snapshot), choice, cache=cache, **more)  # type: ignore[arg-type]


@kept
def text_of(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(pdf)).pages)


@pytest.fixture(scope="module")
def scope(program: GitRepository, cache: DirectoryCache) -> Pack:
    return make(program, PackChoice(kind="scope"), cache)


def test_a_scope_pack_says_that_it_holds_no_evidence_and_holds_none(scope: Pack) -> None:
    text = text_of(scope.pdf)
    assert "This pack holds no evidence, and does not start the auditor’s days." in text
    assert "Inspections 21 21" in text
    assert "Number the extinguishers" in text

    for evidence in ("insp-0003", "PRG-07", "ca-0001", "Coverage matrix", "Littlechild", "missing"):
        assert evidence not in text
    assert list(PdfReader(io.BytesIO(scope.pdf)).attachments) == ["manifest.json"]


def test_the_manifest_of_a_scope_pack_names_only_what_it_shows(scope: Pack) -> None:
    folders = {file.path.split("/")[1] for file in scope.manifest.files}
    assert folders == {"company.yaml", "people", "positions", "sites"}
    assert scope.manifest.choice.kind == "scope"
    assert scope.manifest.pack_id.endswith("-auditor-scope")
    assert all(count == 0 for _, count in scope.manifest.findings)


def test_a_scope_pack_can_be_signed_and_carries_the_list_for_requests(scope: Pack) -> None:
    with pikepdf.open(io.BytesIO(scope.pdf)) as pdf:
        names = [str(field.T) for field in pdf.Root.AcroForm.Fields]
    assert names == ["hs_manager", "senior_manager", "auditor_receipt"]
    assert [file.name for file in scope.beside] == ["audit-pack-requests.xlsx"]
    assert read_pack(scope.pdf).manifest == scope.manifest


def test_how_the_files_on_disk_are_changes_nothing_in_a_pack(program: GitRepository, cache: DirectoryCache) -> None:
    day = date(2026, 5, 31)
    with prepare(Choice(program.root, None, day, day, by_commit=True)) as found:
        packs = [
            make_pack(_with_tree(found, tree), PackChoice(kind="scope"), cache=cache) for tree in (WorkTree(), None)
        ]
    assert packs[0].pdf == packs[1].pdf


def _with_tree(found: Prepared, tree: WorkTree | None) -> Prepared:
    return replace(found, snapshot=replace(found.snapshot, work_tree=tree))


@pytest.mark.parametrize(
    ("scope_only", "supplement", "previous", "bag"),
    [(True, Path("a"), None, False), (True, None, Path("a"), False), (True, None, None, True), (False, Path("a"), Path("b"), False)],
)  # fmt: skip
def test_two_kinds_at_once_are_refused(
    scope_only: bool, supplement: Path | None, previous: Path | None, bag: bool
) -> None:
    with pytest.raises(BuilderError):
        choose_kind(scope_only, supplement, previous, bag=bag)


@pytest.fixture(scope="module")
def earlier(
    program: GitRepository, scope: Pack, cache: DirectoryCache, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """The manifest of the pack of March, which stands for it."""
    out = tmp_path_factory.mktemp("earlier") / "manifest.json"
    out.write_bytes(_manifest(make(program, PackChoice(), cache, commit="HEAD~1").pdf))
    return out


def _manifest(pdf: bytes) -> bytes:
    return PdfReader(io.BytesIO(pdf)).attachments["manifest.json"][0]


@pytest.mark.slow
def test_a_supplement_lists_what_entered_since_and_says_what_came_late(
    program: GitRepository, earlier: Path, cache: DirectoryCache
) -> None:
    choice = PackChoice(kind="supplement", sample=SampleChoice(ids=("insp-0003", "insp-7777")))
    found = make(program, choice, cache, previous=earlier)
    text = text_of(found.pdf)

    assert "2 records entered since that pack, 0 changed since, and 1 that the auditor named." in text
    assert "Entered after the pack of 2026-03-31: 1 record dated on that day or before it." in text
    assert "insp-0302 Inspection 2026-02-20 2026-05-06 75 entered since dated before the earlier pack" in text
    assert "Asked for, and not on file: insp-7777." in text
    assert "An excerpt: 3 of the 21 records on file." in text
    assert "insp-0111" not in text
    assert found.manifest.previous is not None
    assert found.manifest.pack_id.endswith("-supplement")
    assert {file.id for file in found.manifest.files if "/inspection/" in file.path and file.id} == {
        *("insp-0003", "insp-0301", "insp-0302")
    }


def test_a_supplement_needs_a_pack_with_evidence_to_add_to(
    program: GitRepository, scope: Pack, cache: DirectoryCache, tmp_path: Path
) -> None:
    with pytest.raises(BuilderError, match="none was given"):
        make(program, PackChoice(kind="supplement"), cache)
    earlier = tmp_path / "scope.json"
    plain = json.loads(_manifest(make(program, PackChoice(kind="scope"), cache, commit="HEAD~1").pdf))
    earlier.write_text(json.dumps(plain), encoding="utf-8")
    with pytest.raises(BuilderError, match="without evidence that could be added to"):
        make(program, PackChoice(kind="supplement"), cache, previous=earlier)


@pytest.fixture(scope="module")
def volumes(program: GitRepository, cache: DirectoryCache) -> Pack:
    return make(program, PackChoice(), cache, delivery=Delivery("audit", with_bag=True, volumes_over=1))


@pytest.mark.slow
def test_a_pack_above_the_limit_comes_in_a_volume_for_each_element(volumes: Pack) -> None:
    files = {file.name: file for file in volumes.beside}
    assert [name for name in files if name.startswith("audit-E0")] == [
        "audit-E01.pdf",
        "audit-E02.pdf",
        "audit-E03.pdf",
    ]
    third = text_of(files["audit-E03.pdf"].data)
    assert "Evidence pack · volume 4 of 4" in third
    assert "PRG-07" in third
    assert "E03·" in text_of(volumes.pdf)

    stated = json.loads(PdfReader(io.BytesIO(files["audit-E03.pdf"].data)).attachments[VOLUME_NAME][0])
    assert (stated["volume"], stated["of"], stated["master"]) == (4, 4, "audit.pdf")
    assert stated["pack_id"] == volumes.manifest.pack_id


@pytest.mark.slow
def test_the_master_seals_its_volumes_and_says_in_which_a_record_stands(volumes: Pack) -> None:
    sealed = {file.name: file.sha256 for file in volumes.manifest.beside}
    assert sealed == {file.name: hashlib.sha256(file.data).hexdigest() for file in volumes.beside}
    row = next(file for file in volumes.manifest.files if file.id == "insp-0003")
    assert row.volume == "audit-E03.pdf"
    data = next(file.data for file in volumes.beside if file.name == row.volume)
    assert "insp-0003" in PdfReader(io.BytesIO(data)).pages[row.page - 1].extract_text()
    assert delivery_of(volumes.manifest) == Delivery("audit", with_bag=True, volumes_over=0)


@pytest.mark.slow
def test_links_lead_from_volume_to_volume_to_places_that_are_there(volumes: Pack) -> None:
    files = {"audit.pdf": volumes.pdf} | {file.name: file.data for file in volumes.beside if file.name.endswith(".pdf")}
    places = {name: set(PdfReader(io.BytesIO(data)).named_destinations) for name, data in files.items()}
    count = 0
    for data in files.values():
        with pikepdf.open(io.BytesIO(data)) as pdf:
            for page in pdf.pages:
                for link in page.obj.get("/Annots", ()):
                    if "/A" in link and link.A.S == "/GoToR":
                        count += 1
                        assert str(link.A.D) in places[str(link.A.F)]
    assert count > 20


@pytest.mark.slow
def test_a_rebuild_in_volumes_gives_the_same_bytes(
    volumes: Pack, program: GitRepository, cache: DirectoryCache
) -> None:
    again = make(program, PackChoice(), cache, delivery=delivery_of(volumes.manifest))
    assert again.pdf == volumes.pdf
    assert again.beside == volumes.beside


@pytest.mark.slow
@pytest.mark.parametrize("flavour", [PDF_A, PDF_UA])
def test_a_volume_is_an_archive_file_and_accessible_by_itself(volumes: Pack, flavour: str, tmp_path: Path) -> None:
    target = tmp_path / "audit-E03.pdf"
    target.write_bytes(next(file.data for file in volumes.beside if file.name == target.name))
    assert find_failures(target, flavour) == []


def test_when_one_file_can_not_be_written_all_stay_as_they_were(
    program: GitRepository, cache: DirectoryCache, tmp_path: Path
) -> None:
    (tmp_path / "audit.pdf").write_bytes(b"older")
    (tmp_path / "audit-requests.xlsx").mkdir()
    day = date(2026, 5, 31)
    with prepare(Choice(program.root, None, day, day, by_commit=True)) as found, pytest.raises(BuilderError):
        pack(found, out=tmp_path / "audit.pdf", choice=PackChoice(kind="scope"), cache=cache, say=print)
    assert (tmp_path / "audit.pdf").read_bytes() == b"older"
    assert len(list(tmp_path.iterdir())) == 2
