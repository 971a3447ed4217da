"""What is remembered of a file is what reading it gives; nothing else is ever taken for it."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path

import pytest

from builder.model.error import BuilderError
from builder.model.program import Program
from builder.read import code_digest
from builder.read.cache import DirectoryCache
from builder.read.file_text import FileText, digest
from builder.read.markdown_text import headings
from builder.read.memory import memory_of_commits, memory_of_folder
from builder.read.program import read_program
from builder.read.read_files import ReadFiles, Reading
from builder.read.source import FolderSource, MemorySource

POLICY = "---\nid: POL-01\ntitle: Policy\nkind: policy\narea: leadership\nversion: 1\nstatus: draft\nreview: P1Y\n---\n\n# One\n\n<b>loud</b> and [a link](b.md)\n"
FILES = {
    "policies/policy.md": POLICY,
    "records/company.yaml": 'name: Ridgeline\npartner: acsa\ncertificate: {scheme: COR, audit: recertification}\nstandard: {id: alberta-cor, edition: "2023"}\n',
    "records/people/P-001.yaml": "id: P-001\nname: Dale Reimer\nemployment:\n  - {from: 2020-01-06, position: president, level: senior-manager, site: shop}\n",
    "records/hazard-report/2026/hzr-0001.yaml": "id: hzr-0001\ndate: 2026-01-05\nhazard: Cord on the wet floor\nreported: nobody\n",
    "records/hazard-report/2025/hzr-0002.yaml": "id: hzr-0002\ndate: 2026-01-05\nhazard:\n",
    "records/hazard-report/2026/hzr-0003.yaml": "id: [",
    "records/hazard-report/2026/hzr-0001.png": "not really a picture",
    "records/explained.yaml": "- about: PRG-07\n  reason: Nobody was there.\n  person: P-001\n  date: 2026-01-05\n",
}


class LateCache(DirectoryCache):
    """A cache for which every file is old enough to be believed by its stamp alone."""

    def time(self) -> int | None:
        now = super().time()
        return None if now is None else now + 10_000_000_000


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for path, text in FILES.items():
        file = tmp_path / "company" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    return tmp_path / "company"


def read(folder: Path, cache: DirectoryCache) -> Program:
    memory = memory_of_folder(cache, folder)
    program = read_program(FolderSource(folder), memory)
    memory.save()
    return program


def forbid_reading(monkeypatch: pytest.MonkeyPatch, *allowed: str) -> None:
    real = FolderSource.read

    def refuse(self: FolderSource, paths: list[str]) -> object:
        wanted = list(paths)
        assert set(wanted) <= set(allowed), wanted
        return real(self, wanted)

    monkeypatch.setattr(FolderSource, "read", refuse)


def test_a_remembered_program_equals_the_one_that_was_read(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = LateCache(tmp_path / "cache")
    fresh = read_program(FolderSource(folder))
    assert len(fresh.faults) >= 5
    assert read(folder, cache) == fresh
    # Only what could not be read, and the list that has no model of its own, is read again.
    forbid_reading(monkeypatch, "records/explained.yaml", "records/hazard-report/2026/hzr-0003.yaml")
    again = read(folder, cache)
    assert again == fresh
    assert [headings(stored.value.body) for stored in again.policies] == [
        headings(FILES["policies/policy.md"].split("---\n", 2)[2])
    ]
    for stored, known in zip(fresh.records, again.records, strict=True):
        assert dict(stored.places) == dict(known.places)
        assert stored.place("date") == known.place("date")


def test_a_young_file_is_hashed_again_and_not_parsed(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = DirectoryCache(tmp_path / "cache")
    fresh = read(folder, cache)
    monkeypatch.setattr("builder.read.entry_file.read_yaml", None)
    monkeypatch.delitem(FILES, "records/explained.yaml")
    (folder / "records/explained.yaml").unlink()
    (folder / "records/hazard-report/2026/hzr-0003.yaml").unlink()
    again = read(folder, cache)
    assert again.records == fresh.records
    assert again.policies == fresh.policies


def test_files_of_a_commit_are_known_by_their_bytes_only(tmp_path: Path) -> None:
    cache = DirectoryCache(tmp_path / "cache")
    programs = []
    for _ in range(2):
        memory = memory_of_commits(cache, tmp_path)
        assert memory.stamps is None
        programs.append(read_program(MemorySource(FILES), memory))
        memory.save()
    assert programs[0] == programs[1] == read_program(MemorySource(FILES))


def test_the_same_bytes_under_another_path_are_read_for_themselves(folder: Path, tmp_path: Path) -> None:
    cache = LateCache(tmp_path / "cache")
    read(folder, cache)
    time.sleep(0.02)
    os.rename(folder / "records/hazard-report/2026/hzr-0001.yaml", folder / "records/hazard-report/2026/hzr-0009.yaml")
    program = read(folder, cache)
    assert program == read_program(FolderSource(folder))
    assert any(fault.name == "id-not-file-name" for fault in program.faults)


def test_what_no_model_takes_is_read_again(folder: Path, tmp_path: Path) -> None:
    cache = LateCache(tmp_path / "cache")
    fresh = read(folder, cache)
    known = ReadFiles(cache, f"in {folder}")
    for path, row in list(known._loaded[0].items()):
        known.put(path, row[0], Reading(json.dumps({"id": 7}).encode(), b"1", b""))
    known.save()
    assert read(folder, cache) == fresh


def test_bytes_that_change_between_hashing_and_reading_stop_the_run() -> None:
    file = FileText("records/company.yaml", digest(b"before"), 6, lambda: b"after!")
    with pytest.raises(BuilderError, match="changed while it was read"):
        file.decode()


def test_the_digest_of_the_code_changes_with_any_of_its_files_and_with_what_is_installed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def found() -> str:
        code_digest.digest_code.cache_clear()
        return code_digest.digest_code()

    (tmp_path / "checks").mkdir()
    (tmp_path / "checks" / "rule.py").write_text("a = 1\n")
    monkeypatch.setattr(code_digest, "_PACKAGE", tmp_path)
    digests = [found(), found()]
    (tmp_path / "checks" / "rule.py").write_text("a = 2\n")
    digests.append(found())
    (tmp_path / "law.yaml").write_text("sections: []\n")
    digests.append(found())
    (tmp_path / "checks" / "rule.pyc").write_text("made by Python")
    digests.append(found())
    monkeypatch.setattr(code_digest, "_installed", lambda: ["pydantic-99.dist-info"])
    digests.append(found())
    code_digest.digest_code.cache_clear()
    assert digests[0] == digests[1]
    assert digests[3] == digests[4]
    assert len(set(digests)) == 4
