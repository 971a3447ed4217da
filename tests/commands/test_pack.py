from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest

from builder.commands.pack import pack, write_whole
from builder.commands.prepare import Prepared
from builder.model.error import BuilderError
from builder.model.snapshot import WorkTree
from builder.read.cache import DirectoryCache
from builder.read.source import MemorySource
from tests.checks.example import STANDARD
from tests.render.pdf.sections.company import COMMIT, reader, small_company, snapshot_of

FILES = small_company()


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> DirectoryCache:
    """The sections of the pack, rendered once for all tests here."""
    return DirectoryCache(tmp_path_factory.mktemp("cache"))


@pytest.fixture
def prepared() -> Prepared:
    snapshot = snapshot_of(FILES, history=True, standard=STANDARD)
    return Prepared(snapshot, None, COMMIT, "2b" * 20, "main", MemorySource(FILES), reader(FILES), None)


def test_a_pack_is_announced_with_pages_size_digest_and_place(
    prepared: Prepared, cache: DirectoryCache, tmp_path: Path
) -> None:
    said: list[str] = []
    out = tmp_path / "pack.pdf"
    assert pack(prepared, out=out, cache=cache, say=said.append) == 0
    assert said[0].startswith(f"{out}: ")
    assert " pages, " in said[0]
    assert hashlib.sha256(out.read_bytes()).hexdigest() in said[3]
    assert [path.name for path in tmp_path.iterdir()] == ["pack.pdf"]


def test_gaps_do_not_stop_a_pack_and_are_counted(prepared: Prepared, cache: DirectoryCache, tmp_path: Path) -> None:
    said: list[str] = []
    assert pack(prepared, out=tmp_path / "pack.pdf", cache=cache, say=said.append) == 0
    assert "gaps" in said[2]


def test_a_pack_is_not_made_from_files_on_disk(prepared: Prepared, tmp_path: Path) -> None:
    with pytest.raises(BuilderError, match="compiled from a commit"):
        pack(replace(prepared, commit=""), out=tmp_path / "pack.pdf", say=print)


def test_with_clean_files_that_differ_are_named_and_nothing_is_written(prepared: Prepared, tmp_path: Path) -> None:
    tree = WorkTree(changed=("policies/policy.md",), added=("records/x.yaml",))
    dirty = replace(prepared, snapshot=replace(prepared.snapshot, work_tree=tree))
    with pytest.raises(BuilderError, match=r"policies/policy\.md, records/x\.yaml"):
        pack(dirty, out=tmp_path / "pack.pdf", clean=True, say=print)
    assert not list(tmp_path.iterdir())


def test_without_clean_the_difference_is_said(prepared: Prepared, cache: DirectoryCache, tmp_path: Path) -> None:
    said: list[str] = []
    tree = WorkTree(changed=("policies/policy.md",))
    dirty = replace(prepared, snapshot=replace(prepared.snapshot, work_tree=tree))
    # The folder is made, as `site --out` makes its own.
    pack(dirty, out=tmp_path / "dist" / "pack.pdf", cache=cache, say=said.append)
    assert (tmp_path / "dist" / "pack.pdf").read_bytes().startswith(b"%PDF")
    assert "The files on disk differ from the commit; the pack holds the commit." in said


@pytest.mark.parametrize("name", ["", "a-file/pack.pdf"])
def test_a_place_that_can_not_be_written_is_refused_before_any_work(
    name: str, prepared: Prepared, tmp_path: Path
) -> None:
    (tmp_path / "a-file").write_text("x")
    with pytest.raises(BuilderError, match="folder"):
        pack(prepared, out=tmp_path / name, say=print, progress=lambda *_: pytest.fail("it began to work"))


def test_a_file_is_replaced_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "pack.pdf"
    target.write_bytes(b"old")
    write_whole(target, b"new")
    assert target.read_bytes() == b"new"

    def fail(*_: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr("os.fsync", fail)
    with pytest.raises(OSError, match="disk full"):
        write_whole(target, b"newer")
    assert target.read_bytes() == b"new"
    assert [path.name for path in tmp_path.iterdir()] == ["pack.pdf"]
