"""The annex: every file of the commit that the pack shows or rests on, with its digests and the page it stands on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from builder.model.manifest import MANIFEST_NAME, Manifest, ManifestFile
from builder.render.pdf.sections.section import Section, write_html

SHORT_BLOB = 8
SHORT_DIGEST = 12
"""Hex digits in print: enough to compare by eye; the whole ones stand in the attached manifest."""


LETTERS = 150
"""Letters of the annex's small type across the page."""


def make_annex(manifest: Manifest) -> Section:
    """The manifest in print, folder by folder."""
    html = write_html(
        "annex",
        title="Annex: manifest",
        running=("Annex: manifest", manifest.commit[:SHORT_DIGEST]),
        manifest=manifest,
        attachment=MANIFEST_NAME,
        short_blob=SHORT_BLOB,
        short_digest=SHORT_DIGEST,
        beside=[
            {"name": file.name, "what": file.what, "size": _size(file.size), "sha256": file.sha256}
            for file in manifest.beside
        ],
        folders=[
            {"name": name, "lines": _lines([entry for _, entry in rows])} for name, rows in list_printed(manifest)
        ],
    )
    entries = (("Made with", "manifest-toolchain"), ("Files", "manifest-files"))
    return Section("annex", "Annex: manifest", "", html, "manifest", entries)


def list_printed(manifest: Manifest) -> list[tuple[str, list[tuple[str, str]]]]:
    """What is printed of the files: each folder with the path and the entry of each of its files, in the order of the annex."""
    folders: dict[str, list[ManifestFile]] = defaultdict(list)
    for file in manifest.files:
        folders[_folder(file.path)].append(file)
    return [(name, [(file.path, _entry(file, name)) for file in files]) for name, files in sorted(folders.items())]


def _folder(path: str) -> str:
    """The folder under which a file is listed: records by type, their years together."""
    return "/".join(path.split("/")[:-1][:2]) + "/"


def _entry(file: ManifestFile, folder: str) -> str:
    page = f"p. {file.page}" if file.page else ""
    return f"{file.path.removeprefix(folder)} {file.blob[:SHORT_BLOB]} {file.sha256[:SHORT_DIGEST]} {page}".rstrip()


def _lines(entries: Sequence[str]) -> str:
    """Entries side by side, as many as fit, read row by row.

    Text with spaces, not a list in columns or a table: for 2,000 files that took a tenth of the time of the whole pack, and the
    form to work with is attached.
    """
    width = max(len(entry) for entry in entries) + 2
    across = max(1, (LETTERS + 2) // width)
    rows = [entries[at : at + across] for at in range(0, len(entries), across)]
    return "\n".join("".join(f"{entry:<{width}}" for entry in row).rstrip() for row in rows)


def _size(size: int) -> str:
    return f"{size:,} bytes"
