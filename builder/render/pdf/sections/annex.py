"""The annex: every file of the commit that the pack shows or rests on, with its digests and the page it stands on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from builder.model.manifest import MANIFEST_NAME, Manifest, ManifestFile
from builder.render.pdf.sections.section import Section, write_html

SHORT_BLOB = 8
SHORT_DIGEST = 12
"""Hex digits in print: enough to compare by eye; the whole ones stand in the attached manifest."""


def make_annex(manifest: Manifest) -> Section:
    """The manifest in print, folder by folder."""
    folders: dict[str, list[ManifestFile]] = defaultdict(list)
    for file in manifest.files:
        folders[_folder(file.path)].append(file)
    html = write_html(
        "annex",
        title="Annex: manifest",
        running=("Annex: manifest", manifest.commit[:SHORT_DIGEST]),
        manifest=manifest,
        attachment=MANIFEST_NAME,
        short_blob=SHORT_BLOB,
        short_digest=SHORT_DIGEST,
        folders=[
            {"name": name, "shape": _shape(name, files), "files": [_file(file, name) for file in files]}
            for name, files in sorted(folders.items())
        ],
    )
    entries = (("Made with", "manifest-toolchain"), ("Files", "manifest-files"))
    return Section("annex", "Annex: manifest", "", html, "manifest", entries)


def _folder(path: str) -> str:
    """The folder under which a file is listed: records by type, their years together."""
    return "/".join(path.split("/")[:-1][:2]) + "/"


def _shape(folder: str, files: Sequence[ManifestFile]) -> str:
    """Class of the list: as many columns as the longest name lets stand side by side."""
    longest = max(len(file.path) - len(folder) for file in files)
    return "" if longest <= 22 else "long" if longest <= 44 else "longest"


def _file(file: ManifestFile, folder: str) -> dict[str, Any]:
    return {
        "name": file.path.removeprefix(folder),
        "blob": file.blob[:SHORT_BLOB],
        "sha256": file.sha256[:SHORT_DIGEST],
        "page": file.page,
    }
