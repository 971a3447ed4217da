"""The manifest as bytes: JSON that stands in the pack as an attachment and is read back without trusting whoever wrote it."""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, fields
from typing import Any

from builder.model.day import parse_day
from builder.model.manifest import (
    MANIFEST_SCHEMA,
    MANIFEST_SCHEMA_1,
    MANIFEST_SCHEMA_2,
    FollowedPack,
    Manifest,
    ManifestFile,
    SealedFile,
)
from builder.model.pack_choice import PackChoice, SampleChoice

SIZE_LIMIT = 64_000_000
"""Bytes of a manifest that is still read; 100,000 files make about 25 million."""

_HASH = re.compile(r"[0-9a-f]{64}\Z")
_OBJECT = re.compile(r"[0-9a-f]{40}\Z")
_WORK_TREES = ("clean", "dirty", "not examined")
_PROFILES = ("auditor", "internal", "public")
_KINDS = ("evidence", "scope", "supplement")
_SINCE_2: Mapping[str, Any] = {"previous": None, "approval_tags": []}
_SINCE_3: Mapping[str, Any] = {"attached": [], "beside": []}
"""Fields that manifests of an earlier schema don't have, with what stands for them."""
_FILE_SINCE_3 = {"volume": "", "attachment": "", "commitment": ""}
_LONGEST_TAG = 40_000
"""Letters of a tag's name; a file's path has 4,096 bytes at most, and each may be written as an escape."""


class UnreadableManifestError(ValueError):
    """Bytes that aren't a manifest; the message says what is wrong, as a sentence."""


def write_manifest(manifest: Manifest) -> bytes:
    """The manifest as JSON, one line a file; the same manifest gives the same bytes.

    Args:
        manifest: Files, findings and toolchain in order, as `Manifest` says.

    Raises:
        UnreadableManifestError: It could not be read back, so no one could verify a pack with it.
    """
    plain = asdict(manifest)
    files = plain.pop("files")
    head = json.dumps({"schema": MANIFEST_SCHEMA, **plain}, ensure_ascii=False, indent=1)
    rows = ",\n".join("  " + json.dumps(file, ensure_ascii=False) for file in files)
    data = (head[: head.rindex("\n}")] + f',\n "files": [\n{rows}\n ]\n}}\n').encode()
    read_manifest(data)
    return data


def read_manifest(data: bytes) -> Manifest:
    """The manifest, every value checked.

    Raises:
        UnreadableManifestError: It isn't one, is of another schema, or says something impossible.
    """
    plain = _parse(data)
    schema = plain.pop("schema", None)
    if schema not in (MANIFEST_SCHEMA, MANIFEST_SCHEMA_2, MANIFEST_SCHEMA_1):
        raise UnreadableManifestError(f"The manifest is not of the schema {MANIFEST_SCHEMA}, nor of an earlier one.")
    if schema != MANIFEST_SCHEMA:
        plain = _as_3(plain, schema)
    _require_fields("The manifest", plain, Manifest)
    for name in ("pack_id", "company", "standard"):
        _check(plain[name], name, _is_line)
    for name in ("partner", "branch"):  # a company may have no partner yet, and a CI system no branch
        _check(plain[name], name, lambda value: value == "" or _is_line(value))
    for name in ("commit", "tree"):
        _check(plain[name], name, _is_object_id)
    for name in ("as_of", "first", "last"):
        _check(plain[name], name, _is_day)
    _check(plain["entered_on"], "entered_on", lambda value: value == "" or _is_day(value))
    _check(plain["commits"], "commits", _is_count)
    plain["choice"] = _choice(plain["choice"])
    plain["toolchain"] = _pairs(plain["toolchain"], "toolchain", _is_line)
    plain["findings"] = _pairs(plain["findings"], "findings", _is_count)
    plain["files"] = _files(plain["files"])
    plain["previous"] = _followed(plain["previous"])
    plain["approval_tags"] = _tags(plain["approval_tags"])
    for name in ("attached", "beside"):
        plain[name] = _sealed(plain[name], name)
    return Manifest(**plain)


def _as_3(plain: Mapping[str, Any], schema: str) -> dict[str, Any]:
    """A manifest of an earlier schema in the fields of today's; what it lacks of its own schema is still told."""
    _check(plain.get("work_tree"), "work_tree", lambda value: value in _WORK_TREES)
    added = {**_SINCE_3, **(_SINCE_2 if schema == MANIFEST_SCHEMA_1 else {})}
    for name in added:
        if name in plain:
            raise UnreadableManifestError(f"The manifest has `{name}`, which its schema doesn't know.")
    if "profile" not in plain:
        raise UnreadableManifestError("The manifest lacks `profile`.")
    kept = {name: value for name, value in plain.items() if name not in ("profile", "work_tree")}
    choice = {"profile": plain["profile"], "kind": "evidence", "sample": {"seed": "", "ids": []}, "sites": []}
    files = plain.get("files")
    if isinstance(files, list):
        kept["files"] = [_FILE_SINCE_3 | file if isinstance(file, dict) else file for file in files]
    return {**kept, **added, "choice": choice}


def _choice(value: Any) -> PackChoice:
    _require_fields("`choice` of the manifest", value, PackChoice)
    _check(value["profile"], "profile", lambda text: text in _PROFILES)
    _check(value["kind"], "kind", lambda text: text in _KINDS)
    sample = value["sample"]
    _require_fields("`sample` of the manifest", sample, SampleChoice)
    _check(sample["seed"], "seed", lambda text: text == "" or _is_line(text))
    ids, sites = (_names(each, name) for each, name in ((sample["ids"], "ids"), (value["sites"], "sites")))
    return PackChoice(value["profile"], value["kind"], SampleChoice(sample["seed"], ids), sites)


def _names(values: Any, name: str) -> tuple[str, ...]:
    if not isinstance(values, list) or not all(_is_line(value) for value in values) or values != sorted(set(values)):
        raise UnreadableManifestError(f"`{name}` of the manifest is not a list of names in order.")
    return tuple(values)


def _sealed(values: Any, name: str) -> tuple[SealedFile, ...]:
    if not isinstance(values, list):
        raise UnreadableManifestError(f"`{name}` of the manifest is not a list.")
    for value in values:
        _require_fields(f"A file of `{name}`", value, SealedFile)
        for field, holds in (("name", _is_file_name), ("sha256", _is_hash), ("size", _is_count), ("what", _is_line)):
            _check(value[field], field, holds)
    files = tuple(SealedFile(**value) for value in values)
    if [file.name for file in files] != sorted({file.name for file in files}):
        raise UnreadableManifestError(f"`{name}` of the manifest is not in order.")
    return files


def _parse(data: bytes) -> dict[str, Any]:
    if len(data) > SIZE_LIMIT:
        raise UnreadableManifestError(f"The manifest is {len(data):,} bytes long; {SIZE_LIMIT:,} are allowed.")
    try:
        plain = json.loads(data.decode("utf-8"), object_pairs_hook=_refuse_twins, parse_constant=_refuse_constant)
    except UnreadableManifestError:
        raise
    except (ValueError, RecursionError) as error:
        raise UnreadableManifestError(f"The manifest is not JSON in UTF-8 ({error}).") from error
    if not isinstance(plain, dict):
        raise UnreadableManifestError("The manifest is not a JSON object.")
    return plain


def _refuse_twins(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    """An object whose keys differ; readers disagree about which of two equal keys counts."""
    plain = dict(pairs)
    if len(plain) != len(pairs):
        raise UnreadableManifestError("The manifest has the same key twice in one object.")
    return plain


def _refuse_constant(name: str) -> Any:
    raise UnreadableManifestError(f"The manifest has {name}, which is not a number.")


def _files(values: Any) -> tuple[ManifestFile, ...]:
    if not isinstance(values, list):
        raise UnreadableManifestError("`files` of the manifest is not a list.")
    files = tuple(_file(value) for value in values)
    for earlier, later in itertools.pairwise(files):
        if earlier.path >= later.path:
            raise UnreadableManifestError(f"The files of the manifest are not in order at {later.path[:200]!r}.")
    return files


def _file(value: Any) -> ManifestFile:
    _require_fields("A file of the manifest", value, ManifestFile)
    _check(value["path"], "path", _is_path)
    _check(value["id"], "id", lambda text: text == "" or _is_line(text))
    # Both are empty for a file of which the pack holds a redacted copy: its digest would let anyone guess short contents.
    withheld = value["blob"] == "" == value["sha256"]
    _check(value["blob"], "blob", lambda text: withheld or _is_object_id(text))
    _check(value["sha256"], "sha256", lambda text: withheld or _is_hash(text))
    _check(value["size"], "size", _is_count)
    _check(value["page"], "page", _is_count)
    for name in ("volume", "attachment"):
        _check(value[name], name, lambda text: text == "" or _is_file_name(text))
    _check(value["commitment"], "commitment", lambda text: text == "" or (withheld and _is_hash(text)))
    return ManifestFile(**value)


def _followed(value: Any) -> FollowedPack | None:
    if value is None:
        return None
    _require_fields("`previous` of the manifest", value, FollowedPack)
    _check(value["pack_id"], "pack_id", _is_line)
    for name in ("sha256", "manifest_sha256"):
        _check(value[name], name, _is_hash)
    _check(value["commit"], "commit", _is_object_id)
    _check(value["commits"], "commits", _is_count)
    _check(value["as_of"], "as_of", _is_day)
    return FollowedPack(**value)


def _tags(values: Any) -> tuple[tuple[str, str], ...]:
    # Anyone who may push can give a tag a long name; it must not keep a pack from being written.
    return _pairs(values, "approval_tags", _is_object_id, _LONGEST_TAG)


def _pairs(values: Any, name: str, is_second: Callable[[Any], bool], longest: int = 500) -> tuple[tuple[str, Any], ...]:
    is_list = isinstance(values, list) and all(isinstance(value, list) and len(value) == 2 for value in values)
    if not is_list or not all(_is_line(first, longest) and is_second(second) for first, second in values):
        raise UnreadableManifestError(f"`{name}` of the manifest is not a list of pairs as expected.")
    pairs = tuple((first, second) for first, second in values)
    if [first for first, _ in pairs] != sorted({first for first, _ in pairs}):
        raise UnreadableManifestError(f"`{name}` of the manifest is not in order.")
    return pairs


def _require_fields(
    what: str,
    value: Any,
    kind: type[Manifest | ManifestFile | FollowedPack | PackChoice | SampleChoice | SealedFile],
) -> None:
    if not isinstance(value, dict):
        raise UnreadableManifestError(f"{what} is not a JSON object.")
    expected, found = {field.name for field in fields(kind)}, set(value)
    if missing := sorted(expected - found):
        raise UnreadableManifestError(f"{what} lacks `{missing[0]}`.")
    if surplus := sorted(found - expected):
        raise UnreadableManifestError(f"{what} has `{surplus[0][:60]}`, which this version of Muster doesn't know.")


def _check(value: Any, name: str, holds: Callable[[Any], bool]) -> None:
    if not holds(value):
        raise UnreadableManifestError(f"`{name}` of the manifest can't be {json.dumps(value)[:100]}.")


def _is_line(value: Any, longest: int = 500) -> bool:
    return isinstance(value, str) and 0 < len(value) <= longest and value.isprintable()


def _is_count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 2**53


def _is_object_id(value: Any) -> bool:
    return isinstance(value, str) and bool(_OBJECT.match(value))


def _is_hash(value: Any) -> bool:
    return isinstance(value, str) and bool(_HASH.match(value))


def _is_day(value: Any) -> bool:
    if not isinstance(value, str):
        return False
    try:
        parse_day(value)
    except ValueError:
        return False
    return True


def _is_file_name(value: Any) -> bool:
    """A name without a folder, fit for any file system."""
    return _is_line(value) and not value.startswith(".") and not set(value) & set('/\\:*?"<>|')


def _is_path(value: Any) -> bool:
    """A path inside the repository; whoever follows it must not be led out."""
    if not isinstance(value, str) or not value or len(value) > 4096 or "\0" in value or "\\" in value:
        return False
    return all(part not in ("", ".", "..") for part in value.split("/"))
