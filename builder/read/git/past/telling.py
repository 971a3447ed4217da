"""Telling a history: the streams of a stretch of the line, read beside each other, oldest commit first, and added to a story."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from builder.model.error import BuilderError
from builder.model.history import SignatureVerdict
from builder.read.git.keys.keyring import Keyring
from builder.read.git.keys.signature import Checked, check_signature, judge_signature
from builder.read.git.moment import day_of
from builder.read.git.past.change_log import Logged, RawChange, read_change_log
from builder.read.git.past.content import MAX_CONTENT
from builder.read.git.past.line import Arrival, find_arrivals, find_line
from builder.read.git.past.lives import Told
from builder.read.git.past.packed_lives import NO_CONTENT, pack_step
from builder.read.git.past.said import NOTHING_SAID, Said, read_said, says_something
from builder.read.git.past.story import PEOPLE, Story
from builder.read.git.past.yardsticks import COMPANY, find_company, read_yardsticks
from builder.read.git.store.blobs import read_blobs
from builder.read.git.store.commit_object import ParsedCommit, parse_commit
from builder.read.git.store.objects import read_objects
from builder.read.git.view import View

Judged = tuple[SignatureVerdict, str | None]
"""The verdict on a commit, and whose key signed it."""


class NotOnLineError(Exception):
    """The story's tip doesn't lie on the first-parent line of the commit to which it should be carried on."""


def carry_story(story: Story, view: View, commit: str) -> None:
    """Carry the story on to a commit. Only what is new is read.

    Args:
        story: So far.
        view: Of the opened repository.
        commit: A full id.

    Raises:
        NotOnLineError: The story ends elsewhere; it is unchanged.
        BuilderError: An object is missing or damaged.
    """
    if commit == story.tip:
        return
    log = read_change_log(view, commit, story.tip)
    line = find_line(log, commit)
    parents = log[line[0]].parents if line else ()
    if not line or (parents[0] if parents else "") != story.tip:
        raise NotOnLineError
    arrivals = list(find_arrivals(log, line))
    _Teller(story, view, log, arrivals).tell()
    story.tip = commit


class _Teller:
    """Reads the commits and contents of a stretch of the line beside each other, and adds them to the story."""

    def __init__(
        self,
        story: Story,
        view: View,
        log: dict[str, Logged],
        arrivals: Sequence[Arrival],
    ) -> None:
        self._story = story
        self._view = view
        self._log = log
        self._arrivals = arrivals
        self._registers = self._read_registers()

    def tell(self) -> None:
        """Add everything."""
        ids = [id for arrival in self._arrivals for id in (*arrival.merged, arrival.commit)]
        objects = read_objects(self._view, ids, "commit", lambda index: f"commit {ids[index][:10]}")
        # Gathered before the first one is asked for: what was told is dropped from the log.
        changes = (change for arrival in self._arrivals for change in self._log[arrival.commit].changes)
        contents = read_said(self._view, [change for change in changes if says_something(change)])
        for arrival in self._arrivals:
            self._arrive(arrival, objects, contents)
        # Both streams have to be read to their ends, or what git says last is never heard.
        for _ in chain(objects, contents):
            pass

    def _arrive(self, arrival: Arrival, objects: Iterator[bytes], contents: Iterator[Said]) -> None:
        story = self._story
        first = len(story.pages)
        origins = self._note_commits(arrival, objects)
        number = first + len(arrival.merged)
        changes = self._log[arrival.commit].changes
        packed = [next(contents) if says_something(change) else NOTHING_SAID for change in changes]
        told = [
            Told(change, each.id, each.is_record, each.is_dated) for change, each in zip(changes, packed, strict=True)
        ]
        steps, turns = story.lives.carry(number, told)
        for step in steps:
            change, content = changes[step.change], packed[step.change].text
            origin = first + origins[change.path] if change.path in origins else number
            if step.kind == "D":
                pack_step(step, step.life.path, "", number, origin, NO_CONTENT)
            else:
                pack_step(step, change.path, change.blob, number, origin, content)
            story.changed.add(step.life.number)
        story.identity_changes.extend((number, turn) for turn in turns)
        self._note_yardsticks(number, changes)
        for id in (*arrival.merged, arrival.commit):
            del self._log[id]

    def _note_yardsticks(self, number: int, changes: Sequence[RawChange]) -> None:
        """Keep what the company's file says, if it says otherwise than before. While it is away or can't be read, the last counts."""
        blob = find_company(changes)
        said = read_yardsticks(self._registers[blob]) if blob in self._registers else None
        known = self._story.yardsticks
        if said and (not known or known[-1][1] != said):
            known.append((number, said))

    def _note_commits(self, arrival: Arrival, objects: Iterator[bytes]) -> dict[str, int]:
        """Judge and keep the commits that arrive together; gives back which of the merged ones last changed each file.

        A merge among them is passed over: it carries other people's changes over and made none.
        """
        story = self._story
        keyring = story.keys.current
        origins: dict[str, int] = {}
        heard = [(id, *_check(next(objects), keyring, self._log[id])) for id in (*arrival.merged, arrival.commit)]
        last = heard[-1][1]
        arrived = day_of(last.committed, story.zone)
        judged: list[Judged] = []
        for place, (id, parsed, checked) in enumerate(heard):
            verdict, signer = checked.verdict, None
            if verdict is not SignatureVerdict.UNSIGNED:
                days = (day_of(parsed.committed, story.zone), arrived)
                verdict, signer = judge_signature(checked, parsed, keyring, days)
            story.verdicts[verdict.value] += 1
            story.pages.append(id, parsed, verdict, signer, arrival.commit)
            judged.append((verdict, signer))
            if id != arrival.commit and len(parsed.parents) < 2:
                origins.update((change.path, place) for change in self._log[id].changes)
        story.oddities.add(arrival.commit, last.parents, last.authored, last.committed)
        story.line += 1
        self._turn_keys(arrival, judged, origins)
        return origins

    def _turn_keys(self, arrival: Arrival, judged: Sequence[Judged], origins: Mapping[str, int]) -> None:
        """Carry the people's keys over a commit; whoever changed them was judged by those before it."""
        changes = _people_changes(self._log[arrival.commit].changes)
        if not changes:
            return
        story = self._story
        is_first = not story.keys.names_keys
        turns = story.keys.apply(arrival.commit, changes, lambda blobs: (self._registers[blob] for blob in blobs))
        number = len(story.pages) - 1
        for person, added, removed in turns:
            verdict, signer = self._who_turned(f"{PEOPLE}{person}.yaml", arrival, judged, origins)
            story.key_changes.append((number, person, added, removed, verdict.value, signer, is_first))

    def _who_turned(self, path: str, arrival: Arrival, judged: Sequence[Judged], origins: Mapping[str, int]) -> Judged:
        """The verdict on whoever changed a person's file: on the merged commit that did, where the merge left its bytes as they were.

        A forge signs merges with a key of its own that nobody here has; whoever wrote the change signed it before.
        """
        place = origins.get(path)
        if place is None or judged[-1][0] is SignatureVerdict.GOOD:
            return judged[-1]
        is_same = _blob(self._log[arrival.merged[place]], path) == _blob(self._log[arrival.commit], path)
        return judged[place] if is_same else judged[-1]

    def _read_registers(self) -> Mapping[str, bytes]:
        """The people's and the company's files of this stretch by blob, read at once: one by one would start git for each."""
        wanted: dict[str, str] = {}
        for arrival in self._arrivals:
            changes = self._log[arrival.commit].changes
            wanted.update((change.blob, change.path) for change in _people_changes(changes) if change.blob)
            if company := find_company(changes):
                wanted[company] = COMPANY
        found = read_blobs(self._view, list(wanted), MAX_CONTENT, lambda index: list(wanted.values())[index])
        return {blob: data or b"" for blob, data in zip(wanted, found, strict=True)}


def _check(raw: bytes, keyring: Keyring, logged: Logged) -> tuple[ParsedCommit, Checked]:
    """A commit without what only its signature needs, and what the signature says."""
    parsed = parse_commit(raw)
    if parsed.parents != logged.parents:
        raise BuilderError(
            "Git's list of commits says otherwise than the commits themselves.",
            "Run `git fsck` in the repository; if it reports no damage, please report this as a bug.",
        )
    checked = check_signature(parsed, keyring)
    return (parsed if parsed.signature is None else parsed.without_payload()), checked


def _blob(logged: Logged, path: str) -> str | None:
    """The content that a commit gave a path; empty if it took it away, None if it left it alone."""
    return next((change.blob for change in logged.changes if change.path == path), None)


def _people_changes(changes: Sequence[RawChange]) -> list[RawChange]:
    """The changes that concern people's files; a link or a submodule in place of one is no file of a person."""
    return [
        change if change.is_file else _without_file(change)
        for change in changes
        if change.path.startswith(PEOPLE) or (change.old_path or "").startswith(PEOPLE)
    ]


def _without_file(change: RawChange) -> RawChange:
    return RawChange("D", "", change.old_path or change.path, None)
