"""The manifest in print against the attached one: a reader who compares by eye must see what a program reads."""

from __future__ import annotations

from typing import Any

import pikepdf

import builder
from builder.model.manifest import Manifest
from builder.render.pdf.sections.annex import list_printed
from builder.seal.verdict import Check, Status, enumerate_names
from builder.seal.verifying.page_text import PageReader, UnreadableTextError

PRINTED = "printed"
"""Name of the check."""
_FIRST = "manifest-files"
"""Where the printed list begins, as links in the pack name it."""
_DEEPEST = 50


def check_printed(pdf: pikepdf.Pdf, manifest: Manifest) -> Check:
    """Whether the digits that the annex prints for each file are those of the manifest.

    Args:
        pdf: The pack, open.
        manifest: Attached to it.
    """
    try:
        words = _read_annex(pdf)
    except UnreadableTextError as error:
        return Check(PRINTED, Status.NOT_CHECKED, f"The printed list of files can't be read ({error}).")
    missing, count = [], 0
    for folder, rows in list_printed(manifest):
        count += len(rows)
        # One search for a whole folder; its rows are looked for one by one only where that fails.
        if _squeeze(folder + "".join(row for _, row in rows)) not in words:
            missing += [path for path, row in rows if _squeeze(row) not in words]
    if not missing:
        return Check(PRINTED, Status.PASS, f"The printed list names the same {count:,} files with the same digits.")
    made_with = dict(manifest.toolchain).get("muster", "")
    if made_with != builder.__version__:
        detail = (
            f"The pack was made with Muster {made_with or 'of another version'}, which may print its list otherwise."
        )
        return Check(PRINTED, Status.NOT_CHECKED, detail)
    detail = f"{len(missing)} of {count:,} files are not printed with the digits that the manifest has: {enumerate_names(missing)}."
    return Check(PRINTED, Status.FAIL, detail)


def _read_annex(pdf: pikepdf.Pdf) -> str:
    first = _find_page(pdf)
    reader = PageReader()
    return "".join(reader.words(page) for page in list(pdf.pages)[first:])


def _find_page(pdf: pikepdf.Pdf) -> int:
    names = pdf.Root.get("/Names")
    tree = names.get("/Dests") if isinstance(names, pikepdf.Dictionary) else None
    for name, place in _leaves(tree, 0):
        if name == _FIRST:
            place = place.get("/D") if isinstance(place, pikepdf.Dictionary) else place
            pages = [page.obj.objgen for page in pdf.pages]
            if isinstance(place, pikepdf.Array) and len(place) and place[0].objgen in pages:
                return pages.index(place[0].objgen)
    raise UnreadableTextError("the pack doesn't say where it begins")


def _leaves(node: Any, depth: int) -> list[tuple[str, Any]]:
    if depth > _DEEPEST or not isinstance(node, pikepdf.Dictionary):
        return []
    rows = list(node.get("/Names", ()))
    found = [(str(name), value) for name, value in zip(rows[::2], rows[1::2], strict=False)]
    for kid in node.get("/Kids", ()):
        found += _leaves(kid, depth + 1)
    return found


def _squeeze(text: str) -> str:
    return "".join(text.split())
