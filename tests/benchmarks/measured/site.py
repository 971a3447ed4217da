"""`muster site`: both editions held against MkDocs on the same pages, the rebuild of one record while serving, and memory."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.child import cost_of
from tests.benchmarks.manuals import ManualCompany
from tests.benchmarks.table import Row

COUNTED = "manuals"
AS_OF = "2026-10-31"
MEMORY = 250
"""MiB that a build may take."""

_WORK = [sys.executable, "-m", "tests.benchmarks.work_on_site"]


def measure(company: ManualCompany, work: Path, runs: int) -> list[Row]:
    """The rows of this measurement; MkDocs and ours take turns, and the least of all runs counts.

    Args:
        company: Whose manual is built.
        work: A folder for the sites and the cache.
        runs: How often.
    """
    found: dict[str, list[float]] = {}
    for edition in ("worker", "office"):
        cost_of([*_WORK, "write", company.root, edition, work / edition], _environment(work))
    for _ in range(runs):
        for name, number in _round(company, work):
            found.setdefault(name, []).append(number)
    least = {name: min(numbers) for name, numbers in found.items()}
    shutil.rmtree(work / "cache", ignore_errors=True)
    rows = []
    for edition in ("worker", "office"):
        rows += [
            Row(f"floor: mkdocs, {edition}", least[f"floor {edition}"]),
            Row(f"site, {edition}", least[edition], least[f"floor {edition}"], "floor", 1.25),
        ]
    return [
        *rows,
        Row("one record while serving", least["rebuild"], least["full"], "full build", 0.35),
        Row("memory, worker", least["memory worker"], bar=MEMORY, unit="MiB"),
        Row("memory, office", least["memory office"], bar=MEMORY, unit="MiB"),
    ]


def _environment(work: Path) -> dict[str, str]:
    return {"XDG_CACHE_HOME": str(work / "cache"), "NO_MKDOCS_2_WARNING": "1"}


def _round(company: ManualCompany, work: Path) -> Iterator[tuple[str, float]]:
    env = _environment(work)
    site = [sys.executable, "-m", "builder", "site", "--no-pdf", "--repo", company.root, "--as-of", AS_OF]
    for edition in ("worker", "office"):
        yield f"floor {edition}", cost_of([*_WORK, "build", work / edition / "mkdocs.yml"], env).cpu
        # What was read of the history is kept, as on a machine where the site was built yesterday.
        cost = cost_of([*site, "--edition", edition, "--out", work / "out" / edition], env)
        yield edition, cost.cpu
        yield f"memory {edition}", cost.memory
    shutil.rmtree(work / "preview", ignore_errors=True)
    found = json.loads(cost_of([*_WORK, "edit", company.root, work / "preview"], env).said)
    yield "full", found["full"]
    yield "rebuild", found["rebuild"]
