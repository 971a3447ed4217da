"""Reads the examples on a rule's page and lays them over the small valid company in tests/examples/minimal/."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from builder.checks.run import check
from builder.measure.snapshot import take_snapshot
from builder.model.finding import Fault, Finding
from builder.model.history import Change, Commit, FileHistory, History, Moment, SignatureVerdict
from builder.model.place import Place
from builder.model.snapshot import Snapshot, WorkTree
from builder.model.standard import Element, Need, Question, Standard
from builder.read.law_file import read_law
from builder.read.program import read_program
from builder.read.source import MemorySource, SourceEntry

MINIMAL = Path(__file__).parent.parent / "examples" / "minimal"
AS_OF = date(2026, 6, 30)
_COMMIT = "1" * 40

STANDARD = Standard(
    id="alberta-cor",
    edition="2023",
    title="A standard of five questions",
    issuer="The tests",
    sources=(),
    confidence="made up",
    elements=(
        Element(
            key="leadership",
            name="Leadership",
            questions=(
                Question(id="ML1", topic="A policy", methods=("D",), needs=(Need(document=("policy",)),)),
                Question(id="ML11", topic="Resources", methods=("I",)),
            ),
        ),
        Element(
            key="hazard-assessment",
            name="Hazard assessment",
            questions=(Question(id="HA5", topic="Dated", methods=("D",), needs=(Need(record="hazard-assessment"),)),),
        ),
        Element(
            key="inspections",
            name="Inspections",
            questions=(
                Question(id="IN1", topic="A program", methods=("D",), needs=(Need(document=()),)),
                Question(id="IN2", topic="Done", methods=("D",), needs=(Need(record="inspection"),)),
            ),
        ),
    ),
    partners={},
    pass_rules={},
    tracks={},
)


@dataclass
class Example:
    """The files of one section of a page, and what its sentences say about them."""

    files: dict[str, bytes] = field(default_factory=dict)
    absent: set[str] = field(default_factory=set)
    links: set[str] = field(default_factory=set)
    entered: dict[str, date] = field(default_factory=dict)
    signatures: dict[str, SignatureVerdict] = field(default_factory=dict)
    changed: set[str] = field(default_factory=set)
    faults: list[Fault] = field(default_factory=list)
    as_of: date = AS_OF
    is_examined: bool = True
    entered_on: date | None = None


def minimal_files() -> dict[str, bytes]:
    """The small valid company."""
    return {
        path.relative_to(MINIMAL).as_posix(): path.read_bytes() for path in sorted(MINIMAL.rglob("*")) if path.is_file()
    }


PARTS = ("Why", "Example: fails", "Example: passes", "What to do", "Source")
"""The headings of a rule's page; the examples have headings of their own."""


def sections(page: str) -> dict[str, str]:
    """The page's parts by heading; the part before the first heading under the empty name."""
    parts = re.split(rf"^## ({'|'.join(PARTS)})$", page, flags=re.MULTILINE)
    return {"": parts[0]} | dict(zip(parts[1::2], parts[2::2], strict=True))


_FENCE = re.compile(
    r'^(?P<said>(?:(?!```)[^\n]*\n)*?)```(?P<lang>\w+) title="(?P<path>[^"]+)"\n(?P<text>.*?)^```$',
    re.MULTILINE | re.DOTALL,
)


def read_example(text: str) -> Example:
    """The files of one section; a sentence before a file says how it differs from an ordinary one."""
    example = Example()
    for found in _FENCE.finditer(text):
        _file(example, found["said"], found["path"], found["text"])
    for pattern, handle in _SAID.items():
        for match in re.finditer(pattern, text):
            handle(example, match)
    return example


def _file(example: Example, said: str, path: str, text: str) -> None:
    encoding = "cp1252" if "saved as Windows-1252" in said else "utf-8"
    times = re.search(r"the last line ([\d,]+) times", said)
    if times:
        text += text.splitlines()[-1] * int(times[1].replace(",", "")) + "\n"
    if "bytes" in said and "é as one byte" in said:
        path = path.encode("cp1252").decode("utf-8", "surrogateescape")
    if "Not in the repository" in said:
        example.absent.add(path)
        return
    if "A link to" in said:
        example.links.add(path)
    entered = re.search(r"[Ee]ntered in git on (\d{4}-\d\d-\d\d)", said)
    if entered:
        example.entered[path] = date.fromisoformat(entered[1])
    signed = re.search(r"commit is signed: `([a-z-]+)`", said)
    if signed:
        example.signatures[path] = SignatureVerdict(signed[1])
    if "not yet committed" in said:
        example.changed.add(path)
    example.files[path] = text.encode(encoding)


def _as_of(example: Example, found: re.Match[str]) -> None:
    example.as_of = date.fromisoformat(found[1])


def _not_examined(example: Example, found: re.Match[str]) -> None:
    example.is_examined = False


def _replaced(example: Example, found: re.Match[str]) -> None:
    example.faults.append(Fault(Place(".git/refs/replace"), "replaced-objects", "Seen by the git reader."))


def _tip(example: Example, found: re.Match[str]) -> None:
    example.entered_on = date.fromisoformat(found[1])


def _more_people(example: Example, found: re.Match[str]) -> None:
    text = minimal_files()[f"records/people/{found['like']}.yaml"].decode()
    begun = found["day"] or "2026-04-01"
    for number in range(101, 101 + int(found["count"])):
        copied = text.replace(found["like"], f"P-{number}").replace("from: 2026-04-01", f"from: {begun}")
        example.files[f"records/people/P-{number}.yaml"] = copied.encode()


_SAID = {
    r"(?P<count>\d+) more people like (?P<like>P-\d+)(?:, employed from (?P<day>\d{4}-\d\d-\d\d))?": _more_people,
    r"[Cc]hecked as of (\d{4}-\d\d-\d\d)": _as_of,
    r"without its history": _not_examined,
    r"`refs/replace/[0-9a-f]+`": _replaced,
    r"commit that entered the branch on (\d{4}-\d\d-\d\d)": _tip,
}


class ExampleSource(MemorySource):
    """Files in memory, some of which are links."""

    def __init__(self, files: Mapping[str, bytes], links: Iterable[str]) -> None:
        super().__init__(dict(files))
        self._links = frozenset(links)

    def entries(self) -> Mapping[str, SourceEntry]:
        listed = super().entries()
        return {path: replace(entry, kind="link") if path in self._links else entry for path, entry in listed.items()}


def take_example(example: Example) -> Snapshot:
    """The small company with the example laid over it, as a snapshot."""
    files = {path: data for path, data in (minimal_files() | example.files).items() if path not in example.absent}
    program = read_program(ExampleSource(files, example.links))
    program = replace(program, faults=tuple(sorted((*program.faults, *example.faults))))
    return take_snapshot(
        program,
        STANDARD,
        as_of=example.as_of,
        history=_history(program.files, dict(_dates(program)), example) if example.is_examined else None,
        history_note="" if example.is_examined else "there is no git repository",
        work_tree=WorkTree(changed=tuple(sorted(example.changed))),
        law=read_law("alberta-ohs"),
    )


def _dates(program: object) -> Iterator[tuple[str, date]]:
    for stored in program.records:  # type: ignore[attr-defined]
        yield stored.path, stored.value.date


def _history(paths: Iterable[str], dates: Mapping[str, date], example: Example) -> History:
    files = {}
    for path in paths:
        day = example.entered.get(path) or dates.get(path) or date(2026, 4, 2)
        signature = example.signatures.get(path, SignatureVerdict.GOOD)
        change = Change(_COMMIT, day, "A", path, None, "", "Carl Dunn <carl@example.org>", day, "File it", signature)
        files[path] = FileHistory(path, (change,))
    moment = Moment(1_780_000_000, -360)
    tip = Commit(_COMMIT, (), "Carl Dunn", moment, "Carl Dunn", moment, "File it", SignatureVerdict.GOOD)
    return History(_COMMIT, 1, example.entered_on or example.as_of, tip, files)


def findings_of(example: Example) -> tuple[Finding, ...]:
    """All findings in an example."""
    return check(take_example(example))


def findings_with(files: Mapping[str, str], *, as_of: date = AS_OF) -> tuple[Finding, ...]:
    """All findings in the small company with some files laid over it."""
    return findings_of(Example({path: text.encode() for path, text in files.items()}, as_of=as_of))


def codes_with(files: Mapping[str, str], *, as_of: date = AS_OF) -> list[str]:
    """The codes found, in order of place."""
    return [finding.code for finding in findings_with(files, as_of=as_of)]
