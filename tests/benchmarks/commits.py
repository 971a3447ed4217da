"""A long history for the benchmarks: documents revised again and again, records filed and mended, by two dozen people, partly in branches.

The same number of commits always gives the same commits. Nothing is checked out; the repository is bare.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import NamedTuple

TYPES = {"inspection": "insp", "flha": "flha", "toolbox-meeting": "tbm", "training": "trn", "incident": "inc"}
PEOPLE = 24
POLICIES = 60
"""Documents that the program starts with; a few join later."""

_OPENING = 1_262_300_400
"""Seconds since 1970 of the first commit: the last evening of 2009 in Alberta."""
_PAUSE = (600, 4800)
"""Seconds between two commits; a hundred thousand of them last eight years and a half."""
_BRANCHES = 0.09
"""Share of branches among single commits and branches, so that a fifth of all commits are not on the first-parent line."""
_KINDS = {"file": 18, "mend": 14, "revise": 58, "squash": 3, "revert": 3, "move": 2, "delete": 2}
_WORDS = ("guard", "lock", "crew", "lift", "sheet", "shift", "hand", "light", "valve", "hose", "signal", "walk", "stop")

Changes = dict[str, bytes | None]
"""Content by path; None where the file goes."""


class Commits(NamedTuple):
    """What was made.

    Attributes:
        root: The bare repository; its branch main ends with `tip`.
        commits: How many lead to the tip.
        tip: Full id.
        story: Tells what comes next.
    """

    root: Path
    commits: int
    tip: str
    story: Story


def make_commits(root: Path, commits: int) -> Commits:
    """A new bare repository with exactly so many commits."""
    root.mkdir(parents=True)
    _git(root, "init", "--quiet", "--bare", "--initial-branch=main")
    story = Story(commits)
    _import(root, story.begin(), story.go_on(commits - 1))
    return Commits(root, commits, _tip(root), story)


def add_commits(made: Commits, commits: int = 70) -> Commits:
    """The same repository, so many commits later: what comes in during a few weeks."""
    _import(made.root, made.story.go_on(commits))
    return Commits(made.root, made.commits + commits, _tip(made.root), made.story)


@dataclass
class Story:
    """What people commit, one commit after the other, as a stream for `git fast-import`.

    Args:
        seed: Chooses everything.
    """

    seed: int
    files: dict[str, bytes] = field(default_factory=dict)
    time: int = _OPENING
    _mark: int = 0
    _number: int = 0
    _records: list[str] = field(default_factory=list)
    _policies: list[str] = field(default_factory=list)
    _before: dict[str, bytes] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._random = Random(f"story {self.seed}")

    def begin(self) -> bytes:
        """The first commit: the company, its people and its documents."""
        changes: Changes = {"records/company.yaml": b"name: Benchmark Mechanical\ntime_zone: America/Edmonton\n"}
        for person in range(PEOPLE):
            changes[f"records/people/P-{person:03}.yaml"] = b"id: P-%03d\nname: Person %d\n" % (person, person)
        for _ in range(POLICIES):
            path = f"policies/document-{self._next_number():05}.md"
            self._policies.append(path)
            changes[path] = self._write_policy(path, 1)
        return self._commit("Adopt the program", changes)

    def go_on(self, commits: int) -> Iterator[bytes]:
        """So many commits more; the last one is on the branch main and the others lead to it."""
        while commits:
            if commits >= 8 and self._random.random() < _BRANCHES:
                branch = self._work_in_a_branch()
            else:
                branch = [self._commit(*self._choose(self._random.choices([*_KINDS], [*_KINDS.values()])[0], {}))]
            commits -= len(branch)
            yield from branch

    def _work_in_a_branch(self) -> list[bytes]:
        """Two to four commits beside the line, up to two on it meanwhile, and the merge."""
        fork = self._mark
        side: Changes = {}
        stream, head = [], fork
        for _ in range(self._random.randint(2, 4)):
            subject, changes = self._choose(self._random.choice(("file", "mend", "revise")), {})
            side.update(changes)
            stream.append(self._commit(subject, changes, parents=(head,), ref="refs/heads/topic"))
            head = self._mark
        line = fork
        for _ in range(self._random.randint(0, 2)):
            subject, changes = self._choose(self._random.choice(("file", "revise")), side)
            stream.append(self._commit(subject, changes, parents=(line,)))
            line = self._mark
        return [*stream, self._commit("Merge branch 'topic'", side, parents=(line, head))]

    def _choose(self, kind: str, taken: Mapping[str, object]) -> tuple[str, Changes]:
        """The subject and the changes of a commit that leaves the files in `taken` alone."""
        if kind == "squash":
            parts = [self._choose(each, taken) for each in ("file", "revise", "mend", "file")]
            return "Bring in the week (squashed)", {path: data for _, part in parts for path, data in part.items()}
        changes: Changes
        if kind == "file" or len(self._records) < 20:
            path, data = self._write_record()
            self._records.append(path)
            changes = {path: data}
        elif kind in ("revise", "revert"):
            path = self._pick(self._policies, taken)
            changes = {path: self._revise(path, is_revert=kind == "revert")}
        elif kind == "mend":
            path = self._pick(self._records, taken)
            changes = {path: self.files[path] + b"# Read again on day %d.\n" % self._random.randrange(10_000)}
        else:
            changes = self._take_away(self._pick(self._records, taken), moves=kind == "move")
        self.files.update({path: data for path, data in changes.items() if data is not None})
        return f"{kind.capitalize()} {next(iter(changes)).rpartition('/')[2]}", changes

    def _take_away(self, path: str, *, moves: bool) -> Changes:
        """A record that goes; or one that was filed under the wrong year and moves to the next."""
        data = self.files.pop(path)
        self._records.remove(path)
        if not moves:
            return {path: None}
        kind, year, name = path.split("/")[1:]
        new = f"records/{kind}/{int(year) + 1}/{name}"
        self._records.append(new)
        return {path: None, new: data}

    def _pick(self, paths: list[str], taken: Mapping[str, object]) -> str:
        while (path := self._random.choice(paths)) in taken:
            pass
        return path

    def _write_record(self) -> tuple[str, bytes]:
        kind = self._random.choice([*TYPES])
        id = f"{TYPES[kind]}-{self._next_number():06}"
        day = date(1970, 1, 1) + timedelta(days=self.time // 86400 - self._random.randrange(21))
        by = self._random.randrange(PEOPLE)
        text = (
            f"id: {id}\ndate: {day}\nsite: shop\nrecorded_by: P-{by:03}\n"
            f"signatures: [{{person: P-{by:03}, role: supervisor, date: {day}, method: electronic}}]\n"
            f"notes: {self._sentence()}\n"
        )
        return f"records/{kind}/{day.year}/{id}.yaml", text.encode()

    def _revise(self, path: str, *, is_revert: bool) -> bytes:
        """The next version of a document: one line differs; or the version before it."""
        now = self.files[path]
        if is_revert and path in self._before:
            return self._before[path]
        self._before[path] = now
        lines = now.decode().split("\n")
        version = next(index for index, line in enumerate(lines) if line.startswith("version: "))
        lines[version] = f"version: {int(lines[version][9:]) + 1}"
        lines[self._random.randrange(12, len(lines))] = self._sentence()
        return "\n".join(lines).encode()

    def _write_policy(self, path: str, version: int) -> bytes:
        number = int(path[-8:-3])
        head = (
            f"---\nid: HS-{number:05}\ntitle: Document {number}\nkind: procedure\nversion: {version}\nowner: P-001\n"
            "approved_by: P-002\napproved_on: 2010-01-04\neffective: 2010-01-04\nreview_every: P12M\nstatus: approved\n---\n"
        )
        data = (head + "\n".join(self._sentence() for _ in range(30)) + "\n").encode()
        self.files[path] = data
        return data

    def _sentence(self) -> str:
        return " ".join(self._random.choices(_WORDS, k=12)).capitalize() + "."

    def _next_number(self) -> int:
        self._number += 1
        return self._number

    def _commit(
        self, subject: str, changes: Changes, *, parents: tuple[int, ...] = (), ref: str = "refs/heads/main"
    ) -> bytes:
        """One commit; without `parents` it follows the last one."""
        parents = parents or ((self._mark,) if self._mark else ())
        self._mark += 1
        self.time += self._random.randint(*_PAUSE)
        who = self._random.randrange(PEOPLE)
        person = b"Person %d <person-%d@benchmark.example>" % (who, who)
        message = subject.encode()
        lines = [
            b"commit %s\nmark :%d\nauthor %s %d -0700\ncommitter %s %d -0700\ndata %d\n%s\n"
            % (ref.encode(), self._mark, person, self.time - 300, person, self.time, len(message), message)
        ]
        lines += [b"%s :%d\n" % (b"merge" if place else b"from", parent) for place, parent in enumerate(parents)]
        for path, data in changes.items():
            if data is None:
                lines.append(b"D %s\n" % path.encode())
            else:
                lines.append(b"M 100644 inline %s\ndata %d\n%s\n" % (path.encode(), len(data), data))
        return b"".join(lines)


def _import(root: Path, *streams: bytes | Iterator[bytes]) -> None:
    marks = root / "marks"
    options = ("--quiet", "--import-marks-if-exists=marks", "--export-marks=marks")
    command = ["git", "-C", str(root), "fast-import", *options]
    with subprocess.Popen(command, stdin=subprocess.PIPE) as process:
        assert process.stdin is not None
        for stream in streams:
            for chunk in (stream,) if isinstance(stream, bytes) else stream:
                process.stdin.write(chunk)
        process.stdin.close()
    if process.returncode or not marks.is_file():
        raise RuntimeError(f"git fast-import ended with {process.returncode}")


def _tip(root: Path) -> str:
    return _git(root, "rev-parse", "refs/heads/main").decode().strip()


def _git(root: Path, *arguments: str) -> bytes:
    return subprocess.run(["git", "-C", str(root), *arguments], check=True, stdout=subprocess.PIPE).stdout
