"""Random histories as real repositories: records and other files that come, change, move, take other ids, go and come back, on branches that merge."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from hypothesis import strategies as st

from tests.histories.repository import GitRepository

PATHS = (
    "records/inspection/2026/insp-1.yaml",
    "records/inspection/2026/insp-2.yaml",
    "records/inspection/2025/insp-1.yaml",
    "records/people/P-001.yaml",
    "policies/a.md",
    "policies/b.md",
    "content/a.md",
    "content/b.md",
)
IDS = ("insp-1", "insp-2", "HS-01", "P-001", "")
WORDS = tuple(f"line {number} of a text that is long enough to be known again\n" for number in range(6))


@dataclass
class _Branch:
    tip: int
    files: dict[str, str]


@dataclass
class _Stream:
    """A stream for `git fast-import`, with the files of every commit."""

    text: list[str] = field(default_factory=list)
    marks: int = 0
    files: dict[int, dict[str, str]] = field(default_factory=dict)

    def commit(self, parents: list[int], files: dict[str, str], at: int, who: str) -> int:
        self.marks += 1
        self.text.append(f"commit refs/heads/main\nmark :{self.marks}\n")
        self.text.append(
            f"author {who} <{who}@x.example> {at - 60} -0700\ncommitter {who} <{who}@x.example> {at} -0700\n"
        )
        self.text.append(f"data <<END\nCommit {self.marks}\nEND\n")
        for index, parent in enumerate(parents):
            self.text.append(f"{'merge' if index else 'from'} :{parent}\n")
        self.text.append("deleteall\n")
        for path, data in files.items():
            self.text.append(f"M 100644 inline {path}\ndata {len(data)}\n{data}\n")
        self.files[self.marks] = dict(files)
        return self.marks


def _content(path: str, id: str, words: int) -> str:
    body = "".join(WORDS[(words + number) % 6] for number in range(4))
    head = f"id: {id}\n" if id else ""
    if path.endswith(".md"):
        return f"---\n{head}version: {words + 1}\n---\n{body}"
    return f"{head}date: 2026-01-0{words + 1}\nnotes: |\n" + "".join(f"  {line}\n" for line in body.splitlines())


@st.composite
def histories(draw: st.DrawFn) -> str:
    """The text of a stream for `git fast-import` whose branch main has up to 14 commits."""
    stream = _Stream()
    main = _Branch(0, {})
    sides: list[_Branch] = []
    at = 1_767_600_000
    for _ in range(draw(st.integers(1, 14))):
        at += draw(st.integers(-3_000, 90_000))
        who = draw(st.sampled_from(["marnie", "simran"]))
        action = draw(st.sampled_from(["main", "main", "main", "side", "branch", "merge"])) if main.tip else "main"
        if action == "branch":
            sides.append(_Branch(main.tip, dict(main.files)))
            action = "side"
        if action == "merge" and sides:
            side = sides.pop(draw(st.integers(0, len(sides) - 1)))
            if side.tip != main.tip:
                _change(draw, side.files, draw(st.integers(0, 1)))
                main = _Branch(stream.commit([main.tip, side.tip], side.files, at, who), dict(side.files))
            continue
        branch = sides[-1] if action == "side" and sides else main
        _change(draw, branch.files, draw(st.integers(0, 3)))
        branch.tip = stream.commit([branch.tip] if branch.tip else [], branch.files, at, who)
    stream.text.append(f"reset refs/heads/main\nfrom :{main.tip}\n")
    return "".join(stream.text)


def _change(draw: st.DrawFn, files: dict[str, str], times: int) -> None:
    for _ in range(times):
        path = draw(st.sampled_from(PATHS))
        action = draw(st.sampled_from(["write", "write", "write", "move", "swap", "delete"]))
        if action == "write":
            files[path] = _content(path, draw(st.sampled_from(IDS)), draw(st.integers(0, 5)))
        elif path in files:
            data = files.pop(path)
            other = draw(st.sampled_from(PATHS))
            if action == "swap" and other in files:
                files[path] = files[other]
            if action != "delete":
                files[other] = data


def make_history(stream: str, root: Path) -> list[str]:
    """Makes the repository; gives back the ids of the branch's line, oldest first."""
    made = GitRepository.make(root, "--bare")
    made.git("fast-import", "--quiet", "--force", stdin=stream.encode())
    return made.git("rev-list", "--first-parent", "--reverse", "main").decode().split()
