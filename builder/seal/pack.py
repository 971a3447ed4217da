"""The evidence pack: from a snapshot of a commit to one PDF with its manifest inside, the same bytes every time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
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
from builder.model.snapshot import Snapshot
from builder.record_types import TYPES
from builder.render.pdf.join import Embedded, Relationship, SignatureField, join_parts
from builder.render.pdf.pool import Job, Part, Progress, render_parts
from builder.render.pdf.sections.contents import list_contents
from builder.render.pdf.sections.cover import signature_places
from builder.render.pdf.sections.evidence_files import list_files
from builder.render.pdf.sections.layout import lay_out
from builder.render.pdf.sections.naming import Naming
from builder.render.pdf.sections.register_table import write_register_csv
from builder.render.pdf.sections.section import Section, styles
from builder.render.pdf.sections.selection import select
from builder.render.pdf.sections.view import ReadFile, View
from builder.render.pdf.toolchain import read_toolchain
from builder.render.report.json_text import write_coverage
from builder.seal.beside import BesideFile, seal_beside
from builder.seal.manifest import write_manifest

LEVELS: Mapping[Profile, Level] = {
    "auditor": Level.OFFICE,
    "internal": Level.OFFICE,
    "public": Level.POSTED,
}
"""Up to which level a profile shows values."""

COVERAGE_NAME = "coverage.json"
"""Name of the attachment with the coverage, as `muster coverage --format json` prints it."""

STAMP_FILES: Mapping[str, str] = {"txt": "text/plain", "tsr": "application/timestamp-reply"}
"""Attachments of an anchor that the pack carries, and their media types (RFC 3161, 3.4), by the ending of their names."""


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
    """

    pdf: bytes
    manifest: Manifest
    pages: int


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
        progress: Told after each section.
        beside: Files that will be handed over with it.

    Raises:
        BuilderError: A section can't be printed, or a link of it leads nowhere.
    """
    # How the files on disk were when somebody ran this is no fact of the commit: the same commit gives the same pack from any clone.
    snapshot = at_level(replace(snapshot, work_tree=None), LEVELS[choice.profile])
    if choice.profile != "internal":
        # The points of the licensed instrument are the company's to plan with, not to hand around.
        snapshot = without_points(snapshot)
    findings = findings_at_level(findings, snapshot)
    selection = select(snapshot, choice)
    cache = cache or NoCache()
    view = View(snapshot, selection, Naming(snapshot, choice.profile), choice, read_file, cache)
    contents = list_contents(view, findings)
    render = _renderer(cache, workers)
    parts = render([*contents.front, *contents.body], progress)
    attachments = _attachments(view)
    manifest = replace(
        _start_manifest(view, findings, origin), attached=_digests(attachments), beside=seal_beside(beside)
    )
    layout = lay_out(view, contents, parts, manifest, render)
    pdf = join_parts(
        layout.cover,
        layout.parts,
        page_label=manifest.pack_id,
        attachments=[_embed_manifest(layout.manifest, snapshot.as_of), *attachments],
        signature_fields=[SignatureField(place.name, place.label) for place in signature_places(view)],
        nested=[section.key for section in contents.body if section.is_below],
    )
    return Pack(pdf, layout.manifest, layout.pages)


def _renderer(cache: Cache, workers: int) -> Callable[..., dict[str, Part]]:
    def render(sections: Sequence[Section], progress: Progress | None = None) -> dict[str, Part]:
        jobs = [Job(section.key, section.html, section.assets, styles()) for section in sections]
        return render_parts(jobs, cache=cache, workers=workers, progress=progress)

    return render


def _start_manifest(view: View, findings: Sequence[Finding], origin: Origin) -> Manifest:
    """The manifest, as yet without the pages of its files."""
    snapshot = view.snapshot
    company = snapshot.program.company.value if snapshot.program.company else None
    history = snapshot.history
    return Manifest(
        pack_id=f"{snapshot.as_of.isoformat()}-{origin.commit[:10]}-{view.choice.profile}",
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
        approval_tags=_approval_tags(history, snapshot.as_of),
    )


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
        SealedFile(each.name, sha256(each.data).hexdigest(), len(each.data), each.description) for each in attachments
    )
    return tuple(sorted(files, key=lambda file: file.name))


def _attachments(view: View) -> list[Embedded]:
    """What is attached to the pack beside its manifest, which names each of them with its digest."""
    day = view.snapshot.as_of
    files = []
    files.append(
        Embedded(
            COVERAGE_NAME,
            write_coverage(view.snapshot, with_readiness=view.naming.profile == "internal").encode(),
            "application/json",
            "Every question with its status, evidence and what is missing.",
            Relationship.DATA,
            day,
        )
    )
    files.extend(
        Embedded(
            f"register-{name}.csv",
            write_register_csv(view, name),
            "text/csv",
            f"{TYPES[name].PLURAL}: the whole register as a table.",
            Relationship.DATA,
            day,
        )
        for name in view.selection.registers
    )
    files.extend(_stamps(view))
    return files


def _stamps(view: View) -> Iterator[Embedded]:
    """The statements and answers of the anchors, so that their stamps can be checked with this file alone."""
    history, program = view.snapshot.history, view.snapshot.program
    for stamp in history.stamps if history else ():
        stored = program.record_by_id[stamp.record]
        by_name = {attachment.path: attachment for attachment in stored.value.attachments}
        for attachment in by_name.values() if stamp.holds else ():
            mime = STAMP_FILES.get(attachment.path.rpartition(".")[2])
            known = program.files.get(stored.beside(attachment.path))
            # Only under the name that the annex tells one to check, and only the bytes that the record was filed with.
            if mime and known and known.sha256 == attachment.sha256 and attachment.path.startswith(f"{stamp.record}."):
                data = view.read_file(known.path)
                day = stored.value.date
                yield Embedded(attachment.path, data, mime, attachment.caption, Relationship.SUPPLEMENT, day)
