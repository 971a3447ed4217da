"""What is attached to a pack for programs to read: coverage, registers, the sample frame, and the stamps of anchors."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from builder.record_types import TYPES
from builder.render.pdf.attachments import Embedded, Relationship
from builder.render.pdf.sections.register_table import write_register_csv
from builder.render.pdf.sections.sample_frame import FRAME_NAME, has_frame, write_sample_frame
from builder.render.pdf.sections.view import View
from builder.render.report.json_text import write_coverage

COVERAGE_NAME = "coverage.json"
"""Name of the attachment with the coverage, as `muster coverage --format json` prints it."""

STAMP_FILES: Mapping[str, str] = {"txt": "text/plain", "tsr": "application/timestamp-reply"}
"""Attachments of an anchor that the pack carries, and their media types (RFC 3161, 3.4), by the ending of their names."""


def list_attachments(view: View) -> list[Embedded]:
    """What is attached to the pack beside its manifest, which names each of them with its digest."""
    if view.choice.kind == "scope":
        return []
    # Coverage and registers are those of the evidence pack; a supplement adds to it and counts nothing anew.
    return [*(_tables(view) if view.choice.kind == "evidence" else ()), *_stamps(view)]


def _tables(view: View) -> list[Embedded]:
    """Coverage, registers and sample frame for programs to read."""
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
    if has_frame(view):
        said = "What the draw of the sample looks at, of every record."
        files.append(Embedded(FRAME_NAME, write_sample_frame(view), "text/csv", said, Relationship.DATA, day))
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
