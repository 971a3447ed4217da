"""`make bench`: measures everything in measured/ at several sizes and prints a table. Not a test; a busy machine can't fail it."""

from __future__ import annotations

import argparse
import importlib
import pkgutil
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from tests.benchmarks.company import Company, make_company
from tests.benchmarks.table import Row, Sized, write_table

RECORDS = 5000
"""Event records at size ×1."""

Measure = Callable[[Company, Path, int], list[Row]]


def list_measured(only: Sequence[str] = ()) -> dict[str, Measure]:
    """Everything that can be measured, by the name of its file in measured/: each has a function `measure`."""
    folder = Path(__file__).with_name("measured")
    names = sorted(info.name for info in pkgutil.iter_modules([str(folder)]))
    return {
        name: importlib.import_module(f"tests.benchmarks.measured.{name}").measure
        for name in names
        if not only or name in only
    }


def measure_sizes(sizes: Sequence[int], runs: int, only: Sequence[str] = (), records: int = RECORDS) -> list[Sized]:
    """The rows of each size; the companies are made in a temporary folder."""
    found = []
    for size in sizes:
        with tempfile.TemporaryDirectory(prefix="muster-bench-") as folder:
            company = make_company(Path(folder) / "company", size * records)
            # Files younger than two seconds are hashed again by every check; a company's files are older.
            time.sleep(2.5)
            rows = [row for each in list_measured(only).values() for row in each(company, Path(folder), runs)]
        found.append(Sized(company.records, rows))
        print(write_table(found[-1:]), file=sys.stderr, flush=True)
    return found


def main() -> None:
    """Read the arguments, measure, print."""
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--sizes", default="1,4", help="times 5,000 records: 1,4 or 1,4,16")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--only", default="", help="names of files in measured/, by commas")
    chosen = parser.parse_args()
    only = [name for name in chosen.only.split(",") if name]
    sized = measure_sizes([int(size) for size in chosen.sizes.split(",")], chosen.runs, only)
    print(write_table(sized))


if __name__ == "__main__":
    main()
