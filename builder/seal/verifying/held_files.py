"""Every file that a PDF holds, wherever it is hidden, against what the manifest says is attached."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pikepdf

from builder.model.manifest import MANIFEST_NAME, Manifest
from builder.seal.verdict import Check, Status, enumerate_names, plain

ATTACHED = "attached"
"""Name of the check."""
_LONGEST = 2_000_000_000
"""Bytes of an attached file that are still unpacked to be hashed: a few kilobytes can hold gigabytes."""
_DEEPEST = 50


@dataclass(frozen=True)
class HeldFile:
    """A file inside a PDF.

    Attributes:
        name: As readers list it; empty if none of them does.
        sha256: Of its bytes; empty if they can't be read.
        size: Their number.
    """

    name: str
    sha256: str
    size: int


def list_held(pdf: pikepdf.Pdf) -> tuple[HeldFile, ...]:
    """The files in a PDF: those that readers list, then those that hang on a page, a note or any other object and that no list names.

    Args:
        pdf: Open; every object of it is looked at (ISO 32000-1, 7.11.4: a file stands behind the key EF of whatever names it).
    """
    listed = list(_listed(pdf))
    known = {stream.objgen for _, streams in listed for stream in streams[:1]}
    held = [HeldFile(plain(name), *_digest(streams[0])) for name, streams in listed if streams]
    for stream in _streams(pdf):
        if stream.objgen not in known:
            known.add(stream.objgen)
            held.append(HeldFile("", *_digest(stream)))
    return tuple(held)


def check_attached(manifest: Manifest, held: tuple[HeldFile, ...], *, names_attached: bool) -> Check:
    """Whether the pack holds the files that its manifest names, and no other.

    Args:
        manifest: Of the pack.
        held: What is in it.
        names_attached: Whether the manifest is of a schema that names them.
    """
    others = [file for file in held if file.name != MANIFEST_NAME]
    if not names_attached:
        detail = f"Its manifest is of an earlier version, which doesn't name the {len(others)} attached files."
        return Check(ATTACHED, Status.NOT_CHECKED, detail)
    said = _differences(manifest, held)
    if said:
        return Check(ATTACHED, Status.FAIL, " ".join(said))
    if not others:
        return Check(ATTACHED, Status.PASS, "No file is attached but the manifest, and it names none.")
    return Check(
        ATTACHED, Status.PASS, f"All {len(others)} attached files are those that the manifest names, to the byte."
    )


def _differences(manifest: Manifest, held: tuple[HeldFile, ...]) -> list[str]:
    named = {file.name: file for file in manifest.attached}
    names = [file.name for file in held if file.name]
    twice = sorted({name for name in names if names.count(name) > 1})
    here = {file.name: file for file in held if file.name}
    changed = [name for name in named if name in here and (here[name].sha256, here[name].size) != _seal(named[name])]
    changed += [file.path for file in manifest.files if _is_other_copy(file, here)]
    rows = (
        ("Other bytes than the manifest says", changed),
        ("Not in the file", [name for name in named if name not in here]),
        ("Attached, and not in the manifest", [name for name in here if name not in named and name != MANIFEST_NAME]),
        ("Attached twice under one name", twice),
    )
    said = [f"{words}: {enumerate_names(found)}." for words, found in rows if found]
    hidden = sum(not file.name for file in held)
    if hidden:
        said.append(
            f"{hidden} more {'file is' if hidden == 1 else 'files are'} hidden in it where no list of attachments names them."
        )
    return said


def _seal(file: Any) -> tuple[str, int]:
    return file.sha256, file.size


def _is_other_copy(file: Any, here: dict[str, HeldFile]) -> bool:
    """Whether the copy of a source file that is attached is not that source; a redacted copy has no digest to compare."""
    return bool(file.attachment and file.sha256 and file.attachment in here) and (
        here[file.attachment].sha256 != file.sha256
    )


def _listed(pdf: pikepdf.Pdf) -> Iterator[tuple[str, list[Any]]]:
    names = pdf.Root.get("/Names")
    tree = names.get("/EmbeddedFiles") if isinstance(names, pikepdf.Dictionary) else None
    if isinstance(tree, pikepdf.Dictionary):
        for name, specification in _leaves(tree, set(), 0):
            yield name, list(_files(specification))


def _leaves(node: Any, seen: set[Any], depth: int) -> Iterator[tuple[str, Any]]:
    if depth > _DEEPEST or (node.is_indirect and node.objgen in seen):
        return
    seen.add(node.objgen if node.is_indirect else None)
    rows = list(node.get("/Names", ()))
    yield from ((str(name), value) for name, value in zip(rows[::2], rows[1::2], strict=False))
    for kid in node.get("/Kids", ()):
        yield from _leaves(kid, seen, depth + 1)


def _streams(pdf: pikepdf.Pdf) -> Iterator[Any]:
    for item in pdf.objects:
        if isinstance(item, pikepdf.Stream):
            if item.get("/Type") == "/EmbeddedFile":
                yield item
            item = item.stream_dict
        # Written out, a name has one spelling, so that the rare object with a file is found without walking all the others.
        if b"/EF" in item.unparse(resolved=True):
            yield from _walk(item, 0)


def _walk(item: Any, depth: int) -> Iterator[Any]:
    """Streams of the files in a dictionary or list; what it refers to is an object of its own."""
    if depth > _DEEPEST:
        return
    if isinstance(item, pikepdf.Dictionary):
        yield from _files(item)
    inner = item.values() if isinstance(item, pikepdf.Dictionary) else item if isinstance(item, pikepdf.Array) else ()
    for value in inner:
        if isinstance(value, pikepdf.Dictionary | pikepdf.Array) and not value.is_indirect:
            yield from _walk(value, depth + 1)


def _files(specification: Any) -> Iterator[Any]:
    files = specification.get("/EF") if isinstance(specification, pikepdf.Dictionary) else None
    if isinstance(files, pikepdf.Dictionary):
        # All the keys: readers differ in which of them they open.
        seen = set()
        for value in files.values():
            if isinstance(value, pikepdf.Stream) and value.objgen not in seen:
                seen.add(value.objgen)
                yield value


def _digest(stream: Any) -> tuple[str, int]:
    """sha256 and size of an attached file."""
    raw = stream.read_raw_bytes()
    kind = stream.get("/Filter")
    if kind is None:
        return hashlib.sha256(raw).hexdigest(), len(raw)
    if kind != "/FlateDecode" or "/DecodeParms" in stream:
        return "", 0
    unpacker, digest, size = zlib.decompressobj(), hashlib.sha256(), 0
    try:
        while raw and not unpacker.eof and size <= _LONGEST:
            piece = unpacker.decompress(raw, 1 << 20)
            raw = unpacker.unconsumed_tail
            digest.update(piece)
            size += len(piece)
    except zlib.error:
        return "", 0
    return (digest.hexdigest(), size) if unpacker.eof else ("", 0)
