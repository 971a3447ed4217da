"""What the benchmarks measure on: companies counted in records, and histories counted in commits, each in sizes of its own."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from tests.benchmarks.commits import Commits, make_commits
from tests.benchmarks.company import Company, make_company
from tests.benchmarks.manuals import ManualCompany, make_manual_company
from tests.benchmarks.pages import Paged, make_paged


class Subject(NamedTuple):
    """A kind of thing that can be made in any size.

    Attributes:
        base: How many records or commits size ×1 has.
        make: Makes one in a folder that doesn't exist yet.
        count: How many it came to.
    """

    base: int
    make: Callable[[Path, int], Any]
    count: Callable[[Any], int]


def _make_settled_company(root: Path, records: int) -> Company:
    company = make_company(root, records)
    # Files younger than two seconds are hashed again by every check; a company's files are older.
    time.sleep(2.5)
    return company


def _count_records(company: Company) -> int:
    return company.records


def _count_manual_records(company: ManualCompany) -> int:
    return company.records


def _count_commits(commits: Commits) -> int:
    return commits.commits


def _count_pages(paged: Paged) -> int:
    return paged.pages


SUBJECTS = {
    "records": Subject(5000, _make_settled_company, _count_records),
    "commits": Subject(2000, make_commits, _count_commits),
    "manuals": Subject(1250, make_manual_company, _count_manual_records),
    "pages": Subject(60, make_paged, _count_pages),
}
"""By what they are counted in; a module in measured/ names one of them as `COUNTED`."""
