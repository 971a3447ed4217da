"""The anchor records of a program, each with its verdict: the stamp held against the commit as this repository has it."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import tzinfo

from builder.model.cache import Cache, NoCache
from builder.model.error import BuilderError
from builder.model.history import FileHistory, History, Moment
from builder.model.program import Program
from builder.model.record import Record
from builder.model.stamp import Stamp, StampVerdict
from builder.model.stored import Stored
from builder.read.code_digest import digest_code
from builder.read.git.moment import day_of, open_zone
from builder.read.git.store.commit_object import parse_commit
from builder.read.git.store.objects import read_objects
from builder.read.git.view import View
from builder.read.stamp.answer import LONGEST, Answer, NotAStampError, read_answer
from builder.read.stamp.statement import Statement, make_statement, parse_statement
from builder.read.stamp.token import Examined, Trusted, examine_stamp, utc_text
from builder.record_types.anchor import Anchor

_ID = re.compile(r"[0-9a-f]{40}")

STAMP_ENDING = ".tsr"
"""Of the attachment with the authority's answer."""


def with_stamps(
    history: History,
    program: Program,
    read: Callable[[str], bytes],
    view: View,
    *,
    time_zone: str,
    trusted: Trusted | None = None,
    cache: Cache | None = None,
) -> History:
    """The history with the stamps of the program's anchor records; as it was if there is none.

    Args:
        history: Of the commit.
        program: With its anchor records; their files may still be uncommitted.
        read: The bytes of a file of the program.
        view: Of the opened repository.
        time_zone: IANA name of the company's zone.
        trusted: The authorities that the reader trusts.
        cache: Keeps what commits held, by their ids; nothing is kept when left out, as for a pack.

    Raises:
        BuilderError: An object of a stamped commit is missing or damaged, or the time zone doesn't exist.
    """
    anchors = [stored for stored in program.records if isinstance(stored.value, Anchor)]
    if not anchors:
        return history
    line = view.require("rev-list", "--first-parent", "--reverse", history.commit, "--").decode("ascii").split()
    positions = {id: number for number, id in enumerate(line, start=1)}
    statements = StatementMaker(view, history.commit, cache or NoCache(), positions)
    examiner = _Examiner(trusted, cache or NoCache())
    checker = _Checker(history, program, read, positions, statements, open_zone(time_zone), examiner)
    stamps = tuple(checker.check(stored) for stored in sorted(anchors, key=lambda stored: stored.value.id))
    named = {change.commit for file in history.files.values() for change in file.changes}
    return replace(history, stamps=stamps, positions={id: positions[id] for id in line if id in named})


class StatementMaker:
    """Makes statements again, for commits that lead to one commit.

    Args:
        view: Of the opened repository.
        head: Full id of that commit.
        cache: Keeps statements by commit.
        line: Ids that are known to lead to it.
    """

    def __init__(self, view: View, head: str, cache: Cache, line: Collection[str] = ()) -> None:
        self._view = view
        self._head = head
        self._cache = cache
        self._line = line
        self._known: dict[str, str] = {}

    def leads_here(self, commit: str) -> bool:
        """Whether a full id is that of a commit in this history."""
        if commit in self._line:
            return True
        if not _ID.fullmatch(commit):
            return False
        try:
            self._read(commit)
        except BuilderError:
            return False
        # What leads to it but not to the head: nothing, if it is part of the history.
        return not self._view.require("rev-list", "--max-count=1", commit, f"^{self._head}", "--")

    def make(self, commit: str) -> Statement:
        """The statement of a commit in this history.

        Raises:
            BuilderError: An object is missing or damaged.
        """
        key = f"anchor statement {commit}"
        kept = parse_statement(self._cache.get(key) or b"")
        if kept is not None and kept.commit == commit:
            return kept
        made = make_statement(self._view, commit, self._known)
        self._cache.put(key, made.text)
        return made

    def claimed_time(self, commit: str) -> int:
        """The time at which the commit says it was committed, seconds since 1970 in UTC."""
        return parse_commit(self._read(commit)).committed.epoch

    def first_parents(self, commit: str) -> list[str]:
        """Ids from a commit back to the first one, along the first parent."""
        return self._view.require("rev-list", "--first-parent", commit, "--").decode("ascii").split()

    def _read(self, commit: str) -> bytes:
        [raw] = read_objects(self._view, [commit], "commit", lambda _: f"commit {commit[:10]}")
        return raw


@dataclass(frozen=True)
class _Examiner:
    """Examines stamps; what came out is kept where nobody is trusted, for then it depends on the bytes alone."""

    trusted: Trusted | None
    cache: Cache

    def examine(self, answer: Answer, statement: Statement) -> Examined:
        if self.trusted is not None or isinstance(self.cache, NoCache):
            return examine_stamp(answer, statement, self.trusted)
        content = hashlib.sha256(answer.token + statement.text).hexdigest()
        key = f"anchor verdict {digest_code()} {content}"
        kept = _recall(self.cache.get(key))
        if kept is None:
            kept = examine_stamp(answer, statement)
            self.cache.put(key, json.dumps([kept.problem, kept.authority, kept.fingerprint, kept.distrust]).encode())
        return kept


def _recall(kept: bytes | None) -> Examined | None:
    try:
        problem, authority, fingerprint, distrust = map(str, json.loads(kept or b""))
    except (ValueError, TypeError):
        return None
    return Examined(problem, authority, fingerprint, is_trusted=False, distrust=distrust)


@dataclass(frozen=True)
class _Checker:
    history: History
    program: Program
    read: Callable[[str], bytes]
    positions: Mapping[str, int]
    statements: StatementMaker
    zone: tzinfo
    examiner: _Examiner

    def check(self, stored: Stored[Record]) -> Stamp:
        """What may be said of one anchor record."""
        record = stored.value
        assert isinstance(record, Anchor), "only anchors are given to it"
        found = Stamp(record.id, record.commit or "", StampVerdict.MISSING, None, None, record.authority or "", "", "")
        paths = [stored.beside(each.path) for each in record.attachments if each.path.endswith(STAMP_ENDING)]
        path = next((path for path in paths if path in self.program.files), None)
        if path is None:
            return replace(found, detail="The authority's answer (.tsr) is not attached, so there is nothing to check.")
        if record.commit is None:
            return replace(found, detail="The record doesn't name the commit that was stamped.")
        try:
            if self.program.files[path].size > LONGEST:
                raise NotAStampError("The attached answer is too long to be one.")
            answer = read_answer(self.read(path))
        except NotAStampError as error:
            return replace(found, verdict=StampVerdict.BAD, detail=str(error))
        at = int(answer.at.timestamp())
        found = replace(found, at=at, day=day_of(Moment(at, 0), self.zone))
        return self._hold_against_commit(found, record, answer, path)

    def _hold_against_commit(self, found: Stamp, record: Anchor, answer: Answer, path: str) -> Stamp:
        if not self.statements.leads_here(found.commit):
            return replace(
                found,
                verdict=StampVerdict.WRONG_PROGRAM,
                detail=f"The commit {found.commit[:10]}, which was stamped, is not part of this history: it belongs to another "
                "repository or branch, or the history was rewritten since.",
            )
        statement = self.statements.make(found.commit)
        examined = self.examiner.examine(answer, statement)
        found = replace(found, authority=examined.authority or found.authority, fingerprint=examined.fingerprint)
        problem = examined.problem or _find_mismatch(record, answer, found, statement)
        if problem:
            return replace(found, verdict=StampVerdict.BAD, detail=problem)
        return replace(
            found,
            verdict=StampVerdict.TRUSTED if examined.is_trusted else StampVerdict.INTACT,
            detail=_describe(examined, answer),
            holds_up_to=self._reach(found.commit),
            arrived_with=_arrival(self.history.files.get(path), self.program.files[path].blob, self.positions),
            claimed=self.statements.claimed_time(found.commit),
        )

    def _reach(self, commit: str) -> int:
        """How many commits of the line a commit holds: for one that was merged later, those it branched off from."""
        if commit in self.positions:
            return self.positions[commit]
        return next((self.positions[id] for id in self.statements.first_parents(commit) if id in self.positions), 0)


def _find_mismatch(record: Anchor, answer: Answer, found: Stamp, statement: Statement) -> str:
    """Where the record says something else than its stamp; empty if nowhere."""
    said: Sequence[tuple[str, str | None, str]] = (
        ("was stamped at", record.stamped_at, utc_text(answer.at)),
        ("has the serial number", record.serial, str(answer.serial)),
        ("is of", record.date.isoformat(), found.day.isoformat() if found.day else ""),
        ("is over a statement with the sha256", record.statement, statement.digest().hex()),
    )
    for what, written, true in said:
        if written is not None and written != true:
            return f"The record says that the stamp {what} {written}; the stamp itself says {true}."
    return ""


def _describe(examined: Examined, answer: Answer) -> str:
    moment = f"{answer.at:%Y-%m-%d %H:%M:%S} UTC"
    if examined.is_trusted:
        return f"Stamped at {moment}, and unchanged since; an authority that you trust stands behind it."
    return f"Stamped at {moment}, and unchanged since; whose authority it is was not judged: {examined.distrust}."


def _arrival(file: FileHistory | None, blob: str, positions: Mapping[str, int]) -> int:
    """Where on the line the commit stands with which the file came as it is now; 0 if it isn't committed."""
    for change in file.changes if file else ():
        if change.blob == blob:
            return positions.get(change.commit, 0)
    return 0
