"""`muster check`: cold, with nothing changed, and with one file changed (design: numbers to reach)."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.child import TOP, cost_of
from tests.benchmarks.company import Company
from tests.benchmarks.table import Row

COUNTED = "records"
AS_OF = "2026-10-31"
CHANGED = "records/inspection/2025/insp-0001.yaml"


def measure(company: Company, work: Path, runs: int) -> list[Row]:
    """The rows of this measurement; floor and checks take turns, and the least of all runs counts.

    Args:
        company: What is checked.
        work: A folder for the cache.
        runs: How often.
    """
    found: dict[str, list[float]] = {}
    for _ in range(runs):
        for name, cpu in _round(company, work / "cache"):
            found.setdefault(name, []).append(cpu)
    least = {name: min(times) for name, times in found.items()}
    floor, cold = least["floor"], least["cold"]
    return [
        Row("floor: parsing + git log", floor),
        Row("check, cold", cold, floor, "floor", 2.5),
        Row("check, nothing changed", least["unchanged"], cold, "cold", 0.15),
        Row("check, one file changed", least["one changed"], cold, "cold", 0.2),
        Row("check --no-cache", least["no cache"], floor, "floor"),
    ]


def _round(company: Company, cache: Path) -> Iterator[tuple[str, float]]:
    env = {"XDG_CACHE_HOME": str(cache)}
    check = [sys.executable, "-m", "builder", "check", "--repo", company.root, "--as-of", AS_OF]

    def run(*options: str) -> float:
        return cost_of([*check, *options], env, may_exit=(0, 1)).cpu

    yield "floor", cost_of([sys.executable, TOP / "tests" / "benchmarks" / "floor.py", company.root]).cpu
    shutil.rmtree(cache, ignore_errors=True)
    yield "cold", run()
    yield "unchanged", run()
    file = company.root / CHANGED
    before = file.read_bytes()
    try:
        file.write_bytes(before + b"notes: Walked again after the rain.\n")
        yield "one changed", run()
    finally:
        file.write_bytes(before)
    yield "no cache", run("--no-cache")
