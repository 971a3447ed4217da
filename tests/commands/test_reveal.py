"""`muster keys commitment` and `muster reveal`: a key outside the repository, and one value with what proves it."""

from __future__ import annotations

import io
import json
import stat
from pathlib import Path

import pikepdf
import pytest

from builder.commands.commitment_key import keys_commitment, open_key
from builder.commands.reveal import reveal
from builder.model.error import BuilderError
from builder.model.manifest import MANIFEST_NAME, Manifest
from builder.model.pack_choice import PackChoice
from builder.render.pdf.attachments import attach_files
from builder.render.pdf.sections.evidence_files import list_files
from builder.seal.manifest import write_manifest
from builder.seal.pack import open_view
from builder.seal.privacy.reveal import check_revealed, find_redactions
from builder.seal.privacy.sources import attach_redactions, seal_rows
from builder.seal.verdict import Status
from tests.histories.repository import GitRepository
from tests.render.pdf.sections.company import Files, reader, small_company, snapshot_of

SCANNED = "records/inspection/2026/insp-0003.yaml"


def company() -> Files:
    files = small_company()
    files[SCANNED] = str(files[SCANNED]).replace("sheet, level: office", "sheet")
    return files


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    repository = GitRepository.make(tmp_path / "program")
    repository.commit(company())
    return tmp_path / "program"


@pytest.fixture
def key(tmp_path: Path, repository: Path) -> Path:
    file = tmp_path / "stick" / "pack.key"
    said: list[str] = []
    assert keys_commitment(file, repo=repository, random=bytes(range(32)), say=said.append) == 0
    assert bytes(range(32)).hex() not in "".join(said)
    return file


def make_pack(repository: Path, target: Path, key: bytes | None, commit: str = "") -> Path:
    """What `reveal` reads of a pack: its manifest and its list of redactions, on one empty page."""
    files = company()
    snapshot = snapshot_of(files)
    view = open_view(snapshot, PackChoice(), reader(files))
    commit = commit or GitRepository(repository).head()
    manifest = Manifest(
        pack_id="2026-10-31-test-auditor",
        company="Small",
        standard="alberta-cor 2023",
        partner="acsa",
        choice=PackChoice(),
        commit=commit,
        tree="0" * 40,
        branch="main",
        commits=1,
        entered_on="",
        as_of="2026-10-31",
        first="2025-11-01",
        last="2026-10-31",
        toolchain=(),
        files=seal_rows(view, snapshot.program, list_files(view), key),
        findings=(),
    )
    pdf = pikepdf.new()
    pdf.add_blank_page()
    attached = attach_redactions(view, snapshot.program, key)
    attach_files(pdf, attached)
    pdf.attachments[MANIFEST_NAME] = pikepdf.AttachedFileSpec(pdf, write_manifest(manifest))
    out = io.BytesIO()
    pdf.save(out)
    target.write_bytes(out.getvalue())
    return target


def test_key_is_made_for_its_owner_alone_and_never_twice(key: Path, repository: Path) -> None:
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert open_key(key, repository) == bytes(range(32))
    with pytest.raises(BuilderError, match="exists already"):
        keys_commitment(key, repo=repository, random=bytes(32), say=print)


def test_key_inside_the_repository_is_refused(repository: Path) -> None:
    inside = repository / "pack.key"
    with pytest.raises(BuilderError, match="inside the program's folder"):
        keys_commitment(inside, repo=repository, random=bytes(32), say=print)
    assert not inside.exists()
    inside.write_text("x")
    with pytest.raises(BuilderError, match="inside the program's folder"):
        open_key(inside, repository)


def test_key_inside_any_other_repository_is_refused_too(repository: Path, tmp_path: Path) -> None:
    (tmp_path / "other" / ".git").mkdir(parents=True)
    with pytest.raises(BuilderError):
        keys_commitment(tmp_path / "other" / "pack.key", repo=repository, random=bytes(32), say=print)
    assert not (tmp_path / "other" / "pack.key").exists()


def test_key_that_others_may_read_is_refused(key: Path, repository: Path) -> None:
    key.chmod(0o644)
    with pytest.raises(BuilderError, match="Others on this computer"):
        open_key(key, repository)


def test_one_value_is_revealed_and_proved(repository: Path, key: Path, tmp_path: Path) -> None:
    pack = make_pack(repository, tmp_path / "pack.pdf", open_key(key, repository))
    for field, expected in (("attachments", "Signed inspection sheet"), ("whole", "id: insp-0003")):
        out, said = tmp_path / f"{field}.json", list[str]()
        assert reveal("insp-0003", field, pack=pack, key=key, out=out, repo=repository, say=said.append) == 0

        assert expected in out.read_text(encoding="utf-8")
        assert "--revealed" in said[1]
        check = check_revealed(find_redactions(pack.read_bytes()), out.read_bytes())
        assert check.status is Status.PASS
        changed = json.loads(out.read_text(encoding="utf-8")) | {"value": "something else"}
        assert check_revealed(find_redactions(pack.read_bytes()), json.dumps(changed).encode()).status is Status.FAIL


@pytest.mark.parametrize(
    ("record", "field", "words"),
    [
        ("insp-0003", "notes", "nothing at /notes"),
        ("insp-0003", "area", "Nothing was withheld"),
        ("insp-0004", "area", "Nothing was withheld"),
        ("insp-9999", "area", "has no record or document"),
    ],
)
def test_what_was_not_withheld_is_said(
    record: str, field: str, words: str, repository: Path, key: Path, tmp_path: Path
) -> None:
    pack = make_pack(repository, tmp_path / "pack.pdf", open_key(key, repository))
    with pytest.raises(BuilderError, match=words):
        reveal(record, field, pack=pack, key=key, out=tmp_path / "out.json", repo=repository, say=print)
    assert not (tmp_path / "out.json").exists()


def test_pack_without_commitments_and_repository_without_the_commit_are_said(
    repository: Path, key: Path, tmp_path: Path
) -> None:
    secret = open_key(key, repository)
    other = tmp_path / "other.key"
    keys_commitment(other, repo=repository, random=bytes(32), say=lambda _: None)
    for pack, file, words in (
        (make_pack(repository, tmp_path / "a.pdf", None), key, "no commitments"),
        (make_pack(repository, tmp_path / "b.pdf", secret, "1" * 40), key, "does not have commit 1111111111"),
        (make_pack(repository, tmp_path / "c.pdf", secret), other, "not the commitment key"),
        (tmp_path / "other.key", key, "not a PDF"),
    ):
        with pytest.raises(BuilderError, match=words):
            reveal("insp-0003", "attachments", pack=pack, key=file, out=tmp_path / "o", repo=repository, say=print)
