"""A pack against the one that the same commit gives today: byte for byte with the same tools, else what it says."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace

import pikepdf

from builder.model.manifest import MANIFEST_NAME, Manifest
from builder.seal.pack_file import unsigned_part
from builder.seal.verdict import Check, Status, enumerate_names
from builder.seal.verifying.held_files import HeldFile, list_held
from builder.seal.verifying.page_text import PageReader, UnreadableTextError
from builder.seal.verifying.signatures import find_additions

REBUILD = "rebuild"
"""Name of the check of the bytes; the others have a word behind it."""


def compare_rebuild(data: bytes, manifest: Manifest, again: bytes, again_manifest: Manifest) -> tuple[Check, ...]:
    """The checks of a pack against its rebuild.

    Args:
        data: The pack, signed or not.
        manifest: Of it.
        again: The pack that was made anew, unsigned.
        again_manifest: Of that.
    """
    tools = _differing_tools(manifest, again_manifest)
    is_first = not tools and unsigned_part(data) == again
    if is_first and (added := find_additions(data)):
        detail = f"The pack made anew is only the beginning of this file: {added}."
        differs = Check(REBUILD, Status.FAIL, detail)
        return (differs, *_compare_parts(data, manifest, again, again_manifest, tools))
    if is_first:
        detail = "Made anew from the repository, it has the same bytes as before anyone signed it."
        return (Check(REBUILD, Status.PASS, detail),)
    return (_describe_bytes(tools), *_compare_parts(data, manifest, again, again_manifest, tools))


def _describe_bytes(tools: list[str]) -> Check:
    if tools:
        detail = f"The bytes can't be compared, because it was made with other tools: {', '.join(tools)}."
        return Check(REBUILD, Status.NOT_CHECKED, detail)
    detail = (
        "Made anew from the repository with the same tools, it has other bytes. If it was made with --keys, --previous or "
        "--commitment-key, give them again."
    )
    return Check(REBUILD, Status.FAIL, detail)


def _differing_tools(manifest: Manifest, again: Manifest) -> list[str]:
    before, now = dict(manifest.toolchain), dict(again.toolchain)
    return [
        f"{name} {before.get(name, 'none')} (here {now.get(name, 'none')})"
        for name in sorted({*before, *now})
        if before.get(name) != now.get(name)
    ]


def _compare_parts(
    data: bytes, manifest: Manifest, again: bytes, again_manifest: Manifest, tools: list[str]
) -> Iterator[Check]:
    yield _compare_manifests(manifest, again_manifest)
    with (
        # As a reader sees it: what stood in it first is no use to anyone whom something added behind it shows another page.
        pikepdf.open(io.BytesIO(data), attempt_recovery=False) as before,
        pikepdf.open(io.BytesIO(again), attempt_recovery=False) as now,
    ):
        yield _compare_files(list_held(before), list_held(now), has_other_program=_is_other_program(tools))
        yield _compare_pages(before, now, has_other_program=_is_other_program(tools))


def _is_other_program(tools: list[str]) -> bool:
    return any(tool.startswith("muster ") for tool in tools)


def _compare_manifests(manifest: Manifest, again: Manifest) -> Check:
    """Everything but the tools, and the page and bytes of what they made."""
    name = f"{REBUILD} manifest"
    differing = [
        field
        for field in Manifest.__dataclass_fields__
        if field not in ("toolchain", "files", "attached", "beside")
        and getattr(manifest, field) != getattr(again, field)
    ]
    rows = {replace(file, page=0) for file in manifest.files} ^ {replace(file, page=0) for file in again.files}
    differing += sorted({row.path for row in rows})
    for before, now in ((manifest.attached, again.attached), (manifest.beside, again.beside)):
        differing += sorted({file.name for file in before} ^ {file.name for file in now})
    if differing:
        return Check(name, Status.FAIL, f"The manifest made anew says otherwise about: {enumerate_names(differing)}.")
    return Check(name, Status.PASS, f"The manifest made anew says the same of all {len(manifest.files):,} files.")


def _compare_files(before: tuple[HeldFile, ...], now: tuple[HeldFile, ...], *, has_other_program: bool) -> Check:
    name = f"{REBUILD} attached"
    # The manifest names the tools, so it differs with them; what else it says is a check of its own.
    first, second = (
        {file.name: file.sha256 for file in files if file.name != MANIFEST_NAME} for files in (before, now)
    )
    differing = sorted(key for key in {*first, *second} if first.get(key) != second.get(key))
    if not differing:
        return Check(name, Status.PASS, f"All {len(first)} attached files are the same, to the byte.")
    said = f"{len(differing)} of {len(first)} attached files are not the same: {enumerate_names(differing)}"
    if has_other_program:
        return Check(name, Status.NOT_CHECKED, f"{said}; another version of Muster writes them otherwise.")
    return Check(name, Status.FAIL, f"{said}.")


def _compare_pages(before: pikepdf.Pdf, now: pikepdf.Pdf, *, has_other_program: bool) -> Check:
    name = f"{REBUILD} pages"
    if len(before.pages) != len(now.pages):
        detail = f"It has {len(before.pages)} pages and made anew {len(now.pages)}, so their words were not compared."
        return Check(name, Status.NOT_CHECKED, detail)
    first, second = PageReader(), PageReader()
    differing = []
    try:
        for number, (old, new) in enumerate(zip(before.pages, now.pages, strict=True), 1):
            if first.words(old) != second.words(new):
                differing.append(f"page {number}")
    except UnreadableTextError as error:
        return Check(name, Status.NOT_CHECKED, f"The words on a page can't be read ({error}).")
    if not differing:
        return Check(name, Status.PASS, f"All {len(before.pages)} pages say the same, word for word.")
    said = f"The words on {len(differing)} of {len(before.pages)} pages are not the same: {enumerate_names(differing)}"
    if has_other_program:
        return Check(name, Status.NOT_CHECKED, f"{said}; another version of Muster prints otherwise.")
    return Check(name, Status.FAIL, f"{said}.")
