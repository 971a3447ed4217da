"""The same commit gives the same pack, to the byte: whoever compiles it, wherever, whenever, from whatever clone, with a cache or without."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pikepdf
import pytest

from builder.read.sealed_cache import SECRET_NAME
from tests.end_to_end.command_line import muster
from tests.histories.repository import SIMRAN, GitRepository
from tests.render.pdf.sections.company import small_company

pytestmark = pytest.mark.slow

DIRTY = {
    "policies/policy.md": "---\nid: POL-01\ntitle: Half written\n",
    "records/inspection/2026/insp-0999.yaml": "id: insp-0999\n",
    "notes.txt": "not committed",
}


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> GitRepository:
    """The small company with a history of three commits."""
    repository = GitRepository.make(tmp_path_factory.mktemp("company") / "origin")
    files = {path: data for path, data in small_company().items() if not path.startswith("records/inspection/")}
    repository.commit(files, at="2025-11-01 08:00:00 -0600")
    repository.commit(small_company(), at="2026-03-12 17:45:00 -0600", by=SIMRAN)
    repository.commit({"policies/inspections.md": _mended()}, at="2026-03-28 12:00:00 -0600")
    return repository


def _mended() -> str:
    return str(small_company()["policies/inspections.md"]).replace("Every month", "Every calendar month")


@pytest.fixture(scope="module")
def places(company: GitRepository, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The same commit as four people have it."""
    folder = tmp_path_factory.mktemp("clones")
    clone, bare, dirty, tree = (folder / name for name in ("a clone", "bare.git", "Geänderter Ordner", "tree"))
    for options in ((clone,), ("--bare", bare), (dirty,)):
        subprocess.run(["git", "clone", "--quiet", *options[:-1], company.root, options[-1]], check=True)
    company.git("worktree", "add", "--quiet", "-b", "elsewhere", str(tree))
    GitRepository(dirty).write(DIRTY)
    return {"clone": clone, "bare": bare, "dirty": dirty, "worktree": tree}


def compile_at(root: Path, folder: Path, *options: str, umask: int, **environment: str) -> tuple[bytes, str]:
    """The pack that somebody compiles of a repository from a folder of their own, and what was said meanwhile."""
    folder.mkdir()
    out, before = folder / "audit-pack.pdf", os.umask(umask)
    try:
        done = muster("pack", "--repo", root, "--out", out, *options, cwd=folder, timeout=900, **environment)
    finally:
        os.umask(before)
    assert done.returncode == 0, done.stderr
    return out.read_bytes(), done.stderr


def test_the_same_commit_gives_the_same_bytes_whatever_else_differs(places: dict[str, Path], tmp_path: Path) -> None:
    home = {"XDG_CACHE_HOME": str(tmp_path / "cache"), "XDG_CONFIG_HOME": str(tmp_path / "config")}
    first, _ = compile_at(
        places["clone"], tmp_path / "a", "--no-cache", umask=0o022, TZ="UTC", LC_ALL="C", PYTHONHASHSEED="0"
    )
    bare, _ = compile_at(
        places["bare"], tmp_path / "b", umask=0o077, TZ="Asia/Tokyo", LC_ALL="C.UTF-8", PYTHONHASHSEED="7", **home
    )
    dirty, said = compile_at(
        places["dirty"], tmp_path / "c", umask=0o002, TZ="Pacific/Apia", LANG="de_DE.UTF-8", COLUMNS="40", **home
    )
    worktree, _ = compile_at(places["worktree"], tmp_path / "d", umask=0, TZ="America/St_Johns", **home)
    digests = [hashlib.sha256(data).hexdigest() for data in (first, bare, dirty, worktree)]
    assert len(set(digests)) == 1
    assert re.search(r"\b(\d+) of \1 sections, \1 of them unchanged", said)
    for trace in (places["clone"], places["bare"], tmp_path):
        assert str(trace).encode() not in _unpacked(tmp_path / "a" / "audit-pack.pdf")
    _prove_that_a_forged_entry_changes_nothing(places["clone"], tmp_path, home, first)


def _unpacked(pack: Path) -> bytes:
    with pikepdf.open(pack) as pdf:
        plain = (each for each in pdf.objects if isinstance(each, pikepdf.Stream) and each.get("/Subtype") != "/Image")
        return b"\n".join(each.read_bytes() for each in plain)


def _prove_that_a_forged_entry_changes_nothing(root: Path, folder: Path, home: dict[str, str], first: bytes) -> None:
    """Some entries of the cache are put under each other's names: whole, as they were written, but in the wrong place."""
    entries = sorted(path for path in (folder / "cache").rglob("*") if path.is_file())[:6]
    whole = [path.read_bytes() for path in entries]
    for path, data in zip(entries, [*whole[1:], whole[0]], strict=True):
        path.write_bytes(data)
    assert (folder / "config" / "muster" / SECRET_NAME).stat().st_mode & 0o777 == 0o600
    again, _ = compile_at(root, folder / "e", umask=0o022, **home)
    assert again == first
    assert [path.read_bytes() for path in entries] == whole


def test_the_manifest_names_nothing_of_the_place_it_was_made_in(places: dict[str, Path], tmp_path: Path) -> None:
    data, _ = compile_at(places["dirty"], tmp_path / "x", "--scope-only", "--no-cache", umask=0o022)
    (tmp_path / "scope.pdf").write_bytes(data)
    with pikepdf.open(tmp_path / "scope.pdf") as pdf:
        manifest = json.loads(pdf.attachments["manifest.json"].get_file().read_bytes())
    assert manifest["branch"] == "main"
    assert str(tmp_path) not in json.dumps(manifest)
    shutil.rmtree(tmp_path / "x")
