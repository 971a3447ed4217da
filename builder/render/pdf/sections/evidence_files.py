"""Which files of the commit the pack shows or rests on, and the anchor at which each stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from builder.model.level import Level
from builder.model.manifest import ManifestFile
from builder.record_types.stub import Stub
from builder.render.pdf.sections.view import View

COMPANY = "records/company.yaml"
EXPLAINED = "records/explained.yaml"


def list_files(view: View) -> tuple[ManifestFile, ...]:
    """The files without page numbers, by path.

    Below office level only the documents are listed: the digest of a short record whose other values are known would let anyone
    try out the hidden ones.
    """
    files = view.snapshot.program.files
    ids: dict[str, str] = {}
    for path, id in _shown(view):
        # A record may list an attachment twice, and two records the same one; the file is one.
        ids[path] = ids.get(path) or id
    found = []
    for path, id in sorted(ids.items()):
        known = files.get(path)
        if known is not None and known.sha256:
            found.append(ManifestFile(path, id, known.blob, known.sha256, known.size))
    return tuple(found)


def number_files(view: View, files: tuple[ManifestFile, ...], pages: Mapping[str, int]) -> tuple[ManifestFile, ...]:
    """The files with the page on which each stands; 0 for those that are only listed."""
    anchors = list_anchors(view)
    return tuple(replace(file, page=pages.get(anchors.get(file.path, ""), 0)) for file in files)


def _shown(view: View) -> Iterator[tuple[str, str]]:
    """Path and id of every file; one to which several records refer comes as often."""
    for stored in (*view.selection.documents, *view.selection.listed):
        yield stored.path, stored.value.id
    if not view.snapshot.level.shows(Level.OFFICE):
        return
    program = view.snapshot.program
    for stored in view.selection.documents:
        if stored.value.signed_copy:
            yield f"policies/{stored.value.signed_copy.path}", ""
    if program.company:
        yield program.company.path, ""
    is_scope = view.choice.kind == "scope"
    if program.explained and not is_scope:
        yield EXPLAINED, ""
    if program.overlay and not is_scope:
        yield program.overlay.path, ""
    # The scope sheet alone counts people and lists no assets; the headcount rests on the register of people all the same.
    assets = {} if is_scope else program.assets
    for register in (program.people, program.sites, program.positions, assets, program.contractors):
        for id, entry in register.items():
            yield entry.path, id
    # Their keyed hashes can't be guessed, so their digests tell nothing.
    for stub in program.records_by_type.get(Stub.TYPE, ()):
        if view.selection.link_to(stub.value.id):
            yield stub.path, stub.value.id
    for records in view.selection.registers.values():
        for record in records:
            yield record.path, record.value.id
            for attachment in record.value.attachments:
                yield record.beside(attachment.path), ""


def list_anchors(view: View) -> dict[str, str]:
    """The anchor at which each file stands, by path; a file without one is only listed."""
    program = view.snapshot.program
    anchors = {COMPANY: "scope", EXPLAINED: "explained"}
    for stored in view.selection.documents:
        anchors[stored.path] = f"doc-{stored.value.id}"
        if stored.value.signed_copy:
            anchors[f"policies/{stored.value.signed_copy.path}"] = f"signed-{stored.value.id}"
    for name, register in (
        ("sites", program.sites),
        ("positions", program.positions),
        ("assets", program.assets),
        ("contractors", program.contractors),
    ):
        anchors.update((entry.path, f"scope-{name}") for entry in register.values())
    for records in view.selection.registers.values():
        for record in records:
            anchors[record.path] = f"record-{record.value.id}"
            for number, attachment in enumerate(record.value.attachments, 1):
                anchors.setdefault(record.beside(attachment.path), f"scan-{record.value.id}-{number}")
    return anchors
