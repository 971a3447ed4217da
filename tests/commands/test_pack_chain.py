"""Two packs of one program, the second following the first: written twice, read back, verified against the repository."""

from __future__ import annotations

import hashlib
import io
from dataclasses import replace
from datetime import date
from functools import cache as kept
from pathlib import Path

import pytest
from pypdf import PdfReader

from builder.commands.choice import Choice
from builder.commands.pack import pack
from builder.commands.prepare import prepare
from builder.commands.verify import verify
from builder.measure.snapshot import take_snapshot
from builder.read.cache import DirectoryCache
from builder.seal.pack_file import read_pack
from tests.checks.example import STANDARD
from tests.histories.repository import GitRepository
from tests.render.pdf.sections.company import small_company

RECORD = "records/inspection/2026/insp-0004.yaml"


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> GitRepository:
    repository = GitRepository.make(tmp_path_factory.mktemp("chain") / "program")
    repository.commit(small_company(), at="2026-03-12 12:00:00 -0600")
    return repository


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> DirectoryCache:
    return DirectoryCache(tmp_path_factory.mktemp("cache"))


def write_pack(
    program: GitRepository, name: str, day: date, cache: DirectoryCache, previous: Path | None = None
) -> tuple[Path, list[str]]:
    """The pack of HEAD as of a day, beside the program, and what was said."""
    out, said = program.root.parent / name, list[str]()
    with prepare(Choice(program.root, None, day, day, by_commit=True)) as prepared:
        # A standard of five questions; the one of Alberta makes the pack six times as long.
        snapshot = take_snapshot(prepared.snapshot.program, STANDARD, as_of=day, history=prepared.snapshot.history)
        prepared = replace(prepared, snapshot=snapshot)
        assert pack(prepared, out=out, say=said.append, cache=cache, previous=previous) == 0
    return out, said


@pytest.fixture(scope="module")
def chain(program: GitRepository, cache: DirectoryCache) -> tuple[Path, Path, list[str]]:
    """The pack of March, and the one of April that follows it after a record was given another day."""
    first, _ = write_pack(program, "march.pdf", date(2026, 3, 31), cache)
    text = str(small_company()[RECORD]).replace("date: 2026-02-06", "date: 2026-02-04")
    program.commit({RECORD: text}, at="2026-04-20 12:00:00 -0600")
    second, said = write_pack(program, "april.pdf", date(2026, 4, 30), cache, previous=first)
    return first, second, said


@kept
def text_of(pdf: Path) -> str:
    return " ".join(" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(pdf.read_bytes())).pages)


def test_the_second_pack_prints_what_changed_since_the_first(chain: tuple[Path, Path, list[str]]) -> None:
    first, second, said = chain
    text = text_of(second)

    assert "This history is the earlier one with 1 more commit behind it." in text
    assert "Its own day was 2026-02-06, and is 2026-02-04 now." in text
    assert "HIS032" in text
    digest = hashlib.sha256(first.read_bytes()).hexdigest()
    assert any(line.startswith("It follows pack 2026-03-31-") and digest in line for line in said)


def test_a_pack_that_follows_none_says_so(chain: tuple[Path, Path, list[str]]) -> None:
    first, second, _ = chain

    assert "No earlier pack was given to hold this history against." in text_of(first)
    assert "No earlier pack was given" not in text_of(second)
    assert read_pack(first.read_bytes()).manifest.previous is None


def test_the_manifest_names_the_pack_it_follows(chain: tuple[Path, Path, list[str]]) -> None:
    first, second, _ = chain
    earlier = read_pack(first.read_bytes()).manifest
    previous = read_pack(second.read_bytes()).manifest.previous

    assert previous is not None
    assert (previous.pack_id, previous.commit, previous.commits) == (earlier.pack_id, earlier.commit, 1)
    assert previous.sha256 == hashlib.sha256(first.read_bytes()).hexdigest()


def test_the_same_commit_and_the_same_earlier_pack_give_the_same_bytes(
    chain: tuple[Path, Path, list[str]], program: GitRepository, cache: DirectoryCache
) -> None:
    first, second, _ = chain
    # Under the same name: the files beside a pack are named after it, and the pack names them.
    again, _ = write_pack(program, "again/april.pdf", date(2026, 4, 30), cache, previous=first)

    assert again.read_bytes() == second.read_bytes()


def test_verify_prints_the_chain_and_proves_it_with_the_repository(
    chain: tuple[Path, Path, list[str]], program: GitRepository
) -> None:
    _, second, _ = chain
    said: list[str] = []
    verify(second, say=said.append)
    verify(second, say=said.append, repo=program.root)
    alone, proved = ([line for line in each.splitlines() if " previous " in line] for each in said)

    assert alone[0].lstrip().startswith("–")
    assert "It follows pack 2026-03-31-" in alone[0]
    assert "✓ pass" in proved[0]
