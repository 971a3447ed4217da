from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest

from builder.commands.files import write_all
from builder.commands.pack import pack
from builder.commands.prepare import Prepared
from builder.model.error import BuilderError
from builder.model.pack_choice import PackChoice
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
    beside = sorted(path.name for path in tmp_path.iterdir() if path != out)
    assert "pack-requests.xlsx" in beside
    assert [line.split(",")[0] for line in said if line.startswith("Beside it")] == [
        f"Beside it: {tmp_path / name}" for name in beside
    ]


def test_who_makes_a_pack_is_told_of_files_that_nobody_decided_on(cache: DirectoryCache, tmp_path: Path) -> None:
    path = "records/inspection/2026/insp-0003.yaml"
    files = FILES | {path: str(FILES[path]).replace("sheet, level: office", "sheet")}
    snapshot = snapshot_of(files, history=True, standard=STANDARD)
    undecided = Prepared(snapshot, None, COMMIT, "2b" * 20, "main", MemorySource(files), reader(files), None)
    said: list[str] = []
    assert pack(undecided, out=tmp_path / "pack.pdf", cache=cache, say=said.append) == 0
    told = "1 file is not in it, because nobody has said who may see it; `muster check` names each (PRV005)."
    assert told in said


def test_gaps_do_not_stop_a_pack_and_are_counted(prepared: Prepared, cache: DirectoryCache, tmp_path: Path) -> None:
    said: list[str] = []
    assert pack(prepared, out=tmp_path / "pack.pdf", cache=cache, say=said.append) == 0
    assert "gaps" in said[2]


def test_a_pack_is_not_made_from_files_on_disk(prepared: Prepared, tmp_path: Path) -> None:
    with pytest.raises(BuilderError, match="compiled from what is saved"):
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
    pack(prepared, out=tmp_path / "pack.pdf", cache=cache, say=print)
    # A bare clone of the same commit has no such files, and gives the same pack.
    assert (tmp_path / "dist" / "pack.pdf").read_bytes() == (tmp_path / "pack.pdf").read_bytes()
    assert (
        "Files were changed since they were last saved; the pack holds what is saved. `muster save` brings the rest in."
        in said
    )


@pytest.mark.parametrize("name", ["", "a-file/pack.pdf"])
def test_a_place_that_can_not_be_written_is_refused_before_any_work(
    name: str, prepared: Prepared, tmp_path: Path
) -> None:
    (tmp_path / "a-file").write_text("x")
    with pytest.raises(BuilderError, match="folder"):
        pack(prepared, out=tmp_path / name, say=print, progress=lambda *_: pytest.fail("it began to work"))


def test_a_pack_that_windows_would_not_open_is_refused_with_the_name_to_give(
    prepared: Prepared, tmp_path: Path
) -> None:
    with pytest.raises(BuilderError, match="doesn't end in") as caught:
        pack(prepared, out=tmp_path / "pack", say=print)
    assert caught.value.cure == f"Write --out {tmp_path / 'pack'}.pdf."


def test_files_are_replaced_together_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    older, newer, folder = tmp_path / "pack.pdf", tmp_path / "pack-requests.xlsx", tmp_path / "pack-z.zip"
    older.write_bytes(b"old")
    folder.mkdir()
    write_all({older: b"new"})
    assert older.read_bytes() == b"new"
    with pytest.raises(OSError, match="directory"):
        write_all({older: b"newer", newer: b"first", folder: b"stands in the way"})
    assert older.read_bytes() == b"new"

    def fail(*_: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr("os.fsync", fail)
    with pytest.raises(OSError, match="disk full"):
        write_all({newer: b"first", older: b"newer"})
    assert older.read_bytes() == b"new"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["pack-z.zip", "pack.pdf"]


@pytest.mark.parametrize("name", ["NUL.pdf", "a:b.pdf", "x" * 90 + ".pdf", ".pdf"])
def test_a_name_that_no_windows_computer_opens_is_refused_before_any_work(
    name: str, prepared: Prepared, tmp_path: Path
) -> None:
    with pytest.raises(BuilderError, match="can't be opened on every computer"):
        pack(prepared, out=tmp_path / name, say=print, progress=lambda *_: pytest.fail("it began to work"))


def test_what_lies_there_from_an_earlier_pack_is_named_so_that_nobody_hands_it_over(
    prepared: Prepared, cache: DirectoryCache, tmp_path: Path
) -> None:
    (tmp_path / "pack-evidence.zip").write_bytes(b"of last year")
    (tmp_path / "pack-signed.pdf").write_bytes(b"somebody's own")
    said: list[str] = []
    pack(prepared, out=tmp_path / "pack.pdf", choice=PackChoice(kind="scope"), cache=cache, say=said.append)
    named = [line for line in said if "does not belong to this pack" in line]
    assert [line.split(" ")[0] for line in named] == [str(tmp_path / "pack-evidence.zip")]
