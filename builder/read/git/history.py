"""The history of every file at a commit, in two streams over all commits and never a call per file.

The date that counts is the day a change *arrived* on the branch: the committer date of the first-parent commit with which it
came. For a merge, who changed the file and when they claim to have done it comes from the merged side.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, tzinfo

from builder.model.history import Change, FileHistory, History, SignatureVerdict
from builder.model.register import Person
from builder.read.git.change_log import RawChange, read_change_log
from builder.read.git.commit_object import ParsedCommit, make_commit, parse_commit
from builder.read.git.moment import day_of, open_zone
from builder.read.git.objects import read_objects
from builder.read.git.signature import (
    Checked,
    Keyring,
    check_signature,
    judge_signature,
    make_keyring,
)
from builder.read.git.view import Repository

_RECORD = re.compile(r"records/[^/]+/\d{4}/([^/]+\.yaml)")


@dataclass(frozen=True, slots=True)
class _Story:
    """What the two streams gave.

    Attributes:
        commits: By id; without message bodies and signatures, which are only held while they are read.
        checked: The signature of every commit.
        changes: By commit id.
    """

    commits: Mapping[str, ParsedCommit]
    checked: Mapping[str, Checked]
    changes: Mapping[str, Sequence[RawChange]]


def read_history(repository: Repository, commit: str, *, time_zone: str, people: Iterable[Person] = ()) -> History:
    """The history of every file at `commit`.

    Args:
        repository: Opened.
        commit: A full id, from `Repository.resolve`.
        time_zone: IANA name; all days are days there.
        people: Whose keys count. They must not come from the commit being judged alone: a change of a key is itself something
            to be signed with the key before it.

    Raises:
        BuilderError: An object is missing or damaged, or the time zone doesn't exist.
    """
    zone = open_zone(time_zone)
    keyring = make_keyring(people)
    story = _read_story(repository, commit, keyring)
    line = _first_parent_line(story.commits, commit)
    files = _follow_files(story, line, keyring, zone)
    tip = story.commits[commit]
    entered_on = day_of(tip.committed, zone)
    verdict, signer = judge_signature(story.checked[commit], tip, keyring, (entered_on,))
    return History(
        commit=commit,
        commits=len(story.commits),
        entered_on=entered_on,
        tip=make_commit(commit, tip, verdict, signer),
        files=files,
    )


def _read_story(repository: Repository, commit: str, keyring: Keyring) -> _Story:
    changes = read_change_log(repository.view, commit)
    ids = list(changes)
    commits: dict[str, ParsedCommit] = {}
    checked: dict[str, Checked] = {}
    objects = read_objects(repository.view, ids, "commit", lambda index: f"commit {ids[index][:10]}")
    for id, raw in zip(ids, objects, strict=True):
        parsed = parse_commit(raw)
        checked[id] = check_signature(parsed, keyring)
        commits[id] = parsed if parsed.signature is None else parsed.without_payload()
    return _Story(commits, checked, changes)


def _first_parent_line(commits: Mapping[str, ParsedCommit], commit: str) -> list[str]:
    """Ids from the first commit to `commit`, always along the first parent."""
    line = [commit]
    while parents := commits[line[-1]].parents:
        line.append(parents[0])
    line.reverse()
    return line


def _follow_files(story: _Story, line: Sequence[str], keyring: Keyring, zone: tzinfo) -> dict[str, FileHistory]:
    """The changes of every file that is there at the end of the line, by path."""
    writer = _ChangeWriter(story, keyring, zone)
    alive: dict[str, list[Change]] = {}
    gone: dict[str, list[Change]] = {}
    seen: set[str] = set()
    for id in line:
        merged = _merged_commits(story.commits, id, seen)
        _apply(writer.write(id, merged), alive, gone)
    return {path: FileHistory(path, tuple(changes)) for path, changes in sorted(alive.items())}


def _merged_commits(commits: Mapping[str, ParsedCommit], id: str, seen: set[str]) -> list[str]:
    """Ids of the commits that arrive with a first-parent commit beside it, parents before children.

    Args:
        commits: All of the story.
        id: Of the first-parent commit.
        seen: Everything that arrived before; the new ones are added, so that all calls together visit each commit once.
    """
    seen.add(id)
    ordered: list[str] = []
    merged = commits[id].parents[1:]
    if not merged:
        return ordered
    pending = [(parent, False) for parent in reversed(merged)]
    while pending:
        commit, parents_done = pending.pop()
        if parents_done:
            ordered.append(commit)
        elif commit not in seen:
            seen.add(commit)
            pending.append((commit, True))
            pending.extend((parent, False) for parent in reversed(commits[commit].parents))
    return ordered


class _ChangeWriter:
    """Makes changes of the model out of raw ones; keeps what many of them share."""

    def __init__(self, story: _Story, keyring: Keyring, zone: tzinfo) -> None:
        self._story = story
        self._keyring = keyring
        self._zone = zone

    def write(self, id: str, merged: Sequence[str]) -> list[Change]:
        """The changes with which a first-parent commit arrived.

        Args:
            id: Of the first-parent commit.
            merged: The commits of the merged side, oldest first. A merge among them is passed over: it carries other
                people's changes over and made none.
        """
        raw_changes = self._story.changes[id]
        if not raw_changes:
            return []
        arrived = day_of(self._story.commits[id].committed, self._zone)
        own = self._facts(id, arrived)
        origin = self._origins(merged)
        facts = {commit: self._facts(commit, arrived) for commit in origin.values()}
        return [
            Change(id, arrived, kind, path, old_path, blob, *facts.get(origin.get(path, id), own))
            for kind, blob, path, old_path in raw_changes
        ]

    def _origins(self, merged: Sequence[str]) -> dict[str, str]:
        """The newest commit of the merged side that changed a file, by path."""
        story = self._story
        return {
            raw.path: commit
            for commit in merged
            if len(story.commits[commit].parents) < 2
            for raw in story.changes[commit]
        }

    def _facts(self, id: str, arrived: date) -> tuple[str, date, str, SignatureVerdict]:
        """Author, claimed day, subject and verdict of the commit that made a change."""
        commit = self._story.commits[id]
        verdict = self._story.checked[id].verdict
        if verdict is SignatureVerdict.GOOD:
            days = (day_of(commit.committed, self._zone), arrived)
            verdict, _ = judge_signature(self._story.checked[id], commit, self._keyring, days)
        return commit.author_text, day_of(commit.authored, self._zone), commit.subject_text, verdict


def _apply(changes: Sequence[Change], alive: dict[str, list[Change]], gone: dict[str, list[Change]]) -> None:
    """Carry the files over one commit.

    All that the commit takes away is taken first, so that files which swap their names keep their own histories. A file that
    comes back, and a record that comes back elsewhere (its file name is its id), goes on with the history it had.
    """
    taken: dict[str, list[Change]] = {}
    for change in changes:
        old = change.old_path if change.kind == "R" else change.path if change.kind == "D" else None
        if old is not None:
            taken[old] = alive.pop(old, [])
    for change in changes:
        if change.kind == "D":
            gone[_identity(change.path)] = [*taken[change.path], change]
    for change in changes:
        if change.kind == "D":
            continue
        if change.old_path is not None and change.kind == "R":
            before = taken.get(change.old_path, [])
        elif change.path in alive:
            before = alive[change.path]
        else:
            before = gone.pop(_identity(change.path), [])
        before.append(change)
        alive[change.path] = before


def _identity(path: str) -> str:
    """What a file is known by: the id of a record, which is its file name; the path of anything else."""
    found = _RECORD.fullmatch(path)
    return found[1] if found else path
