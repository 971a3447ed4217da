"""`make bench`: measures everything in measured/ at several sizes and prints a table. Not a test; a busy machine can't fail it."""

from __future__ import annotations

import argparse
import importlib
import pkgutil
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from tests.benchmarks.subject import SUBJECTS
from tests.benchmarks.table import Row, Sized, write_table

Measure = Callable[[Any, Path, int], list[Row]]


def list_measured(counted: str, only: Sequence[str] = ()) -> dict[str, Measure]:
    """Everything that is measured on one kind of subject, by the name of its file in measured/.

    Each file has a function `measure` and says with `COUNTED` in what the sizes of its subject are counted.
    """
    folder = Path(__file__).with_name("measured")
    names = sorted(info.name for info in pkgutil.iter_modules([str(folder)]))
    modules = {name: importlib.import_module(f"tests.benchmarks.measured.{name}") for name in names}
    return {
        name: module.measure
        for name, module in modules.items()
        if counted == module.COUNTED and (not only or name in only)
    }


def measure_sizes(counted: str, sizes: Sequence[int], runs: int, only: Sequence[str] = ()) -> list[Sized]:
    """The rows of each size; what is measured on is made in a temporary folder.

    Args:
        counted: records, commits, manuals or pages.
        sizes: Times the subject's base.
        runs: How often everything is measured; the least counts.
        only: Names of files in measured/; all when left out.
    """
    measured, subject = list_measured(counted, only), SUBJECTS[counted]
    found: list[Sized] = []
    for size in sizes if measured else ():
        with tempfile.TemporaryDirectory(prefix="muster-bench-") as folder:
            made = subject.make(Path(folder) / "subject", size * subject.base)
            rows = [row for measure in measured.values() for row in measure(made, Path(folder), runs)]
        found.append(Sized(subject.count(made), rows, counted))
        print(write_table(found[-1:]), file=sys.stderr, flush=True)
    return found


def main() -> None:
    """Read the arguments, measure, print."""
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--sizes", default="1,4", help="of companies, times 5,000 records: 1,4 or 1,4,16")
    parser.add_argument("--commits", default="1,10,50", help="of histories, times 2,000 commits")
    parser.add_argument("--pages", default="1,4", help="of packs, times 60 pages: 1,4 or 1,4,16")
    parser.add_argument(
        "--manuals", default="1,4", help="of manuals, times 1,250 records and 75 documents: 1,4 or 1,4,16"
    )
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--only", default="", help="names of files in measured/, by commas")
    chosen = parser.parse_args()
    only = [name for name in chosen.only.split(",") if name]
    tables = []
    for counted, sizes in (
        ("records", chosen.sizes),
        ("commits", chosen.commits),
        ("manuals", chosen.manuals),
        ("pages", chosen.pages),
    ):
        sized = measure_sizes(counted, [int(size) for size in sizes.split(",") if size], chosen.runs, only)
        tables += [write_table(sized)] if sized else []
    print("\n\n".join(tables))


if __name__ == "__main__":
    main()
