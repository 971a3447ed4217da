"""Reads the examples on a rule's page and lays them over the small valid company in tests/examples/minimal/."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path

from builder.checks.run import check
from builder.measure.snapshot import take_snapshot
from builder.model.finding import Fault, Finding
from builder.model.history import (
    Change,
    Commit,
    FileHistory,
    History,
    IdentityChange,
    KeyChange,
    Moment,
    Oddity,
    OddityKind,
    Rewriting,
    SignatureVerdict,
    Standing,
    Tag,
    YardstickChange,
)
from builder.model.place import Place
from builder.model.previous_pack import PreviousPack
from builder.model.program import Program
from builder.model.snapshot import Snapshot, WorkTree
from builder.model.standard import Element, Need, Question, Standard
from builder.read.git.past.content import kind_of, read_content
from builder.read.git.store.objects import hash_object
from builder.read.law_file import read_law
from builder.read.program import read_program
from builder.read.source import MemorySource, SourceEntry
from tests.checks.earlier_pack import SAID, earlier_pack
from tests.checks.stamped import SAID_OF_ORDER, SAID_OF_STAMP, add_stamps

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
    earlier: dict[str, list[tuple[date, bytes]]] = field(default_factory=dict)
    signatures: dict[str, SignatureVerdict] = field(default_factory=dict)
    tags: list[tuple[re.Match[str], str, bytes]] = field(default_factory=list)
    changed: set[str] = field(default_factory=set)
    added: set[str] = field(default_factory=set)
    faults: list[Fault] = field(default_factory=list)
    as_of: date = AS_OF
    is_examined: bool = True
    standing: Standing | None = None
    author: str = "Carl Dunn <carl@example.org>"
    entered_on: date | None = None
    previous: PreviousPack | None = None
    gone: dict[str, date] = field(default_factory=dict)
    oddities: list[OddityKind] = field(default_factory=list)
    old_ids: dict[str, tuple[str, date]] = field(default_factory=dict)
    key_changes: list[KeyChange] = field(default_factory=list)
    yardsticks: list[YardstickChange] = field(default_factory=list)
    rewritings: list[Rewriting] = field(default_factory=list)
    stamps: dict[str, str] = field(default_factory=dict)
    after_stamp: set[str] = field(default_factory=set)


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
    if "direction of writing before `gpj`" in said:
        path = path.replace("gpj", "\u202egpj")
    if "Not in the repository" in said:
        example.absent.add(path)
        return
    if "A link to" in said:
        example.links.add(path)
    if path in example.files and path in example.entered:
        # The same file again: what stood before it is an earlier revision, and both have a day.
        example.earlier.setdefault(path, []).append((example.entered[path], example.files[path]))
    entered = re.search(r"[Ee]ntered in git on (\d{4}-\d\d-\d\d)", said)
    if entered:
        example.entered[path] = date.fromisoformat(entered[1])
    gone = re.search(r"[Tt]aken away on (\d{4}-\d\d-\d\d)(?:, and filed again on (\d{4}-\d\d-\d\d))?", said)
    if gone:
        example.gone[path] = date.fromisoformat(gone[1])
        if gone[2]:
            example.entered[path] = date.fromisoformat(gone[2])
    renamed = re.search(r"[Ii]ts id was (\S+) until (\d{4}-\d\d-\d\d)", said)
    if renamed:
        example.old_ids[path] = (renamed[1], date.fromisoformat(renamed[2]))
    signed = re.search(r"commit is signed: `([a-z-]+)`", said)
    if signed:
        example.signatures[path] = SignatureVerdict(signed[1])
    tagged = re.search(r"The tag `(?P<name>[^`]+)` approves it, signed by (?P<by>P-\d+): `(?P<verdict>[a-z-]+)`", said)
    if tagged:
        example.tags.append((tagged, path, text.encode()))
    if stamped := re.search(SAID_OF_STAMP, said):
        example.stamps[path] = stamped[1]
    if SAID_OF_ORDER in said:
        example.after_stamp.add(path)
    if "never committed" in said:
        example.added.add(path)
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


def _author(example: Example, found: re.Match[str]) -> None:
    example.author = found[1]


def _off_the_branch(example: Example, found: re.Match[str]) -> None:
    example.standing = Standing(found[1], is_there=True, is_on_it=False)


def _odd(example: Example, found: re.Match[str]) -> None:
    example.oddities.append(OddityKind(found[1]))


def _keys_changed(example: Example, found: re.Match[str]) -> None:
    number = len(example.key_changes)
    removed = tuple(f"SHA256:key-{before}" for before in range(number)[-1:])
    change = KeyChange(
        f"{number:x}" * 40,
        date.fromisoformat(found["day"]),
        found["person"],
        (f"SHA256:key-{number}",),
        removed,
        SignatureVerdict(found["verdict"] or "unknown-key"),
        found["signer"],
        is_first=found["first"].startswith("The first"),
    )
    example.key_changes.append(change)


def _yardstick(example: Example, found: re.Match[str]) -> None:
    begun = YardstickChange(_COMMIT, date(2026, 4, 1), found["field"], "", found["old"], is_first=True)
    moved = YardstickChange(_COMMIT, date.fromisoformat(found["day"]), found["field"], found["old"], found["new"])
    example.yardsticks += [begun, moved]


def _more_records(example: Example, found: re.Match[str]) -> None:
    like = next(path for path in example.files if path.endswith(f"/{found['like']}.yaml"))
    text = example.files[like].decode()
    day = date.fromisoformat(re.findall(r"^date: (\S+)$", text, re.MULTILINE)[0])
    for number in range(101, 101 + int(found["count"])):
        id, other = f"{found['like'][:-4]}{number:04}", day + timedelta(days=2 * (number - 100))
        path = like.replace(found["like"], id)
        example.files[path] = text.replace(found["like"], id).replace(str(day), str(other)).encode()
        example.entered[path] = date.fromisoformat(found["day"])


def _more_people(example: Example, found: re.Match[str]) -> None:
    text = minimal_files()[f"records/people/{found['like']}.yaml"].decode()
    begun = found["day"] or "2026-04-01"
    for number in range(101, 101 + int(found["count"])):
        copied = text.replace(found["like"], f"P-{number}").replace("from: 2026-04-01", f"from: {begun}")
        example.files[f"records/people/P-{number}.yaml"] = copied.encode()


def _rewritten(example: Example, found: re.Match[str]) -> None:
    example.rewritings.append(Rewriting(found[1], "3" * 40, _COMMIT, int(found[2]), (found[3],)))


def _earlier(example: Example, found: re.Match[str]) -> None:
    example.previous = earlier_pack(found)


_SAID = {
    SAID: _earlier,
    r"(?P<count>\d+) more people like (?P<like>P-\d+)(?:, employed from (?P<day>\d{4}-\d\d-\d\d))?": _more_people,
    r"(?P<count>\d+) more records like (?P<like>\S+), two days apart, entered in git on (?P<day>\d{4}-\d\d-\d\d)": _more_records,
    r"(?P<first>The first keys of all, those of|The keys of) (?P<person>P-\d+),? (?:changed|came) on (?P<day>\d{4}-\d\d-\d\d)"
    r"(?:, signed by (?:(?P<signer>P-\d+)|nobody): `(?P<verdict>[a-z-]+)`)?": _keys_changed,
    r"company's `(?P<field>[a-z_]+)` became `(?P<new>[^`]*)` instead of `(?P<old>[^`]*)` on (?P<day>\d{4}-\d\d-\d\d)": _yardstick,
    r"A commit is odd: `([a-z-]+)`": _odd,
    r"branch `([a-z]+)` lost (\d+) commits, among them the first arrival of (\S+\.yaml)": _rewritten,
    r"author of a commit is written `([^`]*)`": _author,
    r"on a commit that is not on the branch `([a-z]+)`": _off_the_branch,
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
    is_gone = {path for path in example.gone if path not in example.entered}
    program = read_program(ExampleSource({path: files[path] for path in files if path not in is_gone}, example.links))
    program = replace(program, faults=tuple(sorted((*program.faults, *example.faults))))
    snapshot = take_snapshot(
        program,
        STANDARD,
        as_of=example.as_of,
        history=_stamped_history(files, program, example) if example.is_examined else None,
        history_note="" if example.is_examined else "there is no git repository",
        work_tree=WorkTree(changed=tuple(sorted(example.changed)), added=tuple(sorted(example.added))),
        law=read_law("alberta-ohs"),
    )
    return replace(snapshot, previous=example.previous)


def _dates(program: object) -> Iterator[tuple[str, date]]:
    for stored in program.records:  # type: ignore[attr-defined]
        yield stored.path, stored.value.date
    for stored in program.policies:  # type: ignore[attr-defined]
        # A document is entered when it is approved, not before.
        yield stored.path, max(date(2026, 4, 2), stored.value.approved_on or date.min)


def _stamped_history(contents: Mapping[str, bytes], program: Program, example: Example) -> History:
    history = _history(contents, dict(_dates(program)), example)
    return add_stamps(history, program, example.stamps, example.after_stamp)


def _history(contents: Mapping[str, bytes], dates: Mapping[str, date], example: Example) -> History:
    files: dict[str, FileHistory] = {}
    gone: dict[str, FileHistory] = {}
    for path, data in contents.items():
        day = example.entered.get(path) or dates.get(path) or date(2026, 4, 2)
        if path in example.gone:
            (files if path in example.entered else gone)[path] = _absent_for_a_while(path, data, example)
            continue
        revisions = [*example.earlier.get(path, ()), (day, data)]
        signature = example.signatures.get(path, SignatureVerdict.GOOD)
        files[path] = FileHistory(
            path,
            tuple(
                _change(path, data, day, "M" if index else "A", signature)
                for index, (day, data) in enumerate(revisions)
            ),
        )
    moment = Moment(1_780_000_000, -360)
    tip = Commit(_COMMIT, (), example.author, moment, example.author, moment, "File it", SignatureVerdict.GOOD)
    return History(
        _COMMIT,
        1,
        example.entered_on or example.as_of,
        tip,
        files,
        gone=gone,
        tags=tuple(_tag(*tagged) for tagged in example.tags),
        by_id={_COMMIT: tip},
        oddities=tuple(Oddity(kind, _COMMIT, date(2026, 4, 2), 1, "Its times are odd.") for kind in example.oddities),
        identity_changes=tuple(
            IdentityChange(_COMMIT, day, path, path, old, path.rpartition("/")[2].removesuffix(".yaml"))
            for path, (old, day) in example.old_ids.items()
        ),
        standing=example.standing,
        key_changes=tuple(example.key_changes),
        yardstick_changes=tuple(example.yardsticks),
        rewritings=tuple(example.rewritings),
    )


def _absent_for_a_while(path: str, data: bytes, example: Example) -> FileHistory:
    """A record that was there for two weeks, was taken away, and may have come back."""
    went, signature = example.gone[path], SignatureVerdict.GOOD
    first = _change(path, data, went - timedelta(days=14), "A", signature)
    changes = (first, replace(first, kind="D", arrived=went, blob="", content=None))
    if path in example.entered:
        changes = (*changes, _change(path, data, example.entered[path], "A", signature))
    return FileHistory(path, changes)


def _change(path: str, data: bytes, day: date, kind: str, signature: SignatureVerdict) -> Change:
    return Change(
        commit=_COMMIT,
        arrived=day,
        kind=kind,
        path=path,
        old_path=None,
        blob=hash_object("blob", data),
        author="Carl Dunn <carl@example.org>",
        authored=day,
        subject="File it",
        signature=signature,
        content=read_content(data, kind_of(path)),
    )


def _tag(found: re.Match[str], path: str, data: bytes) -> Tag:
    approves = ((path, hash_object("blob", data)),)
    verdict = SignatureVerdict(found["verdict"])
    return Tag(
        found["name"], "2" * 40, _COMMIT, "Ann Beck", date(2026, 4, 2), "Approve", approves, verdict, found["by"]
    )


def findings_of(example: Example) -> tuple[Finding, ...]:
    """All findings in an example."""
    return check(take_example(example))


def findings_with(files: Mapping[str, str], *, as_of: date = AS_OF) -> tuple[Finding, ...]:
    """All findings in the small company with some files laid over it."""
    return findings_of(Example({path: text.encode() for path, text in files.items()}, as_of=as_of))


def codes_with(files: Mapping[str, str], *, as_of: date = AS_OF) -> list[str]:
    """The codes found, in order of place."""
    return [finding.code for finding in findings_with(files, as_of=as_of)]
