"""`muster verify` beside its files, and `--rebuild` from a real repository."""

from __future__ import annotations

import hashlib
import os
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

import pytest

from builder.commands.pack import pack
from builder.commands.prepare import Choice, prepare
from builder.commands.rebuild import Rebuild, check_rebuild
from builder.commands.verify import verify
from builder.model.error import BuilderError
from builder.model.manifest import FollowedPack, SealedFile
from builder.read.cache import DirectoryCache
from builder.seal.manifest import write_manifest
from builder.seal.pack_file import read_pack
from builder.seal.verdict import Status
from tests.histories.repository import GitRepository
from tests.render.pdf.paper import small_pack
from tests.render.pdf.sections.company import small_company
from tests.seal.conftest import FILES, manifest_of

TODAY = date(2026, 11, 2)


def said_of(pack: Path, **named: object) -> list[str]:
    lines: list[str] = []
    verify(pack, say=lambda text: lines.extend(text.splitlines()), **named)  # type: ignore[arg-type]
    return lines


def test_what_was_not_checked_stands_at_the_end(tmp_path: Path) -> None:
    (tmp_path / "pack.pdf").write_bytes(small_pack(write_manifest(manifest_of(FILES))))

    lines = said_of(tmp_path / "pack.pdf")

    end = lines.index("Not checked:")
    assert lines[0].startswith("unverifiable: Nothing can be said")
    assert all(line.startswith(("  ✓ pass  ", "  ✗ fail  ")) for line in lines[1:end])
    assert [line.split()[1] for line in lines[end + 1 :]] == ["printed", "repository"]


def test_files_in_the_same_folder_are_held_against_the_pack(tmp_path: Path) -> None:
    data = b"question;n;m\n"
    sealed = [
        SealedFile(f"pack-{name}.csv", hashlib.sha256(data).hexdigest(), len(data), "question sheet") for name in "abc"
    ]
    manifest = replace(manifest_of(FILES), beside=tuple(sealed))
    (tmp_path / "pack.pdf").write_bytes(small_pack(write_manifest(manifest)))
    (tmp_path / "pack-a.csv").write_bytes(data)
    (tmp_path / "pack-b.csv").write_bytes(data[:-1] + b"x")

    lines = [line for line in said_of(tmp_path / "pack.pdf") if " beside " in line]

    assert [line.split()[0] for line in lines] == ["✓", "✗", "–"]
    assert "pack-b.csv" in lines[1]


def test_without_a_rebuild_it_is_said_that_the_pages_were_not_held_against_the_repository(tmp_path: Path) -> None:
    program = GitRepository.make(tmp_path / "program")
    program.commit(dict(FILES))
    commit, tree = (program.git("rev-parse", each).decode().strip() for each in ("HEAD", "HEAD^{tree}"))
    manifest = manifest_of(FILES, commit=commit, tree=tree)
    (tmp_path / "pack.pdf").write_bytes(small_pack(write_manifest(manifest)))

    lines = said_of(tmp_path / "pack.pdf", repo=program.root)

    [proved] = [line for line in lines if line.startswith("  ✓ pass  files")]
    [said] = [line for line in lines if line.split()[1] == "rebuild"]
    assert lines.index(said) > lines.index("Not checked:") > lines.index(proved)
    assert "What the pages say was not held against the files" in said


def test_a_pipe_beside_the_pack_is_no_file_and_holds_nobody_up(tmp_path: Path) -> None:
    sealed = SealedFile("pack-a.csv", "0" * 64, 1, "question sheet")
    manifest = replace(manifest_of(FILES), beside=(sealed,))
    (tmp_path / "pack.pdf").write_bytes(small_pack(write_manifest(manifest)))
    os.mkfifo(tmp_path / "pack-a.csv")

    [line] = [line for line in said_of(tmp_path / "pack.pdf") if " beside " in line]

    assert line.split()[0] == "–"


def test_a_rebuild_needs_the_repository(tmp_path: Path) -> None:
    with pytest.raises(BuilderError, match="none was given"):
        verify(tmp_path / "pack.pdf", say=print, rebuild=partial(check_rebuild, rebuild=Rebuild(TODAY)))


def test_a_rebuild_says_what_it_lacks(tmp_path: Path) -> None:
    manifest = manifest_of(FILES)
    earlier = FollowedPack("2025-10-31-bbbbbbbbbb-auditor", "1" * 64, "2" * 64, "b" * 40, 2, "2025-10-31")
    bound = replace(manifest.files[0], blob="", sha256="", commitment="c" * 64)

    for lacking, words in (
        (replace(manifest, previous=earlier), "(--previous)"),
        (replace(manifest, files=(bound, *manifest.files[1:])), "(--commitment-key)"),
        (manifest, "It could not be made anew"),
    ):
        [check] = check_rebuild(b"", lacking, tmp_path, Rebuild(TODAY))
        assert check.status is Status.NOT_CHECKED
        assert words in check.detail


@pytest.mark.slow
def test_a_pack_is_made_anew_from_its_repository_to_the_byte(tmp_path: Path) -> None:
    program = GitRepository.make(tmp_path / "program")
    program.commit({path: data if isinstance(data, bytes) else data.encode() for path, data in small_company().items()})
    cache = DirectoryCache(tmp_path / "cache")
    with prepare(Choice(program.root, None, None, TODAY, by_commit=True)) as prepared:
        pack(prepared, out=tmp_path / "pack.pdf", say=lambda _: None, cache=cache)
    program.commit({"records/company.yaml": b"name: Later\n"})
    program.git("checkout", "--quiet", "-b", "elsewhere")
    data = (tmp_path / "pack.pdf").read_bytes()
    manifest = read_pack(data).manifest
    rebuild = Rebuild(datetime.now(UTC).date(), cache=cache)  # noqa: TID251 - a rebuild on any later day

    checks = check_rebuild(data, manifest, program.root, rebuild)

    assert [(check.name, check.status) for check in checks] == [("rebuild", Status.PASS)]
    named = {
        check.name: check for check in check_rebuild(data[:-6] + b"%\n" + data[-6:], manifest, program.root, rebuild)
    }
    assert named["rebuild"].status is Status.FAIL
    assert named["rebuild manifest"].status is Status.PASS
