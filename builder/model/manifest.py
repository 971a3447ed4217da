"""What a pack was made from: enough to prove every embedded record against the repository, years later."""

from __future__ import annotations

from dataclasses import dataclass

MANIFEST_SCHEMA = "https://muster.example/schema/manifest-1.json"
MANIFEST_NAME = "manifest.json"
"""Name of the attachment inside the pack that holds the manifest."""


@dataclass(frozen=True)
class ManifestFile:
    """A file of the commit that the pack shows or rests on.

    Attributes:
        path: In the repository.
        id: Of the record or document; empty for attachments.
        blob: Git's object id.
        sha256: Of the bytes.
        size: In bytes.
        page: First page of the pack on which it stands, or 0 when it is only listed.
    """

    path: str
    id: str
    blob: str
    sha256: str
    size: int
    page: int = 0


@dataclass(frozen=True)
class Manifest:
    """The facts a verifier needs.

    Attributes:
        pack_id: Short name of the pack, made from commit, day and profile; printed on every page.
        company: Legal name.
        standard, partner: What it is held against, `alberta-cor 2023` and `acsa`.
        profile: auditor, internal or public.
        commit, tree, branch: The commit's ids (40 hex) and the branch it stands on.
        commits: How many commits lead to it.
        entered_on, as_of, first, last: Days, YYYY-MM-DD.
        toolchain: (name, version) of everything the bytes depend on, sorted.
        files: Sorted by path.
        findings: (severity, count), sorted.
        work_tree: "clean", "dirty", or "not examined".
    """

    pack_id: str
    company: str
    standard: str
    partner: str
    profile: str
    commit: str
    tree: str
    branch: str
    commits: int
    entered_on: str
    as_of: str
    first: str
    last: str
    toolchain: tuple[tuple[str, str], ...]
    files: tuple[ManifestFile, ...]
    findings: tuple[tuple[str, int], ...]
    work_tree: str
