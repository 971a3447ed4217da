"""`muster pack`: cold, with nothing changed, with one document changed, and its memory (design: numbers to reach)."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path
from typing import NamedTuple

from tests.benchmarks.child import cost_of
from tests.benchmarks.pages import Paged
from tests.benchmarks.table import Row

COUNTED = "pages"


class _Round(NamedTuple):
    """Seconds of CPU of each piece of work, and MiB of the largest process of a pack."""

    cold: float
    unchanged: float
    changed: float
    floor: float
    section: float
    memory: float


def measure(paged: Paged, work: Path, runs: int) -> list[Row]:
    """The rows of this measurement; everything takes turns, and the least of all runs counts.

    Args:
        paged: The company; a document of it is changed in each run.
        work: A folder for packs.
        runs: How often.
    """
    rounds = [_measure_once(paged, work) for _ in range(runs)]
    least = _Round(*map(min, zip(*rounds, strict=True)))
    return [
        Row("floor: WeasyPrint alone", least.floor),
        Row("pack, cold", least.cold, least.floor, "floor", 1.15),
        Row("pack, unchanged", least.unchanged, least.cold, "cold", 0.05),
        Row("pack, one section changed", least.changed, least.section + 0.1 * least.cold, "section+10%", 1),
        Row("pack: memory", max(each.memory for each in rounds), bar=700, unit="MiB"),
    ]


def _measure_once(paged: Paged, work: Path) -> _Round:
    shutil.rmtree(paged.cache, ignore_errors=True)
    cold = paged.compile(work / "pack.pdf")
    first = (work / "pack.pdf").read_bytes()
    unchanged = paged.compile(work / "pack.pdf")
    assert (work / "pack.pdf").read_bytes() == first
    sections = _lay_out(paged, work / "sections")
    changed_section = paged.change_a_document()
    changed = paged.compile(work / "pack.pdf")
    return _Round(
        cold.cpu,
        unchanged.cpu,
        changed.cpu,
        sections[""],
        sections[changed_section],
        max(cold.memory, unchanged.memory, changed.memory),
    )


def _lay_out(paged: Paged, file: Path) -> dict[str, float]:
    """What each section costs WeasyPrint by its key, and under the empty key what the whole process costs."""
    program = (sys.executable, "-m", "tests.benchmarks.work_on_pages")
    env = {"XDG_CACHE_HOME": str(paged.cache), "XDG_CONFIG_HOME": str(paged.cache.with_name("config"))}
    cost_of([*program, "note", paged.root, file], env)
    cost = cost_of([*program, "lay-out", file], env)
    return {**json.loads(cost.said), "": cost.cpu}
