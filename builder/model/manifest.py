"""What a pack was made from: enough to prove every embedded record against the repository, years later."""

from __future__ import annotations

from dataclasses import dataclass

from builder.model.pack_choice import PackChoice

MANIFEST_SCHEMA = "https://muster.example/schema/manifest-3.json"
"""Of the manifests that are written; 3 says what the pack was asked to hold, what is attached to it, and which files lie beside it."""
MANIFEST_SCHEMA_2 = "https://muster.example/schema/manifest-2.json"
"""Of packs made before that; it named the approval tags that a pack rests on, and the earlier pack that it follows."""
MANIFEST_SCHEMA_1 = "https://muster.example/schema/manifest-1.json"
"""Of the first packs. Packs with a manifest of 1 or 2 are read as they always were."""
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
        page: First page of the pack (or of its volume) on which it stands, or 0 when it is only listed.
        volume: Name of the volume on whose pages it stands; empty: this file.
        attachment: Name under which it, or its redacted copy, is attached to the pack or its volume; empty if it is not.
        commitment: For a file of which only a redacted copy may be shown: a keyed commitment to the whole of it, 64 hex digits; then
            `blob` and `sha256` are empty, because a digest would let anyone guess short contents. Empty where no key was given.
    """

    path: str
    id: str
    blob: str
    sha256: str
    size: int
    page: int = 0
    volume: str = ""
    attachment: str = ""
    commitment: str = ""


@dataclass(frozen=True)
class SealedFile:
    """A file whose digest the pack holds: attached to it, or handed over beside it.

    Attributes:
        name: Of the attachment, or of the file.
        sha256: Of its bytes.
        size: In bytes.
        what: In words: "question sheet", "evidence", "volume".
    """

    name: str
    sha256: str
    size: int
    what: str


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
        choice: What it was asked to hold.
        commit, tree, branch: The commit's ids (40 hex) and the branch it stands on.
        commits: How many commits lead to it.
        entered_on, as_of, first, last: Days, YYYY-MM-DD.
        toolchain: (name, version) of everything the bytes depend on, sorted.
        files: Sorted by path.
        findings: (severity, count), sorted.
        previous: The earlier pack it follows; None if none was given.
        approval_tags: (name, id of the tag object) of every tag that was read for an approval, sorted. Tags lie beside the commit, so
            the commit alone doesn't fix them.
        attached: Everything that is attached to the pack but this manifest itself, by name.
        beside: Files that are handed over with the pack, by name: their digests stand here, so one signature covers them too.
    """

    pack_id: str
    company: str
    standard: str
    partner: str
    choice: PackChoice
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
    previous: FollowedPack | None = None
    approval_tags: tuple[tuple[str, str], ...] = ()
    attached: tuple[SealedFile, ...] = ()
    beside: tuple[SealedFile, ...] = ()
