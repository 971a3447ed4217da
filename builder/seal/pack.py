"""The evidence pack: from a snapshot of a commit to one PDF with its manifest inside, the same bytes every time."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256

from builder.measure.level import at_level, findings_at_level, without_points
from builder.model.cache import Cache, NoCache
from builder.model.finding import Finding, Severity
from builder.model.history import History
from builder.model.level import Level
from builder.model.manifest import MANIFEST_NAME, FollowedPack, Manifest, SealedFile
from builder.model.pack_choice import FOR_THE_AUDITOR, PackChoice, Profile
from builder.model.previous_pack import PreviousPack
from builder.model.progress import Progress, Step, tell_nobody
from builder.model.snapshot import Snapshot
from builder.render.pdf.join import Embedded, Relationship, SignatureField, join_parts
from builder.render.pdf.pool import Job, Part, render_parts
from builder.render.pdf.sections.contents import Contents, list_contents
from builder.render.pdf.sections.cover import signature_places
from builder.render.pdf.sections.evidence_files import list_files
from builder.render.pdf.sections.frame import without_evidence
from builder.render.pdf.sections.layout import lay_out
from builder.render.pdf.sections.naming import Naming
from builder.render.pdf.sections.section import Section, styles
from builder.render.pdf.sections.selection import select
from builder.render.pdf.sections.supplement import without_known
from builder.render.pdf.sections.view import ReadFile, View
from builder.render.pdf.sections.withheld import hide_days
from builder.render.pdf.toolchain import read_toolchain
from builder.seal.attached import COVERAGE_NAME as COVERAGE_NAME
from builder.seal.attached import list_attachments
from builder.seal.beside import BesideFile, seal_beside
from builder.seal.delivery import Delivery
from builder.seal.manifest import write_manifest
from builder.seal.privacy.sources import attach_redactions, attach_sources, copy_sources, seal_rows
from builder.seal.verdict import plain
from builder.seal.volumes import Volumes, make_volumes

LEVELS: Mapping[Profile, Level] = {
    "auditor": Level.OFFICE,
    "internal": Level.OFFICE,
    "public": Level.POSTED,
}
"""Up to which level a profile shows values."""


@dataclass(frozen=True)
class Origin:
    """The commit the bytes come from, as the repository names it.

    Attributes:
        commit, tree: Ids, 40 hex digits.
        branch: The checked-out branch, or empty.
    """

    commit: str
    tree: str
    branch: str


@dataclass(frozen=True)
class Pack:
    """An unsigned pack.

    Attributes:
        pdf: Its bytes.
        manifest: Also attached to it, as manifest.json.
        pages: How many it has.
        beside: The files that are handed over with it; their digests stand in the manifest.
        previous: The earlier pack that it was held against, if one was given.
    """

    pdf: bytes
    manifest: Manifest
    pages: int
    beside: tuple[BesideFile, ...] = ()
    previous: PreviousPack | None = None


def open_view(
    snapshot: Snapshot,
    choice: PackChoice,
    read_file: ReadFile,
    cache: Cache | None = None,
    *,
    is_committed: bool = False,
) -> View:
    """What everything in a pack and beside it is made from: nothing above the profile's level is in it.

    Args:
        snapshot: Of a commit; what is above the profile's level is left out here, should it still be in it.
        choice: What the pack is asked to hold.
        read_file: The commit's bytes of a path.
        cache: For prepared pictures.
        is_committed: Whether the pack will have commitments to what is left out of its sources.
    """
    whole = snapshot.program
    # How the files on disk were when somebody ran this is no fact of the commit: the same commit gives the same pack from any clone.
    snapshot = at_level(replace(snapshot, work_tree=None), LEVELS[choice.profile])
    if choice.profile != "internal":
        # The points of the licensed instrument are the company's to plan with, not to hand around.
        snapshot = without_points(snapshot)
    selection = select(snapshot, choice)
    if choice.kind == "scope":
        selection = without_evidence(selection)
    if choice.kind == "supplement":
        selection = without_known(selection, snapshot, choice.sample.ids)
    naming = Naming(snapshot, choice.profile)
    view = View(snapshot, selection, naming, choice, read_file, cache or NoCache(), is_committed=is_committed)
    return replace(view, sources=copy_sources(view, whole)) if choice.kind != "scope" else view


def compile_pack(
    snapshot: Snapshot,
    findings: Sequence[Finding],
    read_file: ReadFile,
    *,
    origin: Origin,
    choice: PackChoice = FOR_THE_AUDITOR,
    cache: Cache | None = None,
    workers: int = 1,
    progress: Progress | None = None,
    beside: Sequence[BesideFile] = (),
    delivery: Delivery | None = None,
    commitment_key: bytes | None = None,
    view: View | None = None,
) -> Pack:
    """The pack of a snapshot. The same arguments and the same toolchain give the same bytes.

    Args:
        snapshot: Of a commit; what is above the profile's level is left out here, should it still be in it.
        findings: Of the check, all of them.
        read_file: The commit's bytes of a path, for scans and pictures.
        origin: The commit.
        choice: What the pack is asked to hold.
        cache: For rendered sections.
        workers: Processes that render.
        progress: Told of each section that is ready, then of what comes after.
        beside: Files that will be handed over with it.
        delivery: Whether it comes in volumes, and how its files are called; one file when left out.
        commitment_key: For commitments to what is left out of the sources; without a key there are none.
        view: As `open_view` gives it for the same arguments, where it was needed before.

    Raises:
        BuilderError: A section can't be printed, or a link of it leads nowhere.
    """
    cache = cache or NoCache()
    view = view or open_view(snapshot, choice, read_file, cache, is_committed=commitment_key is not None)
    # How many gaps there are says how the evidence stands.
    findings = hide_days(findings_at_level(findings, view.snapshot)) if choice.kind == "evidence" else ()
    contents = list_contents(view, findings)
    render = _renderer(cache, workers)
    report = progress or tell_nobody
    parts = render([*contents.front, *contents.body], report)
    attachments = [
        *list_attachments(view),
        *attach_sources(view),
        *attach_redactions(view, snapshot.program, commitment_key),
    ]
    manifest = _start_manifest(view, findings, origin)
    manifest = replace(
        manifest,
        files=seal_rows(view, snapshot.program, manifest.files, commitment_key),
        attached=_digests(attachments),
    )
    pack = _Assembly(view, contents, parts, manifest, attachments, tuple(beside), render, report)
    limit = (delivery or Delivery()).volumes_over
    # With a limit of nothing, which a rebuild gives, there is no need to see how large one file would be.
    whole = None if limit == 0 else pack.put_together()
    if whole is not None and (limit is None or len(whole.pdf) <= limit):
        return replace(whole, previous=snapshot.previous)
    report(Step("Putting the volumes together"))
    volumes = make_volumes(view, contents, parts, manifest, delivery or Delivery(), render)
    return replace(pack.put_together(volumes), previous=snapshot.previous)


@dataclass(frozen=True)
class _Assembly:
    """Everything that a pack is put together from, in one file or in volumes."""

    view: View
    contents: Contents
    parts: Mapping[str, Part]
    manifest: Manifest
    attachments: Sequence[Embedded]
    beside: tuple[BesideFile, ...]
    render: Callable[..., dict[str, Part]]
    report: Progress

    def put_together(self, volumes: Volumes | None = None) -> Pack:
        """The pack, or its master with the volumes among the files beside it."""
        beside = (*self.beside, *(volumes.files if volumes else ()))
        outside = volumes.outside if volumes else {}
        manifest = replace(self.manifest, beside=seal_beside(beside))
        self.report(Step("Writing the cover, the matrix and the annex"))
        parts = volumes.parts if volumes else self.parts
        layout = lay_out(self.view, self.contents, parts, manifest, self.render, outside)
        self.report(Step(f"Putting {len(layout.parts) + 1} sections together"))
        pdf = join_parts(
            layout.cover,
            layout.parts,
            page_label=manifest.pack_id,
            attachments=[_embed_manifest(layout.manifest, self.view.snapshot.as_of), *self.attachments],
            signature_fields=[SignatureField(place.name, place.label) for place in signature_places(self.view)],
            nested=[section.key for section in self.contents.body if section.is_below and section.key in parts],
            elsewhere={anchor: place.file for anchor, place in outside.items()},
        )
        return Pack(pdf, layout.manifest, layout.pages, beside)


def _renderer(cache: Cache, workers: int) -> Callable[..., dict[str, Part]]:
    def render(sections: Sequence[Section], progress: Progress | None = None) -> dict[str, Part]:
        jobs = [Job(section.key, section.html, section.assets, styles(), section.title) for section in sections]
        return render_parts(jobs, cache=cache, workers=workers, progress=progress)

    return render


def _start_manifest(view: View, findings: Sequence[Finding], origin: Origin) -> Manifest:
    """The manifest, as yet without the pages of its files."""
    snapshot = view.snapshot
    company = snapshot.program.company.value if snapshot.program.company else None
    history = snapshot.history
    return Manifest(
        pack_id=_name(view, origin),
        company=company.name if company else "Company not named",
        standard=f"{snapshot.standard.id} {snapshot.standard.edition}",
        partner=snapshot.coverage.partner,
        choice=view.choice,
        commit=origin.commit,
        tree=origin.tree,
        branch=origin.branch,
        commits=history.commits if history else 0,
        entered_on=history.entered_on.isoformat() if history else "",
        as_of=snapshot.as_of.isoformat(),
        first=snapshot.window.first.isoformat(),
        last=snapshot.window.last.isoformat(),
        toolchain=_toolchain(history),
        files=list_files(view),
        findings=tuple(
            (severity.value, sum(each.severity is severity for each in findings)) for severity in sorted(Severity)
        ),
        previous=_followed(snapshot.previous),
        # No approval is printed in a scope pack, so it rests on no tag.
        approval_tags=_approval_tags(history, snapshot.as_of) if view.choice.kind != "scope" else (),
    )


def _name(view: View, origin: Origin) -> str:
    """The pack's short name; a scope pack and a supplement of the same commit are called otherwise than its evidence."""
    choice = view.choice
    kind = "" if choice.kind == "evidence" else f"-{choice.kind}"
    return f"{view.snapshot.as_of.isoformat()}-{origin.commit[:10]}-{choice.profile}{kind}"


def _toolchain(history: History | None) -> tuple[tuple[str, str], ...]:
    """What the bytes depend on; verdicts on OpenPGP signatures depend on the program that gave them too."""
    checker = (("gpgv", history.gpgv),) if history and history.gpgv else ()
    return tuple(sorted((*read_toolchain(), *checker)))


def _approval_tags(history: History | None, as_of: date) -> tuple[tuple[str, str], ...]:
    """The tags that an approval or a finding in the pack can rest on; there are none below office level."""
    return tuple(sorted((tag.name, tag.id) for tag in (history.tags if history else ()) if tag.tagged_on <= as_of))


def _followed(previous: PreviousPack | None) -> FollowedPack | None:
    if previous is None:
        return None
    return FollowedPack(
        pack_id=previous.pack_id,
        sha256=previous.sha256,
        manifest_sha256=previous.manifest_sha256,
        commit=previous.commit,
        commits=previous.commits,
        as_of=previous.as_of.isoformat(),
    )


def _embed_manifest(manifest: Manifest, day: date) -> Embedded:
    said = "Every file of the commit that the pack rests on, with its digests."
    return Embedded(MANIFEST_NAME, write_manifest(manifest), "application/json", said, Relationship.DATA, day)


def _digests(attachments: Sequence[Embedded]) -> tuple[SealedFile, ...]:
    files = (
        # A caption is what somebody wrote: any letter, any length.
        SealedFile(each.name, sha256(each.data).hexdigest(), len(each.data), plain(each.description))
        for each in attachments
    )
    return tuple(sorted(files, key=lambda file: file.name))
