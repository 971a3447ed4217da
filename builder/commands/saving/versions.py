"""Two versions of the whole program put together: files by files, and what can't be decided named."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from builder.model.error import BuilderError
from builder.model.wording import visible
from builder.read.git.saving.file_list import Listed
from builder.read.git.store.objects import hash_object
from builder.read.source import is_text
from builder.write.merge import Merged, merge_file
from builder.write.renumber import Renumbering, find_renumbering, read_id, renumber_text

_LINES = (".gitignore", ".gitattributes", ".json", ".txt", ".csv")
"""Endings of other texts that are put together line by line."""

_ID = re.compile(rb"^id:\s*[\"']?([A-Za-z]{1,12}(?:-[A-Za-z0-9]{1,12}){1,4})", re.MULTILINE)


@dataclass(frozen=True)
class Version:
    """A version of the program.

    Attributes:
        files: By path.
        contents: Bytes by id, of as many files as are looked into.
    """

    files: Mapping[str, Listed]
    contents: Mapping[str, bytes]

    def data(self, path: str) -> bytes:
        """The bytes of a file."""
        return self.contents[self.files[path].id]


@dataclass(frozen=True)
class Aside:
    """A file of ours whose place is taken: with all that is ours in it, and all of theirs that doesn't contradict.

    Attributes:
        path: Where it belongs.
        data: Its bytes.
        clashes: What both changed, in words.
    """

    path: str
    data: bytes
    clashes: tuple[str, ...]


@dataclass(frozen=True)
class Together:
    """Two versions put together.

    Attributes:
        files: All of them, by path.
        contents: Bytes by id, of what neither version had.
        merged: Paths that both had changed and that hold the changes of both now.
        asides: What could not be decided.
        kept: Paths, or parts of files, that one side had taken out and the other changed, and that stay.
        renumbering: What ours is called from now on.
    """

    files: Mapping[str, Listed]
    contents: Mapping[str, bytes] = field(default_factory=dict)
    merged: tuple[str, ...] = ()
    asides: tuple[Aside, ...] = ()
    kept: tuple[str, ...] = ()
    renumbering: Renumbering = field(default_factory=Renumbering)


def wanted_contents(
    base: Mapping[str, Listed], ours: Mapping[str, Listed], theirs: Mapping[str, Listed]
) -> frozenset[str]:
    """Ids of the contents that `put_together` looks into: texts that a side changed, and every document for its id."""
    found = set()
    for side in (ours, theirs):
        for path, listed in side.items():
            if listed.mode != "160000" and (base.get(path) != listed or path.startswith("policies/")):
                both = base.get(path) != listed and ours.get(path) != theirs.get(path)
                if is_text(path) or (both and path in ours and path in theirs):
                    found.add(listed.id)
                    found.update([base[path].id] if path in base else [])
    return frozenset(found)


def put_together(base: Version, ours: Version, theirs: Version) -> Together:
    """The program with the changes of both.

    Args:
        base: What both began with.
        ours: What we made of it.
        theirs: What they made of it.
    """
    known = {listed.id for side in (base, ours, theirs) for listed in side.files.values()}
    base, ours, theirs = _follow_moves(base, ours, theirs)
    base, theirs, ours = _follow_moves(base, theirs, ours)
    ours, renumbering = _renumber(base, ours, theirs)
    work = _Work(base, ours, theirs)
    for path in sorted({*ours.files, *theirs.files}):
        work.settle(path)
    _refuse_in_the_way(work.files)
    new = {listed.id for listed in work.files.values()} - known
    contents = {id: data for id, data in work.contents.items() if id in new}
    return Together(work.files, contents, tuple(work.merged), tuple(work.asides), tuple(work.kept), renumbering)


class _Work:
    """The result while it grows."""

    def __init__(self, base: Version, ours: Version, theirs: Version) -> None:
        self._base, self._ours, self._theirs = base, ours, theirs
        self.files: dict[str, Listed] = {}
        self.contents: dict[str, bytes] = dict(ours.contents)
        self.merged: list[str] = []
        self.asides: list[Aside] = []
        self.kept: list[str] = []

    def settle(self, path: str) -> None:
        before, mine, other = (side.files.get(path) for side in (self._base, self._ours, self._theirs))
        if mine == other or other == before:
            chosen = mine
        elif mine == before:
            chosen = other
        elif mine is None or other is None:
            self.kept.append(path)
            chosen = other or mine
        else:
            chosen = self._merge(path, before, mine, other)
        if chosen is not None:
            self.files[path] = chosen

    def _merge(self, path: str, before: Listed | None, mine: Listed, other: Listed) -> Listed:
        if {mine.mode, other.mode} & {"120000", "160000"}:
            return other
        mode = mine.mode if before and other.mode == before.mode else other.mode
        if before and before.id in (mine.id, other.id):
            # One changed what stands in it, the other whether it may be run.
            return Listed(mode, other.id if mine.id == before.id else mine.id)
        if mine.id == other.id:
            return Listed(mode, mine.id)
        found = self._merge_texts(path, before) if is_text(path) or path.endswith(_LINES) else None
        if found is None:
            self.asides.append(Aside(path, self._ours.data(path), ("the whole file",)))
            return other
        self.merged.append(path)
        self.kept += [f"{path}: {each}" for each in found.kept]
        if found.with_ours:
            self.asides.append(Aside(path, found.with_ours.encode("utf-8"), found.clashes))
        data = found.text.encode("utf-8")
        id = hash_object("blob", data)
        self.contents[id] = data
        return Listed(mode, id)

    def _merge_texts(self, path: str, before: Listed | None) -> Merged | None:
        try:
            texts = [
                self._base.contents[before.id].decode("utf-8") if before else "",
                self._ours.data(path).decode("utf-8"),
                self._theirs.data(path).decode("utf-8"),
            ]
        except UnicodeDecodeError:
            return None
        return merge_file(path, *texts)


def _follow_moves(base: Version, mover: Version, other: Version) -> tuple[Version, Version, Version]:
    """Base and the other side with files where the mover put them: what was moved by one and changed by the other is one file."""
    gone = {path.rpartition("/")[2]: path for path in base.files if path not in mover.files and path in other.files}
    moves = {}
    for path, listed in mover.files.items():
        old = gone.get(path.rpartition("/")[2])
        if path not in base.files and path not in other.files and old:
            same_record = path.startswith("records/") and is_text(path) and path.split("/")[1] == old.split("/")[1]
            if same_record or listed.id == base.files[old].id:
                moves[old] = path
    if not moves:
        return base, mover, other
    return _moved(base, moves), mover, _moved(other, moves)


def _moved(version: Version, moves: Mapping[str, str]) -> Version:
    return replace(version, files={moves.get(path, path): listed for path, listed in version.files.items()})


def _renumber(base: Version, ours: Version, theirs: Version) -> tuple[Version, Renumbering]:
    added = [_added(base, side) for side in (ours, theirs)]
    found = find_renumbering(added[0], added[1], _taken(ours, theirs))
    if not found.ids and not found.paths:
        return ours, found
    files, contents = {}, dict(ours.contents)
    for path, listed in ours.files.items():
        if base.files.get(path) != listed and is_text(path) and listed.id in contents:
            text = renumber_text(contents[listed.id].decode("utf-8", "surrogateescape"), found, path)
            data = text.encode("utf-8", "surrogateescape")
            listed = Listed(listed.mode, hash_object("blob", data))
            contents[listed.id] = data
        files[found.paths.get(path, path)] = listed
    return Version(files, contents), found


def _added(base: Version, side: Version) -> dict[str, bytes]:
    """The files a side added: texts with their bytes, others with their id, which tells as much as they are compared."""
    return {
        path: side.contents[listed.id] if is_text(path) and listed.id in side.contents else listed.id.encode("ascii")
        for path, listed in side.files.items()
        if path not in base.files and listed.mode in ("100644", "100755")
    }


def _taken(*sides: Version) -> frozenset[str]:
    found: set[str] = set()
    for side in sides:
        for path, listed in side.files.items():
            if path.startswith("records/") and is_text(path):
                found.add(read_id(path, b""))
            elif path.startswith("policies/") and listed.id in side.contents:
                found.update(id.decode("ascii") for id in _ID.findall(side.contents[listed.id][:20_000]))
    return frozenset(found)


def _refuse_in_the_way(files: Mapping[str, Listed]) -> None:
    folders = {path[: at.start()] for path in files for at in re.finditer("/", path)}
    both = next((path for path in files if path in folders), None)
    if both is not None:
        raise BuilderError(
            f"Somebody else saved a folder that is called like a file of yours: {visible(both)}.",
            "Your changes are saved on this computer. Give the file another name, then save again.",
        )
