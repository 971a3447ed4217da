"""`muster demo`: a new sample in an old place is not taken for a rewritten history."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from builder.commands.demo import demo
from builder.commands.prepare import Choice, prepare
from builder.read.cache import DirectoryCache
from builder.read.git.kept.index_file import guard_file, index_file

DAY = date(2026, 10, 31)


def rewritings(repository: Path, cache: DirectoryCache) -> int:
    with prepare(Choice(repository, None, DAY, DAY), cache=cache) as prepared:
        assert prepared.snapshot.history is not None
        return len(prepared.snapshot.history.rewritings)


@pytest.mark.slow
def test_another_sample_in_the_same_folder_is_not_a_rewritten_history(tmp_path: Path) -> None:
    target, cache = tmp_path / "ridgeline", DirectoryCache(tmp_path / "cache")
    guard = guard_file(index_file(cache.directory, target / ".git"))
    demo(target, say=lambda _: None, cache=cache)
    assert rewritings(target, cache) == 0
    seen = guard.read_text()
    # As if an older sample had stood there: its last commit is nowhere any more.
    tip = (target / ".git" / "refs" / "heads" / "main").read_text().strip()
    guard.write_text(seen.replace(tip, "0123456789" * 4))
    assert rewritings(target, cache) == 1

    shutil.rmtree(target)
    demo(target, say=lambda _: None, cache=cache)
    assert rewritings(target, cache) == 0
