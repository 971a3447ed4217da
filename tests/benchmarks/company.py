"""A company of any size for the benchmarks: the sample company again and again, each time as a branch with its own people, sites and ids.

The same number of records always gives the same files and the same commits.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

SAMPLE = Path(__file__).parents[2]
FOLDERS = ("content", "policies", "records")
BATCH = 4
"""Files that go in with one commit; a coordinator files a handful of sheets at once."""

_RECORD = re.compile(r"records/[^/]+/(\d{4})/([a-z]{2,4}-\d{4})\.yaml")
_DATE = re.compile(rb"^date: (\d{4}-\d\d-\d\d)", re.MULTILINE)
_WHO = b"Benchmark <benchmark@ridgeline.example>"
# What is cut first where only a part of a branch is wanted: types on which nothing else hangs.
_FILLING = ("inspection", "flha", "toolbox-meeting", "acknowledgement", "training", "orientation")

Files = dict[str, bytes]


class Company(NamedTuple):
    """What was made: the folder, its event records, and all its text files."""

    root: Path
    records: int
    files: int


def make_company(root: Path, records: int) -> Company:
    """A company with about so many event records in a new git repository, committed and checked out."""
    files = multiply(read_sample(), records)
    plant(root, files)
    return Company(root, sum(1 for path in files if _RECORD_ANY.fullmatch(path)), len(files))


def plant(root: Path, files: Mapping[str, bytes]) -> None:
    """The files in a new git repository, committed by their days and checked out."""
    root.mkdir(parents=True)
    _git(root, "init", "--quiet", "--initial-branch=main")
    subprocess.run(
        ["git", "-C", str(root), "fast-import", "--quiet"], input=b"".join(_write_commits(files)), check=True
    )
    _git(root, "reset", "--quiet", "--hard", "main")


_RECORD_ANY = re.compile(r"records/[^/]+/\d{4}/[a-z]{2,4}-\d{4,6}\.yaml")


def read_sample() -> Files:
    """The files of the sample company by path."""
    found = {
        path.relative_to(SAMPLE).as_posix(): path.read_bytes()
        for folder in FOLDERS
        for path in sorted((SAMPLE / folder).rglob("*"))
        if path.is_file()
    }
    found["mkdocs.yml"] = (SAMPLE / "mkdocs.yml").read_bytes()
    # Its history is not "the sample in Muster's own repository"; it is examined.
    found["records/company.yaml"] = found["records/company.yaml"].replace(
        b"demonstration: true", b"demonstration: false"
    )
    return found


def multiply(sample: Mapping[str, bytes], records: int) -> Files:
    """The sample, or a part of it, and as many branches of it as make `records` event records."""
    ids = [path for path in sample if _RECORD.fullmatch(path)]
    first = _choose(ids, records)
    files = {path: data for path, data in sample.items() if path in first or not _RECORD.fullmatch(path)}
    branch, have = 0, len(first)
    while have < records:
        branch += 1
        wanted = _choose(ids, records - have)
        have += len(wanted)
        rename = _Renaming(sample, branch)
        for path, data in sample.items():
            if _RECORD.fullmatch(path):
                if path in wanted:
                    files[rename.path(path)] = rename.data(data)
            elif path.count("/") == 2 and path.startswith(
                ("records/people/", "records/sites/", "records/assets/", "records/contractors/")
            ):
                files[rename.path(path)] = rename.data(data)
            elif path.startswith("records/") and path.count("/") > 2:
                files[rename.path(path)] = data
    return files


def _choose(paths: list[str], room: int) -> frozenset[str]:
    if room >= len(paths):
        return frozenset(paths)
    order = {kind: index for index, kind in enumerate(_FILLING)}
    ranked = sorted(paths, key=lambda path: (order.get(path.split("/")[1], len(order)), path))
    return frozenset(ranked[:room])


class _Renaming:
    """Gives everything that has an id another one, the same in every file of a branch."""

    def __init__(self, sample: Mapping[str, bytes], branch: int) -> None:
        self._branch = branch
        sites = [path.split("/")[2].removesuffix(".yaml") for path in sample if path.startswith("records/sites/")]
        crews = [
            found.decode()
            for path in sample
            if path.startswith("records/sites/")
            for found in re.findall(rb"^ {2}- id: ([a-z-]+)", sample[path], re.MULTILINE)
        ]
        names = "|".join(sorted((*sites, *crews), key=len, reverse=True)).encode()
        self._name = re.compile(
            rb"\b([a-z]{2,4})-(\d{4})\b"  # a record
            rb"|\b([PA])-(\d{3})\b|\b(C)-(\d{2})\b"
            rb"|(?<=site: )(" + names + rb")\b|(?<=crew: )(" + names + rb")\b|^(id: |  - id: )(" + names + rb")$"
            rb"|(@)(?=ridgeline)",
            re.MULTILINE,
        )

    def data(self, data: bytes) -> bytes:
        """A file with the branch's ids."""
        return self._name.sub(self._rename, data)

    def path(self, path: str) -> str:
        """A path with the branch's ids."""
        folder, _, name = path.rpartition("/")
        stem, _, end = name.rpartition(".")
        renamed = self.data(b"id: " + stem.encode()).removeprefix(b"id: ").decode()
        return f"{folder}/{renamed}.{end}"

    def _rename(self, found: re.Match[bytes]) -> bytes:
        branch = b"%02d" % self._branch
        groups = found.groups()
        for index in (0, 2, 4):
            if groups[index]:
                return groups[index] + b"-" + branch + groups[index + 1]
        if groups[8]:
            return groups[8] + groups[9] + b"-b" + branch
        if groups[10]:
            return b"@b%s." % branch
        return found[0] + b"-b" + branch


def _write_commits(files: Mapping[str, bytes]) -> Iterator[bytes]:
    """A stream for `git fast-import`: the program first, then the records in the order of their days, some of them mended later."""
    dated = sorted((_day_of(data), path) for path, data in files.items() if _RECORD_ANY.fullmatch(path))
    first = [path for path in files if not _RECORD_ANY.fullmatch(path)]
    opening = dated[0][0] - timedelta(days=1)
    yield from _commit(opening, "Adopt the program", {path: files[path] for path in first})
    for number, start in enumerate(range(0, len(dated), BATCH)):
        batch = dated[start : start + BATCH]
        changed = {path: files[path] for _, path in batch}
        if number % 10 == 0:
            changed[batch[0][1]] += b"# A line that is taken out again.\n"
        elif number % 10 == 5:
            path = dated[start - 5 * BATCH][1]
            changed[path] = files[path]
        yield from _commit(batch[-1][0] + timedelta(days=2), f"File {len(batch)} records", changed)
    ends = {dated[start][1]: files[dated[start][1]] for start in range(0, len(dated), BATCH * 10)}
    yield from _commit(dated[-1][0] + timedelta(days=3), "Mend what is left", ends)


def _commit(day: date, subject: str, files: Mapping[str, bytes]) -> Iterator[bytes]:
    seconds = (day - date(1970, 1, 1)).days * 86400 + 61200
    message = subject.encode()
    yield b"commit refs/heads/main\ncommitter %s %d +0000\ndata %d\n%s\n" % (_WHO, seconds, len(message), message)
    for path, data in files.items():
        yield b"M 100644 inline %s\ndata %d\n%s\n" % (path.encode(), len(data), data)


def _day_of(data: bytes) -> date:
    found = _DATE.search(data)
    return date.fromisoformat(found[1].decode()) if found else date(2025, 8, 1)


def _git(root: Path, *arguments: str) -> None:
    subprocess.run(["git", "-C", str(root), *arguments], check=True, stdout=subprocess.DEVNULL)
