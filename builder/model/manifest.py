"""What a pack was made from: enough to prove every embedded record against the repository, years later."""

from __future__ import annotations

from dataclasses import dataclass

MANIFEST_SCHEMA = "https://muster.example/schema/manifest-2.json"
"""Of the manifests that are written; 2 names the approval tags that a pack rests on, and the earlier pack that it follows."""
MANIFEST_SCHEMA_1 = "https://muster.example/schema/manifest-1.json"
"""Of packs made before that, which are read as they always were."""
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
class FollowedPack:
    """The earlier pack that a pack was held against, so that a chain of packs can be followed back.

    Attributes:
        pack_id: Its short name.
        sha256: Of the file that was given: the pack, signed or not, or its manifest alone.
        manifest_sha256: Of its manifest, which is the same in every copy of it.
        commit: The commit it was made from, 40 hex digits.
        commits: How many commits led to that one, by its own account.
        as_of: Its day, YYYY-MM-DD.
    """

    pack_id: str
    sha256: str
    manifest_sha256: str
    commit: str
    commits: int
    as_of: str


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
        previous: The earlier pack it follows; None if none was given.
        approval_tags: (name, id of the tag object) of every tag that was read for an approval, sorted. Tags lie beside the commit, so
            the commit alone doesn't fix them.
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
    previous: FollowedPack | None = None
    approval_tags: tuple[tuple[str, str], ...] = ()
