"""What became of everything that an earlier pack showed: held file by file against the program and its history."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from builder.model.history import Change, FileHistory, History
from builder.model.manifest import Manifest, ManifestFile
from builder.model.previous_pack import AddedLate, ChangedSince, Descent, PreviousPack, SinceKind, is_record_path
from builder.model.program import Program
from builder.model.snapshot import Snapshot, Window


def measure_previous(
    manifest: Manifest, snapshot: Snapshot, descent: Descent, *, sha256: str, manifest_sha256: str
) -> PreviousPack:
    """The earlier pack against the snapshot.

    A record or document is known by its id, wherever it stands now; any other file by its path, or by its bytes where it moved. Files
    whose digests the pack withholds are counted and not compared.

    Args:
        manifest: Of the earlier pack; whoever wrote it is not trusted.
        snapshot: Of a commit whose history was examined, before anything is cut from it.
        descent: What the repository says of the earlier pack's commit.
        sha256: Of the file that was given.
        manifest_sha256: Of its manifest.

    Raises:
        ValueError: The snapshot has no history.
    """
    if snapshot.history is None:
        raise ValueError("a snapshot without a history can't be held against an earlier pack")
    window = Window(date.fromisoformat(manifest.first), date.fromisoformat(manifest.last))
    entered_on = date.fromisoformat(manifest.entered_on) if manifest.entered_on else None
    now = _Now(snapshot, snapshot.history, descent, entered_on or date.fromisoformat(manifest.as_of))
    listed = [file for file in manifest.files if file.blob]
    found = [change for file in listed if (change := now.compare(file))]
    return PreviousPack(
        pack_id=manifest.pack_id,
        sha256=sha256,
        manifest_sha256=manifest_sha256,
        commit=manifest.commit,
        branch=manifest.branch,
        commits=manifest.commits,
        as_of=date.fromisoformat(manifest.as_of),
        first=window.first,
        last=window.last,
        entered_on=entered_on,
        descent=descent,
        compared=len(listed),
        withheld=len(manifest.files) - len(listed),
        changed=tuple(change for change in found if change.kind is not SinceKind.GONE),
        gone=tuple(change for change in found if change.kind is SinceKind.GONE),
        added_late=tuple(sorted(now.added_late(manifest, window), key=lambda each: (each.day, each.id))),
    )


def previous_at(previous: PreviousPack | None, program: Program, is_office: bool) -> PreviousPack | None:
    """The earlier pack as a level may show it.

    Args:
        previous: Whole.
        program: What is left of the program at the level.
        is_office: Whether office values are shown. If not, only that there was an earlier pack is; else everything but the files
            that are left out now.
    """
    if previous is None:
        return None
    if not is_office:
        return replace(previous, changed=(), gone=(), added_late=(), is_listed=False)
    return replace(
        previous,
        changed=tuple(_without_day(each) for each in previous.changed if each.path_now in program.files),
        added_late=tuple(
            each for each in previous.added_late if each.path in program.files and not _is_stub(each.path)
        ),
    )


def _without_day(changed: ChangedSince) -> ChangedSince:
    """Of a stub no day is told: which day there was first aid says whose it was."""
    return replace(changed, day=None, day_now=None) if _is_stub(changed.path) else changed


def _is_stub(path: str) -> bool:
    return path.startswith("records/stub/")


@dataclass(frozen=True)
class _Held:
    """What stands at a path: the id of what it holds, and the day it is about."""

    id: str
    day: date | None


class _Now:
    """The files as they are, by path, id and bytes, and what arrived since the earlier pack."""

    def __init__(self, snapshot: Snapshot, history: History, descent: Descent, known_until: date) -> None:
        self._history = history
        self._descent = descent
        self._known_until = known_until
        self._blobs = {path: _blob(file) for path, file in history.files.items()}
        self._held = _list_held(snapshot, history)
        self._path_by_id: dict[str, str] = {}
        for path, held in sorted(self._held.items()):
            self._path_by_id.setdefault(held.id, path)
        self._path_by_blob: dict[str, str] = {}
        for path, blob in sorted(self._blobs.items()):
            self._path_by_blob.setdefault(blob, path)

    def compare(self, file: ManifestFile) -> ChangedSince | None:
        """What became of a file; nothing if it stands where it stood with the bytes it had."""
        path = self._find(file)
        if path == file.path and self._blobs[path] == file.blob:
            return None
        story = self._history.files.get(path) if path else self._history.gone.get(file.path)
        day = _day_then(story, file.blob) if is_record_path(file.path) else None
        day_now = self._held[path].day if path in self._held else None
        if not path:
            kind = SinceKind.GONE
        elif self._blobs[path] == file.blob:
            kind = SinceKind.MOVED
        else:
            kind = SinceKind.REDATED if day and day_now and day != day_now else SinceKind.CHANGED
        since = [change for change in story.changes if self._is_new(change)] if story else []
        return ChangedSince(
            path=file.path,
            id=file.id,
            kind=kind,
            path_now=path,
            day=day,
            day_now=day_now,
            days=tuple(change.arrived for change in since),
            commits=tuple(change.commit for change in since),
        )

    def added_late(self, manifest: Manifest, window: Window) -> Iterator[AddedLate]:
        """Records dated within the window that the pack couldn't hold, because they had not entered."""
        listed = {file.id for file in manifest.files if file.id}
        for path, held in self._held.items():
            if not is_record_path(path) or held.day is None or not window.covers(held.day) or held.id in listed:
                continue
            file = self._history.files.get(path)
            if file is not None and self._is_new(file.changes[0]):
                yield AddedLate(path, held.id, held.day, file.entered)

    def _find(self, file: ManifestFile) -> str:
        """Where it stands now; empty if it is gone. A path that another record took over is not it."""
        if file.id:
            held = self._held.get(file.path)
            if held is not None and held.id and held.id != file.id:
                return self._path_by_id.get(file.id, "")
            return file.path if file.path in self._blobs else self._path_by_id.get(file.id, "")
        return file.path if file.path in self._blobs else self._path_by_blob.get(file.blob, "")

    def _is_new(self, change: Change) -> bool:
        """Whether a change came after the earlier pack; by its day where that pack's commit is not in this history."""
        if self._descent.is_ancestor:
            return change.commit in self._descent.since
        return change.arrived > self._known_until


def _blob(file: FileHistory) -> str:
    return file.changes[-1].blob


def _list_held(snapshot: Snapshot, history: History) -> Mapping[str, _Held]:
    """By path; from the last revision's own words, and for what history doesn't read, from the program.

    The program alone would not do: a record dated after the as-of day is left out of it, and is not gone for that.
    """
    program = snapshot.program
    held: dict[str, _Held] = {}
    for register in (program.people, program.sites, program.positions, program.assets, program.contractors):
        held.update((stored.path, _Held(id, None)) for id, stored in register.items())
    held.update((stored.path, _Held(stored.value.id, None)) for stored in program.policies)
    held.update((stored.path, _Held(stored.value.id, stored.value.date)) for stored in program.records)
    for path, file in history.files.items():
        content = file.changes[-1].content
        if path not in held and content is not None and content.id:
            held[path] = _Held(content.id, content.day)
    return held


def _day_then(story: FileHistory | None, blob: str) -> date | None:
    """The day that the record gave in the revision with these bytes."""
    for change in story.changes if story else ():
        if change.blob == blob and change.content is not None:
            return change.content.day
    return None
