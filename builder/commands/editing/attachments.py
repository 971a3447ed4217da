"""Files that arrive with a form: scans and photos, filed beside their record under its name, with the digest that proves them.

Their bytes are evidence and stay exactly as they came: nothing is scaled, turned or cleaned.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from builder.commands.editing.arriving import NOT_SAVED
from builder.commands.editing.folder import digest
from builder.commands.scan import KINDS
from builder.model.error import BuilderError
from builder.read.source import MAX_ATTACHMENT

PICTURE_KINDS: Mapping[str, tuple[bytes, ...]] = {
    ".png": KINDS[".png"],
    ".jpg": KINDS[".jpg"],
    ".jpeg": KINDS[".jpg"],
    ".webp": (b"RIFF",),
    ".gif": (b"GIF8",),
}
"""Endings of pictures that pages show, with what such a file begins with."""

MOST_ASSETS = 50


@dataclass(frozen=True)
class Asset:
    """A file as it arrived.

    Attributes:
        name: What it was called where it came from, without folders.
        path: Where the editor wanted it.
        data: Its bytes.
    """

    name: str
    path: str
    data: bytes


def read_assets(given: Any) -> tuple[Asset, ...]:
    """The files of a request.

    Raises:
        BuilderError: One is too large, or isn't what a request holds.
    """
    if not isinstance(given, list) or len(given) > MOST_ASSETS:
        raise BuilderError(f"At most {MOST_ASSETS} files can be added at once.", NOT_SAVED)
    return tuple(_read_asset(each) for each in given)


def _read_asset(given: Any) -> Asset:
    path, content = (given.get("path"), given.get("content")) if isinstance(given, dict) else (None, None)
    if not isinstance(path, str) or not isinstance(content, str):
        raise BuilderError("A file arrived without a name or without content.", NOT_SAVED)
    try:
        data = base64.b64decode(content, validate=True)
    except (binascii.Error, ValueError):
        raise BuilderError(f"{base_name(path)} did not arrive whole.", f"Add it again. {NOT_SAVED}") from None
    if len(data) > MAX_ATTACHMENT:
        raise BuilderError(
            f"{base_name(path)} is larger than {MAX_ATTACHMENT // 1_000_000} MB.",
            f"Scan it with 200 dots per inch. {NOT_SAVED}",
        )
    return Asset(base_name(path), path, data)


def base_name(path: str) -> str:
    """The last part of a path or address."""
    return re.split(r"[/\\]", path)[-1]


def ending_of(name: str, data: bytes, kinds: Mapping[str, tuple[bytes, ...]]) -> str:
    """The ending that a file's own beginning asks for.

    Raises:
        BuilderError: It is of no kind that can be shown.
    """
    own = f".{name.rpartition('.')[2].lower()}"
    if any(data.startswith(each) for each in kinds.get(own, ())):
        return own
    for ending, beginnings in kinds.items():
        if any(data.startswith(each) for each in beginnings):
            return ending
    names = ", ".join(sorted({ending.removeprefix(".").upper() for ending in kinds}))
    raise BuilderError(
        f"{name} is no file that can be shown to an auditor.",
        f"Save it as {names}; many phones take HEIC pictures, and can be set to take JPEG. {NOT_SAVED}",
    )


def file_beside(
    assets: Iterable[Asset], id: str, folder: str, taken: Mapping[str, str]
) -> tuple[dict[str, str], dict[str, bytes]]:
    """Where each file goes beside its record.

    Args:
        assets: What arrived.
        id: Of the record.
        folder: That it stands in.
        taken: The files that are in the folder already: digest by name, empty for one that isn't this record's.

    Returns:
        The new name by the name it arrived with, and the files to write by path. A file that is there already isn't written again.
    """
    names: dict[str, str] = {}
    files: dict[str, bytes] = {}
    digests = {sha256: name for name, sha256 in taken.items() if sha256}
    for asset in assets:
        sha256 = digest(asset.data)
        if sha256 not in digests:
            ending = ending_of(asset.name, asset.data, KINDS)
            used = {*taken, *(path.rpartition("/")[2] for path in files)}
            digests[sha256] = _free_name(id, ending, used)
            files[f"{folder}/{digests[sha256]}"] = asset.data
        names[asset.name] = digests[sha256]
    return names, files


def _free_name(id: str, ending: str, taken: Collection[str]) -> str:
    stems = {name.rpartition(".")[0] for name in taken}
    number = 1
    while f"{id}-{number}" in stems:
        number += 1
    return f"{id}-{number}{ending}"


def name_files(data: Any, names: Mapping[str, str], digests: Mapping[str, str]) -> None:
    """Writes into the data what its files are called now, and the digest of each.

    A digest that is there already stays, even where the file is another one by now: that is what tells a change of evidence. Only a file
    that arrived with this form brings its own.

    Args:
        data: Changed in place.
        names: The new name by the one that arrived.
        digests: By name, of the files beside the record.
    """
    for entry in _entries(data):
        asked = base_name(entry["path"])
        has_arrived = asked in names
        name = names.get(asked, entry["path"])
        if has_arrived:
            entry["path"] = name
        if name in digests and (has_arrived or not entry.get("sha256")):
            _put_behind(entry, "path", "sha256", digests[name])


def _put_behind(entry: dict[str, Any], before: str, name: str, value: Any) -> None:
    """Sets a field; a new one comes right behind another, where a reader expects it."""
    if name in entry:
        entry[name] = value
        return
    items = list(entry.items())
    entry.clear()
    for key, item in items:
        entry[key] = item
        if key == before:
            entry[name] = value


def _entries(data: Any) -> Iterator[dict[str, Any]]:
    """Every mapping in the data that names a file with a `path`."""
    if isinstance(data, dict):
        if isinstance(data.get("path"), str):
            yield data
        for value in list(data.values()):
            yield from _entries(value)
    elif isinstance(data, list):
        for item in data:
            yield from _entries(item)


def has_location(data: bytes) -> bool:
    """Whether a JPEG says where it was taken.

    Read from its Exif head alone. Source: Exif 2.32 §4.6.3, tag 0x8825 (GPSInfo).
    """
    if not data.startswith(b"\xff\xd8\xff"):
        return False
    # Imported late: most forms bring no picture.
    from io import BytesIO

    from PIL import Image

    try:
        with Image.open(BytesIO(data)) as picture:
            return bool(picture.getexif().get_ifd(0x8825))
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return False
