"""Git objects made here and kept in one pack: no git process per commit, and the same ids on every machine."""

from __future__ import annotations

import hashlib
import struct
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from builder.read.git.store.objects import hash_object

_KINDS = {"commit": 1, "tree": 2, "blob": 3, "tag": 4}
"""Numbers of the object types in a pack (git, pack-format)."""


@dataclass
class ObjectStore:
    """Objects by id, each once, in the order in which they were made."""

    objects: dict[str, tuple[str, bytes]] = field(default_factory=dict)

    def add(self, kind: str, data: bytes) -> str:
        """Keeps an object; gives back its id."""
        id = hash_object(kind, data)
        self.objects.setdefault(id, (kind, data))
        return id

    def write_pack(self, folder: Path) -> Path:
        """Writes all objects into one pack file in a folder; git still has to index it, and checks it on the way."""
        parts = [b"PACK" + struct.pack(">II", 2, len(self.objects))]
        for kind, data in self.objects.values():
            # Level 1: a demonstration is made in seconds and thrown away.
            parts.append(_pack_header(_KINDS[kind], len(data)) + zlib.compress(data, 1))
        content = b"".join(parts)
        checksum = hashlib.sha1(content, usedforsecurity=False)
        file = folder / f"pack-{checksum.hexdigest()}.pack"
        file.write_bytes(content + checksum.digest())
        return file


@dataclass(frozen=True)
class Folder:
    """A tree that is never changed: `put` gives a new one that shares everything untouched with the old."""

    entries: Mapping[str, Folder | str] = field(default_factory=dict)

    def put(self, files: Mapping[str, str | None]) -> Folder:
        """The folder with blobs put at paths.

        Args:
            files: Blob ids by path with `/`; None takes a file away, and with the last one its folder.
        """
        here: dict[str, Folder | str] = dict(self.entries)
        below: dict[str, dict[str, str | None]] = {}
        for path, id in files.items():
            name, _, rest = path.partition("/")
            if rest:
                below.setdefault(name, {})[rest] = id
            elif id is None:
                here.pop(name, None)
            else:
                here[name] = id
        for name, inner in below.items():
            old = here.get(name)
            new = (old if isinstance(old, Folder) else Folder()).put(inner)
            if new.entries:
                here[name] = new
            else:
                here.pop(name, None)
        return Folder(here)

    @cached_property
    def _written(self) -> tuple[str, bytes]:
        rows = sorted((_sort_key(name, entry), name, entry) for name, entry in self.entries.items())
        data = b"".join(_row(name, entry) for _, name, entry in rows)
        return hash_object("tree", data), data

    @property
    def id(self) -> str:
        """Git's id of the tree."""
        return self._written[0]

    def store(self, store: ObjectStore) -> str:
        """Puts the tree and the trees in it into a store; gives back its id. What is in the store already is passed over."""
        id, data = self._written
        if id not in store.objects:
            store.add("tree", data)
            for entry in self.entries.values():
                if isinstance(entry, Folder):
                    entry.store(store)
        return id


def commit_data(
    tree: str, parents: Iterable[str], identity: str, message: str, signature: bytes | None = None
) -> bytes:
    """The bytes of a commit whose author is its committer.

    Args:
        tree: Id of its tree.
        parents: Ids, first parent first.
        identity: "Name <mail> seconds zone".
        message: Ends with a line feed.
        signature: Armoured, or None for the bytes that a signature covers.
    """
    lines = [f"tree {tree}", *(f"parent {parent}" for parent in parents)]
    lines += [f"author {identity}", f"committer {identity}"]
    if signature is not None:
        lines.append("gpgsig " + signature.decode("ascii").replace("\n", "\n "))
    return ("\n".join(lines) + "\n\n" + message).encode()


def _sort_key(name: str, entry: Folder | str) -> bytes:
    """Git sorts a folder as if its name ended with a slash."""
    return name.encode() + (b"/" if isinstance(entry, Folder) else b"")


def _row(name: str, entry: Folder | str) -> bytes:
    mode, id = (b"40000", entry.id) if isinstance(entry, Folder) else (b"100644", entry)
    return mode + b" " + name.encode() + b"\0" + bytes.fromhex(id)


def _pack_header(kind: int, size: int) -> bytes:
    """Type and size, seven bits a byte but the first, which has four beside the type."""
    byte = kind << 4 | size & 0x0F
    size >>= 4
    header = bytearray()
    while size:
        header.append(byte | 0x80)
        byte = size & 0x7F
        size >>= 7
    header.append(byte)
    return bytes(header)
