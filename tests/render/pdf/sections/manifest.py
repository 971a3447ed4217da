"""A manifest for tests that need one to print."""

from __future__ import annotations

from builder.model.manifest import Manifest, ManifestFile
from builder.model.pack_choice import PackChoice
from tests.render.pdf.sections.company import COMMIT


def manifest_of(files: tuple[ManifestFile, ...]) -> Manifest:
    """A manifest over the files."""
    return Manifest(
        pack_id="2026-10-31-1a1a1a1a1a-auditor",
        company="Small Mechanical Ltd.",
        standard="alberta-cor 2023",
        partner="acsa",
        choice=PackChoice(),
        commit=COMMIT,
        tree="2b" * 20,
        branch="main",
        commits=1,
        entered_on="2026-10-21",
        as_of="2026-10-31",
        first="2025-11-01",
        last="2026-10-31",
        toolchain=(("weasyprint", "70.0"),),
        files=files,
        findings=(("error", 0), ("gap", 2), ("note", 1)),
    )
