"""Attached files as pages: photos, scans of several pages and PDFs, drawn once, named by their bytes, refused with a reason in words."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from builder.read.lfs_pointer import read_pointer
from builder.render.pdf.image import SVG, UnusableImage
from builder.render.pdf.scan_pages import ScanPages, drawing_digest, picture_pages, read_pages, write_pages
from builder.render.pdf.sections.view import View
from builder.render.pdf.toolchain import engine_digest

LONGEST_SIDE = 1650
"""Pixels of a printed scan: 150 dots per inch on a letter page, enough to read handwriting."""


_NO_PAGES = (".txt", ".tsr", ".tsq")
"""Endings of what is data for a program: the statement of an anchor, a time stamp, the request for one."""


@dataclass(frozen=True)
class ScanPage:
    """A page of a scan as a picture.

    Attributes:
        asset: Name of the picture.
        data: Its bytes.
    """

    asset: str
    data: bytes


@dataclass(frozen=True)
class Scan:
    """A file as it can be printed, or why it can't.

    Attributes:
        pages: Its pages in order; none when there is a problem.
        total: How many pages the file has; more than `pages` when it is long.
        problem: Why it isn't printed, a full sentence; empty when it is.
        more: What is said of the pages that are not printed, a full sentence; empty when all are.
    """

    pages: tuple[ScanPage, ...] = ()
    total: int = 0
    problem: str = ""
    more: str = ""

    @property
    def assets(self) -> dict[str, bytes]:
        """The pictures by name, for the section's assets."""
        return {page.asset: page.data for page in self.pages}

    def page_words(self, number: int) -> str:
        """Which page this is, for the line above it; nothing for the only one."""
        return f"page {number} of {self.total}" if self.total > 1 else ""


def prepare_scan(view: View, path: str, sha256: str) -> Scan:
    """The file at `path` as pages of the pack.

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
    if path.endswith(_NO_PAGES):
        return Scan(problem=f"{path} is no page; it stands in the repository with sha256 {sha256}.")
    try:
        pages = _draw(view, data, sha256)
    except UnusableImage as error:
        return Scan(problem=f"{path} {error}.")
    if pages.pictures[0].mime == SVG:
        # Its text could ask for fonts and files, and a single sign without a glyph would stop the whole pack.
        return Scan(problem=f"{path} is a drawing (SVG), not a scan.")
    left = pages.total - len(pages.pictures)
    more = f"{left} more page{'' if left == 1 else 's'} of {path} {'stands' if left == 1 else 'stand'} in the repository with sha256 {sha256}."
    # Named by its bytes: a name made from the path would be one more thing that could clash.
    drawn = tuple(ScanPage(hashlib.sha256(each.data).hexdigest()[:24], each.data) for each in pages.pictures)
    return Scan(drawn, pages.total, more=more if left else "")


def scan_pages(scan: Scan, words: str) -> list[dict[str, str]]:
    """The pages as the templates print them: name of the picture, which page it is, and the words for those who can't see it."""
    pages = []
    for number, page in enumerate(scan.pages, 1):
        which = scan.page_words(number)
        pages.append({"asset": page.asset, "which": which, "alt": f"{words}, {which}" if which else words})
    return pages


def _draw(view: View, data: bytes, sha256: str) -> ScanPages:
    """The pages, from the cache where they were drawn before: reducing photos costs more than all else of an unchanged pack."""
    key = f"scan pages\n{engine_digest()}\n{drawing_digest()}\n{LONGEST_SIDE}\n{sha256}"
    kept = view.cache.get(key)
    pages = read_pages(kept) if kept else None
    if pages is None:
        pages = picture_pages(data, longest_side=LONGEST_SIDE)
        view.cache.put(key, write_pages(pages))
    return pages
