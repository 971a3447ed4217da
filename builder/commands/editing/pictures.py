"""Files that arrive with a document or page: the scan that was signed in ink, and pictures in the text."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from builder.commands.editing.arriving import NOT_SAVED
from builder.commands.editing.attachments import PICTURE_KINDS, Asset, base_name, ending_of
from builder.commands.editing.folder import digest, read_file
from builder.commands.editing.kinds import is_plain_path
from builder.commands.scan import KINDS
from builder.model.error import BuilderError

_SIGNED_FOLDER = "signed"


def file_pictures(
    root: Path, assets: Iterable[Asset], path: str, id: str, data: Any
) -> tuple[dict[str, bytes], dict[str, tuple[str, str]]]:
    """Where each file goes; the document's `signed_copy` is told of its own.

    Returns:
        The files to write by path, and name and digest by the name they arrived with.

    Raises:
        BuilderError: One is of no kind that is shown, or would take the place of another.
    """
    copy = data.get("signed_copy") if isinstance(data, dict) else None
    copy = copy if isinstance(copy, dict) else None
    signed = base_name(str(copy.get("path") or "")) if copy else ""
    files: dict[str, bytes] = {}
    filed: dict[str, tuple[str, str]] = {}
    for asset in assets:
        if copy is not None and asset.name == signed:
            target = _signed_target(root, asset, id, str(data.get("version") or "1"))
            copy["path"], copy["sha256"] = target.removeprefix("policies/"), digest(asset.data)
        else:
            target = _picture_target(asset, path)
        if _is_new(root, target, asset, files):
            files[target] = asset.data
        filed[asset.name] = (base_name(target), digest(asset.data))
    if copy is not None and not copy.get("sha256"):
        _fill_digest(root, copy)
    return files, filed


def _signed_target(root: Path, asset: Asset, id: str, version: str) -> str:
    ending = ending_of(asset.name, asset.data, KINDS)
    number = 1
    while True:
        more = f"-{number}" if number > 1 else ""
        target = f"policies/{_SIGNED_FOLDER}/{id}-v{version}{more}{ending}"
        there = read_file(root, target)
        # What was signed once is never written over.
        if there is None or there == asset.data or number > 99:
            return target
        number += 1


def _picture_target(asset: Asset, path: str) -> str:
    """Where the editor wanted it, which is what the text refers to, if that is among pages or documents; else beside the page."""
    found = ending_of(asset.name, asset.data, PICTURE_KINDS)
    # What begins like a picture and is called otherwise could be a page, a script or a document of the program to whoever reads it next.
    if f".{asset.name.rpartition('.')[2].lower()}" not in PICTURE_KINDS:
        raise BuilderError(
            f"{asset.name} is a picture, and its name doesn't end like one.",
            f"Rename it so that it ends in {found}, and add it again. {NOT_SAVED}",
        )
    wanted = asset.path.lstrip("/")
    is_good = is_plain_path(wanted) and wanted.split("/")[0] in ("content", "policies")
    return wanted if is_good else f"{path.rpartition('/')[0]}/{asset.name}"


def _is_new(root: Path, target: str, asset: Asset, files: dict[str, bytes]) -> bool:
    if not is_plain_path(target):
        raise BuilderError(f"{asset.name} is no name for a file.", f"Use plain letters and digits. {NOT_SAVED}")
    there = files.get(target) or read_file(root, target)
    if there is not None and there != asset.data:
        raise BuilderError(f"There is another file {target} already.", f"Give yours another name. {NOT_SAVED}")
    return there is None


def _fill_digest(root: Path, copy: dict[str, Any]) -> None:
    target = f"policies/{copy.get('path') or ''}"
    there = read_file(root, target) if is_plain_path(target) else None
    if there is not None:
        copy["sha256"] = digest(there)
