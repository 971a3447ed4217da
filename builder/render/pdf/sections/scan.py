"""Attached files as pages: prepared once, named by their bytes, refused with a reason in words."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from builder.read.lfs_pointer import read_pointer
from builder.render.pdf.image import SVG, UnusableImage, prepare_image
from builder.render.pdf.sections.view import View
from builder.render.pdf.toolchain import engine_digest

LONGEST_SIDE = 1650
"""Pixels of a printed scan: 150 dots per inch on a letter page, enough to read handwriting."""


_NO_PAGES = (".txt", ".tsr", ".tsq")
"""Endings of what is data for a program: the statement of an anchor, a time stamp, the request for one."""


@dataclass(frozen=True)
class Scan:
    """A file as it can be printed, or why it can't.

    Attributes:
        asset: Name of the prepared picture; empty when there is none.
        data: Its bytes.
        problem: Why it isn't printed, a full sentence; empty when it is.
    """

    asset: str = ""
    data: bytes = b""
    problem: str = ""


def prepare_scan(view: View, path: str, sha256: str) -> Scan:
    """The file at `path` as a page of the pack.

    Only bytes that have the digest written in the record are shown as that record's scan.
    """
    known = view.snapshot.program.files.get(path)
    if known is None:
        return Scan(problem=f"{path} is not in the repository.")
    if not known.sha256:
        return Scan(problem=f"{path} is too large to be read.")
    data = view.read_file(path)
    if read_pointer(data):
        return Scan(problem=f"{path} is kept outside git (Git LFS), and its content was not at hand.")
    if hashlib.sha256(data).hexdigest() != sha256:
        return Scan(problem=f"{path} has changed since the record was written: its sha256 is another one.")
    if data.startswith(b"%PDF-"):
        return Scan(problem=f"{path} is a PDF; it stands in the repository with sha256 {sha256}.")
    if path.endswith(_NO_PAGES):
        return Scan(problem=f"{path} is no page; it stands in the repository with sha256 {sha256}.")
    # Reducing a photo costs more than all else that an unchanged pack needs, so its result is kept.
    key = f"scan\n{engine_digest()}\n{LONGEST_SIDE}\n{sha256}"
    kept = view.cache.get(key)
    if kept is None:
        try:
            picture = prepare_image(data, longest_side=LONGEST_SIDE)
        except UnusableImage as error:
            return Scan(problem=f"{path} {error}.")
        if picture.mime == SVG:
            # Its text could ask for fonts and files, and a single sign without a glyph would stop the whole pack.
            return Scan(problem=f"{path} is a drawing (SVG), not a scan.")
        kept = picture.data
        view.cache.put(key, kept)
    # Named by its bytes: a name made from the path would be one more thing that could clash.
    return Scan(hashlib.sha256(kept).hexdigest()[:24], kept)
