"""What a release can say by itself: the pack's name, its kind and its digest stand in the file that is handed over."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from builder.measure.cycle.releases import audit_under_way
from builder.model.error import BuilderError
from builder.model.program import Program


def read_release(pack: Path, program: Program, day: date) -> Mapping[str, Any]:
    """The fields of a release that the file and the program fill in.

    Args:
        pack: The signed file, as it is handed over.
        program: For the audit under way and its auditor.
        day: Of the release.

    Raises:
        BuilderError: The file is no pack, can't be read, or holds evidence and nobody has signed it yet.
    """
    # Imported late: reading a PDF takes half a second, and every other new file needs none.
    from builder.seal.earlier_pack import read_earlier_pack
    from builder.seal.pack_file import count_signatures

    try:
        data = pack.read_bytes()
    except OSError as error:
        raise BuilderError(f"{pack} can't be read ({error.strerror}).", "Give the signed pack with --pack.") from error
    read = read_earlier_pack(data, str(pack))
    manifest, audit = read.manifest, audit_under_way(program, day)
    if manifest.choice.kind != "scope" and not count_signatures(data):
        raise BuilderError(
            f"Nobody has signed {pack} yet, and the signed file will have another digest.",
            "Give the signed file, the one that goes out, with --pack.",
        )
    found = {
        "audit": audit.id if audit else None,
        "auditor": audit.auditor if audit else None,
        "kind": manifest.choice.kind,
        "pack": manifest.pack_id,
        "sha256": read.sha256,
        "with_it": [file.name for file in manifest.beside],
        "handed_by": program.company.value.hs_lead if program.company else None,
    }
    return {name: value for name, value in found.items() if value}
