"""A company with a manual of any size: the benchmark's company, with as many controlled documents as a firm of that size would have."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from tests.benchmarks.company import Files, multiply, plant, read_sample

RECORDS_PER_DOCUMENT = 5000 / 300
"""A large contractor: 300 documents and 5,000 records a year."""

_ID = re.compile(rb"^id: ([A-Z]{2,5})-(\d{2,4})$", re.MULTILINE)
_TITLE = re.compile(rb"^title: (.+)$", re.MULTILINE)
# What a copy may not say again: it would promise every record a second time.
_ONCE = re.compile(rb"^(obligations|answers|supersedes|signed_copy|translates):.*\n(?:[ -].*\n)*", re.MULTILINE)


class ManualCompany(NamedTuple):
    """What was made: the folder, how many event records and how many documents it holds."""

    root: Path
    records: int
    documents: int


def make_manual_company(root: Path, records: int) -> ManualCompany:
    """A company with about so many records and the documents that belong to them, in a new git repository."""
    files = multiply(read_sample(), records)
    wanted = round(records / RECORDS_PER_DOCUMENT)
    files |= _copies(files, wanted)
    plant(root, files)
    return ManualCompany(root, records, sum(path.startswith("policies/") and path.endswith(".md") for path in files))


def _copies(files: Mapping[str, bytes], wanted: int) -> Files:
    """Copies of the sample's documents under ids of their own, until there are so many."""
    originals = [path for path in sorted(files) if path.startswith("policies/") and re.fullmatch(r"[^.]+\.md", path)]
    found: Files = {}
    branch = 0
    while len(originals) + len(found) < wanted:
        branch += 1
        for path in originals[: wanted - len(originals) - len(found)]:
            found[f"{path.removesuffix('.md')}-{branch:02d}.md"] = _copy(files[path], branch)
    return found


def _copy(text: bytes, branch: int) -> bytes:
    def number(found: re.Match[bytes]) -> bytes:
        return b"id: %s-%d" % (found[1], int(found[2]) + 100 * branch)

    def title(found: re.Match[bytes]) -> bytes:
        return b'title: "%s, district %d"' % (found[1].strip(b"\"'"), branch)

    return _TITLE.sub(title, _ID.sub(number, _ONCE.sub(b"", text), count=1), count=1)
